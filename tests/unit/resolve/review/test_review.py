"""The review: doubts are found, the ready-made answer settles them, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest
import yaml
from entity_markup import CurationTexts, article

from sitegen.diagnostics import SitegenError
from sitegen.model.annotation import EntityType
from sitegen.model.curation import Curation
from sitegen.model.review import CurationEdit, ReviewItem, ReviewKind
from sitegen.model.site import AnnotatedArticle, SiteIndex
from sitegen.resolve.curation.edits import applied
from sitegen.resolve.curation.entries import read_entries
from sitegen.resolve.index import resolve
from sitegen.resolve.review.questions import review, to_json

SITE = [
    article(
        "[James Orr|person] met [Ana Ruiz|person] in [Norvane|place]. [Orr|person] left.", "a", "2026-05-01"
    ),
    article("The paper of [J. Orr|person] was read to [Ana Ruiz|person].", "b", "2026-05-02"),
    article("[Suharno|person] spoke in [Norvane|place].", "c", "2026-05-03"),
    article("[Suharno|person] left.", "d", "2026-05-04"),
    article("[Petra Vale|person] sued [Otto Vale|person]. [Vale|person] won.", "e", "2026-05-05"),
    article("[Tom Marsh|person|the goalkeeper], the goalkeeper, fell.", "f", "2026-05-06"),
    article("[Tom Marsh|person|a bishop], a bishop, prayed.", "g", "2026-05-07"),
    article("[Norvane|org|a club], a club, won the cup.", "h", "2026-05-08"),
]
"""Six doubts: an initial, a one-word name twice, a surname of two, two of one name, two types."""


def files_of(edits: tuple[CurationEdit, ...], files: dict[str, str] | None = None) -> dict[str, str]:
    """The curation folder after an answer is written."""
    written = dict(files or {})
    for edit in edits:
        written[edit.path.stem] = applied(edit, written.get(edit.path.stem))
    return written


def read(files: dict[str, str]) -> Curation:
    """The entries of a curation folder, which must all be right."""
    data = {name: yaml.safe_load(text.split("---")[1]) for name, text in files.items()}
    curation, faults = read_entries(CurationTexts(data))
    assert faults == ()
    return curation


def cards(index: SiteIndex) -> dict[tuple[str, str], str]:
    """Article and mention to the entity that it names."""
    return {
        (one.article.id, f"{m.mention.span.start} {m.mention.span.of(one.plain.text)}"): card.entity
        for one in index.articles
        for card in one.cards
        for m in card.mentions
    }


def by_kind(articles: list[AnnotatedArticle]) -> dict[ReviewKind, ReviewItem]:
    """The one item of each kind."""
    items = review(resolve(articles))
    assert len({item.kind for item in items}) >= len(items) - 1
    return {item.kind: item for item in items}


def test_every_planted_doubt_is_found() -> None:
    """Each planted doubt is asked about, and nothing else is."""
    found = {(str(item.kind), *sorted(item.entities)) for item in review(resolve(SITE))}
    assert found == {
        ("likely-same", "j-orr", "james-orr"),
        ("likely-same", "suharno-c", "suharno-d"),
        ("unlinked-name", "otto-vale", "petra-vale", "vale-e"),
        ("likely-different", "tom-marsh", "tom-marsh-church"),
        ("type-doubt", "norvane", "norvane-organisation"),
    }


def test_most_pages_first() -> None:
    """What changes more pages is asked first."""
    pages = [item.pages for item in review(resolve(SITE))]
    assert pages == sorted(pages, reverse=True)


@pytest.mark.parametrize("number", range(5))
def test_writing_the_answer_settles_it_and_nothing_else(number: int) -> None:
    """After the answer is written the question is gone, and every mention elsewhere is where it was."""
    before = resolve(SITE)
    item = review(before)[number]
    curation = read(files_of(item.answer))
    after = resolve(SITE, curation)
    left = {i.id for i in review(after, curation)}
    assert left == {i.id for i in review(before)} - {item.id}
    old, new = cards(before), cards(after)
    moved = {entity for place, entity in old.items() if new[place] != entity}
    assert moved <= set(item.entities)
    assert after.diagnostics == () or item.kind is not ReviewKind.UNLINKED


@pytest.mark.parametrize("number", range(5))
def test_the_other_answer_settles_it_too(number: int) -> None:
    """Where no can be written, the question is not asked again either."""
    before = resolve(SITE)
    item = review(before)[number]
    if item.otherwise:
        curation = read(files_of(item.otherwise))
        assert item.id not in {i.id for i in review(resolve(SITE, curation), curation)}


def test_all_answers_together() -> None:
    """All answers, one after the other into one folder, leave no question."""
    files: dict[str, str] = {}
    for _ in range(5):
        curation = read(files)
        items = review(resolve(SITE, curation), curation)
        files = files_of(items[0].answer, files)
    curation = read(files)
    assert review(resolve(SITE, curation), curation) == ()


def test_evidence_shows_the_name_in_its_place() -> None:
    """Each quote is of its article, with the file's line, and its name stands between its context."""
    for item in review(resolve(SITE)):
        assert {quote.entity for quote in item.evidence} == set(item.entities)
        for quote in item.evidence:
            text = next(a for a in SITE if a.article.id == quote.article).plain.text
            shown = f"{quote.before}{quote.name}{quote.after}".replace("…", "")
            assert shown in text
            assert quote.path == PurePosixPath(f"content/{quote.article}.md")
            assert quote.line == 5


