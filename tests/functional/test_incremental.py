"""Builds that follow one another, each by a new process as it were: always what a build from nothing makes.

Every build starts with nothing in memory, and what is kept on disk is tampered with between builds. Articles
speak, and what a name is called by most of them decides what it is for all: so an edit changes pages of
articles that were not edited.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from example_site import EVERYTHING
from preview_site import PatternAnnotator, annotate_with, files_of, write_site
from test_storm import Storm

from sitegen.building.articles.known import merged as known_merged
from sitegen.building.articles.known import shorts
from sitegen.building.articles.known.preparing import Preparing
from sitegen.building.output.search import SearchIndex
from sitegen.building.output.workshop import Workshop
from sitegen.building.pipeline import Site
from sitegen.building.processes import parallel
from sitegen.building.processes.steps import PAUSE, Steps
from sitegen.model.annotation import Annotations, EntityType, Quotation, QuotationKind
from sitegen.model.text import PlainText, Span
from sitegen.render.article.piece import Piece
from sitegen.render.article.short.excerpts import Excerpts
from sitegen.render.exports import search, sitemap
from sitegen.render.site.lookup import Lookup
from sitegen.render.site.record import SearchRecord
from sitegen.render.theme.catalogue import Words
from sitegen.resolve import index as resolution

SAID = re.compile(r"(?P<said>“[^”]+”) said (?P<who>[A-Z][a-z]+ (?P<last>[A-Z][a-z]+))")
DATES = [
    f"2026-0{month}-01{time}"
    for month in (2, 3)
    for time in ("", " 00:10", " 00:10 +02:00", " 00:10 +13:00", " 23:50 -08:00", " 20:30 -05:00", "T00:10Z")
]
"""Moments whose day, or month, is another one in UTC."""
PASSING = ["Rosa Heim", "Ola Sund", "Kim Dahl", "Eva Moen", "Per Lie", "Liv Aas", "Jan Ruud", "Siv Bakke"]
"""So many that some are named by one article alone, and no more after the next edit."""
ROUNDS = int(os.environ.get("INCREMENTAL_ROUNDS", "60"))
SEED = int(os.environ.get("STORM_SEED", "20261122"))


class Speaking(PatternAnnotator):
    """Two capitalised words are a person, Vell Marrow a place or a firm; “…,” said X is a quotation."""

    def annotate(self, text: PlainText, context: object) -> Annotations:
        """The same for the same text."""
        words, found = text.text, super().annotate(text, context)
        kind = EntityType.PLACE if "harbour" in words else EntityType.ORGANISATION
        mentions = tuple(
            replace(m, type=kind) if m.span.of(words) == "Vell Marrow" else m for m in found.mentions
        )
        quotations = tuple(
            Quotation(
                (Span(*match.span("said")),),
                QuotationKind.DIRECT,
                self.name,
                source=Span(*match.span("who")),
                source_head=Span(*match.span("last")),
                confidence=0.9,
            )
            for match in SAID.finditer(words)
        )
        return Annotations(mentions, quotations)


class Edits(Storm):
    """Edits of one thing alone, so that each has to be seen by itself."""

    def edit(self) -> str:
        """One edit; says which."""
        self.count += 1
        kinds: list[Callable[[], None]] = [
            self.save,
            self.create,
            self.delete,
            self.move,
            self.title,
            self.tags,
            self.date,
            self.date,
        ]
        kinds += [
            self.word,
            self.quote,
            self.what,
            self.curation,
            self.note,
            self.correct,
            self.config,
            self.page,
            self.template,
        ]
        kind = self.chance.choice(kinds)
        kind()
        return kind.__name__

    def text(self) -> str:
        """A new version of an article, in which somebody speaks."""
        people = ["Nora Vell", "Tom Askew", "Ida Brandt"]
        lines = [f"“Edit {self.count}, part {n},” said {self.chance.choice(people)}." for n in range(4)]
        lines.append("It is about Vell Marrow" + self.chance.choice([".", ", a harbour."]))
        lines.append(f"{self.chance.choice(PASSING)} was there.")
        other, third = self.chance.sample(range(6), 2)
        lines.append(f"See [one](story-{other}.md) and [another](/story-{third}/).")
        body = "\n\n".join(lines)
        return f"---\ntitle: Edit {self.count}\ntags: [ports, t{self.chance.randrange(4)}]\n---\n{body}\n"

    def title(self) -> None:
        """Only the title."""
        self._change(r"title: .*", f"title: Titled {self.count}")

    def tags(self) -> None:
        """Only the tags."""
        self._change(r"tags: .*", f"tags: [t{self.count % 5}]")

    def date(self) -> None:
        """The day or the moment of publication, near midnight, seen from many a place."""
        self._change(r"(date: .*\n)?title:", f"date: {self.chance.choice(DATES)}\ntitle:")

    def word(self) -> None:
        """A word of the text, and no name."""
        self._change(r"part 2", f"part 2, {self.count}")

    def quote(self) -> None:
        """Somebody else said it."""
        self._change(r"said Nora Vell", "said Ida Brandt")

    def what(self) -> None:
        """What this article takes Vell Marrow for: a vote that may turn all."""
        self._change(r"Vell Marrow.*", self.chance.choice(["Vell Marrow.", "Vell Marrow, a harbour."]))

    def note(self) -> None:
        """An editor says that Nora Vell is called otherwise, or a firm, and something about her."""
        file = self.content / "entities" / "nora.md"
        file.parent.mkdir(exist_ok=True)
        kind = self.chance.choice(["person", "organisation"])
        head = f"name: N. Vell {self.chance.randrange(3)}\naliases: [Nora Vell]\ntype: {kind}"
        head += self.chance.choice(
            [
                "",
                "",
                "\nlinks: [https://example.org/nora]",
                "\narticles: [story-1, story-2]",
                "\nignore: true",
            ]
        )
        file.write_text(f"---\n{head}\n---\nNote {self.count}.\n", "utf-8")

    def correct(self) -> None:
        """An editor corrects an article, in words that its text may have or not, or takes that back."""
        file = self.article().with_suffix(".corrections.yaml")
        who = self.chance.choice(["Tom Askew", "nora", "Ida Brandt", "not stated"])
        lines = [
            "quotations:",
            f'  - exact: ", part {self.chance.randrange(4)}"',
            '    prefix: "Edit "',
            f"    speaker: {who}",
            f'  - exact: "part {self.chance.randrange(4)},”"',
            "    remove: true",
            "mentions:",
            '  - exact: "Vell Marrow"',
            *self.chance.choice([["    remove: true"], ["    entity: Nora Vell", "    type: person"]]),
        ]
        if self.chance.random() < 0.2:
            file.unlink(missing_ok=True)
        else:
            file.write_text("\n".join(lines) + "\n", "utf-8")

    def config(self) -> None:
        """The site's title, its address, or how much stands on a page."""
        lines = [f'[site]\ntitle = "Halm {self.count}"']
        lines += self.chance.choice([[], ['base_url = "https://example.org/news/"']])
        lines += self.chance.choice([[], ["[render]", "page_size = 2"]])
        lines += self.chance.choice([[], ["[entities]", "page_size = 2"], ["[entities]", 'pages = "all"']])
        lines += self.chance.choice([[], ["[exports]", 'briefings = ["all"]', 'entities = ["entity.json"]']])
        (self.site / "sitegen.toml").write_text("\n".join([*lines, "[build]", "search = false\n"]), "utf-8")

    def page(self) -> None:
        """The site's own template of an entity's page comes, changes and goes."""
        file = self.site / "templates" / "entity.html"
        file.parent.mkdir(exist_ok=True)
        if file.exists() and self.chance.random() < 0.4:
            file.unlink()
        else:
            own = f"{{% block main %}}{self.count} {{{{ super() }}}}{{% endblock %}}"
            file.write_text(f'{{% extends "theme/entity.html" %}}{own}', "utf-8")

    def _change(self, pattern: str, words: str) -> None:
        file = self.article()
        if file.exists():
            file.write_text(re.sub(pattern, words, file.read_text("utf-8"), count=1), "utf-8")


