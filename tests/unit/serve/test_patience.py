"""A request that comes slowly is not waited for; an answer that takes long is."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from preview_site import LONG, Live, write_site

SOON = 0.4
"""Seconds in these tests; in earnest it is ten."""


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    """A running preview with less patience."""
    monkeypatch.setattr("sitegen.serve.patience.SLOWEST", SOON)
    with Live(write_site(tmp_path)) as running:
        yield running


def connected(live: Live) -> socket.socket:
    """A connection that says nothing yet."""
    made = socket.create_connection(live.running._socket.getsockname()[:2])
    made.settimeout(LONG)
    return made


def drip(line: socket.socket, until: float) -> float:
    """Say one byte after the other; when nobody listened any more, or `until`."""
    while time.monotonic() < until:
        try:
            line.sendall(b"E")
        except OSError:
            break
        time.sleep(SOON / 8)
    return time.monotonic()


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "])
def test_half_a_head_is_closed(live: Live, said: bytes) -> None:
    """With nothing said, or a head without an end."""
    with connected(live) as line:
        line.sendall(said)
        assert line.recv(100) == b""


def test_a_head_that_drips_is_closed(live: Live) -> None:
    """Every byte in time, and never whole."""
    with connected(live) as line:
        began = time.monotonic()
        assert drip(line, began + LONG) < began + LONG


def test_a_second_head_on_the_same_line_is_timed_too(live: Live) -> None:
    """After an answer the next request may take its time to begin, but not to end."""
    with connected(live) as line:
        line.sendall(b"GET /assets/none HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        answer = line.recv(1 << 20)
        assert answer.startswith(b"HTTP/1.1 404")
        line.sendall(b"GET ")
        while line.recv(1 << 20):  # the rest of the answer, then the end
            pass


def test_a_second_request_may_take_its_time_to_begin(live: Live) -> None:
    """A browser keeps a line that it may need again; nobody has begun to ask there."""
    asking = b"GET /assets/none HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with connected(live) as line:
        line.sendall(asking)
        said = line.recv(1 << 20)
        time.sleep(2 * SOON)
        line.sendall(asking)
        while said.count(b"HTTP/1.1 404") < 2:
            said += (more := line.recv(1 << 20))
            assert more, "closed"


def test_an_answer_may_take_long(live: Live) -> None:
    """The line that tells of changes stays open, far longer than a head may take."""
    with connected(live) as line:
        line.sendall(b"GET /__sitegen/events?page=/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"200" in line.recv(1000)
        time.sleep(3 * SOON)
        live.running.preview.publish([{"code": "late"}])
        said = b""
        while b"late" not in said:
            said += (more := line.recv(1000))
            assert more, "closed"
