"""Addresses of people stay theirs, whoever of their name turns up in articles older or newer."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from preview_site import annotate_with

from sitegen.building.pipeline import Site
from sitegen.content.issued import parse_issued
from sitegen.model.annotation import Annotations, Description, DescriptionKind, EntityType, Mention
from sitegen.model.text import PlainText, Span

NAMES = ("Tom Marsh", "Ida Brandt")
BORN = (1940, 1970, 2000)
Who = tuple[str, int]
"""A name, and when its bearer was born."""
AGED = re.compile(r"(?P<who>[A-Z][a-z]+ [A-Z][a-z]+), (?P<age>a \d+-year-old)")
SEED = int(os.environ.get("STORM_SEED", "20261129"))


class WithAges:
    """Two capitalised words are a person, and what follows says how old."""

    name, version = "ages", "1"

    def annotate(self, text: PlainText, context: object) -> Annotations:
        """The same for the same text."""
        found = AGED.finditer(text.text)
        return Annotations(
            tuple(
                Mention(
                    Span(*one.span("who")),
                    EntityType.PERSON,
                    self.name,
                    descriptions=(Description(Span(*one.span("age")), DescriptionKind.APPOSITIVE),),
                )
                for one in found
            )
        )


@pytest.fixture(autouse=True)
def _pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found by a pattern: the model is not what is tested here."""
    annotate_with(monkeypatch, WithAges())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Without an article yet."""
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "sitegen.toml").write_text(
        '[site]\ntitle = "Halm"\n[build]\nsearch = false\n[entities]\npages = "all"\n'
    )
    return tmp_path / "site"


def write(site: Path, name: str, year: int, who: Who, *, more: str = "") -> None:
    """An article of this year, about one person."""
    text = f"{who[0]}, a {year - who[1]}-year-old, came. {more}"
    (site / "content" / f"{name}.md").write_text(f"---\ndate: {year}-05-01\n---\n{text}\n", "utf-8")


def addresses(site: Path) -> dict[str, str]:
    """Each article, and the address that it leads to once the site is built."""
    report = Site.load(site).build()
    assert report.diagnostics == ()
    found = {}
    for page in (site / "output" / "briefings").glob("*/index.html"):
        (found[page.parent.name],) = set(re.findall(r'href="[^"]*entities/([\w-]+)/[#"]', page.read_text()))
    return found


def ids_file(site: Path) -> Path:
    """Where it is noted."""
    return site / "content" / "entities" / "ids.toml"


def test_an_older_namesake_has_another_address(site: Path) -> None:
    """The page that was there first stays, though the other article is dated before it."""
    write(site, "new", 2025, ("Tom Marsh", 1940))
    assert addresses(site) == {"new": "tom-marsh"}
    write(site, "old", 2024, ("Tom Marsh", 2000))
    found = addresses(site)
    assert found["new"] == "tom-marsh"
    assert found["old"] != "tom-marsh"
    assert set(parse_issued(ids_file(site).read_bytes())) == set(found.values())


def test_what_was_committed_is_enough(site: Path) -> None:
    """On another machine, without cache and output."""
    write(site, "new", 2025, ("Tom Marsh", 1940))
    before = addresses(site)
    write(site, "old", 2024, ("Tom Marsh", 2000))
    for name in ("output", ".cache"):
        shutil.rmtree(site / name)
    assert before.items() <= addresses(site).items()


def test_a_build_that_issues_nothing_new_changes_nothing(site: Path) -> None:
    """Not even the file; and the next one sees at once that it has nothing to do."""
    write(site, "new", 2025, ("Tom Marsh", 1940))
    os.utime(site / "content" / "new.md", (1, 1))
    addresses(site)
    before = ids_file(site).stat()
    again = Site.load(site).build()
    assert (ids_file(site).stat().st_mtime_ns, again.written) == (before.st_mtime_ns, ())


def test_a_list_that_an_editor_changes_is_obeyed(site: Path) -> None:
    """Its change alone is seen by a build that would have nothing to do else."""
    write(site, "new", 2025, ("Tom Marsh", 1940))
    write(site, "old", 2024, ("Tom Marsh", 2000))
    assert addresses(site)["old"] == "tom-marsh"
    ids_file(site).write_text('"tom-marsh" = ["new"]\n')
    assert addresses(site)["new"] == "tom-marsh"


@pytest.mark.parametrize("asked", [{"drafts": True}, {"future": True}])
def test_what_is_not_for_readers_notes_nothing(site: Path, asked: dict[str, bool]) -> None:
    """Nor does a site that wants none."""
    write(site, "new", 2025, ("Tom Marsh", 1940))
    Site.load(site, **asked).build()
    assert not ids_file(site).exists()


def test_a_site_that_wants_none(site: Path) -> None:
    """Nothing is written among the sources."""
    write(site, "new", 2025, ("Tom Marsh", 1940))
    settings = (site / "sitegen.toml").read_text().replace("[build]", "[build]\nissue_ids = false")
    (site / "sitegen.toml").write_text(settings)
    addresses(site)
    assert not ids_file(site).exists()


def test_another_s_longer_name_is_nobody_s_address(site: Path) -> None:
    """Who is new in an article does not take the address of one who was named there before."""
    ids_file(site).parent.mkdir()
    ids_file(site).write_text('"tom-marsh-lane" = ["one"]\n')
    write(site, "one", 2025, ("Tom Marsh", 1940))
    assert addresses(site) == {"one": "tom-marsh"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEED, SEED + 3))
def test_no_address_ever_comes_to_mean_another(site: Path, seed: int) -> None:
    """Articles of any year come, are edited and go, and so do caches. Whoever is named keeps the address."""
    chance = random.Random(seed)
    about: dict[str, tuple[int, Who]] = {}
    owners: dict[Who, str] = {}
    for number in range(25):
        kind = chance.choice(("add", "add", "edit", "remove", "clean"))
        name = chance.choice(sorted(about)) if about else ""
        if kind == "clean":
            for folder in ("output", ".cache"):
                shutil.rmtree(site / folder, ignore_errors=True)
        elif kind == "add" or not name:
            about[f"a{number}"] = chance.randrange(2001, 2026), (chance.choice(NAMES), chance.choice(BORN))
            write(site, f"a{number}", *about[f"a{number}"])
        elif kind == "edit":
            write(site, name, *about[name], more=f"It rained {number} times.")
        elif sum(who == about[name][1] for _, who in about.values()) > 1:
            del about[name]
            (site / "content" / f"{name}.md").unlink()
        found = defaultdict(set)
        for article, address in addresses(site).items() if about else ():
            found[about[article][1]].add(address)
        assert all(len(each) == 1 for each in found.values()), found
        now = {who: next(iter(each)) for who, each in found.items()}
        assert len(set(now.values())) == len(now)
        assert owners.items() <= now.items(), (kind, name)
        owners = now
