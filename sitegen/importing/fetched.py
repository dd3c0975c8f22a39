"""One page, or one picture, from the web: the only place that opens a connection to somebody's server.

Nothing is asked for but the address that was given. No cookie is sent or kept, no referrer, no script runs.
A page cannot make this computer ask its own network: from a public address nothing leads to a private one.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

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

    `near`: the page that named it; where that is public, so must this be.
    """
    opener = build_opener(_Redirects(near or url))
    _check(url, near or url)
    headers = {"User-Agent": _AGENT, "Accept": "text/html,*/*;q=0.8"}
    request = Request(_ascii(url), headers=headers)  # noqa: S310 - `_check` lets http and https pass only
    end = time.monotonic() + TIMEOUT
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            data = b"".join(_pieces(answer, largest, end))
            return Original(url, data, answer.geturl(), answer.headers.get_content_charset() or "")
    except HTTPError as error:
        raise _failed(f"the server answers {error.code} {error.reason}", _advice(error.code)) from None
    except TimeoutError:
        raise _failed(f"no answer within {TIMEOUT} seconds", "try again later, or " + _BY_HAND) from None
    except URLError as error:
        slow = isinstance(error.reason, TimeoutError)
        what = (
            f"no answer within {TIMEOUT} seconds" if slow else f"the server cannot be reached: {error.reason}"
        )
        raise _failed(what, "check the address and the connection, or " + _BY_HAND) from None
    except (HTTPException, OSError, ValueError) as error:
        raise _failed(f"the answer cannot be read: {error}", _BY_HAND) from None


def _pieces(answer: IO[bytes], largest: int, end: float) -> Iterator[bytes]:
    """The answer, as far as it is no longer and no slower than it may be."""
    got = 0
    while piece := answer.read1(_PIECE):  # type: ignore[attr-defined]
        got += len(piece)
        if got > largest:
            raise UnusableError("import-too-large", f"it is larger than {largest // 1_000_000} MB", _BY_HAND)
        if time.monotonic() > end:
            raise TimeoutError
        yield piece


class _Redirects(HTTPRedirectHandler):
    """At most five, to web addresses only, and never from the public web into a private network."""

    max_redirections = 5

    def __init__(self, asked: str) -> None:
        self._asked = asked

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The next request, if it may be made."""
        _check(newurl, self._asked)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(url: str, asked: str) -> None:
    """Raises `UnusableError` where `url` is no web address, or private while `asked` is not."""
    if not is_web_address(url):
        raise _failed(f"{url[:200]} is not a web address", "give an address with  http  or  https")
    if urlsplit(url).hostname != urlsplit(asked).hostname and _is_private(url) and not _is_private(asked):
        raise _failed("it leads into a private network", _BY_HAND)


def _is_private(url: str) -> bool:
    try:
        found = socket.getaddrinfo(urlsplit(url).hostname, None)
    except OSError:
        return False  # there is nothing to reach
    return any(not ipaddress.ip_address(str(place[4][0]).partition("%")[0]).is_global for place in found)


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
