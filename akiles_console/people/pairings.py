"""A mapping as pairs that several computers can change at once without losing anything.

A pairing (an HR group opens a member group) counts how often it was changed: odd = it is there, even = it was taken
out. Put together, the higher count wins, whoever comes first: an addition that somebody else has not seen stays, and
a removal wins only against what its author had seen. A state that overwrote another one at Akiles hurts nobody: who
still knows the lost pairing puts it back.

At Akiles each member group keeps its own pairings, in one text of its metadata: a line for each HR group, with a tab
and the count where that is not 1. Metadata are texts of 1,024 bytes an object in all (`facts.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from akiles_console.people import mapping as people_mapping
from akiles_console.people.mapping import same_group
from akiles_console.people.mapping_change import pairs

METADATA = "akilesConsoleGroups"
"""Where a member group keeps the HR groups that open it; other integrations' keys are theirs."""
LIMIT = 1024
"""Bytes of an object's metadata, counted as compact JSON."""
_LONGEST_COUNT = 6

Key = tuple[str, str]
"""An HR group in the form of `same_group`, "" = people without one, and the id or name of a member group."""


class Pairing(msgspec.Struct, frozen=True, kw_only=True):
    """An HR group as written, "" = people without one; a member group; and how often that was changed."""

    hr_group: str
    target: str
    changes: int = 1

    @property
    def there(self) -> bool:
        """Whether the HR group opens the member group, as far as this pairing knows."""
        return self.changes % 2 == 1

    @property
    def key(self) -> Key:
        """What names it, however the HR group is spelled."""
        return same_group(self.hr_group), self.target


Pairings = tuple[Pairing, ...]
"""Sorted by key, each key once."""


def merged(*states: Iterable[Pairing]) -> Pairings:
    """What all of them know together; the order does not matter."""
    best: dict[Key, Pairing] = {}
    for pairing in (pairing for state in states for pairing in state):
        other = best.setdefault(pairing.key, pairing)
        if (-pairing.changes, pairing.hr_group) < (-other.changes, other.hr_group):
            best[pairing.key] = pairing
    return _sorted(best.values())


def revised(before: Iterable[Pairing], mapping: people_mapping.Mapping) -> Pairings:
    """The pairings once a person made the mapping out of them: only what differs is counted on."""
    wanted = {(same_group(name), target): name for name, target in pairs(mapping)}
    after = {pairing.key: pairing for pairing in before}
    for key, name in wanted.items():
        known = after.get(key)
        if known is None or not known.there:
            changes = known.changes + 1 if known else 1
            after[key] = Pairing(hr_group=" ".join(name.split()), target=key[1], changes=changes)
    for key, pairing in after.items():
        if pairing.there and key not in wanted:
            after[key] = msgspec.structs.replace(pairing, changes=pairing.changes + 1)
    return _sorted(after.values())


def mapping_of(pairings: Iterable[Pairing]) -> people_mapping.Mapping:
    """The mapping that is left of them: what is there."""
    groups: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for pairing in merged(pairings):
        if pairing.there:
            name, target = pairing.key
            groups.setdefault(name, []).append(target)
            shown[name] = min(shown.get(name, pairing.hr_group), pairing.hr_group)
    default = groups.pop("", [])
    return people_mapping.Mapping.of({shown[name]: to for name, to in groups.items()}, default)


def both_changed(seen: Iterable[Pairing], mine: Iterable[Pairing], theirs: Iterable[Pairing]) -> tuple[str, ...]:
    """The HR groups that were changed here and elsewhere, differently, since both were as `seen`; as written here."""
    before, here, there = _targets(seen), _targets(mine), _targets(theirs)
    spelled = {same_group(pairing.hr_group): pairing.hr_group for pairing in mine}
    return tuple(
        spelled[name]
        for name in sorted(spelled)
        if (was := before.get(name)) != (now := here.get(name)) and was != (other := there.get(name)) and now != other
    )


def held(metadata: Mapping[str, str], target: str) -> Pairings:
    """What a member group with this id keeps; any text can be read, so nothing here ever breaks a listing."""
    found = []
    for line in metadata.get(METADATA, "").split("\n"):
        name, _tab, count = line.partition("\t")
        usable = count.isascii() and count.isdigit() and len(count) <= _LONGEST_COUNT and int(count) > 0
        name = " ".join(name.split())
        if usable or (name and not count):
            found.append(Pairing(hr_group=name, target=target, changes=int(count) if usable else 1))
    return merged(found)


def keeping(
    metadata: Mapping[str, str], target: str, wanted: Iterable[Pairing], seen: Iterable[Pairing]
) -> tuple[dict[str, str] | None, Pairings]:
    """The metadata with which a member group keeps the pairings, None where it does already, and what does not fit.

    `wanted` holds at least what the group keeps now. Nothing there is pushed out by something new. A removal of what
    Akiles never had (`seen` does not have it either) needs no writing.
    """
    now = {pairing.key: pairing for pairing in held(metadata, target)}
    known = {pairing.key for pairing in seen} | now.keys()
    mine = [one for one in wanted if one.target == target and (one.there or one.key in known)]
    foreign = {name: text for name, text in metadata.items() if name != METADATA}
    room = LIMIT - len(msgspec.json.encode({**foreign, METADATA: ""})) + 2  # no line break before the first
    kept: list[Pairing] = []
    left_out: list[Pairing] = []
    for pairing in sorted(mine, key=lambda one: _rank(one, now.get(one.key))):
        size = len(msgspec.json.encode(_line(pairing)))  # a line break is two bytes in JSON, like two quotes
        fits = size <= room
        room -= size if fits else 0
        (kept if fits else left_out).append(pairing)
    unchanged = {one.key: one.changes for one in kept} == {key: one.changes for key, one in now.items()}
    text = {METADATA: "\n".join(_line(pairing) for pairing in _sorted(kept))} if kept else {}
    return (None if unchanged else {**foreign, **text}), _sorted(one for one in left_out if one.there)


def _rank(pairing: Pairing, at_akiles: Pairing | None) -> tuple[int, Key]:
    """Who gets room first: a removal of what is there, what is kept already, what is new, old removals."""
    if at_akiles is None:
        return (2 if pairing.there else 3), pairing.key
    return (0 if at_akiles.there and not pairing.there else 1), pairing.key


def _line(pairing: Pairing) -> str:
    plain = pairing.hr_group and pairing.changes == 1
    return pairing.hr_group if plain else f"{pairing.hr_group}\t{pairing.changes}"


def _targets(pairings: Iterable[Pairing]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pairing in pairings:
        if pairing.there:
            found.setdefault(pairing.key[0], set()).add(pairing.target)
    return found


def _sorted(pairings: Iterable[Pairing]) -> Pairings:
    return tuple(sorted(pairings, key=lambda pairing: pairing.key))
