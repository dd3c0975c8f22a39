"""What a build is asked for: one frozen value. Imports next to nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

CACHE = ".cache"
"""Below the site's folder; may be deleted at any time."""


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever builds asks for; the rest stands in the configuration."""

    folder: Path
    """The site's."""
    output: Path | None = None
    """None for the configured one."""
    drafts: bool = False
    future: bool = False
    """Whether to publish drafts and future articles, though the configuration would not."""
    approved: bool = False
    """Whether nothing is to be published unless an editor has approved every article."""
    jobs: int | None = None
    """Processes that annotate many articles; None for as many as there are cores."""
    explain: str = ""
    """The page of which to tell why it was made or not; "" for none."""
    scheduler: str = ""
    """Address of the Dask scheduler whose workers annotate; "" for processes of this computer."""
    repeated: bool = False
    """Whether builds follow one another in this process, so that what each needs stays in memory."""
    safe: bool = False
    """Whether strangers wrote the site: nothing of theirs is run, followed out of the folder or believed."""
    aside: Path | None = None
    """Where what is kept between builds stands instead of in the site's folder."""

    @property
    def cache(self) -> Path:
        """Where what is kept between builds stands."""
        return self.aside or self.folder / CACHE

    @property
    def state(self) -> Path:
        """Where is kept what the last build left that was asked for the same site."""
        name = json.dumps(self.words())
        return self.cache / "state" / hashlib.sha256(name.encode()).hexdigest()[:16]

    def words(self) -> list[object]:
        """What decides which site is made, and where: the same from wherever it is asked for."""
        return [str(self.output and self.output.resolve()), self.drafts, self.future, self.approved]
