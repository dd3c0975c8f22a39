"""The small site, byte for byte as it was last reviewed.

`UPDATE_GOLDEN=1 pytest tests/golden` writes the files anew; the review is their diff. Names of assets, which
change with every style, are shown without their digest; styles, script, fonts and CSVs' twins are left out.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from render_site import plan_of, read_site

from sitegen.building.output.writer import write_outputs
from sitegen.model.config import USEFUL, ExportsConfig

EXPECTED = Path(__file__).parent / "expected"
WANTED = (
    "404.html",
    "about/index.html",
    "briefings/port-talks/annotations.json",
    "briefings/port-talks/index.html",
    "briefings/port-talks/index.txt",
    "briefings/rain/index.html",
    "entities/entities.jsonl",
    "entities/index.html",
    "entities/ines-halloran/index.html",
    "feed.json",
    "feed.xml",
    "index.html",
    "quotes/index.html",
    "sitemap.xml",
    "topics/labour/index.html",
)
IF_ASKED = ("briefings/port-talks/quotes.csv", "entities/ines-halloran/entity.json")
"""Exports that a site has where it asks for them; it asks for all pages, too."""
_DIGEST = re.compile(rb"(assets/(?:fonts/)?[\w-]+)\.[0-9a-f]{10}\.(css|js|woff2|svg)")
_VERSION = re.compile(rb"sitegen \d+\.\d+\.\d+[\w.]*")


def rendered() -> dict[str, bytes]:
    """The files that are compared."""
    index, docs, asking = read_site()
    lean = replace(asking, exports=ExportsConfig(), entity_pages=USEFUL)
    files: dict[str, bytes] = {}
    for config, names in (lean, WANTED), (asking, IF_ASKED):
        with TemporaryDirectory() as folder:
            write_outputs(Path(folder), plan_of(index, docs, config).files)
            files |= {name: (Path(folder) / name).read_bytes() for name in names}
    return {n: _VERSION.sub(b"sitegen VERSION", _DIGEST.sub(rb"\1.\2", data)) for n, data in files.items()}


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """The rendered files; written as the expected ones when asked to."""
    files = rendered()
    if os.environ.get("UPDATE_GOLDEN"):
        for name, content in files.items():
            path = EXPECTED / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return files


@pytest.mark.parametrize("name", [*WANTED, *IF_ASKED])
def test_a_file_is_as_it_was_reviewed(site: dict[str, bytes], name: str) -> None:
    """Nothing on a page changes unseen."""
    assert site[name].decode() == (EXPECTED / name).read_bytes().decode()


def test_planning_twice_gives_the_same_plan() -> None:
    """It is a value: two of the same site are equal, and one of another site is not."""
    index, docs, config = read_site()
    plan = plan_of(index, docs, config)
    assert plan == plan_of(index, docs, config)
    other = plan_of(replace(index, articles=index.articles[1:]), docs, config)
    assert plan != other
    assert len(str(plan).splitlines()) == len(plan.files) > len(other.files)


def test_rendering_twice_gives_the_same_bytes(site: dict[str, bytes]) -> None:
    """No clock, no order of sets, no state that a first rendering leaves behind."""
    assert rendered() == site
