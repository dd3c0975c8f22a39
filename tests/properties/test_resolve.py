"""What holds of any site: no order of articles shows, and no article moves the pages of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from entity_markup import article, curation
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId
from sitegen.model.curation import Curation
from sitegen.model.site import AnnotatedArticle, SiteIndex
from sitegen.resolve.article.cluster import name_of
from sitegen.resolve.article.curating import Rules
from sitegen.resolve.article.linking import link_article
from sitegen.resolve.article.touching import Touching, Vocabulary, vocabulary
from sitegen.resolve.index import census_of, for_linking, link, merge_site, noted, resolve
from sitegen.resolve.site.merging import stays_in_article

NAMES = [
    "[Ines Halloran|person]",
    "Minister [Ines Halloran|person|Minister]",
    "[Marc Halloran|person]",
    "[Halloran|person]",
    "[Ms Halloran|person]",
    "[Ines|person]",
    "[Tom Marsh|person]",
    "[Tom Marsh|person m]",
    "[Tom Marsh|person f]",
    "goalkeeper [Tom Marsh|person|goalkeeper]",
    "bishop [Tom Marsh|person|bishop]",
    "[T. Marsh|person]",
    "[Thomas J. Marsh|person]",
    "[Thomas Marsh|person]",
    "[Suharno|person]",
    "[Jordan|person]",
    "[Jordan|place]",
    "[Jordan|org]",
    "[Norvane|place]",
    "[New Norvane|place]",
    "[Norvane Shipping|org]",
    "[Norvane Shipping Ltd|org]",
    "[Merrow Harbour Authority|org]",
    "[Midland Housing Association|org]",
    "[MHA|org]",
    "the [Authority|org]",
    "the [Senate|org]",
    "the [2019 Merrow Regatta|event]",
    "the [Merrow Regatta|event]",
]
DATES: list[str | None] = ["2026-05-01", "2026-05-02", "2026-05-03", None]


def text_of(names: Iterable[str]) -> str:
    """An article that names these, every fourth in a parenthesis."""
    return " ".join(f"and ({m})" if n % 4 == 3 else f"and {m}" for n, m in enumerate(names))


def marked_text() -> st.SearchStrategy[str]:
    """An article's text."""
    return st.lists(st.sampled_from(NAMES), min_size=1, max_size=7).map(text_of)


@st.composite
def sites(draw: st.DrawFn, dates: list[str | None] = DATES) -> list[AnnotatedArticle]:
    """A few articles with ids of their own."""
    one = st.tuples(marked_text(), st.sampled_from(dates), st.sampled_from(["en", "en", "fr"]))
    drawn = draw(st.lists(one, min_size=1, max_size=6))
    return [article(text, f"a{n}", date, language) for n, (text, date, language) in enumerate(drawn)]


def words_of(one: AnnotatedArticle) -> Vocabulary:
    """The article's words and names."""
    return vocabulary(one.plain.text, one.annotations.mentions, one.article.front_matter.language)


ENTRIES = curation(
    {
        "thomas": {"name": "Thomas Marsh", "aliases": ["T. Marsh"], "is_not": ["Thomas J. Marsh"]},
        "norvane": {"name": "Norvane", "type": "place", "same_as": ["new-norvane"]},
        "ines": {"name": "Ines Halloran", "aliases_in": {"a1": ["Halloran"]}},
        "senate": {"name": "Senate", "ignore": True},
    }
)


CLAIMED = [
    "Ines Halloran",
    "Halloran",
    "HALLORAN",
    "T. Marsh",
    "Thomas J. Marsh",
    "the Senate",
    "Merrow",
    "MHA",
]
CLAIMED += ["New Norvane", "Norvane", "Norvane Shipping", "2019 Merrow Regatta", "and", "Suharno (", "Rosa"]


@st.composite
def entries(draw: st.DrawFn) -> Curation:
    """A few entries that claim names, parts of names and other words, some of them in some articles only."""
    name = st.sampled_from(CLAIMED)
    optional = {
        "type": st.sampled_from(["person", "organisation", "place"]),
        "aliases": st.lists(name, max_size=2),
        "aliases_in": st.dictionaries(st.sampled_from(["a0", "a1"]), st.lists(name, max_size=1), max_size=1),
        "articles": st.lists(st.sampled_from(["a0", "a1"]), max_size=1),
        "is_not": st.lists(name, max_size=1),
        "ignore": st.booleans(),
    }
    form = st.fixed_dictionaries({"name": name}, optional=optional)
    return curation({f"e{n}": found for n, found in enumerate(draw(st.lists(form, max_size=5)))})


