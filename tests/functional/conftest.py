"""The example site, built once for all tests of this folder that read it, whatever their process."""

from __future__ import annotations

import pytest
from example_site import Files, build_example, files_of_example
from made_once import made_once


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Every file of the built site but the search index, by its path."""
    return files_of_example(made_once(tmp_path_factory, "example", build_example))
