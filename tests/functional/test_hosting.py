"""What docs/hosting.md tells to copy is right: files parse, nginx takes its blocks and serves every link."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import socket
import subprocess
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
import preview_site
import pytest
import yaml
from headers import headers_of
from html_reading import parsed
from preview_site import PatternAnnotator, annotate_with
from render_site import read_site, render_site

from sitegen.building.pipeline import Site
from sitegen.config import parse_config
from sitegen.serve.policy import policy_for

ROOT = Path(__file__).parents[2]
HOSTING = (ROOT / "docs" / "hosting.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", HOSTING, re.MULTILINE | re.DOTALL)
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
HEADERS = headers_of(HOSTING)
POLICIES = {
    place: dict(values)["Content-Security-Policy"]
    for place, values in HEADERS.items()
    if place != "/assets/*"
}
KEPT = "public, max-age=31536000, immutable"


def blocks(language: str) -> list[str]:
    """The page's code blocks in one language."""
    return [text for name, text in BLOCKS if name == language]


class TestFiles:
    def test_the_workflow_of_github(self) -> None:
        """It is YAML with the jobs, the rights and the folders that Pages needs; annotations are kept."""
        (text,) = blocks("yaml")
        flow = yaml.safe_load(text)
        assert flow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
        steps = flow["jobs"]["build"]["steps"]
        used = [step.get("uses", "").partition("@")[0] for step in steps]
        assert used.index("actions/cache") < next(
            number for number, step in enumerate(steps) if step.get("run") == "sitegen build"
        )
        options = {step["uses"].partition("@")[0]: step.get("with", {}) for step in steps if "uses" in step}
        assert options["actions/cache"]["path"] == ".cache"
        assert options["actions/upload-pages-artifact"]["path"] == "output"
        assert flow["jobs"]["deploy"]["needs"] == "build"
        assert flow["jobs"]["deploy"]["environment"]["name"] == "github-pages"

    def test_what_is_fetched_is_pinned(self) -> None:
        """Actions to commits, libraries to hashes, sitegen to a commit, and nothing besides."""
        used = re.findall(r"^ *- uses: (\S+)(.*)$|^ +uses: (\S+)(.*)$", HOSTING, re.MULTILINE)
        named = [(a or c, b or d) for a, b, c, d in used]
        assert len(named) == HOSTING.count("uses: actions/") == 5
        for action, behind in named:
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action)
            assert re.match(r"  # v\d+\.\d+\.\d+", behind)
        installs = re.findall(r"pip install ([^\n\"`&]+)", HOSTING)
        assert {each.strip() for each in installs} == {
            "--require-hashes -r requirements.txt",
            "--no-deps --no-build-isolation -r sitegen.txt",
        }
        lock = (ROOT / "requirements.lock").read_text("utf-8")
        assert {"hatchling", "editables"} <= set(re.findall(r"^([\w-]+)==", lock, re.MULTILINE))
        assert all("--hash=sha256:" in each for each in re.split(r"\n(?=\w)", lock))

    def test_every_toml(self) -> None:
        """Each parses; one is a site's configuration, one Netlify's, one Cloudflare's."""
        site, netlify, cloudflare = blocks("toml")
        assert parse_config(site).site.base_url.startswith("https://")
        settings = tomllib.loads(netlify)
        assert settings["build"]["publish"] == "output"
        assert settings["build"]["command"].endswith("sitegen build")
        policy, assets = settings["headers"]
        assert policy == {"for": "/*", "values": {"Content-Security-Policy": POLICIES["/search/*"]}}
        assert assets == {"for": "/assets/*", "values": {"Cache-Control": KEPT}}
        assert tomllib.loads(cloudflare)["pages_build_output_dir"] == "output"

    def test_the_headers_say_the_same_everywhere(self) -> None:
        """Assets are kept for ever by every host that can be told."""
        assert HOSTING.count(KEPT) == 4
        assert HEADERS["/assets/*"] == [("Cache-Control", KEPT)]

    def test_the_policy_says_the_same_everywhere(self) -> None:
        """Strict, with the hash of the one line in pages, and WebAssembly for the search alone."""
        line = re.findall(r"<script>(.*?)</script>", (ROOT / "templates" / "base.html").read_text())[0]
        digest = base64.b64encode(hashlib.sha256(line.encode()).digest()).decode()
        policy, search = POLICIES["/*"], POLICIES["/search/*"]
        assert policy.startswith(f"default-src 'self'; script-src 'self' 'sha256-{digest}'; ")
        assert "unsafe" not in policy
        assert search == policy.replace("; object-src", " 'wasm-unsafe-eval'; object-src")
        assert (policy_for("/"), policy_for("/search/")) == (policy, search), "the preview's"
        assert HEADERS["/search/*"][0] == ("!", "Content-Security-Policy")
        named = re.findall(r"default-src[^\"\n]*", HOSTING)
        assert sorted(named) == sorted([policy] * 2 + [search] * 3)

    def test_the_default_folders_are_named(self) -> None:
        """The examples publish what a site without settings writes."""
        assert parse_config("").output.folder == "output"
        assert parse_config("").static.folder == "static"


def _wait_for(port: int) -> None:
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


