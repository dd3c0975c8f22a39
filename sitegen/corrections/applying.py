"""An article's annotations as an editor corrected them.

In: the text, what annotators found, and the article's corrections. Out: the annotations that count, and what
is to be said of corrections that fit nothing, or only just. Pure. A correction that cannot be placed for
certain is not applied; what an editor said of a quotation or a mention is restored where the machine has
nothing at its words any more, as after an upgrade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitegen.corrections.approved import held
from sitegen.corrections.describing import corrected_descriptions
from sitegen.corrections.looking import Looking
from sitegen.corrections.misspelt import misspelt
from sitegen.corrections.naming import corrected_dates, corrected_mentions
from sitegen.corrections.quoting import corrected_quotations
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.annotation import Annotations, Mention
from sitegen.model.article import Article
from sitegen.model.text import PlainText


def corrected(
    plain: PlainText, found: Annotations, article: Article
) -> tuple[Annotations, tuple[Diagnostic, ...]]:
    """The annotations after the article's corrections, and what is to be said of these."""
    corrections = article.corrections
    if corrections is None:
        return found, ()
    found, differs = held(plain, found, article)
    text = Looking(plain, article, corrections)
    quotations = corrected_quotations(found.quotations, corrections.quotations, text)
    mentions, cleared = corrected_mentions(found.mentions, corrections.mentions, text)
    _tell_misspelt(mentions, text)
    mentions = corrected_dates(mentions, corrections.dates, text)
    mentions, lines = corrected_descriptions(mentions, corrections.descriptions, text)
    annotations = replace(found, quotations=quotations, mentions=mentions, cleared=cleared, lines=lines)
    return annotations, (*differs, *text.notes)


def _tell_misspelt(mentions: Sequence[Mention], text: Looking) -> None:
    for written, name, line in misspelt(text.corrections, mentions, text.plain.text):
        message = (
            f"“{written}” is nobody of this article, which has “{name}”; the correction is applied as it is"
        )
        text.say("correction-misspelt", Severity.NOTE, message, line, f"if that one is meant, write {name}")
