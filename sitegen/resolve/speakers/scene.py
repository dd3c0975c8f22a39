"""What stays fixed while one article's speakers are resolved: its text, cards, sentences and marks.

In: an annotated article and its cards. Out: a frozen `Scene` that answers questions about places in
the text by bisection, and about cards by tables, so that no question scans the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from sitegen.model.annotation import EntityType, Mention, Quotation, QuotationKind
from sitegen.model.site import AnnotatedArticle, Card
from sitegen.model.text import BlockKind, Span
from sitegen.resolve.vocabulary.noun_phrase import SMALL, WORD, Phrase, head_form, parse_phrase
from sitegen.resolve.vocabulary.nouns import genders_of, given_names, nouns
from sitegen.wordfiles import has_words, pattern

FIRST_CLAUSE = pattern("first_clause")

MARKED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘’]*’(?!\w)")
TITLES = genders_of("titles")
LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
SPLIT = re.compile(r",|;| and | & ")


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card tells about who may be meant by it."""

    card: Card
    phrases: tuple[Phrase, ...] = ()
    """Its descriptions taken apart, "professor and author" giving two."""
    words: frozenset[str] = frozenset()
    """The words of its name and of all its mentions, lower case."""
    gender: str | None = None
    """What the text says: "m", "f" or None; "both" where it is at odds, as two people on one card."""
    hint: str | None = None
    """What the given name makes likelier."""
    heads: frozenset[str] = frozenset()
    """Nouns by which it may be called."""

    @property
    def is_person(self) -> bool:
        """Whether it is a person's card."""
        return self.card.type is EntityType.PERSON


@dataclass(frozen=True, slots=True)
class Scene:
    """One article, ready for questions. Cards are named by their index."""

    article: AnnotatedArticle
    facts: tuple[CardFacts, ...]
    mentions: tuple[tuple[Mention, int], ...]
    """Every mention with its card, in text order."""
    mention_starts: tuple[int, ...]
    described: tuple[tuple[Span, int], ...]
    """Every description with its card, in text order."""
    described_starts: tuple[int, ...]
    sentences: tuple[int, ...]
    narrative: tuple[int, ...]
    """For each sentence, how many up to it are not wholly inside quotation marks."""
    quoted: tuple[tuple[int, int], ...]
    """Ranges inside quotation marks, in text order, disjoint."""
    quoted_starts: tuple[int, ...]
    asides: tuple[tuple[int, int], ...]
    """Headlines and reported speech, in text order, disjoint."""
    aside_starts: tuple[int, ...]
    contents: tuple[tuple[Span, int], ...]
    """Every content span with its quotation, in text order."""
    content_starts: tuple[int, ...]
    by_head: dict[str, tuple[int, ...]]
    """Cards by the heads of their descriptions, and bodies by the nouns in their names."""
    lower_words: frozenset[str]
    """Words that the text writes in lower case somewhere."""
    by_word: dict[str, tuple[int, ...]]
    """Cards by each word of their names."""
    by_initials: dict[str, frozenset[str]]
    """The words of bodies' names by their initials: "al" for "Awami League"."""

    @property
    def text(self) -> str:
        """The article's plain text."""
        return self.article.plain.text

    def sentence(self, position: int) -> int:
        """Index of the sentence that holds the position."""
        return max(bisect_right(self.sentences, position) - 1, 0)

    def block(self, position: int) -> Span:
        """The paragraph, heading or item that holds the position."""
        blocks = self.article.plain.blocks
        index = bisect_right(blocks, position, key=lambda block: block.span.start) - 1
        return blocks[index].span if index >= 0 else Span(0, max(len(self.text), 1))

    def distance(self, earlier: int, later: int) -> int:
        """Sentences from one position to another, not counting those inside quotation marks."""
        return self.narrative[self.sentence(later)] - self.narrative[self.sentence(earlier)]

    def is_quoted(self, span: Span) -> bool:
        """Whether the span lies inside quotation marks."""
        return _within(self.quoted, self.quoted_starts, span)

    def is_aside(self, span: Span) -> bool:
        """Whether the span lies in a headline or in reported speech."""
        return _within(self.asides, self.aside_starts, span)

    def in_first_clause(self, place: int) -> bool:
        """Whether it is the subject of a clause that comes first: "When Brandt spoke, Halloran left"."""
        return FIRST_CLAUSE.fullmatch(self.text, self.sentences[self.sentence(place)], place) is not None

    def quotation_over(self, span: Span, but: int) -> int | None:
        """Another quotation whose content holds the span; a few before it are asked."""
        last = bisect_right(self.content_starts, span.start)
        for content, index in reversed(self.contents[max(last - 4, 0) : last]):
            if index != but and content.contains(span):
                return index
        return None

    def mentions_in(self, span: Span) -> Iterator[tuple[Mention, int]]:
        """The mentions that start inside the span, with their cards."""
        start = bisect_left(self.mention_starts, span.start)
        for index in range(start, len(self.mentions)):
            if self.mention_starts[index] >= span.end:
                return
            yield self.mentions[index]

    def mention_over(self, span: Span) -> Iterator[tuple[Mention, int]]:
        """The mention that starts before the span and holds it: of "Brandt-Orr" where the span is "Orr"."""
        last = bisect_left(self.mention_starts, span.start) - 1
        if last >= 0 and self.mentions[last][0].span.contains(span):
            yield self.mentions[last]

    def described_over(self, span: Span) -> Iterator[tuple[int, Span]]:
        """Cards with a description that covers the span, and the description; a few before it are asked."""
        last = bisect_right(self.described_starts, span.start)
        for description, card in self.described[max(last - 4, 0) : last]:
            if description.contains(span):
                yield card, description