@pytest.fixture(autouse=True)
def _pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found by a pattern: the model is not what is tested here."""
    annotate_with(monkeypatch, Speaking())


def clean(site: Path) -> dict[str, bytes]:
    """What a build from nothing makes of the same sources."""
    copy = site.parent / "clean"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("output", ".cache"))
    try:
        Site.load(copy, drafts=True, future=True).build()
        return files_of(copy / "output")
    finally:
        shutil.rmtree(copy)


class Tampering:
    """What may happen to output and cache between two builds."""

    def __init__(self, site: Path, chance: random.Random) -> None:
        self.output, self.cache, self.chance = site / "output", site / ".cache", chance

    def happen(self) -> str:
        """One of these things, or nothing."""
        kinds: list[Callable[[], object]] = [
            self.nothing,
            self.a_page_is_edited,
            self.a_page_is_gone,
            self.the_output_is_gone,
            self.a_store_is_gone,
            self.a_store_is_damaged,
            self.the_annotations_are_gone,
        ]
        kind = self.chance.choices(kinds, [12, 2, 2, 1, 1, 1, 1])[0]
        kind()
        return kind.__name__

    def nothing(self) -> None:
        """As usual."""

    def a_page_is_edited(self) -> None:
        """By hand, in the output folder."""
        self._page().write_text("by hand", "utf-8")

    def a_page_is_gone(self) -> None:
        """Removed by hand."""
        self._page().unlink()

    def the_output_is_gone(self) -> None:
        """As on a new machine with a cache."""
        shutil.rmtree(self.output)

    def a_store_is_gone(self) -> None:
        """All that is kept, or the state of the last build."""
        name = self.chance.choice(["kept.sqlite*", "state/*"])
        for path in self.cache.glob(name):
            path.unlink()

    def a_store_is_damaged(self) -> None:
        """Some bytes in the middle are others."""
        for path in self.cache.glob("*.sqlite"):
            data = bytearray(path.read_bytes())
            start = self.chance.randrange(len(data) // 4, len(data))
            data[start : start + 64] = self.chance.randbytes(64)[: len(data) - start]
            path.write_bytes(data)

    def the_annotations_are_gone(self) -> None:
        """Only what was made of them is left."""
        if (self.cache / "kept.sqlite").exists():
            with closing(sqlite3.connect(self.cache / "kept.sqlite")) as connection, connection:
                connection.execute("DELETE FROM kept WHERE kind = 'annotations'")

    def _page(self) -> Path:
        return self.chance.choice(sorted(self.output.rglob("*.html")))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_any_builds_in_a_row_end_as_a_clean_build(tmp_path: Path) -> None:
    """Whatever was edited, and whatever happened to output and cache in between."""
    chance = random.Random(SEED)
    site = write_site(tmp_path / "site", articles=6)
    edits, tampering, log = Edits(site, chance), Tampering(site, chance), []
    for _ in range(6):
        edits.create()
    Site.load(site, drafts=True, future=True).build()
    for number in range(ROUNDS):
        log += [edits.edit() for _ in range(chance.randrange(3))]
        log.append(tampering.happen())
        Site.load(site, drafts=True, future=True).build()
        if number % 2 == 0 or number == ROUNDS - 1:
            found, wanted = files_of(site / "output"), clean(site)
            assert sorted(found) == sorted(wanted), log[-9:]
            assert [name for name in found if found[name] != wanted[name]] == [], log[-9:]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process on this system")
def test_the_number_of_processes_does_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that was made by two processes is that of one, and so is the next build of it."""
    site = write_site(tmp_path / "site", articles=130)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr(parallel, "usable_cores", lambda: 2)
    assert parallel.processes(130) == 2
    Site.load(site).build()
    made = files_of(site / "output")
    monkeypatch.setattr(parallel, "usable_cores", lambda: 1)
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".cache")
    Site.load(site).build()
    assert files_of(site / "output") == made


