"""Write the module tables of ARCHITECTURE.md from the modules' own first lines.

python tools/modules.py            rewrite them
python tools/modules.py --check    only say whether they are true (exit code 1 if not)
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "ARCHITECTURE.md"
PACKAGES = (
    "cli", "serve", "build", "render", "render/views", "resolve", "resolve/speakers",
    "annotate", "markdown", "content", "config", "model", "",
)  # fmt: skip
"""In the order of imports, from the top."""
MARKED = re.compile(r"(<!-- modules -->\n).*?(<!-- /modules -->)", re.S)


def summary(module: Path) -> str:
    """The first sentence line of a module's docstring."""
    found = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return found.split("\n\n")[0].replace("\n", " ").replace("|", "\\|")


def tables() -> str:
    """All tables, one for each package."""
    parts = []
    for package in PACKAGES:
        folder = ROOT / "sitegen" / package
        home = summary(folder / "__init__.py")
        rows = [
            f"| `{m.stem}` | {summary(m)} |"
            for m in sorted(folder.glob("*.py"))
            if not m.stem.startswith("__init__")
        ]
        parts.append(
            f"**`{('sitegen/' + package).rstrip('/')}`**: {home}\n\n| module | purpose |\n|---|---|\n"
            + "\n".join(rows)
        )
    return "\n\n".join(parts) + "\n"


def main() -> None:
    present = PAGE.read_text(encoding="utf-8")
    wanted = MARKED.sub(lambda m: m.group(1) + tables() + m.group(2), present)
    if "--check" in sys.argv:
        sys.exit(
            0 if wanted == present else "ARCHITECTURE.md is behind the modules: run  python tools/modules.py"
        )
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