def _within(ranges: tuple[tuple[int, int], ...], starts: tuple[int, ...], span: Span) -> bool:
    index = bisect_right(starts, span.start) - 1
    return index >= 0 and span.end <= ranges[index][1]


def make_scene(article: AnnotatedArticle, cards: tuple[Card, ...]) -> Scene:
    """The scene of one article. Costs one pass over each kind of annotation.

    Where the article's language has no words, a card tells nothing but itself.
    """
    # long: one line for each table that questions are answered from
    text, known = article.plain.text, has_words(article.article.front_matter.language)
    facts = tuple(_facts(card, text) if known else CardFacts(card) for card in cards)
    mentions = sorted(
        ((m.mention, index) for index, card in enumerate(cards) for m in card.mentions),
        key=lambda pair: (pair[0].span, pair[1]),
    )
    described = sorted((d.span, index) for index, card in enumerate(cards) for d in card.descriptions)
    quotations = article.annotations.quotations
    quoted = tuple(_merged(_quoted_ranges(quotations, text)))
    starts = tuple(start for start, _ in quoted)
    blocks = article.plain.blocks
    sentences = tuple(sorted({0, *article.annotations.sentences, *(b.span.start for b in blocks)}))
    headings = ((b.span.start, b.span.end) for b in blocks if b.kind is BlockKind.HEADING)
    asides = tuple(_merged([*headings, *_reported_ranges(quotations)]))
    contents = tuple(sorted((span, index) for index, q in enumerate(quotations) for span in q.content))
    outside = (not _within(quoted, starts, span) for span in _sentence_spans(sentences, text))
    return Scene(
        article,
        facts,
        tuple(mentions),
        tuple(mention.span.start for mention, _ in mentions),
        tuple(described),
        tuple(span.start for span, _ in described),
        sentences,
        tuple(accumulate(int(o) for o in outside)),
        quoted,
        starts,
        asides,
        tuple(start for start, _ in asides),
        contents,
        tuple(span.start for span, _ in contents),
        _table((head, index) for index, fact in enumerate(facts) for head in sorted(fact.heads)),
        frozenset(LOWER_WORD.findall(text)),
        _table((word, index) for index, fact in enumerate(facts) for word in sorted(fact.words)),
        {"".join(word[0] for word in words): frozenset(words) for words in _bodies(cards)},
    )


