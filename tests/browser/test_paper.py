"""What a printed briefing says: every briefing as Chromium's PDF, read again by poppler's pdftotext."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import briefings
from html_reading import parsed
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]

CARDS = "//section[contains(@class,'card')]/h3/a | //section[contains(@class,'card')]/p[@class='d']"
PAGE_MARGINS = 60
FEWEST_WORDS = 4
"""On a sheet: its number is a word or three."""


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """The program, from Debian's poppler-utils."""
    found = shutil.which("pdftotext")
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("pdftotext is not installed")
    return str(found)


def squeezed(text: str) -> str:
    """Without spaces and hyphens: lines end where paper does."""
    return "".join(text.split()).replace("-", "").replace("\u00ad", "")


class Printer:
    """Pages on paper, each printed once."""

    def __init__(self, server: str, page: Page, pdftotext: str, folder: Path) -> None:
        self._server, self._page, self._read, self._folder = server, page, pdftotext, folder

    def words(self, path: str) -> str:
        """Column after column, without the numbers of sheets and without spaces."""
        area = ("-x", "0", "-y", "0", "-W", "596", "-H", str(842 - PAGE_MARGINS))
        return squeezed("".join(self._sheets(path, *area)))

    def sheets(self, path: str) -> list[str]:
        """The words of each sheet with its number."""
        return self._sheets(path)

    def _sheets(self, path: str, *area: str) -> list[str]:
        file = self._folder / f"{path.replace('/', '+')}.pdf"
        if not file.exists():
            self._page.goto(f"{self._server}/{path}")
            self._page.pdf(path=file, prefer_css_page_size=True, print_background=True)
        asked = [self._read, *area, str(file), "-"]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]


@pytest.fixture(scope="module")
def printer(
    server: str, browser: Browser, pdftotext: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Printer]:
    """One for all tests: several look at the same sheets."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    yield Printer(server, context.new_page(), pdftotext, tmp_path_factory.mktemp("paper"))
    context.close()


def test_cards_and_quotations_are_endnotes(folder: Path, printer: Printer) -> None:
    """Of every briefing of the example site: all cards with their descriptions, all quotations in full."""
    missing = []
    for path in (*briefings(folder), "news/briefings/port-talks/", "strange/briefings/dense/"):
        paper = printer.words(path)
        html = parsed((folder / path / "index.html").read_bytes())
        notes = [e.xpath("string(.//text()[not(parent::span[@class='vh'])])") for e in html.xpath(CARDS)]
        notes += [e.text_content() for e in html.xpath("//li[contains(@class,'qi')]/a[@class='x']")]
        assert len(notes) > 10, path
        behind = paper[paper.rindex("Citeandreuse") :]  # before it is the text, which has the same words
        missing += [(path, note) for note in notes if squeezed(note) not in behind]
    assert missing == []


def test_no_sheet_is_empty(folder: Path, printer: Printer) -> None:
    """The last sheet of every briefing, of a person and of a list has more than its number."""
    empty = []
    for path in (
        *briefings(folder),
        "halvern/entities/idris-falk/",
        "halvern/quotes/",
        "strange/briefings/dense/",
    ):
        sheets = printer.sheets(path)
        assert sheets, path
        empty += [(path, n) for n, words in enumerate(sheets, 1) if len(words.split()) < FEWEST_WORDS]
    assert empty == []


def test_the_quote_index_is_printed_whole(folder: Path, printer: Printer) -> None:
    """Rows that no screen has shown yet, too."""
    paper = printer.words("halvern/quotes/")
    html = parsed((folder / "halvern/quotes/index.html").read_bytes())
    said = [squeezed(quote.text_content()) for quote in html.xpath("//ol[@class='ql']//blockquote")]
    missing = [words for words in said if words not in paper]
    assert len(said) > 100
    assert len(missing) < len(said) / 20, missing  # those that run over two sheets


def test_controls_are_not_printed(printer: Printer) -> None:
    """Buttons, switches and navigation mean nothing on paper."""
    paper = printer.words("halvern/briefings/great-quill-harbour-vote/")
    for words in (
        "Copy citation",
        "Marks in the text",
        "Skip to the content",
        "About the annotation",
        "Who’s who",
    ):
        assert squeezed(words) not in paper, words


def test_no_quotation_looks_struck_out(server: str, browser: Browser, pdftotext: str, tmp_path: Path) -> None:
    """As poppler shows the sheet at the size of a small picture, too: no line runs through the words."""
    page = browser.new_page()
    page.goto(f"{server}/halvern/briefings/kessing-breakwater-ruling/")
    page.evaluate(
        """() => { const words = document.createElement('mark');
          Object.assign(words, { className: 'q', textContent: 'so it was '.repeat(40) });
          words.dataset.k = 'partial';
          const text = Object.assign(document.createElement('div'), { className: 'text' });
          text.append(words);
          document.body.replaceChildren(text) }"""
    )
    sheet, picture = tmp_path / "sheet.pdf", tmp_path / "sheet"
    page.pdf(path=sheet, prefer_css_page_size=True, print_background=True)
    page.close()
    program = Path(pdftotext).with_name("pdftoppm")
    subprocess.run([program, "-gray", "-r", "64", "-singlefile", sheet, picture], check=True)
    _, size, _, dots = picture.with_suffix(".pgm").read_bytes().split(b"\n", 3)
    width = int(size.split()[0])
    rows = [dots[start : start + width] for start in range(0, len(dots), width)]
    runs = [len(run) for row in rows for run in re.findall(rb"[\x00-\x96]+", row)]
    assert len(runs) > 100
    assert max(runs) < 20
