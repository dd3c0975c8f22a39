"""Capitals that say nothing: headings that capitalise every word, lines in capitals, headlines between marks.

In: `Words`. Out: numbers of blocks, or of words.
"""

from __future__ import annotations

from sitegen.annotate.marks.characters import DASHES, QUOTATION_MARKS
from sitegen.annotate.parse.words import Words

HEADLINE = 8
"""Words between marks, at least, that are taken for a headline where all longer ones have a capital."""
LOUD = 0.7
"""A block is loud when this share of its longer words, or more, begins with a capital. A caption that ends
with a full stop may be full of names: there a verb or the like must have a capital as well."""
RAISED = frozenset(
    {"VB", "VBD", "VBZ", "VBP", "VBG", "VBN", "MD", "RB", "WRB", "PRP", "PRP$", "DT", "WP", "CC", "IN", "TO"}
)
"""Tags of words that have a capital in a headline alone."""


def loud_blocks(words: Words) -> frozenset[int]:
    """Numbers of the blocks whose capitals say nothing; -1, the separators, among them."""
    longer: dict[int, int] = {}
    capital: dict[int, int] = {}
    raised: set[int] = set()
    last = -1
    for form, tag, block in zip(words.forms, words.tags, words.blocks, strict=True):
        if form[0].isupper() and block == last and tag in RAISED:
            raised.add(block)
        if len(form) > 3 and form.isalpha():
            longer[block] = longer.get(block, 0) + 1
            capital[block] = capital.get(block, 0) + form[0].isupper()
        last = block
    shares = {block: capital[block] / count for block, count in longer.items() if count > 3}
    return frozenset(
        {
            -1,
            *(
                block
                for block, share in shares.items()
                if share >= LOUD and (block in raised or not _is_sentence(words, block))
            ),
        }
    )


def quoted_headlines(words: Words) -> frozenset[int]:
    """Words between marks that have a headline's capitals: “Speaker Rynning Joins List of Critics”."""
    found: set[int] = set()
    opened = -1
    for at, form in enumerate(words.forms):
        if form in QUOTATION_MARKS and opened >= 0 and words.blocks[at] == words.blocks[opened]:
            inside = [n for n in range(opened + 1, at) if words.forms[n].isalpha()]
            longer = [n for n in inside if len(words.forms[n]) > 3]
            capital = sum(words.forms[n][0].isupper() for n in longer)
            if len(inside) >= HEADLINE and capital == len(longer):
                found.update(inside)
            opened = -1
        elif form in QUOTATION_MARKS:
            opened = at
    return frozenset(found)


def shouted_leads(words: Words) -> frozenset[int]:
    """Words in capitals that open a block before a dash or a colon, as headlines do: "BUYERS IN RETREAT — …".

    Names alone do so in datelines: it takes a word that names never have.
    """
    found: set[int] = set()
    for at in range(len(words)):
        if words.blocks[at] < 0 or (at and words.blocks[at - 1] == words.blocks[at]):
            continue
        end = at
        while end < len(words) and words.blocks[end] == words.blocks[at] and _is_shouted(words.forms[end]):
            end += 1
        closed = at < end < len(words) and words.forms[end] in DASHES | {":"}
        plain = any(words.tags[n] in RAISED for n in range(at + 1, end))
        if closed and plain:
            found.update(range(at, end))
    return frozenset(found)


def _is_shouted(form: str) -> bool:
    return form.isupper() or (not any(c.isalpha() for c in form) and form not in DASHES | {":"})


def shouted_blocks(words: Words) -> frozenset[int]:
    """Numbers of the blocks of three words and more that are all in capitals: the model is lost there."""
    blocks = (block.span.of(words.text.text) for block in words.text.blocks)
    return frozenset(n for n, text in enumerate(blocks) if text.isupper() and text.count(" ") > 1)


def _is_sentence(words: Words, block: int) -> bool:
    """Whether a block ends as prose does, and is not all in capitals."""
    text = words.text.blocks[block].span.of(words.text.text)
    return text[-1] in '.!?”"' and not text.isupper()
