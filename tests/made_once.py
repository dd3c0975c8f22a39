"""Folders that are dear to make, made by one process of a test run for all of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.building.processes.turns import taking_turns


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills; whoever comes while another process fills it waits. Only to be read."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = factory.mktemp(name)
        make(folder)
        return folder
    run = factory.getbasetemp().parent
    with taking_turns(run):
        if not (run / name).exists():
            making = factory.mktemp(name)
            make(making)
            making.rename(run / name)
    return run / name
