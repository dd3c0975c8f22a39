"""When Python looks for unused cycles: seldom, and during a build only through what is new.

A build makes millions of small values and hardly a cycle; looking through all of them again and again took a
third of its time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000
"""Allocations between two looks; Python's own default is 700."""
MUCH = 50_000
"""Values more than before, of which some may be in cycles: some megabytes."""


def collect_seldom() -> None:
    """For a process that makes many values."""
    gc.set_threshold(SELDOM)


def collect_no_more() -> None:
    """For a process that ends with what it is about to do: nothing has to be given back before."""
    gc.disable()


@contextmanager
def without_collecting() -> Iterator[None]:
    """Not inside this block, but for `collect_new`."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def apart_from_what_is_there() -> Iterator[None]:
    """Inside this block `collect_new` looks at nothing that was made before it.

    Looking through all that is known of a thousand articles takes as long as making fifty pages. A process
    forked in here leaves those values alone, too: what is not touched is not copied.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def collect_new() -> None:
    """Free the cycles among what was made since the last time, such as a template's own, if it is much."""
    if gc.get_count()[0] > MUCH:
        gc.collect(0)
