"""The mean of several networks' weights, which is a network again if they set out from the same weights.

"Model soups" (Wortsman and others, 2022): fine-tuned from one common point, networks lie in one basin, and their mean is as good as
what they say together, at the price of one. From different beginnings it would be noise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def averaged(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Each weight as the mean of those of its name. Arrays of any library; what is the same in all stays as it is."""
    first, *others = found
    if any(one.keys() != first.keys() for one in others):
        raise ValueError("these are not weights of one network")
    return {name: _mean([one[name] for one in found]) for name in first}


def _mean(values: Sequence[Any]) -> Any:
    first, *others = values
    if any(one.shape != first.shape for one in others):
        raise ValueError("these are not weights of one network")
    if all((one == first).all() for one in others):
        return first  # numbers of places and the like must not become fractions
    return sum(others, first) / len(values)
