"""What is said of finished articles: which checks, briefs and descriptions do not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from sitegen.building.articles.known.whole import Whole
from sitegen.building.kept.knowledge import Checked
from sitegen.building.kept.memory import Kind
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.article import Article, ArticleId
from sitegen.model.checked import check_fault
from sitegen.model.curation import CurationEntry
from sitegen.render.article.short.gist import Gist, as_slots, lost_pointers
from sitegen.resolve.article.descriptions import fold_all


class Checks:
    """What is said of each article of one build."""

    def __init__(
        self,
        articles: Sequence[Article],
        whole: Whole,
        keys: Mapping[ArticleId, str],
        kept: Kind[Checked],
    ) -> None:
        """`keys`: of all that each article is made from."""
        self._articles, self._whole, self._keys, self._kept = articles, whole, keys, kept

    def faults(self) -> Iterator[Diagnostic]:
        """Of articles that an editor checked, and that are not as they were then."""
        for article in self._articles:
            if article.front_matter.checked:
                fault = self._checked(article.id).fault
                yield from (fault,) if fault else ()

    def briefs(self) -> Iterator[Diagnostic]:
        """Of briefs that point to what is not there."""
        for article in self._articles:
            brief = article.front_matter.brief
            if brief.quote or "¶" in "".join(as_slots(brief)):
                yield from self._checked(article.id).brief

    def unapproved(self) -> list[Article]:
        """Articles that no editor has checked as they are."""
        faulty = {fault.location.path for fault in self.faults() if fault.location}
        checks = ((a, a.front_matter.checked) for a in self._articles)
        return [a for a, check in checks if check is None or (check.path or a.path) in faulty]

    def _checked(self, article: ArticleId) -> Checked:
        return self._kept.one(self._keys[article], partial(self._check, article))

    def _check(self, article: ArticleId) -> Checked:
        piece = self._whole.piece(article)
        return Checked(check_fault(piece.resolved), tuple(lost_pointers(piece)))


def refuse(unapproved: Iterable[Article]) -> None:
    """Raise `SitegenError` where there are any of these: no editor has approved them as they are."""
    hint = "look at it and run  sitegen review --approve {} --by NAME"
    message = "no editor has approved this article as it is; nothing was written"
    faults = [
        Diagnostic("not-approved", Severity.ERROR, message, Location(a.path), hint.format(a.id))
        for a in unapproved
    ]
    if faults:
        raise SitegenError(*faults)


def unused_descriptions(entries: Iterable[CurationEntry], gists: Sequence[Gist]) -> Iterator[Diagnostic]:
    """Of entries whose description no article uses in these words."""
    for entry in entries:
        cards = (card for gist in gists for card in gist.cards if card.entity == entry.id)
        if entry.description and not any(
            fold_all(card.description) == fold_all(entry.description) for card in cards
        ):
            message = f"no article describes {entry.name} as “{entry.description}”"
            hint = "give words that an article uses, or write a note below the front matter"
            where = Location(entry.path, entry.line_of("description"))
            yield Diagnostic("curation-unused", Severity.WARNING, message, where, hint)
