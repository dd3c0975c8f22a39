"""Write docs/modules.md, the tables of all modules, from the modules' own first lines.

python tools/modules.py            rewrite it
python tools/modules.py --check    only say whether it is true (exit code 1 if not)
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/modules.md"
TOP = (
    "cli",
    "serve",
    "desk",
    "building",
    "importing",
    "render",
    "resolve",
    "corrections",
    "annotate",
    "markdown",
    "content",
    "config",
    "model",
    "",
)
"""In the order of imports, from the top; packages inside each come after it."""
HEAD = """# Every module, in a line

Written by `tools/modules.py` from the modules' own first lines; a test holds it true. How the packages hang
together: [ARCHITECTURE.md](../ARCHITECTURE.md).

"""


def summary(module: Path) -> str:
    """The first sentence line of a module's docstring."""
    found = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return found.split("\n\n")[0].replace("\n", " ").replace("|", "\\|")


def packages() -> list[Path]:
    """Every package's folder, each before those inside it."""
    home = ROOT / "sitegen"
    inside = {top: sorted(p.parent for p in (home / top).rglob("__init__.py")) for top in TOP if top}
    return [folder for top in TOP for folder in (inside[top] if top else [home])]


def table(folder: Path) -> str:
    """One package with its modules; those without a module of their own are named all the same."""
    name = folder.relative_to(ROOT).as_posix()
    rows = [f"| `{m.stem}` | {summary(m)} |" for m in sorted(folder.glob("*.py")) if m.stem != "__init__"]
    head = f"**`{name}`**: {summary(folder / '__init__.py')}"
    return "\n".join([head, "", "| module | purpose |", "|---|---|", *rows]) if rows else head


def main() -> None:
    wanted = HEAD + "\n\n".join(map(table, packages())) + "\n"
    present = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if "--check" in sys.argv:
        sys.exit(0 if wanted == present else "docs/modules.md is behind: run  python tools/modules.py")
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
