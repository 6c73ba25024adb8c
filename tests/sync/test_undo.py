"""A run taken back over real HTTP: what it gave is gone, what it took is there, others' changes stay."""

from __future__ import annotations

import pytest

from akiles_console.demo.faults import Fault, Rule
from akiles_console.sync.guard import Approval
from akiles_console.sync.plan import Options, PlanError
from akiles_console.sync.undo import undo

pytestmark = pytest.mark.anyio


async def back(office, report):
    return await undo(office.client, report.run_id, clock=office.time.clock())


def people_now(office):
    """Everybody as they are, without what an edit leaves behind."""
    return {
        member["id"]: (
            member["name"],
            member["starts_at"],
            member["ends_at"],
            sorted(child["member_group_id"] for child in member["group_associations"]),
            sorted(child["email"] for child in member["emails"]),
        )
        for member in office.members()
    }


async def test_people_that_a_run_created_are_gone_again(office, employee):
    before = people_now(office)
    done = await office.sync([employee(number) for number in range(1, 6)])
    report = await back(office, done)
    assert report.state == "finished" and all(outcome.verified for outcome in report.people)
    assert people_now(office) == before


async def test_groups_dates_and_addresses_come_back(office, employee):
    await office.sync([employee(1), employee(2), employee(3)])
    before = people_now(office)
    changed = [
        employee(1, groups=("Sales",)),
        employee(2, starts_at="2026-12-01", ends_at="2027-03-01"),
        employee(3, emails=("new3@example.com",)),
    ]
    done = await office.sync(changed)
    assert people_now(office) != before
    report = await back(office, done)
    assert all(outcome.verified for outcome in report.people)
    assert people_now(office) == before


async def test_a_leaver_who_was_ended_gets_in_again(office, employee):
    people = [employee(number) for number in range(1, 21)]
    await office.sync(people)
    before = people_now(office)
    done = await office.sync([employee(1, active=False), *people[1:]])
    assert all(outcome.verified for outcome in (await back(office, done)).people)
    assert people_now(office) == before


async def test_a_deleted_member_is_restored_and_it_is_said_to_check(office, employee):
    people = [employee(number) for number in range(1, 21)]
    await office.sync(people)
    gone = office.member("00001")["id"]
    done = await office.sync([employee(1, active=False), *people[1:]], Options(leavers="delete"))
    report = await back(office, done)
    assert gone in {member["id"] for member in office.members()}
    assert [code for outcome in report.people for code, _ in outcome.problems] == ["restored"]


async def test_what_somebody_else_changed_since_stays(office, employee):
    await office.sync([employee(1)])
    done = await office.sync([employee(1, ends_at="2027-03-01")])
    member = office.member("00001")
    await office.client.members.edit(member["id"], ends_at="2028-01-01T00:00:00Z")
    report = await back(office, done)
    assert office.member("00001")["ends_at"].startswith("2028-01-01")
    assert [code for outcome in report.people for code, _ in outcome.problems] == ["changed_since"]


async def test_a_pin_that_was_taken_is_said_to_be_lost(office, employee):
    options = Options(credentials=("email", "pin"))
    await office.sync([employee(1)], options)
    done = await office.sync([employee(1, cleared=("pin",))], options)
    report = await back(office, done)
    assert [code for outcome in report.people for code, _ in outcome.problems] == ["secret_gone"]


async def test_undone_twice_writes_nothing(office, employee):
    done = await office.sync([employee(1)])
    await back(office, done)
    before = len(office.server.writes)
    assert all(outcome.verified for outcome in (await back(office, done)).people)
    assert len(office.server.writes) == before


async def test_a_run_nobody_remembers_is_said(office):
    with pytest.raises(PlanError, match="run_unknown"):
        await undo(office.client, "run_of_somebody_else")


async def test_foreign_members_are_not_touched_by_an_undo(office, employee):
    foreign = {m["id"]: str(m) for m in office.members()}
    people = [employee(number) for number in range(1, 8)]
    await office.sync(people)
    done = await office.sync(
        [employee(number, active=False) for number in range(1, 3)] + people[2:],
        Options(leavers="delete"),
        Approval(losses=2),
    )
    await back(office, done)
    assert {key: text for m in office.members() if (key := m["id"]) in foreign and (text := str(m))} == foreign


async def test_a_server_that_neither_expands_nor_filters_is_planned_written_and_taken_back_alike(office, employee):
    for query in ("expand=", "is_deleted=", "metadata"):
        office.server.faults.append(Rule(Fault.REFUSE, "/v2/members", "GET", count=10**6, query=query))
    first = await office.sync([employee(number) for number in range(1, 11)])
    assert all(outcome.verified for outcome in first.people)
    people = [employee(1, groups=("Sales",)), employee(2, active=False), *(employee(n) for n in range(3, 12))]
    second = await office.sync(people)
    assert all(outcome.verified for outcome in second.people) and office.groups("00001") == ["Sales"]
    before = len(office.server.writes)
    assert (await office.sync(people)).state == "finished" and len(office.server.writes) == before
    report = await undo(office.client, second.run_id, clock=office.time.clock())
    assert report.state == "finished" and office.groups("00001") == ["Engineering"]
    assert office.member("00002")["ends_at"] is None
