"""Ids that change, members made by hand, members that were deleted: what is seen, offered, and done when chosen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from akiles_console.api.models import GroupAssociation, Member, MemberEmail, MemberGroup, MemberPin, Organization
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping
from akiles_console.sync import guard, ownership, planner
from akiles_console.sync.desired import Source
from akiles_console.sync.directory import Directory
from akiles_console.sync.plan import Decision, Options, Plan

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
MARK = {"source": "akiles-console"}
GROUPS = tuple(MemberGroup(id=f"mg_{name.lower()}", name=name) for name in ("Engineering", "Sales"))
MAPPING = Mapping.of({"Engineering": ["mg_engineering"], "Sales": ["mg_sales"]})
FULL = Options(roster="full", leavers="delete")
WORDS = ("Ada", "Bea", "Cleo", "Dora", "Edna", "Fay", "Gwen", "Hana", "Iris", "Jona", "Kira", "Lena")


def address(name: str) -> str:
    return f"{name.lower()}@example.com"


def member(key: str | None, name: str, email: bool = True, **fields: Any) -> Member:
    """Of ours with that id, or made by hand without one; in Engineering, with a PIN."""
    mark = MARK if key else {}
    own = f"mem_{name}"
    plain = Member(
        id=own,
        name=name,
        metadata={**mark, "sourceID": key} if key else {},
        emails=(MemberEmail(id=f"me_{name}", member_id=own, email=address(name), metadata=mark),) if email else (),
        pins=(MemberPin(id=f"mp_{name}", member_id=own, metadata=mark),),
        group_associations=(
            GroupAssociation(id=f"mga_{name}", member_id=own, member_group_id="mg_engineering", metadata=mark),
        ),
    )
    return msgspec.structs.replace(plain, **fields)


def row(key: str, name: str, email: bool = True, **fields: Any) -> Employee:
    emails = (address(name),) if email else ()
    plain = Employee(row=int(key), employee_id=key, name=name, emails=emails, groups=("Engineering",))
    return msgspec.structs.replace(plain, **fields)


def build(
    rows: list[Employee], members: list[Member], options: Options = FULL, deleted: tuple[Member, ...] = ()
) -> Plan:
    have = Directory(
        organization=Organization(id="org_1", name="Office"),
        members=tuple(members),
        member_groups=GROUPS,
        deleted=deleted,
    )
    return planner.build(Source(employees=tuple(rows)), MAPPING, options, have, NOW)


def person(plan: Plan, key: str) -> Any:
    return next(one for one in plan.people if one.key == key)


def kinds(plan: Plan) -> list[tuple[str, str]]:
    return [(operation.key, operation.kind) for operation in plan.operations]


@pytest.mark.parametrize("email", [True, False])
def test_new_ids_for_everybody_are_seen_counted_and_carried_out_as_a_change_of_ids_alone(email):
    members = [member(f"0{n}", name, email) for n, name in enumerate(WORDS, 10)]
    rows = [row(str(n), name, email) for n, name in enumerate(WORDS, 10)]
    plan = build(rows, members)
    verdict = guard.judge(plan, FULL, None)
    assert (verdict.people, verdict.verdict) == (12, "stop") and "ids_changed" in verdict.reasons
    assert [(pair.old_key, pair.new_key, pair.chosen) for pair in plan.rekeys][:1] == [("010", "10", False)]
    assert {pair.why for pair in plan.rekeys} == {"same_email" if email else "same_name"}
    chosen = msgspec.structs.replace(FULL, rekey=True)
    agreed = build(rows, members, chosen)
    assert len(agreed.operations) == 12 and not agreed.losing and guard.judge(agreed, chosen, None).verdict == "ok"
    assert {operation.changes for operation in agreed.operations} == {
        (("metadata.sourceID", str(n)),) for n in range(10, 22)
    }
    assert plan.id != agreed.id


def test_one_new_id_can_be_agreed_to_alone():
    members, rows = [member("1", "Ada"), member("2", "Bea")], [row("11", "Ada"), row("12", "Bea")]
    offer = person(build(rows, members), "11").offers[0]
    plan = build(rows, members, FULL.deciding(offer.decision("11")))
    assert kinds(plan)[0] == ("11", "update_member") and ("1", "delete_member") not in kinds(plan)
    assert ("2", "delete_member") in kinds(plan) and person(plan, "11").notes[0].code == "rekeyed"
    assert person(plan, "11").offers[0].why == "same_email" and person(plan, "11").offers[0].chosen


def test_two_who_could_be_meant_are_no_pair():
    members = [member("1", "Ada"), member("2", "Ada B", emails=member("1", "Ada").emails)]
    assert build([row("11", "Ada")], members).rekeys == ()


def test_a_shared_mailbox_does_not_make_two_people_one():
    plan = build([row("11", "Bea", emails=(address("Ada"),))], [member("1", "Ada")])
    assert plan.rekeys == ()


def test_a_namesake_with_another_address_is_another_person():
    plan = build([row("11", "Ada", emails=("other@example.com",))], [member("1", "Ada")])
    assert plan.rekeys == () and person(plan, "11").status == "create"


def test_a_namesake_whom_a_partial_file_does_not_name_is_another_person():
    options = Options(credentials=("email",))
    plan = build([row("11", "Ada", email=False)], [member("1", "Ada", email=False)], options)
    assert plan.rekeys == () and kinds(plan)[0] == ("11", "create_member")


def test_ids_that_were_swapped_do_not_swap_people():
    plan = build([row("1", "Bea"), row("2", "Ada")], [member("1", "Ada"), member("2", "Bea")])
    assert plan.operations == ()
    assert {one.skip_reason for one in plan.people} == {"id_of_somebody_else"}
    assert (
        build([row("1", "Bea"), row("2", "Ada")], [member("1", "Ada"), member("2", "Bea")], _rekey()).operations == ()
    )


def _rekey() -> Options:
    return msgspec.structs.replace(FULL, rekey=True)


def test_a_column_sorted_without_its_neighbours_turns_nobody_into_somebody_else():
    members = [member(str(n), name) for n, name in enumerate(WORDS)]
    shifted = [row(str(n), WORDS[(n + 1) % len(WORDS)]) for n in range(len(WORDS))]
    for options in (FULL, _rekey()):
        assert build(shifted, members, options).operations == ()


def test_an_id_given_to_the_next_person_is_said_and_a_new_name_alone_is_not():
    reused = build([row("1", "Bea")], [member("1", "Ada")])
    assert [note.code for note in person(reused, "1").notes] == ["name_and_email_new"]
    married = build([row("1", "Ada B", emails=(address("Ada"),))], [member("1", "Ada")])
    assert kinds(married) == [("1", "update_member")] and person(married, "1").notes == ()


def test_an_employee_who_leaves_under_one_id_and_starts_under_another_can_keep_everything():
    rows, members = [row("1", "Ada", active=False), row("11", "Ada")], [member("1", "Ada")]
    assert ("1", "delete_member") in kinds(build(rows, members)) and build(rows, members).losing
    plan = build(rows, members, _rekey())
    assert kinds(plan) == [("11", "update_member")] and person(plan, "1").skip_reason == "leaver"


def test_a_member_made_by_hand_is_offered_with_the_reason_and_taken_over_only_when_chosen():
    by_hand = member(None, "Ada")
    plan = build([row("1", "Ada")], [by_hand])
    offer = person(plan, "1").offers[0]
    assert plan.operations == () and (offer.kind, offer.why, offer.name) == ("adopt", "same_email", "Ada")
    taken = build([row("1", "Ada", groups=("Sales",))], [by_hand], FULL.deciding(offer.decision("1")))
    assert kinds(taken) == [("1", "update_member"), ("1", "add_group")]  # the group given by hand stays
    assert dict(taken.operations[0].changes)["metadata.source"] == "akiles-console"


def test_the_same_name_is_offered_too_and_anybody_made_by_hand_can_be_chosen():
    by_hand, other = member(None, "Ada", email=False), member(None, "Zoe", email=False)
    plan = build([row("1", "Ada")], [by_hand, other])
    assert kinds(plan)[0] == ("1", "create_member") and person(plan, "1").offers[0].why == "same_name"
    assert [one.id for one in ownership.adoptable([other, by_hand, member("9", "Bea")])] == [by_hand.id, other.id]
    chosen = build(
        [row("1", "Ada")], [by_hand, other], FULL.deciding(Decision(key="1", kind="adopt", member_id=other.id))
    )
    assert chosen.operations[0].kind == "update_member" and chosen.operations[0].member_id == other.id


@pytest.mark.parametrize("metadata", [{"source": "guesty"}, {**MARK, "sourceID": "2"}])
def test_nobody_elses_member_can_be_taken_over(metadata):
    theirs = member(None, "Ada", metadata=metadata)
    decision = Decision(key="1", kind="adopt", member_id=theirs.id)
    plan = build([row("1", "Ada")], [theirs], Options().deciding(decision))
    assert plan.operations == () and person(plan, "1").skip_reason == "decision_gone"


def test_one_member_cannot_become_two_people():
    options = Options()
    for key in ("1", "2"):
        options = options.deciding(Decision(key=key, kind="adopt", member_id="mem_Ada"))
    plan = build([row("1", "Ada"), row("2", "Bea")], [member(None, "Ada")], options)
    assert plan.operations == () and {one.skip_reason for one in plan.people} == {"decision_gone"}


def test_a_member_without_room_for_our_mark_is_left_alone():
    full = member(None, "Ada", metadata={"note": "x" * 950})
    decided = Options().deciding(Decision(key="1", kind="adopt", member_id=full.id))
    assert person(build([row("1", "Ada")], [full], decided), "1").skip_reason == "metadata_full"
    long = "1" * 1000
    assert person(build([row("1", "Ada", employee_id=long)], []), long).skip_reason == "metadata_full"


def gone(name: str = "Ada", **fields: Any) -> Member:
    return member("1", name, is_deleted=True, **fields)


def test_somebody_who_comes_back_is_made_new_and_the_old_member_is_offered():
    plan = build([row("1", "Ada", groups=("Sales",))], [], FULL, (gone(),))
    found = person(plan, "1")
    assert kinds(plan)[0] == ("1", "create_member") and [note.code for note in found.notes] == ["rehired_new"]
    assert [(offer.kind, offer.member_id) for offer in found.offers] == [("rehire", "mem_Ada")]


def test_a_deleted_member_comes_back_without_the_old_groups_and_the_old_end():
    old = gone(ends_at="2025-01-01T00:00:00Z")
    offer = person(build([row("1", "Ada")], [], FULL, (old,)), "1").offers[0]
    plan = build([row("1", "Ada", groups=("Sales",))], [], FULL.deciding(offer.decision("1")), (old,))
    assert [(op.kind, op.changes) for op in plan.operations] == [
        ("update_member", (("is_deleted", "false"),)),
        ("update_member", (("ends_at", ""),)),
        ("add_group", ()),
        ("remove_group", (("member_group_id", "mg_engineering"),)),
    ]
    assert person(plan, "1").status == "create" and not plan.losing


def test_a_deleted_member_of_somebody_else_is_nobody_to_come_back():
    plan = build([row("1", "Ada")], [], FULL, (gone(metadata={"source": "guesty", "sourceID": "1"}),))
    assert person(plan, "1").offers == () and person(plan, "1").notes == ()


def test_decisions_are_part_of_the_plans_name_whatever_their_order():
    rows = [row("1", "Ada", pin="4711"), row("2", "Bea", pin="4712")]
    both = [Decision(key=key, kind="random_pin") for key in ("1", "2")]
    options = Options(credentials=("pin",))
    one = build(rows, [], options.deciding(both[0]).deciding(both[1]))
    other = build(rows, [], msgspec.structs.replace(options, decisions=(both[1], both[0])))
    assert one.id == other.id != build(rows, [], options).id
    assert options.deciding(both[0]).undeciding(both[0]) == options


def test_the_same_pin_twice_is_those_two_peoples_problem_with_a_way_out():
    rows = [row(str(n), name, pin="4711" if n < 3 else "4713") for n, name in enumerate(WORDS[:3], 1)]
    options = Options(credentials=("email", "pin"))
    plan = build(rows, [], options)
    assert [op.key for op in plan.operations if op.kind == "add_pin"] == ["3"]
    assert plan.counts()["create"] == 3 and person(plan, "1").notes[0].code == "pin_twice_here"
    offer = person(plan, "1").offers[0]
    decided = build(rows, [], options.deciding(offer.decision("1")))
    pins = {op.key: dict(op.changes).get("from") for op in decided.operations if op.kind == "add_pin"}
    assert pins == {"1": None, "2": "file", "3": "file"}


def test_a_row_set_aside_for_its_pin_alone_comes_back_with_a_random_one():
    source = Source(employees=(row("1", "Ada", pin="4711"),), parked=frozenset({1}), pin_twice=frozenset({1}))
    have = Directory(organization=Organization(id="org_1", name="Office"), members=(), member_groups=GROUPS)
    options = Options(credentials=("email", "pin"))
    plan = planner.build(source, MAPPING, options, have, NOW)
    assert person(plan, "1").skip_reason == "row_error" and person(plan, "1").offers[0].kind == "random_pin"
    decided = planner.build(source, MAPPING, options.deciding(Decision(key="1", kind="random_pin")), have, NOW)
    assert [(op.kind, op.changes) for op in decided.operations if op.kind == "add_pin"] == [("add_pin", ())]
