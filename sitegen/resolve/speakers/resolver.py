"""The quotations of one article to their speakers.

In: the article as annotated and its cards. Out: one resolved quotation for each quotation, in order,
each with a speaker, a confidence (attribution and resolution together) and a reason in words. One sweep
in text order over names, references and sources; pure, deterministic, linear.
"""

from __future__ import annotations

from sitegen.model.site import AnnotatedArticle, Card, ResolvedQuotation
from sitegen.resolve.speakers.memory import Memory
from sitegen.resolve.speakers.outcome import finish
from sitegen.resolve.speakers.scene import make_scene
from sitegen.resolve.speakers.sweep import sweep


def resolve_quotations(article: AnnotatedArticle, cards: tuple[Card, ...]) -> tuple[ResolvedQuotation, ...]:
    """Each quotation of `article` with its speaker."""
    scene = make_scene(article, cards)
    memory = Memory()
    answers = sweep(scene, memory)
    return tuple(finish(scene, memory, answers))