def test_long_context_is_cut_between_words() -> None:
    """Context is short and ends at whole words."""
    long = "word " * 60
    site = [article(f"{long}[J. Orr|person] {long}", "a"), article("[James Orr|person] left.", "b")]
    quote = review(resolve(site))[0].evidence[0]
    assert len(quote.before) < 80
    assert quote.before.startswith("…word")
    assert quote.after.endswith("word…")


def test_ids_do_not_depend_on_place() -> None:
    """An item keeps its id when articles are in another order or other doubts come and go."""
    ids = {item.id for item in review(resolve(SITE))}
    assert ids == {item.id for item in review(resolve(SITE[::-1]))}
    assert {item.id for item in review(resolve(SITE[:2]))} <= ids


def test_one_page_taken_for_two_types() -> None:
    """Where articles do not agree, yes writes the one type and no the other."""
    site = [article("[Lindel|org] voted.", "a"), article("[Lindel|place] slept.", "b")]
    (item,) = review(resolve(site))
    written = [next(iter(files_of(edits).values())) for edits in (item.answer, item.otherwise)]
    assert [("type: organisation" in text, "type: place" in text) for text in written] == [
        (True, False),
        (False, True),
    ]
    for edits in (item.answer, item.otherwise):
        curation = read(files_of(edits))
        assert review(resolve(site, curation), curation) == ()


def test_faint_lone_name() -> None:
    """A name met once, found with little confidence and not described, is asked about."""
    one = article("[Ramble|person] it was.", "a")
    mention = one.annotations.mentions[0]
    for score, expected in ((0.2, [ReviewKind.LONE]), (0.9, []), (None, [])):
        changed = type(one)(
            one.article,
            one.plain,
            type(one.annotations)((type(mention)(mention.span, EntityType.PERSON, "t", score),)),
        )
        assert [item.kind for item in review(resolve([changed]))] == expected


def test_json() -> None:
    """The machine-readable form can be written as JSON and has the file's text."""
    items = json.loads(json.dumps(to_json(review(resolve(SITE)))))
    assert [item["number"] for item in items] == [1, 2, 3, 4, 5]
    contents = [answer["content"] for item in items for answer in item["answer"]]
    assert all(content.startswith("---\nname: ") and content.endswith("\n---\n") for content in contents)


def edit(**keys: object) -> CurationEdit:
    """An edit of one file."""
    return CurationEdit(PurePosixPath("content/entities/x.md"), tuple(keys.items()))  # type: ignore[arg-type]


KEPT = [
    ("---\nname: X\n---\nA note.\n", "---\nname: X\nsame_as: [yy]\n---\nA note.\n"),
    ("---\nname: X\nsame_as: z\n---\n", "---\nname: X\nsame_as: [z, yy]\n---\n"),
    ("---\nname: X\nsame_as: [z]  # sure\n---\n", "---\nname: X\nsame_as: [z, yy]  # sure\n---\n"),
    ("---\nname: X\nsame_as: []\n---\n", "---\nname: X\nsame_as: [yy]\n---\n"),
    (
        "---\nname: X\nsame_as:\n  - z\n# about links\nlinks: [u]\n---\n",
        "---\nname: X\nsame_as:\n  - z\n# about links\n  - yy\nlinks: [u]\n---\n",
    ),
    ("---\nname: X\nsame_as:\n- z\n---\n", "---\nname: X\nsame_as:\n- z\n- yy\n---\n"),
    (
        "---\nname: X # the name\n\n---\nNote.\n\n---\nMore.\n",
        "---\nname: X # the name\n\nsame_as: [yy]\n---\nNote.\n\n---\nMore.\n",
    ),
]


@pytest.mark.parametrize(("before", "after"), KEPT)
def test_the_editors_text_is_kept(before: str, after: str) -> None:
    """What is added is all that changes, and the file is still what the editor meant."""
    text = applied(edit(name="Another", same_as=("yy",)), before)
    assert text == after
    assert yaml.safe_load(text.split("---")[1])["same_as"][-1] == "yy"


def test_lists_by_article_grow() -> None:
    """An alias for one more article goes below the others."""
    first = applied(edit(name="X", aliases_in=(("2026/a", ("Yy",)),)), None)
    assert first == "---\nname: X\naliases_in:\n  2026/a: [Yy]\n---\n".replace("  2026/a", '  "2026/a"')
    second = applied(edit(aliases_in=(("b", ("Yy",)),)), first)
    assert yaml.safe_load(second.split("---")[1])["aliases_in"] == {"2026/a": ["Yy"], "b": ["Yy"]}


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        "---\nname: X\nsame_as: [a,\n  b]\n---\n",
        "---\nname: X\nsame_as: |\n  a\n---\n",
        "---\nname: X\n",
    ],
)
def test_what_cannot_be_changed_safely_is_refused(text: str) -> None:
    """A file in a form that cannot be added to is left alone, with a message that has the text to add."""
    with pytest.raises(SitegenError) as caught:
        applied(edit(same_as=("yy",)), text)
    assert "same_as: [yy]" in caught.value.diagnostics[0].hint


@pytest.mark.parametrize(
    "name",
    [
        "Ines Halloran",
        "No",
        "true",
        "O'Neill",
        "Fenn & Corley",
        "a: b",
        "#x",
        "- x",
        "2026",
        "“Q”",
        "x #y",
        "@a",
        "Y",
        "1e5",
        "José",
    ],
)
def test_any_name_is_written_as_yaml(name: str) -> None:
    """Every name comes back from YAML as the text that it is."""
    text = applied(edit(name=name, aliases=(name,)), None)
    assert yaml.safe_load(text.split("---")[1]) == {"name": name, "aliases": [name]}
