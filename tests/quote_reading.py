"""Reading the quote index as JSON: every quotation with what the file says once for its briefing."""

from __future__ import annotations

import json
from typing import Any

ABSENT = dict.fromkeys(("speaker", "speaker_entity", "cue", "source_url"), "")
"""What a file leaves out where it is not known."""


def quotes_in(content: bytes) -> list[dict[str, Any]]:
    """All of them, flat, in the file's order."""
    listed = json.loads(content)
    assert listed["version"] == 2
    return [
        {**ABSENT, **quote, "briefing": each["title"], "url": f"{each['url']}#{quote['id']}"}
        for each in listed["briefings"]
        for quote in each["quotes"]
    ]
