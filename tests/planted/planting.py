"""An exception planted in a function: what a fault of sitegen's own would raise, for one article alone."""

import builtins
from functools import wraps


def raising(function, exception, argument, holds):
    """The function, which raises this built-in exception where that argument holds all these words."""

    @wraps(function)
    def planted(*args, **options):
        given = repr(args[argument])
        if all(words in given for words in holds):
            if exception == "RecursionError":
                return planted(*args, **options) + 1
            raise getattr(builtins, exception)("planted")
        return function(*args, **options)

    return planted
