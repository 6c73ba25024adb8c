"""HR groups of one file and the Akiles groups chosen for them, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from akiles_console.people import mapping as people_mapping
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping as GroupMapping
from akiles_console.people.mapping import MappingError, same_group
from akiles_console.wording import _, plural

Pairs = Sequence[tuple[str, str]]
"""(id, name) of each living member group."""


class GroupRow(msgspec.Struct, frozen=True, kw_only=True):
    """An HR group with how many people have it; "" stands for the people whose row names no group.

    `chosen` are ids of member groups; `proposed`: chosen by likeness of names, not by a person.
    """

    hr_group: str
    people: int
    chosen: tuple[str, ...] = ()
    proposed: bool = False


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """All HR groups of a file, people without one last; `gone` are kept targets that no longer exist, as
    (HR group, what the mapping named)."""

    rows: tuple[GroupRow, ...]
    gone: tuple[tuple[str, str], ...] = ()


def choices(employees: Sequence[Employee], kept: GroupMapping, pairs: Pairs) -> Choices:
    """What was chosen last time where it was, else what is proposed by name."""
    known = {same_group(name): (name, to) for name, to in kept.groups}
    gone: list[tuple[str, str]] = []
    rows = []
    for name, people in people_mapping.hr_groups(employees):
        if same_group(name) in known:
            living = _living(name, known[same_group(name)][1], pairs, gone)
            rows.append(GroupRow(hr_group=name, people=people, chosen=living))
        else:
            like = people_mapping.propose(name, pairs)
            rows.append(
                GroupRow(hr_group=name, people=people, chosen=(like,) if like else (), proposed=like is not None)
            )
    without = sum(not employee.groups for employee in employees)
    rows.append(GroupRow(hr_group="", people=without, chosen=_living("", kept.default, pairs, gone)))
    return Choices(rows=tuple(rows), gone=tuple(gone))


def _living(hr_group: str, targets: Iterable[str], pairs: Pairs, gone: list[tuple[str, str]]) -> tuple[str, ...]:
    found: list[str] = []
    for target in targets:
        try:
            found += people_mapping.resolve(GroupMapping(default=(target,)), pairs).default
        except MappingError:
            gone.append((hr_group, target))
    return tuple(sorted(set(found)))


def choose(rows: Sequence[GroupRow], hr_group: str, chosen: Iterable[str]) -> tuple[GroupRow, ...]:
    """The same rows with the person's own choice for one HR group."""
    return tuple(
        msgspec.structs.replace(row, chosen=tuple(sorted(set(chosen))), proposed=False)
        if row.hr_group == hr_group
        else row
        for row in rows
    )


def mapping_of(rows: Sequence[GroupRow]) -> GroupMapping:
    """The mapping that a plan is made from."""
    groups: dict[str, Sequence[str]] = {row.hr_group: row.chosen for row in rows if row.hr_group}
    return GroupMapping.of(groups, next((row.chosen for row in rows if not row.hr_group), ()))


def remembered(rows: Sequence[GroupRow], kept: GroupMapping) -> GroupMapping:
    """This file's choices, also the empty ones, and the older ones for groups that it does not name.

    What is only proposed so far is not a choice.
    """
    rows = [row for row in rows if not row.proposed]
    here = {same_group(row.hr_group) for row in rows}
    groups: dict[str, Sequence[str]] = {name: to for name, to in kept.groups if same_group(name) not in here}
    now = mapping_of(rows)
    groups.update(now.as_dict())
    return GroupMapping.of(groups, now.default)


def accepted(rows: Sequence[GroupRow]) -> tuple[GroupRow, ...]:
    """The same rows once the person went on with what was proposed: it is their choice now."""
    return tuple(msgspec.structs.replace(row, proposed=False) for row in rows)


def to_keep(remembered: GroupMapping) -> GroupMapping:
    """What is kept for next time: a group without any choice is left out, so that it is asked about again."""
    return GroupMapping.of({name: to for name, to in remembered.groups if to}, remembered.default)


def uncovered(employees: Iterable[Employee], mapping: GroupMapping) -> tuple[int, int]:
    """How many people who have not left would get nothing: (with a group, without a group)."""
    with_group = without = 0
    known = {same_group(name) for name, to in mapping.groups if to}
    for employee in employees:
        if employee.active is False:
            continue
        if not employee.groups:
            without += not mapping.default
        elif not any(same_group(group) in known for group in employee.groups):
            with_group += 1
    return with_group, without


def uncovered_sentence(with_group: int, without: int) -> str:
    """Says who would get nothing; empty when everybody gets something."""
    parts = []
    if with_group:
        parts.append(
            plural(
                "{count} person has a group that opens nothing yet.",
                "{count} people have a group that opens nothing yet.",
                with_group,
            )
        )
    if without:
        parts.append(
            plural(
                "{count} person has no group in the file and gets nothing.",
                "{count} people have no group in the file and get nothing.",
                without,
            )
        )
    return " ".join(parts)


def gone_sentence(gone: Sequence[tuple[str, str]]) -> str:
    """Says what was chosen last time and no longer exists; empty when all of it still does."""
    if not gone:
        return ""
    names = sorted({hr_group or _("people without a group") for hr_group, _target in gone})
    return _("Some of last time's Akiles groups no longer exist and were taken out: look again at {groups}.").format(
        groups=", ".join(names)
    )
