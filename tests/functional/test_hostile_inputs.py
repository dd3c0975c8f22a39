"""Every input of tests/cases/hostile.yaml: what somebody may try, and that nothing comes of it."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from hostile_inputs import Hostile, hostile_inputs
from preview_site import PatternAnnotator, annotate_with, write_site

from sitegen.building.pipeline import Site
from sitegen.config import parse_config
from sitegen.diagnostics import SitegenError
from sitegen.model.report import BuildReport
from sitegen.serve.preview import Preview
from sitegen.serve.server import application, is_ours

INPUTS = hostile_inputs()
SCHEMES = ("ftp:", "http:", "https:", "mailto:", "sms:", "tel:")
ADDRESSES = (
    "href",
    "src",
    "srcset",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "ping",
    "xlink:href",
)
_OF_THEME = re.compile(r"(\.\./)*assets/[\w-]+\.\w+\.js|/assets/[\w-]+\.\w+\.js")
FORBIDDEN = {
    "iframe", "object", "embed", "applet", "base", "frame", "frameset", "style", "portal", "template",
    "noscript", "math",
}  # fmt: skip


def of(*kinds: str) -> list[Hostile]:
    """The inputs of these kinds."""
    return [each for each in INPUTS if each.kind in kinds]


def named(each: Hostile) -> str:
    """For the test's name."""
    return f"{each.kind}: {each.title}"


@dataclass(frozen=True)
class Built:
    """A site of one article for each input."""

    site: Path
    report: BuildReport
    numbers: dict[str, int]

    def page(self, each: Hostile) -> lxml.html.HtmlElement:
        """The article's page."""
        file = self.site / "output" / "briefings" / f"case-{self.numbers[named(each)]}" / "index.html"
        return lxml.html.fromstring(file.read_bytes())

    def codes(self, each: Hostile) -> set[str]:
        """What is said of the article."""
        path = f"content/case-{self.numbers[named(each)]}.md"
        return {d.code for d in self.report.diagnostics if d.location and str(d.location.path) == path}


def build(site: Path, inputs: list[Hostile], settings: str) -> Built:
    """An article for each, in one build."""
    write_site(site, 0)
    with (site / "sitegen.toml").open("a", encoding="utf-8") as config:
        config.write(settings)
    for number, each in enumerate(inputs):
        article = f"---\ntitle: Case {number}\n---\n{each.text}\n"
        if each.kind == "front":
            title = "" if each.text.startswith("title:") else f"title: Case {number}\n"
            article = f"---\n{title}{each.text}\n---\nNora Vell spoke to Tom Askew.\n"
        if each.kind == "note":
            entry = f"---\nname: Ann Case{number}\n---\n{each.text}\n"
            (site / "content" / "entities").mkdir(exist_ok=True)
            (site / "content" / "entities" / f"ann-case{number}.md").write_text(entry, "utf-8")
            article = f"---\ntitle: Case {number}\n---\nAnn Case{number} spoke.\n"
        (site / "content" / f"case-{number}.md").write_text(article, "utf-8")
    return Built(site, Site.load(site).build(), {named(each): n for n, each in enumerate(inputs)})


