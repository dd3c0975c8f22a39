"""The preview's server: the output folder over HTTP to this computer, nothing else to nobody else.

In: a `Preview`. Out: an ASGI application, and the sockets and the loop to run it. It answers only
requests that name it by an address it was started for (a page on the web could otherwise have its name
point here and read along), and only GET and HEAD, but for what the desk may write.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from urllib.parse import quote, unquote

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.serve.endpoint import DeskServer
from sitegen.serve.files import is_folder
from sitegen.serve.inject import SCRIPT, version_of, with_script
from sitegen.serve.patience import ImpatientProtocol
from sitegen.serve.policy import policy_for
from sitegen.serve.preview import STYLE, Preview

EVENTS = "/__sitegen/events"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
TRIES = 50
"""Ports tried, from the wanted one up."""
_NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}
_NEVER_KEPT = {"Cache-Control": "no-store"}


class HostCheck:
    """Refuses requests whose Host header names nobody we serve."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app, self._host = app, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] == "http" and not is_ours(_host_of(scope), self._host):
            refusal = PlainTextResponse("This host is not served here.", 421)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_ours(named: str, bound: str) -> bool:
    """Whether a request for the host `named` is meant for a server bound to `bound`.

    Bound to every address, it answers to any numeric one: a hostile name cannot be a number.
    """
    named = named.lower().rstrip(".")
    if named in LOCAL or named == bound.lower():
        return True
    return bound in {"0.0.0.0", "::", ""} and (_is_address(named) or named == socket.gethostname().lower())  # noqa: S104 - compared, not bound


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _host_of(scope: Scope) -> str:
    """The Host header without its port: `[::1]:8000` is `::1`."""
    value = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"host"), "")
    if value.startswith("["):
        return value[1:].partition("]")[0]
    return value.partition(":")[0]


def application(preview: Preview, host: str, desk: DeskServer | None = None) -> Starlette:
    """The ASGI application. Without a desk nothing can be written."""
    assets = Path(__file__).parent / "assets"
    script, style = (assets / "preview.js").read_bytes(), (assets / "own.css").read_bytes()

    async def answer_script(_: Request) -> Response:
        return Response(script, media_type="text/javascript", headers=_fresh(version_of(script).digest))

    async def answer_style(_: Request) -> Response:
        return Response(style, media_type="text/css", headers=_fresh(version_of(style).digest))

    async def answer_events(request: Request) -> Response:
        asked = request.query_params
        page = unquote(asked.get("page", "/"))  # a browser's own address, as it stands in the URL
        events = preview.stream(page, asked.get("digest", ""), asked.get("skeleton", ""))
        headers = {"Cache-Control": "no-store", **_NO_SNIFFING}
        return StreamingResponse(events, media_type="text/event-stream", headers=headers)

    def answer_page(request: Request) -> Response:
        return page_response(preview, request, desk.script() if desk else b"")

    return Starlette(
        routes=[
            Route(SCRIPT, answer_script),
            Route(STYLE, answer_style),
            Route(EVENTS, answer_events),
            *(desk.routes() if desk else ()),
            Route("/{path:path}", answer_page),  # in a thread: a slow disk does not hold up events
        ],
        middleware=[Middleware(HostCheck, host=host)],
    )


def page_response(preview: Preview, request: Request, desk: bytes = b"") -> Response:
    """The file at the request's path; with the reload script, and the desk's, if it is a page."""
    path = request.scope["path"]
    if is_folder(preview.output, path):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(request.url.path + "/" + query, 307)
    if path_meant := preview.elsewhere(path):
        return RedirectResponse(quote(path_meant), 307, _NEVER_KEPT)
    status, found = preview.page(path)
    is_page = found.media_type.startswith("text/html")
    body = with_script(found.body, desk) if is_page else found.body
    headers = _fresh(version_of(body).digest)
    if is_page and preview.strict:
        headers["Content-Security-Policy"] = policy_for(path)
    if status == 200 and request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, found.media_type)


def _fresh(digest: str) -> dict[str, str]:
    """A browser may keep it but must ask each time whether it is still so."""
    return {"ETag": f'"{digest}"', "Cache-Control": "no-cache", **_NO_SNIFFING}


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket on this host and the first free port from `port` up. Raises `SitegenError`."""
    for candidate in range(port, min(port + TRIES, 65536)):
        try:
            return _bound(host, candidate)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                reason = (error.strerror or str(error)).lower()
                raise SitegenError(_cannot_listen(f"cannot listen on {host}: {reason}")) from error
    raise SitegenError(_cannot_listen(f"no port from {port} up is free on {host}"))


def _bound(host: str, port: int) -> socket.socket:
    family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    made = socket.socket(family, kind, proto)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except BaseException:
        made.close()
        raise
    return made


def _cannot_listen(message: str) -> Diagnostic:
    hint = "choose another with --host or --port, or in sitegen.toml with  [serve]"
    return Diagnostic("serve-address", Severity.ERROR, message, hint=hint)


def open_to_others(made: socket.socket) -> Diagnostic | None:
    """What to say where others than this computer can ask this socket."""
    address = str(made.getsockname()[0])
    if ipaddress.ip_address(address.partition("%")[0]).is_loopback:
        return None
    message = (
        f"the preview listens on {address}: whoever reaches this computer reads drafts and future articles"
    )
    hint = "without --host and serve.host it answers this computer alone; stop it when they have seen enough"
    return Diagnostic("serve-open", Severity.WARNING, message, hint=hint)


def url_of(made: socket.socket, host: str) -> str:
    """What to type into a browser."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - shown, not bound
    name = f"[{name}]" if ":" in name and not name.startswith("[") else name
    return f"http://{name}:{made.getsockname()[1]}/"


class PreviewServer(uvicorn.Server):
    """A server that prints nothing, says when it is ready, and does not wait for browsers to stop."""

    def __init__(
        self, preview: Preview, host: str, on_ready: Callable[[], None], desk: DeskServer | None = None
    ) -> None:
        app = application(preview, host, desk)
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                log_level="error",
                access_log=False,
                lifespan="off",
                proxy_headers=False,
                timeout_graceful_shutdown=1,
                ws="none",
                http=ImpatientProtocol,
            )
        )
        self._preview, self._on_ready = preview, on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        await super().startup(sockets)
        self._on_ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """See uvicorn. The lines to the browsers would else be waited for."""
        self._preview.close()
        super().handle_exit(sig, frame)
