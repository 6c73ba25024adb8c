"""HR groups of one file and the Akiles groups chosen for them, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from akiles_console.people import mapping as people_mapping
from akiles_console.people import mapping_change
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping as GroupMapping
from akiles_console.people.mapping import same_group
from akiles_console.wording import _, plural

Pairs = Sequence[tuple[str, str]]
"""(id, name) of each living member group."""


class GroupRow(msgspec.Struct, frozen=True, kw_only=True):
    """An HR group with how many people have it; "" stands for the people whose row names no group.

    `chosen` are ids of member groups; `proposed`: chosen by likeness of names, not by a person. `gone` are kept
    targets that are not there any more, or not unique; they stay kept until the person chooses anew.
    """

    hr_group: str
    people: int
    chosen: tuple[str, ...] = ()
    proposed: bool = False
    gone: tuple[str, ...] = ()


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """All HR groups of a file, people without one last."""

    rows: tuple[GroupRow, ...]

    @property
    def gone(self) -> tuple[tuple[str, str], ...]:
        """Kept targets that cannot be used, as (HR group, what the mapping named)."""
        return tuple((row.hr_group, target) for row in self.rows for target in row.gone)


def choices(employees: Sequence[Employee], kept: GroupMapping, pairs: Pairs) -> Choices:
    """What was chosen last time where it was, else what is proposed by name."""
    known = {same_group(name): to for name, to in kept.groups}
    rows = []
    for name, people in people_mapping.hr_groups(employees):
        if same_group(name) in known:
            rows.append(_kept(name, people, known[same_group(name)], pairs))
        else:
            like = people_mapping.propose(name, pairs)
            rows.append(
                GroupRow(hr_group=name, people=people, chosen=(like,) if like else (), proposed=like is not None)
            )
    without = sum(not employee.groups for employee in employees)
    rows.append(_kept("", without, kept.default, pairs))
    return Choices(rows=tuple(rows))


def _kept(hr_group: str, people: int, targets: Iterable[str], pairs: Pairs) -> GroupRow:
    found = people_mapping.sorted_out(targets, pairs)
    return GroupRow(hr_group=hr_group, people=people, chosen=found.living, gone=(*found.vanished, *found.unclear))


def choose(rows: Sequence[GroupRow], hr_group: str, chosen: Iterable[str]) -> tuple[GroupRow, ...]:
    """The same rows with the person's own choice for one HR group."""
    return tuple(
        msgspec.structs.replace(row, chosen=tuple(sorted(set(chosen))), proposed=False, gone=())
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
    groups |= {row.hr_group: (*row.chosen, *row.gone) for row in rows}
    default = groups.pop("", kept.default)
    return GroupMapping.of(groups, default)


def accepted(rows: Sequence[GroupRow]) -> tuple[GroupRow, ...]:
    """The same rows once the person went on with what was proposed: it is their choice now."""
    return tuple(msgspec.structs.replace(row, proposed=False) for row in rows)


def rebased(known: GroupMapping, before: GroupMapping, now: GroupMapping) -> GroupMapping:
    """What is known here, made out of `before`, once `now` is kept instead: each change on its own stays one.

    A group that was chosen to open nothing stays so, unless somebody else gave it something.
    """
    made = mapping_change.applied(now, mapping_change.difference(before, known))
    there = {same_group(name) for name, _to in made.groups}
    emptied: dict[str, Sequence[str]] = {
        name: () for name, to in known.groups if not to and same_group(name) not in there
    }
    return GroupMapping.of({**emptied, **made.as_dict()}, made.default)


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
    return _("Some of last time's Akiles groups no longer exist or are not unique: look again at {groups}.").format(
        groups=", ".join(names)
    )
