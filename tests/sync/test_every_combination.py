"""Every status, leavers policy, roster, scope and group against everybody who can be there: what the rules say."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from akiles_console.api.models import Card, GroupAssociation, Member, MemberCard, MemberEmail, MemberGroup, Organization
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping
from akiles_console.sync import guard, planner
from akiles_console.sync.desired import Source
from akiles_console.sync.directory import Directory
from akiles_console.sync.plan import Emptied, Options, Plan

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
MARK = {"source": "akiles-console"}
MAPPING = Mapping.of({"Engineering": ["mg_1"]})
WITH_DEFAULT = Mapping.of({"Engineering": ["mg_1"]}, ["mg_2"])
GROUPS = (MemberGroup(id="mg_1", name="Engineering"), MemberGroup(id="mg_2", name="Everyone"))

STATUS: dict[str, dict[str, Any]] = {
    "unsaid": {},
    "active": {"active": True},
    "left": {"active": False},
    "ended": {"ends_at": "2026-01-31"},
    "suspended": {"active": False, "hold": "suspended"},
    "not confirmed": {"hold": "not_confirmed"},
    "active but ended": {"active": True, "ends_at": "2026-01-31"},
    "faulty": {},
}
GROUP: dict[str, dict[str, Any]] = {
    "mapped": {"groups": ("Engineering",)},
    "unmapped": {"groups": ("Marketing",)},
    "blank": {},
    "dash": {"cleared": ("group",)},
}
THERE = ("nobody", "ours", "by hand", "another's", "ours under another id")


def member(who: str, number: int = 1) -> Member:
    own = f"mem_{number}"
    metadata = {
        "ours": {**MARK, "sourceID": str(number)}, "by hand": {}, "another's": {"source": "guesty", "sourceID": "1"},
        "ours under another id": {**MARK, "sourceID": "77"},
    }[who]  # fmt: skip
    mark = MARK if metadata.get("source") == MARK["source"] else {}
    return Member(
        id=own,
        name=f"Person {number}",
        metadata=metadata,
        emails=(MemberEmail(id=f"me_{number}", member_id=own, email=f"p{number}@example.com", metadata=mark),),
        group_associations=(GroupAssociation(id="mga", member_id=own, member_group_id="mg_1", metadata=mark),),
    )


def build(source: Source, members: tuple[Member, ...], options: Options, mapping: Mapping, **more: Any) -> Plan:
    have = Directory(
        organization=Organization(id="org_1", name="Office"), members=members, member_groups=GROUPS, **more
    )
    return planner.build(source, mapping, options, have, NOW)


def expected(
    status: str, leavers: str, late: bool, group: str, default: bool, there: str
) -> tuple[str | None, set[str]]:
    """The skip reason and the kinds of writes, from the rules in words; the source's person only."""
    skip = {"faulty": "row_error", "active but ended": "status_contradicts_end", "not confirmed": "not_confirmed"}
    if status in skip:
        return skip[status], set()
    if status in ("left", "ended", "suspended"):
        if there != "ours":
            return ("suspended" if status == "suspended" else "leaver"), set()
        how = "end" if status == "suspended" and leavers == "delete" else leavers
        return None, {"keep": set(), "end": {"end_member"}, "delete": {"delete_member"}}[how]
    if group == "unmapped":
        return "no_mapping", set()
    if there == "ours":
        dates = {"update_member"} if late else set()
        return None, dates | ({"remove_group"} if group == "dash" else set())
    if there != "nobody":
        return {"by hand": "owned_by_hand", "another's": "owned_by_other"}.get(there, "email_of_other_id"), set()
    if late:
        return "outside_scope", set()
    if group == "dash" or (group == "blank" and not default):
        return "no_mapping", set()
    return None, {"create_member", "add_group", "add_email"}


@pytest.mark.parametrize("status", STATUS)
def test_one_person_follows_the_rules_in_every_combination(status):
    for leavers, roster, late, group, default, there, enabled in product(
        ("keep", "end", "delete"), ("partial", "full"), (False, True), GROUP, (False, True), THERE, (True, False)
    ):
        if roster == "full" and there == "ours under another id":
            continue  # two people then: who is missing, and who is new
        starts = {"starts_at": "2027-03-01"} if late else {}
        one = Employee(
            row=1,
            employee_id="1",
            name="Person 1",
            emails=("p1@example.com",),
            **STATUS[status],
            **GROUP[group],
            **starts,
        )
        source = Source(employees=(one,), parked=frozenset({1} if status == "faulty" else ()))
        options = Options(roster=roster, leavers=leavers, valid_within=14, enabled=enabled)
        members = () if there == "nobody" else (member(there),)
        plan = build(source, members, options, WITH_DEFAULT if default else MAPPING)
        found = next(person for person in plan.people if person.key == "1")
        kinds = {operation.kind for operation in plan.operations}
        case = (leavers, roster, late, group, default, there)
        assert (found.skip_reason, kinds) == expected(status, leavers, late, group, default, there), case
        assert ("sync_off" in guard.judge(plan, options, None).reasons) is not enabled


