"""The shortcut's list of libraries is complete: another release of one may make other pages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from sitegen.build.unchanged import LIBRARIES

ROOT = Path(__file__).parents[3]
NO_PART_IN_PAGES = {"click", "rich", "msgspec", "starlette", "uvicorn", "watchdog"}
"""They print, serve, or keep what others made."""


def test_every_library_that_has_a_part_in_pages_is_named() -> None:
    """Each dependency is in the list, or has no part in pages; the model's files are looked at themselves."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in project["dependencies"]}
    models = {name for name in needed if name.replace("-", "_").startswith("en_core_web")}
    assert needed - NO_PART_IN_PAGES - models <= set(LIBRARIES)
