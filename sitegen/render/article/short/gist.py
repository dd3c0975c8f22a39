"""What the pages of the site need to know of one article: a small value that can be kept.

In: a `Piece`. Out: a `Gist`. Lists, feeds, counts and the choice of what stands on which page are made from
gists alone, so that a site of ten thousand articles does not have to hold their texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId, Brief
from sitegen.model.site import Card, EntityId, Speaker, SpeakerKind
from sitegen.model.text import spoken
from sitegen.render.article.counting import Voice, shares
from sitegen.render.article.piece import Piece, is_doubtful
from sitegen.render.article.short.log import LogEntry, log_of
from sitegen.render.article.short.pulled import chosen_by_editor, pulled
from sitegen.render.article.words.snippets import whole_sentences, without_dateline
from sitegen.render.article.words.wording import inside_a_line, stands_alone

POINTER = re.compile(r"\s*¶\s*(\d{1,6})\s*$")
"""The end of a slot of the brief: the paragraph that it is about."""
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]]*\s*\Z")
_LABEL = re.compile(r"[@:|\d]|\A[^a-z]*\Z")
"""What lines about a text have and a sentence may lack: numbers, addresses, capitals alone."""
STANDFIRST = 60
"""Characters at least of words that sum up an article without a full stop."""
DESCRIPTION = 160
"""Characters of a page's description: what search engines show."""
MOST_NAMED_VOICES = 2
ONE_LINE = 44
"""Letters of those two: cards side by side have their strips at one height, as long as no line wraps."""
SUMMARY = 240
"""Characters of a first sentence that sums an article up in lists: whole, though searches show less."""
CROWD = 60
"""A paragraph that names more than this many is a list: it says nothing of who goes with whom, and
counting its pairs would cost the square of its length."""


def as_slots(brief: Brief) -> tuple[str, str, str]:
    """The slots of a brief, in order."""
    return brief.news, brief.dispute, brief.next


def lost_pointers(piece: Piece) -> Iterator[Diagnostic]:
    """What the brief points at and is not there: paragraphs, and the quotation to be shown large."""
    article, numbers = piece.resolved.article, piece.anchors.numbers
    quote = article.front_matter.brief.quote
    if quote and chosen_by_editor(piece) is None:
        message = f"brief: no quotation of somebody who is known has the words “{quote.strip()}”"
        hint = "copy some of its words as the article has them"
        yield Diagnostic("brief-lost", Severity.WARNING, message, Location(article.path), hint)
    for slot in as_slots(article.front_matter.brief):
        found = POINTER.search(slot)
        if found and int(found[1]) not in numbers:
            message = f"brief: there is no paragraph {found[1]}; “{slot.strip()}” leads nowhere"
            hint = "give the number that stands beside the paragraph on the page"
            yield Diagnostic("brief-lost", Severity.WARNING, message, Location(article.path), hint)


@dataclass(frozen=True, slots=True)
class Named:
    """An entity in an article."""

    entity: EntityId
    type: EntityType
    mentions: int
    description: str
    """The fullest of the article's own wordings that say something outside it; "" for none."""
    place: str = ""
    """Anchor of the only mention that the site has of it; "" for an entity with a page of its own."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How much of somebody is quoted in an article."""

    quotations: tuple[int, ...]
    """Which of the article's, from 0; at least one."""
    words: int
    """In quotation marks."""