@pytest.mark.parametrize(
    ("roster", "leavers", "kind"),
    [
        ("partial", "delete", None), ("full", "keep", None), ("full", "end", "end_member"),
        ("full", "delete", "delete_member"),
    ],
)  # fmt: skip
def test_who_is_missing_is_a_leaver_only_where_the_file_is_everybody(roster, leavers, kind):
    other = Employee(row=2, employee_id="2", name="Person 2", groups=("Engineering",))
    plan = build(Source(employees=(other,)), (member("ours"),), Options(roster=roster, leavers=leavers), MAPPING)
    assert [operation.kind for operation in plan.operations if operation.key == "1"] == ([kind] if kind else [])
    assert len(plan.losing) == bool(kind)


def cards(*rows: tuple[str, ...], held: str = "") -> Plan:
    """A plan for people with these cards; "04AABBCC" is held by somebody else where `held` says so."""
    have = (
        Card(id="crd_1", uid="04AABBCC", printed_code="A100"), Card(id="crd_2", uid="04AABBCD", printed_code="A200"),
        Card(id="crd_3", printed_code="A200"),
    )  # fmt: skip
    holder = member("by hand", 9)
    if held:
        holder = Member(id="mem_9", name="Holder", cards=(MemberCard(id="mc", member_id="mem_9", card_id=held),))
    people = tuple(
        Employee(row=n, employee_id=str(n), name=f"Person {n}", groups=("Engineering",), cards=named)
        for n, named in enumerate(rows, 1)
    )
    return build(Source(employees=people), (holder,), Options(credentials=("card",)), MAPPING, cards=have)


@pytest.mark.parametrize("name", ["crd_1", "04AABBCC", "04:aa:bb:cc", "04 AA BB CC", "04-aa-bb-cc", "a100", "CRD_1"])
def test_a_card_is_known_by_each_of_its_names(name):
    given = [operation.target for operation in cards((name,)).operations if operation.kind == "add_card"]
    assert given == ["crd_1"]


@pytest.mark.parametrize(
    ("rows", "held", "codes"),
    [
        ((("nope", "04AABBCD"),), "", ["card_not_found"]),
        ((("A200", "04AABBCC"),), "", ["card_not_unique"]),
        ((("04AABBCC", "crd_2"),), "crd_1", ["card_taken"]),
        ((("crd_1", "crd_2"), ("A100",)), "", ["card_twice"]),
    ],
)
def test_a_card_in_doubt_is_its_persons_problem_and_everything_else_goes_on(rows, held, codes):
    plan = cards(*rows, held=held)
    first = plan.people[0]
    assert [note.code for note in first.notes] == codes and first.status == "create"
    kinds = [operation.kind for operation in plan.operations if operation.key == "1"]
    assert kinds == ["create_member", "add_group", "add_card"]


def everyone_leaves_a_group(people: int, others: int) -> Plan:
    """So many people of ours lose a group without another one, and so many keep it."""

    def one(number: int) -> Member:
        plain = member("ours", number)
        more = GroupAssociation(id="mga_2", member_id=plain.id, member_group_id="mg_2", metadata=MARK)
        return Member(
            id=plain.id, name=plain.name, metadata=plain.metadata,
            group_associations=(*plain.group_associations, more),
        )  # fmt: skip

    rows = tuple(
        Employee(row=n, employee_id=str(n), name=f"Person {n}", groups=("Engineering",) if n <= people else ("Both",))
        for n in range(1, people + others + 1)
    )
    mapping = Mapping.of({"Engineering": ["mg_1"], "Both": ["mg_1", "mg_2"]})
    return build(Source(employees=rows), tuple(one(row.row) for row in rows), Options(), mapping)


@pytest.mark.parametrize(
    ("people", "others", "verdict", "reasons"),
    [
        (4, 0, "ok", ()), (5, 0, "stop", ("group_emptied",)), (6, 4, "confirm", ("group_shrunk",)), (5, 5, "ok", ()),
    ],
)  # fmt: skip
def test_a_group_that_would_lose_most_of_its_people_needs_somebody(people, others, verdict, reasons):
    plan = everyone_leaves_a_group(people, others)
    found = guard.judge(plan, Options(), None)
    assert (found.verdict, found.reasons, found.people) == (verdict, reasons, 0)
    if verdict != "ok":
        assert plan.emptied == (Emptied(group_id="mg_2", name="Everyone", leaving=people, held=people + others),)
        assert found.number == people
        assert not guard.allows(found, plan, guard.Approval(plan_id=plan.id))
        assert guard.allows(found, plan, guard.Approval(plan_id=plan.id, losses=people))


def test_people_who_move_to_another_group_empty_nothing():
    rows = tuple(Employee(row=n, employee_id=str(n), name=f"Person {n}", groups=("Sales",)) for n in range(1, 9))
    plan = build(
        Source(employees=rows),
        tuple(member("ours", n) for n in range(1, 9)),
        Options(),
        Mapping.of({"Sales": ["mg_2"], "Engineering": ["mg_1"]}),
    )
    assert plan.emptied == () and guard.judge(plan, Options(), None).verdict == "ok"


@pytest.mark.parametrize(("minutes", "old"), [(0, False), (15, False), (16, True), (-16, True)])
def test_a_plan_is_good_for_a_quarter_of_an_hour(minutes, old):
    made = datetime(2026, 11, 24, 10, 30 - minutes if minutes > 0 else 30, tzinfo=UTC)
    now = NOW if minutes >= 0 else datetime(2026, 11, 24, 10, 14, tzinfo=UTC)
    assert guard.stale(made, now) is old