def test_a_day_of_publication_is_the_writer_s_in_every_later_build(tmp_path: Path) -> None:
    """Wherever it is shown: also when it is read from what was kept, and not from the file."""
    site = write_site(tmp_path / "site", articles=1)
    for number, date in enumerate(DATES):
        (site / "content" / f"day-{number}.md").write_text(f"---\ndate: {date}\n---\nIt rained.\n", "utf-8")
    time.sleep(0.1)  # else the files are too young to be remembered
    for number in range(3):
        Site.load(site).build()
        assert files_of(site / "output") == clean(site)
        (site / "content" / "story-0.md").write_text(f"# Story\n\nEdit {number}.\n", "utf-8")
    months = {
        path.parts[1:3]
        for path in (site / "output" / "archive").rglob("*")
        for path in [path.relative_to(site / "output")]
        if len(path.parts) > 3
    }
    assert months == {("2026", "02"), ("2026", "03")}


def test_an_edit_changes_what_others_take_a_name_for(tmp_path: Path) -> None:
    """Two of three articles name a place; when one changes its mind, the third is about a firm too."""
    site = write_site(tmp_path / "site", articles=1)
    for number, more in enumerate([".", ", a harbour.", ", a harbour."]):
        text = f"# Vote {number}\n\nIt is about Vell Marrow{more}\n"
        (site / "content" / f"vote-{number}.md").write_text(text, "utf-8")
    Site.load(site).build()
    before = files_of(site / "output")["briefings/vote-2/index.html"]
    (site / "content" / "vote-1.md").write_text("# Vote 1\n\nIt is about Vell Marrow.\n", "utf-8")
    Site.load(site).build()
    found = files_of(site / "output")
    assert found["briefings/vote-2/index.html"] != before
    assert found == clean(site)