@dataclass(frozen=True, slots=True)
class Gist:
    """An article, in short."""

    id: ArticleId
    location: str
    former: tuple[str, ...]
    """Locations of pages that lead to it."""
    title: str
    tags: tuple[str, ...]
    published: datetime | None
    updated: datetime | None
    """When the source was last changed, where it says so."""
    summary: str
    """The editor's, else the start of the text."""
    cards: tuple[Named, ...]
    """In order of first mention."""
    together: tuple[tuple[int, ...], ...]
    """For each paragraph that names several: which of the cards, from 0. Lists are left out."""
    speakers: tuple[Speaker, ...]
    """Each once, in order of first quotation."""
    said: tuple[int, ...]
    """For each quotation, in the order of the text, which of the speakers, from 0."""
    doubtful: tuple[int, ...]
    """Quotations whose speaker is doubtful."""
    lead: bool
    """Whether it is to lead the front page."""
    pinned: int
    """The place among those that the front page shows first; 0 for not pinned."""
    weight: int
    """Among the others, lighter ones go first; 0 for none."""
    pull: int | None
    """The quotation that the front page shows large, from 0."""
    heard: tuple[Heard, ...]
    """As `counting.voices`: whoever speaks, alone or with others, is one of them."""
    has_text: bool
    """Whether there is any."""
    annotated: bool
    """Whether a name or quotation is marked in the text."""
    loudest: tuple[str, ...] = ()
    """Whose words the most are, two at most, as a line names them."""
    log: tuple[LogEntry, ...] = ()
    """What was corrected in it after publication, the newest first."""

    @property
    def date(self) -> date | None:
        """The day of publication."""
        return self.published.date() if self.published else None

    def speaker(self, quotation: int) -> Speaker:
        """Whose a quotation is."""
        return self.speakers[self.said[quotation]]

    def said_by(self, entity: EntityId) -> Iterator[int]:
        """Which quotations are the entity's, from 0, in the order of the text."""
        theirs = {number for number, speaker in enumerate(self.speakers) if speaker.entity == entity}
        return (quotation for quotation, number in enumerate(self.said) if number in theirs)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The speakers with the quotations that are theirs."""
        return tuple(
            Voice(self.speaker(heard.quotations[0]), heard.quotations, heard.words) for heard in self.heard
        )

    @property
    def named_voices(self) -> int:
        """How many speak: those who are not named count, those who are not known do not."""
        return sum(voice.speaker.kind is not SpeakerKind.UNKNOWN for voice in self.voices)


def gist_of(piece: Piece) -> Gist:
    """The article in short."""
    resolved, front = piece.resolved, piece.resolved.article.front_matter
    numbers: dict[Speaker, int] = {}
    said = tuple(numbers.setdefault(q.speaker, len(numbers)) for q in resolved.quotations)
    return Gist(
        id=piece.id,
        location=piece.location,
        former=piece.resolved.article.former,
        title=front.title,
        tags=front.tags,
        published=front.date,
        updated=front.updated,
        summary=_summary(piece),
        cards=tuple(_named(piece, card) for card in resolved.cards),
        together=_together(piece),
        speakers=tuple(numbers),
        said=said,
        doubtful=tuple(number for number, q in enumerate(resolved.quotations) if is_doubtful(q)),
        lead=front.lead,
        pinned=front.pinned,
        weight=front.weight,
        pull=pulled(piece),
        heard=tuple(Heard(voice.quotations, voice.words) for voice in piece.voices),
        has_text=bool(resolved.plain.text),
        annotated=bool(said) or any(each.type is not EntityType.DATE for each in piece.anchors.links),
        loudest=_loudest(piece),
        log=log_of(piece),
    )


def _loudest(piece: Piece) -> tuple[str, ...]:
    language = piece.resolved.article.front_matter.language
    speakers = [voice.speaker for voice in shares(piece.voices)[0][:MOST_NAMED_VOICES]]
    names = [s.name if s.entity else inside_a_line(s.name, language) for s in speakers]
    return tuple(names if sum(map(len, names)) <= ONE_LINE else names[:1])


def _named(piece: Piece, card: Card) -> Named:
    words = (piece.text(d.span.start, d.span.end) for d in card.descriptions)
    language = piece.resolved.article.front_matter.language
    described = next((said for said in words if stands_alone(said, language)), "")
    return Named(card.entity, card.type, len(card.mentions), described, piece.place(card))


def _together(piece: Piece) -> tuple[tuple[int, ...], ...]:
    in_block: dict[int, set[int]] = {}
    for number, card in enumerate(piece.resolved.cards):
        for resolved in card.mentions:
            in_block.setdefault(piece.anchors.block(resolved.mention.span.start), set()).add(number)
    return tuple(
        tuple(sorted(present)) for _, present in sorted(in_block.items()) if 1 < len(present) <= CROWD
    )


def _summary(piece: Piece) -> str:
    """The editor's summary, else the news of the brief, else the start of the text."""
    front = piece.resolved.article.front_matter
    text = piece.resolved.plain
    starts = ((b.span.start, spoken(text, b.span.start, b.span.end)) for b in text.blocks if not b.level)
    start, words = _opening((start, words) for start, words in starts if words.strip())
    town = next((_words(piece, card) for card in piece.resolved.cards if _is_place_at(card, start)), "")
    return (
        front.summary
        or POINTER.sub("", front.brief.news)
        or whole_sentences(without_dateline(words, town), DESCRIPTION, SUMMARY)
    )


def _opening(starts: Iterator[tuple[int, str]]) -> tuple[int, str]:
    """The first paragraph that says something, and where it begins: "FOR IMMEDIATE RELEASE" is a label."""
    first = found = next(starts, (0, ""))
    while found[1] and not _says(found[1]):
        found = next(starts, (0, ""))
    return found if found[1] else first


def _says(words: str) -> bool:
    """Whether it ends as a sentence, or is as long as one; those below a headline often have no stop."""
    long = STANDFIRST if not _LABEL.search(words) else DESCRIPTION
    return len(words) >= long or bool(_SENTENCE_END.search(words))


def _is_place_at(card: Card, start: int) -> bool:
    return card.type is EntityType.PLACE and card.mentions[0].mention.span.start == start


def _words(piece: Piece, card: Card) -> str:
    span = card.mentions[0].mention.span
    return piece.text(span.start, span.end)
