"""Templates compiled ahead: all that pages are made with, and a wrong one is left to the page that asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics import SitegenError
from sitegen.render.theme.catalogue import words_for
from sitegen.render.theme.environment import THEME_PREFIX, Templates, theme_folder


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    """The theme with a page of the site's own, and one that is wrong."""
    (tmp_path / "own.html").write_text("<p>{{ title }}</p>", "utf-8")
    (tmp_path / "wrong.html").write_text("<p>{% if %}</p>", "utf-8")
    return Templates((tmp_path, theme_folder()), words_for("en", (theme_folder(),)))


def compiled(templates: Templates) -> set[str]:
    """Names of the templates that are in memory."""
    cache = templates._environment.cache
    assert cache is not None
    return {name for _, name in cache.keys()}  # noqa: SIM118 - jinja's cache is no mapping


def test_everything_is_compiled_before_it_is_asked_for(templates: Templates) -> None:
    """Once, for all processes that are forked later; the theme's under its own name not twice."""
    assert compiled(templates) == set()
    templates.load()
    names = {name for name in templates._names() if not name.startswith(f"{THEME_PREFIX}/")}
    assert {"own.html", "briefing.html", "base.html"} <= names
    assert compiled(templates) == names - {"wrong.html"}


def test_what_is_loaded_is_not_compiled_again(templates: Templates, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page then costs its rendering alone."""
    templates.load()

    def never(*_: object, **__: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(templates._environment, "compile", never)
    assert templates.render("own.html", {"title": "A & B"}) == "<p>A &amp; B</p>"


def test_a_wrong_template_is_told_by_the_page_that_asks(templates: Templates) -> None:
    """With its file and line; loading says nothing."""
    templates.load()
    with pytest.raises(SitegenError) as caught:
        templates.render("wrong.html", {})
    assert caught.value.diagnostics[0].code == "template-error"
    assert str(caught.value.diagnostics[0].location) == "templates/wrong.html:1"