@pytest.mark.parametrize(
    ("entry", "touched"),
    [
        ("name: Rosa Unheard\naliases: [R. Unheard]", {"story-5"}),
        ("name: Tom Askew2\nlinks: [https://example.org/tom]", {"story-2", "story-5"}),
        ("name: T. A.\naliases: [Askew2 again]", {"story-2", "story-5"}),
        ("name: ROSA UNHEARD\nignore: true", {"story-5"}),
        ("name: Somebody\naliases_in:\n  story-2: [Paragraph]", {"story-2"}),
    ],
)
def test_an_entry_of_the_curation_is_read_by_the_articles_it_may_matter_to(
    tmp_path: Path, entry: str, touched: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All others say what they said: they are not linked again, and no page or file of theirs is made."""
    site = write_site(tmp_path / "site", articles=6)
    last = site / "content" / "story-5.md"
    last.write_text(last.read_text("utf-8") + "\nTom Askew2 met Rosa Unheard.\n", "utf-8")
    Site.load(site).build()
    file, linked, link = site / "content" / "entities" / "tom.md", [], resolution.link
    file.parent.mkdir(exist_ok=True)
    monkeypatch.setattr(
        resolution, "link", lambda one, rules: linked.append(one.article.id) or link(one, rules)
    )
    made: list[str] = []
    merged: list[int] = []
    make, merge = Workshop.make, known_merged.merged_site
    monkeypatch.setattr(Workshop, "make", lambda *a: made.extend(str(p.path) for p in a[1]) or make(*a))
    monkeypatch.setattr(known_merged, "merged_site", lambda *a: merged.append(1) or merge(*a))
    for note, wanted, merges in ("", touched, [1]), ("A note.\n", set(), []), ("Another.\n", set(), []):
        file.write_text(f"---\n{entry}\n---\n{note}", "utf-8")
        linked.clear()
        made.clear()
        merged.clear()
        Site.load(site).build()
        assert wanted <= set(linked) <= touched
        assert merged == merges
        assert {path.split("/")[1] for path in made if path.startswith("briefings/story")} <= touched
        assert files_of(site / "output") == clean(site)


def test_what_articles_say_about_names_is_found_again_where_it_was_lost(tmp_path: Path) -> None:
    """A cache that has lost it for some articles gives the same site when a name changes."""
    site = write_site(tmp_path / "site", articles=4)
    Site.load(site).build()
    with closing(sqlite3.connect(site / ".cache" / "kept.sqlite")) as connection, connection:
        lost = connection.execute(
            "DELETE FROM kept WHERE rowid IN (SELECT rowid FROM kept WHERE kind = 'census' LIMIT 2)"
        )
        assert lost.rowcount == 2
    story = site / "content" / "story-1.md"
    story.write_text(story.read_text("utf-8").replace("Nora Vell", "Ida Brandt"), "utf-8")
    Site.load(site).build()
    assert files_of(site / "output") == clean(site)


def test_a_word_changes_only_the_pages_that_have_it(tmp_path: Path) -> None:
    """An article's own page and files are made again; nothing of another article is."""
    site = write_site(tmp_path / "site", articles=8)
    Site.load(site).build()
    story = site / "content" / "story-3.md"
    story.write_text(story.read_text("utf-8").replace("again.", "once more."), "utf-8")
    report = Site.load(site).build()
    others = {f"briefings/story-{n}" for n in range(8) if n != 3}
    assert "briefings/story-3/index.html" in map(str, report.written)
    assert not [path for path in report.written if str(path.parent) in others]


def test_nothing_is_made_that_does_not_show_the_word(tmp_path: Path) -> None:
    """At the end of an article that others share people and quotations with: only its own page and files."""
    site = write_site(tmp_path / "site", articles=8)
    story = site / "content" / "story-3.md"
    story.write_text(story.read_text("utf-8") + "\nThe rain went on for days.\n", "utf-8")
    Site.load(site).build()
    story.write_text(story.read_text("utf-8").replace("for days", "for a week"), "utf-8")
    made: list[str] = []
    make = Workshop.make
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workshop, "make", lambda *a: made.extend(str(p.path) for p in a[1]) or make(*a))
        report = Site.load(site).build()
    folder = "briefings/story-3/"
    assert set(map(str, report.written)) == {f"{folder}index.html", f"{folder}index.txt"}
    assert [path for path in made if not path.startswith((folder, "assets/"))] == []


