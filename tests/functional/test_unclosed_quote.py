"""A quotation mark that is never closed is one warning with file and line, as long as it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import Site, annotate_markdown

pytestmark = pytest.mark.model

TEXT = """---
title: Quay
---
It rained
all day.

“We stay,
said Tomas Reyle.
"""


def test_the_line_is_the_files_own(tmp_path: Path) -> None:
    """Front matter counted; also from the cache, for a file of another name or with more front matter."""
    (tmp_path / "content").mkdir()
    (tmp_path / "sitegen.toml").write_text("[build]\nsearch = false\n")

    def warned(name: str, text: str) -> list[tuple[str, str]]:
        for old in (tmp_path / "content").glob("*.md"):
            old.unlink()
        (tmp_path / "content" / name).write_text(text)
        return [(d.code, str(d.location)) for d in Site.load(tmp_path).build().diagnostics]

    assert warned("quay.md", TEXT) == [("quote-unclosed", "content/quay.md:7")]
    assert warned("pier.md", TEXT.replace("---\nIt", "tags: [ports]\n---\nIt")) == [
        ("quote-unclosed", "content/pier.md:8")
    ]
    assert warned("pier.md", TEXT.replace("stay,", "stay,”")) == []


def test_a_text_without_a_site() -> None:
    """`sitegen annotate` and the public function tell it too."""
    codes = [d.code for d in annotate_markdown(TEXT).diagnostics]
    assert codes == ["quote-unclosed"]
