"""The example site, built once for all tests of this folder that read it."""

from __future__ import annotations

import pytest
from example_site import Files, build_example


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Every file of the built site but the search index, by its path."""
    return build_example(tmp_path_factory.mktemp("example"))