def test_a_template_of_the_site_s_own_prepares_no_article_again(tmp_path: Path) -> None:
    """The first one, too, with which the folder of templates comes; its words would."""
    site = write_site(tmp_path / "site", articles=3)
    Site.load(site).build()
    prepared: list[int] = []
    prepare = Preparing._prepared
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Preparing, "_prepared", lambda *a: prepared.append(len(a[1])) or prepare(*a))
        folder = site / "templates"
        folder.mkdir()
        (folder / "entity.html").write_text(
            '{% extends "theme/entity.html" %}{% block main %}Own{% endblock %}'
        )
        Site.load(site).build()
        assert prepared == []
        (folder / "locales").mkdir()
        (folder / "locales" / "en.po").write_text('msgid "Search"\nmsgstr "Find"\n')
        Site.load(site).build()
        assert sum(prepared) == 3
    assert files_of(site / "output") == clean(site)


def test_a_page_of_an_entity_is_made_again_for_its_own_articles_only(tmp_path: Path) -> None:
    """The oldest article names who all name: the page with its line changes, those between stay."""
    site = write_site(tmp_path / "site", articles=8)
    with (site / "sitegen.toml").open("a") as file:
        file.write(EVERYTHING + "page_size = 2\n")
    for number in range(8):
        said = f"# Story {number}\n\n“We count {number} times,” said Nora Vell.\n"
        story = site / "content" / f"story-{number}.md"
        story.write_text(f"---\ndate: 2026-01-{number + 1:02}\n---\n{said}", "utf-8")
    Site.load(site).build()
    oldest = site / "content" / "story-0.md"
    oldest.write_text(oldest.read_text("utf-8").replace("count 0", "count nought"), "utf-8")
    report = Site.load(site).build()
    pages = [path for path in map(str, report.written) if path.startswith("entities/nora-vell")]
    assert pages == [
        "entities/nora-vell/page/4/index.html",
        "entities/nora-vell/quotes.csv",
        "entities/nora-vell/quotes.json",
    ]
    assert files_of(site / "output") == clean(site)


PLAIN = "---\ntitle: {}\n---\n{} was there.\n"


def made_from_nothing_too(site: Path) -> dict[str, bytes]:
    """The site after a build, but for the list of what each file was made from."""
    Site.load(site).build()
    found = files_of(site / "output")
    assert found == clean(site)
    return {path: data for path, data in found.items() if not path.startswith(".sitegen")}


