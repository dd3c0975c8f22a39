"""Whoever waits for a page to be reloaded: a browser's end of sitegen's events and of Hugo's live reload.

Each notes when it is told something, by the same clock as whoever saves.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import queue
import socket
import struct
import threading
import time
from contextlib import suppress
from urllib.parse import quote

Told = tuple[str, float]


class Listener:
    """Collects what it is told in a thread, with the time."""

    def __init__(self) -> None:
        self._told: queue.SimpleQueue[Told] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError, ValueError, http.client.HTTPException, struct.error, AttributeError):
            self._run()

    def _run(self) -> None:
        raise NotImplementedError

    def _tell(self, what: str) -> None:
        self._told.put((what, time.perf_counter()))

    def wait(self, names: tuple[str, ...], since: float, timeout: float) -> float | None:
        """When the first of these was told after `since`; None if it was not in time."""
        ends = time.monotonic() + timeout
        while (left := ends - time.monotonic()) > 0:
            with suppress(queue.Empty):
                name, at = self._told.get(timeout=left)
                if name in names and at >= since:
                    return at
        return None

    def close(self) -> None:
        """Hang up."""
        raise NotImplementedError


class Events(Listener):
    """Server-sent events about one page."""

    def __init__(self, port: int, page: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        self._path = f"/__sitegen/events?page={quote(page)}&digest=&skeleton="
        super().__init__()

    def _run(self) -> None:
        self._connection.request("GET", self._path)
        for line in self._connection.getresponse():
            if line.startswith(b"event: "):
                self._tell(line[7:].strip().decode())

    def close(self) -> None:
        """See `Listener`."""
        with suppress(OSError):
            if self._connection.sock:
                self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._connection.close()


HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}


class LiveReload(Listener):
    """The web socket that Hugo's pages open (LiveReload protocol 7)."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=600)
        self._file = self._socket.makefile("rb")
        super().__init__()

    def _run(self) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET /livereload HTTP/1.1\r\nHost: {self._host()}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Origin: http://{self._host()}\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        while self._file.readline().strip():
            pass
        self._send(json.dumps(HELLO).encode())
        while True:
            self._tell(json.loads(self._receive())["command"])

    def _host(self) -> str:
        return f"127.0.0.1:{self._socket.getpeername()[1]}"

    def _send(self, data: bytes) -> None:
        mask = os.urandom(4)
        body = bytes(byte ^ mask[n % 4] for n, byte in enumerate(data))
        self._socket.sendall(struct.pack("!BB", 0x81, 0x80 | len(data)) + mask + body)

    def _receive(self) -> bytes:
        _, length = struct.unpack("!BB", self._file.read(2))
        if length == 126:
            (length,) = struct.unpack("!H", self._file.read(2))
        return self._file.read(length)

    def close(self) -> None:
        """See `Listener`."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
