"""The desk over HTTP: its script for the browser, and the one place of the preview that writes.

In: a `Desk`. Out: routes. A request counts only from this computer, to a name of the loopback address, with
the token of this run, and to write only from a page of this very server, as JSON of a bounded size. The token
stands in the pages that the preview sends, which no page of another origin can read.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sitegen.desk.acting import Desk
from sitegen.desk.requests import LONGEST, RefusedActionError, read_request
from sitegen.diagnostics import SitegenError

HOME = "/__sitegen/desk/"
TOKEN = "x-sitegen-token"  # noqa: S105 - a header's name
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_NEVER_KEPT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
Answer = Callable[[Request], Any]


class DeskServer:
    """The routes of one run, with its token."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.token = secrets.token_urlsafe(32)
        folder = Path(__file__).parent / "assets" / "desk"
        self._files = {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}

    def script(self) -> bytes:
        """What a page gets that is to have a desk."""
        return f'<script type="module" src="{HOME}desk.js" data-token="{self.token}"></script>'.encode()

    def routes(self) -> list[BaseRoute]:
        """For the server's application, before those of pages."""
        return [
            Route(f"{HOME}article", self._answering(self._article), methods=["GET"]),
            Route(f"{HOME}queue", self._answering(self._queue), methods=["GET"]),
            Route(f"{HOME}names", self._answering(self._names), methods=["GET"]),
            Route(f"{HOME}act", self._answering(self._act), methods=["POST"]),
            Route(f"{HOME}undo", self._answering(self._undo), methods=["POST"]),
            Route(f"{HOME}redo", self._answering(self._redo), methods=["POST"]),
            Route(HOME + "{name}", self._file, methods=["GET"]),
        ]

    async def _file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._files:
            return Response(status_code=404)
        media_type = _TYPES.get(Path(name).suffix, "application/octet-stream")
        return Response(self._files[name], media_type=media_type, headers=_NEVER_KEPT)

    def _answering(self, work: Answer) -> Answer:
        async def answer(request: Request) -> Response:
            try:
                check_caller(request, self.token)
                found = await work(request)
            except RefusedActionError as refused:
                return _refusal([refused.message], refused.status)
            except SitegenError as error:
                lines = [
                    f"{d}" if d.location is None else f"{d.location}: {d.message}" for d in error.diagnostics
                ]
                hints = [d.hint for d in error.diagnostics if d.hint]
                return _refusal([*lines, *hints], 409)
            return JSONResponse(found, headers=_NEVER_KEPT)

        return answer

    async def _article(self, request: Request) -> Any:
        return await run_in_threadpool(self._desk.article, request.query_params.get("page", "/"))

    async def _queue(self, request: Request) -> Any:
        return await run_in_threadpool(self._desk.queue, request.query_params.get("page", "/"))

    async def _names(self, request: Request) -> Any:
        return await run_in_threadpool(self._desk.names, request.query_params.get("typed", ""))

    async def _act(self, request: Request) -> Any:
        asked = read_request(await _body(request))
        return await run_in_threadpool(self._desk.act, asked)

    async def _undo(self, request: Request) -> Any:
        return await run_in_threadpool(self._desk.undo, read_request(await _body(request)).page)

    async def _redo(self, request: Request) -> Any:
        return await run_in_threadpool(self._desk.redo, read_request(await _body(request)).page)


def _refusal(lines: list[str], status: int) -> Response:
    return JSONResponse({"refused": " ".join(lines)}, status, headers=_NEVER_KEPT)


def check_caller(request: Request, token: str) -> None:
    """Raises `RefusedActionError` unless a page of this server, on this computer, in this run, asks."""
    client = request.client.host if request.client else ""
    if not _is_loopback(client) or request.url.hostname not in LOOPBACK:
        raise RefusedActionError("the desk is only for this computer", 403)
    if request.method != "GET" and request.headers.get("origin") != f"http://{request.headers.get('host')}":
        raise RefusedActionError("the desk takes nothing from pages of another origin", 403)
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise RefusedActionError("the desk takes nothing from pages of another origin", 403)
    if not hmac.compare_digest(request.headers.get(TOKEN, "").encode(), token.encode()):
        raise RefusedActionError("the preview was started anew; load the page again", 403)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


async def _body(request: Request) -> bytes:
    """Raises `RefusedActionError` for what is too long or no JSON, before it is read whole."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RefusedActionError("the desk takes JSON", 415)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise RefusedActionError("this is too much for one correction", 413)
    return bytes(body)
