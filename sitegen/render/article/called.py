"""What an article calls somebody later on."""

from __future__ import annotations

from sitegen.model.site import Card, SpeakerKind
from sitegen.render.article.piece import Piece, is_doubtful
from sitegen.render.article.words.wording import inside_a_line, is_noun, without_article


def called_later(piece: Piece, card: Card) -> str:
    """What the article calls an entity later: "the lock-keeper"; "" where nothing is certain.

    Words that somebody is quoted under, where the page has no doubt who that is: whoever the quotation is
    given to is whom these words mean. Else what is certain of a body without a quotation.
    """
    language = piece.resolved.article.front_matter.language
    for resolved in piece.resolved.quotations:
        source, speaker = resolved.quotation.source, resolved.speaker
        mine = speaker.kind is SpeakerKind.NAMED and speaker.entity == card.entity
        if source and mine and not is_doubtful(resolved):
            wording = piece.text(source.start, source.end)
            bare = without_article(wording, language).casefold()
            if is_noun(wording, language) and bare not in card.name.casefold():
                return inside_a_line(wording, language)
    return inside_a_line(piece.text(card.called.start, card.called.end), language) if card.called else ""