class TestTouching:
    @given(sites(), entries())
    def test_entries_that_do_not_touch_an_article_do_not_matter(
        self, site: list[AnnotatedArticle], found: Curation
    ) -> None:
        """The article says the same without them."""
        rules = Rules(found)
        touching = Touching(rules)
        for one in site:
            there = touching.of(one.article.id, words_of(one))
            names = {entry.id for entry in there}
            few = Curation(tuple(for_linking(entry) for entry in found.entries if entry.id in names))
            assert link(one, Rules(few)) == link(one, rules)

    @given(sites(), entries())
    def test_notes_and_links_decide_nothing(self, site: list[AnnotatedArticle], found: Curation) -> None:
        """Who is who stays; the entities have them without asking the articles again."""
        more = [replace(e, note=f"About {e.id}.", links=("https://example.org",)) for e in found.entries]
        noting = Rules(Curation(tuple(more)))
        censuses = [census_of(link(one, noting)) for one in site]
        assert noted(merge_site(censuses, Rules(found)), noting) == merge_site(censuses, noting)

    @given(st.permutations(["Ines Halloran", "Halloran", "Ines Halloran", "Halloran"]))
    def test_one_mention_more_asks_no_other_article(self, names: list[str]) -> None:
        """What an article says about names is the same however often, and in which order, it names them."""
        said = [
            census_of(link(article(text), Rules(Curation())))
            for text in (
                "[Ines Halloran|person] spoke. [Halloran|person] left.",
                " ".join(f"[{name}|person] spoke." for name in ("Ines Halloran", *names)),
            )
        ]
        assert said[0] == said[1]

    def test_most_entries_touch_few_articles(self) -> None:
        """Who is not named, in full or by a part that the entry claims, is left out."""
        there = article("[Ines Halloran|person] left [Norvane|place].")
        words = words_of(there)
        files = {"a": "Ines Halloran", "b": "Marc Halloran", "c": "INES HALLORAN", "d": "Norvane Shipping"}
        found = Touching(Rules(curation({name: {"name": text} for name, text in files.items()}))).of(
            there.article.id, words
        )
        assert [entry.id for entry in found] == ["a", "c"]


class TestAnySite:
    @given(sites(), st.randoms(use_true_random=False), st.booleans())
    def test_order_does_not_show(self, site: list[AnnotatedArticle], random, curated: bool) -> None:
        """Any order of the same articles gives the same index."""
        shuffled = site.copy()
        random.shuffle(shuffled)
        extra = (ENTRIES,) if curated else ()
        assert resolve(site, *extra) == resolve(shuffled, *extra)

    @given(sites(), st.booleans())
    def test_every_mention_is_on_one_card(self, site: list[AnnotatedArticle], curated: bool) -> None:
        """No mention is lost or doubled; ids are unique; each card's entity exists."""
        index = resolve(site, ENTRIES) if curated else resolve(site)
        ids = [e.id for e in index.entities]
        assert ids == sorted(set(ids))
        for one in index.articles:
            spans = [m.mention.span for card in one.cards for m in card.mentions]
            assert len(spans) == len(set(spans))
            assert {card.entity for card in one.cards} <= set(ids)
            assert len({card.entity for card in one.cards}) == len(one.cards)
            if not curated:
                source = next(a for a in site if a.article.id == one.article.id)
                assert set(spans) == {m.span for m in source.annotations.mentions}

    @given(sites())
    def test_redirects_lead_to_pages(self, site: list[AnnotatedArticle]) -> None:
        """A redirect leads from an address that is no page to one that is."""
        index = resolve(site, ENTRIES)
        ids = {e.id for e in index.entities}
        for former, present in index.redirects:
            assert former not in ids
            assert present in ids

    @given(sites())
    def test_two_full_names_share_no_page(self, site: list[AnnotatedArticle]) -> None:
        """People of different family or first names are never on one page."""
        for entity_names in people_on_pages(resolve(site)).values():
            families = {words[-1] for words in entity_names if len(words) > 1}
            firsts = {words[0][0] for words in entity_names if len(words) > 1}
            assert len(families) <= 1
            assert len(firsts) <= 1


def people_on_pages(index: SiteIndex) -> dict[str, set[tuple[str, ...]]]:
    """Entity to the names, in words, by which articles call it."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for one in index.articles:
        for card in one.cards:
            if card.type is EntityType.PERSON:
                names, language = found.setdefault(card.entity, set()), one.article.front_matter.language
                names |= {name_of(m.mention, one.plain.text, language).words for m in card.mentions}
    return found


def ids_by_mention(index: SiteIndex) -> dict[tuple[str, int], str]:
    """Article and place to the entity's id."""
    return {
        (one.article.id, m.mention.span.start): card.entity
        for one in index.articles
        for card in one.cards
        for m in card.mentions
    }


