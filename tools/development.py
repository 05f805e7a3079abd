"""What ./run test, check, bench, vendor and lock do. Runs in .venv, with requirements-dev.lock installed."""

import filecmp
import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from machine import browser, node

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable, "-m"]
COLORS = "--colors=" + ("force" if sys.stdout.isatty() else "off")


def ran(*command: str | Path) -> bool:
    return subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode == 0


def npm_packages() -> list[str]:
    """Node's command, with node_modules as package-lock.json says."""
    command, npm = node()
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    stamp = ROOT / "node_modules" / ".unspool"
    if not (stamp.exists() and stamp.read_text() == lock):
        print("unspool: installing package-lock.json …", file=sys.stderr, flush=True)
        if not ran(*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"):
            sys.exit("unspool: npm could not install package-lock.json (see above).")
        stamp.write_text(lock)
    return command


def tool(package: str, name: str) -> list[str]:
    """An npm tool, run by our Node: node_modules/.bin is a shell script on Windows."""
    return [*npm_packages(), str(ROOT / "node_modules" / package / "bin" / name)]


def test(options: list[str]) -> bool:
    """node's runner and pytest; with options (a file, -k …) pytest alone. What failed stands at the end of each."""
    executable = browser()
    if executable:
        os.environ["UNSPOOL_BROWSER"] = executable
    if options:
        return ran(*PYTHON, "pytest", *options)
    scripts = sorted((ROOT / "tests" / "js").glob("**/*.test.js"))
    passed = ran(*node()[0], "--test", f"--test-reporter={ROOT / 'tools' / 'failures.mjs'}", *scripts)
    return ran(*PYTHON, "pytest") and passed


def check(options: list[str]) -> bool:
    checks: dict[str, Callable[[], bool]] = {
        "ruff, lint": lambda: ran(*PYTHON, "ruff", "check"),
        "ruff, format": lambda: ran(*PYTHON, "ruff", "format", "--check"),
        "mypy": lambda: ran(*PYTHON, "mypy"),
        "biome": lambda: ran(*tool("@biomejs/biome", "biome"), "ci", "--error-on-warnings", COLORS),
        "tsc": lambda: ran(*tool("typescript", "tsc"), "-p", "."),
        "static/vendor": vendored_to_the_byte,
        "static/js as it is served": served_as_written,
    }
    failed = []
    for name, passes in checks.items():
        print(f"── {name}", flush=True)
        if not passes():
            failed.append(name)
    print(f"{len(checks) - len(failed)} passed, {len(failed)} failed" + "".join(f"\n  {name}" for name in failed))
    return not failed


def served_as_written() -> bool:
    """Whether a parser reads our modules as they are served, without comments, like the files themselves."""
    sys.path.insert(0, str(ROOT / "app"))
    from unspool.web.thinner import script

    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        for file in (ROOT / "static" / "js").rglob("*.js"):
            thinned = top / "thinned" / file.relative_to(ROOT / "static" / "js")
            thinned.parent.mkdir(parents=True, exist_ok=True)
            thinned.write_text(script(file.read_text(encoding="utf-8")), encoding="utf-8")
        for name, source in (("one", ROOT / "static" / "js"), ("other", top / "thinned")):
            options = ("--minify-whitespace", "--legal-comments=none", "--tsconfig-raw={}", "--log-level=warning")
            if not ran(*tool("esbuild", "esbuild"), f"{source}/**/*.js", *options, f"--outdir={top / name}"):
                return False
        files = [file.relative_to(top / "one") for file in (top / "one").rglob("*.js")]
        differing = [file for file in files if (top / "one" / file).read_bytes() != (top / "other" / file).read_bytes()]
    for file in differing:
        print(f"{file} is not served as it is written; see app/unspool/web/thinner.py")
    return bool(files) and not differing


def vendored_to_the_byte() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        fresh, ours = Path(folder, "vendor"), ROOT / "static" / "vendor"
        if not ran(*npm_packages(), "tools/vendor.mjs", fresh):
            return False
        names = {path.relative_to(top) for top in (fresh, ours) for path in top.rglob("*") if path.is_file()}
        _, differing, missing = filecmp.cmpfiles(fresh, ours, [str(name) for name in sorted(names)], shallow=False)
    for name in differing + missing:
        print(f"static/vendor/{name} is not what package-lock.json gives: ./run vendor builds it again")
    return not (differing or missing)


def vendor(options: list[str]) -> bool:
    return ran(*npm_packages(), "tools/vendor.mjs")


def lock(options: list[str]) -> bool:
    """Needs uv, which nothing else here does. `--upgrade` moves to the newest versions."""
    if importlib.util.find_spec("uv") is None:
        sys.exit(f"unspool: this needs uv: {sys.executable} -m pip install uv")
    form = "--universal --generate-hashes --no-annotate --no-header --quiet --python-version 3.11".split()
    groups = {
        "requirements.lock": ["pyproject.toml"],
        "requirements-dev.lock": ["pyproject.toml", "--group", "dev", "-c", "requirements.lock"],
        "requirements-node.lock": ["--group", "node"],
    }
    return all(
        ran(*PYTHON, "uv", "pip", "compile", *form, *what, *options, "-o", name) for name, what in groups.items()
    )


def bench(options: list[str]) -> bool:
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[threads] = "1"  # both sides of every ratio
    paths = [str(ROOT / "tools"), os.environ.get("PYTHONPATH")]  # where the browser is found
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    return ran(*PYTHON, "bench", *options)


if __name__ == "__main__":
    commands = {"test": test, "check": check, "bench": bench, "vendor": vendor, "lock": lock}
    try:
        sys.exit(0 if commands[sys.argv[1]](sys.argv[2:]) else 1)
    except KeyboardInterrupt:
        sys.exit("unspool: stopped.")
