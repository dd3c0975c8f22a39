"""The theme's words come from one catalogue: complete in every language that ships, dates and plurals too."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from html_reading import pages, parsed, text_of
from render_site import read_site, render_site, site_of

from sitegen.render.theme.catalogue import words_for
from sitegen.render.theme.environment import Templates, theme_folder

ROOT = Path(__file__).parents[4]
CATALOGUES = sorted((theme_folder() / "locales").glob("*.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Every message of the theme."""
    catalog: Catalog = runpy.run_path(str(ROOT / "tools" / "messages.py"))["messages"]()
    return catalog


def forms(value: Any) -> tuple[str, ...]:
    """A message's texts, one for each number."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def test_there_is_a_second_language() -> None:
    """English needs no catalogue; another language proves that one is enough."""
    assert "de.po" in [path.name for path in CATALOGUES]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_is_complete(path: Path, template: Catalog) -> None:
    """Every message has every form, with the same values in it, and none is left over."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    wanted = {message.id: message for message in template if message.id}
    assert {message.id for message in catalog if message.id} == set(wanted)
    for message in catalog:
        if not message.id:
            continue
        texts = forms(message.string)
        assert all(texts), f"{message.id} is not translated"
        assert len(texts) == (catalog.num_plurals if message.pluralizable else 1)
        for text in texts:
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(forms(message.id)[-1])), (
                message.id
            )


@pytest.fixture(scope="module")
def german() -> dict[str, bytes]:
    """The small site with German words."""
    index, docs, config = read_site()
    config = replace(config, site=replace(config.site, language="de"))
    return {str(o.path): o.content for o in render_site(index, docs, config)}


def test_no_english_word_of_the_theme_is_left(german: dict[str, bytes], template: Catalog) -> None:
    """No text of any page is a message in its English form, unless German says it so too."""
    words = words_for("de", (theme_folder(),))
    english = {
        text
        for m in template
        if m.id
        for text in forms(m.id)
        if "%" not in text and words.gettext(text) != text
    }
    for path, page in pages(german):
        said = {
            " ".join(text.split())
            for text in page.xpath("//body//text()[not(ancestor::article)] | //@aria-label")
        }
        assert not said & english, path


def test_lang_dates_plurals_and_marks(german: dict[str, bytes]) -> None:
    """All of them by locale; an article in another language says so itself."""
    page = parsed(german["briefings/port-talks/index.html"])
    assert page.get("lang") == "de"
    assert page.xpath("//article[@id='text']/@lang") == ["en"]
    assert page.xpath("//h1/@lang") == ["en"]
    assert text_of(page.xpath("//*[@id='qx-h']")[0]) == "Wer was gesagt hat 7 Zitate"
    assert "20.05.2026" in text_of(page.xpath("//dl[@class='meta']")[0])
    assert "„the federation’s lead negotiator“" in text_of(page.xpath("//section[@id='e-ines-halloran']")[0])
    one = parsed(german["briefings/rain/index.html"])
    assert "0 Zitate" in text_of(one.xpath("//nav[@class='dock']/..")[0])


def test_a_language_from_right_to_left() -> None:
    """Page and article each have their direction; without a catalogue the words are English."""
    index, docs, config = site_of(
        {"site": {"language": "ar"}, "articles": [{"file": "content/a.txt", "title": "A", "body": "x"}]}
    )
    files = {str(o.path): o.content for o in render_site(index, docs, config)}
    page = parsed(files["briefings/a/index.html"])
    assert page.get("dir") == "rtl"
    assert page.xpath("//article[@id='text']/@dir") == ["ltr"]


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "20 May 2026"), ("en-US", "May 20, 2026"), ("xx-nonsense", "20 May 2026")]
)
def test_dates_by_locale(language: str, shown: str) -> None:
    """Plain English is not American; what no locale is known for is written as in English."""
    assert words_for(language, ()).day(date(2026, 5, 20)) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "September"), ("de", "September"), ("fr", "septembre")]
)
def test_a_month_alone_is_written_out(language: str, shown: str) -> None:
    """As an archive lists them below their year."""
    assert words_for(language, ()).day(date(2026, 9, 1), "LLLL") == shown


@pytest.mark.parametrize(("language", "wanted"), [("en", "18,509"), ("de", "18.509"), ("fr", "18\u202f509")])
def test_large_numbers_are_grouped(tmp_path: Path, language: str, wanted: str) -> None:
    """As the language does, by themselves, in a message, and in a template; small ones are as they were."""
    (tmp_path / "n.html").write_text('{{ n|number }}; {{ ngettext("%(num)s quote", "%(num)s quotes", n) }}')
    templates = Templates((tmp_path, theme_folder()), words_for(language, (theme_folder(),)))
    words = templates.words
    assert [words.number(n) for n in (18509, 999, 0)] == [wanted, "999", "0"]
    many, one = (templates.render("n.html", {"n": n}) for n in (18509, 1))
    assert many == f"{wanted}; {words.ngettext('%(num)s quote', '%(num)s quotes', 18509)}"
    assert wanted in many.split("; ")[1]
    assert one.startswith("1; 1 ")


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda p: p.stem)
def test_the_theme_s_messages_have_the_values_of_their_originals(catalogue: Path) -> None:
    """Builds check only a site's own catalogues."""
    with catalogue.open("rb") as file:
        found = read_po(file, locale=catalogue.stem, abort_invalid=True)
    assert len(found) > 100
    assert list(found.check()) == []


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("the lock-keeper", "en", "“the lock-keeper”"),
        ("the “loudest bell in the sound", "en", "“the ‘loudest bell in the sound’”"),
        ("“Birdie” to all", "en", "“‘Birdie’ to all”"),
        ("ein Mann", "de", "„ein Mann“"),
    ],
)
def test_marks_within_marks(text: str, language: str, shown: str) -> None:
    """Inside double ones they are single, and each that opens is closed, though the words end before it."""
    assert words_for(language, (theme_folder(),)).quoted(text) == shown
