"""The example site as the public API builds it below a base URL, as files by path; and addresses to files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urldefrag

from sitegen import Site

ROOT = Path(__file__).parents[1]
BASE = "https://halvern.example/reader/"
EVERYTHING = '\n[exports]\nbriefings = ["all"]\nentities = ["all"]\n[entities]\npages = "all"\n'
"""Settings for all exports, and a page for every entity."""
Files = Mapping[str, bytes]


def build_example(folder: Path) -> None:
    """Build it, with all that it could have."""
    shutil.copytree(ROOT / "content", folder / "content")
    settings = (ROOT / "sitegen.toml").read_text()
    settings = settings.replace("[site]\n", f'[site]\nbase_url = "{BASE}"\n', 1)
    (folder / "sitegen.toml").write_text(settings + EVERYTHING)
    Site.load(folder, future=True).build()


def files_of_example(folder: Path) -> Files:
    """Every file of the built site but the search index."""
    built = (p for p in (folder / "output").rglob("*") if p.is_file() and "pagefind" not in p.parts)
    return {p.relative_to(folder / "output").as_posix(): p.read_bytes() for p in built if p.name[0] != "."}


def briefings(files: Files) -> list[str]:
    """The folders of all briefings."""
    return [
        name.removesuffix("index.html") for name in files if re.fullmatch(r"briefings/[^/]+/index.html", name)
    ]


def file_at(address: str) -> str:
    """The file that answers at one of the site's own full addresses, whatever its fragment."""
    path, _ = urldefrag(address)
    assert path.startswith(BASE), address
    name = path.removeprefix(BASE)
    return name + "index.html" if name == "" or name.endswith("/") else name
