"""The small site of `tests/data/render`, rendered once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest
from render_site import read_site, render_site

from sitegen.render.plans import prepare, read_theme
from sitegen.render.site.lookup import Lookup


@pytest.fixture(scope="session")
def site() -> Mapping[str, bytes]:
    """Every file of the small site, by its path below the output folder."""
    index, docs, config = read_site()
    outputs = list(render_site(index, docs, config))
    files = {str(output.path): output.content for output in outputs}
    assert len(files) == len(outputs), "two outputs have one path"
    assert all(not PurePosixPath(path).is_absolute() and ".." not in path.split("/") for path in files)
    return files


@pytest.fixture(scope="session")
def found() -> Lookup:
    """The small site, prepared for views."""
    index, _, config = read_site()
    return prepare(index, read_theme(config))
