"""What an import makes of documents: the cases of tests/cases/imports.yaml and imported_documents.yaml."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import import_samples
import pytest
import yaml

from sitegen.importing.imported import Caution, Imported, Original, UnusableError
from sitegen.importing.readers import pdf
from sitegen.importing.sniffing import format_of, reader_of
from sitegen.importing.sourcetext import source_text, written_date

TESTS = Path(__file__).parents[2]
DATA = TESTS / "data/import"
PAGES = yaml.load((TESTS / "cases/imports.yaml").read_text("utf-8"), yaml.BaseLoader)
DOCUMENTS = yaml.safe_load((TESTS / "cases/imported_documents.yaml").read_text("utf-8"))
MADE = {"orchard.docx": import_samples.WORD, "quarry.pdf": import_samples.PDF}


def read(name: str, data: bytes, **options: Any) -> tuple[Imported, ...]:
    """The articles of a document."""
    original = Original(name, data)
    return reader_of(format_of(original))(original, **options)


def page(name: str) -> Imported:
    """The article of one of the pages."""
    [article] = read(name, (DATA / "html" / name).read_bytes())
    return article


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["page"])
class TestPages:
    def test_front_matter(self, case: dict[str, Any]) -> None:
        """Every value to the letter; what is not in the case is empty."""
        article = page(case["page"])
        date = written_date(article.date, has_time=article.date_has_time) if article.date else ""
        found = {
            key: getattr(article, key) for key in ("title", "byline", "publisher", "source_url", "language")
        }
        assert {"date": date, **found} == {key: case.get(key, "") for key in ("date", *found)}

    def test_text(self, case: dict[str, Any]) -> None:
        """What is the article's is there, what is the page's is not; a known loss is lost."""
        body = page(case["page"]).body
        assert [words for words in case["keeps"] if words not in body] == []
        assert [words for words in case["drops"] if words in body] == []
        assert [words for words in case.get("loses", ()) if words in body] == []

    def test_a_teaser_is_told(self, case: dict[str, Any]) -> None:
        """Where the page says that it is not free, and nowhere else."""
        assert (Caution.TEASER in page(case["page"]).cautions) == ("partial" in case)

    def test_a_day_that_could_be_two_is_told(self, case: dict[str, Any]) -> None:
        """Where numbers alone name it and nothing says which is the month; not where it is known."""
        assert (Caution.TWO_DAYS in page(case["page"]).cautions) == ("unclear" in case)


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case["document"])
class TestDocuments:
    def test_articles(self, case: dict[str, Any]) -> None:
        """Each file to the letter; digests of bytes that libraries make are not compared."""
        name = case["document"]
        made = [source_text(article, name, "x") for article in self.articles(name)]
        assert [_without_key(text) for text in made] == [_without_key(text) for text in case["articles"]]

    def test_what_was_left_out(self, case: dict[str, Any]) -> None:
        """By kind, of all articles together."""
        left: Counter[str] = Counter()
        for article in self.articles(case["document"]):
            left.update(dict(article.dropped))
        assert left == case["dropped"]

    @staticmethod
    def articles(name: str) -> tuple[Imported, ...]:
        """Of a file of the data, or of one that is made."""
        return read(name, MADE[name] if name in MADE else (DATA / name).read_bytes())


def _without_key(text: str) -> str:
    return re.sub(r"(?m)^(# imported from .*), [0-9a-f]{12}$", r"\1", text)


def test_links_are_kept_where_they_are_wanted() -> None:
    """With their addresses; else their words only, and counted."""
    html = b"<html><body><article><p>" + b"The harbour is open. " * 9
    html += b'Ask <a href="https://port.example/a_b">the <em>port</em></a>.</p></article></body></html>'
    [without], [with_links] = read("a.html", html), read("a.html", html, links=True)
    assert without.body.endswith("Ask the *port*.")
    assert dict(without.dropped)["links"] == 1
    assert "](https://port.example/a_b)" in with_links.body
    assert "links" not in dict(with_links.dropped)


def test_plain_text_of_a_mail() -> None:
    """Its lines end where a column does; headings are underlined, items have bullets."""
    head = "From: Dunmere Weekly <w@dunmere.example>\nSubject: The week\nList-Id: <w>\n\n"
    text = "THE WEEK\n========\n\nTHE LIBRARY\n-----------\n\n"
    text += "The library opened again on Monday with a queue that \nnobody remembers.\n\n"
    text += "* The tide table is\n  wrong.\n* Ines Halloran is not.\n\nUnsubscribe: https://d.example/u\n"
    [article] = read("week.eml", (head + text).encode())
    assert article.body == (
        "## THE LIBRARY\n\nThe library opened again on Monday with a queue that nobody remembers.\n\n"
        "- The tide table is wrong.\n- Ines Halloran is not."
    )
    assert article.publisher == "Dunmere Weekly"


def test_a_web_archive_is_the_page_in_it() -> None:
    """With the address that the browser wrote down."""
    html = (DATA / "html/no-metadata.html").read_text("utf-8")
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://mill.example/sale\r\n"
    head += 'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    head += "--b\r\nContent-Type: text/html\r\n"
    [article] = read("mill.mhtml", f"{head}\r\n{html}\r\n--b--\r\n".encode())
    assert article.title == "Old mill at Perrin to be sold"
    assert article.source_url == "https://mill.example/sale"
    assert "I have wanted it since I was nine" in article.body


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<!-- saved from url=(0031)https://mill.example/sale?utm_source=x -->", "https://mill.example/sale"),
        ("<!--\n url: https://mill.example/sale \n saved date: x -->", "https://mill.example/sale"),
        ('<link rel="canonical" href="/sale"><meta property="og:url" content="https://mill.example/s">', "https://mill.example/s"),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
    ],
)  # fmt: skip
def test_where_a_saved_page_comes_from(html: str, address: str) -> None:
    """As browsers and extensions write it down; never what is no web address."""
    text = "<p>" + "The mill at Perrin will be sold by auction. " * 8 + "</p>"
    [article] = read(
        "a.html", f"<html><head>{html}</head><body><article>{text}</article></body></html>".encode()
    )
    assert article.source_url == address


def test_a_script_in_a_feed_is_no_text() -> None:
    """Nor is a style or a form."""
    words = "<p>The tide was high.</p><script>alert(1)</script><style>p{}</style><form>Vote</form>"
    item = f"<item><title>Tide</title><x:encoded><![CDATA[{words}]]></x:encoded></item>"
    feed = '<rss version="2.0" xmlns:x="http://purl.org/rss/1.0/modules/content/"><channel>'
    [article] = read("f.rss", f"{feed}{item}</channel></rss>".encode())
    assert article.body == "The tide was high."


TEXT = "<p>" + "The mill at Perrin will be sold by auction. " * 8 + "</p>"


@pytest.mark.parametrize(
    ("head", "line", "byline"),
    [
        ("", "Submitted by Ana Roy on 1 May", "Ana Roy"),
        ("", "By Ana Roy | 1 May 2026", "Ana Roy"),
        ("", "Von Henrike Brandt, 11. März 2026", "Henrike Brandt"),
        ("", "Posted on Friday", ""),
        ('<meta name="author" content="Orr, Lena">', "", "Orr, Lena"),
        ('<meta name="author" content="By Lena Orr; Ana Roy">', "", "Lena Orr and Ana Roy"),
    ],
)
def test_bylines(head: str, line: str, byline: str) -> None:
    """From the head, else from a line of credits, which is no text of the article."""
    html = f"<html><head>{head}</head><body><article><p>{line}</p>{TEXT}</article></body></html>"
    [article] = read("mill-sale.html", html.encode())
    assert article.byline == byline
    assert article.body.startswith("The mill at Perrin")
    assert article.title == "Mill sale"


def _meta(**said: str) -> str:
    return "".join(
        f'<meta property="{name.replace("_", ":", 1)}" content="{text}">' for name, text in said.items()
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (_meta(og_title="The mill at Perrin"), "The mill at Perrin"),
        (f'<meta name="application-name" content="All of Today">{_meta(og_title="All of Today")}', "A sale"),
        (_meta(og_site_name="Vale News", og_title="VALE NEWS"), "A sale"),
        (_meta(og_site_name="A sale", og_title="A sale"), "A sale"),
        (
            f'<meta name="application-name" content="Up">{_meta(og_site_name="Vale News", og_title="Up")}',
            "Up",
        ),
    ],
    ids=[
        "the article's",
        "the program's",
        "the site's",
        "one name for all",
        "a program named by its article",
    ],
)
def test_the_name_of_a_site_is_no_title(head: str, title: str) -> None:
    """Pages that one program shows after another say its name for each of them."""
    html = f"<html><head>{head}</head><body><article><h1>A sale</h1>{TEXT}</article></body></html>"
    [article] = read("mill-sale.html", html.encode())
    assert article.title == title


def test_a_sentence_that_begins_like_credits_is_text() -> None:
    """It ends as sentences do."""
    html = f"<html><body><article><p>By Friday the mill was sold.</p>{TEXT}</article></body></html>"
    assert read("a.html", html.encode())[0].body.startswith("By Friday the mill was sold.")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p><q>Nobody wanted this,</q> said Ilse Tarrant.</p>", "“Nobody wanted this,” said Ilse Tarrant."),
        ("<p><q>He said <q>no</q></q>, she said.</p>", "“He said ‘no’”, she said."),
        ("<p lang='de'><q>So <b>nicht</b></q>, sagte er.</p>", "“So **nicht**”, sagte er."),
        ("<p>Press <kbd>x</kbd> or <code>y_z</code> now.</p>", "Press x or y\\_z now."),
        ("<blockquote><p>No.</p><footer>— Ana Roy</footer></blockquote>", "> No.\n>\n> — Ana Roy"),
        ("<ol><li>The <b>roof</b></li><li>The beams</li></ol>", "1. The **roof**\n2. The beams"),
    ],
)  # fmt: skip
def test_what_elements_say_is_said_in_words(html: str, words: str) -> None:
    """In pages and in feeds: a quotation without its marks would be nobody's."""
    [of_page] = read("a.html", f"<html><body><article>{TEXT}{html}{TEXT}</article></body></html>".encode())
    item = f"<item><title>T</title><x:encoded><![CDATA[{html}]]></x:encoded></item>"
    feed = f'<rss version="2.0" xmlns:x="http://purl.org/rss/1.0/modules/content/"><channel>{item}</channel></rss>'
    [of_feed] = read("f.rss", feed.encode())
    assert f"\n\n{words}\n\n" in of_page.body
    assert of_feed.body == words


