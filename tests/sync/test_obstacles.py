"""A run that meets an obstacle waits for somebody to go on, and does not write over what others did meanwhile."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from akiles_console.api.errors import Unreachable
from akiles_console.auth.tokens import BearerAuth
from akiles_console.clock import Clock, Wakefulness
from akiles_console.demo import routes
from akiles_console.demo.faults import Fault, Rule
from akiles_console.sync import perform, run, writes
from akiles_console.sync.control import Control
from akiles_console.sync.guard import Approval
from akiles_console.sync.plan import Options

pytestmark = pytest.mark.anyio


async def paused(control: Control) -> str:
    """Waits until the run is paused; the reason."""
    there = asyncio.Event()
    control.changed = lambda: there.set() if control.state == "paused" else None
    control.changed()
    await asyncio.wait_for(there.wait(), 20)
    return control.reason


def by_hand(office, method: str, key: str, path: str = "", body: object = None) -> None:
    """Somebody does this to a member in the Akiles panel."""
    member_id = office.member(key)["id"]
    routes.answer(office.server.backend, method, f"/members/{member_id}{path}", [], body)


async def test_a_refused_token_pauses_and_the_same_plan_goes_on_after_a_new_login(office, employee):
    people = [employee(number) for number in range(1, 9)]
    control = Control(attended=True)
    office.server.faults.append(Rule(Fault.UNAUTHORIZED, "/v2/members", "POST", count=99, skip=6))
    task = asyncio.create_task(office.sync(people, control=control))
    assert await paused(control) == "signed_out"
    office.server.faults.clear()
    office.client.authorize(BearerAuth(office.server.access_token))
    control.go_on()
    report = await task
    assert report.state == "finished" and all(outcome.verified for outcome in report.people)
    assert len(report.people) == 8 == len({m["metadata"]["sourceID"] for m in office.ours()})


async def test_a_lost_network_pauses_and_goes_on(office, employee, monkeypatch):
    people = [employee(number) for number in range(1, 9)]
    control = Control(attended=True)
    send, away = office.client.members.create, [True]

    async def create(**more):
        if away[0] and len(office.ours()) >= 3:
            raise Unreachable("POST /members")
        return await send(**more)

    monkeypatch.setattr(office.client.members, "create", create)
    task = asyncio.create_task(office.sync(people, control=control))
    assert await paused(control) == "network"
    away[0] = False
    control.go_on()
    assert all(outcome.verified for outcome in (await task).people)


async def test_who_was_changed_during_a_pause_is_a_conflict_and_not_overwritten(office, employee):
    people = [employee(number) for number in range(1, 13)]
    await office.sync(people)
    control = Control(attended=True)
    moved = [employee(number, name=f"New {number}", groups=("Sales",)) for number in range(1, 13)]

    def told(progress) -> None:
        if progress.phase == "write" and not progress.done and control.state == "running":
            control.pause()

    task = asyncio.create_task(office.sync(moved, control=control, progress=told))
    await paused(control)
    by_hand(office, "PATCH", "00012", body={"name": "Chosen by hand"})
    control.go_on()
    report = await task
    told_of = {outcome.key: outcome for outcome in report.people}
    assert office.member("00012")["name"] == "Chosen by hand" and office.groups("00012") == ["Engineering"]
    assert told_of["00012"].problems[0][0] == "changed_since" and not told_of["00012"].verified
    assert sum(outcome.verified for outcome in report.people) == 11


async def test_a_leaver_who_was_given_something_meanwhile_is_not_deleted(office, employee):
    people = [employee(number) for number in range(1, 31)]
    await office.sync(people)
    sales = next(g["id"] for g in office.server.backend.tables["member_groups"].by_id.values() if g["name"] == "Sales")

    def told(progress) -> None:
        if progress.phase == "write" and not progress.done:
            by_hand(office, "POST", "00002", "/group_associations", {"member_group_id": sales})

    left = [employee(1, active=False), employee(2, active=False), *people[2:]]
    report = await office.sync(left, Options(leavers="delete"), Approval(losses=2), progress=told)
    assert office.groups("00002") == ["Engineering", "Sales"]
    assert [m["metadata"]["sourceID"] for m in office.ours() if m["metadata"]["sourceID"] < "00003"] == ["00002"]
    assert {o.key: o.problems[0][0] for o in report.people if o.problems} == {"00002": "changed_since"}


async def test_more_losses_than_were_agreed_to_stop_the_removals(office, employee, reading):
    """Losses are counted again right before the first removal."""
    people = [employee(number) for number in range(1, 31)]
    await office.sync(people)
    left = [employee(1, active=False), *people[1:]]
    proposal = await office.plan(left)
    before = len(office.server.writes)
    members = {member.id: member for member in proposal.directory.members}
    writer = writes.Writer(office.client, "akiles-console", members, {})
    sight = run._Sight(office.client, reading(left), office.mapping, Options(), proposal, office.time.clock())
    cause = perform.Cause(file="x.csv", approved=0)
    report = await perform.perform(office.client, proposal.plan, writer, members, cause, sight, perform.Terms())
    assert report.state == "stopped" and report.halted and report.halted[0] == "guard_stopped_late"
    assert len(office.server.writes) == before


def test_a_sleep_is_noticed_by_either_clock():
    at = [Clock().now(), 0.0]
    watch = Wakefulness(Clock(now=lambda: at[0], monotonic=lambda: at[1]))
    at[:] = [at[0] + timedelta(seconds=90), 90.0]
    assert not watch.slept()
    at[0] += timedelta(hours=1)
    assert watch.slept() and not watch.slept()
    at[:] = [at[0] + timedelta(hours=1), at[1] + 3600]
    assert watch.slept()
