"""A run from end to end, over real HTTP against the demo organization."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from akiles_console import paths
from akiles_console.demo.faults import Fault, Rule
from akiles_console.sync.control import Control
from akiles_console.sync.guard import Approval
from akiles_console.sync.journal import Journal, one_run
from akiles_console.sync.plan import Options, PlanError

pytestmark = pytest.mark.anyio

CREATES = ("POST", "/members")


def journal_of(office) -> Journal:
    return Journal(paths.organization(office.server.backend.id), lambda: datetime.now(UTC))


async def test_new_people_are_created_with_groups_and_address_and_verified(office, employee):
    people = [employee(number) for number in range(1, 6)]
    report = await office.sync(people)
    assert report.state == "finished"
    assert [(outcome.status, outcome.verified) for outcome in report.people] == [("synced", True)] * 5
    assert office.groups("00001") == ["Engineering"]
    assert office.member("00001")["metadata"]["source"] == "akiles-console"
    assert [child["email"] for child in office.member("00003")["emails"]] == ["person3@example.com"]


async def test_the_same_file_again_writes_nothing(office, employee):
    people = [employee(number) for number in range(1, 6)]
    await office.sync(people, Options(credentials=("email", "magic_link", "pin"), pin_length=6))
    before = len(office.server.writes)
    report = await office.sync(people, Options(credentials=("email", "magic_link", "pin"), pin_length=6))
    assert len(office.server.writes) == before
    assert all(outcome.verified for outcome in report.people)


async def test_exactly_the_changes_of_the_file_are_written(office, employee):
    people = [employee(number) for number in range(1, 21)]
    await office.sync(people)
    before = len(office.server.writes)
    changed = [*people[:18], employee(19, groups=("Sales",)), employee(20, active=False), employee(21)]
    report = await office.sync(changed)
    assert report.state == "finished" and all(outcome.verified for outcome in report.people)
    written = office.server.writes[before:]
    assert sorted(method for method, _ in written) == ["DELETE", "PATCH", "POST", "POST", "POST", "POST"]
    assert office.groups("00019") == ["Sales"]
    assert office.member("00020")["ends_at"] is not None
    assert office.groups("00021") == ["Engineering"]


async def test_a_new_group_is_given_before_the_old_one_is_taken(office, employee):
    await office.sync([employee(1)])
    before = len(office.server.writes)
    await office.sync([employee(1, groups=("Operations",))])
    assert [method for method, _ in office.server.writes[before:]] == ["POST", "POST", "DELETE"]
    assert office.groups("00001") == ["Everyone", "Operations"]


async def test_calls_are_the_snapshot_the_writes_and_the_cheaper_way_to_verify(office, employee):
    people = [employee(number) for number in range(1, 6)]
    report = await office.sync(people)
    snapshot, writes, verify = 5, 5 * 3, 1  # organization, sites, groups, a page, who was deleted; then the page again
    assert report.calls == snapshot + writes + verify == len(office.server.requests)


async def test_foreign_members_are_never_written(office, employee):
    foreign = {member["id"]: str(member) for member in office.members()}
    await office.sync([employee(1)], Options(roster="full", leavers="delete"))
    now = {member["id"]: str(member) for member in office.members()}
    assert {key: now.get(key) for key in foreign} == foreign


async def test_missing_people_stay_unless_the_file_is_everybody(office, employee):
    people = [employee(number) for number in range(1, 21)]
    await office.sync(people)
    assert (await office.plan(people[:19])).plan.operations == ()
    full = await office.plan(people[:19], Options(roster="full", leavers="delete"))
    assert [(op.kind, op.key) for op in full.plan.operations] == [("delete_member", "00020")]


async def test_a_row_that_was_set_aside_is_no_leaver(office, employee):
    people = [employee(number) for number in range(1, 21)]
    await office.sync(people)
    plan = (await office.plan(people, Options(roster="full", leavers="delete"), parked=[20])).plan
    assert plan.operations == ()
    assert [person.skip_reason for person in plan.people if person.key == "00020"] == ["row_error"]


async def test_losses_need_their_number_and_a_stopped_plan_its_own_name(office, employee):
    people = [employee(number) for number in range(1, 11)]
    await office.sync(people)
    left = [employee(number, active=False) for number in range(1, 3)] + people[2:]
    before = len(office.server.writes)
    with pytest.raises(PlanError) as stopped:
        await office.sync(left, Options(leavers="delete"))
    assert stopped.value.code == "guard_stopped" and len(office.server.writes) == before
    report = await office.sync(left, Options(leavers="delete"), Approval(losses=2))
    assert report.state == "finished" and len(office.server.writes) == before + 2
    gone = [employee(number, active=False) for number in range(3, 8)] + people[7:]
    proposal = await office.plan(gone, Options(leavers="delete"))
    assert proposal.verdict.verdict == "stop"
    with pytest.raises(PlanError):
        await office.sync(gone, Options(leavers="delete"), Approval(losses=5))
    approval = Approval(losses=5, plan_id=proposal.plan.id)
    assert (await office.sync(gone, Options(leavers="delete"), approval)).state == "finished"


async def test_a_plan_that_moved_is_refused(office, employee):
    proposal = await office.plan([employee(1)])
    with pytest.raises(PlanError) as moved:
        await office.sync([employee(1), employee(2)], approval=Approval(plan_id=proposal.plan.id))
    assert moved.value.code == "plan_moved" and office.server.writes == []


async def test_what_was_approved_for_one_organization_is_never_written_to_another(office, employee):
    proposal = await office.plan([employee(1)])
    office.server.backend.organization["id"] = "org_other"
    approval = Approval(plan_id=proposal.plan.id, organization_id=proposal.plan.organization_id)
    with pytest.raises(PlanError) as other:
        await office.sync([employee(1)], approval=approval)
    assert other.value.code == "other_organization" and office.server.writes == []


async def test_a_lost_create_is_looked_up_and_not_made_twice(office, employee):
    office.server.faults.append(Rule(Fault.LOSE_ANSWER, "/v2/members$", "POST"))
    report = await office.sync([employee(1), employee(2)])
    assert all(outcome.verified for outcome in report.people)
    assert [write for write in office.server.writes if write == CREATES] == [CREATES] * 2
    assert office.time.slept[0] == 5.0


async def test_a_create_that_never_arrived_is_repeated_once(office, employee):
    office.server.faults.append(Rule(Fault.DROP, "/v2/members$", "POST"))
    report = await office.sync([employee(1)])
    assert report.people[0].verified
    assert sum(office.time.slept) == 90.0


async def test_a_create_is_not_repeated_while_nobody_can_look(office, employee):
    office.server.faults.append(Rule(Fault.LOSE_ANSWER, "/v2/members$", "POST"))
    office.server.faults.append(Rule(Fault.UNAVAILABLE, "/v2/members$", "GET", count=999, query="sourceID"))
    report = await office.sync([employee(1)])
    assert [write for write in office.server.writes if write == CREATES] == [CREATES]
    assert report.people[0].status == "unknown" and report.people[0].member_id is None


async def test_a_lost_credential_is_not_given_twice(office, employee):
    office.server.faults.append(Rule(Fault.LOSE_ANSWER, "/pins$", "POST"))
    report = await office.sync([employee(1)], Options(credentials=("email", "pin")))
    assert report.people[0].verified
    assert len(office.member("00001")["pins"]) == 1


async def test_nothing_is_taken_away_while_a_gain_failed(office, employee):
    await office.sync([employee(1)])
    office.server.faults.append(Rule(Fault.UNAVAILABLE, "/group_associations$", "POST", count=9))
    report = await office.sync([employee(1, groups=("Sales",))])
    assert report.people[0].status in ("failed", "unknown") and not report.people[0].verified
    assert office.groups("00001") == ["Engineering"]


async def test_a_taken_pin_is_that_persons_problem_only(office, employee):
    options = Options(credentials=("email", "pin"))
    await office.sync([employee(1, pin="48151623")], options)
    report = await office.sync([employee(2, pin="48151623"), employee(3)], options)
    by_key = {outcome.key: outcome for outcome in report.people}
    assert by_key["00002"].status == "failed" and by_key["00002"].problems[0][0] == "pin_taken"
    assert by_key["00003"].verified
    assert "48151623" not in str(report)


async def test_a_token_refused_in_mid_run_stops_it_and_the_next_run_goes_on(office, employee):
    people = [employee(number) for number in range(1, 9)]
    office.server.faults.append(Rule(Fault.UNAUTHORIZED, "/v2/members", "POST", count=99, skip=6))
    report = await office.sync(people)
    assert report.state == "stopped" and report.halted and report.halted[0] == "unauthorized"
    assert any(outcome.skip_reason == "not_reached" for outcome in report.people)
    told = {problem[0] for outcome in report.people for problem in outcome.problems}
    assert told and told <= {"partly_done", "not_read_back"}
    office.server.faults.clear()
    again = await office.sync(people)
    assert all(outcome.verified for outcome in again.people)
    assert len([m for m in office.members() if m["metadata"].get("source") == "akiles-console"]) == 8


async def test_stop_ends_the_run_after_the_writes_under_way(office, employee):
    control = Control()
    people = [employee(number) for number in range(1, 21)]

    def told(progress) -> None:
        if progress.phase == "write" and progress.done == 3:
            control.cancel()

    report = await office.sync(people, progress=told, control=control)
    assert report.state == "interrupted"
    assert 3 <= sum(outcome.verified for outcome in report.people) < 20
    with closing(journal_of(office)) as journal:
        assert journal.runs()[0].state == "interrupted"


async def test_a_cancelled_run_is_known_to_the_journal(office, employee):
    people = [employee(number) for number in range(1, 21)]
    started = asyncio.Event()
    task = asyncio.create_task(office.sync(people, progress=lambda p: started.set() if p.done else None))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with closing(journal_of(office)) as journal:
        run = journal.runs()[0]
    assert run.state == "interrupted" and run.done > 0
    assert all(outcome.verified for outcome in (await office.sync(people)).people)


async def test_two_runs_at_once_are_refused(office, employee):
    with one_run(paths.organization(office.server.backend.id)), pytest.raises(PlanError) as refused:
        await office.sync([employee(1)])
    assert refused.value.code == "run_in_progress" and office.server.writes == []


async def test_what_was_not_read_back_is_not_called_done(office, employee):
    """The member is renamed by somebody else between the write and the look."""

    def told(progress) -> None:
        if progress.phase == "verify":
            kept = office.server.backend.tables["members"].by_id[office.member("00001")["id"]]
            kept["name"] = "Somebody else"

    report = await office.sync([employee(1)], progress=told)
    assert (report.people[0].status, report.people[0].verified) == ("unknown", False)
    assert report.people[0].problems[0][0] == "not_verified"


async def test_adopting_takes_over_a_member_made_by_hand_and_no_other(office, employee):
    by_hand = next(m for m in office.members() if not m["metadata"] and m["emails"])
    other = next(m for m in office.members() if m["metadata"].get("source") and m["emails"])
    people = [
        employee(1, emails=(by_hand["emails"][0]["email"],)),
        employee(2, emails=(other["emails"][0]["email"],)),
    ]
    plain = await office.plan(people)
    assert [person.skip_reason for person in plain.plan.people] == ["owned_by_hand", "owned_by_other"]
    report = await office.sync(people, Options(adopt_email=True))
    assert [outcome.verified for outcome in report.people] == [True, False]
    assert office.member("00001")["id"] == by_hand["id"]


async def test_the_journal_keeps_no_address_name_or_pin(office, employee, own_folder):
    options = Options(credentials=("email", "pin"))
    await office.sync([employee(1, employee_id=None, pin="7391846205", name="Canary Name")], options)
    kept = b"".join(file.read_bytes() for file in own_folder.rglob("*") if file.is_file())
    for canary in (b"person1@example.com", b"7391846205", b"Canary Name"):
        assert canary not in kept


async def test_a_plan_that_was_looked_at_too_long_ago_is_refused_without_a_write(office, employee):
    proposal = await office.plan([employee(1)])
    for minutes, allowed in ((16, False), (-16, False), (14, True)):
        looked_at = Approval(plan_id=proposal.plan.id, made_at=office.time.clock().now() - timedelta(minutes=minutes))
        if allowed:
            assert (await office.sync([employee(1)], approval=looked_at)).state == "finished"
            continue
        with pytest.raises(PlanError, match="plan_stale"):
            await office.sync([employee(1)], approval=looked_at)
        assert not office.server.writes
