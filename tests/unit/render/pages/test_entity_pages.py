"""An entity that many briefings name has several pages: together they have everything, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from render_site import render_site, site_of

from sitegen.model.site import EntityId
from sitegen.render.article.short.gist import Gist
from sitegen.render.pages.entity import entity_pages
from sitegen.render.site.lookup import Lookup, Spoken, lookup_of
from sitegen.render.theme.catalogue import words_for
from sitegen.render.views.entity import EntityView

SIZE = 2


def site(articles: int) -> dict[str, object]:
    """Each article names Reyle twice, describes it and quotes it."""
    return {
        "entities": {"reyle": {"name": "Reyle", "type": "person", "note": "A note."}},
        "articles": [
            {
                "file": f"content/a{n}.txt",
                "title": f"A{n}",
                "date": date(2026, 5, 1 + n),
                "body": f"Reyle, clerk {n}, spoke. “Count {n},” said Reyle.",
                "mentions": {"reyle": ["Reyle", "Reyle@2"]},
                "descriptions": {"reyle": [f"clerk {n}"]},
                "quotations": [
                    {
                        "parts": [f"“Count {n},”"],
                        "kind": "direct",
                        "speaker": "reyle",
                        "cue": "said",
                        "confidence": 0.9,
                    }
                ],
            }
            for n in range(articles)
        ],
    }


def found(articles: int) -> Lookup:
    """Prepared for pages of two briefings."""
    index, _, config = site_of(site(articles))
    return lookup_of(index, replace(config, entity_page_size=SIZE), words_for("en", ()))


def views(articles: int) -> list[EntityView]:
    """All pages of Reyle."""
    lookup = found(articles)
    made = [listed.view() for listed in entity_pages(lookup.entities["reyle"], lookup)]  # type: ignore[index]
    assert all(isinstance(view, EntityView) for view in made)
    return made  # type: ignore[return-value]


@pytest.mark.parametrize("articles", [1, 2, 3, 5])
def test_the_pages_together_have_everything_once(articles: int) -> None:
    """Mentions, quotations and descriptions, the newest first, as many as the first page counts."""
    pages = views(articles)
    assert len(pages) == -(-articles // SIZE)
    titles = [f"A{n}" for n in reversed(range(articles))]
    assert [line.briefing for page in pages for line in page.mentions] == [t for t in titles for _ in "12"]
    assert [quote.briefing for page in pages for quote in page.quotes] == titles
    assert [said.briefing for page in pages for said in page.said_of] == titles
    summary = pages[0].summary
    assert summary
    counts = (summary.briefing_count, summary.mention_count, summary.quote_count)
    assert counts == (articles, 2 * articles, articles)
    assert [page.summary for page in pages[1:]] == [None] * (len(pages) - 1)


def test_each_page_looks_at_its_own_quotations_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages a speaker has: all of them together take up each quotation once."""
    lookup, taken = found(12), list[int]()
    make = Spoken.__init__

    def counted(said: Spoken, gist: Gist, index: int) -> None:
        taken.append(index)
        make(said, gist, index)

    monkeypatch.setattr(Spoken, "__init__", counted)
    pages = [listed.view() for listed in entity_pages(lookup.entities[EntityId("reyle")], lookup)]
    assert len(pages) == 6
    assert len(taken) == 12


def test_an_entity_that_nobody_names_has_one_page() -> None:
    """An editor's entry may be older than the articles that name it."""
    index, _, config = site_of({"entities": {"reyle": {"name": "Reyle", "type": "person"}}, "articles": []})
    lookup = lookup_of(index, config, words_for("en", ()))
    (listed,) = entity_pages(index.entities[0], lookup)
    assert listed.location == "entities/reyle/"


def test_a_page_says_which_it_is_and_where_the_others_are() -> None:
    """What is about all briefings stands on the first; a page that has not all does not say "every"."""
    index, docs, config = site_of(site(5))

    def pages_of(size: int) -> dict[str, str]:
        made = render_site(index, docs, replace(config, entity_page_size=size))
        return {str(o.path): o.content.decode() for o in made if o.path.parts[0] == "entities"}

    pages = pages_of(SIZE)
    first, second = (pages[f"entities/reyle/{name}index.html"] for name in ("", "page/2/"))
    assert "This is page 1 of 3." in first
    assert "This is page 2 of 3." in second
    assert ("A note." in first, "A note." in second) == (True, False)
    assert 'rel=next href="page/2/"' in first
    assert 'rel=prev href="../../"' in second
    assert "Every mention, in context" not in first + second
    single = pages_of(5)
    assert "Every mention, in context" in single["entities/reyle/index.html"]
    assert "entities/reyle/page/2/index.html" not in single


@pytest.mark.parametrize(
    ("said", "shown"),
    [(["its clerk", "the clerk"], ["the clerk"]), (["its clerk", "Her lawyer"], ["Her lawyer", "its clerk"])],
)
def test_whose_clerk_somebody_is_only_an_article_knows(said: list[str], shown: list[str]) -> None:
    """What begins with "its" names nobody on a page about all articles: it is there for want of better."""
    articles = [
        {
            "file": f"content/a{n}.txt",
            "title": f"A{n}",
            "date": date(2026, 5, 1 + n),
            "body": f"Reyle, {words}, spoke.",
            "mentions": {"reyle": ["Reyle"]},
            "descriptions": {"reyle": [words]},
        }
        for n, words in enumerate(said)
    ]
    index, _, config = site_of(
        {"entities": {"reyle": {"name": "Reyle", "type": "person"}}, "articles": articles}
    )
    (listed,) = entity_pages(index.entities[0], lookup_of(index, config, words_for("en", ())))
    view = listed.view()
    assert isinstance(view, EntityView)
    assert [each.text for each in view.said_of] == shown
