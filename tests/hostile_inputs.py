"""tests/cases/hostile.yaml as values: what is tried, by where it is put."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Hostile:
    """One input."""

    kind: str
    title: str
    text: str
    code: str = ""
    """Of the message; "" where it is published, and does no harm."""


class _Loader(yaml.SafeLoader):
    """With `!repeat`, for what is long, and `!nested`, for what is deep."""


def _repeat(loader: _Loader, node: yaml.MappingNode) -> str:
    given: dict[str, Any] = loader.construct_mapping(node)
    return str(given["text"]) * int(given["times"])


def _nested(loader: _Loader, node: yaml.MappingNode) -> str:
    given: dict[str, Any] = loader.construct_mapping(node)
    return "\n".join("  " * depth + str(given["text"]) for depth in range(int(given["times"])))


_Loader.add_constructor("!repeat", _repeat)
_Loader.add_constructor("!nested", _nested)


def hostile_inputs() -> list[Hostile]:
    """All of them, in the order of the file; templates from their own file at the end."""
    sections = yaml.load((CASES / "hostile.yaml").read_text("utf-8"), _Loader)
    found = [
        Hostile(kind, title, value)
        if isinstance(value, str)
        else Hostile(kind, title, next(iter(value.values())), value.get("code", ""))
        for kind, cases in sections.items()
        for title, value in cases.items()
    ]
    templates = yaml.safe_load((CASES / "unsafe_templates.yaml").read_text("utf-8"))
    return found + [Hostile("template", each["title"], each["template"], each["code"]) for each in templates]
