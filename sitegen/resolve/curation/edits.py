"""Curation files as text: a new one, or an editor's file with something added.

In: an edit and the file's present text, if any. Out: the new text. What the editor wrote stays to the
letter: keys are added below the others, lists grow at their end, notes and comments are not touched. A
value that the editor has set is never replaced.
"""

from __future__ import annotations

import re

from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.review import CurationEdit
from sitegen.yamltext import scalar

_FLOW = re.compile(r"(?P<head>[^#\[]*\[)(?P<items>[^\[\]]*)\](?P<tail>\s*(?:#.*)?)\Z")

Value = str | bool | tuple[str, ...] | tuple[tuple[str, tuple[str, ...]], ...]


def applied(edit: CurationEdit, existing: str | None) -> str:
    """The file's new text. Raises `SitegenError` where the present text cannot be added to safely."""
    if existing is None:
        lines = [line for key, value in edit.keys for line in _lines(key, value)]
        return "\n".join(["---", *lines, "---", ""])
    lines = existing.split("\n")
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() in {"---", "..."}), None)
    if lines[0].rstrip().lstrip("\ufeff") != "---" or end is None:
        raise _fault(edit, 1, "the file has no front matter between two lines of ---")
    head = lines[1:end]
    for key, value in edit.keys:
        head = _with_key(edit, head, key, value)
    return "\n".join([lines[0], *head, *lines[end:]])


def _lines(key: str, value: Value) -> list[str]:
    if isinstance(value, bool):
        return [f"{key}: {'true' if value else 'false'}"]
    if isinstance(value, str):
        return [f"{key}: {scalar(value)}"]
    texts = [item for item in value if isinstance(item, str)]
    if texts:
        return [f"{key}: [{', '.join(map(scalar, texts))}]"]
    return [f"{key}:", *(_of_article(*item) for item in value if not isinstance(item, str))]


def _of_article(article: str, names: tuple[str, ...]) -> str:
    return f"  {scalar(article)}: [{', '.join(map(scalar, names))}]"


def _with_key(edit: CurationEdit, head: list[str], key: str, value: Value) -> list[str]:
    """The front matter's lines with the value in them."""
    at = next((n for n, line in enumerate(head) if re.match(rf"{key}\s*:", line)), None)
    if at is None:
        return [*head, *_lines(key, value)]
    if isinstance(value, (str, bool)):
        return head  # the editor's word stands
    end = next((n for n in range(at + 1, len(head)) if not re.match(r"\s|-|#|\Z", head[n])), len(head))
    while end > at + 1 and not head[end - 1].strip():
        end -= 1
    below = [line for line in head[at + 1 : end] if line.strip()]
    new = [item for item in value if isinstance(item, str)]
    if not new:
        return _with_articles(edit, head, at, end, value)
    if below:
        if not all(re.match(r"\s*(?:-\s|#)", line) for line in below):
            raise _fault(edit, at + 2, f"{key} is written in a form that cannot be added to")
        dash = re.match(r"\s*", next(line for line in below if line.lstrip().startswith("-")))
        indent = dash.group() if dash else "  "
        return [*head[:end], *(f"{indent}- {scalar(item)}" for item in new), *head[end:]]
    return [*head[:at], _longer_line(edit, at, head[at], new), *head[at + 1 :]]


def _longer_line(edit: CurationEdit, at: int, line: str, new: list[str]) -> str:
    """`key: [a]` or `key: a` with more in the list."""
    more = ", ".join(map(scalar, new))
    flow = _FLOW.match(line)
    if flow:
        items = flow["items"].strip().rstrip(",")
        return f"{flow['head']}{items}{', ' if items else ''}{more}]{flow['tail']}"
    key, _, old = line.partition(":")
    if any(mark in old for mark in "[]{}#|>&*"):
        raise _fault(edit, at + 2, f"{key} is written in a form that cannot be added to")
    return f"{key}: [{', '.join(filter(None, (old.strip(), more)))}]"


def _with_articles(edit: CurationEdit, head: list[str], at: int, end: int, value: Value) -> list[str]:
    """Lists by article, below the key."""
    key, _, rest = head[at].partition(":")
    pairs = [item for item in value if isinstance(item, tuple)] if isinstance(value, tuple) else []
    written = "\n".join(head[at + 1 : end])
    if rest.strip() or any(f"{scalar(article)}:" in written for article, _ in pairs):
        raise _fault(edit, at + 2, f"{key} is written in a form that cannot be added to")
    return [*head[:end], *(_of_article(*pair) for pair in pairs), *head[end:]]


def _fault(edit: CurationEdit, line: int, message: str) -> SitegenError:
    text = "; ".join(line for key, value in edit.keys for line in _lines(key, value))
    where = Location(edit.path, line)
    hint = f"add by hand:  {text}"
    return SitegenError(Diagnostic("curation-value-wrong", Severity.ERROR, message, where, hint))
