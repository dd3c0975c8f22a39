"""Generated Markdown, and random spans over its plain text."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from sitegen.markdown.marks import Element, Mark
from sitegen.model.text import Span

WORDS = st.sampled_from(
    [
        "Ines",
        "Halloran",
        "said",
        "“We",
        "moved,”",
        "the",
        "port",
        "’s",
        "&amp;",
        "&lt;b&gt;",
        "\\*not\\*",
        "<b>",
        "</mark>",
        "e\u0301te\u0301",
        "👩‍👧",
        "🇫🇷",
        "naïve",
        "שלום",
        "a\u00a0b",
        "1,200",
        "—",
        "''quoted''",
        "x_y_z",
        "[",
        "]",
        "`",
        "\\",
        "!",
        '"',
        "'",
        "\u200d",
    ]
)


def inline(depth: int = 2) -> SearchStrategy[str]:
    """A few words, some of them emphasised, linked, struck out, in code, or a picture; nested."""
    words = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
    if depth == 0:
        return words
    inner = inline(depth - 1)
    wrapped = st.one_of(
        inner.map("*{}*".format),
        inner.map("**{}**".format),
        inner.map("~~{}~~".format),
        inner.map("[{}](https://example.org/a)".format),
        st.sampled_from(["`code`", "``co`de``", "![alt text](x.png)", "<https://example.org>", "[^1]"]),
    )
    breaks = st.sampled_from([" ", " ", "\n", "  \n", "\\\n", "\t", ""])
    pieces = st.lists(st.tuples(st.one_of(words, wrapped), breaks), min_size=1, max_size=5)
    return pieces.map(lambda found: "".join(a + b for a, b in found).strip() or "x")


def _prefixed(prefix: str, text: str) -> str:
    return "\n".join(prefix + line for line in text.split("\n"))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def block() -> SearchStrategy[str]:
    """One block: paragraph, heading, list (tight, loose, nested), block quotation, table, code, rule."""
    text = inline()
    cell = text.map(_one_line).map(lambda s: s.replace("|", ""))
    return st.one_of(
        text,
        text,
        cell.map("## {}".format),
        st.tuples(cell, cell).map(lambda p: f"- {p[0]}\n- {p[1]}\n  - nested {p[0]}"),
        st.tuples(cell, cell).map(lambda p: f"1. {p[0]}\n\n2. {p[1]}"),
        text.map(lambda s: _prefixed("> ", s)),
        text.map(lambda s: _prefixed("> > ", s)),
        st.tuples(cell, cell).map(lambda p: f"| {p[0]} | b |\n|---|:-:|\n| {p[1]} | d |"),
        st.just("```\nfenced “code”\n```"),
        st.just("---"),
        cell.map("[^1]: {}".format),
    )


PAIRED = (
    "p b strong em a div ul li table tr td blockquote h2 sup figure figcaption script q del pre svg section"
    " mark"
)
TAGS = st.sampled_from(
    [
        *(f"<{slash}{name}>" for name in PAIRED.split() for slash in ("", "/")),
        *(
            "<th>",
            "<tbody>",
            "<br>",
            "<hr>",
            "<iframe>",
            "<dl>",
            "<dd>",
            "<span>",
            "<x-y>",
            "<!--",
            "<caption>",
        ),
        *('<a href="https://example.org/a">', '<a href="javascript:alert(1)">', "<td colspan='2' onclick=x>"),
        *('<img src="q.png" alt="the quay">', '<p class="pn" id="text">', "<b/>", "< b>", "</", "<"),
    ]
)
SIGNS = st.sampled_from(["*", "**", "~~", "\n", "\n\n", "> ", "- "])


@composite
def html(draw: DrawFn) -> str:
    """A body with HTML in any state between its words and around its blocks."""
    soup = st.lists(st.one_of(TAGS, TAGS, WORDS, SIGNS), max_size=12).map(" ".join)
    return "\n\n".join(draw(st.lists(st.one_of(soup, soup, block()), min_size=1, max_size=5)))


@composite
def markdown(draw: DrawFn) -> str:
    """A whole body, with any of the three line ends."""
    body = "\n\n".join(draw(st.lists(block(), min_size=1, max_size=5)))
    return body.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))


@composite
def marks(draw: DrawFn, length: int, most: int = 7) -> tuple[Mark, ...]:
    """Up to `most` marks anywhere in a text of `length` characters: nested, crossing, equal, in pieces."""
    if length < 1:
        return ()
    edge = st.integers(0, length)
    found = []
    for number in range(draw(st.integers(0, most))):
        pairs = draw(st.lists(st.tuples(edge, edge), min_size=1, max_size=2))
        spans = tuple(sorted(Span(min(p), max(p)) for p in pairs if p[0] != p[1]))
        if spans:
            tag = draw(st.sampled_from(["a", "mark", "span"]))
            after = draw(st.sampled_from([None, Element("sup", (("data-x", f"{number}"),), str(number))]))
            found.append(
                Mark(spans, tag, (("href", "#e"), ("data-x", str(number))), id=f"x{number}", after=after)
            )
    return tuple(found)
