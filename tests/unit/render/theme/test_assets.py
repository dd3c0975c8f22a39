"""Asset names change with their content; fonts have their licences; budgets hold."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from html_reading import pages, parsed
from render_site import read_site, render_site, site_of
from strange_site import strange_site

from sitegen.render.theme.assets import read_assets
from sitegen.render.theme.environment import template_folders, theme_folder
from sitegen.render.theme.lengths import rules

CSS = ".q{background:url(fonts/a.woff2)}"


def theme(folder: Path, css: str = CSS, font: bytes = b"font") -> Path:
    """A tiny theme."""
    (folder / "assets" / "fonts").mkdir(parents=True, exist_ok=True)
    (folder / "assets" / "style.css").write_text(css)
    for name in ("app.js", "briefing.js", "quotes.js", "search.js"):
        (folder / "assets" / name).write_text("1")
    (folder / "assets" / "mark.svg").write_text("<svg/>")
    (folder / "assets" / "fonts" / "a.woff2").write_bytes(font)
    return folder


def test_a_name_changes_with_its_content_and_with_the_fonts_that_it_names(tmp_path: Path) -> None:
    """A browser may keep an asset for ever."""
    one = read_assets([theme(tmp_path)])
    assert read_assets([theme(tmp_path)]).style == one.style
    assert read_assets([theme(tmp_path, CSS + "p{}")]).style != one.style
    assert read_assets([theme(tmp_path, CSS, b"other")]).style != one.style


def test_the_stylesheet_names_the_fonts_as_they_are_named(tmp_path: Path) -> None:
    """Every file that a stylesheet asks for is among the assets."""
    assets = read_assets([theme(tmp_path)])
    files = {str(o.path): o.content for o in assets.outputs}
    (font,) = re.findall(rb"url\((.*?)\)", files[assets.style])
    assert f"assets/{font.decode()}" in files


def served(folder: Path, css: str) -> str:
    """A stylesheet as readers get it, without the rules that sitegen adds."""
    assets = read_assets([theme(folder, css)])
    (content,) = (o.content.decode() for o in assets.outputs if f"{o.path}" == assets.style)
    return content[: content.index(rules().strip()[:20])]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/* of names */\n\na{}\n", "\na{}"),
        ("a{color:red} /* loud */\nb{}\n", "a{color:red}b{}"),
        ("a /* not a.b */.b{}\n", "a\n.b{}"),
        ("a/**/.b{}\n", "a/**/.b{}"),
        ("a{\n  color:red;\n\n  top:0\n}\n", "a{color:red;top:0\n}"),
        ("a,\nb\n.c{}\n", "a,b\n.c{}"),
        ('p::before{content:" /* no remark */ "}\n', 'p::before{content:" /* no remark */ "}'),
        ('p::before{content:"a;\\\n  b"}\n', 'p::before{content:"a;\\\n  b"}'),
        ("/*! Licence,\nin lines */\na{}\n", "/*! Licence,\nin lines */\na{}"),
        ("a{} /* never closed", "a{} /* never closed"),
    ],
)
def test_remarks_are_not_sent_to_readers(tmp_path: Path, written: str, sent: str) -> None:
    """A stylesheet means the same without them; what only looks like one stays."""
    assert served(tmp_path, written) == sent


def test_a_sites_own_asset_wins(tmp_path: Path) -> None:
    """File by file: the site's script with the theme's styles."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "app.js").write_text("own")
    assets = read_assets(template_folders(tmp_path))
    files = {str(o.path): o.content for o in assets.outputs}
    assert files[assets.script] == b"own"
    assert len(files[assets.style]) > 1000


def test_fonts_ship_with_their_licences(site: Mapping[str, bytes]) -> None:
    """Wherever a font goes, its licence goes too."""
    assert {"assets/fonts/OFL-Newsreader.txt", "assets/fonts/OFL-SchibstedGrotesk.txt"} <= set(site)
    assert sum(path.endswith(".woff2") for path in site) == 4


def test_fonts_can_be_turned_off() -> None:
    """No font file, no rule that asks for one, no early load."""
    index, docs, config = read_site()
    files = {str(o.path): o.content for o in render_site(index, docs, replace(config, webfonts=False))}
    assert not any(path.endswith(".woff2") for path in files)
    (css,) = (content for path, content in files.items() if path.endswith(".css"))
    assert b"url(" not in css
    assert not parsed(files["index.html"]).xpath("//link[@rel='preload']")


@pytest.mark.parametrize(
    ("name", "raw", "packed"),
    [
        ("style.css", 40_000, 10_000),
        ("app.js", 2_000, 1_000),
        ("briefing.js", 8_000, 3_000),
        ("quotes.js", 8_000, 3_000),
        ("search.js", 10_000, 4_000),
    ],
)
def test_budget_of_styles_and_script(name: str, raw: int, packed: int) -> None:
    """A reader on a slow line gets the page soon."""
    content = (theme_folder() / "assets" / name).read_bytes()
    stem, _, suffix = name.partition(".")
    (sent,) = (
        o.content
        for o in read_assets([theme_folder()]).outputs
        if o.path.name.startswith(f"{stem}.") and o.path.suffix == f".{suffix}"
    )
    for each in (content, sent):
        assert len(each) <= raw
        assert len(gzip.compress(each, 9)) <= packed


@pytest.mark.parametrize("name", ["port-talks", "dense"])
def test_budget_of_a_page(name: str) -> None:
    """At most 80 kB for a thousand words, 18 kB packed, however dense an article is."""
    index, docs, config = read_site() if name == "port-talks" else site_of(strange_site())
    files = {str(o.path): o.content for o in render_site(index, docs, config)}
    content = files[f"briefings/{name}/index.html"]
    thousands = max(1, len(files[f"briefings/{name}/index.txt"].split()) / 1000)
    assert len(content) <= 80_000 * thousands
    assert len(gzip.compress(content, 9)) <= 18_000 * thousands


def test_nothing_blocks_the_first_paint(site: Mapping[str, bytes]) -> None:
    """The only script files are deferred; the inline one is a line."""
    for path, tree in pages(site):
        for script in tree.xpath("//script[@src]"):
            assert script.get("defer") is not None, path
        inline = [s.text for s in tree.xpath("//script[not(@src) and not(@type)]")]
        assert all(len(text) < 120 for text in inline), path
