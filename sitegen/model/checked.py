"""Whether an editor's check of an article still holds: for the very text and marks that were checked.

In: a resolved article. Out: the digest of what a reader sees of it, and what is wrong with what its front
matter says of a check. A check holds for its digest alone: a word that changes in the text, another model,
a curated name that moves a mark, each makes it void. How sure a mark is does not count, nor its reason: the
editor has looked.
"""

from __future__ import annotations

import hashlib
import json

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Check
from sitegen.model.site import ResolvedArticle
from sitegen.model.text import Span

LENGTH = 12
"""Hexadecimal digits: enough that no edit goes unseen, few enough to be copied."""


def marks_digest(resolved: ResolvedArticle) -> str:
    """The digest of the text and of all that is marked in it."""
    shown = [
        resolved.plain.text,
        [[card.entity, card.type, [_span(m.mention.span) for m in card.mentions]] for card in resolved.cards],
        [[_span(date.span), date.value] for date in resolved.dates],
        [
            [
                [_span(span) for span in quotation.quotation.content],
                quotation.quotation.kind,
                [quotation.speaker.kind, quotation.speaker.name, quotation.speaker.entity],
                quotation.speaker.others,
            ]
            for quotation in resolved.quotations
        ],
    ]
    data = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:LENGTH]


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def valid_check(resolved: ResolvedArticle) -> Check | None:
    """The check of the article, where one was made of just what is published."""
    check = resolved.article.front_matter.checked
    if check is None or not (check.by and check.date) or check.digest != marks_digest(resolved):
        return None
    return check


def check_fault(resolved: ResolvedArticle) -> Diagnostic | None:
    """What is wrong with what an article says of its check; None where nothing is, or nothing is said."""
    check = resolved.article.front_matter.checked
    if check is None or valid_check(resolved):
        return None
    now, where = marks_digest(resolved), Location(check.path or resolved.article.path, check.line)
    parts = {"by whom": check.by, "when": check.date, "in which state": check.digest}
    missing = [what for what, value in parts.items() if not value]
    if missing:
        message = f"checked: it is not said {', '.join(missing)}, so the page does not tell of it"
        hint = f"write below it, indented:  by: … ,  date: … ,  digest: {now} ; that is the present state"
        return Diagnostic("check-incomplete", Severity.WARNING, message, where, hint)
    message = f"checked: text or marks are no longer those of the check by {check.by} on {check.date}"
    hint = f"look again and write  digest: {now} , or delete the check; the page does not tell of it now"
    return Diagnostic("check-stale", Severity.WARNING, message, where, hint)
