"""Front matter in any form to its tree, or what is wrong with it, placed in the file. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import PurePosixPath

from sitegen.content.matter.nodes import Mapping, RefusedError, Value, cleaned, without_repeats
from sitegen.content.matter.othermaps import json_value, lines_value, toml_value
from sitegen.content.matter.split import MatterForm, Parts
from sitegen.content.matter.yamlmap import yaml_value
from sitegen.diagnostics import Diagnostic, Location, Severity

_READERS: dict[MatterForm, Callable[[str, int], Value]] = {
    MatterForm.YAML: yaml_value,
    MatterForm.TOML: toml_value,
    MatterForm.JSON: json_value,
    MatterForm.LINES: lines_value,
}


def matter_of(parts: Parts, path: PurePosixPath) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The front matter's keys, none where there is none; None with the error."""
    if parts.matter is None:
        return Mapping((), 1, 1), ()
    return parse_mapping(parts.matter, parts.matter_line, path, parts.form)


def parse_mapping(
    text: str,
    first_line: int,
    path: PurePosixPath,
    form: MatterForm = MatterForm.YAML,
    *,
    what: str = "the front matter",
    page: str = "",
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The mapping, empty for empty text; None with the error, placed in the file.

    `what` it is, for messages; `page` of the documentation to be named instead of hints on front matter.
    """
    try:
        tree = _READERS[form](text, first_line)
        if isinstance(tree, Mapping):
            return cleaned(without_repeats(tree, first_line), path)
        error = _without_keys(tree.line - first_line, what)
    except RefusedError as refused:
        error = refused
    if form is MatterForm.YAML and _is_toml(text):
        message = "between lines of  ---  stand keys of TOML"
        hint = "write  +++  in place of each of the two lines of  ---"
        error = RefusedError("front-matter-syntax", message, hint, 0, 1)
    where = Location(path, error.line + first_line, error.column)
    hint = f"mend this line; {page} shows the form" if page else error.hint
    return None, (Diagnostic(error.code, Severity.ERROR, error.message, where, hint),)


def _is_toml(text: str) -> bool:
    try:
        return bool(tomllib.loads(text))
    except (ValueError, RecursionError):
        return False


def _without_keys(line: int, what: str) -> RefusedError:
    return RefusedError(
        "front-matter-syntax",
        f"{what} has no keys",
        "every line is  key: value  as in  title: Talks resume ; if a horizontal rule was meant, write  ***",
        line,
        1,
    )
