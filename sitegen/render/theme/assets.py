"""The theme's files: styles, script, fonts and icon, under names that change with their content.

A browser may keep such a file for ever. A font's name stands in the stylesheet, so fonts are named first.
Licences and other files keep their names.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen.diagnostics import Diagnostic, Severity, SitegenError, nameless
from sitegen.model.site import Output
from sitegen.render.theme.lengths import rules

FOLDER = "assets"
PRELOAD = ("newsreader-text.woff2", "newsreader-display.woff2", "schibsted-grotesk.woff2")
"""Fonts of the first screen. Italics are loaded only where they are needed."""
ICON = PurePosixPath("mark.svg")
"""For sites that have none of their own."""
STYLE = PurePosixPath("style.css")
OWN_STYLE = PurePosixPath("site.css")
"""A site's own styles: mostly other values for the theme's design tokens."""
_HASHED = {".css", ".js", ".woff2"}
_FONT_FACE = re.compile(rb"@font-face\s*\{[^}]*url\([^}]*\}\n?")
_URL = re.compile(rb"url\(([^)'\":]+)\)")
_SPARE = re.compile(
    rb"""("(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | url\([^)]*\) | /\*!.*?\*/)  # kept as they are
    | \s+/\*.*?\*/\s* | /\*.*?\*/\s+ | \s*\n\s*""",
    re.DOTALL | re.VERBOSE,
)
"""Remarks and ends of lines of a stylesheet. A remark that parts two words without a space stays."""
_PARTED = frozenset(b"{};,")
"""Behind these signs nothing has to part two words."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The written assets, and the locations of those that pages name."""

    outputs: tuple[Output, ...]
    style: str
    own_style: str
    """Of the site, beside the theme's; "" for none."""
    script: str
    """Of every page but the search page."""
    briefing: str
    """Of briefings, beside it."""
    quotes: str
    """Of the quote index, beside it."""
    search: str
    """Of the search page, in place of the others."""
    icon: str
    preload: tuple[str, ...]

    @property
    def scripts(self) -> tuple[str, ...]:
        """All of them."""
        return self.script, self.briefing, self.quotes, self.search


def read_assets(folders: Sequence[Path], *, webfonts: bool = True) -> Assets:
    """All assets below the folders' `assets/`, the first folder's before the later ones' (file by file)."""
    files = _files(folders)
    if not webfonts:
        files = {path: content for path, content in files.items() if path.suffix != ".woff2"}
    if STYLE in files:
        files[STYLE] += rules().encode()
    names = {path: _named(path, content) for path, content in files.items() if path.suffix == ".woff2"}
    for path in sorted(files):
        if path.suffix == ".css":
            files[path] = _rewritten(files[path], path, names, webfonts=webfonts)
    names = {path: _named(path, content) for path, content in files.items()}
    return Assets(
        outputs=tuple(Output(PurePosixPath(FOLDER) / names[path], files[path]) for path in sorted(files)),
        style=_location(names, STYLE.name),
        own_style=f"{FOLDER}/{names[OWN_STYLE]}" if OWN_STYLE in names else "",
        script=_location(names, "app.js"),
        briefing=_location(names, "briefing.js"),
        quotes=_location(names, "quotes.js"),
        search=_location(names, "search.js"),
        icon=_location(names, ICON.name),
        preload=tuple(
            f"{FOLDER}/{names[p]}" for p in sorted(names) for wanted in PRELOAD if p.name == wanted
        ),
    )


def _files(folders: Sequence[Path]) -> dict[PurePosixPath, bytes]:
    files: dict[PurePosixPath, bytes] = {}
    for folder in reversed(folders):
        root = folder / FOLDER
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.is_file() and not path.name.startswith("."):
                files[_place(path, root)] = path.read_bytes()
    return files


def _place(path: Path, root: Path) -> PurePosixPath:
    place = PurePosixPath(path.relative_to(root).as_posix())
    fault = nameless(PurePosixPath("templates", FOLDER) / place)
    if fault:
        raise SitegenError(fault)
    return place


def _named(path: PurePosixPath, content: bytes) -> PurePosixPath:
    if path.suffix not in _HASHED and path != ICON:
        return path
    return path.with_name(f"{path.stem}.{hashlib.sha256(content).hexdigest()[:10]}{path.suffix}")


def _rewritten(
    css: bytes, path: PurePosixPath, names: dict[PurePosixPath, PurePosixPath], *, webfonts: bool
) -> bytes:
    """The stylesheet with the fonts' new names, or without its webfonts; and without its remarks."""
    css = _SPARE.sub(_closer, css)
    if not webfonts:
        css = _FONT_FACE.sub(b"", css)

    def renamed(match: re.Match[bytes]) -> bytes:
        target = path.parent / os.fsdecode(match[1])
        return (
            b"url(%s)" % names[target].relative_to(path.parent).as_posix().encode()
            if target in names
            else match[0]
        )

    return _URL.sub(renamed, css)


def _closer(match: re.Match[bytes]) -> bytes:
    """What is kept; for anything else the end of a line, where two words need to be parted."""
    before = match.string[match.start() - 1] if match.start() else None
    return match[1] or (b"" if before in _PARTED else b"\n")


def _location(names: dict[PurePosixPath, PurePosixPath], name: str) -> str:
    found = names.get(PurePosixPath(name))
    if found is None:
        raise SitegenError(
            Diagnostic(
                "template-missing",
                Severity.ERROR,
                f"the theme has no {FOLDER}/{name}",
                hint="reinstall sitegen, or put the file into the site's own templates",
            )
        )
    return f"{FOLDER}/{found}"
