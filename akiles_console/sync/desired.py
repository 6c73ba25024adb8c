"""What each employee should have at Akiles, and why some should have nothing: before any comparing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import msgspec

from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping, groups_of
from akiles_console.sync import when
from akiles_console.sync.plan import Options


class Desired(msgspec.Struct, frozen=True, kw_only=True):
    """One employee's wishes. `state`: wanted | leaver | skip.

    `groups` None = leave them alone. `starts_at` and `ends_at`: None = leave, "" = clear, else RFC 3339.
    `no_groups` says why a new person could not be created: a skip reason, or None.
    """

    employee: Employee
    key: str
    state: str
    skip_reason: str | None = None
    groups: tuple[str, ...] | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    no_groups: str | None = None


def desired(
    employees: Iterable[Employee],
    parked: frozenset[int],
    mapping: Mapping,
    options: Options,
    zone: str,
    now: datetime,
) -> tuple[Desired, ...]:
    """What the source asks for, in its order. `mapping` holds ids; `parked` are rows with an error."""
    rows = tuple(employees)
    keys = Counter(employee.key for employee in rows if employee.row not in parked)
    return tuple(_one(employee, parked, keys, mapping, options, zone, now) for employee in rows)


def _one(
    employee: Employee,
    parked: frozenset[int],
    keys: Counter[str | None],
    mapping: Mapping,
    options: Options,
    zone: str,
    now: datetime,
) -> Desired:
    starts, ends = _dates(employee, zone)
    ended = bool(ends) and (when.instant(ends) or now) <= now
    reason = _skip_reason(employee, parked, keys, ended)
    if reason:
        return Desired(employee=employee, key=employee.key or "", state="skip", skip_reason=reason)
    key = employee.key or ""
    if employee.active is False or ended:
        return Desired(employee=employee, key=key, state="leaver", ends_at=ends or None)
    groups = groups_of(employee, mapping)
    named = bool(employee.groups)
    if named and groups is None:
        return Desired(employee=employee, key=key, state="skip", skip_reason="no_mapping")
    if "group" in employee.cleared:
        groups = ()
    late = options.valid_within is not None and bool(starts) and _starts_after(starts, options, now)
    return Desired(
        employee=employee,
        key=key,
        state="wanted",
        groups=groups,
        starts_at=starts,
        ends_at=ends,
        no_groups="outside_scope" if late else None if groups else "no_mapping",
    )


def _skip_reason(employee: Employee, parked: frozenset[int], keys: Counter[str | None], ended: bool) -> str | None:
    if employee.row in parked:
        return "row_error"
    if employee.key is None:
        return "no_key"
    if keys[employee.key] > 1:
        return "key_twice"
    if employee.active and ended:
        return "status_contradicts_end"
    return None


def _dates(employee: Employee, zone: str) -> tuple[str | None, str | None]:
    starts = when.start(employee.starts_at, zone) if employee.starts_at else None
    ends = when.end(employee.ends_at, zone) if employee.ends_at else None
    return (
        "" if "starts_at" in employee.cleared else starts,
        "" if "ends_at" in employee.cleared else ends,
    )


def _starts_after(starts: str | None, options: Options, now: datetime) -> bool:
    moment = when.instant(starts)
    return moment is not None and moment > when.within(now, options.valid_within or 0)