def test_what_no_browser_shows_is_no_text() -> None:
    """Templates, and what stands there for browsers without scripts."""
    html = (
        f"<html><body><article>{TEXT}<template><p>Tide.</p></template><noscript><p>Fog.</p></noscript>{TEXT}"
    )
    [article] = read("a.html", f"{html}</article></body></html>".encode())
    assert "Tide" not in article.body
    assert "Fog" not in article.body


def test_the_marks_of_a_language() -> None:
    """Those of the page."""
    html = f'<html lang="de"><body><article>{TEXT}<p><q>So nicht</q>, sagte er.</p></article></body></html>'
    assert "„So nicht“, sagte er." in read("a.html", html.encode())[0].body


def test_where_words_may_be_broken_is_forgotten() -> None:
    """Soft hyphens and spaces without width."""
    text = f"<h1>Fähr&shy;verkehr</h1>{TEXT}<p>Hen\u00adrike Brandt\u200bs Schiff</p>"
    head = "<title>Fährverkehr</title>"
    html = f"<html><head>{head}</head><body><article>{text}</article></body></html>"
    [article] = read("a.html", html.encode())
    assert article.title == "Fährverkehr"
    assert article.body.startswith("The mill")
    assert article.body.endswith("Henrike Brandts Schiff")


def test_ligatures_of_a_pdf_are_letters() -> None:
    """And a word parted by a soft hyphen is whole."""
    assert pdf._lines("The o\ufb03ce of the har\u00ad\nbour") == ("The office of the har-", "bour")


