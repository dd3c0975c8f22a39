"""Whatever words a document has, our own parser finds the same in the Markdown that is made of them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import PurePosixPath

from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.content.articles import parse_article
from sitegen.importing.imported import Imported
from sitegen.importing.readers.prose import escaped, markdown
from sitegen.importing.sourcetext import source_text
from sitegen.markdown.parser import parse_markdown
from sitegen.markdown.plaintext import with_plain_text
from sitegen.model.article import ArticleId

PIECES = st.sampled_from(
    [
        *(
            "a",
            "Talks",
            " ",
            "1.",
            "2)",
            "-",
            "+",
            "*",
            "**",
            "_",
            "#",
            "##",
            ">",
            "<b>",
            "&amp;",
            "&",
            "[x](y)",
        ),
        *(
            "[^1]",
            "!",
            "`",
            "~~",
            "|",
            "---",
            "===",
            "\\",
            "“",
            "”",
            "http://a.b",
            "<http://a.b>",
            ":",
            "é",
            "日",
        ),
        *("x@y.example", "***", "="),
    ]
)
WORDS = st.lists(PIECES, min_size=1, max_size=12).map("".join).map(str.split).map(" ".join).filter(bool)
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
LINES = st.text(
    st.characters(exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"], exclude_characters=INVISIBLE),
    max_size=60,
)


def spoken(body: str) -> list[str]:
    """The text of each block."""
    plain = with_plain_text(parse_markdown(body)).plain
    return [plain.text[block.span.start : block.span.end] for block in plain.blocks]


@given(st.lists(WORDS, min_size=1, max_size=4))
@example(["1. May was wet."])
@example(["- no list", "# no heading", "> nobody's words"])
@example(["a | b", "--- | ---"])
def test_words_of_html_are_read_back(paragraphs: list[str]) -> None:
    """Each paragraph is one, with the same characters."""
    html = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    assert spoken(markdown(html)) == paragraphs


@given(WORDS, st.sampled_from(["li", "blockquote", "h2", "td"]))
def test_words_of_other_elements_are_read_back(words: str, tag: str) -> None:
    """List items, quotations, headings, cells."""
    around = {"li": "<ul>{}</ul>", "td": "<table><tr>{}</tr></table>"}.get(tag, "{}")
    html = around.format(f"<{tag}>{escape(words)}</{tag}>")
    assert "".join(spoken(markdown(html))) == words


@given(WORDS)
def test_plain_words_are_read_back(words: str) -> None:
    """Those of PDFs and plain mails."""
    assert spoken(escaped(words)) == [words]


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@given(LINES.filter(lambda line: bool(line.split())), LINES, st.integers(-720, 840), st.booleans())
def test_front_matter_is_read_back(title: str, byline: str, offset: int, draft: bool) -> None:
    """Without a diagnostic, with the same values, whatever stands in them; a title's marks may be curved."""
    date = datetime(2026, 5, 20, 14, 30, tzinfo=timezone(timedelta(minutes=offset)))
    given_ = Imported(
        "id", title, "Text.", date, True, byline, byline, "https://a.example/b?c=d#e", draft=draft
    )
    data = source_text(given_, "talks, (1).html", "talks").encode()
    article, notes = parse_article(data, PurePosixPath("content/talks.md"), ArticleId("talks"))
    assert notes == ()
    assert article
    matter = article.front_matter
    assert matter.title.translate(STRAIGHT) == " ".join(title.split()).translate(STRAIGHT)
    assert (matter.byline, matter.publisher) == (" ".join(byline.split()),) * 2
    assert (matter.date, matter.draft) == (date, draft)
    assert matter.source_url == "https://a.example/b?c=d#e"
