"""What the rescan compares."""

import os
from pathlib import Path

from sitegen.serve.watching.snapshot import differences, read_snapshot


def shown(paths, folder: Path) -> set[str]:
    """Paths below the folder, short."""
    return {str(Path(path).relative_to(folder)) for path in paths}


class TestReadSnapshot:
    def test_files_at_any_depth_without_litter(self, tmp_path):
        """Sources are in it; hidden files, backups and locks are not."""
        for name in ("a.md", "b/c/d.md", "b/.git/x", "b/a.md~", "b/.#a.md", "4913"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x")
        assert shown(read_snapshot([tmp_path]).stamps, tmp_path) == {"a.md", "b/c/d.md"}

    def test_links(self, tmp_path):
        """Links within the site are followed and their targets named; loops end; none leads out."""
        site, outside = tmp_path / "site", tmp_path / "outside"
        for name in ("site/content/a.md", "site/more/b.md", "site/one.md", "outside/c.md"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x")
        content = site / "content"
        (content / "more").symlink_to(site / "more")
        (content / "one.md").symlink_to(site / "one.md")
        (content / "again").symlink_to(content)
        (content / "out").symlink_to(outside)
        (content / "gone").symlink_to(site / "nothing")
        found = read_snapshot([content], inside=site)
        assert shown(found.stamps, content) == {"a.md", "more/b.md", "one.md"}
        assert (found.linked_folders, found.linked_files) == ({site / "more"}, {site / "one.md"})
        assert "out/c.md" in shown(read_snapshot([content]).stamps, content)

    def test_what_is_not_there_is_not_in_it(self, tmp_path):
        """A folder or file that does not exist yet is no mistake."""
        assert read_snapshot([tmp_path / "none", tmp_path / "none.md"]).stamps == {}


class TestDifferences:
    def test_made_changed_removed_and_replaced(self, tmp_path):
        """Every kind of change shows, even where size and time are kept."""
        for name in ("same", "changed", "removed", "replaced"):
            (tmp_path / name).write_text("1")
        before = read_snapshot([tmp_path]).stamps
        (tmp_path / "changed").write_text("22")
        (tmp_path / "removed").unlink()
        (tmp_path / "made").write_text("1")
        times = (tmp_path / "replaced").stat()
        (tmp_path / ".new").write_text("2")
        os.utime(tmp_path / ".new", ns=(times.st_atime_ns, times.st_mtime_ns))
        (tmp_path / ".new").replace(tmp_path / "replaced")
        after = read_snapshot([tmp_path]).stamps
        assert shown(differences(before, after), tmp_path) == {"changed", "removed", "made", "replaced"}
