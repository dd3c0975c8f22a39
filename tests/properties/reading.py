"""Reading marked HTML back, without the code under test: a small tag scanner.

Attribute values are escaped by the renderer, so `>` ends a tag wherever it stands.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*?)(/?)>")
VOID = {"br", "hr", "img", "input", "link", "meta", "col", "wbr", "area", "base", "source"}


def scan(source: str) -> list[tuple[str, str, str]]:
    """The parts of `source` in order: ("text", "", it), ("open" | "close" | "void", tag name, it)."""
    parts = []
    position = 0
    for found in TAG.finditer(source):
        parts.append(("text", "", source[position : found.start()]))
        name = found.group(2).lower()
        kind = "close" if found.group(1) else "void" if name in VOID or found.group(4) else "open"
        parts.append((kind, name, found.group()))
        position = found.end()
    parts.append(("text", "", source[position:]))
    return parts


def is_balanced(source: str) -> bool:
    """Whether every tag that opens is closed in order."""
    stack = []
    for kind, name, _ in scan(source):
        if kind == "open":
            stack.append(name)
        elif kind == "close" and (not stack or stack.pop() != name):
            return False
    return not stack


def has_nested_links(source: str) -> bool:
    """Whether an `a` stands inside an `a`."""
    depth = 0
    for kind, name, _ in scan(source):
        if name == "a":
            depth += 1 if kind == "open" else -1
            if depth > 1:
                return True
    return False


def without_marks(source: str) -> str:
    """The HTML with every element that carries `data-x` unwrapped, and `sup data-x` removed with its text."""
    out, stack, dropped = [], [], 0
    for kind, name, part in scan(source):
        if kind == "open":
            mark = "data-x=" in part
            stack.append((mark, mark and name == "sup"))
            dropped += stack[-1][1]
            if mark or dropped:
                continue
        elif kind == "close":
            mark, element = stack.pop()
            dropped -= element
            if mark or dropped:
                continue
        elif dropped:
            continue
        out.append(part)
    return "".join(out)


def covered(source: str) -> dict[int, str]:
    """For each mark (the number in `data-x`), the readable text of its fragments joined."""
    found: defaultdict[int, str] = defaultdict(str)
    stack: list[tuple[int | None, bool]] = []
    for kind, name, part in scan(source):
        if kind == "open":
            number = re.search(r"data-x=(\d+)", part)
            stack.append((int(number.group(1)) if number else None, bool(number) and name == "sup"))
        elif kind == "close":
            stack.pop()
        elif kind == "text" and not any(element for _, element in stack):
            for number in {n for n, _ in stack if n is not None}:
                found[number] += html.unescape(part)
    return dict(found)
