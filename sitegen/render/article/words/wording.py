"""Wordings of an article: which say something elsewhere, too, and which are nouns and no names.

In: the words, and the language that they are in; where that has no words of ours, none is an article.
"""

from __future__ import annotations

from sitegen.model.site import Entity
from sitegen.wordfiles import read_lists


def without_article(name: str, language: str) -> str:
    """A name without the article before it: "the terror group" and "Terror group" are one."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in read_lists("closed.toml", language)["all_articles"] else name


def inside_a_line(wording: str, language: str) -> str:
    """Words for somebody without a name, where they do not begin a line: "a spokesman"."""
    return wording if without_article(wording, language) == wording else wording[0].lower() + wording[1:]


def stands_alone(wording: str, language: str) -> bool:
    """Whether a description says something outside its article: "his lawyer" does not."""
    return wording.partition(" ")[0].casefold() not in read_lists("speakers.toml", language)["possessive"]


def is_noun(wording: str, language: str) -> bool:
    """Whether words are an article and common nouns: "the port’s lawyer", and no name or pronoun."""
    return without_article(wording, language) != wording and wording[1:] == wording[1:].lower()


def other_names(entity: Entity, language: str) -> tuple[str, ...]:
    """Its aliases, each once: those that differ only in case, apostrophes or by an article are one.

    The name itself is none of them, be it in other letters, as a dateline in capitals is. Articles are those
    of the site's language.
    """
    found: dict[str, str] = {}
    for name in (entity.name, *entity.aliases):
        found.setdefault(_plain(without_article(name, language)), name)
    return tuple(found.values())[1:]


def telling_names(entity: Entity, language: str) -> tuple[str, ...]:
    """Its other names but parts of its name: that Idris Falk is Falk, too, tells nobody anything."""
    words = {*_plain(entity.name).split()}
    return tuple(name for name in other_names(entity, language) if not {*_plain(name).split()} <= words)


def _plain(name: str) -> str:
    return name.casefold().replace("’", "'")
