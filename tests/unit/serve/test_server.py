"""The preview over HTTP: who is answered, with what, and how fresh."""

import asyncio
import socket

import httpx
import pytest
from starlette.requests import Request

from sitegen.diagnostics import SitegenError
from sitegen.serve.elsewhere import Elsewhere
from sitegen.serve.preview import Preview
from sitegen.serve.server import (
    application,
    is_ours,
    listening_socket,
    open_to_others,
    page_response,
    url_of,
)

PAGE = b"<!doctype html><body>Text</body>"


class Client:
    """One request at a time to an application in this process."""

    def __init__(self, preview: Preview) -> None:
        self.preview, self._app = preview, application(preview, "127.0.0.1")

    def request(self, method: str, path: str, **options) -> httpx.Response:
        """Send it and wait for the answer."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
                return await client.request(method, path, **options)

        return asyncio.run(ask())

    def get(self, path: str, **options) -> httpx.Response:
        """A GET request."""
        return self.request("GET", path, **options)


@pytest.fixture
def client(tmp_path):
    """A client of a preview with a page and a stylesheet, bound to this computer."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_bytes(PAGE)
    (tmp_path / "x.css").write_bytes(b"p{}")
    preview = Preview(tmp_path)
    preview.publish(())
    return Client(preview)


class TestPages:
    def test_a_page_gets_the_script_and_the_file_does_not(self, client, tmp_path):
        """The script is added on the way out."""
        answer = client.get("/a/")
        assert answer.status_code == 200
        assert b'<script src="/__sitegen/preview.js"' in answer.content
        assert (tmp_path / "a" / "index.html").read_bytes() == PAGE

    def test_other_files_are_sent_as_they_are(self, client):
        """Byte for byte, with their type."""
        answer = client.get("/x.css")
        assert (answer.content, answer.headers["content-type"]) == (b"p{}", "text/css; charset=utf-8")

    def test_the_page_of_a_line_is_named_as_the_browser_has_it(self, client):
        """Letters that a URL cannot have come coded; the file on the disk has them as they are."""
        asked = []

        async def stream(page, digest, skeleton):
            asked.append((page, digest, skeleton))
            yield ": \n\n"

        client.preview.stream = stream
        client.get("/__sitegen/events", params={"page": "/caf%C3%A9/", "digest": "d", "skeleton": "s"})
        assert asked == [("/café/", "d", "s")]

    def test_a_slash_is_added(self, client):
        """So that relative links work; the query stays."""
        answer = client.get("/a?q=1")
        assert (answer.status_code, answer.headers["location"]) == (307, "/a/?q=1")

    def test_not_found(self, client):
        """With the script too: the page appears when it is made."""
        answer = client.get("/none/")
        assert answer.status_code == 404
        assert b"preview.js" in answer.content

    def test_an_address_that_was_left_leads_on(self, client):
        """As long as something stands there, and nothing at the old one; also below the site's own root."""
        known = Elsewhere("/news/", {"b/": "a/", "c/": "d/", "a/": "b/"})
        client.preview.publish((), elsewhere=known)
        for path in "/b/", "/news/a/":
            answer = client.get(path)
            assert (answer.status_code, answer.headers["location"]) == (307, "/a/")
            assert answer.headers["cache-control"] == "no-store"
        assert client.get("/news/x.css").headers["location"] == "/x.css"
        assert [client.get(path).status_code for path in ("/a/", "/c/", "/news/none/")] == [200, 404, 404]

    def test_unchanged_is_not_sent_again(self, client, tmp_path):
        """The browser asks each time, and gets the page only if it changed."""
        tag = client.get("/a/").headers["etag"]
        assert client.get("/a/", headers={"If-None-Match": tag}).status_code == 304
        (tmp_path / "a" / "index.html").write_bytes(PAGE + b" ")
        assert client.get("/a/", headers={"If-None-Match": tag}).status_code == 200
        assert client.get("/a/").headers["cache-control"] == "no-cache"

    @pytest.mark.parametrize(
        "path", ["/../secret.txt", "/a/../../secret.txt", "/a/..\\..\\secret.txt", "//etc/passwd"]
    )
    def test_no_way_out(self, client, tmp_path, path):
        """Whatever path arrives, decoded and not tidied up by a client."""
        (tmp_path.parent / "secret.txt").write_text("x")
        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
        assert page_response(client.preview, Request(scope)).status_code == 404

    def test_the_script(self, client):
        """It is there, and it is JavaScript."""
        answer = client.get("/__sitegen/preview.js")
        assert answer.headers["content-type"].startswith("text/javascript")
        assert b"EventSource" in answer.content

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
    def test_reading_only(self, client, method):
        """Nothing can be changed over HTTP."""
        assert client.request(method, "/a/").status_code == 405

    def test_head(self, client):
        """Headers alone, on request."""
        answer = client.request("HEAD", "/a/")
        assert (answer.status_code, answer.content) == (200, b"")


