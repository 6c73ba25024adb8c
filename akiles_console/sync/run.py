"""Plan, guard, apply, verify, report: the way through `sync` that the window and the command line share."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from akiles_console import paths
from akiles_console.api.client import Client
from akiles_console.api.errors import ApiError
from akiles_console.clock import Clock
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.sync import directory as directories
from akiles_console.sync import guard, planner
from akiles_console.sync.apply import Apply, Result, Trouble
from akiles_console.sync.directory import Directory
from akiles_console.sync.guard import Approval, Verdict
from akiles_console.sync.journal import Journal, one_run
from akiles_console.sync.plan import Options, Person, Plan, PlanError
from akiles_console.sync.verify import read_back
from akiles_console.sync.writes import Writer

SETTLE = 90.0
"""Seconds in which a create whose answer was lost may still appear."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A plan with the guard's verdict, the snapshot and moment it was made from, and the API calls it took."""

    plan: Plan
    verdict: Verdict
    directory: Directory
    now: datetime
    calls: int


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How it ended for one person.

    `status`: synced | none | failed | unknown; while a run is going on also `written`: answered, not yet read
    back. `verified`: read back and found as planned. `problems` are (code, details) with words in `messages`.
    """

    key: str
    name: str
    member_id: str | None = None
    status: str
    verified: bool = False
    skip_reason: str | None = None
    problems: tuple[Trouble, ...] = ()


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What is being done: `phase` is read | write | verify; `done` of `total` people; `outcome` of the one whose
    writes just ended, if any."""

    phase: str
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run. `state`: finished | stopped | interrupted. `halted` says why a stopped one could not go on.
    `calls` counts every API request of the run."""

    run_id: str
    plan_id: str
    state: str
    people: tuple[Outcome, ...]
    calls: int
    halted: Trouble | None = None


def _quiet(_: Progress) -> None:
    """Nobody listens."""


async def prepare(
    client: Client, reading: Reading, mapping: Mapping, options: Options, *, clock: Clock = Clock()
) -> Proposal:
    """Reads Akiles, plans and judges; writes nothing there. Raises MappingError, PlanError, ApiError."""
    before = client.calls
    directory = await directories.read(client, cards="card" in options.credentials)
    now = clock.now()
    plan = await asyncio.to_thread(planner.build, reading.employees, reading.parked, mapping, options, directory, now)
    folder = paths.organization(directory.organization.id)
    verdict = guard.judge(plan, options, await asyncio.to_thread(_last_rows, folder, clock))
    return Proposal(plan=plan, verdict=verdict, directory=directory, now=now, calls=client.calls - before)


def _last_rows(folder: Path, clock: Clock) -> int | None:
    with closing(Journal(folder, clock.now)) as journal:
        return journal.last_rows()


async def execute(
    client: Client,
    reading: Reading,
    mapping: Mapping,
    options: Options,
    approval: Approval = Approval(),
    *,
    clock: Clock = Clock(),
    settle: float = SETTLE,
    progress: Callable[[Progress], None] = _quiet,
    stop: asyncio.Event | None = None,
) -> Report:
    """Plans afresh, stops unless the plan is the approved one and the guard allows it, writes, verifies, reports.

    Raises PlanError before the first write: plan_moved, guard_stopped, run_in_progress, journal_unusable. Setting
    `stop` ends the run after the writes under way, with a report of state interrupted. Cancelling the task ends
    it at once: the journal keeps what was begun, and the run is interrupted there too.
    """
    before = client.calls
    progress(Progress(phase="read"))
    proposal = await prepare(client, reading, mapping, options, clock=clock)
    check(proposal, approval)
    folder = paths.organization(proposal.plan.organization_id)
    with one_run(folder), closing(Journal(folder, clock.now)) as journal:
        run_id = await journal.begin(proposal.plan, reading.file, options.roster)
        try:
            apply = Apply(
                proposal.plan,
                _writer(client, reading, options, proposal),
                journal,
                run_id,
                clock=clock,
                settle=settle,
                stop=stop or asyncio.Event(),
            )
            await apply.run(_teller(proposal.plan, apply, progress))
            people = await _verified(client, reading, mapping, options, proposal, apply, progress)
            left = any(result.left for result in apply.results.values())
            state = "stopped" if apply.halted else "interrupted" if left and stop and stop.is_set() else "finished"
            await journal.end(run_id, state)
        except BaseException:
            with suppress(PlanError):
                journal.end_now(run_id, "interrupted")
            raise
    return Report(
        run_id=run_id,
        plan_id=proposal.plan.id,
        state=state,
        people=people,
        calls=client.calls - before,
        halted=(apply.halted.code, apply.halted.details) if apply.halted else None,
    )


def check(proposal: Proposal, approval: Approval) -> None:
    """Raises PlanError unless exactly this proposal was approved, for this organization, and the guard allows it."""
    if approval.organization_id not in (None, proposal.plan.organization_id):
        raise PlanError("other_organization", found=proposal.directory.organization.name)
    if approval.plan_id is not None and approval.plan_id != proposal.plan.id:
        raise PlanError("plan_moved", plan=proposal.plan.id)
    if not guard.allows(proposal.verdict, proposal.plan, approval):
        verdict = proposal.verdict
        raise PlanError(
            "guard_stopped",
            people=verdict.people,
            percent=round(verdict.share * 100),
            plan=proposal.plan.id,
            reason=verdict.reasons[0] if verdict.reasons else "",
        )


def _writer(client: Client, reading: Reading, options: Options, proposal: Proposal) -> Writer:
    members = {member.id: member for member in proposal.directory.members}
    employees = {employee.key: employee for employee in reading.employees if employee.key}
    return Writer(client, options.source_name, members, employees)


def _teller(plan: Plan, apply: Apply, progress: Callable[[Progress], None]) -> Callable[[str], None]:
    people = {person.key: person for person in plan.people if person.status not in ("skip", "unchanged")}
    done = 0

    def ended(key: str) -> None:
        nonlocal done
        done += 1
        outcome = _written(people[key], apply.results[key])
        progress(Progress(phase="write", done=done, total=len(people), outcome=outcome))

    progress(Progress(phase="write", done=0, total=len(people)))
    return ended


def _written(person: Person, result: Result) -> Outcome:
    """What the answers said, before anything is read back."""
    problems = tuple(result.troubles)
    if result.left and result.done and not problems:
        problems = (("partly_done", {}),)
    status = "unknown" if result.unknown else "failed" if problems else "none" if result.left else "written"
    return Outcome(
        key=person.key,
        name=person.name,
        member_id=result.member_id,
        status=status,
        skip_reason="not_reached" if status == "none" else None,
        problems=problems,
    )


async def _verified(
    client: Client,
    reading: Reading,
    mapping: Mapping,
    options: Options,
    proposal: Proposal,
    apply: Apply,
    progress: Callable[[Progress], None],
) -> tuple[Outcome, ...]:
    """Plans once more over what was read back: whoever needs no more writes is verified."""
    plan = proposal.plan
    progress(Progress(phase="verify", done=0, total=len(apply.results)))
    touched = [result.member_id for result in apply.results.values() if result.member_id]
    open_writes: Counter[str] | None = None
    if not apply.halted:
        try:
            fresh = await read_back(client, proposal.directory, touched)
            again = await asyncio.to_thread(
                planner.build, reading.employees, reading.parked, mapping, options, fresh, proposal.now
            )
            open_writes = Counter(operation.key for operation in again.operations)
        except ApiError:
            open_writes = None
    return tuple(_outcome(person, apply.results.get(person.key), open_writes) for person in plan.people)


def _outcome(person: Person, result: Result | None, open_writes: Counter[str] | None) -> Outcome:
    notes = tuple((note.code, note.details) for note in person.notes)
    if person.status in ("skip", "unchanged") or result is None:
        skipped = person.status == "skip"
        return Outcome(
            key=person.key,
            name=person.name,
            member_id=person.member_id,
            status="none" if skipped else "synced",
            verified=not skipped,
            skip_reason=person.skip_reason,
            problems=notes,
        )
    written = _written(person, result)
    verified = open_writes is not None and not open_writes[person.key]
    problems = notes + written.problems
    status = written.status
    if verified:
        status, problems = "synced", notes
    elif status == "written":
        status, problems = "unknown", (*problems, ("not_verified" if open_writes is not None else "not_read_back", {}))
    return msgspec.structs.replace(
        written,
        status=status,
        verified=verified,
        problems=problems,
        skip_reason=None if verified else written.skip_reason,
    )
