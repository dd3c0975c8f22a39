"""The public log: what readers are told was corrected after publication."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_site import desk_site, write_site

SAID = """\
approved:
  by: Nora Vell
  on: 2026-05-23
  digest: "0"
quotations:
  - exact: "“Nobody asked us,”"
    speaker: tom-askew
    on: 2026-05-21
    why: It is on tape.
    by: Ida Kern
  - exact: "“is dead”"
    remove: true
    on: 2026-05-22
  - exact: "“We will stay at the table,”"
    kind: indirect
    on: 2026-05-20
mentions:
  - exact: "Green Steel"
    remove: true
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with a dated article, and corrections before and after that day."""
    folder = write_site(tmp_path / "site")
    talks = folder / "content" / "talks.md"
    talks.write_text(
        talks.read_text("utf-8").replace("title: Talks", "title: Talks\ndate: 2026-05-20"), "utf-8"
    )
    talks.with_name("talks.corrections.yaml").write_text(SAID, "utf-8")
    return folder


def wanted(folder: Path) -> None:
    """The site tells it."""
    config = folder / "sitegen.toml"
    config.write_text(config.read_text("utf-8") + "[render]\ncorrections = true\n", "utf-8")


def entries(page: str) -> list[str]:
    """The log's lines."""
    log = page.partition("class=log")[2] or page.partition('class="prose log"')[2]
    return [line.partition("</li>")[0] for line in log.partition("</ul>")[0].split("<li>")[1:]]


def test_nothing_is_told_where_the_site_does_not_want_it(folder: Path) -> None:
    """No page, no section, no link."""
    desk_site(folder)
    assert not (folder / "output" / "corrections").exists()
    assert "orrections" not in (folder / "output" / "briefings" / "talks" / "index.html").read_text("utf-8")


def test_what_is_told(folder: Path) -> None:
    """The newest first, with day and reason; nothing of that day itself or without a day; no names."""
    wanted(folder)
    desk_site(folder)
    page = (folder / "output" / "briefings" / "talks" / "index.html").read_text("utf-8")
    found = entries(page)
    assert [line[15:25] for line in found] == ["2026-05-23", "2026-05-22", "2026-05-21"]
    assert "All marks were checked by Nora Vell" in found[0]
    assert "This is no quotation: “is dead”" in found[1]
    assert "“Nobody asked us,” was said by Tom Askew" in found[2]
    assert "It is on tape." in found[2]
    assert "Ida Kern" not in page
    site = (folder / "output" / "corrections" / "index.html").read_text("utf-8")
    assert entries(site) == found
    assert '<a href="../briefings/talks/">' in site
    front = (folder / "output" / "index.html").read_text("utf-8")
    assert '<a href="corrections/">Corrections</a>' in front


@pytest.mark.parametrize(
    ("section", "item", "told"),
    [
        ("quotations", "exact: “is dead”\n    extent: Green Steel “is dead”",
         "A quotation has these words: “Green Steel “is dead””"),
        ("quotations", "exact: “is dead”\n    kind: indirect", "Reported in the article’s words: “is dead”"),
        ("quotations", "exact: “is dead”\n    speaker: Tom Askew\n    extent: Green Steel “is dead”",
         "“Green Steel “is dead”” was said by Tom Askew"),
        ("mentions", "exact: Green Steel\n    type: organisation", "“Green Steel” is an organisation"),
        ("mentions", "exact: Green Steel\n    extent: plan of Green Steel",
         "The whole name is “plan of Green Steel”"),
        ("mentions", "exact: the quay\n    add: true\n    type: place", "A name was added: “the quay”"),
        ("descriptions", "exact: sent nobody\n    entity: Diesel Corp\n    choose: true",
         "A description of somebody: “sent nobody”"),
        ("dates", "exact: Friday\n    value: 2026-05-22", "“Friday” is the date 2026-05-22"),
    ],
)  # fmt: skip
def test_an_entry_says_what_is_right(folder: Path, section: str, item: str, told: str) -> None:
    """The words as they are now, not those that were wrong."""
    wanted(folder)
    file = folder / "content" / "talks.corrections.yaml"
    file.write_text(f"{section}:\n  - {item}\n    on: 2026-05-22\n", "utf-8")
    desk_site(folder)
    (entry,) = entries((folder / "output" / "corrections" / "index.html").read_text("utf-8"))
    assert told in entry, entry


def test_it_is_byte_stable(folder: Path) -> None:
    """Built again from nothing it is the same; without corrections it says so."""
    wanted(folder)
    desk_site(folder)
    file = folder / "output" / "corrections" / "index.html"
    before = file.read_bytes()
    file.unlink()
    desk_site(folder)
    assert file.read_bytes() == before
    (folder / "content" / "talks.corrections.yaml").unlink()
    desk_site(folder)
    assert "Nothing has been corrected." in file.read_text("utf-8")
