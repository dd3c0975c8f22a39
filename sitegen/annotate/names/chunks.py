"""Runs of capitalised words: the names that the model may have missed or cut short.

In: `Words`. Out: ranges, in order, none overlapping: each a run of proper nouns with what joins them inside a
name ("University of …", "Ana de la …", "Kim Jong-un", "People's Army", "Marks & …"). A run is a candidate
only: it may begin with titles and a demonym, which are cut off later. Headings that capitalise every
word, and lines in capitals, give no runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import NameWords, name_words
from sitegen.annotate.names.spans import (
    ARTICLES,
    ELIDED,
    HYPHENS,
    MARKUP,
    POSSESSIVES,
    QUOTATION_MARKS,
    is_slash,
    stands_after_prefix,
)
from sitegen.annotate.names.titles import OFFICE_OF
from sitegen.annotate.parse.datelines import town
from sitegen.annotate.parse.tagset import PROPER
from sitegen.annotate.parse.words import Range, Words, may_begin

MAYBE = frozenset({"NN", "NNS", "JJ", "VBN", "VBG", "VB", "VBP", "VBZ", "VBD", "FW", "UH", "RB", "ADD", "XX"})
"""Tags that capitalised words of a name often get by mistake."""

FIELDS = closed_words("fields_of_study")
"""What an institute may be for advanced study *in*."""
SMALL = closed_words("title_small")
HEADLINE = 8
"""Words between marks, at least, that are taken for a headline where all longer ones have a capital."""
LONGEST = 25
"""A run of more words than this is no name; cutting it keeps everything after linear."""
LOUD = 0.7
"""A block is loud when this share of its longer words, or more, begins with a capital. A caption that ends
with a full stop may be full of names: there a verb or the like must have a capital as well."""
VERBAL = frozenset({"VB", "VBP", "VBD", "CC"})
"""Tags of small words that are a verb or "and" rather than a part of a name: "how do", "was done y"."""
ELISION = re.compile(r"[a-z]{1,4}['’][A-ZÀ-Þ]")
APOSTROPHES = frozenset({"’", "'", "‘"})
MOST_SMALL, INSIDE = 2, 0.8
"""Small words inside a name, at most, and how sure the encoder has to be of each word from side to side."""
RAISED = frozenset(
    {"VB", "VBD", "VBZ", "VBP", "VBG", "VBN", "MD", "RB", "WRB", "PRP", "PRP$", "DT", "WP", "CC", "IN", "TO"}
)


@cache
def of_heads() -> frozenset[str]:
    """Words that "of" and a name may follow inside one name."""
    lists = name_words()
    return lists.of_heads | lists.organisation_heads - lists.never_of


def runs(words: Words) -> Iterator[Range]:
    """The capitalised runs of every block that is not loud."""
    loud, headlines = loud_blocks(words), _quoted_headlines(words)
    lists = name_words()
    at = 0
    while at < len(words):
        if words.blocks[at] in loud or at in headlines:
            at += 1
            continue
        if words.forms[at].isupper() and (dateline := town(words, at)) is not None:
            yield dateline
            at = dateline.last
            continue
        if not is_core(words, at, lists):
            at += 1
            continue
        end = _run_end(words, at, lists)
        yield from _halves(words, Range(at, end), lists)
        at = end


def _halves(words: Words, where: Range, lists: NameWords) -> Iterator[Range]:
    """An organisation and a person side by side: "the Harbour Board | Ana Brandt"."""
    given = gazetteer().given
    for at in range(where.first + 2, where.last - 1):
        organisation = words.forms[at - 1].lower() in lists.organisation_heads
        if organisation and words.forms[at] in given and words.tags[at + 1] in PROPER:
            yield Range(where.first, at)
            yield Range(at, where.last)
            return
    yield where


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


def _quoted_headlines(words: Words) -> frozenset[int]:
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


def shouted_blocks(words: Words) -> frozenset[int]:
    """Numbers of the blocks of three words and more that are all in capitals: the model is lost there."""
    blocks = (block.span.of(words.text.text) for block in words.text.blocks)
    return frozenset(n for n, text in enumerate(blocks) if text.isupper() and text.count(" ") > 1)


def _is_sentence(words: Words, block: int) -> bool:
    """Whether a block ends as prose does, and is not all in capitals."""
    text = words.text.blocks[block].span.of(words.text.text)
    return text[-1] in '.!?”"' and not text.isupper()


def is_core(words: Words, at: int, lists: NameWords) -> bool:
    """Whether a name may begin or end with this word."""
    form = words.forms[at]
    if not form[0].isupper() and not (form[0].isalpha() and not form.islower() and form[1:2].isupper()):
        return False
    low = form.lower()
    if low in lists.labels or low in ARTICLES or stands_after_prefix(words, at) or MARKUP.search(form):
        return False
    if low in lists.calendar and not on_water(words, at + 1, lists):
        return False
    tag = words.tags[at]
    if tag in PROPER:
        return True
    if tag in {"IN", "MD"} and not may_begin(words, at) and form in gazetteer().given:
        return at + 1 < len(words) and words.tags[at + 1] in PROPER  # "Coach Per Rosengren"
    if tag not in MAYBE or len(form) < 2:
        return False
    if not may_begin(words, at):
        return True
    # At a sentence's start any word has a capital: only one that a proper noun follows is let in.
    noun = tag in {"NN", "JJ"} or (tag == "NNS" and form in gazetteer().given)
    return noun and at + 1 < len(words) and words.tags[at + 1] in PROPER


def run_end(words: Words, first: int) -> int:
    """The word after the run that begins at a word; the word itself where none does."""
    lists = name_words()
    return _run_end(words, first, lists) if is_core(words, first, lists) else first


def _run_end(words: Words, first: int, lists: NameWords) -> int:
    """The word after the run that begins at `first`."""
    end = first + 1
    joined_of = False
    while end < len(words) and words.blocks[end] == words.blocks[first] and end - first < LONGEST:
        # The parser begins sentences inside names; only a full stop before makes one believable.
        begins = words.sentences[end] != words.sentences[end - 1] and words.forms[end - 1][-1] == "."
        if not begins and is_core(words, end, lists):
            end += 1
            continue
        step = _step(words, first, end, lists, joined_of=joined_of)
        if not step:
            break
        joined_of = joined_of or words.forms[end].lower() in OFFICE_OF
        end += step
    return end


def _step(words: Words, first: int, at: int, lists: NameWords, *, joined_of: bool) -> int:
    """How many words from `at`, which begins no name, carry the run on; 0 where it ends."""
    form = words.forms[at]
    low = form.lower()
    last = words.forms[at - 1].lower()
    if form in HYPHENS:
        linked = at + 1 < len(words) and words.joined(at + 1) and words.forms[at + 1] in lists.linked
        over = _particles(words, at + 1, lists) if linked else 0
        return on_water(words, at, lists) or (over and over + 1) or _hyphen(words, first, at, lists)
    if form in QUOTATION_MARKS:
        return _nickname(words, first, at, lists)
    if form == "&" or (low == "and" and joined_of and words.forms[at - 1][0].isupper()):
        return 2 if _core_at(words, at + 1, lists) else 0
    if low == "of" and (last in of_heads() or joined_of) and last not in lists.titles:
        return _over_article(words, at, lists)
    if low == "in" and joined_of and FIELDS & {*words.forms[at + 1 : at + 5]}:
        return _over_article(words, at, lists)
    if low in OFFICE_OF and last in lists.titles:
        # "Secretary of State": the office goes on, and the name may follow it.
        office = at + 1 < len(words) and words.forms[at + 1].lower() in lists.title_after - SMALL
        return 2 if office and words.forms[at + 1][0].isupper() else 0
    if low == "the" and at + 1 < len(words) and words.forms[at + 1].lower() in lists.epithets:
        return 2 if words.forms[at + 1][0].isupper() and not _core_at(words, at + 2, lists) else 0
    if (low == "for" and last in lists.organisation_heads) or (low == "on" and last in lists.on_heads):
        return _over_article(words, at, lists)
    if form in POSSESSIVES and _core_at(words, at + 1, lists):
        # "the People's Army", and "Hallam's Weir" where nothing follows: a place's own name.
        ends = not _core_at(words, at + 2, lists) and words.forms[at + 1].lower() in lists.place_heads
        many = last.endswith("s") and form in {"'", "’"} and _is_body(words, at + 1, lists)
        return 2 if (last in lists.owners and form != "'") or ends or many else 0
    return _over_small(words, first, at, lists, joined_of=joined_of)


def _over_small(words: Words, first: int, at: int, lists: NameWords, *, joined_of: bool) -> int:
    """The same for particles, commas and slashes, and for what the encoder takes for the inside of a name."""
    form, low = words.forms[at], words.forms[at].lower()
    if low in lists.particles and (words.tags[at] not in VERBAL or words.tags[at - 1] in PROPER):
        return _particles(words, at, lists)
    if ELISION.match(form) and words.tags[at - 1] in PROPER:
        return 1  # "Via dell’Arena"
    if form == "," and at + 1 < len(words) and words.forms[at + 1].lower() in closed_words("run_suffixes"):
        return 2
    if form == "," and joined_of:
        return _enumerated(words, first, at, lists)
    if is_slash(words, at if form == "/" else at + 1):
        return _over_slash(words, at, lists)
    return _inside(words, at, lists)


def _over_slash(words: Words, at: int, lists: NameWords) -> int:
    """Over "/S" of "Nordlys Line A/S", or "a/l" of "Arumugam a/l Subramaniam"."""
    if words.forms[at] == "/":
        return 2
    return 4 if _core_at(words, at + 3, lists) else 0


def _enumerated(words: Words, first: int, at: int, lists: NameWords) -> int:
    """Over a ministry's fields: "Ministry of Economy, Trade and Industry", "Department of Food, Water, …"."""
    if words.forms[first].lower() not in lists.enumerating:
        return 0
    end = at
    while end + 1 < len(words) and words.forms[end] == "," and _core_at(words, end + 1, lists):
        end += 2
        while _core_at(words, end, lists):
            end += 1
    joined = end + 1 < len(words) and words.forms[end] in {"and", "&"} and _core_at(words, end + 1, lists)
    return end - at if joined else 0


