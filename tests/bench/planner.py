"""How long the planner takes as an organization grows: the growth is what counts, it has to stay near linear."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from akiles_console.api.models import GroupAssociation, Member, MemberEmail, MemberGroup, Organization
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping
from akiles_console.sync import planner
from akiles_console.sync.desired import Source
from akiles_console.sync.directory import Directory
from akiles_console.sync.plan import Options

SIZES = (1_000, 10_000, 100_000)
NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
MARK = {"source": "akiles-console"}
MAPPING = Mapping.of({"Engineering": ["mg_1"], "Sales": ["mg_1", "mg_2"]})
OPTIONS = Options(roster="full", credentials=("email",))


def figures() -> Iterator[str]:
    """One line a case and size: everybody new, nothing to do, everybody moves, everybody has got a new id."""
    for case in ("everybody is new", "nothing changed", "everybody moves", "everybody has a new id"):
        before = 0.0
        for people in SIZES:
            seconds, operations = measure(case, people)
            growth = f", {seconds / before:.1f} times the tenth" if before else ""
            yield f"plan, {case}: {people:,} people in {seconds:.2f} s, {operations:,} operations{growth}"
            before = seconds


def measure(case: str, people: int) -> tuple[float, int]:
    """Seconds of one plan, and its operations."""
    key = "9{:06}" if case == "everybody has a new id" else "{:06}"
    group = "Sales" if case == "everybody moves" else "Engineering"
    rows = tuple(_row(n, key.format(n), group) for n in range(people))
    members = () if case == "everybody is new" else tuple(_member(n) for n in range(people))
    directory = Directory(
        organization=Organization(id="org_1", name="Office"),
        members=members,
        member_groups=(MemberGroup(id="mg_1", name="One"), MemberGroup(id="mg_2", name="Two")),
    )
    begun = time.perf_counter()
    plan = planner.build(Source(employees=rows), MAPPING, OPTIONS, directory, NOW)
    return time.perf_counter() - begun, len(plan.operations)


def _row(number: int, key: str, group: str) -> Employee:
    return Employee(
        row=number, employee_id=key, name=f"Person {number}", emails=(f"p{number}@example.com",), groups=(group,)
    )


def _member(number: int) -> Member:
    own = f"mem_{number}"
    return Member(
        id=own,
        name=f"Person {number}",
        metadata={**MARK, "sourceID": f"{number:06}"},
        emails=(MemberEmail(id=f"me_{number}", member_id=own, email=f"p{number}@example.com", metadata=MARK),),
        group_associations=(
            GroupAssociation(id=f"mga_{number}", member_id=own, member_group_id="mg_1", metadata=MARK),
        ),
    )
