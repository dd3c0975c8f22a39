"""Plants an exception in a process of sitegen's and in all that it starts: Python runs this before the rest.

`PLANTED` names a function as `module:name`, an exception, an argument by number, and what that must hold for
the function to raise the exception. `PLANTED_MANY` makes several processes share even little work.
"""

import importlib.abc
import importlib.util
import os
import sys

from planting import raising

WHERE, EXCEPTION, ARGUMENT, *HOLDS = os.environ.get("PLANTED", "||0|").split("|")
MODULE, _, NAME = WHERE.partition(":")
SETTINGS = {
    "sitegen.annotate.engines.local": ("FEW", 0),
    "sitegen.building.processes.parallel": ("FEWEST", 4),
}


class Planter(importlib.abc.MetaPathFinder):
    """Changes a module as soon as it is there, before anybody can take the function from it."""

    def find_spec(self, name, path, target=None):
        """The module's own, with more to be done."""
        many = name in SETTINGS and "PLANTED_MANY" in os.environ
        if name != MODULE and not many:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        sys.meta_path.insert(0, self)
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            if many:
                setattr(module, *SETTINGS[name])
            if name == MODULE:
                *above, last = NAME.split(".")
                owner = getattr(module, above[0]) if above else module
                setattr(owner, last, raising(getattr(owner, last), EXCEPTION, int(ARGUMENT), HOLDS))

        spec.loader.exec_module = exec_module
        return spec


if "PLANTED" in os.environ or "PLANTED_MANY" in os.environ:
    sys.meta_path.insert(0, Planter())
