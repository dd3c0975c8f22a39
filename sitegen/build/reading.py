"""What the articles of one build say, each by itself: annotated, linked inside, and its names in short.

In: the sources, the annotators, and what former builds kept. Out: for each article a `Read`, and the article
linked, for whoever needs it whole. An article that says what it said is not even decoded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sitegen import model
from sitegen.build.annotating import AnnotationService, anchored
from sitegen.build.bodies import Bodies
from sitegen.build.cache import Entry, digest
from sitegen.build.knowledge import Kept, Read
from sitegen.build.parallel import in_parallel
from sitegen.build.progress import Watcher
from sitegen.codec import as_json, packed, unpacker
from sitegen.collecting import apart_from_what_is_there, collect_new
from sitegen.diagnostics import Diagnostic
from sitegen.fingerprint import code_fingerprint
from sitegen.model.article import Article, ArticleId
from sitegen.model.curation import Curation
from sitegen.model.site import AnnotatedArticle
from sitegen.resolve import index as resolution
from sitegen.resolve.curating import Rules
from sitegen.resolve.index import Census, Linked, census_of, notes_of

AT_ONCE = 64
"""Articles that are read before what was found is kept."""
_unpacked = unpacker(Read)


class Reading:
    """The articles of one build, each by itself."""

    def __init__(
        self, articles: Sequence[Article], curation: Curation, service: AnnotationService, kept: Kept
    ) -> None:
        self.articles = articles
        self.bodies = Bodies(articles)
        self.rules = Rules(curation)
        self.by_id = {article.id: article for article in articles}
        self._service, self._kept = service, kept
        code = code_fingerprint(Path(resolution.__file__).parent, ("python-slugify",))
        values = code_fingerprint(Path(model.__file__).parent)
        self.frame = digest("read", code, values, as_json(curation))
        """Of who reads, and by which rules."""
        self.keys = {a.id: kept.read_keys.of(a.id, (a, self.frame), self._key) for a in articles}
        """Of all that an article says."""
        self._reads: Mapping[str, Read] = {}
        self.new: tuple[frozenset[ArticleId], ...] = ()
        """Articles that were annotated now; those that say something else than when a build last looked."""
        self.annotated = 0
        self._faults: tuple[Diagnostic, ...] = ()

    def _key(self, name: ArticleId) -> str:
        article = self.by_id[name]
        where = as_json((article.id, article.path, article.front_matter.date, article.body_line))
        return digest("read", self.frame, self._service.key(article), where)

    def read_all(self, progress: Watcher | None = None) -> None:
        """Annotate and link every article of which it is not known yet what it says."""
        found = self._kept.reads.read(self.keys.values())
        missing = [article for article in self.articles if self.keys[article.id] not in found]
        unknown = [article for article in missing if not self._service.has(article)]
        self.new = tuple(frozenset(article.id for article in some) for some in (unknown, missing))
        answer = self._service.annotate(unknown, self.bodies.of, progress)
        self.annotated, self._faults = answer.made, answer.diagnostics

        def work(part: Sequence[Article]) -> list[bytes]:
            some = (part[n : n + AT_ONCE] for n in range(0, len(part), AT_ONCE))
            return [packed(read) for few in some for read in self._read(few, answer.found)]

        with apart_from_what_is_there():
            read = map(_unpacked, in_parallel(missing, work, self._kept.store.forked))
        made = {self.keys[article.id]: one for article, one in zip(missing, read, strict=True)}
        lasting = {self.keys[a.id] for a in missing if self._service.keeps(a)}  # not what was given up
        self._kept.reads.write({key: one for key, one in made.items() if key in lasting})
        self._reads = {**found, **made}

    def _read(self, some: Sequence[Article], entries: Mapping[ArticleId, Entry]) -> list[Read]:
        """What some articles say. What they say about names is kept."""
        found, censuses = [], {}
        for article in some:
            linked = self.linked(article, entries.get(article.id))
            census = census_of(linked)
            key = digest("census", as_json(census))
            censuses[key] = census
            notes = (*anchored(linked.article.annotations, article), *notes_of(linked))
            found.append(Read(key, notes))
        self._kept.censuses.write(censuses)
        collect_new()
        return found

    def linked(self, article: Article, entry: Entry | None = None) -> Linked:
        """The article with its names linked inside it; `entry` where its annotations are at hand."""
        entry = entry or self._service.entry(article, self.bodies.of)
        return resolution.link(AnnotatedArticle(article, entry.plain, entry.annotations), self.rules)

    def census_keys(self) -> list[str]:
        """For each article, the key of what it says about names."""
        keys = [self._reads[self.keys[article.id]].census for article in self.articles]
        self._kept.censuses.ask(keys)
        return keys

    def censuses(self) -> list[Census]:
        """For each article, what it says about names."""
        keys = self.census_keys()
        found = self._kept.censuses.read(keys)
        return [
            found[key] if key in found else census_of(self.linked(article))
            for article, key in zip(self.articles, keys, strict=True)
        ]

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What annotating could not do, and what linking could not decide."""
        yield from self._faults
        for key in self.keys.values():
            yield from self._reads[key].notes
