"""What a writer is told of markup in a body that is not Markdown: one message of each kind for a file.

In: what was found, with its line. Out: diagnostics placed in the body: no path, lines from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, Location, Severity

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of markup as it is written, and its line in the body, counted from 0."""

    text: str
    line: int


def tags_shown(tags: Sequence[Found]) -> tuple[Diagnostic, ...]:
    """HTML tags that became text."""
    what = _counted(len(tags), "an HTML tag is", "HTML tags are")
    hint = 'write it as Markdown, or set  markdown.html = "safe"  in sitegen.toml, which obeys harmless tags'
    return _told("html-as-text", tags, f"{what} shown as text", hint)


def tags_left_out(tags: Sequence[Found]) -> tuple[Diagnostic, ...]:
    """HTML tags that no page may have."""
    what = _counted(len(tags), "an HTML tag is", "HTML tags are")
    hint = "write what it stands for as Markdown, a link for what it would load"
    return _told("html-left-out", tags, f"{what} left out, since no page may have it", hint)


def template_tags(shown: Sequence[Found], alone: Sequence[Found] = ()) -> tuple[Diagnostic, ...]:
    """Tags of template languages, which sitegen does not run; `alone`: paragraphs of them, left out."""
    what = (
        [f"{_counted(len(alone), 'a paragraph', 'paragraphs')} of template tags alone left out"]
        if alone
        else []
    )
    what += [f"{_counted(len(shown), 'a template tag', 'template tags')} shown as text"] if shown else []
    hint = "sitegen runs no templates in articles: delete it, or write what it stood for as Markdown"
    every = sorted((*shown, *alone), key=lambda found: found.line)
    return _told("template-tag", every, " and ".join(what), hint)


def _told(code: str, found: Sequence[Found], what: str, hint: str) -> tuple[Diagnostic, ...]:
    if not found:
        return ()
    text = " ".join(found[0].text.split())
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    first = "" if len(found) == 1 else "the first is"
    message = f"{what}: {first}  {shown}" if first else f"{what}:  {shown}"
    return (Diagnostic(code, Severity.WARNING, message, Location(PurePosixPath(), found[0].line + 1), hint),)


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else f"{number} {many}"