def test_a_page_comes_and_goes_with_another_article(tmp_path: Path) -> None:
    """Who is named once has none; a second article brings one, to which the first one's card leads then."""
    site = write_site(tmp_path / "site", articles=3)
    content, own = site / "content", "entities/rosa-heim/index.html"
    (content / "one.md").write_text(PLAIN.format("One", "Rosa Heim"), "utf-8")
    before = made_from_nothing_too(site)
    assert own not in before
    (content / "two.md").write_text(PLAIN.format("Two", "Rosa Heim"), "utf-8")
    written = set(map(str, Site.load(site).build().written))
    found = made_from_nothing_too(site)
    assert {own, "briefings/one/index.html", "briefings/two/index.html"} <= written
    assert b'href="../../entities/rosa-heim/"' in found["briefings/one/index.html"]
    neighbour = "briefings/story-2/index.html"  # its foot leads to the new one
    assert [path for path in written if path.startswith("briefings/story")] == [neighbour]
    assert b'href="../two/"' in found[neighbour]
    (content / "two.md").unlink()
    assert own in map(str, Site.load(site).build().removed)
    assert made_from_nothing_too(site) == before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("one.md", PLAIN.format("One", "Rosa Heim met Rosa Heim, who")),
        ("one.md", PLAIN.format("One", "“We wait,” said Rosa Heim, who")),
        ("entities/rosa-heim.md", "---\nname: Rosa Heim\n---\nA note.\n"),
    ],
    ids=["named again", "quoted", "curated"],
)
def test_a_page_comes_with_what_makes_it_useful(tmp_path: Path, file: str, text: str) -> None:
    """In the article itself or in the curation, and goes with it."""
    site = write_site(tmp_path / "site", articles=2)
    (site / "content/entities").mkdir()
    story, changed = site / "content/one.md", site / "content" / file
    story.write_text(PLAIN.format("One", "Rosa Heim"), "utf-8")
    before = made_from_nothing_too(site)
    changed.write_text(text, "utf-8")
    found = made_from_nothing_too(site)
    assert len([path for path in found if path.startswith("entities/ro")]) == 1
    changed.unlink()
    story.write_text(PLAIN.format("One", "Rosa Heim"), "utf-8")
    assert made_from_nothing_too(site) == before


def test_a_page_that_comes_late_has_the_address_that_was_issued(tmp_path: Path) -> None:
    """When nobody had a page, it was noted all the same."""
    site = write_site(tmp_path / "site", articles=1)
    content = site / "content"
    (content / "one.md").write_text(PLAIN.format("One", "Rosa Heim"), "utf-8")
    made_from_nothing_too(site)
    issued = (content / "entities/ids.toml").read_text()
    assert "rosa-heim" in issued
    (content / "two.md").write_text(PLAIN.format("Two", "Rosa Heim"), "utf-8")
    assert "entities/rosa-heim/index.html" in made_from_nothing_too(site)
    assert (content / "entities/ids.toml").read_text() == issued


def test_the_choice_of_pages_is_followed_at_once(tmp_path: Path) -> None:
    """From useful ones to all, and back."""
    site = write_site(tmp_path / "site", articles=2)
    (site / "content/one.md").write_text(PLAIN.format("One", "Rosa Heim"), "utf-8")
    settings = (site / "sitegen.toml").read_text()
    for choice in ("useful", "all", "useful"):
        (site / "sitegen.toml").write_text(f'{settings}[entities]\npages = "{choice}"\n')
        assert ("entities/rosa-heim/index.html" in made_from_nothing_too(site)) == (choice == "all")


def test_what_a_search_finds_is_made_again_for_its_own_article_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index is made anew from records, and those of articles that did not change are kept."""
    made: list[str] = []
    found: list[list[SearchRecord]] = []
    records_of = search.records_of

    def counted(piece: Piece, lookup: Lookup) -> tuple[SearchRecord, ...]:
        made.append(piece.location)
        return records_of(piece, lookup)

    def index(_: str, records: Callable[[], Iterable[SearchRecord]], __: Path) -> Steps[SearchIndex]:
        yield PAUSE
        found.append(list(records()))
        return (), ()

    monkeypatch.setattr(search, "records_of", counted)
    monkeypatch.setattr("sitegen.building.output.search.search_outputs", index)
    site = write_site(tmp_path / "site", articles=4, search=True)
    Site.load(site).build()
    assert len(made) == 4
    story = site / "content" / "story-2.md"
    story.write_text(story.read_text("utf-8").replace("again.", "once more."), "utf-8")
    Site.load(site).build()
    assert made[4:] == ["briefings/story-2/"]
    shutil.rmtree(site / ".cache")
    Site.load(site).build()
    assert len(made) == 9
    assert found[2] == found[1] != found[0]


def test_an_article_that_was_given_up_is_annotated_by_a_later_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What processes that died could not do is not taken for what there is to find."""
    site = write_site(tmp_path / "site", articles=2)
    with monkeypatch.context() as patch:
        given_up = "sitegen.building.articles.annotating.AnnotationService._answers"
        patch.setattr(given_up, lambda _, __, tasks: ((number, None) for number, ___ in enumerate(tasks)))
        report = Site.load(site).build()
    assert [found.code for found in report.diagnostics] == ["annotating-failed"] * 2
    story = site / "content" / "story-0.md"
    story.write_text(story.read_text("utf-8").replace("again.", "once more."), "utf-8")
    report = Site.load(site).build()
    assert (report.diagnostics, report.annotated) == ((), 2)
    assert files_of(site / "output") == clean(site)


