"""Files put into their places before the build that they belong to is done, for whoever waits for them.

Only what is there already: of others no manifest would know yet whose they are. New styles and scripts that
pages link to come before them, with a journal that says so. The build that follows finds them there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path

from sitegen.atomic import replace_file
from sitegen.building.output.manifest import JOURNAL, digest_of, journal, read_ours
from sitegen.building.output.workshop import Planned, Workshop
from sitegen.building.processes.turns import taking_turns


def put_early(
    output: Path,
    plans: Sequence[Planned],
    linked: Sequence[Planned],
    workshop: Workshop,
    left: Collection[str],
    told: Callable[[], None],
) -> None:
    """Put those that differ from what stands there into their places; `told` is called after the first.

    `linked`: what they may link to. `left`: paths of the files that the last build left. A disk's refusal is
    left to the build that follows.
    """
    known = [plan for plan in plans if plan.path in left]
    contents = {plan.path: workshop.content(plan) for plan in known}
    changed = {
        path: content
        for path, content in contents.items()
        if digest_of(output / path) != hashlib.sha256(content).hexdigest()
    }
    if not changed:
        return
    with suppress(OSError), taking_turns(output):
        new = [plan for plan in linked if not (output / plan.path).exists()]
        if new:
            ours = read_ours(output).keys() | {plan.path for plan in new}
            replace_file(output / JOURNAL, journal(ours))
        for plan in new:
            replace_file(output / plan.path, workshop.content(plan))
        for number, (path, content) in enumerate(changed.items()):
            replace_file(output / path, content)
            if number == 0:  # the page comes before the files beside it
                told()
