"""What must not be in the repository: whose machine it was made on, and where its packages came from."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
# In halves, so that this file does not contain what it looks for.
REGISTRIES = ("py" + "pi.org", "pythonho" + "sted", "registry.np" + "mjs", "np" + "mjs.com", "deb.deb" + "ian")
MACHINE = (r"(?<![\w.])/wo" + "rk/", r"(?<![\w.])/ro" + "ot/", r"/ho" + "me/[a-z]+/")
FORBIDDEN = re.compile("|".join((*map(re.escape, REGISTRIES), *MACHINE)))


def test_no_address_of_a_registry_and_no_path_of_a_machine_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        if file.is_file() and (words := FORBIDDEN.search(file.read_text(encoding="utf-8", errors="replace"))):
            found.append(f"{name}: {words[0]}")
    assert found == []
