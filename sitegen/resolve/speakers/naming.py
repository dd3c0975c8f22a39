"""An unnamed source that the text itself names later.

"A caller … the caller was later identified as Ines Halloran": then the caller is she, also in what was
quoted before. Nothing less counts: a name that merely follows an unnamed source's words is not its name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sitegen.model.annotation import Mention
from sitegen.resolve.speakers.memory import Memory, Referent
from sitegen.resolve.speakers.phrases import head_form
from sitegen.resolve.speakers.scene import Scene

BEHIND = 120
"""Characters before a name in which it may be said whose name it is."""
IDENTIFIED = re.compile(
    r"\b(?:the|that) (?:[\w’'-]+ ){0,3}?(?P<head>[\w’'-]+),? (?:who )?"
    r"(?:(?:was|were|is|has been|has since been|had been) )?(?:later |since |then |now |only |eventually )?"
    r"(?:identified(?: (?:himself|herself|themselves))?|named|revealed|unmasked|gave (?:his|her|their) name"
    r"|turned out|proved)"
    r"(?: (?:by|in) [\w’' ]{1,40}?)?(?: (?:as|to be))? ?$",
    re.IGNORECASE,
)


def note_naming(mention: Mention, card: int, scene: Scene, memory: Memory) -> None:
    """Where the words before a name say that it is an unnamed source's, note that."""
    start = max(scene.sentences[scene.sentence(mention.span.start)], mention.span.start - BEHIND)
    match = IDENTIFIED.search(scene.text, start, mention.span.start)
    if match is None:
        return
    for index in memory.recent_groups(head_form(match["head"]))[:1]:
        memory.groups[index] = replace(memory.groups[index], becomes=Referent(card))