@pytest.fixture(scope="module", params=["text", "safe"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """With tags shown as text, and with safe tags obeyed; names are found by a pattern, without a model."""
    with pytest.MonkeyPatch.context() as patch:
        annotate_with(patch, PatternAnnotator())
        settings = f'[markdown]\nhtml = "{request.param}"\n'
        yield build(tmp_path_factory.mktemp("hostile"), of("body", "front", "note"), settings)


def harm(page: lxml.html.HtmlElement) -> list[str]:
    """What a page does that no page may."""
    found = []
    for element in page.iter():
        if not isinstance(element.tag, str):
            found.append(f"a comment or instruction: {element.text}")
            continue
        tag = element.tag.lower()
        if tag in FORBIDDEN or (tag == "meta" and element.get("http-equiv")):
            found.append(f"<{tag}>")
        if tag == "script" and not (_OF_THEME.fullmatch(element.get("src", "")) or _is_theme(element)):
            found.append(f"a script: {element.text}")
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"style", "srcdoc"}:
                found.append(f"{name}={value}")
            if name in ADDRESSES and not _is_harmless(tag, name, value):
                found.append(f"<{tag} {name}={value}>")
    return found


def _is_theme(script: lxml.html.HtmlElement) -> bool:
    """The one line in pages, and data that is not run."""
    return script.get("type") == "application/ld+json" or "localStorage" in (script.text or "")


def _is_harmless(tag: str, name: str, value: str) -> bool:
    """A link may lead elsewhere by a few schemes; what is loaded is the site's own."""
    plain = re.sub(r"[\x00-\x20]+", "", value).replace("\\", "/").lower()
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", plain)
    if (tag, name) == ("a", "href"):
        return not scheme or scheme.group() in SCHEMES
    return not scheme and not plain.startswith("//")


@pytest.mark.parametrize("each", [i for i in of("body", "front", "note") if not i.code], ids=named)
def test_it_is_published_and_does_no_harm(built: Built, each: Hostile) -> None:
    """The article is there, with words and tags as text or left out; so is every other page."""
    assert harm(built.page(each)) == []
    note = built.site / "output" / "entities" / f"ann-case{built.numbers[named(each)]}" / "index.html"
    if each.kind == "note":
        assert harm(lxml.html.fromstring(note.read_bytes())) == []


@pytest.mark.parametrize("each", [i for i in of("body", "front") if i.code], ids=named)
def test_it_is_refused_and_told(built: Built, each: Hostile) -> None:
    """By the code that the list names, at the article's file."""
    assert each.code in built.codes(each)


def test_no_page_does_harm(built: Built) -> None:
    """Lists, topics, pages of people: everything that was made of all that; and nothing lies elsewhere."""
    pages = list((built.site / "output").rglob("*.html"))
    assert len(pages) > len(of("body"))
    moved = [p for p in pages if b'http-equiv="refresh"' in p.read_bytes()]
    found = {str(p): harm(lxml.html.fromstring(p.read_bytes())) for p in pages if p not in moved}
    assert {page: each for page, each in found.items() if each} == {}
    assert sorted(p.name for p in built.site.iterdir()) == [".cache", "content", "output", "sitegen.toml"]
    assert not (built.site.parent / "evil").exists()


HARM = (
    "<b onclick=x>", "<script>x</script>", "<img src=//x>", "<a href=' java\nscript:x'>", "<p style=x>",
    "<iframe>", "<img src='/\\x'>", "<base href=x>", "<meta http-equiv=refresh>", "<!-- x -->",
)  # fmt: skip


def test_what_does_harm_is_noticed() -> None:
    """Each rule, seen failing."""
    for text in HARM:
        assert harm(lxml.html.fromstring(f"<div>{text}</div>")), text


@pytest.mark.parametrize("each", of("config"), ids=named)
def test_settings_are_refused(each: Hostile) -> None:
    """Before anything is read or written."""
    with pytest.raises(SitegenError) as caught:
        parse_config(each.text)
    assert each.code in {d.code for d in caught.value.diagnostics}


@pytest.mark.parametrize("each", of("host"), ids=named)
def test_other_names_are_not_answered(each: Hostile) -> None:
    """A page on the web may have its name point here; what it is called tells."""
    host = each.text
    host = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    assert not is_ours(host, "127.0.0.1")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Preview:
    """An output folder with what must not be seen in it and beside it."""
    top = tmp_path_factory.mktemp("served")
    (top / "secret.txt").write_text("secret")
    output = top / "output"
    for name in (".git/config", ".hidden", ".sitegen-manifest.json"):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text("secret")
    (output / "about").mkdir()
    (output / "about" / "index.html").write_text("about")
    (output / "index.html").write_text("front")
    (output / "out.txt").symlink_to("../secret.txt")
    (output / "out").symlink_to("..")
    preview = Preview(output)
    preview.publish(())
    return preview


@pytest.mark.parametrize("each", of("path"), ids=named)
def test_no_path_leads_out(served: Preview, each: Hostile) -> None:
    """Sent as it is, with no browser to tidy it."""
    raw = each.text.encode() if each.text.startswith("/") else b"/" + each.text.encode()
    sent: list[dict[str, object]] = []

    async def ask() -> None:
        scope = {
            "type": "http", "method": "GET", "path": unquote(raw.decode(), errors="replace"), "raw_path": raw,
            "query_string": b"", "headers": [(b"host", b"127.0.0.1")], "scheme": "http", "root_path": "",
            "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 1), "http_version": "1.1",
        }  # fmt: skip

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        await application(served, "127.0.0.1")(scope, receive, send)

    asyncio.run(ask())
    assert sent[0]["status"] == 404
    assert b"secret" not in b"".join(bytes(m.get("body", b"")) for m in sent)
    assert not any(name == b"x-evil" for name, _ in sent[0]["headers"])  # type: ignore[attr-defined]


def test_there_are_two_hundred() -> None:
    """And no two of one name."""
    assert len({named(each) for each in INPUTS}) == len(INPUTS) >= 200


def test_the_table_in_the_documentation_is_the_list() -> None:
    """`tools/hostile.py` has been called since the list was changed."""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "tools/hostile.py", "--check"], cwd=root, check=False)
    assert done.returncode == 0
