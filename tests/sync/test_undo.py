"""A run taken back over real HTTP: what it gave is gone, what it took is there, others' changes stay."""

from __future__ import annotations

import pytest

from akiles_console import paths
from akiles_console.demo.faults import Fault, Rule
from akiles_console.sync.guard import Approval
from akiles_console.sync.plan import Decision, Options, PlanError
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


# What was decided person by person


def secretless(member):
    """A member as it is, without what an edit leaves behind: empty marks count as none."""
    return {**member, "metadata": {key: value for key, value in member["metadata"].items() if value}}


async def made_by_hand(office, number):
    """Somebody whom an administrator made, with an address, a PIN and a group."""
    made = await office.client.members.create(name=f"Person {number}", metadata={"note": "by hand"})
    await office.client.emails.create(made.id, email=f"person{number}@example.com", metadata={})
    await office.client.pins.create(made.id, metadata={}, pin="640817")
    groups = [one async for one in office.client.member_groups.list() if one.name == "Operations"]
    await office.client.group_associations.create(made.id, member_group_id=groups[0].id, metadata={})
    return made.id


async def test_somebody_who_was_taken_over_is_given_back_with_what_was_theirs(office, employee):
    member_id = await made_by_hand(office, 1)

    def now():
        return secretless(next(one for one in office.members() if one["id"] == member_id))

    before = now()
    options = Options(
        credentials=("email", "magic_link"), decisions=(Decision(key="00001", kind="adopt", member_id=member_id),)
    )
    done = await office.sync([employee(1)], options)
    taken = office.member("00001")
    assert taken["id"] == member_id and len(office.groups("00001")) == 2 and taken["magic_links"]
    report = await back(office, done)
    assert report.state == "finished" and all(outcome.verified for outcome in report.people)
    assert now() == before and office.ours() == []
    writes = len(office.server.writes)
    await back(office, done)
    assert len(office.server.writes) == writes


async def test_an_id_that_was_changed_is_the_old_one_again(office, employee):
    await office.sync([employee(1)])
    member_id = office.member("00001")["id"]
    new = employee(1, employee_id="99001")
    done = await office.sync([new], Options(decisions=(Decision(key="99001", kind="rekey", member_id=member_id),)))
    assert office.member("99001")["id"] == member_id
    report = await back(office, done)
    assert all(outcome.verified for outcome in report.people)
    assert office.member("00001")["id"] == member_id and len(office.ours()) == 1


async def test_an_id_that_somebody_changed_since_stays(office, employee):
    await office.sync([employee(1)])
    member_id = office.member("00001")["id"]
    decisions = (Decision(key="99001", kind="rekey", member_id=member_id),)
    done = await office.sync([employee(1, employee_id="99001")], Options(decisions=decisions))
    mark = {"source": "akiles-console", "sourceID": "77001"}
    await office.client.members.edit(member_id, metadata=mark)
    report = await back(office, done)
    assert office.member("77001")["id"] == member_id
    assert [code for outcome in report.people for code, _ in outcome.problems] == ["changed_since"]


async def test_an_address_that_was_the_id_is_not_kept_and_that_is_said(office, employee):
    by_address = employee(1, employee_id=None)
    await office.sync([by_address])
    member_id = office.member("person1@example.com")["id"]
    decisions = (Decision(key="00001", kind="rekey", member_id=member_id),)
    done = await office.sync([employee(1)], Options(decisions=decisions))
    report = await back(office, done)
    assert office.member("00001")["id"] == member_id
    assert [code for outcome in report.people for code, _ in outcome.problems] == ["id_stays"]
    folder = paths.organization(office.server.backend.id)
    assert not any(b"person1@" in file.read_bytes() for file in folder.iterdir())


async def test_somebody_who_was_brought_back_is_deleted_again(office, employee):
    people = [employee(number) for number in range(1, 21)]
    await office.sync(people)
    gone = office.member("00001")["id"]
    await office.sync([employee(1, active=False), *people[1:]], Options(leavers="delete"))
    before = people_now(office)
    options = Options(decisions=(Decision(key="00001", kind="rehire", member_id=gone),))
    done = await office.sync([employee(1, groups=("Sales",)), *people[1:]], options)
    assert office.member("00001")["id"] == gone and office.groups("00001") == ["Sales"]
    report = await back(office, done)
    assert all(outcome.verified for outcome in report.people) and people_now(office) == before


async def test_somebody_whom_another_one_brought_back_stays(office, employee):
    people = [employee(number) for number in range(1, 21)]
    await office.sync(people)
    gone = office.member("00001")["id"]
    await office.sync([employee(1, active=False), *people[1:]], Options(leavers="delete"))
    await office.client.members.restore(gone)
    before = people_now(office)
    options = Options(decisions=(Decision(key="00001", kind="rehire", member_id=gone),))
    done = await office.sync([employee(1, groups=("Sales",)), *people[1:]], options)
    assert office.groups("00001") == ["Sales"]
    await back(office, done)
    assert office.member("00001")["id"] == gone and people_now(office) == before


async def test_a_pin_that_akiles_chose_is_taken_again(office, employee):
    options = Options(credentials=("email", "pin"), pin_length=6, decisions=(Decision(key="00001", kind="random_pin"),))
    done = await office.sync([employee(1, pin="640817"), employee(2, pin="640817")], options)
    assert len(office.member("00001")["pins"]) == 1
    await back(office, done)
    assert office.ours() == []
    await office.sync([employee(1)])
    done = await office.sync([employee(1, pin="640817"), employee(2, pin="640817")], options)
    assert len(office.member("00001")["pins"]) == 1
    report = await back(office, done)
    assert all(outcome.verified for outcome in report.people)
    assert [one for one in office.member("00001")["pins"] if not one["is_deleted"]] == []


async def test_a_name_that_was_changed_with_the_dates_is_said_to_stay(office, employee):
    await office.sync([employee(1)])
    done = await office.sync([employee(1, name="New Name", ends_at="2027-03-01")])
    report = await back(office, done)
    assert office.member("00001")["ends_at"] is None
    assert [code for outcome in report.people for code, _ in outcome.problems] == ["name_stays"]
