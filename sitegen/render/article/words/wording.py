"""Wordings of an article: which say something elsewhere, too, and which are nouns and no names."""

from __future__ import annotations

from sitegen.wordfiles import read_lists

ARTICLES, POSSESSIVES = read_lists("closed.toml")["all_articles"], read_lists("speakers.toml")["possessive"]


def without_article(name: str) -> str:
    """A name without the article before it: "the terror group" and "Terror group" are one."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in ARTICLES else name


def stands_alone(wording: str) -> bool:
    """Whether a description says something outside its article: "his lawyer" does not."""
    return wording.partition(" ")[0].casefold() not in POSSESSIVES


def is_noun(wording: str) -> bool:
    """Whether words are an article and common nouns: "the port’s lawyer", and no name or pronoun."""
    return without_article(wording) != wording and wording[1:] == wording[1:].lower()
