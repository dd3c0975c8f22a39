"""An editor checks an article: the build gives the digest, tells of the check, and notices every change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen import Site

pytestmark = pytest.mark.model

TEXT = "“We will stay,” said Tomas Reyle, the mayor of Averel, on Friday.\n"


def test_from_the_first_check_to_the_next_change(tmp_path: Path) -> None:
    """Without a digest, with it, after an edit of the text, and after one of the curation."""
    article = tmp_path / "content/quay.md"
    article.parent.mkdir()
    (tmp_path / "sitegen.toml").write_text("[build]\nsearch = false\n")

    def built(digest: str, text: str = TEXT) -> tuple[list[tuple[str, str]], str, str]:
        check = f"checked:\n  by: Nora Vell\n  date: 2026-05-23\n{digest}"
        article.write_text(f"---\ntitle: Quay\n{check}---\n{text}")
        report = Site.load(tmp_path).build()
        page = (tmp_path / "output/briefings/quay/index.html").read_text()
        faults = [(d.code, str(d.location)) for d in report.diagnostics]
        given = re.search(r"digest: (\w+)", "".join(d.hint for d in report.diagnostics))
        return faults, page, f"  digest: {given[1]}\n" if given else ""

    faults, page, digest = built("")
    assert faults == [("check-incomplete", "content/quay.md:3")]
    assert "Nora Vell" not in page

    faults, page, _ = built(digest)
    assert faults == []
    assert "checked by Nora Vell on 23 May 2026" in page

    faults, page, _ = built(digest, TEXT.replace("stay", "leave"))
    assert faults == [("check-stale", "content/quay.md:3")]
    assert "Nora Vell" not in page

    (tmp_path / "content/entities").mkdir(exist_ok=True)
    (tmp_path / "content/entities/tomas-reyle.md").write_text("---\nname: Tomas Reyle\nignore: true\n---\n")
    faults, page, _ = built(digest)
    assert faults == [("check-stale", "content/quay.md:3")]
    assert "Nora Vell" not in page
