"""The planner is pure: the same input gives the same plan, and losses are counted before anything is written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akiles_console.api.models import (
    Card,
    GroupAssociation,
    Member,
    MemberCard,
    MemberEmail,
    MemberGroup,
    MemberPin,
    Organization,
)
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping, MappingError
from akiles_console.sync import guard, planner, when
from akiles_console.sync.desired import Source
from akiles_console.sync.directory import Directory
from akiles_console.sync.guard import Approval
from akiles_console.sync.plan import KINDS, REMOVALS, Options, Plan, PlanError

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
MARK = {"source": "akiles-console"}
GROUPS = tuple(MemberGroup(id=f"mg_{name.lower()}", name=name) for name in ("Engineering", "Sales", "Everyone"))
MAPPING = Mapping.of({"Engineering": ["mg_engineering"], "Sales": ["Sales"]})


def directory(*members: Member, **fields: Any) -> Directory:
    organization = Organization(id="org_1", name="Office")
    whole = Directory(organization=organization, members=members, member_groups=GROUPS, timezone="Europe/Madrid")
    return msgspec.structs.replace(whole, **fields)


def member(key: str, group: str | None = "mg_engineering", **fields: Any) -> Member:
    made = {**MARK, "sourceID": key} if key else {}
    held = (GroupAssociation(id=f"mga_{key}", member_id=f"mem_{key}", member_group_id=group, metadata=MARK),)
    plain = Member(id=f"mem_{key}", name=f"Person {key}", metadata=made, group_associations=held if group else ())
    return msgspec.structs.replace(plain, **fields)


def employee(key: str, *groups: str, **fields: Any) -> Employee:
    return Employee(row=int(key), employee_id=key, name=f"Person {key}", groups=groups or ("Engineering",), **fields)


def build(employees: list[Employee], have: Directory, options: Options = Options(), **more: Any) -> Plan:
    source = Source(
        employees=tuple(employees), parked=frozenset(more.get("parked", ())), pin_twice=frozenset(more.get("twice", ()))
    )
    return planner.build(source, more.get("mapping", MAPPING), options, have, NOW)


def kinds(plan: Plan) -> list[str]:
    return [operation.kind for operation in plan.operations]


def test_a_new_person_gets_member_then_group_then_credentials():
    options = Options(credentials=("email", "magic_link", "pin"), pin_length=6)
    plan = build([employee("1", emails=("a@example.com",))], directory(), options)
    assert kinds(plan) == ["create_member", "add_group", "add_email", "add_pin", "add_magic_link"]


def test_dates_are_days_of_the_site():
    plan = build([employee("1", starts_at="2026-11-30", ends_at="2027-01-31")], directory())
    assert dict(plan.operations[0].changes) == {
        "name": "Person 1",
        "starts_at": "2026-11-29T23:00:00Z",
        "ends_at": "2027-01-31T22:59:59Z",
    }


def test_the_same_instant_in_another_spelling_is_no_change():
    have = member("1", starts_at="2026-11-29T23:00:00.000000000Z")
    assert kinds(build([employee("1", starts_at="2026-11-30")], directory(have))) == []


def test_blank_cells_change_nothing_and_a_dash_clears():
    have = member("1", starts_at="2026-11-01T00:00:00Z")
    blank = employee("1")
    assert kinds(build([msgspec.structs.replace(blank, groups=())], directory(have))) == []
    cleared = msgspec.structs.replace(blank, cleared=("starts_at",))
    assert build([cleared], directory(have)).operations[0].changes == (("starts_at", ""),)


def test_a_person_whose_group_opens_nothing_is_left_out_and_loses_nothing():
    plan = build([employee("1", "Marketing"), employee("2", "Marketing")], directory(member("1")))
    assert [person.skip_reason for person in plan.people] == ["no_mapping", "no_mapping"]
    assert plan.operations == ()


def test_people_without_a_group_get_the_default_only_when_they_are_new():
    nobody = msgspec.structs.replace(employee("1"), groups=())
    default = Mapping.of({}, ["Everyone"])
    assert kinds(build([nobody], directory(), mapping=default)) == ["create_member", "add_group"]
    assert kinds(build([nobody], directory(member("1")), mapping=default)) == []


def test_a_group_given_by_hand_outside_the_mapping_stays():
    extra = GroupAssociation(id="mga_x", member_id="mem_1", member_group_id="mg_everyone")
    have = member("1")
    have = msgspec.structs.replace(have, group_associations=(*have.group_associations, extra))
    plan = build([employee("1", "Sales")], directory(have))
    assert [(op.kind, op.target) for op in plan.operations] == [("add_group", "mg_sales"), ("remove_group", "mga_1")]


@pytest.mark.parametrize(("policy", "expected"), [("keep", []), ("end", ["end_member"]), ("delete", ["delete_member"])])
def test_leavers_follow_the_policy(policy, expected):
    plan = build([employee("1", active=False)], directory(member("1")), Options(leavers=policy))
    assert kinds(plan) == expected
    assert plan.people[0].loses_access is bool(expected)


def test_a_leaver_of_the_future_keeps_access_until_then():
    plan = build([employee("1", active=False, ends_at="2026-12-31")], directory(member("1")))
    assert dict(plan.operations[0].changes) == {"ends_at": "2026-12-31T22:59:59Z"}
    assert not plan.people[0].loses_access


def test_an_ended_leaver_is_left_in_peace():
    have = member("1", ends_at="2026-01-01T00:00:00Z")
    assert kinds(build([employee("1", active=False)], directory(have))) == []


def test_active_with_an_end_in_the_past_is_not_guessed():
    plan = build([employee("1", active=True, ends_at="2020-01-01")], directory(member("1")))
    assert plan.people[0].skip_reason == "status_contradicts_end" and plan.operations == ()


def test_taking_the_last_group_is_a_loss_and_a_change_of_group_is_none():
    gone = msgspec.structs.replace(employee("1"), groups=(), cleared=("group",))
    assert build([gone], directory(member("1"))).people[0].loses_access
    assert not build([employee("1", "Sales")], directory(member("1"))).people[0].loses_access


def test_only_people_who_start_soon_are_made_when_asked():
    options = Options(valid_within=14)
    plan = build([employee("1", starts_at="2027-01-01"), employee("2", starts_at="2026-12-01")], directory(), options)
    assert [person.skip_reason for person in plan.people] == ["outside_scope", None]


def test_cards_are_found_by_id_uid_and_printed_code_and_each_trouble_is_its_persons():
    cards = (Card(id="crd_1", uid="04ABCDEF1234AA"), Card(id="crd_2", printed_code="A2B3C"), Card(id="crd_3"))
    holder = member("9", cards=(MemberCard(id="mc_1", member_id="mem_9", card_id="crd_3"),))
    wanted = employee("1", cards=("04:ab:cd:ef:12:34:aa", "a2b3c", "crd_3", "nope"))
    plan = build([wanted], directory(holder, cards=cards), Options(credentials=("card",)))
    assert [op.target for op in plan.operations if op.kind == "add_card"] == ["crd_1", "crd_2"]
    assert sorted(note.code for note in plan.people[0].notes) == ["card_not_found", "card_taken"]


def test_a_pin_that_is_there_is_left_alone():
    have = member("1", pins=(MemberPin(id="mp_1", member_id="mem_1", length=6, metadata=MARK),))
    plan = build([employee("1", pin="4711")], directory(have), Options(credentials=("pin",)))
    assert plan.operations == () and plan.people[0].notes[0].code == "pin_not_compared"


def test_the_address_of_somebody_else_is_a_reason_not_a_second_member():
    email = (MemberEmail(id="me_1", member_id="mem_2", email="A@example.com"),)
    other_id = member("2", emails=email)
    plan = build([employee("1", emails=("a@example.com",))], directory(other_id))
    assert plan.people[0].skip_reason == "email_of_other_id"
    both = build(
        [employee("1", emails=("a@example.com",)), employee("2", emails=("a@example.com",))], directory(other_id)
    )
    assert both.counts()["create"] == 1


def test_no_way_to_open_a_door_is_refused():
    with pytest.raises(PlanError, match="no_credential"):
        build([employee("1")], directory(), Options(credentials=("magic_link",)))


def test_a_vanished_group_is_refused_before_anything():
    with pytest.raises(MappingError, match="group_vanished"):
        build([employee("1")], directory(), mapping=Mapping.of({"Engineering": ["Cantina"]}))


def test_two_rows_of_one_person_are_both_left_out():
    plan = build([employee("1"), msgspec.structs.replace(employee("1"), row=5)], directory())
    assert [person.skip_reason for person in plan.people] == ["key_twice", "key_twice"]


people = st.lists(
    st.builds(
        employee,
        st.integers(1, 30).map(str),
        st.sampled_from(["Engineering", "Sales", "Marketing"]),
        active=st.sampled_from([None, True, False]),
        ends_at=st.sampled_from([None, "2020-01-01", "2027-06-30"]),
        emails=st.lists(st.sampled_from(["a@example.com", "b@example.com", "c@example.com"]), max_size=2).map(tuple),
    ),
    max_size=12,
    unique_by=lambda one: one.employee_id,
)
some_members = st.lists(
    st.builds(member, st.integers(1, 30).map(str), st.sampled_from(["mg_engineering", "mg_sales", None])),
    max_size=12,
    unique_by=lambda one: one.id,
).map(tuple)
options = st.builds(
    Options,
    roster=st.sampled_from(["partial", "full"]),
    leavers=st.sampled_from(["keep", "end", "delete"]),
    credentials=st.sampled_from([("email",), ("email", "magic_link"), ("email", "pin")]),
)


@given(people, some_members, options, st.randoms())
def test_row_order_does_not_matter_and_the_plan_is_the_same(rows, have, chosen, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert build(rows, directory(*have), chosen).id == build(shuffled, directory(*have), chosen).id


@given(people, some_members, options)
def test_a_removal_never_comes_before_a_gain_and_order_within_a_person_holds(rows, have, chosen):
    operations = build(rows, directory(*have), chosen).operations
    removals = [operation.kind in REMOVALS for operation in operations]
    assert removals == sorted(removals)
    for key in {operation.key for operation in operations}:
        ranks = [KINDS.index(op.kind) for op in operations if op.key == key]
        assert ranks == sorted(ranks)


@given(people, some_members, options)
def test_foreign_members_are_in_no_operation(rows, have, chosen):
    foreign = tuple(msgspec.structs.replace(one, metadata={**one.metadata, "source": "guesty"}) for one in have)
    plan = build(rows, directory(*foreign), chosen)
    assert not {op.member_id for op in plan.operations} & {one.id for one in foreign}


@given(people, some_members, options)
def test_everybody_who_is_deleted_or_ended_now_is_counted_as_a_loss(rows, have, chosen):
    plan = build(rows, directory(*have), chosen)
    losing = {person.key for person in plan.losing}
    for operation in plan.operations:
        ends = when.instant(dict(operation.changes).get("ends_at"))
        if operation.kind == "delete_member" or (operation.kind == "end_member" and ends and ends <= NOW):
            assert operation.key in losing


@pytest.mark.parametrize(
    ("losing", "managed", "verdict"),
    [(0, 100, "ok"), (4, 100, "ok"), (5, 100, "confirm"), (2, 15, "confirm"), (31, 100, "stop"), (1, 3, "stop")],
)
def test_the_guard_counts_people_and_share(losing, managed, verdict):
    leavers = [employee(str(n), active=False) for n in range(1, losing + 1)]
    rest = [employee("999")]
    plan = build(leavers + rest, directory(*(member(str(n)) for n in range(1, managed + 1))), Options(leavers="delete"))
    found = guard.judge(plan, Options(), None)
    assert (found.verdict, found.people) == (verdict, losing)
    assert guard.allows(found, plan, Approval()) is (verdict == "ok")
    assert guard.allows(found, plan, Approval(plan_id=plan.id, losses=losing))


def test_a_shrunken_full_file_is_stopped_and_a_short_partial_one_is_not():
    plan = build([employee("1")], directory())
    assert guard.judge(plan, Options(roster="full"), 100).reasons == ("file_shrunk",)
    assert guard.judge(plan, Options(), 100).verdict == "ok"


def test_a_file_without_a_usable_row_is_stopped():
    plan = build([employee("1")], directory(), parked=[1])
    assert guard.judge(plan, Options(), None).reasons == ("no_valid_row",)
