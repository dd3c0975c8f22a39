"""A change of a file beside others who write it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import pytest

from sitegen.atomic import replacing
from sitegen.building.articles import saving
from sitegen.building.articles.saving import save

PATH = PurePosixPath("talks.corrections.yaml")


def test_what_is_written_while_the_new_file_is_made_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow disk takes its time: the change is made again, in what stands there then."""
    file = tmp_path / PATH
    file.write_text("# one\n", "utf-8")
    others = iter(["# two\n"])

    @contextmanager
    def slowly(path: Path) -> Iterator[BinaryIO]:
        with replacing(path) as new:
            for other in others:
                file.write_text(other, "utf-8")
            yield new

    monkeypatch.setattr(saving, "replacing", slowly)
    saved = save(tmp_path, PATH, lambda text: f"{text}dates: []\n")
    assert (saved.before, file.read_text("utf-8")) == ("# two\n", "# two\ndates: []\n")
    assert [found.name for found in tmp_path.iterdir()] == [PATH.name]
