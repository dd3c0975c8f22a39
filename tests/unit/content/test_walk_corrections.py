"""Corrections files below a folder, with what is wrong with them and nothing else."""

from __future__ import annotations

from pathlib import Path

from sitegen.content.walk import Found, find_corrections
from sitegen.diagnostics import Diagnostic


def test_only_what_is_wrong_with_corrections_files(tmp_path: Path) -> None:
    """A link that leads nowhere is told where it has such a name; of other files nothing is said here."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "talks.corrections.yaml").write_text("names: []\n")
    for name in ("lost.corrections.yaml", "lost.md"):
        (content / name).symlink_to(tmp_path / "nowhere")
    found = list(find_corrections(content, tmp_path))
    assert [one.path.name for one in found if isinstance(one, Found)] == ["talks.corrections.yaml"]
    told = [one.location.path.name for one in found if isinstance(one, Diagnostic) and one.location]
    assert told == ["lost.corrections.yaml"]
