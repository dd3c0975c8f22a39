"""Files replaced as a whole: whoever reads one finds what was there before or what is there now, never half.

What is written stands beside its place first, under a name that says whose it is: whoever is killed leaves
nothing that could be taken for somebody's file. The mode is the one that the umask asks for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".sitegen-tmp-"
"""How names of files and folders begin that are only there while something is written."""
_numbers = count()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes its place at the end of this block, in a folder that is made for it.

    Where the block fails the place stays as it was. Raises `OSError` on a disk's refusal.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = (
        path.parent / f"{TEMPORARY}{os.getpid()}-{next(_numbers)}"
    )  # a name of its own: `path` has room for no more
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def replace_file(path: Path, content: bytes) -> None:
    """Put these bytes in this place. Raises `OSError` on a disk's refusal."""
    with replacing(path) as file:
        file.write(content)
