"""Faults of our own, each met while one article was at work: what failed as a value, and on its way up.

In: an exception that only a mistake in sitegen, or want of memory, explains. Out: a `Fault`, which costs the
article some of its marks and never the site. What is wrong with the content is a `Diagnostic` and no fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

from sitegen.diagnostics import SitegenError

LONGEST = 20_000
"""Characters of a traceback that are kept: of an endless recursion its beginning and its end."""


class Stage(StrEnum):
    """What was being done; the code of what is reported is `{stage}-failed`."""

    ANNOTATE = "annotator"
    LINK = "linking"
    RESOLVE = "resolving"
    RENDER = "rendering"

    @property
    def code(self) -> str:
        """The diagnostic's code."""
        return f"{self}-failed"


CODES = frozenset(stage.code for stage in Stage)
"""What the command line tells from mistakes in the content."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure."""

    stage: Stage
    what: str
    """What failed, in words: "the annotator “quotations”"."""
    error: str
    """The exception in a line."""
    trace: str
    """The traceback."""
    article: str = ""
    """Id of the article; "" where that is not known here, or it was none."""
    page: str = ""
    """The page or file that could not be made, where that is no article's."""


class FaultError(Exception):
    """Faults for which articles have to be given up, as far as they were met."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{f.article or f.page}: {f.what}: {f.error}" for f in faults))
        self.faults = faults


def fault_of(stage: Stage, what: str, error: BaseException, article: str = "", page: str = "") -> Fault:
    """The fault that an exception stands for."""
    import traceback  # a build in which nothing fails does without

    trace = _safe("".join(traceback.format_exception(error)))
    if len(trace) > LONGEST:
        trace = f"{trace[: LONGEST // 2]}\n…\n{trace[-LONGEST // 2 :]}"
    told = _safe(f"{type(error).__name__}: {error}".strip(": "))
    return Fault(stage, what, told, trace, article, page)


def _safe(text: str) -> str:
    """Text that can be written, whatever the article has that cannot."""
    return text.encode("utf-8", "backslashreplace").decode()


@contextmanager
def blaming(stage: Stage, what: str, article: str = "", page: str = "") -> Iterator[None]:
    """Raises `FaultError` for what fails inside; what is known to be another's fault stays that."""
    try:
        yield
    except (FaultError, SitegenError, OSError):  # what a disk refuses is no fault of ours
        raise
    except Exception as error:
        raise FaultError(fault_of(stage, what, error, article, page)) from error


def of_article(fault: Fault, article: str) -> Fault:
    """The same, of this article."""
    return replace(fault, article=article)
