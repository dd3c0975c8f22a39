"""The Nu HTML checker, the W3C's, finds nothing to say about any page: one run of it over all sites.

`NU_JAR` names the checker; else it is the one that `make test` installs. Where continuous integration runs,
its absence is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from sitegen.building.articles.annotate_files import annotate_files

ROOT = Path(__file__).parents[2]
JAR = Path(os.environ.get("NU_JAR") or ROOT / "tools/nu/node_modules/vnu-jar/build/dist/vnu.jar")
NEWER_THAN_THE_CHECKER = "CSS: "
"""The standalone page holds the whole stylesheet, and the checker does not know CSS anchor positioning,
container queries and `@starting-style` yet. Styles are tested by what browsers make of them; `style`
attributes are checked."""

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture(scope="session")
def standalone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of `sitegen annotate --format html` for two articles, one of them with footnotes."""
    path = tmp_path_factory.mktemp("standalone") / "standalone.html"
    path.write_text(annotate_files([ROOT / "content" / "2026" / "06"]).html())
    return path


@pytest.fixture(scope="session")
def checker() -> tuple[str, ...]:
    """How the checker is called. It is not to guess languages: it takes a list of names for German."""
    java = shutil.which("java")
    missing = f"no java and {JAR.name}: make test installs the checker where npm is" if not java else ""
    if java and not JAR.is_file():
        missing = f"{JAR} is not there: make test installs it where npm is, or set NU_JAR"
    if missing and os.environ.get("CI"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    return (f"{java}", "-Xss4m", "-jar", f"{JAR}", "--skip-non-html", "--no-langdetect", "--format", "json")


def messages(checker: tuple[str, ...], *paths: Path) -> list[dict[str, str]]:
    """What the checker says about the pages below these paths: errors, warnings, and notes as well."""
    run = subprocess.run([*checker, *map(str, paths)], capture_output=True, text=True, check=False)
    found: list[dict[str, str]] = json.loads(run.stderr)["messages"]
    return found


def readable(found: Iterable[dict[str, str]], folder: Path) -> list[str]:
    """Each message once, with the first page that it is about, and how often."""
    first: dict[str, str] = {}
    times: Counter[str] = Counter()
    for each in found:
        first.setdefault(each["message"], f"{each['url'].partition(str(folder))[2]}: {each.get('extract')}")
        times[each["message"]] += 1
    return [f"{times[text]} × {text} {where}" for text, where in first.items()]


def test_every_page_is_without_errors_warnings_and_notes(
    checker: tuple[str, ...], folder: Path, standalone: Path
) -> None:
    """The example site, the one that holds what is rare, the strange one, the page without a site."""
    found = messages(checker, folder, standalone)
    known = [
        m
        for m in found
        if m["url"].endswith(standalone.name) and m["message"].startswith(NEWER_THAN_THE_CHECKER)
    ]
    assert readable([m for m in found if m not in known], folder) == []


def test_the_checker_sees_what_is_wrong(checker: tuple[str, ...], tmp_path: Path) -> None:
    """An id twice and an item without its list are errors: an empty list of messages means something."""
    page = tmp_path / "wrong.html"
    page.write_text('<!doctype html><html lang="en"><title>x</title><p id="a"><i id="a">y</i><li>z</li>')
    assert sum(m["type"] == "error" for m in messages(checker, tmp_path)) >= 2
