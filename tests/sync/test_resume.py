"""A run that was cut off goes on where it stopped, without making anything twice."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from akiles_console import paths
from akiles_console.demo.faults import Fault, Rule
from akiles_console.people.spreadsheet.reader import read
from akiles_console.people.spreadsheet.reading import Options as ReadOptions
from akiles_console.sync import run
from akiles_console.sync.guard import Approval
from akiles_console.sync.journal import Journal
from akiles_console.sync.plan import Options, PlanError
from akiles_console.sync.records import Origin, seconds_to_wait
from akiles_console.sync.resume import resume
from akiles_console.sync.undo import undo

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def staff(path: Path, people: range, status: str = "Active") -> Path:
    rows = [f"{n:05},Person {n},person{n}@example.com,Engineering,{status}" for n in people]
    path.write_text("\n".join(["Id,Name,Email,Department,Status", *rows]))
    return path


async def started(office, file: Path, approval: Approval = Approval(), **more) -> run.Report:
    reading = await read(file, ReadOptions())
    options = more.pop("options", Options())
    origin = Origin(
        path=str(file), digest=reading.digest, reading=ReadOptions(), mapping=office.mapping, options=options
    )
    return await run.execute(
        office.client, reading, office.mapping, options, approval, clock=office.time.clock(), origin=origin, **more
    )


def journal_of(office) -> Journal:
    return Journal(paths.organization(office.server.backend.id), lambda: datetime.now(UTC))


async def test_a_run_that_was_stopped_is_finished(office, tmp_path):
    file = staff(tmp_path / "staff.csv", range(1, 11))
    office.server.faults.append(Rule(Fault.UNAUTHORIZED, "/v2/members", "POST", count=99, skip=6))
    stopped = await started(office, file)
    assert stopped.state == "stopped"
    office.server.faults.clear()
    report = await resume(office.client, clock=office.time.clock())
    assert report.state == "finished" and all(outcome.verified for outcome in report.people)
    with closing(journal_of(office)) as journal:
        assert [one.state for one in journal.runs()] == ["finished", "resumed"]


async def test_a_run_that_was_killed_is_finished_without_a_duplicate(office, tmp_path):
    file = staff(tmp_path / "staff.csv", range(1, 21))
    begun = asyncio.Event()
    task = asyncio.create_task(started(office, file, progress=lambda told: begun.set() if told.done else None))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    report = await resume(office.client, clock=office.time.clock())
    assert all(outcome.verified for outcome in report.people)
    ours = [m["metadata"]["sourceID"] for m in office.members() if m["metadata"].get("source") == "akiles-console"]
    assert sorted(ours) == [f"{number:05}" for number in range(1, 21)]


@pytest.mark.parametrize(("ago", "seconds"), [(None, 0), (30, 60), (200, 0), (-500, 90)])
def test_a_write_whose_outcome_is_open_is_given_its_time(ago, seconds):
    since = None if ago is None else NOW - timedelta(seconds=ago)
    assert seconds_to_wait(since, NOW, 90.0) == pytest.approx(seconds)


async def test_a_file_that_changed_is_not_resumed(office, tmp_path):
    file = staff(tmp_path / "staff.csv", range(1, 5))
    office.server.faults.append(Rule(Fault.UNAUTHORIZED, "/v2/members", "POST", count=99, skip=3))
    await started(office, file)
    office.server.faults.clear()
    before = len(office.server.writes)
    staff(file, range(1, 6))
    with pytest.raises(PlanError, match="source_moved"):
        await resume(office.client, clock=office.time.clock())
    file.unlink()
    with pytest.raises(PlanError, match="source_moved"):
        await resume(office.client, clock=office.time.clock())
    assert len(office.server.writes) == before


async def test_no_more_losses_than_were_agreed_to(office, tmp_path, employee):
    people = range(1, 11)
    await office.sync([employee(number) for number in people])
    file = staff(tmp_path / "staff.csv", range(1, 4), "Terminated")
    options = Options(leavers="delete")
    office.server.faults.append(Rule(Fault.UNAUTHORIZED, "/v2/members", "DELETE", count=99, skip=1))
    reading = await read(file, ReadOptions())
    plan = await run.prepare(office.client, reading, office.mapping, options)
    stopped = await started(office, file, Approval(losses=3, plan_id=plan.plan.id), options=options)
    assert stopped.state == "stopped"
    office.server.faults.clear()
    report = await resume(office.client, clock=office.time.clock())
    assert report.state == "finished" and all(outcome.verified for outcome in report.people if outcome.member_id)
    with pytest.raises(PlanError, match="nothing_to_resume"):
        await resume(office.client, clock=office.time.clock())


async def test_a_run_made_by_hand_in_the_window_is_imported_again_instead(office, employee):
    office.server.faults.append(Rule(Fault.UNAUTHORIZED, "/v2/members", "POST", count=99))
    await office.sync([employee(1)])
    with pytest.raises(PlanError, match="run_not_resumable"):
        await resume(office.client, clock=office.time.clock())


@pytest.mark.parametrize("plain", [False, True], ids=["expanding", "neither expands nor filters"])
async def test_planned_killed_resumed_and_taken_back_alike_whatever_the_server_can(office, tmp_path, plain):
    for query in ("expand=", "is_deleted=", "metadata") if plain else ():
        office.server.faults.append(Rule(Fault.REFUSE, "/v2/members", "GET", count=10**6, query=query))
    file = staff(tmp_path / "staff.csv", range(1, 13))
    proposal = await run.prepare(office.client, await read(file, ReadOptions()), office.mapping, Options())
    assert proposal.plan.counts()["create"] == 12 and len(proposal.plan.operations) == 36
    office.server.faults.append(Rule(Fault.LOSE_ANSWER, "/v2/members", "POST", skip=9))  # one create is in doubt
    begun = asyncio.Event()
    task = asyncio.create_task(started(office, file, progress=lambda told: begun.set() if told.done > 3 else None))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    report = await resume(office.client, clock=office.time.clock())
    assert report.state == "finished" and {outcome.verified for outcome in report.people} == {True}
    assert sorted(m["metadata"]["sourceID"] for m in office.ours()) == [f"{number:05}" for number in range(1, 13)]
    assert all(office.groups(f"{number:05}") == ["Engineering"] for number in range(1, 13))
    assert all(len(office.member(f"{number:05}")["emails"]) == 1 for number in range(1, 13))
    with closing(journal_of(office)) as journal:
        ids = [one.id for one in journal.runs()]
    for run_id in ids:
        assert (await undo(office.client, run_id, clock=office.time.clock())).state == "finished"
    assert office.ours() == []