@contextmanager
def serving(server: str, folder: Path) -> Iterator[str]:
    """The address at which nginx serves with this server block, made to run without rights."""
    if NGINX is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("nginx is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};")
    scratch = folder / "nginx"
    scratch.mkdir()
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {scratch}/{kind};\n" for kind in kinds)
    (scratch / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; error_log {scratch}/error.log; pid {scratch}/pid;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{server}}}\n"
    )
    # workers of a server that root starts are nobody, who may not read a temporary folder
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    command = [NGINX, "-p", str(scratch), "-c", f"{scratch}/nginx.conf", *user]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            running.terminate()


def write_site(folder: Path, base_url: str) -> Path:
    """The small site with this address."""
    index, docs, config = read_site()
    for output in render_site(index, docs, replace(config, site=replace(config.site, base_url=base_url))):
        path = folder / "output" / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.content)
    return folder / "output"


def follow_all(start: str) -> int:
    """Read every page that can be reached; every link of the site leads somewhere. Says how many pages."""
    waiting, seen = [start], {start}
    pages = 0
    with httpx.Client() as client:
        while waiting:
            address = waiting.pop()
            answer = client.get(address)
            assert answer.status_code == 200, address
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            pages += 1
            page = parsed(answer.content)
            for link in page.xpath("//@href | //@src"):
                target = urldefrag(urljoin(address, link)).url
                if target.startswith(start) and target not in seen:
                    seen.add(target)
                    waiting.append(target)
    return pages


def check_site(start: str) -> None:
    """Caching, types, redirects and the page for missing addresses, at any depth."""
    assert follow_all(start) > 15
    home = httpx.get(start)
    assert home.headers["cache-control"] == "no-cache"
    if not urlsplit(start).path.strip("/"):  # the block for a path says nothing of policies
        assert home.headers["content-security-policy"] == POLICIES["/*"]
        search = httpx.get(f"{start}search/")
        assert search.headers["content-security-policy"] == POLICIES["/search/*"]
        assert search.headers["cache-control"] == "no-cache"
    style = urljoin(start, parsed(home.content).xpath("//link[@rel='stylesheet']/@href")[0])
    assert httpx.get(style).headers["cache-control"] == KEPT
    table = httpx.get(f"{start}briefings/port-talks/quotes.csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    moved = httpx.get(f"{start}briefings/port-talks")
    assert moved.status_code == 301
    assert urljoin(start, moved.headers["location"]) == f"{start}briefings/port-talks/"
    for missing in ("nothing", "briefings/nothing/at/all/", "entities/nobody.html"):
        answer = httpx.get(start + missing)
        assert answer.status_code == 404
        page = parsed(answer.content)
        assert page.xpath("string(//h1)") == "Page not found"
        links = page.xpath("//link[@rel='stylesheet']/@href | //script/@src | //a[not(@class='skip')]/@href")
        assert len(links) > 5
        for link in links:
            assert httpx.get(urljoin(start + missing, link)).status_code == 200, (missing, link)


@pytest.mark.parametrize("base_url", ["https://example.org/", ""])
def test_nginx_at_a_domains_root(tmp_path: Path, base_url: str) -> None:
    """The block as it is printed, with and without an address in the configuration."""
    output = write_site(tmp_path, base_url)
    server = blocks("nginx")[0].replace("/srv/news/output", str(output))
    with serving(server, tmp_path) as start:
        check_site(start)


def test_nginx_under_a_path(tmp_path: Path) -> None:
    """The second block, inside a server with the first one's lines from `include` to `absolute_redirect`."""
    output = write_site(tmp_path, "https://example.org/news/")
    whole, inside = blocks("nginx")
    shared = re.search(r"^ *include.*absolute_redirect off;$", whole, re.MULTILINE | re.DOTALL)
    assert shared
    inside = inside.replace("/srv/news/output", str(output))
    with serving(f"server {{\nlisten 80;\n{shared.group()}\n{inside}}}\n", tmp_path) as start:
        moved = httpx.get(f"{start}news")
        assert (moved.status_code, moved.headers["location"]) == (301, "/news/")
        check_site(f"{start}news/")


COPIES = """
server {{
    listen 80;
    root {root};
    include /etc/nginx/mime.types;
    gzip_static on;
}}
"""


def test_nginx_serves_the_copies_that_a_site_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The very bytes of the copy, to whoever takes gzip; the page to all others."""
    annotate_with(monkeypatch, PatternAnnotator())
    site = preview_site.write_site(tmp_path / "site", 2)
    with (site / "sitegen.toml").open("a", encoding="utf-8") as file:
        file.write('[output]\nprecompressed = ["gz"]\n')
    output = Site.load(site).build().output
    with serving(COPIES.format(root=output), tmp_path) as start:
        with httpx.stream("GET", start, headers={"accept-encoding": "gzip"}) as answer:
            assert answer.headers["content-encoding"] == "gzip"
            assert b"".join(answer.iter_raw()) == (output / "index.html.gz").read_bytes()
        plain = httpx.get(start, headers={"accept-encoding": "identity"})
        assert "content-encoding" not in plain.headers
        assert plain.content == (output / "index.html").read_bytes()