def _inside(words: Words, at: int, lists: NameWords) -> int:
    """Over small words that the encoder takes for the inside of one name: "Nodi o Manush"."""
    end = at
    while end < len(words) and end - at < MOST_SMALL and words.forms[end].islower():
        end += 1
    if end == at or not words.judged or not _core_at(words, end, lists):
        return 0
    own = words.judged[at - 1 : end + 1]
    kinds = {max(range(len(judged)), key=judged.__getitem__) for judged in own}
    return end + 1 - at if len(kinds) == 1 and min(max(judged) for judged in own) >= INSIDE else 0


def _core_at(words: Words, at: int, lists: NameWords) -> bool:
    return at < len(words) and is_core(words, at, lists)


def _is_body(words: Words, at: int, lists: NameWords) -> bool:
    """Whether the capitals that begin at a word end in what an organisation is called by."""
    end = at
    while _core_at(words, end, lists):
        end += 1
    return end > at and words.forms[end - 1].lower() in lists.organisation_heads


def _over_article(words: Words, at: int, lists: NameWords) -> int:
    """Over "of" or "of the" to a capitalised word."""
    if _core_at(words, at + 1, lists):
        return 2
    article = at + 1 < len(words) and words.forms[at + 1] == "the"
    return 3 if article and _core_at(words, at + 2, lists) else 0


