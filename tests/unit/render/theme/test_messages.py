"""Messages that are printed stand in the template, with places for their values; others are said later."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.render.theme.catalogue import words_for
from sitegen.render.theme.environment import Templates, theme_folder


@pytest.fixture
def asked() -> list[str]:
    """The messages that were looked up."""
    return []


def rendered(folder: Path, source: str, asked: list[str], **values: object) -> str:
    """A German page, made twice; `asked` is what was looked up the second time."""
    (folder / "page.html").write_text(source)
    words = words_for("de", (theme_folder(),))
    plain = words.translations.gettext

    def gettext(message: str) -> str:
        asked.append(message)
        return plain(message)

    words.translations.gettext = gettext  # type: ignore[method-assign]
    templates = Templates((folder, theme_folder()), words)
    first = templates.render("page.html", values)
    asked.clear()
    assert templates.render("page.html", values) == first
    return first


@pytest.mark.parametrize(
    ("source", "page", "looked_up"),
    [
        ('<p>{{ _("Search") }}</p>', "<p>Suche</p>", []),
        ('{{- _("Search") -}} !', "Suche!", []),
        ("{{ _('Search') }}{{ _(\"Search\") }}", "SucheSuche", []),
        ('{% set name = _("Search") %}{{ name }}', "Suche", ["Search"]),
        ('{{ _("Search") ~ "!" }}', "Suche!", ["Search"]),
        ('{{ _("Not in the catalogue") }}', "Not in the catalogue", []),
        ('{{ _("100%% & more") }}', "100% & more", []),
        ('{{ _("%(a)s of it", a=name) }}', "&lt;b&gt; of it", []),
        ('{{ _("Page %(number)s of %(total)s", number=[1, 2][1], total=(3)|string) }}', "Seite 2 von 3", []),
        ('{{ _("%(a)s, %(a)s, %%", a=dict(b=(1, 2)).b[0], c=1) }}', "1, 1, %", []),
        ('{{ _("of %(a)s", a=name)|upper }}', "OF &LT;B&GT;", ["of %(a)s"]),
        ('{{ _("%(a)d of it", a=2) }}', "2 of it", ["%(a)d of it"]),
        ('<p title="{{ _("Paragraph %(number)s", number=4) }}">', '<p title="Absatz 4">', []),
        ('{{ name }} {{ _("Search") }}', "&lt;b&gt; Suche", []),
        ('{% for _ in "ab" %}{{ _ }}{% endfor %}', "ab", []),
        ('{{ "_(" }}{{ _ is defined }}', "_(True", []),
    ],
)
def test_messages(tmp_path: Path, asked: list[str], source: str, page: str, looked_up: list[str]) -> None:
    """The page reads the same either way."""
    assert rendered(tmp_path, source, asked, name="<b>") == page
    assert asked == looked_up