def test_controls_are_spaces() -> None:
    """As they stand, or by their number; a number that goes on is another character."""
    text = f"{TEXT}<div>a\x01b&#2;c&#x1f;d&#38;e&#12d<br><br>f</div>"
    [article] = read("a.html", f"<html><body><article>{text}</article></body></html>".encode())
    assert "a b c d\\&e d\n\nf" in article.body


def test_the_title_of_a_document_without_styles() -> None:
    """Its first line, where that reads as one; names below it stay, since nothing says what they are."""
    lines = [
        "Hall to close",
        "Brenholt, 2 June 2026",
        "The council voted to close the hall after a long debate.",
    ]
    [article] = read("notes-3.docx", import_samples.word([("", line) for line in lines]))
    assert (article.title, article.body) == ("Hall to close", lines[2])
    assert article.date
    assert article.date.isoformat() == "2026-06-02T00:00:00"


def test_footnotes_of_a_document() -> None:
    """They are notes of the article, too, and none of its paragraphs."""
    lines = [
        ("", "The council voted to close the hall."),
        ("", "It opened in 1931, and nobody remembers who paid."),
    ]
    [article] = read(
        "hall.docx", import_samples.word(lines, notes=["Minutes, p. 4 * 5.", "1931. A good year."])
    )
    assert article.body == (
        "The council voted to close the hall.[^1]\n\nIt opened in 1931, and nobody remembers who paid."
        "[^2]\n\n"
        "[^1]: Minutes, p. 4 \\* 5.\n\n[^2]: 1931\\. A good year."
    )


