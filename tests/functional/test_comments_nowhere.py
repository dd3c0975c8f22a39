"""What an editor notes in a comment reaches no file of the output, whatever it is noted in."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.building.pipeline import Site

pytestmark = pytest.mark.model

SOURCES = {
    "sitegen.toml": '[site]\ntitle = "Case"\nbase_url = "https://example.org/"\n',
    "content/a.md": (
        "---\ntitle: Quarry\n---\n<!--\nEditor: the source is Otto Secretman.\n-->\n\n"
        "The quarry <!-- Otto Secretman\n\nagain --> closes, said Rosa Lindqvist. {# Otto Secretman #}\n"
    ),
    "content/b.md": "<!-- # Otto Secretman -->\n\n# Ferry\n\nThe ferry is back.\n",
    "content/c.txt": "Otto's port <!-- Otto Secretman -->\n\nThe port closes, said Rosa Lindqvist.\n",
    "content/d.md": (
        "# Quay\n\n<div>\n<!-- Otto Secretman\n\n--></div>\n\n"
        "{% comment %}Secretman{% endcomment %}“Yes,” she said."
    ),
    "content/entities/rosa.md": "---\nname: Rosa Lindqvist\n---\nA mayor. <!-- Secretman knows her -->\n",
}


@pytest.mark.parametrize("html", ["text", "safe"])
def test_comments_reach_no_output(tmp_path: Path, html: str) -> None:
    """Neither pages nor feeds, exports, summaries, annotations or search records; each file has its note."""
    for name, text in SOURCES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    config = tmp_path / "sitegen.toml"
    config.write_text(f'{config.read_text()}[markdown]\nhtml = "{html}"\n')
    report = Site.load(tmp_path).build()
    files = [path for path in (tmp_path / "output").rglob("*") if path.is_file()]
    assert len(files) > 40
    assert not [str(path) for path in files if b"Secretman" in path.read_bytes()]
    assert not [str(path) for path in files if b"secretman" in path.read_bytes().lower()]
    noted = {str(d.location.path) for d in report.diagnostics if d.code == "comment-left-out" and d.location}
    assert noted == {name for name in SOURCES if name != "sitegen.toml"}
