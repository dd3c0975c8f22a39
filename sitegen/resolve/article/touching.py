"""Which curation entries may have a say in an article, told from a digest of its words.

In: an article's text and mentions, once; then the entries. Out: those that linking the article can depend
on, and perhaps a few more, never fewer: where one of the others changes, the article says what it said. So an
edit of an entry costs a look at each article's words, and linking only where its names stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from sitegen.model.annotation import EntityType, Mention
from sitegen.model.article import ArticleId
from sitegen.model.curation import CurationEntry
from sitegen.resolve.article.cluster import name_of
from sitegen.resolve.article.curating import Rules, keys_of
from sitegen.resolve.curation.entries import Articles
from sitegen.resolve.names.aliases import tokens

Vocabulary = tuple[int, ...]
"""Checksums of an article's tokens and of its mentions' names, sorted. Two words with one checksum, one pair
in four billion, make an entry seem to matter that does not."""


def vocabulary(text: str, mentions: Iterable[Mention], language: str) -> Vocabulary:
    """Of an article's text and the mentions that were recognised in it. Some 250 numbers for 400 words."""
    names = {(m.type is EntityType.PERSON, name_of(m, text, language).key) for m in mentions}
    return tuple(sorted({_word(token) for token in set(tokens(text))} | {_name(*name) for name in names}))


@dataclass(frozen=True, slots=True)
class _Claim:
    """What must be in an article so that an entry may have a say in it."""

    entry: CurationEntry
    articles: Articles
    needed: frozenset[int]


class Touching:
    """The entries, prepared: built once for a site."""

    def __init__(self, rules: Rules) -> None:
        self._claims: defaultdict[int, list[_Claim]] = defaultdict(list)
        for entry in rules.entries.values():
            for name, articles in entry.claims():
                self._add(entry, articles, map(_word, tokens(name)))
                for key in {key[1:] for key in keys_of(entry, name)}:
                    self._add(entry, articles, (_name(*key),))

    def _add(self, entry: CurationEntry, articles: Articles, needed: Iterable[int]) -> None:
        found = frozenset(needed)
        if found:  # whichever of them an article has not, the entry is nothing to it
            self._claims[max(found)].append(_Claim(entry, articles, found))

    def of(self, article: ArticleId, words: Vocabulary) -> Sequence[CurationEntry]:
        """The entries that may matter to an article with these words, by id."""
        there = set(words)
        found = {
            claim.entry.id: claim.entry
            for one in self._claims.keys() & there
            for claim in self._claims[one]
            if claim.needed <= there and (not claim.articles or article in claim.articles)
        }
        return [found[name] for name in sorted(found)]


def _word(token: str) -> int:
    return crc32(f"word {token}".encode("utf-8", "surrogatepass"))


def _name(is_person: bool, name: str) -> int:  # noqa: FBT001 - a part of the key
    """A person's name and a thing's are never the same one."""
    return crc32(f"name {is_person} {name}".encode("utf-8", "surrogatepass"))
