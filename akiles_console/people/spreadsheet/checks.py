"""What only shows when a person is put together, or when two people are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from akiles_console.people.employee import Employee, Problem
from akiles_console.people.spreadsheet.assemble import Table
from akiles_console.people.spreadsheet.contracts import joined
from akiles_console.people.spreadsheet.reading import Skipped


def checked(table: Table, people: Sequence[Employee], today: date) -> tuple[Employee, ...]:
    """The people without exact repetitions of a row; problems go to `table`, repetitions to its skipped rows.

    `today` tells whether an end date is past.
    """
    people = list(people)
    gone = _keys(table, people, today.isoformat())
    _each(table, people, gone, today.isoformat())
    _addresses(table, people, gone)
    _pins(table, people, gone)
    if not gone:
        return tuple(people)
    rows = {people[position].row for position, reason in gone.items() if reason == "duplicate"}
    table.problems[:] = [problem for problem in table.problems if problem.row not in rows]
    for position, reason in gone.items():
        one = people[position]
        table.body.skipped.append(Skipped(row=one.row, reason=reason, text=one.name or one.employee_id or ""))
    table.body.skipped.sort(key=lambda skip: skip.row)
    return tuple(person for position, person in enumerate(people) if position not in gone)


def _each(table: Table, people: Sequence[Employee], gone: Mapping[int, str], today: str) -> None:
    whole = table.report(None)
    ends = table.report(table.first("ends_at"))
    bad = {problem.row for problem in table.problems if problem.severity == "error"}
    for position, person in enumerate(people):
        if position in gone:
            continue
        if not person.name:
            whole(position, "name_missing")
        if person.employee_id is None and not person.emails and person.row not in bad:
            whole(position, "nothing_identifies")
        if person.ends_at is None:
            continue
        end = person.ends_at[:10]
        if person.active and end < today:
            ends(position, "ended_but_active", date=end)
        if person.starts_at and end < person.starts_at[:10]:
            ends(position, "ends_before_start", start=person.starts_at[:10], end=end)


def _keys(table: Table, people: list[Employee], today: str) -> dict[int, str]:
    """The positions of rows that are no person of their own, with the reason: one that repeats another in every
    respect, or one more contract of the same person; different people with one key are errors."""
    keys = [person.employee_id or person.key for person in people]
    gone: dict[int, str] = {}
    if len(set(keys)) == len(keys):
        return gone
    places: dict[str, list[int]] = {}
    times = Counter(keys)
    for position, key in enumerate(keys):
        if key is not None and times[key] > 1:
            places.setdefault(key, []).append(position)
    report = table.report(
        table.first("employee_id") if table.first("employee_id") is not None else table.first("email")
    )
    for key, positions in places.items():
        different: dict[tuple[object, ...], int] = {}
        for position in positions:
            said = msgspec.structs.astuple(people[position])[1:]
            if different.setdefault(said, position) != position:
                gone[position] = "duplicate"
        if len(different) == 1:
            continue
        first, *rest = different.values()
        rows = ", ".join(str(people[position].row + 1) for position in different.values())
        one = joined([people[position] for position in different.values()], today)
        if one is None:
            for position in different.values():
                report(position, "id_twice", value=key, rows=rows)
            continue
        people[first] = one
        gone.update(dict.fromkeys(rest, "same_person"))
        details: dict[str, str | int] = {"value": key, "rows": rows}
        table.problems.append(Problem(row=one.row, severity="info", code="rows_joined", details=details))
    return gone


def _addresses(table: Table, people: Sequence[Employee], gone: Mapping[int, str]) -> None:
    if table.first("employee_id") is None:
        return  # the address is the key: two of them are an error already
    everyone = [address for person in people for address in person.emails]
    if len(set(map(str.lower, everyone))) == len(everyone):
        return
    places: dict[str, list[int]] = {}
    for position, person in enumerate(people):
        if position not in gone:
            for address in person.emails:
                places.setdefault(address.lower(), []).append(position)
    report = table.report(table.first("email"))
    for address, positions in places.items():
        if len({people[position].employee_id for position in positions}) > 1:
            for position in positions:
                report(position, "email_twice", value=address)


def _pins(table: Table, people: Sequence[Employee], gone: Mapping[int, str]) -> None:
    if table.first("pin") is None:
        return
    times = Counter(person.pin for position, person in enumerate(people) if person.pin and position not in gone)
    report = table.report(table.first("pin"))
    for position, person in enumerate(people):
        if person.pin and position not in gone and times[person.pin] > 1:
            report(position, "pin_twice")
