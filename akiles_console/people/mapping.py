"""HR group -> member groups: proposals by name, resolution to ids, and the file that keeps it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
from rapidfuzz import fuzz, utils

from akiles_console.failure import Failure
from akiles_console.people.employee import Employee

SURE = 88
"""From this likeness (0 to 100) on a member group is surely the one meant by an HR group."""
NEAR = 65
"""From this likeness on it may be."""


class MappingError(Failure):
    """A mapping that cannot be used: unreadable, naming a vanished group, or a name that is not unique."""


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """`groups` pairs each HR group with member groups (ids or names), sorted; `default` is for people whose
    source names no group at all."""

    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    default: tuple[str, ...] = ()

    @classmethod
    def of(cls, groups: dict[str, Sequence[str]], default: Sequence[str] = ()) -> Mapping:
        """A mapping from a plain dict; order does not matter."""
        return cls(
            groups=tuple(sorted((name, tuple(sorted(set(to)))) for name, to in groups.items())),
            default=tuple(sorted(set(default))),
        )

    def as_dict(self) -> dict[str, tuple[str, ...]]:
        """HR group -> member groups."""
        return dict(self.groups)


class _File(msgspec.Struct, forbid_unknown_fields=True):
    groups: dict[str, list[str]]
    default: list[str] = []


def same_group(name: str) -> str:
    """The form in which two spellings of an HR group are the same: case and outer blanks do not matter."""
    return " ".join(name.split()).casefold()


def read(path: Path) -> Mapping:
    """The mapping in a JSON file as `cli.md` has it. Raises MappingError: mapping_unreadable."""
    try:
        held = msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, msgspec.DecodeError) as error:
        raise MappingError("mapping_unreadable", file=path.name, reason=str(error)) from error
    return Mapping.of(dict(held.groups.items()), held.default)


def write(path: Path, mapping: Mapping) -> None:
    """Keeps the mapping in a JSON file as `cli.md` has it. Raises OSError."""
    put(path, {"groups": {name: list(to) for name, to in mapping.groups}, "default": list(mapping.default)})


def put(path: Path, body: object) -> None:
    """Writes a document of JSON; the old file stays whole until the new one is. Raises OSError."""
    text = msgspec.json.format(msgspec.json.encode(body), indent=2)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


class Targets(msgspec.Struct, frozen=True, kw_only=True):
    """What an HR group is mapped to, sorted out: ids of living member groups; ids and names that none has; names that
    several have. Nothing is guessed."""

    living: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def sorted_out(targets: Iterable[str], member_groups: Iterable[tuple[str, str]]) -> Targets:
    """`targets` are ids or names; `member_groups` are (id, name) of the living ones."""
    ids, named = _ids_and_names(tuple(member_groups))
    living: set[str] = set()
    vanished: set[str] = set()
    unclear: set[str] = set()
    for target in targets:
        found = [target] if target in ids else named.get(same_group(target), [])
        if len(found) == 1:
            living.add(found[0])
        else:
            (unclear if found else vanished).add(target)
    return Targets(living=tuple(sorted(living)), vanished=tuple(sorted(vanished)), unclear=tuple(sorted(unclear)))


@lru_cache(maxsize=8)
def _ids_and_names(member_groups: tuple[tuple[str, str], ...]) -> tuple[frozenset[str], dict[str, list[str]]]:
    """All ids, and ids by name; kept, since every HR group asks for it."""
    named: dict[str, list[str]] = {}
    for group_id, name in member_groups:
        named.setdefault(same_group(name), []).append(group_id)
    return frozenset(group_id for group_id, _ in member_groups), named


def resolve(mapping: Mapping, member_groups: Iterable[tuple[str, str]]) -> Mapping:
    """The same mapping with ids only; `member_groups` are (id, name) of the living ones.

    Raises MappingError: group_vanished, group_not_unique (each names the group and the HR group).
    """
    groups = tuple(member_groups)

    def ids(targets: Iterable[str], hr_group: str) -> tuple[str, ...]:
        found = sorted_out(targets, groups)
        for code, wrong in (("group_vanished", found.vanished), ("group_not_unique", found.unclear)):
            if wrong:
                raise MappingError(code, group=wrong[0], hr_group=hr_group)
        return found.living

    return Mapping.of({name: ids(to, name) for name, to in mapping.groups}, ids(mapping.default, ""))


def hr_groups(employees: Iterable[Employee]) -> tuple[tuple[str, int], ...]:
    """The HR groups of a source with how many people each has; spellings that differ in case count as one."""
    count: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for employee in employees:
        for key in {same_group(group) for group in employee.groups}:
            count[key] += 1
        for group in employee.groups:
            shown.setdefault(same_group(group), group)
    return tuple((shown[key], n) for key, n in sorted(count.items(), key=lambda item: (-item[1], item[0])))


def likely(hr_group: str, member_groups: Iterable[tuple[str, str]]) -> tuple[str, bool] | None:
    """The id of the member group whose name is most like the HR group's, and whether it is alike enough to be sure;
    None where none comes near. `member_groups` are (id, name).

    Two equally good ones are no proposal: a guess could open a wrong door.
    """
    scored = sorted(
        ((fuzz.token_sort_ratio(hr_group, name, processor=utils.default_process), group_id)
         for group_id, name in member_groups),
        reverse=True,
    )  # fmt: skip
    if not scored or scored[0][0] < NEAR or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][1], scored[0][0] >= SURE


def propose(hr_group: str, member_groups: Iterable[tuple[str, str]]) -> str | None:
    """The id of the member group that is surely meant, see `likely`, or None."""
    like = likely(hr_group, member_groups)
    return like[0] if like and like[1] else None


def groups_of(employee: Employee, mapping: Mapping) -> tuple[str, ...] | None:
    """The member groups an employee should be in, sorted; None where no mapping matches.

    A source that names no group gives the default. HR groups that are mapped to nothing do not match.
    """
    if not employee.groups:
        return mapping.default or None
    known = _by_name(mapping.groups)
    wanted = {target for group in employee.groups for target in known.get(same_group(group), ())}
    return tuple(sorted(wanted)) or None


@lru_cache(maxsize=8)
def _by_name(groups: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[str, ...]]:
    """Member groups by HR group, two spellings of one put together; kept, since every employee asks for it."""
    found: dict[str, tuple[str, ...]] = {}
    for name, to in groups:
        found[same_group(name)] = (*found.get(same_group(name), ()), *to)
    return found
