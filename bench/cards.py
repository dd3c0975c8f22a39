"""Cards of a built site whose names are markup: what is left of a link, a tag, an address or a template.

    python bench/cards.py OUTPUT

Reads the names of all cards from `entities/entities.jsonl` of the output folder; prints how many there are, how
many are made of markup, and these. The exit code is 1 where there is any.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

MARKUP = re.compile(
    r"[<>{}\[\]|*_`\\]|^#|\]\(|&#?\w+;|https?:|www\.|://|\.(?:png|jpe?g|gif|html?|md|pdf)\b", re.IGNORECASE
)


def main(output: Path) -> int:
    """Count, and tell."""
    lines = (output / "entities" / "entities.jsonl").read_text("utf-8").splitlines()
    names = [str(json.loads(line)["name"]) for line in lines]
    wrong = sorted({name for name in names if MARKUP.search(name)})
    print(f"{len(names)} cards, {len(wrong)} made of markup")
    print(*(f"  {name!r}" for name in wrong), sep="\n", end="\n" if wrong else "")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
