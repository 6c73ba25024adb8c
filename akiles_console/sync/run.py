"""Plan, guard, apply, verify, report: the way through `sync` that the window and the command line share."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec

from akiles_console import paths
from akiles_console.api.client import Client
from akiles_console.clock import Clock
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.sync import directory as directories
from akiles_console.sync import guard, planner
from akiles_console.sync.control import Control
from akiles_console.sync.directory import Directory
from akiles_console.sync.guard import Approval, Verdict
from akiles_console.sync.journal import Journal
from akiles_console.sync.outcomes import Outcome, Progress, Report, quiet
from akiles_console.sync.perform import SETTLE, Cause, Terms, perform
from akiles_console.sync.plan import Options, Plan, PlanError
from akiles_console.sync.records import Origin
from akiles_console.sync.verify import read_back
from akiles_console.sync.writes import Writer

__all__ = ["SETTLE", "Control", "Outcome", "Progress", "Proposal", "Report", "check", "execute", "prepare"]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A plan with the guard's verdict, the snapshot and moment it was made from, and the API calls it took."""

    plan: Plan
    verdict: Verdict
    directory: Directory
    now: datetime
    calls: int


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
    progress: Callable[[Progress], None] = quiet,
    control: Control | None = None,
    origin: Origin | None = None,
) -> Report:
    """Plans afresh, stops unless the plan is the approved one and the guard allows it, writes, verifies, reports.

    Raises PlanError before the first write: those of `check`, run_in_progress, journal_unusable. `control.cancel()`
    ends the run after the writes under way, with a report of state interrupted.
    Cancelling the task ends it at once: the journal keeps what was begun, and the run is interrupted there too.
    With `origin` the run can be resumed from the journal.
    """
    before = client.calls
    progress(Progress(phase="read"))
    proposal = await prepare(client, reading, mapping, options, clock=clock)
    check(proposal, approval)
    terms = Terms(clock=clock, settle=settle, progress=progress, control=control)
    report = await carry_out(client, reading, mapping, options, proposal, terms, origin)
    return msgspec.structs.replace(report, calls=client.calls - before)


async def carry_out(
    client: Client,
    reading: Reading,
    mapping: Mapping,
    options: Options,
    proposal: Proposal,
    terms: Terms,
    origin: Origin | None,
) -> Report:
    """Writes a proposal that was just made and passed `check`; `calls` counts from here. Raises as `perform`."""

    async def missing(touched: list[str]) -> Counter[str]:
        fresh = await read_back(client, proposal.directory, touched)
        again = await asyncio.to_thread(
            planner.build, reading.employees, reading.parked, mapping, options, fresh, proposal.now
        )
        return Counter(operation.key for operation in again.operations)

    cause = Cause(file=reading.file, roster=options.roster, origin=origin, approved=proposal.verdict.people)
    writer = _writer(client, reading, options, proposal)
    return await perform(client, proposal.plan, writer, cause, missing, terms)


def check(proposal: Proposal, approval: Approval) -> None:
    """Raises PlanError unless exactly this proposal was approved, not long ago and for this organization, importing
    is not switched off, and the guard allows it: other_organization, plan_moved, plan_stale, sync_off, guard_stopped.
    """
    if approval.organization_id not in (None, proposal.plan.organization_id):
        raise PlanError("other_organization", found=proposal.directory.organization.name)
    if approval.plan_id is not None and approval.plan_id != proposal.plan.id:
        raise PlanError("plan_moved", plan=proposal.plan.id)
    if "sync_off" in proposal.verdict.reasons:
        raise PlanError("sync_off")
    if approval.made_at is not None and guard.stale(approval.made_at, proposal.now):
        raise PlanError("plan_stale", plan=proposal.plan.id)
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
