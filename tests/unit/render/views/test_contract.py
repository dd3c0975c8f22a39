"""What templates may read is documented, and nothing else can be read."""

from __future__ import annotations

import dataclasses
import inspect
import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from html_reading import parsed, text_of
from render_site import read_site, render_site

from sitegen.diagnostics import SitegenError
from sitegen.render.plans import plan_pages, prepare, read_theme
from sitegen.render.theme.catalogue import words_for
from sitegen.render.theme.environment import Templates, template_folders, theme_folder
from sitegen.render.views import briefing, common, entity, lists, pictures

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs" / "templates.md").read_text()
EXAMPLES = re.findall(r"```(?:html|css)\n(?:\{#|/\*) (templates/\S+) (?:#\}|\*/)\n(.*?)```", PAGE, re.DOTALL)


def views(module: ModuleType) -> list[type]:
    """The dataclasses that a module defines."""
    members = inspect.getmembers(module, dataclasses.is_dataclass)
    return [cls for _, cls in members if cls.__module__ == module.__name__]


ALL_VIEWS = [cls for module in (common, briefing, entity, lists, pictures) for cls in views(module)]


@pytest.mark.parametrize("view", ALL_VIEWS, ids=lambda view: view.__name__)
def test_every_field_of_a_view_is_documented(view: type) -> None:
    """The view has a heading of its own, and below it a line for each field and for no other."""
    _, heading, rest = PAGE.partition(f"\n### {view.__name__}\n")
    assert heading, f"docs/templates.md has no heading {view.__name__}"
    section = rest.partition("\n##")[0]
    named = re.findall(r"^\| `(\w+)` \|.*\| \S", section, re.MULTILINE)
    assert named == [field.name for field in dataclasses.fields(view)]


@pytest.mark.parametrize("view", ALL_VIEWS, ids=lambda view: view.__name__)
def test_views_are_frozen(view: type) -> None:
    """No template can change what another one reads."""
    assert view.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert not any("list" in str(field.type) for field in dataclasses.fields(view))


def test_every_template_of_a_page_is_documented() -> None:
    """Each template that a plan names stands in the table."""
    index, _, config = read_site()
    renderer = read_theme(config)
    used = {plan.template for plan in plan_pages(prepare(index, renderer), renderer.assets)}
    assert used <= set(re.findall(r"^\| `([\w-]+\.html|404\.html)` \|", PAGE, re.MULTILINE))


def test_every_block_of_the_theme_is_documented() -> None:
    """What a site may fill is named."""
    for name in ("base.html", "briefing.html"):
        for block in re.findall(r"{% block (\w+) %}", (theme_folder() / name).read_text()):
            assert f"`{block}`" in PAGE, (name, block)


def built(own: Path) -> dict[str, bytes]:
    """The small site with the templates of a folder."""
    index, docs, config = read_site()
    return {str(o.path): o.content for o in render_site(index, docs, replace(config, templates=own))}


def put(folder: Path, name: str, text: str) -> Path:
    """A file below a new templates folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return folder


def test_the_documented_examples_build(tmp_path: Path) -> None:
    """Tokens, a block and a whole page: each example of the documentation does what it says."""
    assert [name for name, _ in EXAMPLES] == [
        "templates/assets/site.css",
        "templates/briefing.html",
        "templates/404.html",
    ]
    for name, text in EXAMPLES:
        put(tmp_path, name, text)
    files = built(tmp_path / "templates")
    page = parsed(files["briefings/port-talks/index.html"])
    assert [text_of(h) for h in page.xpath("//div[@class='after']//h2")][-1] == "Corrections"
    assert "Write to the desk about “Port Callow talks stall”." in text_of(page)
    assert [p.xpath("string(.//h1)") for p in [parsed(files["404.html"])]] == ["Lost?"]
    sheets = page.xpath("//link[@rel='stylesheet']/@href")
    assert len(sheets) == 2
    assert b"--measure:36rem" in files[sheets[1].replace("../../", "")]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<p>\n{{ page.titel }}\n</p>", 2, "titel"),
        ("{{ nobody }}", 1, "'nobody' is undefined"),
        ('{% include "part.html" %}', 1, "part.html"),
        ("a\nb\n{% if %}", 3, "Expected an expression"),
        ("a\n{{ page.title|nofilter }}", 2, "nofilter"),
        ("\n\n\n{{ 1 // 0 }}", 4, "zero"),
    ],
)
def test_a_mistake_in_a_template_names_its_file_and_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    """An undefined name, an unknown filter, a syntax error: one clear message, never a traceback."""
    with pytest.raises(SitegenError) as caught:
        built(put(tmp_path, "about.html", text))
    (diagnostic,) = caught.value.diagnostics
    assert message in diagnostic.message
    assert diagnostic.hint
    if diagnostic.code == "template-error":
        assert str(diagnostic.location) == f"templates/about.html:{line}"
    else:
        assert diagnostic.code == "template-missing"


def test_text_is_escaped_wherever_it_goes(tmp_path: Path) -> None:
    """A value with markup in it reaches a page as text."""
    files = built(put(tmp_path, "about.html", "{{ page.head.title }}{{ '<i>' }}"))
    assert files["about/index.html"].endswith(b"&lt;i&gt;")


class TestDigest:
    """The digest of a template changes when anything that it pulls in changes, and only then."""

    @staticmethod
    def digest(own: Path, name: str) -> str:
        """Of a template in a folder."""
        folders = template_folders(own)
        return Templates(folders, words_for("en", folders)).digest(name)

    def test_an_included_file_counts(self, tmp_path: Path) -> None:
        """Also one that is reached through another."""
        put(tmp_path, "a.html", '{% include "b.html" %}')
        put(tmp_path, "b.html", '{% import "c.html" as c %}')
        put(tmp_path, "c.html", "1")
        before = self.digest(tmp_path, "a.html")
        put(tmp_path, "c.html", "2")
        assert self.digest(tmp_path, "a.html") != before

    def test_a_file_that_is_not_used_does_not(self, tmp_path: Path) -> None:
        """A page depends on nothing that its template does not name."""
        put(tmp_path, "a.html", "1")
        before = self.digest(tmp_path, "a.html")
        put(tmp_path, "c.html", "2")
        assert self.digest(tmp_path, "a.html") == before

    def test_a_computed_include_depends_on_all(self, tmp_path: Path) -> None:
        """Nobody can know which file a computed name will be."""
        put(tmp_path, "a.html", "{% include page.name %}")
        before = self.digest(tmp_path, "a.html")
        put(tmp_path, "z.html", "2")
        assert self.digest(tmp_path, "a.html") != before