def shared_names(one: AnnotatedArticle) -> dict[int, set[str]]:
    """Place of each mention to the names, as keys, by which its entity may meet others; none: by none."""
    found = {}
    for cluster in link_article(one.plain.text, one.annotations.mentions, "en"):
        keys = set() if stays_in_article(cluster) else {name.key for name in cluster.forms}
        found |= {link.mention.span.start: keys for link in cluster.links}
    return found


def within_reach(names: set[str], site: Iterable[AnnotatedArticle]) -> set[str]:
    """These names, and all that articles connect with them as names of one entity."""
    groups = [keys for one in site for keys in shared_names(one).values()]
    reach, size = set(names), -1
    while len(reach) > size:
        size = len(reach)
        reach.update(*(keys for keys in groups if not keys.isdisjoint(reach)))
    return reach


class Editing(RuleBasedStateMachine):
    """Articles come, go and are renamed; the pages of names that they do not use stay where they are."""

    def __init__(self) -> None:
        super().__init__()
        self.site: dict[str, AnnotatedArticle] = {}
        self.count = 0
        self.before: dict[tuple[str, int], str] = {}
        self.touched: set[str] = set()

    def changed(self, *articles: AnnotatedArticle) -> None:
        """Remember what stands now and which names the change touches."""
        self.before = ids_by_mention(resolve(self.site.values()))
        names = {key for one in articles for keys in shared_names(one).values() for key in keys}
        self.touched = within_reach(names, [*self.site.values(), *articles])

    @rule(text=marked_text(), date=st.sampled_from(DATES))
    def add(self, text: str, date: str | None) -> None:
        """An article comes."""
        self.count += 1
        one = article(text, f"n{self.count}", date)
        self.changed(one)
        self.site[one.article.id] = one

    @precondition(lambda self: self.site)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """An article goes."""
        key = data.draw(st.sampled_from(sorted(self.site)))
        self.changed(self.site[key])
        del self.site[key]

    @precondition(lambda self: self.site)
    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        """An article gets another name; its date stays."""
        key = data.draw(st.sampled_from(sorted(self.site)))
        one = self.site[key]
        self.changed(one)
        self.count += 1
        new = ArticleId(f"r{self.count}")
        del self.site[key]
        self.site[new] = replace(one, article=replace(one.article, id=new))

    @invariant()
    def others_stay(self) -> None:
        """No mention of an untouched name is on another page than before."""
        after = ids_by_mention(resolve(self.site.values()))
        for place, entity in self.before.items():
            one = self.site.get(place[0])
            if one is not None and shared_names(one)[place[1]].isdisjoint(self.touched):
                assert after[place] == entity


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=12, deadline=None)


class TestNewArticles:
    @pytest.mark.parametrize("short", ["Tom Marsh", "Thomas Marsh"])
    def test_a_later_namesake_takes_no_article_along(self, short: str) -> None:
        """Two articles are about one man, the second by a shorter name; a woman of that name comes later."""
        older = [
            article(f"[{short}|person m] and ([Thomas J. Marsh|person])", "a1", "2026-05-01"),
            article(f"goalkeeper [{short}|person|goalkeeper]", "a2", "2026-05-02"),
        ]
        now = ids_by_mention(resolve([*older, article(f"[{short}|person f]", "zz", "2030-01-01")]))
        his = {entity for (name, _), entity in now.items() if name != "zz"}
        assert his == {"thomas-j-marsh"} == set(ids_by_mention(resolve(older)).values())
        assert {entity for (name, _), entity in now.items() if name == "zz"}.isdisjoint(his)

    @given(sites(DATES[:-1]), marked_text())
    def test_a_newer_article_moves_no_page_of_people(self, site: list[AnnotatedArticle], text: str) -> None:
        """Not even of a namesake: who was published first keeps the address.

        The exception is knowledge: an article that gives another name of somebody ("Thomas J. Marsh,
        Thomas Marsh") joins two pages, and the old address leads on.
        """
        before = resolve(site)
        after = resolve([*site, article(text, "zz", "2030-01-01")])
        moved = dict(after.redirects)
        was, now = ids_by_mention(before), ids_by_mention(after)
        for place, entity in was.items():
            card = next(c for one in before.articles for c in one.cards if c.entity == entity)
            if card.type is EntityType.PERSON:
                assert now[place] in {entity, moved.get(entity)}
