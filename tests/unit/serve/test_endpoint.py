"""The writing endpoint: who is refused, and that nothing is written then."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from desk_site import PAGE, AtTheDesk, write_site

from sitegen.serve.endpoint import TOKEN, DeskServer
from sitegen.serve.preview import Preview
from sitegen.serve.server import application

HOME = "http://127.0.0.1:8000"


class Browser:
    """A page of the preview that asks the desk."""

    def __init__(self, folder: Path, bound: str = "127.0.0.1") -> None:
        self.editor = AtTheDesk(write_site(folder))
        self.server = DeskServer(self.editor.desk)
        preview = Preview(folder / "output")
        preview.publish(())
        self.app = application(preview, bound, self.server)
        self.headers = {"Origin": HOME, TOKEN: self.server.token, "Content-Type": "application/json"}

    def ask(self, method: str, path: str, *, client: str = "127.0.0.1", **options: Any) -> httpx.Response:
        """One request."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, client=(client, 4000))
            async with httpx.AsyncClient(transport=transport, base_url=HOME) as http:
                return await http.request(method, path, **options)

        return asyncio.run(ask())

    def body(self, **other: Any) -> dict[str, Any]:
        """A correction that is right."""
        view = self.editor.view
        return {
            "page": PAGE, "do": "quotation", "at": self.editor.at("“Nobody asked us,”"),
            "text": view["digest"], "seen": view["seen"], "want": {"speaker": ["Tom Askew"]},
            "by": "Nora Vell",
        } | other  # fmt: skip

    def act(self, body: Any = None, headers: dict[str, str] | None = None, **options: Any) -> httpx.Response:
        """Send a correction."""
        content = (
            body if isinstance(body, (bytes, str)) else json.dumps(self.body() if body is None else body)
        )
        sent = {k: v for k, v in (self.headers | (headers or {})).items() if v}
        return self.ask("POST", "/__sitegen/desk/act", content=content, headers=sent, **options)


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """A browser at the desk."""
    return Browser(tmp_path)


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """One for all that is refused: nothing of it is ever written."""
    return Browser(tmp_path_factory.mktemp("refused"))


def test_a_correction_is_written(browser: Browser) -> None:
    """By the page of this server, with its token."""
    answer = browser.act()
    assert answer.status_code == 200, answer.text
    assert "speaker: Tom Askew" in browser.editor.said()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://127.0.0.1:9000"}, 403),
        ({"Origin": "https://127.0.0.1:8000"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 421),
        ({"Host": "192.168.0.9:8000", "Origin": "http://192.168.0.9:8000"}, 421),
        ({TOKEN: ""}, 403),
        ({TOKEN: "guess"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_who_is_refused(refused: Browser, headers: dict[str, str], status: int) -> None:
    """Another origin, another host, no token, a form: with a reason, and nothing is written."""
    answer = refused.act(headers=headers)
    assert answer.status_code == status
    assert not refused.editor.file.exists()


def test_another_computer_is_refused(tmp_path: Path) -> None:
    """Also where the preview is bound to every address, and knows the token."""
    browser = Browser(tmp_path, bound="0.0.0.0")
    there = {"Host": "192.168.0.9:8000", "Origin": "http://192.168.0.9:8000"}
    assert browser.act(headers=there).status_code == 403
    assert browser.act(client="192.168.0.7").status_code == 403
    assert browser.ask("GET", f"/__sitegen/desk/article?page={PAGE}", client="192.168.0.7").status_code == 403
    assert not browser.editor.file.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b"null", b"\xff\xfe", b"[" * 30_000, "not json",
        {"do": "delete"}, {"do": "quotation", "extra": 1}, {"want": {"shell": "rm"}}, {"at": "all"},
        {"at": [[5, 5]]}, {"at": [[-1, 5]]}, {"at": [[0, 10**9]]}, {"at": []}, {"at": [[0, 3]] * 500},
        {"want": {}}, {"want": {"kind": "shouted"}}, {"want": {"speaker": "Tom"}},
        {"want": {"speaker": ["a\nb"]}},
        {"want": {"speaker": ["x" * 501]}}, {"want": {"remove": "yes"}}, {"text": "0"}, {"seen": "0"},
        {"do": "mention", "want": {"type": "date"}}, {"do": "date", "want": {"value": "tomorrow"}},
        {"do": "entity", "entity": "../../../etc/passwd", "want": {"note": "x"}},
        {"do": "entity", "entity": "tom-askew", "want": {}},
        {"do": "entity", "entity": "tom-askew", "want": {"same_as": "../x"}},
        {"do": "approve", "by": " "}, {"do": "line", "want": {"text": "x"}},
    ],
)  # fmt: skip
def test_what_is_no_correction(refused: Browser, body: Any) -> None:
    """Refused with a line of words; nothing is written anywhere."""
    before = sorted(refused.editor.file.parent.rglob("*"))
    answer = refused.act(body if isinstance(body, (bytes, str)) else refused.body(**body))
    assert answer.status_code in {400, 409}, answer.text
    assert answer.json()["refused"]
    assert sorted(refused.editor.file.parent.rglob("*")) == before


@pytest.mark.parametrize(
    "page", ["/../../etc/passwd", "/briefings/../talks", "/content/talks", "talks/", "/%2e%2e/x/", "", "/"]
)
def test_no_way_out(refused: Browser, page: str) -> None:
    """A page is one of the site's articles, or none."""
    assert refused.act(refused.body(page=page)).status_code == 404
    assert not refused.editor.file.exists()


def test_too_long(refused: Browser) -> None:
    """Refused before it is read whole."""
    assert refused.act(b"x" * (64 * 1024 + 1)).status_code == 413
    assert not refused.editor.file.exists()


def test_reading_needs_the_token_too(browser: Browser) -> None:
    """A page of another origin learns nothing of a draft."""
    path = f"/__sitegen/desk/article?page={PAGE}"
    assert browser.ask("GET", path).status_code == 403
    answer = browser.ask("GET", path, headers={TOKEN: browser.server.token})
    assert answer.json()["title"] == "Talks"
    assert answer.headers["cache-control"] == "no-store"


def test_undo_and_redo(browser: Browser) -> None:
    """Over the same door."""
    browser.act()
    body = json.dumps({"page": PAGE, "do": "quotation"})
    said = browser.editor.said()
    for name, wanted in (("undo", ""), ("redo", said)):
        answer = browser.ask("POST", f"/__sitegen/desk/{name}", content=body, headers=browser.headers)
        assert answer.status_code == 200, answer.text
        assert browser.editor.said() == wanted
    refused = browser.ask(
        "POST", "/__sitegen/desk/undo", content=body, headers=browser.headers | {TOKEN: "x"}
    )
    assert refused.status_code == 403


def test_the_script_is_on_pages_of_the_preview_only(browser: Browser, tmp_path: Path) -> None:
    """With the token; no file of the output knows of it."""
    assert browser.server.token in browser.ask("GET", PAGE).text
    assert browser.ask("GET", "/__sitegen/desk/desk.js").headers["content-type"].startswith("text/javascript")
    assert browser.ask("GET", "/__sitegen/desk/../server.py").status_code == 404
    assert browser.ask("GET", "/__sitegen/desk/none.js").status_code == 404
    pages = [file for file in (tmp_path / "output").rglob("*") if file.is_file()]
    assert pages
    assert not any(b"__sitegen/desk" in file.read_bytes() for file in pages)
