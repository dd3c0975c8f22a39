"""The quotation of an article that a front page shows large."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.annotation import QuotationKind
from sitegen.model.site import ResolvedQuotation, SpeakerKind
from sitegen.render.article.anchors import quotation_text
from sitegen.render.article.counting import count_words
from sitegen.render.article.piece import Piece, is_doubtful

WORDS = range(5, 36)
"""A quotation of this length can stand alone, large."""
BEST = 15
"""Words of one that is neither a scrap nor a speech."""
_LETTERS = re.compile(r"[^\W_]+")


def pulled(piece: Piece) -> int | None:
    """Which of the article's quotations, from 0: the editor's choice, else the best of the direct ones."""
    chosen = chosen_by_editor(piece)
    return best(piece) if chosen is None else chosen


def chosen_by_editor(piece: Piece) -> int | None:
    """The quotation that has the words of `brief.quote`, in whatever marks and capitals."""
    wanted = _plain(piece.resolved.article.front_matter.brief.quote)
    if not wanted:
        return None
    having = (n for n, q, text in _known(piece) if f" {wanted} " in f" {_plain(text)} ")
    return next(having, None)


def best(piece: Piece) -> int | None:
    """A sure one in these very words: a whole sentence in one piece, neither short nor long."""
    ranked = [(*_worth(q, text), n) for n, q, text in _known(piece) if _can_stand(q, text)]
    return min(ranked)[-1] if ranked else None


def _can_stand(resolved: ResolvedQuotation, text: str) -> bool:
    """Whether it can stand alone under somebody's name."""
    named = resolved.speaker.kind is SpeakerKind.NAMED and not is_doubtful(resolved)
    return named and resolved.quotation.kind is QuotationKind.DIRECT and count_words(text) in WORDS


def _worth(resolved: ResolvedQuotation, text: str) -> tuple[bool, int, int]:
    """The less, the better."""
    ended = text.rstrip("”\"'’»").endswith((".", "!", "?", "…"))
    return not ended, len(resolved.quotation.content), abs(count_words(text) - BEST)


def _known(piece: Piece) -> Iterator[tuple[int, ResolvedQuotation, str]]:
    """Quotations of which the article says whose they are, with their words."""
    for number, resolved in enumerate(piece.resolved.quotations):
        if resolved.speaker.kind is not SpeakerKind.UNKNOWN:
            yield number, resolved, quotation_text(resolved, piece.resolved.plain)


def _plain(text: str) -> str:
    return " ".join(_LETTERS.findall(text.casefold()))
