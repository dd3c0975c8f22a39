"""Wordings of an article: which say something elsewhere, too, and what somebody is called later on."""

from __future__ import annotations

from sitegen.model.site import Card, SpeakerKind
from sitegen.render.article.piece import Piece, is_doubtful
from sitegen.wordfiles import read_lists

ARTICLES, POSSESSIVES = read_lists("closed.toml")["all_articles"], read_lists("speakers.toml")["possessive"]


def without_article(name: str) -> str:
    """A name without the article before it: "the terror group" and "Terror group" are one."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in ARTICLES else name


def stands_alone(wording: str) -> bool:
    """Whether a description says something outside its article: "his lawyer" does not."""
    return wording.partition(" ")[0].casefold() not in POSSESSIVES


def called_later(piece: Piece, card: Card) -> str:
    """What the article calls an entity later: "the lock-keeper"; "" where nothing is certain.

    Only words that somebody is quoted under, and only where the page has no doubt who that is: whoever the
    quotation is given to is whom these words mean.
    """
    for resolved in piece.resolved.quotations:
        source, speaker = resolved.quotation.source, resolved.speaker
        mine = speaker.kind is SpeakerKind.NAMED and speaker.entity == card.entity
        if source and mine and not is_doubtful(resolved):
            wording = piece.text(source.start, source.end)
            if is_noun(wording) and without_article(wording).casefold() not in card.name.casefold():
                return wording
    return ""


def is_noun(wording: str) -> bool:
    """Whether words are an article and common nouns: "the port’s lawyer", and no name or pronoun."""
    return without_article(wording) != wording and wording[1:] == wording[1:].lower()