@pytest.mark.parametrize(("depth", "byline"), [(8, "Ana Teale"), (9, "")])
def test_how_deep_a_page_may_describe_itself(depth: int, byline: str) -> None:
    """Eight lists in one another, and no more: what strangers write has an end."""
    node = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ana Teale"}}'
    data = f'<script type="application/ld+json">{"[" * depth}{node}{"]" * depth}</script>'
    words = "<p>The council voted to close the hall, and nobody remembers who paid for it in 1931.</p>" * 4
    [article] = read(
        "hall.html", f"<html><head>{data}</head><body><h1>Hall</h1>{words}</body></html>".encode()
    )
    assert article.byline == byline


def test_a_mail_whose_page_has_nothing_but_a_notice() -> None:
    """Its plain text is read instead."""
    head = "From: w@dunmere.example\nSubject: The week\nMIME-Version: 1.0\n"
    head += 'Content-Type: multipart/alternative; boundary="b"\n'
    plain = "--b\nContent-Type: text/plain\n\nThe library opened again on Monday.\n"
    html = "--b\nContent-Type: text/html\n\n<p>Unsubscribe from this list</p>\n--b--\n"
    [article] = read("week.eml", f"{head}\n{plain}{html}".encode())
    assert article.body == "The library opened again on Monday."


def test_a_post_without_a_date() -> None:
    """It has no time of day either."""
    text = (DATA / "wordpress.xml").read_text("utf-8")
    text = re.sub(r"<(pubDate|wp:post_date\w*)>.*?</\1>", "", text)
    first = read("w.xml", text.encode())[0]
    assert (first.date, first.date_has_time) == (None, False)


def test_an_export_as_wordpress_escapes_it() -> None:
    """Titles hold entities; an address alone in a block stands for a player."""
    text = (DATA / "wordpress.xml").read_text("utf-8")
    text = text.replace(
        "<title>Spring fair moved", "<title><![CDATA[Fair &amp; rink moved]]></title><title>x"
    )
    text = text.replace("The spring fair will", "https://video.example/1\n\nThe spring fair will")
    first = read("w.xml", text.encode())[0]
    assert first.title == "Fair & rink moved"
    assert dict(first.dropped)["players"] == 1
    assert "video.example" not in first.body


class TestOutlook:
    """Messages of Outlook; `olefile` comes with the other libraries of `sitegen[import]`."""

    def test_one_that_was_sent_on(self) -> None:
        """The mail inside, by its own head."""
        pytest.importorskip("olefile")
        [article] = read("crane.msg", import_samples.OUTLOOK)
        assert article.title == "The crane that would not lift"
        assert (article.byline, article.publisher) == ("Nora Vell", "")
        assert article.date
        assert written_date(article.date, has_time=article.date_has_time) == "2026-05-07 06:30"
        assert article.body == (
            "The largest crane of Halvern has stood still since Tuesday.\n\n"
            "“She lifts for my daughter and not for me,” said Otto Brandvold."
        )
        assert dict(article.dropped) == {"links": 1, "heads": 1, "attachments": 1}

    def test_one_with_html_and_a_list(self) -> None:
        """HTML before plain text; what it came with says that it is a newsletter; the date is in UTC."""
        pytest.importorskip("olefile")
        texts = {
            "0037": "Crane",
            "0C1A": "The Harbour Wire",
            "1000": "x",
            "1013": "<p>The <b>crane</b> stands.</p>",
        }
        texts["007D"] = "List-Unsubscribe: <https://wire.example/u>\r\n"
        [article] = read("x.bin", import_samples.outlook(texts, datetime(2026, 5, 8, 7, 12, tzinfo=UTC)))
        assert (article.publisher, article.byline, article.body) == (
            "The Harbour Wire",
            "",
            "The **crane** stands.",
        )
        assert article.date == datetime(2026, 5, 8, 7, 12, tzinfo=UTC)

    @pytest.mark.parametrize(
        "data", [b"\xd0\xcf\x11\xe0" + bytes(600), import_samples.OUTLOOK[:900], b"Subject: x"]
    )
    def test_one_that_is_damaged(self, data: bytes) -> None:
        """Told, with what to do."""
        pytest.importorskip("olefile")
        with pytest.raises(UnusableError, match=r"this Outlook message is damaged") as told:
            read("x.msg", data)
        assert "or as .eml" in told.value.hint

    def test_without_its_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What to install, or what to do instead; the other formats do not need it."""
        monkeypatch.setattr("sitegen.importing.readers.mails.outlook.find_spec", lambda _: None)
        with pytest.raises(UnusableError) as told:
            read("x.msg", import_samples.OUTLOOK)
        assert told.value.code == "import-extra-missing"
        assert 'pip install "sitegen[import]"' in told.value.hint
