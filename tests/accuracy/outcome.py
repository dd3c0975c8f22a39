"""The real pipeline over `content/`, compared with the reference.

In: the articles, the reference files. Out: an `Outcome`: figures over all articles, and for each article
which quotations and cards are not right. Curation is left out on purpose: this measures what the machine
finds by itself. Reads the disk; writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from entity_measures import Card, considered, entity_counts, perfect
from goldfile import Gold, GoldError, article_of, read_gold
from measures import figures
from quotation_measures import Quote, content_words, matches, names_one, quotation_counts, same_speaker

from sitegen.annotate import run
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.content.loader import read_articles
from sitegen.markdown.plaintext import parse_article
from sitegen.model.article import Article
from sitegen.model.site import AnnotatedArticle, ResolvedArticle
from sitegen.model.text import PlainText
from sitegen.resolve.index import resolve

HERE = Path(__file__).parent
SITE = HERE.parent.parent
GOLD = HERE / "gold"
KEY_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Faults:
    """What is not right in one article, each by its first words or its name."""

    missed: tuple[str, ...]
    """Quotations that nothing stands for."""
    misattributed: tuple[str, ...]
    """Quotations found, but from somebody else or from nobody."""
    imperfect: tuple[str, ...]
    """Entities without a card of all their mentions and nothing else."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures over all articles and the faults of each."""

    figures: dict[str, float]
    faults: dict[str, Faults]


@cache
def gold_files() -> dict[str, Path]:
    """Article, as its path below `content/`, to its reference file. Reading takes long."""
    files = {article_of(path.read_text("utf-8")): path for path in sorted(GOLD.glob("*.yaml"))}
    if len(files) != len(list(GOLD.glob("*.yaml"))):
        raise GoldError("two reference files are about the same article")
    return files


@cache
def articles() -> dict[str, Article]:
    """The example site's articles by their path below `content/`."""
    loaded = read_articles(SITE / "content", SITE).articles
    return {article.path.relative_to("content").as_posix(): article for article in loaded}


def plain_text(article: Article) -> PlainText:
    """The text that the reference's spans are offsets into."""
    return parse_article(article).plain


def measured() -> Outcome:
    """Annotate and resolve every article that has a reference, and compare."""
    files, sources = gold_files(), articles()
    chosen = [sources[name] for name in sorted(files)]
    found = dict(zip(sorted(files), _resolved(chosen), strict=True))
    counts: Counter[str] = Counter()
    faults = {}
    for name, article in found.items():
        gold = read_gold(files[name].read_text("utf-8"), article.plain)
        quotes, cards = tuple(_quotes(article, gold)), tuple(_cards(article))
        counts += quotation_counts(article.plain.text, gold.quoted, gold.quotes, quotes, gold.optional)
        counts += entity_counts(gold.cards, cards, gold.forgiven)
        faults[name] = _faults(gold, article.plain.text, quotes, cards)
    return Outcome(figures(counts), faults)


def _resolved(chosen: list[Article]) -> Iterator[ResolvedArticle]:
    plains = [plain_text(article) for article in chosen]
    dates = [article.front_matter.date for article in chosen]
    tasks = [run.AnnotationTask(p, date=d) for p, d in zip(plains, dates, strict=True)]
    found = run.annotate(tasks, Pipeline(find_model()), run.default_annotators())
    annotated = [AnnotatedArticle(a, p, f) for a, p, f in zip(chosen, plains, found, strict=True)]
    by_id = {resolved.article.id: resolved for resolved in resolve(annotated).articles}
    return (by_id[article.id] for article in chosen)


def _quotes(article: ResolvedArticle, gold: Gold) -> Iterator[Quote]:
    people = [card.name for card in gold.cards if card.type == "person"]
    for resolved in article.quotations:
        quotation, name = resolved.quotation, resolved.speaker.name
        speakers = (name,) if name and names_one(name, people) else ()
        yield Quote(quotation.content, quotation.cue, quotation.source, speakers)


def _cards(article: ResolvedArticle) -> Iterator[Card]:
    text = article.plain.text
    for card in article.cards:
        mentions = frozenset(resolved.mention.span for resolved in card.mentions)
        descriptions = tuple(description.span.of(text) for description in card.descriptions)
        yield Card(card.name, card.type.value, mentions, descriptions)


def _faults(gold: Gold, text: str, quotes: tuple[Quote, ...], cards: tuple[Card, ...]) -> Faults:
    rights, founds = ([content_words(text, q.content) for q in some] for some in (gold.quotes, quotes))
    pairs = matches(rights, founds)
    missed = [q for number, q in enumerate(gold.quotes) if number not in pairs]
    wrong = [gold.quotes[i] for i, j in sorted(pairs.items()) if not same_speaker(gold.quotes[i], quotes[j])]
    whole = perfect(gold.cards, considered(cards, gold.cards, gold.forgiven))
    imperfect = tuple(card.name for number, card in enumerate(gold.cards) if number not in whole)
    return Faults(tuple(_keys(missed, text)), tuple(_keys(wrong, text)), imperfect)


def _keys(quotes: Iterable[Quote], text: str) -> Iterator[str]:
    for quote in quotes:
        words = quote.content[0].of(text)
        yield words if len(words) <= KEY_LENGTH else words[:KEY_LENGTH].rsplit(" ", 1)[0] + " …"
