"""Which Chromium the tests drive: Debian's shell without windows, the same engine and quicker, or it all."""

from __future__ import annotations

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