def test_what_was_kept_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its cache, a site whose output is gone is written without rendering a page."""
    site = write_site(tmp_path / "site", articles=4)
    Site.load(site).build()
    made = files_of(site / "output")
    shutil.rmtree(site / "output")
    monkeypatch.setattr("sitegen.building.stages.render_page", None)
    Site.load(site).build()
    assert files_of(site / "output") == made


def test_what_is_quoted_from_an_article_is_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For its own files and for all pages that quote from it."""
    site, made = write_site(tmp_path / "site", articles=3), []
    said = "“We will keep the old port open all winter” said Nora Vell."
    (site / "content" / "talks.md").write_text(f"---\ntitle: Talks\n---\n{said}\n", "utf-8")
    excerpts_of = shorts.excerpts_of

    def counted(piece: Piece, words: Words) -> Excerpts:
        made.append(piece.id)
        return excerpts_of(piece, words)

    monkeypatch.setattr(shorts, "excerpts_of", counted)
    Site.load(site).build()
    assert sorted(made) == sorted(set(made))
    assert len(made) == 4


def test_a_quotation_is_put_another_way_wherever_it_stands(tmp_path: Path) -> None:
    """As many words as before, so that no count tells: front page, speaker's page, index, exports."""
    site = write_site(tmp_path / "site", articles=3)
    with (site / "sitegen.toml").open("a") as file:
        file.write(EVERYTHING)
    story = site / "content" / "talks.md"
    said = "“We will keep the old port open all winter” said Nora Vell."
    story.write_text(f"---\ntitle: Talks\ndate: 2026-05-20\n---\nIt rained.\n\n{said}\n", "utf-8")
    Site.load(site).build()
    assert "the old port" in files_of(site / "output")["index.html"].decode()
    story.write_text(story.read_text("utf-8").replace("the old port", "the new port"), "utf-8")
    report = Site.load(site).build()
    places = {"index.html", "quotes/index.html", "quotes/quotes.csv", "quotes/quotes.json"}
    of_speaker = {f"entities/nora-vell/{name}" for name in ("index.html", "quotes.csv", "quotes.json")}
    assert places | of_speaker <= set(map(str, report.written))
    assert files_of(site / "output") == clean(site)


def test_the_first_topic_and_the_last(tmp_path: Path) -> None:
    """Without topics no page links to a list of them; with the first all do, with none again none."""
    site = write_site(tmp_path / "site", articles=2)
    stories = sorted((site / "content").glob("*.md"))
    texts = [story.read_text("utf-8") for story in stories]
    for linked in (False, True, False):
        for number, (story, text) in enumerate(zip(stories, texts, strict=True)):
            tags = "tags: [ports]\n" if linked and number else ""
            story.write_text(text.replace("tags: [ports]\n", tags), "utf-8")
        Site.load(site).build()
        found = files_of(site / "output")
        pages = {name: text for name, text in found.items() if name.endswith(".html")}
        linking = {name for name, text in pages.items() if b">Topics</a>" in text}
        assert linking == (pages.keys() if linked else set())
        assert ("topics/index.html" in pages) == linked
        assert found == clean(site)


def test_a_sitemap_of_several_files_comes_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the pages of a site that grows and shrinks again; each file is found where the index has it."""
    monkeypatch.setattr(sitemap, "MOST", 16)
    site = write_site(tmp_path / "site", articles=26)
    settings = '[site]\nbase_url = "https://example.org/"\n[build]\nsearch = false\n'
    (site / "sitegen.toml").write_text(f'{settings}[output]\nprecompressed = ["gz"]\n', "utf-8")
    stories = {story: story.read_text("utf-8") for story in sorted((site / "content").glob("*.md"))}
    for articles, parts in ((1, 0), (26, 3), (10, 2), (1, 0)):
        for number, (story, text) in enumerate(stories.items()):
            story.write_text(text, "utf-8") if number < articles else story.unlink(missing_ok=True)
        found = made_from_nothing_too(site)
        names = {"sitemap.xml", *(f"sitemap-{number}.xml" for number in range(1, parts + 1))}
        assert {path for path in found if path.startswith("sitemap")} == names | {f"{n}.gz" for n in names}
