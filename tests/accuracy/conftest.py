"""The switch that records the figures anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known when pytest is called on this folder; the whole suite only compares."""
    parser.addoption(
        "--update-figures", action="store_true", help="record the present accuracy in figures.toml"
    )


@pytest.fixture(scope="session")
def update_figures(request: pytest.FixtureRequest) -> bool:
    """Whether to write the record and not to compare with it."""
    return bool(request.config.getoption("--update-figures", default=False))