def _particles(words: Words, at: int, lists: NameWords) -> int:
    """Over "de la", "van der", "al-" to a capitalised word."""
    steps = 0
    while steps < 4 and at + steps < len(words):
        form = words.forms[at + steps]
        if form in APOSTROPHES and words.forms[at + steps + 1 : at + steps + 2] == ("t",):
            steps += 2  # "van ’t Veld"
            continue
        if form.lower() not in lists.particles | lists.linked and not (form in HYPHENS and steps):
            break
        steps += 1
    return steps + 1 if _core_at(words, at + steps, lists) else 0


def on_water(words: Words, at: int, lists: NameWords) -> int:
    """Over small words between hyphens: "Orrin-upon-Veld", "Mar-a-Veld"."""
    if at >= len(words) or words.forms[at] not in HYPHENS:
        return 0
    for end in range(at + 2, min(at + 7, len(words)), 2):
        if words.forms[end] not in HYPHENS or not words.forms[end - 1].islower():
            return 0
        if end + 1 < len(words) and is_core(words, end + 1, lists):
            return end + 2 - at if all(words.joined(n) for n in range(at, end + 2)) else 0
    return 0


def _nickname(words: Words, first: int, at: int, lists: NameWords) -> int:
    """Over a nickname in marks to the surname: "Rosa “Birdie” Lindqvist"."""
    if words.forms[first] not in gazetteer().given and at - first < 2:
        given = words.tags[at - 1] in PROPER
        if not given:
            return 0
    for end in range(at + 2, min(at + 5, len(words))):
        if words.forms[end] in QUOTATION_MARKS:
            inside = all(words.forms[n][0].isupper() for n in range(at + 1, end))
            return end + 2 - at if inside and _core_at(words, end + 1, lists) else 0
    return 0


def _hyphen(words: Words, first: int, at: int, lists: NameWords) -> int:
    """Over a hyphen without spaces, to a capital, or to the small second half of a given name."""
    if not words.joined(at) or at + 1 >= len(words) or not words.joined(at + 1):
        return 0
    after = words.forms[at + 1]
    if after[0].isupper() or ELIDED.match(after):
        return 2
    small = (
        after.isalpha()
        and words.tags[at + 1] in {"NN", "NNP", "FW", "XX"}
        and after not in lists.hyphen_tails
    )
    return 2 if small and at - first > 1 and len(after) <= 6 else 0
