"""A digest of code changes with any byte of it, with its names, and with the libraries that it uses."""

from __future__ import annotations

from pathlib import Path

from sitegen.fingerprint import fingerprint_of


def test_any_byte_and_any_name_counts(tmp_path: Path) -> None:
    """Of a folder: a changed, renamed or added file is another digest; compiled ones do not count."""
    (tmp_path / "a.py").write_text("one")
    seen = [fingerprint_of(tmp_path)]
    (tmp_path / "a.pyc").write_text("compiled")
    assert fingerprint_of(tmp_path) == seen[0]
    for name, text in (("a.py", "two"), ("b.py", "two"), ("c/b.py", "two")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        seen.append(fingerprint_of(tmp_path))
    (tmp_path / "b.py").rename(tmp_path / "d.py")
    seen.append(fingerprint_of(tmp_path))
    assert len(set(seen)) == len(seen)


def test_one_file_alone(tmp_path: Path) -> None:
    """What stands beside it does not matter."""
    (tmp_path / "a.py").write_text("one")
    one = fingerprint_of(tmp_path / "a.py")
    (tmp_path / "b.py").write_text("beside")
    assert fingerprint_of(tmp_path / "a.py") == one
    (tmp_path / "a.py").write_text("two")
    assert fingerprint_of(tmp_path / "a.py") != one


def test_a_library_counts_by_its_version(tmp_path: Path) -> None:
    """None, one and two are three digests."""
    digests = {fingerprint_of(tmp_path, names) for names in ((), ("click",), ("click", "rich"))}
    assert len(digests) == 3


def test_only_what_the_pattern_names(tmp_path: Path) -> None:
    """Other files are not looked at."""
    (tmp_path / "a.po").write_text("one")
    one = fingerprint_of(tmp_path, pattern="*.po")
    (tmp_path / "b.mo").write_text("two")
    assert fingerprint_of(tmp_path, pattern="*.po") == one
