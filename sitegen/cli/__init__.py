"""The command line: arguments to calls, reports to text, results to exit codes.

The only place that prints, reads the clock or decides on an exit code.
"""

from sitegen.cli.commands import main

__all__ = ["main"]
