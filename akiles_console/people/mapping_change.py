"""What a person changes in a mapping, apart from the rest of it, so that it can be done to what is there by then."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from akiles_console.people.mapping import Mapping, same_group, sorted_out

Pair = tuple[str, str]
"""An HR group, "" = people without one, and the id or name of a member group."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs that come and pairs that go."""

    added: tuple[Pair, ...] = ()
    removed: tuple[Pair, ...] = ()

    def __bool__(self) -> bool:
        """Whether it changes anything."""
        return bool(self.added or self.removed)

    def reversed(self) -> Change:
        """What takes it back."""
        return Change(added=self.removed, removed=self.added)


def pairs(mapping: Mapping) -> tuple[Pair, ...]:
    """(HR group, member group) of a mapping."""
    named = ((name, target) for name, to in mapping.groups for target in to)
    return (*named, *(("", target) for target in mapping.default))


def difference(before: Mapping, after: Mapping) -> Change:
    """The change that makes `after` out of `before`; how an HR group is spelled is no difference."""
    was, now = _keyed(pairs(before)), _keyed(pairs(after))
    return Change(
        added=tuple(pair for key, pair in now.items() if key not in was),
        removed=tuple(pair for key, pair in was.items() if key not in now),
    )


def applied(mapping: Mapping, change: Change) -> Mapping:
    """The mapping with the change, whatever else it says by now; what is there or gone already stays so."""
    kept = _keyed(pairs(mapping))
    for key in _keyed(change.removed):
        kept.pop(key, None)
    kept = {**_keyed(change.added), **kept}
    groups: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for (name, target), (spelled, _target) in kept.items():
        groups.setdefault(name, []).append(target)
        shown[name] = min(shown.get(name, spelled), spelled)
    default = groups.pop("", [])
    return Mapping.of({shown[name]: to for name, to in groups.items()}, default)


def imported(now: Mapping, file: Mapping, member_groups: Iterable[tuple[str, str]]) -> Change:
    """The change that a mapping out of a file makes: the HR groups it names open what it says, the others stay.

    `member_groups` are (id, name) of the living ones. Names become ids where they are unique; what is gone or not
    unique stays as it is written, and is shown.
    """
    living = tuple(member_groups)

    def ids(targets: Iterable[str]) -> tuple[str, ...]:
        found = sorted_out(targets, living)
        return (*found.living, *found.vanished, *found.unclear)

    named = {same_group(name) for name, _to in file.groups} | ({""} if file.default else set())
    wanted = Mapping.of({name: ids(to) for name, to in file.groups}, ids(file.default))
    others = tuple(pair for pair in pairs(now) if same_group(pair[0]) not in named)
    return difference(now, applied(wanted, Change(added=others)))


def _keyed(found: Iterable[Pair]) -> dict[Pair, Pair]:
    return {(same_group(name), target): (name, target) for name, target in found}
