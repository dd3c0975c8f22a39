"""Lines around a text, by tests/cases/credit_lines.yaml; encodings; breaks that part paragraphs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml

from sitegen.importing.imported import UnusableError
from sitegen.importing.readers import bylines
from sitegen.importing.readers.encoding import page_text
from sitegen.importing.readers.layout import parted
from sitegen.importing.readers.mails.forwarded import sent_on
from sitegen.importing.readers.timestamps import order_of
from sitegen.importing.readers.trimming import Surroundings, trim, trimmed
from sitegen.importing.sourcetext import written_date

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/credit_lines.yaml").read_text("utf-8"))
FORWARDED = yaml.safe_load((Path(__file__).parents[2] / "cases/forwarded_mails.yaml").read_text("utf-8"))
TITLE, PROSE = "The mill for sale", "The mill at Perrin will be sold by auction."
AROUND = Surroundings((TITLE,), publisher="The Mill Post")


def of(part: str) -> Any:
    """The cases of one part of the file."""
    return pytest.mark.parametrize("case", CASES[part], ids=lambda case: case.get("line", case.get("said")))


@of("bylines")
def test_bylines(case: dict[str, Any]) -> None:
    """Names, and nothing but names."""
    assert bylines.byline([case["said"]], "The Harbour Wire") == case["names"]


@of("guesses")
def test_guesses(case: dict[str, Any]) -> None:
    """Words that may be anything."""
    assert bylines.is_named(case["said"]) == case["goes"]


@of("others")
def test_bylines_with_others(case: dict[str, Any]) -> None:
    """The longer one, where it names people alone."""
    first, line = case["said"].split(" | ")
    assert bylines.with_others(line, first) == case["goes"]


@of("head")
def test_lines_at_the_head(case: dict[str, Any]) -> None:
    """Those of credits go, and what they say is found; the text below stays."""
    found = trimmed([case["line"], PROSE, PROSE], replace(AROUND, order=case.get("order", "")))
    date = found.date[0].date().isoformat() if found.date else ""
    assert (found.gone == {0}, found.byline, date) == (
        case["goes"],
        case.get("byline", ""),
        case.get("date", ""),
    )


@of("orders")
def test_which_number_is_the_month(case: dict[str, Any]) -> None:
    """By what the page shows, then by whom it is for."""
    assert order_of(case["said"].split(), case["language"]) == case["order"]


def test_a_title_in_two_lines() -> None:
    """Both go where they are its parts; a line that only begins so stays."""
    around = Surroundings(("The Mill Post: The mill for sale",))
    assert trimmed(["The Mill Post", TITLE, PROSE, TITLE], around).gone == {0, 1}
    assert trimmed(["The Mill", PROSE], around).gone == set()


@of("notices")
def test_notices(case: dict[str, Any]) -> None:
    """Anywhere; a sentence that begins alike stays."""
    assert (trimmed([PROSE, case["line"], PROSE], AROUND).gone == {1}) == case["goes"]


@of("foot")
def test_lines_at_the_foot(case: dict[str, Any]) -> None:
    """Credits and owners; in the middle of a text they stay."""
    assert (trimmed([PROSE, PROSE, case["line"]], AROUND).gone == {2}) == case["goes"]
    assert trimmed([PROSE, case["line"], PROSE], AROUND).gone == set()


@pytest.mark.parametrize("case", FORWARDED, ids=lambda case: case["program"])
def test_mails_that_were_sent_on(case: dict[str, Any]) -> None:
    """Who wrote the mail inside, when, and where it begins."""
    found = sent_on(case["lines"])
    if "says" not in case:
        assert found is None
        return
    assert found
    date = written_date(found.date[0], has_time=found.date[1]) if found.date else ""
    said = [part.strip() for part in case["says"].split("|")]
    assert [found.sender, date, case["lines"][found.end]] == said


def test_a_list_that_a_teaser_announces_goes_with_it() -> None:
    """Only where nothing but the list follows."""
    teasers = ["Explore more on these topics", "Local government"]
    assert trimmed([PROSE, *teasers], AROUND).gone == {1, 2}
    assert trimmed([PROSE, *teasers, PROSE], AROUND).gone == {1}


@pytest.mark.parametrize("case", CASES["linked_lists"], ids=lambda case: " ".join(case["items"]))
def test_lists_of_links(case: dict[str, Any]) -> None:
    """Titles of other articles go; what the text itself lists stays."""
    items = "".join(f"<li>{item}</li>" for item in case["items"])
    linked = items.replace("[", "<a href=/x><b>").replace("]", "</b></a>")
    tree = lxml.html.fromstring(
        f"<div><p>{PROSE}</p><p>{case['before']}</p><ul>{linked}</ul><p>{PROSE}</p></div>"
    )
    found = trim(tree, AROUND)
    assert (tree.find("ul") is None, found.notices) == (case["goes"], len(case["items"]) * case["goes"])


@of("linked_lines")
def test_lines_that_are_links(case: dict[str, Any]) -> None:
    """Other articles' headlines."""
    line = case["line"].replace("[", "<a href=/x>").replace("]", "</a>")
    tree = lxml.html.fromstring(
        f"<div><p>{PROSE}</p><p>{case['before']}</p><p>{line}</p><p>{PROSE}</p></div>"
    )
    trim(tree, AROUND)
    assert (tree.find(".//a") is None) == case["goes"]