def _bodies(cards: Iterable[Card]) -> Iterator[list[str]]:
    """The words of the names of bodies of several words, lower case and without small ones."""
    for card in cards:
        words = [word for word in WORD.findall(card.name.lower()) if word not in SMALL]
        if card.type is EntityType.ORGANISATION and len(words) > 1:
            yield words


def _sentence_spans(starts: tuple[int, ...], text: str) -> Iterator[Span]:
    for start, after in zip(starts, (*starts[1:], len(text)), strict=True):
        end = after
        while end > start + 1 and text[end - 1].isspace():
            end -= 1
        yield Span(start, max(end, start + 1))


def _facts(card: Card, text: str) -> CardFacts:
    phrases = tuple(
        parse_phrase(part.strip())
        for description in card.descriptions
        for part in SPLIT.split(description.span.of(text)[:200])
        if part.strip()
    )
    names = {card.name, *(m.mention.span.of(text) for m in card.mentions)}
    words = {w.lower().removesuffix("’s").removesuffix("'s") for name in names for w in WORD.findall(name)}
    gender = _gender(card, words, phrases, text)
    return CardFacts(
        card, phrases, frozenset(words - SMALL), gender, _hint(card), _heads(card, names, phrases)
    )


def _hint(card: Card) -> str | None:
    names = [word.strip(".") for word in card.name.lower().split()]
    given = names[:-1] or names  # "Jake" alone, too
    known = (given_names().get(name) for name in given if name not in TITLES)
    return next((gender for gender in known if gender), None)


def _gender(card: Card, words: Iterable[str], phrases: Iterable[Phrase], text: str) -> str | None:
    """What most of the evidence says: mentions, titles before the name, nouns that describe it."""
    if card.type is not EntityType.PERSON:
        return None
    votes = Counter(m.mention.gender for m in card.mentions if m.mention.gender)
    votes.update(TITLES[word] for word in words if word in TITLES)
    votes.update(phrase.gender for phrase in phrases if phrase.gender)
    for found in card.mentions:
        start = found.mention.span.start
        before = text[max(start - 20, 0) : start].replace(".", " ").lower().split()[-1:]
        votes.update(g for word in before if (g := TITLES.get(word) or nouns().gender(word)))
    if not votes or votes["m"] == votes["f"]:
        return "both" if votes else None
    return "m" if votes["m"] > votes["f"] else "f"


def _heads(card: Card, names: Iterable[str], phrases: Iterable[Phrase]) -> frozenset[str]:
    """Nouns by which the card may be called: of its descriptions, and of its name ("Governor", "Bank")."""
    heads = {phrase.head for phrase in phrases}
    if card.type is EntityType.PERSON:
        surname = card.name.split()[-1:]
        words = {word for name in names for word in name.split() if [word] != surname}
        heads |= {form for word in words if nouns().is_person(form := head_form(word))}
    else:
        own = {parse_phrase(name).head for name in names}
        heads |= {head for head in own if nouns().is_body(head) or head in nouns().texts}
    return frozenset(heads - {""})


def _table(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    table: dict[str, dict[int, None]] = {}
    for key, index in pairs:
        table.setdefault(key, {})[index] = None
    return {key: tuple(indices) for key, indices in table.items()}


def _quoted_ranges(quotations: Iterable[Quotation], text: str) -> Iterator[tuple[int, int]]:
    """Content of direct quotations, and what stands in marks inside the others."""
    for quotation in quotations:
        for span in quotation.content:
            if quotation.kind is QuotationKind.DIRECT:
                yield span.start, span.end
            else:
                yield from (m.span() for m in MARKED.finditer(text, span.start, span.end))


def _reported_ranges(quotations: Iterable[Quotation]) -> Iterator[tuple[int, int]]:
    for quotation in quotations:
        if quotation.kind is not QuotationKind.DIRECT:
            yield from ((span.start, span.end) for span in quotation.content)


def _merged(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same ranges sorted, those that touch joined."""
    current: tuple[int, int] | None = None
    for start, end in sorted(ranges):
        if current is None or start > current[1]:
            if current is not None:
                yield current
            current = (start, end)
        else:
            current = (current[0], max(current[1], end))
    if current is not None:
        yield current
