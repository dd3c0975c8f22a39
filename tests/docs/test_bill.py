"""The bill of materials is of what is shipped: the lock file, what the package carries, with licences."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
BILL = json.loads((ROOT / "sitegen.cdx.json").read_text("utf-8"))
COMPONENTS = BILL["components"]


def test_it_is_written_from_the_lock_file_as_it_is() -> None:
    """`tools/bill.py` has been called since a library, a font or a word list changed."""
    done = subprocess.run([sys.executable, "tools/bill.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_every_library_is_in_it_with_its_licence_and_hashes() -> None:
    """All that pyproject.toml asks for, and all that the lock file names; nobody is without a licence."""
    named = {c["name"] for c in COMPONENTS}
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    wanted = {re.split(r"[><=]", each)[0].lower().replace("_", "-") for each in asked} | set(locked)
    assert wanted <= named
    for each in COMPONENTS:
        assert each["licenses"], each["name"]
        if each["type"] == "library":
            assert any(p["name"] == "sitegen:file:sha256" for p in each["properties"]), each["name"]
            assert "GPL" not in each["licenses"][0]["expression"], "the MIT licence could not stand"


def test_every_font_is_in_it() -> None:
    """Each that is packed with its licence's text."""
    fonts = {file.stem.removeprefix("OFL-") for file in (ROOT / "templates/assets/fonts").glob("*.txt")}
    files = {f.name for f in (ROOT / "templates/assets/fonts").glob("*.woff2")}
    assert fonts <= {c["name"] for c in COMPONENTS}
    assert {f.split("-")[0].split(".")[0] for f in files} == {"newsreader", "schibsted"}


def test_its_references_hold() -> None:
    """Each component has a name of its own, and what sitegen depends on is among them."""
    refs = [c["bom-ref"] for c in COMPONENTS]
    assert len(set(refs)) == len(refs)
    (own,) = BILL["dependencies"]
    assert (BILL["bomFormat"], own["ref"]) == ("CycloneDX", BILL["metadata"]["component"]["bom-ref"])
    assert set(own["dependsOn"]) <= set(refs)
    assert "pkg:pypi/hatchling" not in {ref.partition("@")[0] for ref in own["dependsOn"]}
