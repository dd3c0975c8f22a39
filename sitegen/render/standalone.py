"""Annotated articles as one HTML page that needs nothing else: no site, no other file, no script.

In: articles resolved together, and their parsed bodies. Out: the page's text. Where the page holds several
articles, every anchor gets the article's number in front, so that none is there twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from sitegen.faults import Stage, blaming
from sitegen.markdown.html import BlockLabel, render_body
from sitegen.markdown.marks import Attributes, Element, Mark
from sitegen.markdown.plaintext import MarkdownDoc
from sitegen.model.article import ArticleId
from sitegen.model.config import RenderConfig
from sitegen.model.site import SiteIndex
from sitegen.render.article.body import BodyPlan, body_plan
from sitegen.render.pages.briefing import briefing_view
from sitegen.render.plans import prepare, read_theme
from sitegen.render.theme.environment import safe_html
from sitegen.render.views.briefing import BriefingView

ANCHORS = {"href", "aria-details"}


@dataclass(frozen=True, slots=True)
class Part:
    """One article of the page: what `standalone.html` reads."""

    page: BriefingView
    body: Markup
    language: str
    prefix: str
    """Stands before every anchor of this part; "" on a page with one article."""


def standalone_page(
    index: SiteIndex, docs: Mapping[ArticleId, MarkdownDoc], order: Sequence[ArticleId], model: str
) -> str:
    """The page, its articles in this order. Raises `FaultError` where something of ours fails in one."""
    renderer = read_theme(RenderConfig(model=model, webfonts=False))
    found = prepare(index, renderer)
    parts, gists = [], {gist.id: gist for gist in found.gists}
    for number, name in enumerate(order, 1):
        prefix = f"a{number}-" if len(order) > 1 else ""
        piece = found.shelf.piece(name)
        with blaming(Stage.RENDER, "making the page", name):
            body = _body(docs[name], body_plan(piece, found.words), prefix)
            language = piece.resolved.article.front_matter.language
            parts.append(Part(briefing_view(piece, gists[name], found), body, language, prefix))
    style = next(o.content for o in renderer.assets.outputs if f"{o.path}" == renderer.assets.style)
    values = {"parts": tuple(parts), "style": Markup(style.decode()), "model": model}  # noqa: S704 - our own stylesheet
    return renderer.templates.render("standalone.html", values)


def _body(doc: MarkdownDoc, plan: BodyPlan, prefix: str) -> Markup:
    marks = [_prefixed_mark(mark, prefix) for mark in plan.marks]
    labels = {
        block: BlockLabel(prefix + label.id, _prefixed_element(label.number, prefix))
        for block, label in plan.labels
    }
    name = prefix.rstrip("-")

    def table_label(number: int) -> str:
        return f"{plan.table_label(number)} ({name})" if name else plan.table_label(number)

    return safe_html(render_body(doc, marks, labels, name, table_label).html)


def _prefixed_mark(mark: Mark, prefix: str) -> Mark:
    return replace(
        mark,
        id=prefix + mark.id if mark.id else "",
        attrs=_prefixed(mark.attrs, prefix),
        first=_prefixed(mark.first, prefix),
        after=_prefixed_element(mark.after, prefix),
    )


def _prefixed_element(element: Element | None, prefix: str) -> Element | None:
    return element and replace(element, attrs=_prefixed(element.attrs, prefix))


def _prefixed(attrs: Attributes, prefix: str) -> Attributes:
    """The attributes, with those that name an anchor naming this part's."""
    return tuple(
        (
            name,
            value
            if name not in ANCHORS
            else f"#{prefix}{value[1:]}"
            if value.startswith("#")
            else prefix + value,
        )
        for name, value in attrs
    )
