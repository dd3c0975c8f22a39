"""An article's own HTML, as feeds, exports and mails carry it, to Markdown: all of it is text. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from sitegen.content.matter.values import is_web_address
from sitegen.importing.imported import counted
from sitegen.importing.readers.inline import emphasised
from sitegen.importing.readers.layout import parted, worded
from sitegen.importing.readers.prose import (
    DROPPED_TAGS,
    PLAYERS,
    markdown,
    parsed,
    serialised,
    without,
)
from sitegen.importing.readers.trimming import Surroundings, Trimmed, leaf_blocks, trim


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown, and what was left out of it."""

    body: str = ""
    dropped: tuple[tuple[str, int], ...] = ()
    trimmed: Trimmed = field(default_factory=Trimmed)


def prose_of(html: str, given: Surroundings, *, links: bool) -> Prose:
    """All the text of a piece of HTML but its own title; pictures, players and scripts are counted and go."""
    tree = parsed(html) if html.strip() else None
    return Prose() if tree is None else prose_of_tree(tree, given, links=links)


def prose_of_tree(tree: HtmlElement, given: Surroundings, *, links: bool) -> Prose:
    """The same of a tree, which is changed."""
    without(tree, DROPPED_TAGS)
    players = without(tree, PLAYERS) + _without_bare_addresses(tree)
    captions = without(tree, ("figcaption",))
    pictures = without(tree, ("img", "amp-img"))
    worded(tree)
    parted(tree)
    found = trim(tree, replace(given, own=True))
    anchors = 0 if links else len([e for e in tree.iter("a") if e.get("href") and e.text_content().strip()])
    emphasised(tree)
    dropped = counted(
        links=anchors,
        pictures=pictures,
        players=players,
        captions=captions + found.captions,
        credits=found.credits,
        notices=found.notices,
    )
    return Prose(markdown(serialised(tree), links=links), dropped, found)


def _without_bare_addresses(tree: HtmlElement) -> int:
    """Change the tree: an address alone in its block is what WordPress puts a player or a post for."""
    found = [e for e in leaf_blocks(tree) if is_web_address(e.text_content().strip())]
    for element in found:
        element.drop_tree()
    return len(found)
