"""What the articles of one build say, each by itself: annotated, linked inside, and its names in short.

In: the sources, the annotators, and what former builds kept. Out: for each article a `Read`, and the article
linked, for whoever needs it whole. An article that says what it said is not even decoded; where the curation
changed, only those are linked again that its changed entries may have a say in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from sitegen import corrections, model, slugs, wordfiles
from sitegen.building.articles.annotating import AnnotationService, anchored
from sitegen.building.articles.bodies import Bodies
from sitegen.building.kept.cache import Entry, digest
from sitegen.building.kept.knowledge import Kept, Read
from sitegen.building.processes.parallel import in_parallel
from sitegen.building.processes.progress import Tell, Watcher
from sitegen.codec import as_json, packed, unpacker
from sitegen.collecting import apart_from_what_is_there, collect_new
from sitegen.corrections.applying import corrected
from sitegen.diagnostics import Diagnostic
from sitegen.faults import Fault, Stage, blaming, fault_of, of_article
from sitegen.fingerprint import code_fingerprint
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article, ArticleId
from sitegen.model.curation import Curation, CurationEntry
from sitegen.model.site import AnnotatedArticle
from sitegen.resolve import index as resolution
from sitegen.resolve.article.curating import Rules
from sitegen.resolve.article.touching import Touching, Vocabulary, vocabulary
from sitegen.resolve.index import (
    Census,
    Doubts,
    Linked,
    Merged,
    census_of,
    doubts_of,
    for_linking,
    for_merging,
    undecided,
)

AT_ONCE = 64
"""Articles that are read before what was found is kept."""
LINKING = "linking the names of the article"
NOTHING: Mapping[str, Fault] = {}
_unpacked = unpacker(Read)
Told: TypeAlias = tuple[Linked, Census, Vocabulary, tuple[Diagnostic, ...], Doubts]


class Reading:
    """The articles of one build, each by itself."""

    def __init__(
        self,
        articles: Sequence[Article],
        curation: Curation,
        service: AnnotationService,
        kept: Kept,
        plain: Mapping[str, Fault] = NOTHING,
    ) -> None:
        """`plain`: articles that are to have no marks, since something of ours failed with them."""
        self.articles = articles
        self._plain = dict(plain)
        self.bodies = Bodies(articles)
        self.rules = Rules(curation)
        self.by_id = {article.id: article for article in articles}
        self._service, self._kept = service, kept
        code = code_fingerprint(Path(resolution.__file__).parent)
        ids = code_fingerprint(Path(slugs.__file__), ("python-slugify",))
        values = code_fingerprint(Path(model.__file__).parent)
        words = code_fingerprint(Path(wordfiles.__file__)), code_fingerprint(wordfiles.DATA)
        self._code = digest("read", code, ids, values, *words)
        """Of who reads."""
        self.linking = self._frame(map(for_linking, curation.entries))
        """And by which rules: what decides how an article's names are linked."""
        self.naming = self._frame(map(for_merging, curation.entries))
        """The same for who is who."""
        self.noting = self._frame(curation.entries)
        """The same for all that the entries say."""
        self._texts = {a.id: kept.text_keys.of(a.id, (a, service), self._text_key) for a in articles}
        """Of each article's text, and what is found in it."""
        self._owns: dict[ArticleId, str] = {}
        self.keys = {
            a.id: kept.read_keys.of(a.id, (a, self._texts[a.id], self.linking), self._key) for a in articles
        }
        """Of all that an article says."""
        self._reads: Mapping[str, Read] = {}
        self.new: tuple[frozenset[ArticleId], ...] = ()
        """Articles that were annotated now; those that say something else than when a build last looked."""
        self.annotated = 0
        self._faults: tuple[Diagnostic, ...] = ()

    def _frame(self, entries: Iterable[CurationEntry]) -> str:
        return digest("frame", self._code, as_json(tuple(entries)))

    def _text_key(self, name: ArticleId) -> str:
        article = self.by_id[name]
        key = self._service.key(article)
        if article.corrections is None:
            return key
        return digest("corrected", key, self._corrector, as_json(article.corrections))

    @cached_property
    def _corrector(self) -> str:
        """Who corrects."""
        return code_fingerprint(Path(corrections.__file__).parent, ("rapidfuzz",))

    def _own(self, name: ArticleId) -> str:
        """Of the article without its names' links."""
        if name not in self._owns:
            article = self.by_id[name]
            where = as_json((article.id, article.path, article.front_matter.date, article.body_line))
            self._owns[name] = digest("own", self._code, self._texts[name], where)
        return self._owns[name]

    def _key(self, name: ArticleId) -> str:
        return digest("read", self.linking, self._own(name))

    def _alike(self, name: ArticleId, words: Vocabulary) -> str:
        """The same as long as the entries that may matter to the article stay as they are."""
        entries = (self._entries[entry.id] for entry in self._touching.of(name, words))
        return digest("alike", self._own(name), *entries)

    @cached_property
    def _touching(self) -> Touching:
        return Touching(self.rules)

    @cached_property
    def _entries(self) -> Mapping[str, str]:
        """A digest of what each entry says to an article."""
        return {name: digest(as_json(for_linking(entry))) for name, entry in self.rules.entries.items()}

    def said(self, name: ArticleId) -> str:
        """Changes whenever the article itself or the links of its names may."""
        return digest("said", self._own(name), self.read(name).linked)

    def read(self, name: ArticleId) -> Read:
        """What the article says; the same value as long as it is known to be the same."""
        return self._reads[self.keys[name]]

    def read_all(self, progress: Watcher | None = None) -> None:
        """Annotate and link every article of which it is not known yet what it says."""
        whole = [article for article in self.articles if article.id not in self._plain]
        found = self._kept.reads.read(self.keys[article.id] for article in whole)
        found |= self._as_before([article for article in whole if self.keys[article.id] not in found])
        missing = [article for article in self.articles if self.keys[article.id] not in found]
        unknown = [article for article in missing if not self._service.has(article)]
        self.new = tuple(frozenset(article.id for article in some) for some in (unknown, missing))
        answer = self._service.annotate(unknown, self.bodies.of, progress)
        self.annotated, self._faults = answer.made, answer.diagnostics

        def work(part: Sequence[Article], _: Tell) -> list[bytes]:
            some = (part[n : n + AT_ONCE] for n in range(0, len(part), AT_ONCE))
            return [packed(read) for few in some for read in self._read(few, answer.found)]

        with apart_from_what_is_there():
            read = map(_unpacked, in_parallel(missing, work, self._kept.store.forked))
        made = {self.keys[article.id]: one for article, one in zip(missing, read, strict=True)}
        lasting = {self.keys[a.id] for a in missing if self._service.keeps(a)}  # not what was given up
        kept = {key: one for key, one in made.items() if key in lasting and not one.faults}
        both = chain(kept.items(), ((one.alike, one) for one in kept.values()))
        self._kept.reads.write_many(both, held=not self._kept.once)
        self._reads = {**found, **made}
        self._plain |= {fault.article: fault for fault in self.faults() if fault.stage is not Stage.ANNOTATE}

    def _as_before(self, some: Sequence[Article]) -> Mapping[str, Read]:
        """What those articles say that the entries do not touch which have changed."""
        words = self._kept.words.read(self._texts[article.id] for article in some)
        alike = {a.id: self._alike(a.id, words[key]) for a in some if (key := self._texts[a.id]) in words}
        known = self._kept.reads.read(alike.values())
        found = {self.keys[name]: known[key] for name, key in alike.items() if key in known}
        self._kept.reads.write(found)
        return found

    def _read(self, some: Sequence[Article], entries: Mapping[ArticleId, Entry]) -> list[Read]:
        """What some articles say. What they say about names is kept, and which words they have."""
        found, censuses, words = [], {}, {}
        for article in some:
            entry = entries.get(article.id) or self._service.entry(article, self.bodies.of)
            linked, census, spoken, notes, doubts = self._linked(article, entry)
            key = digest("census", as_json(census))
            censuses[key] = census
            faults = tuple(of_article(fault, article.id) for fault in linked.article.annotations.faults)
            if not faults:
                words[self._texts[article.id]] = spoken
            said = (linked.article.annotations.mentions, linked.clusters, sorted(linked.used))
            lacks = tuple((fault.stage, fault.what) for fault in faults)
            linked_as, alike = digest(as_json((said, lacks))), self._alike(article.id, spoken)
            found.append(Read(key, linked_as, alike, notes, doubts, faults))
        self._kept.censuses.write(censuses)
        self._kept.words.write(words)
        collect_new()
        return found

    def _linked(self, article: Article, entry: Entry) -> Told:
        """The article linked, what others need to know of it, its words, and what is doubtful in it.

        Where that fails the article has no marks. Raises `FaultError` where it fails even so.
        """
        try:
            return self._told(article, entry)
        except Exception as error:  # noqa: BLE001 - any fault of one article is that article's alone
            self._plain[article.id] = fault_of(Stage.LINK, LINKING, error, article.id)
        with blaming(Stage.LINK, LINKING, article.id):
            return self._told(article, entry)

    def _told(self, article: Article, entry: Entry) -> Told:
        entry, told = self._corrected(article, entry)
        linked = self._link(article, entry)
        mentions, language = self._marks(article, entry).mentions, article.front_matter.language
        spoken = vocabulary(entry.plain.text, mentions, language)
        notes = (*anchored(linked.article.annotations, article), *told)
        return linked, census_of(linked), spoken, notes, doubts_of(linked)

    def _marks(self, article: Article, entry: Entry) -> Annotations:
        """What was found in the article; nothing, where it is to be plain."""
        found, fault = entry.annotations, self._plain.get(article.id)
        if not fault:
            return found
        return Annotations(sentences=found.sentences, faults=(*found.faults, fault))

    def found(self, article: Article) -> Entry:
        """What annotators find in it."""
        return self._service.entry(article, self.bodies.of)

    def linked(self, article: Article, entry: Entry | None = None) -> Linked:
        """The article with its names linked inside it; `entry` where its annotations are at hand."""
        entry = entry or self._service.entry(article, self.bodies.of)
        return self._link(article, self._corrected(article, entry)[0])

    def _corrected(self, article: Article, entry: Entry) -> tuple[Entry, tuple[Diagnostic, ...]]:
        """What counts after the article's corrections, and what is to be said of these.

        An article that is to be plain has none: there is nothing that they could correct.
        """
        if article.id in self._plain:
            return entry, ()
        found, told = corrected(entry.plain, entry.annotations, article)
        return (entry if found is entry.annotations else replace(entry, annotations=found)), told

    def _link(self, article: Article, entry: Entry) -> Linked:
        found = AnnotatedArticle(article, entry.plain, self._marks(article, entry))
        return resolution.link(found, self.rules)

    def faults(self) -> Iterator[Fault]:
        """What of ours failed, in any article."""
        for key in self.keys.values():
            yield from self._reads[key].faults

    def census_keys(self) -> list[str]:
        """For each article, the key of what it says about names."""
        return [self.read(article.id).census for article in self.articles]

    def censuses(self) -> list[Census]:
        """For each article, what it says about names."""
        keys = self.census_keys()
        found = self._kept.censuses.read(keys)
        return [
            found[key] if key in found else census_of(self.linked(article))
            for article, key in zip(self.articles, keys, strict=True)
        ]

    def diagnostics(self, merged: Merged) -> Iterator[Diagnostic]:
        """What annotating could not do, and what linking could not decide."""
        yield from self._faults
        for name, key in self.keys.items():
            yield from self._reads[key].notes
            yield from undecided(self._reads[key].doubts, merged.homes[name])
