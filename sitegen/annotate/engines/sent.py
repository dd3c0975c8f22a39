"""What a worker of the cluster does with one chunk: it hands it to an annotating process of its own.

In: bytes, who annotates (model, quality) and by which code. Out: bytes. A process for each of the worker's
threads, kept for the next chunk: the same ones, with the same care, as on one computer, so that an article
that kills its process kills no worker. Nothing but the standard library is imported before there is a chunk.
"""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.annotate.processes.helper import Helper
    from sitegen.diagnostics import Diagnostic


def annotate_chunk(model: str, quality: str, expected: str, chunk: bytes) -> bytes:
    """The answer of these tasks. `expected`: the fingerprint of who annotates where the build runs."""
    from sitegen.annotate.engines.telling import ChunkAnswer
    from sitegen.annotate.processes.wire import read_chunk
    from sitegen.codec import as_json
    from sitegen.diagnostics import SitegenError

    try:
        unlike = _unlike(model, quality, expected)
        if unlike:
            return as_json(ChunkAnswer(wrong=unlike))
        tasks = read_chunk(chunk)
        found = dict(_helper(model, quality).annotate(list(enumerate(tasks))))
    except SitegenError as error:
        return as_json(ChunkAnswer(wrong=error.diagnostics[0]))
    return as_json(ChunkAnswer(tuple(found[number] for number in range(len(tasks)))))


def _unlike(model: str, quality: str, expected: str) -> Diagnostic | None:
    """Why this worker may not annotate: it would not find what the build's own computer finds."""
    from socket import gethostname

    from sitegen.diagnostics import Diagnostic, Severity

    if _fingerprint(model, quality) == expected:
        return None
    return Diagnostic(
        "cluster-unlike",
        Severity.ERROR,
        f"a worker on {gethostname()} has another sitegen, model, spaCy or dateparser than this computer",
        hint="install on every worker what is installed here, the same lock file, and start it again",
    )


@cache
def _fingerprint(model: str, quality: str) -> str:
    """Of what this process began with: what is installed since is not what its helpers run."""
    from sitegen.annotate.fingerprint import fingerprint
    from sitegen.annotate.parse.nlp import check_model, find_model

    found = find_model(model)
    check_model(found)
    return fingerprint(found, quality)


class _Own(threading.local):
    """The process of a thread, and for what it was started."""

    equipment: tuple[str, str] | None = None
    helper: Helper | None = None


@cache
def _own() -> _Own:
    return _Own()


def _helper(model: str, quality: str) -> Helper:
    from sitegen.annotate.processes.helper import Helper

    own = _own()
    if own.helper is None or own.equipment != (model, quality):
        if own.helper:
            own.helper.close()
        own.helper, own.equipment = Helper(model, quality), (model, quality)
    return own.helper
