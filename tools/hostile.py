"""Write the table of hostile inputs into docs/security.md, from the files that its tests read; with --check, see whether it is so."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from hostile_inputs import Hostile, hostile_inputs  # noqa: E402 - the tests' own reader

WHERE = {
    "body": "the text of an article",
    "front": "front matter",
    "note": "an editor's note",
    "path": "a request's path",
    "host": "a request's host",
    "config": "`sitegen.toml`",
    "template": "a template, with `--safe`",
}
NOTHING = {"path": "404", "host": "421"}
"""What comes of what has no code; else it is published, and does no harm."""
LONGEST = 60
TABLE = re.compile(r"<!-- hostile inputs -->\n.*<!-- end -->\n", re.DOTALL)


def table(inputs: list[Hostile]) -> str:
    """The rows, between the marks that the page has."""
    lines = [
        f"{len(inputs)} inputs:",
        "",
        "| in | what is tried | input | what comes of it |",
        "|---|---|---|---|",
    ]
    for each in inputs:
        outcome = f"`{each.code}`" if each.code else NOTHING.get(each.kind, "published, harmless")
        lines.append(f"| {WHERE[each.kind]} | {each.title} | {_shown(each.text)} | {outcome} |")
    return "<!-- hostile inputs -->\n" + "\n".join(lines) + "\n<!-- end -->\n"


def _shown(text: str) -> str:
    """The input's beginning as code, in one line, with what cannot be seen by its number."""
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    plain = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in short).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    marks = "`" * (longest + 1)
    return f"{marks} {plain} {marks}" if plain else "(nothing)"


def page(text: str) -> str:
    """The page with the table as it is to be."""
    return TABLE.sub(lambda _: table(hostile_inputs()), text)


if __name__ == "__main__":
    file = ROOT / "docs" / "security.md"
    before = file.read_text("utf-8")
    if "--check" in sys.argv:
        sys.exit(page(before) != before)
    file.write_text(page(before), "utf-8")
