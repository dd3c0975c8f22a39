"""One page, or one picture, from the web: the only place that opens a connection to somebody's server.

Nothing is asked for but the address that was given. No cookie is sent or kept, no referrer, no script runs.
A page cannot make this computer ask its own network: only the host that the user named may be a private one,
and every connection is looked at once more when it stands, since a name may lead elsewhere the second time.
"""

from __future__ import annotations

import ipaddress
import socket
import zlib
from collections.abc import Iterator
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from threading import Thread
from time import monotonic
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    Request,
    build_opener,
    getproxies,
)

from sitegen.content.matter.values import is_web_address
from sitegen.importing.imported import Original, UnusableError

TIMEOUT = 20
"""Seconds for one answer, from the connection to the last byte."""
LARGEST_PAGE, LARGEST_PICTURE = 10_000_000, 8_000_000
"""Bytes."""
_PIECE = 1 << 16
_AGENT = "sitegen-import/1 (+one page at a time, asked for by a person)"
_BY_HAND = "open the page in a browser, save it, and import the file"


def fetched(url: str, *, largest: int = LARGEST_PAGE, near: str = "") -> Original:
    """What stands at this address. Raises `UnusableError` with what went wrong.

    `near`: the page that named it. The request has a thread of its own, since a look-up of a name and a slow
    head of an answer cannot be ended from outside; one that takes too long is left to its own time-outs.
    """
    found: list[Original | Exception] = []

    def ask() -> None:
        try:
            found.append(_asked(url, largest, near or url))
        except Exception as error:  # noqa: BLE001 - raised again below
            found.append(error)

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(TIMEOUT)
    result = found[0] if found else TimeoutError()
    if isinstance(result, Exception):
        raise result if isinstance(result, UnusableError) else _fault(result) from None
    return result


def _asked(url: str, largest: int, named: str) -> Original:
    _check(url, named)
    opener = build_opener(_Redirects(named), _Http(named), _Https(named))
    headers = {"User-Agent": _AGENT, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip"}
    request = Request(_ascii(url), headers=headers)  # noqa: S310 - `_check` lets http and https pass only
    end = monotonic() + TIMEOUT
    with opener.open(request, timeout=TIMEOUT) as answer:
        data = b"".join(_pieces(answer, largest, end))
        return Original(url, data, answer.geturl(), answer.headers.get_content_charset() or "")


def _fault(error: Exception) -> UnusableError:
    """What to say of an error of the network."""
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(error, HTTPError):
        error.close()
        return _failed(f"the server answers {error.code} {error.reason}", _advice(error.code))
    if isinstance(reason, TimeoutError):
        return _failed(f"no answer within {TIMEOUT} seconds", "try again later, or " + _BY_HAND)
    if isinstance(error, URLError):
        hint = "check the address and the connection, or " + _BY_HAND
        return _failed(f"the server cannot be reached: {reason}", hint)
    if isinstance(error, (HTTPException, OSError, ValueError, zlib.error)):
        return _failed(f"the answer cannot be read: {error}", _BY_HAND)
    raise error


def _pieces(answer: HTTPResponse, largest: int, end: float) -> Iterator[bytes]:
    """The answer unpacked, as far as it is no longer and no slower than it may be."""
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in {"identity", "gzip", "x-gzip", "deflate", ""}:
        raise _failed(f"the answer is packed as {packed}, which was not asked for", _BY_HAND)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed not in {"identity", ""} else None
    left = largest
    while piece := answer.read1(_PIECE):
        if unpacker:
            piece = unpacker.decompress(piece, left + 1)
        left -= len(piece)
        if left < 0:
            raise UnusableError("import-too-large", f"it is larger than {largest // 1_000_000} MB", _BY_HAND)
        if monotonic() > end:
            raise TimeoutError
        yield piece


class _Watched:
    """A connection that is given up when it has led into a private network unasked."""

    named = ""
    """The address that the user gave."""

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        host: str = self.host  # type: ignore[attr-defined]
        is_asked_for = host == urlsplit(self.named).hostname and _is_private(host)
        is_proxy = host in {urlsplit(proxy).hostname for proxy in getproxies().values()}
        if not is_asked_for and not is_proxy and not _is_global(self.sock.getpeername()[0]):  # type: ignore[attr-defined]
            self.close()  # type: ignore[attr-defined]
            raise _leads_inside()


class _Http(HTTPHandler):
    def __init__(self, named: str) -> None:
        super().__init__()
        self._kind: Any = type("_Connection", (_Watched, HTTPConnection), {"named": named})

    def http_open(self, req: Request) -> HTTPResponse:
        """Open a watched connection."""
        return self.do_open(self._kind, req)


class _Https(HTTPSHandler):
    def __init__(self, named: str) -> None:
        super().__init__()
        self._kind: Any = type("_Connection", (_Watched, HTTPSConnection), {"named": named})

    def https_open(self, req: Request) -> HTTPResponse:
        """The same, encrypted."""
        return self.do_open(self._kind, req)


class _Redirects(HTTPRedirectHandler):
    """At most five, to web addresses only, and never from the public web into a private network."""

    max_redirections = 5

    def __init__(self, asked: str) -> None:
        self._asked = asked

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The next request, if it may be made."""
        try:
            _check(newurl, self._asked)
        except UnusableError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(url: str, named: str) -> None:
    """Raises `UnusableError` where `url` is no web address, or private and not the host that was named."""
    if not is_web_address(url):
        raise _failed(f"{url[:200]} is not a web address", "give an address with  http  or  https")
    parts = urlsplit(url)
    if "@" in parts.netloc:
        hint = "take them out; where one has to sign in, " + _BY_HAND
        raise _failed("there is a name or a password in the address", hint)
    if _is_private(parts.hostname or "") and parts.hostname != urlsplit(named).hostname:
        raise _leads_inside()


@cache
def _is_private(host: str) -> bool:
    """Whether a name led into a private network when it was first asked for."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False  # there is nothing to reach
    return not all(_is_global(str(place[4][0])) for place in found)


def _is_global(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_global


def _ascii(url: str) -> str:
    """As it is sent: letters that addresses cannot hold are written in their escapes."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    path, query = (
        quote(parts.path, safe="/%:@!$&'()*+,;=~-._"),
        quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"),
    )
    return parts._replace(netloc=host, path=path, query=query, fragment="").geturl()


def _advice(code: int) -> str:
    if code in {404, 410}:
        return "check the address: nothing stands there any more"
    if code in {401, 402, 403, 429, 451}:
        return "the server does not want programs, or wants you to sign in: " + _BY_HAND
    return "try again later, or " + _BY_HAND


def _failed(what: str, hint: str) -> UnusableError:
    return UnusableError("import-fetch-failed", what, hint)


def _leads_inside() -> UnusableError:
    return _failed("it leads into a private network", _BY_HAND)
