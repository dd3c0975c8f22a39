"""Parts labelled documents into a half that may be read and a half that is only ever measured.

usage: accuracy_split.py LABELLED.jsonl FOLDER

LABELLED has one JSON object a line, each with an `id`. Writes `read.jsonl` and `unread.jsonl` into FOLDER, the
lines as they are. Which half a document is in depends on the SHA-256 of its id alone (an even first byte: read),
so that it stays there whatever is added to the file. Errors are looked at in the read half; of the unread
half nobody sees more than figures, and each look at them is noted in accuracy.md.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path


def half_of(name: str) -> str:
    """`read` or `unread`, by a document's id."""
    return "unread" if hashlib.sha256(name.encode()).digest()[0] % 2 else "read"


def main() -> None:
    """Write both halves and print how many documents each has."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, folder = map(Path, sys.argv[1:])
    halves: dict[str, list[str]] = {"read": [], "unread": []}
    for line in source.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            halves[half_of(json.loads(line)["id"])].append(line)
    folder.mkdir(parents=True, exist_ok=True)
    for half, lines in halves.items():
        (folder / f"{half}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        print(f"{half}: {len(lines)} documents")


if __name__ == "__main__":
    main()
