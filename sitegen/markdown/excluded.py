"""What is shown as text and is no prose: template tags, addresses, who owns it, what an author struck out.

In: the segments of one block. Out: spans of the plain text, and what to tell the writer. Nothing is annotated
in these spans (`PlainText.excluded`, `PlainText.addresses`). Each pattern has a limit on its length, so that
no text costs a square of its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sitegen.model.text import Span

TEMPLATE_TAG = re.compile(
    r"\{%.{0,2000}?%\}"  # Liquid, Jinja, Nunjucks
    r"|\{\{.{0,2000}?\}\}\}?"  # the same, Handlebars, Hugo
    r"|<%.{0,2000}?%>"  # ERB, EJS
    r"|\{:[^{}\n]{1,200}\}|\{[#.][\w-][^{}\n]{0,200}\}"  # attributes of kramdown and Pandoc
    r"|\[/?(?:caption|gallery|embed|audio|video|playlist|youtube|vimeo|tweet|twitter|instagram)\b[^\]\n]{0,500}\]"
    r"|^\[TOC\]$|^\[\[_?TOC_?\]\]$",
    re.DOTALL | re.MULTILINE,
)
"""Tags of template languages and short codes."""

COPYRIGHT = re.compile(r"\A\W{0,5}(?:©|\(c\)\s?(?=\d{4}))[^\n]{0,300}\Z", re.IGNORECASE)
"""A line that says who owns the text: nobody is named in it."""

_RIGHTS = r"\ball rights reserved\b"
NOTICE = re.compile(
    rf"\A(?=[^\n]{{0,1500}}(?:™|®|\btrademarks?\b))(?=[^\n]{{0,1500}}{_RIGHTS})[^\n]{{0,1500}}\Z"
    rf"|(?:©|\(c\)|\bcopyright\b)[^\n.]{{0,300}}[.\s]{{0,3}}{_RIGHTS}[^\n]{{0,300}}\Z"
    rf"|{_RIGHTS}[^\n]{{0,300}}\Z",
    re.IGNORECASE,
)
"""A paragraph, or its end, that says so in more words: "Index data is a trademark of X. All rights reserved".
"""
OWNED = (COPYRIGHT, NOTICE)

SOME_TAG = re.compile(r"[{<\[]")
SOME_RIGHTS = re.compile(r"©|\(c\)|rights reserved", re.IGNORECASE)
SOME_ADDRESS = re.compile(r"[/@#＃]|www\.", re.IGNORECASE)
"""What every text has in which the patterns find something: most texts have none, which is seen at once."""

_STOP = r"""[^\s<>"“”«»{}|]"""
_LAST = r"""[^\s<>"“”«»{}|.,;:!?)\]'’*]"""
ADDRESS = re.compile(
    rf"\b(?:(?:https?|ftps?|file)://|www\.){_STOP}{{0,2000}}{_LAST}"
    r"|(?:\bmailto:)?(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\b"
    rf"|(?<![\w@.-])(?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}[a-z]{{2,12}}/{_STOP}{{0,2000}}{_LAST}"
    r"|(?<![\w&/#@])[#＃](?=\w{0,60}[^\W\d])\w{1,140}"
    r"|(?<![\w@.])@[A-Za-z_]\w{0,60}(?:[.-]\w{1,60}){0,3}(?:@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})?",
    re.IGNORECASE,
)
"""Web addresses (with a scheme, `www.` or a path), e-mail addresses, hashtags and handles."""


def spans_of(
    patterns: Sequence[re.Pattern[str]], some: re.Pattern[str], text: str, blocks: Iterable[Span]
) -> Iterator[Span]:
    """What patterns find in each block by itself; nothing in a text without `some` of what they all need."""
    for block in blocks if some.search(text) else ():
        for pattern in patterns:
            for found in pattern.finditer(block.of(text)):
                yield Span(block.start + found.start(), block.start + found.end())


def disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as spans that do not touch, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def outside(spans: Iterable[Span], shut: tuple[Span, ...]) -> tuple[Span, ...]:
    """Those that touch none of the `shut` ones; both in order."""
    found, at = [], 0
    for span in spans:
        while at < len(shut) and shut[at].end <= span.start:
            at += 1
        if at == len(shut) or shut[at].start >= span.end:
            found.append(span)
    return tuple(found)
