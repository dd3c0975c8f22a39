"""A site with corrections beside its articles: what an editor says stands on every page, and costs little."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from example_site import EVERYTHING
from preview_site import annotate_with, files_of
from quote_reading import quotes_in
from test_incremental import Speaking, clean

from sitegen.building.pipeline import Site

TALKS = """---
title: Talks
date: 2026-05-20
---
Nora Vell met Tom Askew at the quay.

“We will stay at the table,” said Nora Vell.

“They may go,” said Tom Askew. Nora Vell sold green steel to Vell Marrow.
"""


@pytest.fixture(autouse=True)
def _pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names and quotations are found by patterns: the model is not what is tested here."""
    annotate_with(monkeypatch, Speaking())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two articles, built once."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "sitegen.toml").write_text("[build]\nsearch = false\n" + EVERYTHING)
    (folder / "content/talks.md").write_text(TALKS)
    (folder / "content/other.md").write_text("# Other\n\n“It rains,” said Nora Vell.\n")
    Site.load(folder).build()
    return folder


def correct(site: Path, text: str) -> dict[str, bytes]:
    """The output after a build with these corrections, which is a clean build's."""
    (site / "content/talks.corrections.yaml").write_text(text)
    report = Site.load(site).build()
    assert report.annotated == 0
    found = files_of(site / "output")
    assert found == clean(site)
    return found


def pages_of(site: Path) -> dict[str, bytes]:
    """The output, without the list of what each file was made from."""
    return {name: data for name, data in files_of(site / "output").items() if not name.startswith(".sitegen")}


def quotes_of(output: dict[str, bytes], entity: str) -> list[str]:
    """What somebody is quoted with on the whole site."""
    file = output.get(f"entities/{entity}/quotes.json")
    return [quote["text"] for quote in quotes_in(file)] if file else []


def test_a_corrected_speaker_speaks_everywhere(site: Path) -> None:
    """On the pages of both, in the quote index and in the exports; nothing is annotated again."""
    before = files_of(site / "output")
    found = correct(site, 'quotations:\n  - exact: "stay at the table,”"\n    speaker: Tom Askew\n')
    assert len(quotes_of(before, "nora-vell")) == 2
    assert quotes_of(found, "nora-vell") == ["“It rains,”"]
    assert len(quotes_of(found, "tom-askew")) == 2
    changed = {name for name in found if found[name] != before.get(name)}
    assert not any(name.startswith("briefings/other/") for name in changed)


@pytest.mark.parametrize("extent", ["extent: met Tom Askew", "extent: [They, at the quay]"])
def test_an_extent_in_mere_words_lands_nowhere_else(site: Path, extent: str) -> None:
    """They stand once, and in another paragraph: it is lost, and puts nothing into somebody's mouth."""
    item = f'  - exact: "“They may go,”"\n    {extent}\n    speaker: Nora Vell\n'
    found = correct(site, f"quotations:\n{item}")
    assert "“They may go,”" in quotes_of(found, "nora-vell")
    told = Site.load(site).build().diagnostics
    assert "correction-lost" in {each.code for each in told}


def test_mere_words_are_looked_for_where_the_item_is(site: Path) -> None:
    """Its own "said" is the cue, though the word stands in other paragraphs, too; so with the extent."""
    item = '  - exact: "“They may go,”"\n    cue: said\n    extent: "They"\n'
    (site / "content/rules.md").write_text(f"{TALKS}\nThey left.\n")
    (site / "content/rules.corrections.yaml").write_text(f"quotations:\n{item}")
    report = Site.load(site).build()
    assert not [each for each in report.diagnostics if each.code.startswith("correction-")]
    assert "They" in quotes_of(files_of(site / "output"), "tom-askew")


def test_what_an_editor_takes_out_and_puts_in(site: Path) -> None:
    """A quotation less, one more; a mention less, however its name is claimed elsewhere; a description."""
    (site / "content/entities").mkdir(exist_ok=True)
    (site / "content/entities/firm.md").write_text("---\nname: Vell Marrow\ntype: organisation\n---\n")
    found = correct(
        site,
        "quotations:\n"
        '  - exact: "They may go"\n    prefix: "“"\n    remove: true\n'
        '  - exact: "green steel"\n    add: true\n    kind: partial\n    unnamed: a dealer\n'
        "mentions:\n"
        '  - exact: "Vell Marrow"\n    remove: true\n'
        "descriptions:\n"
        "  - entity: Nora Vell\n    text: Has dealt in steel since 2019.\n    by: Ida Brandt\n",
    )
    page = found["briefings/talks/index.html"].decode()
    assert not any(path.startswith("entities/firm/") for path in found)
    said = quotes_in(found["briefings/talks/quotes.json"])
    assert [quote["text"] for quote in said] == ["“We will stay at the table,”", "green steel"]
    assert "Has dealt in steel since 2019." in page