@pytest.mark.parametrize("case", CASES["linked_headings"], ids=lambda case: " ".join(case["foot"]))
def test_linked_headings_at_the_foot(case: dict[str, Any]) -> None:
    """Beginnings of other articles."""
    blocks = ((line.startswith("#"), line.removeprefix("# ")) for line in case["foot"])
    foot = "".join(f"<h3>{words}</h3>" if heading else f"<p>{words}</p>" for heading, words in blocks)
    for mark, tag in {"[": "<a href=/x>", "]": "</a>", "{": "<a href='#x'>", "}": "</a>"}.items():
        foot = foot.replace(mark, tag)
    tree = lxml.html.fromstring(f"<div>{f'<p>{PROSE}</p>' * case['prose']}{foot}</div>")
    trim(tree, AROUND)
    assert len(tree) == case["prose"] + (0 if case["goes"] else len(case["foot"]))


@pytest.mark.parametrize(("tail", "left"), [("March 1, 2026", ""), ("It is for sale.", "It is for sale.")])
def test_days_behind_teasers(tail: str, left: str) -> None:
    """They go with their headlines; a sentence stays."""
    tree = lxml.html.fromstring(
        f"<div><p>{PROSE}</p><h3>Weir</h3><h3>Ford</h3><h3>Lock</h3>{tail}<p></p></div>"
    )
    trim(tree, AROUND)
    assert tree.text_content().strip() == f"{PROSE}{left}"


def test_links_and_dots_of_a_letter() -> None:
    """A newsletter's headlines are links, and its items may be cut off: they are its text."""
    own = Surroundings(own=True)
    tree = lxml.html.fromstring(
        f"<div><p>{PROSE}</p><p><a href=/x>The mills of Perrin today</a></p><p>{PROSE}</p></div>"
    )
    trim(tree, own)
    assert len(tree.findall("p")) == 3
    assert trimmed([PROSE, "They went on and...", "They came back and..."], own).gone == set()


def test_a_text_of_little_but_links() -> None:
    """An index of articles is a text."""
    tree = lxml.html.fromstring(
        f"<div><p>{PROSE}</p>{'<p><a href=/x>The mills of Perrin today</a></p>' * 3}</div>"
    )
    trim(tree, AROUND)
    assert len(tree.findall("p")) == 4


@pytest.mark.parametrize("case", CASES["cut_off"], ids=lambda case: case["lines"][-1])
def test_beginnings_of_other_articles(case: dict[str, Any]) -> None:
    """Two or more at the foot, each cut off with dots."""
    assert trimmed([PROSE, PROSE, *case["lines"]], AROUND).gone == ({2, 3} if case["goes"] else set())


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("<p>né</p>".encode(), "iso-8859-1", "<p>né</p>"),
        ("<p>né “x”</p>".encode("cp1252"), "iso-8859-1", "<p>né “x”</p>"),
        ("<meta charset=windows-1251>Да".encode("cp1251"), "", "<meta charset=windows-1251>Да"),
        ("<meta charset=Shift_JIS>閉鎖".encode("cp932"), "", "<meta charset=Shift_JIS>閉鎖"),
        ("\ufeff<p>é</p>".encode("utf-16-le"), "", "\ufeff<p>é</p>"),
        ("<p>“said” ×</p>".encode() + b"caf\xe9", "", "<p>“said” ×</p>caf\ufffd"),
        (b"<meta charset=utf-8><p>caf\xe9</p>", "", "<meta charset=utf-8><p>caf\ufffd</p>"),
        (b"<p>Jos\xe9, the miller</p>", "", "<p>José, the miller</p>"),
        (b"<meta charset=base64><p>Jos\xe9</p>", "", "<meta charset=base64><p>José</p>"),
        (b"<meta charset=utf-16><p>x</p>", "", "<meta charset=utf-16><p>x</p>"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, charset: str, text: str) -> None:
    """As browsers read them; one bad byte spoils one character and no other."""
    assert page_text(data, charset).removeprefix("\ufeff") == text.removeprefix("\ufeff")


def test_an_encoding_that_nobody_says_is_not_guessed() -> None:
    """A wrong guess would publish wrong names."""
    with pytest.raises(UnusableError, match="more than one way to read it"):
        page_text("<p>Городской совет Бренхольта</p>".encode("cp1251"))


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        (
            "<div>a<br><br>b <b>x</b> c<br>d<br><br><br>e</div>",
            "<div><p>a</p><p>b <b>x</b> c<br>d</p><p>e</p></div>",
        ),
        ("<p>a<br>\n<br>b</p>", "<div><p>a</p><p>b</p></div>"),
        ("<p><font>a<br><br>b</font> c</p>", "<div><div><p>a</p><p>b</p></div> c</div>"),
        ("<div>a<p>b</p>c<br><br>d</div>", "<div><p>a</p><p>b</p><p>c</p><p>d</p></div>"),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
        ("<p><b>a<br><br>b</b></p>", "<p><b>a<br><br>b</b></p>"),
    ],
)
def test_two_breaks_part_paragraphs(html: str, parts: str) -> None:
    """One break does not, nor do two inside a word's emphasis."""
    tree = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
    parted(tree)
    assert lxml.html.tostring(tree.find("body"), encoding="unicode") == f"<body>{parts}</body>"
