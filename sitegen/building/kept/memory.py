"""What builds in one process keep in memory, in front of what is kept on disk.

Values are decoded once; a preview asks for the same ones at each save. Only what the last build asked for
stays, so that a long preview does not grow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Generic, TypeVar

from sitegen.building.kept.store import Store
from sitegen.codec import UnreadableError, packed, unpacker

T = TypeVar("T")
K = TypeVar("K", bound=str)
AT_ONCE = 256
"""Values that are encoded, or decoded, together."""


class Names(Generic[T]):
    """What was worked out of certain objects, while they are the same as the last time, or equal texts."""

    def __init__(self, *, once: bool = False) -> None:
        """`once`: nobody will ask for it a second time, so that nothing stays."""
        self._once = once
        self._known: dict[str, tuple[tuple[object, ...], T]] = {}

    def of(self, name: K, objects: tuple[object, ...], make: Callable[[K], T]) -> T:
        """The result for this name, made again where one of the objects is another one now."""
        if self._once:
            return make(name)
        known = self._known.get(name)
        if known is None or len(known[0]) != len(objects) or any(map(_is_other, known[0], objects)):
            known = self._known[name] = (objects, make(name))
        return known[1]


def _is_other(before: object, now: object) -> bool:
    """To compare articles by what they hold would take longer than most of what is worked out of them."""
    return before is not now and not (isinstance(now, str) and before == now)


class Kind(Generic[T]):
    """The values of one kind."""

    def __init__(
        self,
        store: Store,
        kind: str,
        form: type[T],
        limit: int | None = None,
        alike: Callable[[T], T] | None = None,
    ) -> None:
        """`limit`: how many values stay in memory, where they are large.

        `alike`: the same value with parts that are one with equal parts of others.
        """
        self._store, self._kind, self._limit = store, kind, limit
        self._unpacked = unpacker(form)
        self._alike = alike
        self._memory: dict[str, T] = {}
        self._asked: set[str] = set()

    def read(self, keys: Iterable[str]) -> dict[str, T]:
        """Those that are kept."""
        wanted = set(keys)
        self._ask(wanted)
        found = {key: self._memory[key] for key in wanted & self._memory.keys()}
        waiting = iter(sorted(wanted - found.keys()))
        while some := list(islice(waiting, AT_ONCE)):  # all at once as bytes would take much room
            for key, data in self._store.read(self._kind, some).items():
                try:
                    found[key] = self._memory[key] = self.value(data)
                except UnreadableError:  # written by another version under the same key: as good as missing
                    continue
            self._drop_oldest()
        return found

    def all(self) -> dict[str, T]:
        """Everything that is kept of this kind; what of it is of use is not known yet."""
        found = self.read(self._store.keys(self._kind))
        self._asked = set()
        return found

    def one(self, key: str, make: Callable[[], T]) -> T:
        """The value of this key, made and kept where it is not there."""
        known = self._known(key)
        if known is None:
            known = make()
            self.write({key: known})
        return known

    def one_packed(self, key: str, make: Callable[[], bytes]) -> T:
        """The same where it is made packed, as by another process: nothing packs it again."""
        known = self._known(key)
        if known is None:
            data = make()
            self._store.write(self._kind, {key: data})
            known = self.value(data)
            self.hold({key: known})
        return known

    def _known(self, key: str) -> T | None:
        self._ask((key,))
        value = self._memory.get(key)
        return self.read((key,)).get(key) if value is None else value

    def write(self, values: Mapping[str, T], *, held: bool = True) -> dict[str, bytes]:
        """Keep these, in memory only if they are to be `held`. Returns them as they are kept."""
        self._ask(values)
        if held:
            self.hold(values)
        encoded = {key: packed(value) for key, value in values.items()}
        self._store.write(self._kind, encoded)
        return encoded

    def write_many(self, values: Iterable[tuple[str, T]], *, held: bool = True) -> None:
        """The same for as many as an archive has: no more than some of them are encoded, or made, at once."""
        waiting = iter(values)
        while some := dict(islice(waiting, AT_ONCE)):
            self.write(some, held=held)

    def hold(self, values: Mapping[str, T]) -> None:
        """Have these in memory, as far as there is room; they are not kept."""
        self._memory.update(values)
        self._drop_oldest()

    def value(self, data: bytes) -> T:
        """What was kept as these bytes. Raises `UnreadableError`."""
        found = self._unpacked(data)
        return self._alike(found) if self._alike else found

    def know(self, values: Mapping[str, T]) -> None:
        """Hold values that another process has kept."""
        self._ask(values)
        self.hold(values)

    def forget_others(self) -> None:
        """At the end of a build: only what it asked for stays in memory, where nothing else says how much.

        What it had no question about at all stays as it is: the next one may have.
        """
        if self._asked:
            self._memory = {key: self._memory[key] for key in self._asked & self._memory.keys()}
        self._asked = set()

    def _ask(self, keys: Iterable[str]) -> None:
        """Note that these are of use, where that decides what stays."""
        if self._limit is None:
            self._asked.update(keys)

    def _drop_oldest(self) -> None:
        while self._limit is not None and len(self._memory) > self._limit:
            del self._memory[next(iter(self._memory))]
