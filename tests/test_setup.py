"""./run's set-up: what it says when a machine lacks something, and that it mends itself."""

import importlib.machinery
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """./run as a module, at work in an empty folder with one lock; hand-overs are remembered, not made."""
    loader = importlib.machinery.SourceFileLoader("run", str(ROOT / "run"))
    spec = importlib.util.spec_from_loader("run", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(module)
    (tmp_path / "requirements.lock").write_text("")
    (tmp_path / "requirements-dev.lock").write_text("")
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(module, "STAMP", str(tmp_path / ".venv" / "ready"))
    monkeypatch.setattr(module, "PYTHON", str(tmp_path / ".venv" / "python"))
    return module


@pytest.fixture
def calls(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What set-up starts: "venv" or "pip"; both succeed."""
    made: list[str] = []

    def call(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        made.append(command[2])
        if command[2] == "venv":
            Path(command[3]).mkdir()
            Path(run.PYTHON).touch()
        return subprocess.CompletedProcess(command, 0, b"")

    monkeypatch.setattr(run.subprocess, "run", call)
    return made


def sentence(run: ModuleType, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        run.main(list(arguments))
    assert stopped.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()[-1]


def test_an_old_python_gets_one_sentence(run, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    assert sentence(run, capsys) == "unspool: Unspool needs Python 3.11 or newer; this is Python 3.9."


def test_a_python_without_venv_gets_one_sentence_that_names_the_package(run, monkeypatch, capsys):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    assert "install the package python3-venv" in sentence(run, capsys)


def test_a_machine_without_a_network_gets_one_sentence(run, calls, monkeypatch, capsys):
    broken = subprocess.CompletedProcess([], 1, b"Temporary failure in name resolution")
    succeeding = run.subprocess.run
    monkeypatch.setattr(
        run.subprocess, "run", lambda command, **rest: broken if "pip" in command else succeeding(command, **rest)
    )
    assert "is this machine online?" in sentence(run, capsys)
    assert not Path(run.STAMP).exists()


def test_the_second_start_installs_nothing(run, calls):
    run.ensure("requirements.lock")
    assert calls == ["venv", "pip"]
    run.ensure("requirements.lock")
    assert calls == ["venv", "pip"]


def test_a_changed_lock_is_installed_into_the_same_environment(run, calls):
    run.ensure("requirements.lock", "requirements-dev.lock")
    Path(run.ROOT, "requirements.lock").write_text("more")
    run.ensure("requirements.lock")
    assert calls == ["venv", "pip", "pip", "pip"]
    run.ensure("requirements.lock", "requirements-dev.lock")
    assert calls == ["venv", "pip", "pip", "pip"]


def test_an_interrupted_setup_is_made_anew(run, calls, monkeypatch):
    def interrupted(lock: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run.ensure("requirements.lock")
    run.ensure("requirements.lock")
    assert calls == ["venv", "venv", "pip"]


def test_help_names_every_command(capsys, run):
    run.main(["help"])
    words = capsys.readouterr().out
    for command in ("trace", *run.DEVELOPMENT):
        assert f"./run {command}" in words
