"""A connection that waits for a request's head, but not for ever: else a few slow ones take all there are."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

SLOWEST = 10.0
"""Seconds in which a request's head must be there whole, from the first byte or none at all."""


class ImpatientProtocol(H11Protocol):
    """Closes a connection whose request does not come to the end of its head in time.

    Only asking is timed: an answer, such as the line that tells of changes, may take as long as it likes.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._hurry: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See asyncio."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """See asyncio. Bytes of a head that is not whole give it no more time."""
        super().data_received(data)
        if self._is_asked():
            self._wait_no_more()
        elif self._hurry is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _is_asked(self) -> bool:
        """Whether a request is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._hurry = self.loop.call_later(SLOWEST, self._too_slow)

    def _wait_no_more(self) -> None:
        if self._hurry:
            self._hurry.cancel()
        self._hurry = None

    def _too_slow(self) -> None:
        if not self._is_asked():
            self.transport.close()
