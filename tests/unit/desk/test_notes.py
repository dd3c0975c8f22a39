"""A note is replaced whole: so it is only where it is the one that a build has shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_site import AtTheDesk, write_site

from sitegen.desk.requests import RefusedActionError

OTHER = "---\nname: Tom Askew\n---\nA long text of somebody else.\n"


def test_a_note_that_nobody_has_seen_is_not_replaced(tmp_path: Path) -> None:
    """It was typed into the file a moment ago; once a build has shown it, it may be."""
    editor = AtTheDesk(write_site(tmp_path))
    file = tmp_path / "content" / "entities" / "tom-askew.md"
    file.parent.mkdir()
    file.write_text(OTHER, "utf-8")
    with pytest.raises(RefusedActionError, match="somebody else"):
        editor.do("entity", entity_id="tom-askew", note="Speaks.")
    assert file.read_text("utf-8") == OTHER
    editor.look()
    editor.do("entity", entity_id="tom-askew", note="Speaks.")
    assert "Speaks." in file.read_text("utf-8")


def test_one_s_own_note_is_replaced_at_once(tmp_path: Path) -> None:
    """Before a build has followed: whoever saves twice has seen what they wrote."""
    editor = AtTheDesk(write_site(tmp_path))
    editor.do("entity", entity_id="tom-askew", note="Speaks.")
    editor.do("entity", entity_id="tom-askew", note="Speaks twice.")
    file = tmp_path / "content" / "entities" / "tom-askew.md"
    assert file.read_text("utf-8").endswith("---\nSpeaks twice.\n")
