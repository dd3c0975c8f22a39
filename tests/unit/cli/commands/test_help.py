"""Each command's help says what its exit codes mean."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from sitegen.cli.commands.main import main


def commands(group: click.Group, *above: str) -> list[tuple[str, ...]]:
    """Every command that does something, with those above it."""
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += commands(command, *above, name)
        else:
            found.append((*above, name))
    return found


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_help_tells_the_exit_codes(words: tuple[str, ...]) -> None:
    """One line for each, done and wrongly called among them."""
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0
    _, _, codes = result.output.partition("Exit codes:\n")
    told = [line.split()[0] for line in codes.split("\n\n")[0].splitlines()]
    assert told == sorted(told)
    assert {"0", "2"} <= set(told) <= {"0", "1", "2", "3", "4"}
