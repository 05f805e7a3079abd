"""The rooms and their arrows (docs/contributing.md) are a table, and the table is a test."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parents[1] / "app"

# room -> what its files may import, beside the standard library and the room itself
ARROWS = {
    "recurrence": {"numpy"},
    "engine": {"recurrence", "numpy"},
    "gradients": {"engine", "recurrence", "numpy"},
    "documents": {"gradients", "engine", "recurrence", "numpy", "pydantic", "safetensors"},
    "learning": {"gradients", "engine", "recurrence", "documents", "numpy"},
    "commands": {"gradients", "learning", "documents", "engine", "recurrence", "numpy", "click", "uvicorn", "web"},
    "web": {
        *("commands", "learning", "gradients", "documents", "engine", "recurrence"),
        *("anyio", "fastapi", "jinja2", "pydantic", "safetensors", "starlette", "uvicorn", "websockets"),
    },
    "__init__": {"documents"},
    "__main__": {"commands"},
}


def room_of(file: Path) -> str:
    return file.relative_to(APP / "unspool").parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """(line, module) of every import, in functions as well; relative ones spelled out."""
    package = file.relative_to(APP).parts[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *([node.module] if node.module else [])))
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "unspool" else [module]
            yield from ((node.lineno, name) for name in names)


def target(module: str) -> str | None:
    """The room or the library that a module belongs to; None for the standard library."""
    top, *rest = module.split(".")
    if top == "unspool":
        return rest[0] if rest and rest[0] in ROOMS else "__init__"
    return None if top in sys.stdlib_module_names else top


FILES = sorted(APP.glob("unspool/**/*.py"))
ROOMS = set(map(room_of, FILES))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(APP)))
def test_a_room_imports_only_what_the_table_allows(file: Path) -> None:
    room = room_of(file)
    assert room in ARROWS, f"{room} is a new room: give it a line in ARROWS"
    allowed = ARROWS[room] | {room, None, "__init__"}
    strangers = [f"line {line}: {module}" for line, module in imported(file) if target(module) not in allowed]
    assert strangers == []


def test_only_the_commands_start_the_web_and_they_touch_nothing_inside_it() -> None:
    modules = {module for file in FILES if room_of(file) == "commands" for _, module in imported(file)}
    assert {module for module in modules if module.startswith("unspool.web.")} == set()


def loaded_by(program: str) -> set[str]:
    """The top names of all modules that a fresh Python has after running this program."""
    script = f"{program}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}}, file=sys.stderr)"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(APP)!r})\n{script}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def strangers(loaded: set[str]) -> set[str]:
    """Without the standard library, and what Python itself loads at start."""
    at_start = loaded_by("pass")
    return {name for name in loaded - at_start if name not in sys.stdlib_module_names and not name.startswith("_")}


def test_the_engine_needs_numpy_alone() -> None:
    assert strangers(loaded_by("import unspool.engine")) == {"unspool", "numpy"}


def test_importing_unspool_loads_nothing_else() -> None:
    assert strangers(loaded_by("import unspool")) == {"unspool"}


WEB = {"fastapi", "starlette", "uvicorn", "jinja2", "websockets"}
SPEC = {"net": "h = tanh(w * h[t-1])", "sizes": {"h": 1}, "inputs": [None], "parameters": {"w": [0.5]}}


def test_running_a_spec_in_python_does_not_load_the_web() -> None:
    assert loaded_by(f"import unspool; unspool.run({SPEC!r})") & WEB == set()


def test_the_command_line_does_not_load_the_web(tmp_path: Path) -> None:
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps(SPEC))
    program = f"""import sys
from unspool.__main__ import main
sys.argv[1:] = ["trace", {str(spec)!r}]
try: main()
except SystemExit as stopped: assert not stopped.code"""
    assert loaded_by(program) & WEB == set()
