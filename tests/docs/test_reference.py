"""The reference pages are complete: no code, key or default that users cannot look up, and none too many."""

import ast
import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_type_hints

import pytest

from sitegen.config import Config
from sitegen.content.matter.keys import KEYS, SLOTS
from sitegen.diagnostics import CODES

ROOT = Path(__file__).parents[2]


def page(name: str) -> str:
    """A page of the documentation."""
    return (ROOT / "docs" / name).read_text("utf-8")


def first_cells(text: str) -> list[str]:
    """What stands in code marks in the first column of the page's tables."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def codes_in_source() -> dict[str, str]:
    """Every literal code that the package gives a `Diagnostic`, with the file that does."""
    found = {}
    for file in sorted((ROOT / "sitegen").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and getattr(node.func, "id", "") == "Diagnostic":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found[first.value] = str(file.relative_to(ROOT))
    return found


class TestDiagnostics:
    def test_every_code_is_documented_and_none_else(self):
        """The page and the list of codes name the same ones, once each."""
        assert sorted(first_cells(page("diagnostics.md"))) == sorted(CODES)

    def test_every_code_in_use_is_listed(self):
        """No stage makes up a code of its own."""
        unlisted = {code: file for code, file in codes_in_source().items() if code not in CODES}
        assert unlisted == {}

    def test_codes_have_one_form(self):
        """Lower-case words and hyphens, as they are typed into `diagnostics.ignore`."""
        assert [code for code in CODES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code)] == []


class TestConfiguration:
    def test_every_key_is_documented_with_its_default(self):
        """The page's tables give each key and the default that the code has."""
        rows = dict(re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", page("configuration.md"), re.MULTILINE))
        config = Config()
        defaults = {
            f"{table}.{key}": _as_toml(getattr(getattr(config, table), key))
            for table, kind in get_type_hints(Config).items()
            for key in get_type_hints(kind)
            if table != "permalinks"  # its keys are the site's own folders
        }
        assert rows == defaults


def _as_toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return json.dumps(list(value))
    if is_dataclass(value):
        return "{ " + ", ".join(f"{f.name} = {getattr(value, f.name)}" for f in fields(value)) + " }"
    return f'"{value}"' if isinstance(value, str) else str(value)


class TestFrontMatter:
    @pytest.mark.parametrize("key", KEYS)
    def test_every_key_is_documented(self, key):
        """Each key has its row."""
        assert key in first_cells(page("front-matter.md"))

    def test_no_key_too_many(self):
        """The page promises no key that is not read."""
        assert sorted(first_cells(page("front-matter.md"))) == sorted(KEYS)

    @pytest.mark.parametrize("slot", SLOTS)
    def test_every_slot_is_documented(self, slot):
        """Each slot of the brief is named."""
        assert f"`{slot}`" in page("front-matter.md")