class TestHosts:
    @pytest.mark.parametrize(
        "host", ["127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]:8000", "127.0.0.1"]
    )
    def test_this_computer(self, client, host):
        """By any of its own names, whatever the port."""
        assert client.get("/a/", headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize(
        "host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]", "localhost.evil"]
    )
    def test_nobody_else(self, client, host):
        """A name of the web that points here gets nothing, events included."""
        assert client.get("/a/", headers={"Host": host}).status_code == 421
        assert client.get("/__sitegen/events", headers={"Host": host}).status_code == 421

    @pytest.mark.parametrize(
        ("named", "bound", "ours"),
        [
            ("halm.local", "halm.local", True),
            ("192.168.1.5", "0.0.0.0", True),
            ("192.168.1.5", "127.0.0.1", False),
            ("evil.example", "0.0.0.0", False),
            (socket.gethostname(), "::", True),
        ],
    )
    def test_the_address_that_was_chosen(self, named, bound, ours):
        """Bound to all addresses, numbers are answered and strange names are not."""
        assert is_ours(named, bound) is ours


class TestListeningSocket:
    def test_the_next_free_port(self):
        """A taken port is no mistake."""
        first = listening_socket("127.0.0.1", 18765)
        second = listening_socket("127.0.0.1", first.getsockname()[1])
        try:
            assert second.getsockname()[1] > first.getsockname()[1]
            assert url_of(second, "127.0.0.1") == f"http://127.0.0.1:{second.getsockname()[1]}/"
        finally:
            first.close()
            second.close()

    @pytest.mark.parametrize("host", ["203.0.113.1", "no-such-host.invalid"])
    def test_an_address_that_is_not_ours(self, host):
        """One message and no traceback."""
        with pytest.raises(SitegenError, match=rf"error\[serve-address\]: cannot listen on {host}: "):
            listening_socket(host, 8000)

    @pytest.mark.parametrize(
        ("host", "shown"), [("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("localhost", "localhost")]
    )
    def test_what_to_type(self, host, shown):
        """The address that is printed can be opened."""
        with socket.socket() as made:
            made.bind(("127.0.0.1", 0))
            assert url_of(made, host) == f"http://{shown}:{made.getsockname()[1]}/"


class TestPolicy:
    def test_pages_have_the_strict_one(self, client):
        """The search alone may run WebAssembly; a site may do without."""
        policy = client.get("/a/").headers["content-security-policy"]
        assert policy.startswith("default-src 'self'; ")
        assert "unsafe" not in policy
        search = client.get("/search/").headers["content-security-policy"]
        assert search == policy.replace("; object-src", " 'wasm-unsafe-eval'; object-src")
        assert "content-security-policy" not in client.get("/x.css").headers
        client.preview.strict = False
        assert "content-security-policy" not in client.get("/a/").headers

    def test_its_own_pages_keep_to_it(self, client):
        """Their style is a file."""
        page = client.get("/none/")
        assert b"<style" not in page.content
        assert b"href=/__sitegen/own.css" in page.content
        assert client.get("/__sitegen/own.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("localhost", False), ("0.0.0.0", True)])
def test_who_else_can_read_is_told(host, warned):
    """Drafts go to whoever can ask."""
    with listening_socket(host, 8850) as made:
        found = open_to_others(made)
    assert bool(found) == warned
    if found:
        assert found.code == "serve-open"
        assert "drafts" in found.message
