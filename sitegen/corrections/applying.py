"""An article's annotations as an editor corrected them.

In: the text, what annotators found, and the article's corrections. Out: the annotations that count, and what
is to be said of corrections that fit nothing, or only just. Pure. A correction that cannot be placed for
certain is not applied; what an editor said of a quotation or a mention is restored where the machine has
nothing at its words any more, as after an upgrade.
"""

from __future__ import annotations

from dataclasses import replace

from sitegen.corrections.approved import held
from sitegen.corrections.describing import corrected_descriptions
from sitegen.corrections.looking import Looking
from sitegen.corrections.naming import corrected_dates, corrected_mentions
from sitegen.corrections.quoting import corrected_quotations
from sitegen.diagnostics import Diagnostic
from sitegen.model.annotation import Annotations
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
    mentions = corrected_dates(mentions, corrections.dates, text)
    mentions, lines = corrected_descriptions(mentions, corrections.descriptions, text)
    annotations = replace(found, quotations=quotations, mentions=mentions, cleared=cleared, lines=lines)
    return annotations, (*differs, *text.notes)
