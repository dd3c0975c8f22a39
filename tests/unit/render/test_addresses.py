"""Where articles stand: the cases of tests/cases/addresses.yaml, and what holds for any articles."""

from datetime import datetime
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
from sitegen.render.addresses import addressed
from sitegen.render.permalinks import output_path

CASES = yaml.load(
    (Path(__file__).parents[2] / "cases" / "addresses.yaml").read_text("utf-8"), yaml.BaseLoader
)


def article(name: str, **front) -> Article:
    """An article of this id."""
    if "date" in front:
        front["date"] = datetime.fromisoformat(front["date"])
    front["aliases"] = tuple(front.get("aliases", ()))
    matter = FrontMatter(**{"title": name} | front)
    path = PurePosixPath(f"content/{name}.md")
    return Article(ArticleId(name), path, SourceFormat.MARKDOWN, matter, held("Text."), 1, "")


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_stands_where_it_is_wanted(case):
    """Each article has its address; what could not be as it was wanted is told."""
    articles = [article(name, **front) for name, front in case["articles"].items()]
    found, faults = addressed(articles, case.get("patterns", {}))
    assert {a.id: a.location for a in found} == case["stand"]
    assert {a.id: list(a.former) for a in found if a.former} == case.get("lead", {})
    told = {PurePosixPath(d.location.path.with_suffix("")): d.code for d in faults}
    assert told == {PurePosixPath("content") / name: code for name, code in case.get("told", {}).items()}


_parts = st.sampled_from(["a", "b", "A", "index", "001", "é", "選挙", "x.html", "..."])
_paths = st.lists(_parts, min_size=1, max_size=3).map("/".join)
_fronts = st.fixed_dictionaries(
    {},
    optional={
        "slug": st.sampled_from(["a", "b", "B"]),
        "permalink": st.sampled_from(["/a/", "/a/b/", "/:slug/", "/:section/", "/", "/a.html", "/quotes/a/"]),
        "aliases": st.lists(st.sampled_from(["/a/", "a.html", "/briefings/a/b/", "/a/b/c.html", "/b"])),
    },
)


@given(
    wanted=st.dictionaries(_paths, _fronts, max_size=8),
    pattern=st.sampled_from(["", ":slug/", ":sections/:slug/", ":year/:title.html"]),
)
def test_no_two_files_are_in_each_other_s_way(wanted, pattern):
    """Every article has a place, no file is another's folder, and nothing leaves the site."""
    articles = [article(name, **front) for name, front in wanted.items()]
    found, _ = addressed(articles, {"/": pattern} if pattern else {})
    assert sorted(a.id for a in found) == sorted(wanted)
    files = [output_path(place).casefold() for a in found for place in (a.location, *a.former)]
    assert len(files) == len(set(files))
    folders = {str(folder) for file in files for folder in PurePosixPath(file).parents}
    assert not folders & set(files)
    assert not [file for file in files if file.startswith("/") or ".." in file.split("/")]


@given(wanted=st.lists(_paths, unique=True, max_size=6), other=_paths)
def test_an_article_that_is_added_moves_none_of_another_path(wanted, other):
    """By default an address comes from the path alone; only a namesake's may yield."""
    before, _ = addressed([article(name) for name in wanted], {})
    after, told = addressed([article(name) for name in {*wanted, other}], {})
    places = {a.id: a.location for a in after}
    moved = [a.id for a in before if places[a.id] != a.location]
    assert not moved or told
