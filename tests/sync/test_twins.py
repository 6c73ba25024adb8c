"""What two consoles made at the same moment: the later one goes, by whoever made it, or by anybody after a while."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from akiles_console.api.models import GroupAssociation, Member, MemberPin
from akiles_console.sync import twins
from akiles_console.sync.plan import Person, Plan

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
OURS = "akiles-console"


def at(minutes):
    return (NOW - timedelta(minutes=minutes)).isoformat()


def mark(run="", **more):
    return {"source": OURS, **({"operation": f"{run}-1"} if run else {}), **more}


def member(id, minutes, run="run_a", source=OURS, **fields):
    metadata = {**mark(run, sourceID="1"), "source": source}
    return Member(id=id, name="Ana", created_at=at(minutes), metadata=metadata, **fields)


def by_b(operation_id):
    return operation_id.startswith("run_b-")


def taken(members, mine=by_b):
    return [(one.kind, one.member_id, one.target) for one in twins.to_take_back(members, OURS, mine, NOW)]


FIRST, SECOND = member("m1", 3), member("m2", 2, "run_b")


@pytest.mark.parametrize(
    ("members", "gone"),
    [
        ([FIRST], []),
        ([SECOND, FIRST], ["m2"]),
        ([FIRST, member("m2", 2)], []),  # of the other console, which is still at it
        ([member("m1", 90), member("m2", 20)], ["m2"]),  # of a console that is gone
        ([FIRST, member("m2", 2, "")], []),  # no console made it
        ([FIRST, member("m2", 2, "run_b", source="guesty")], []),
        ([FIRST, member("m2", 2, "run_b", is_deleted=True)], []),
        ([member("m1", 2), member("m0", 2, "run_b")], []),  # made at one moment: the id decides
    ],
)
def test_the_later_member_is_taken_back_by_its_maker(members, gone):
    assert [id for _, id, _ in taken(members)] == gone


def test_the_first_one_is_the_person():
    assert twins.without([SECOND, FIRST], OURS) == (FIRST,)
    assert twins.kept([SECOND, FIRST], OURS) == {"1": "m1"}


def test_a_second_group_goes_and_a_second_pin_only_where_it_is_of_the_same_moment():
    def group(id, minutes, run):
        created = at(minutes)
        return GroupAssociation(id=id, member_id="m1", member_group_id="g", created_at=created, metadata=mark(run))

    def pin(id, minutes, run):
        return MemberPin(id=id, member_id="m1", created_at=at(minutes), metadata=mark(run))

    both = member("m1", 90, group_associations=(group("a2", 1, "run_b"), group("a1", 80, "run_a")))
    assert taken([both]) == [("remove_group", "m1", "a2")]
    apart = member("m1", 90, pins=(pin("p1", 80, "run_a"), pin("p2", 1, "run_b")))
    assert taken([apart]) == []
    together = member("m1", 90, pins=(pin("p1", 2, "run_a"), pin("p2", 1, "run_b")))
    assert taken([together]) == [("remove_pin", "m1", "p2")]


def test_a_plan_that_takes_something_back_has_another_name_and_says_so():
    person = Person(key="1", name="Ana", member_id="m1", status="unchanged")
    plan = Plan(id="p", organization_id="o", operations=(), people=(person,), managed=2, rows=1, timezone="UTC")
    assert twins.planned(plan, [FIRST], OURS, by_b, NOW) is plan
    made = twins.planned(plan, [FIRST, SECOND], OURS, by_b, NOW)
    assert made.id != "p" and [one.member_id for one in made.operations] == ["m2"]
    assert (made.people[0].status, made.people[0].notes[0].code) == ("update", "twin_taken_back")
