"""Write the bill of materials of all that is shipped: sitegen.cdx.json (CycloneDX 1.6) and docs/licences.md.

In: requirements.lock, which names what is installed beside sitegen, the installed packages' own metadata for
their licences, and what sitegen carries itself (fonts, word lists). With --check, see whether both are so.
Where a package's metadata has no licence that SPDX knows, WORDS says which one its words mean.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BILL, PAGE = ROOT / "sitegen.cdx.json", ROOT / "docs" / "licences.md"
BUILDING = {"editables", "hatchling", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}
"""Only used to build sitegen; packaging, too, but others use it as well."""
WORDS = {
    "BSD": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Artistic License": "Artistic-1.0-Perl",
    "ISC License": "ISC",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
SPDX = re.compile(r"[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*")
ELSEWHERE = {"colorama": "BSD-3-Clause", "httpx2-jsfetch": "BSD-3-Clause", "tzdata": "Apache-2.0"}
"""Of packages that are installed on other systems only."""
LOCKED = re.compile(
    r"^([\w.-]+)==([^\s;\\]+)(?: ; ([^\\\n]+?))? \\\n((?:    --hash=sha256:\w+(?: \\)?\n)+)", re.MULTILINE
)


@dataclass(frozen=True)
class Part:
    """Something that is shipped, or installed with it."""

    name: str
    version: str
    licence: str
    use: str
    where: str = ""
    """A condition under which it is installed, or the files it is."""
    hashes: tuple[str, ...] = ()
    kind: str = "library"

    @property
    def purl(self) -> str:
        """Its package URL; "" for what is no package."""
        return f"pkg:pypi/{self.name}@{self.version}" if self.hashes else ""


def libraries() -> list[Part]:
    """What the lock file names."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    if len(found := LOCKED.findall(lock + "\n")) != len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE)):
        raise ValueError("requirements.lock has lines that are not understood")
    return [
        Part(
            name, version, licence_of(name), "building sitegen" if name in BUILDING else "running it",
            condition, tuple(re.findall(r"sha256:(\w+)", hashes)),
        )
        for name, version, condition, hashes in found
    ]  # fmt: skip


def licence_of(name: str) -> str:
    """An SPDX expression. Raises `ValueError` where the metadata says nothing that is understood."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    data = importlib.metadata.metadata(name)
    said = [data.get("License-Expression"), data.get("License"), *data.get_all("Classifier", [])]
    for words in said:
        if words in WORDS:
            return WORDS[words]
        if words and SPDX.fullmatch(words) and "::" not in words:
            return str(words)
    raise ValueError(f"{name}: no licence is known")


def carried() -> list[Part]:
    """What sitegen's own package carries that others made: the table of its data, and the fonts."""
    table = (ROOT / "sitegen/data/LICENCES.md").read_text("utf-8")
    rows = re.findall(r"^\| (`(?:gazetteer|annotate/encoder).*?) \| (.+?) \| (.+?) \|$", table, re.MULTILINE)
    unlinked = re.compile(r"\[([^\]]+)\]\([^)]+\)")
    data = [
        Part(
            unlinked.sub(r"\1", origin).split(",")[0],
            "",
            licence,
            "word lists and weights",
            what.replace("`", ""),
            kind="data",
        )
        for what, origin, licence in rows
    ]
    fonts = [
        Part(
            file.stem.removeprefix("OFL-"),
            "",
            "OFL-1.1",
            "the default theme's type",
            f"templates/assets/fonts/{file.name}",
            kind="data",
        )
        for file in sorted((ROOT / "templates/assets/fonts").glob("OFL-*.txt"))
    ]
    return data + fonts


def bill(parts: list[Part]) -> str:
    """The bill as CycloneDX JSON: no time and no serial number, so that equal materials give equal bytes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    own = {
        "type": "application", "bom-ref": "sitegen", "name": "sitegen", "version": project["version"],
        "licenses": [{"license": {"id": project["license"]}}],
    }  # fmt: skip
    components = [_component(part) for part in parts]
    needed = [
        c["bom-ref"] for c, part in zip(components, parts, strict=True) if part.use != "building sitegen"
    ]
    whole = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": own}, "components": components,
        "dependencies": [{"ref": "sitegen", "dependsOn": needed}],
    }  # fmt: skip
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _component(part: Part) -> dict[str, object]:
    ref = part.purl or f"{part.kind}:{part.name}:{part.where}"
    licences = (
        [{"expression": part.licence}] if part.kind == "library" else [{"license": {"name": part.licence}}]
    )
    found: dict[str, object] = {"type": part.kind, "bom-ref": ref, "name": part.name, "licenses": licences}
    if part.version:
        found |= {"version": part.version, "purl": part.purl}
    if part.use == "building sitegen":
        found["scope"] = "excluded"
    properties = [{"name": "sitegen:use", "value": part.use}]
    properties += [{"name": "sitegen:where", "value": part.where}] if part.where else []
    # a package has a file for each system, and any of them may be installed
    properties += [{"name": "sitegen:file:sha256", "value": each} for each in part.hashes]
    return found | {"properties": properties}


def page(parts: list[Part]) -> str:
    """The same for people."""
    rows = "".join(
        f"| {p.name} | {p.version} | {p.licence} | {p.use}{f' ({p.where})' if p.where else ''} |\n"
        for p in parts
    )
    return (
        "# Licences of all that is shipped\n\nsitegen is under the MIT licence. What it carries, and what is installed "
        "with it by `requirements.lock`, is under these. Written by\n`tools/bill.py`, together with "
        "`sitegen.cdx.json`, the software bill of materials (CycloneDX), which has the hashes of all files as well. Compiled packages,\nsuch as `pagefind-bin` and `pydantic-core`, hold libraries of other languages, of which their own projects keep lists.\n\n"
        f"| what | version | licence | for |\n|---|---|---|---|\n{rows}"
    )


if __name__ == "__main__":
    everything = carried() + libraries()
    for file, text in ((BILL, bill(everything)), (PAGE, page(everything))):
        if "--check" not in sys.argv:
            file.write_text(text, "utf-8")
        elif not file.is_file() or file.read_text("utf-8") != text:
            sys.exit(f"{file.name} is not what is shipped: run  python tools/bill.py")
