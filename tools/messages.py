"""Bring the message catalogues up to date: `python tools/messages.py`.

Reads every word of the theme from templates and code, and merges them into `templates/locales/*.po`. What is
new has no translation yet; what is gone is dropped. A test asks for every translation.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / "sitegen" / "render"
TEMPLATES = ROOT / "templates"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "count": (1, 2), "N_": None}


def messages() -> Catalog:
    """Every message of the theme, in the order of files and lines."""
    catalog = Catalog(project="sitegen", charset="utf-8")
    sources = (
        (PYTHON, [("**.py", "python")], {}),
        (
            TEMPLATES,
            [("**.html", "jinja2.ext:babel_extract")],
            {"**.html": {"trim_blocks": "true", "silent": "false"}},
        ),
    )
    for folder, method, options in sources:
        found = extract_from_dir(str(folder), method, options, keywords=KEYWORDS)
        for file, _line, message, _comments, _context in sorted(found, key=lambda each: (each[0], each[1])):
            catalog.add(message, locations=[(f"{folder.name}/{file}", None)])
    return catalog


def main() -> int:
    """Merge the messages into every catalogue; says how many translations each one lacks."""
    template = messages()
    for path in sorted((TEMPLATES / "locales").glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.stem)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalog, width=100, no_location=True, ignore_obsolete=True, omit_header=False)
        empty = sum(not message.string or not all(message.string) for message in catalog if message.id)
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(catalog)} messages, {empty} to translate\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
