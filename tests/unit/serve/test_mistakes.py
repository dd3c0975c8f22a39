"""What the overlay is told of a mistake."""

from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.serve.overlay import problems


def error(path: str, line: int | None, severity: Severity = Severity.ERROR) -> Diagnostic:
    """A diagnostic at this place."""
    return Diagnostic("a-b", severity, "Wrong.", Location(PurePosixPath(path), line, 3), "Mend it.")


class TestProblems:
    def test_lines_around_the_mistake(self, tmp_path):
        """File, line, column, hint, and the source with two lines on either side."""
        (tmp_path / "a.md").write_text("\n".join(f"line {n}" for n in range(1, 10)), "utf-8")
        (found,) = problems([error("a.md", 4)], tmp_path)
        assert (found["place"], found["line"], found["column"]) == ("a.md:4:3", 4, 3)
        assert (found["message"], found["hint"], found["code"]) == ("Wrong.", "Mend it.", "a-b")
        assert [line["number"] for line in found["source"]] == [2, 3, 4, 5, 6]
        assert found["source"][2]["text"] == "line 4"

    def test_the_edges_of_a_file(self, tmp_path):
        """At the first and behind the last line there is less to show."""
        (tmp_path / "a.md").write_bytes(b"one\r\ntwo")
        first, last = problems([error("a.md", 1), error("a.md", 9)], tmp_path)
        assert [line["text"] for line in first["source"]] == ["one", "two"]
        assert last["source"] == []

    def test_warnings_are_for_the_terminal(self, tmp_path):
        """The overlay is for what is wrong."""
        assert problems([error("a.md", 1, Severity.WARNING)], tmp_path) == ()

    def test_nothing_outside_the_site_is_shown(self, tmp_path):
        """Whatever a diagnostic names, only the site's own files are read."""
        (tmp_path / "secret").write_text("x")
        (tmp_path / "site").mkdir()
        (found,) = problems([error("../secret", 1)], tmp_path / "site")
        assert found["source"] == []

    def test_undecodable_source(self, tmp_path):
        """A file that is wrong because of its bytes is shown all the same."""
        (tmp_path / "a.md").write_bytes(b"caf\xe9")
        assert problems([error("a.md", 1)], tmp_path)[0]["source"][0]["text"] == "caf�"
