"""What each employee should have at Akiles, and why some should have nothing: before any comparing."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import msgspec

from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping, groups_of
from akiles_console.sync import when
from akiles_console.sync.plan import Options

UNUSABLE = frozenset({"row_error", "no_key", "key_twice"})
"""Reasons for which nobody can say who a row is about."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a source says: people, the rows with an error (`parked`), and those of them whose only error is that
    somebody else has the same PIN."""

    employees: tuple[Employee, ...]
    parked: frozenset[int] = frozenset()
    pin_twice: frozenset[int] = frozenset()


class Desired(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One employee's wishes. `state`: wanted | leaver | skip.

    `groups` None = leave them alone. `starts_at` and `ends_at`: None = leave, "" = clear, else RFC 3339.
    `no_groups` says why a new person could not be created: a skip reason, or None. `pin`: file | random | "" for
    none, which is so where the one of the file is also somebody else's (`pin_twice`) and nothing was decided.
    """

    employee: Employee
    key: str
    state: str
    skip_reason: str | None = None
    groups: tuple[str, ...] | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    no_groups: str | None = None
    pin: str = "random"
    pin_twice: bool = False


class _Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What one row is read under: how often each key and each PIN is there, who gets a random PIN, and the rest."""

    source: Source
    keys: Counter[str | None]
    pins: Counter[str | None]
    random_pin: frozenset[str]
    mapping: Mapping
    options: Options
    zone: str
    now: datetime


def desired(source: Source, mapping: Mapping, options: Options, zone: str, now: datetime) -> tuple[Desired, ...]:
    """What the source asks for, in its order. `mapping` holds ids; `zone` is the site's."""
    random_pin = frozenset(one.key for one in options.decisions if one.kind == "random_pin")
    decided = frozenset(row.row for row in source.employees if row.row in source.pin_twice and row.key in random_pin)
    source = msgspec.structs.replace(source, parked=source.parked - decided)
    rules = _Rules(
        source=source,
        keys=Counter(employee.key for employee in source.employees if employee.row not in source.parked),
        pins=Counter(employee.pin for employee in source.employees if employee.key not in random_pin),
        random_pin=random_pin,
        mapping=mapping,
        options=options,
        zone=zone,
        now=now,
    )
    return tuple(_one(employee, rules) for employee in source.employees)


def _one(employee: Employee, rules: _Rules) -> Desired:
    starts, ends = _dates(employee, rules.zone)
    ended = bool(ends) and (when.instant(ends) or rules.now) <= rules.now
    reason = _skip_reason(employee, rules, ended)
    twice = employee.row in rules.source.pin_twice or bool(employee.pin and rules.pins[employee.pin] > 1)
    if employee.key in rules.random_pin:
        pin, twice = "random", bool(employee.pin)
    else:
        pin = "" if twice else "file" if employee.pin else "random"
    plain = Desired(employee=employee, key=employee.key or "", state="wanted", pin=pin, pin_twice=twice)
    if reason:
        return msgspec.structs.replace(plain, state="skip", skip_reason=reason)
    if employee.active is False or ended or employee.hold == "suspended":
        return msgspec.structs.replace(plain, state="leaver", ends_at=ends or None)
    groups = groups_of(employee, rules.mapping)
    if employee.groups and groups is None:
        return msgspec.structs.replace(plain, state="skip", skip_reason="no_mapping")
    if "group" in employee.cleared:
        groups = ()
    late = "outside_scope" if _starts_late(starts, rules) else None
    none = None if groups else "no_mapping"
    return msgspec.structs.replace(plain, groups=groups, starts_at=starts, ends_at=ends, no_groups=late or none)


def _skip_reason(employee: Employee, rules: _Rules, ended: bool) -> str | None:
    if employee.row in rules.source.parked:
        return "row_error"
    if employee.key is None:
        return "no_key"
    if rules.keys[employee.key] > 1:
        return "key_twice"
    if employee.active and ended:
        return "status_contradicts_end"
    return "not_confirmed" if employee.hold == "not_confirmed" else None


def _dates(employee: Employee, zone: str) -> tuple[str | None, str | None]:
    starts = when.start(employee.starts_at, zone) if employee.starts_at else None
    ends = when.end(employee.ends_at, zone) if employee.ends_at else None
    return (
        "" if "starts_at" in employee.cleared else starts,
        "" if "ends_at" in employee.cleared else ends,
    )


def _starts_late(starts: str | None, rules: _Rules) -> bool:
    """Whether access starts after the days that are synced."""
    moment, days = when.instant(starts), rules.options.valid_within
    return moment is not None and days is not None and moment > when.within(rules.now, days)