def test_a_mention_of_somebody_else(site: Path) -> None:
    """By full name, and by the id of an entry."""
    (site / "content/entities").mkdir(exist_ok=True)
    (site / "content/entities/marc.md").write_text("---\nname: Marc Tell\ntype: person\n---\n")
    one = '  - exact: "Vell Marrow"\n    entity: {}\n    type: person\n'
    for whose, page in (("Rosa Marrow", "rosa-marrow"), ("marc", "marc"), ("Marc Tell", "marc")):
        found = correct(site, "mentions:\n" + one.format(whose))
        assert f'href="../../entities/{page}/"' in found["briefings/talks/index.html"].decode(), whose


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('quotations:\n  - exact: "We will leave"\n    remove: true\n', "correction-lost", 2),
        ('quotations:\n  - exact: "at the quay"\n    remove: true\n', "correction-unused", 2),
        ('quotations:\n  - exact: "at the quay"\n    speeker: Nora\n', "correction-wrong", 3),
        ('quotations:\n  - exact: "Nora Vell"\n    remove: true\n', "correction-lost", 2),
        ("quotation:\n  - remove: true\n", "correction-wrong", 2),
        ('dates:\n  - exact: "at the quay"\n    value: 2026-13-01\n', "correction-wrong", 3),
        ("mentions:\n  - just words\n", "correction-wrong", 2),
        (
            'descriptions:\n  - exact: "at the quay"\n    entity: Nora Vell\n    hide: true\n',
            "correction-unused",
            2,
        ),
    ],
)
def test_what_fits_nothing_is_said_with_its_line(site: Path, text: str, code: str, line: int) -> None:
    """And nothing is applied."""
    before = pages_of(site)
    (site / "content/talks.corrections.yaml").write_text(text)
    report = Site.load(site).build()
    found = {(d.code, str(d.location)) for d in report.diagnostics}
    assert found == {(code, f"content/talks.corrections.yaml:{line}")}
    assert pages_of(site) == before


def test_a_file_that_cannot_be_read_keeps_its_article_back(site: Path) -> None:
    """Without its corrections it would say what an editor took out; the other article is built."""
    (site / "content/talks.corrections.yaml").write_text("quotations:\n  - exact: “a: b\n   c\n")
    report = Site.load(site).build()
    assert [(d.code, d.location.line) for d in report.diagnostics if d.location] == [
        ("front-matter-syntax", 2)
    ]
    assert (site / "output/briefings/other/index.html").exists()
    assert not (site / "output/briefings/talks").exists()


def test_a_file_beside_no_article_is_told(site: Path) -> None:
    """As after an article was renamed."""
    (site / "content/gone.corrections.yaml").write_text("mentions: []\n")
    report = Site.load(site).build()
    assert [d.code for d in report.diagnostics] == ["correction-orphan"]


def test_what_an_editor_says_of_nothing_is_told(site: Path) -> None:
    """A description that no article uses, and a brief that points at a paragraph which is not there."""
    (site / "content/entities").mkdir(exist_ok=True)
    (site / "content/entities/nora.md").write_text("---\nname: Nora Vell\ndescription: the mediator\n---\n")
    (site / "content/talks.md").write_text(TALKS.replace("date:", "brief:\n  news: They met ¶9\ndate:"))
    report = Site.load(site).build()
    found = {(d.code, str(d.location)) for d in report.diagnostics}
    assert found == {("curation-unused", "content/entities/nora.md:3"), ("brief-lost", "content/talks.md")}


def test_a_quotation_chosen_for_the_front_page_that_nobody_says_is_told(site: Path) -> None:
    """Whether or not the brief has anything else."""
    lost = TALKS.replace("date:", "brief:\n  quote: nobody ever said this\ndate:")
    (site / "content/talks.md").write_text(lost)
    report = Site.load(site).build()
    assert {(d.code, str(d.location)) for d in report.diagnostics} == {("brief-lost", "content/talks.md")}


def test_the_name_and_note_of_an_entry_are_on_the_card(site: Path) -> None:
    """And beside the quotation, whatever the article calls her."""
    (site / "content/entities").mkdir(exist_ok=True)
    (site / "content/entities/nora.md").write_text(
        "---\nname: Dr Nora Vell-Ray\naliases: [Nora Vell]\nlinks: [https://example.org/nora]\n"
        "---\nA *mediator*.\n"
    )
    Site.load(site).build()
    page = files_of(site / "output")["briefings/talks/index.html"].decode()
    assert "A <em>mediator</em>." in page
    assert 'href="https://example.org/nora"' in page
    card = re.search(r"data-e=1 id=.*?</h3>", page)
    assert card
    assert "Dr Nora Vell-Ray" in card.group()
    quotes = quotes_in(files_of(site / "output")["briefings/talks/quotes.json"])
    assert quotes[0]["speaker"] == "Dr Nora Vell-Ray"
