"""Plan, guard, apply, verify, report: the way through `sync` that the window and the command line share."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping as Mapped
from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec

from akiles_console.api.client import Client
from akiles_console.clock import Clock, Wakefulness
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.sync import directory as directories
from akiles_console.sync import guard, planner, twins
from akiles_console.sync.apply import Result
from akiles_console.sync.control import Control
from akiles_console.sync.desired import Source
from akiles_console.sync.directory import Directory
from akiles_console.sync.guard import Approval, Verdict
from akiles_console.sync.journal import Journal, folder_of, one_run
from akiles_console.sync.outcomes import Outcome, Progress, Report, quiet
from akiles_console.sync.ownership import SOURCE_ID
from akiles_console.sync.perform import SETTLE, Cause, Terms, perform
from akiles_console.sync.plan import Operation, Options, Plan, PlanError
from akiles_console.sync.records import Origin, run_of, seconds_to_wait
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
    """Reads Akiles, plans and judges; writes nothing there. Raises MappingError, PlanError, ApiError.

    Where the computer slept meanwhile, what was read first is old: then all is read anew.
    """
    before, awake = client.calls, Wakefulness(clock)
    proposal = await _proposal(client, reading, mapping, options, clock)
    while awake.slept():
        proposal = await _proposal(client, reading, mapping, options, clock)
    return msgspec.structs.replace(proposal, calls=client.calls - before)


async def _proposal(client: Client, reading: Reading, mapping: Mapping, options: Options, clock: Clock) -> Proposal:
    before = client.calls
    directory = await directories.read(client, cards="card" in options.credentials)
    now, source = clock.now(), _source(reading)
    plan = await asyncio.to_thread(planner.build, source, mapping, options, _once(directory, options), now)
    made = {person.key for person in plan.people if person.status == "create"}
    back = {one.member_id for one in options.decisions if one.kind == "rehire"}
    if made or back:
        directory = await directories.with_deleted(client, directory, options.source_name, back)
        if back or any(member.metadata.get(SOURCE_ID) in made for member in directory.deleted):
            plan = await asyncio.to_thread(planner.build, source, mapping, options, _once(directory, options), now)
    folder = folder_of(directory.organization.id)
    last_rows, run_ids = await asyncio.to_thread(_remembered, folder, clock)
    plan = twins.planned(plan, directory.members, options.source_name, lambda one: run_of(one) in run_ids, now)
    verdict = guard.judge(plan, options, last_rows)
    return Proposal(plan=plan, verdict=verdict, directory=directory, now=now, calls=client.calls - before)


def _source(reading: Reading) -> Source:
    return Source(employees=reading.employees, parked=reading.parked, pin_twice=reading.same_pin)


def _remembered(folder: Path, clock: Clock) -> tuple[int | None, frozenset[str]]:
    with closing(Journal(folder, clock.now)) as journal:
        return journal.last_rows(), frozenset(run.id for run in journal.runs())


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
    terms = Terms(clock=clock, settle=settle, progress=progress, control=control)
    progress(Progress(phase="read"))
    proposal = await prepare(client, reading, mapping, options, clock=clock)
    if await let_arrive(folder_of(proposal.plan.organization_id), terms):
        proposal = await prepare(client, reading, mapping, options, clock=clock)
    check(proposal, approval)
    report = await carry_out(client, reading, mapping, options, proposal, terms, origin)
    return msgspec.structs.replace(report, calls=client.calls - before)


async def let_arrive(folder: Path, terms: Terms) -> bool:
    """Gives writes of earlier runs that may still be on their way their time: what is read before that does not
    hold, and what is written before that could be overwritten. Whether there was something to wait for.

    Raises PlanError: run_in_progress, journal_unusable.
    """
    with one_run(folder), closing(Journal(folder, terms.clock.now)) as journal:
        seconds = seconds_to_wait(journal.open_since(), terms.clock.now(), terms.settle)
    if seconds:
        terms.progress(Progress(phase="wait", seconds_left=seconds))
        await (terms.control or Control()).rest(terms.clock, seconds)
        terms.progress(Progress(phase="read"))
    return seconds > 0


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
    sight = _Sight(client, reading, mapping, options, proposal, terms.clock)
    cause = Cause(file=reading.file, roster=options.roster, origin=origin, approved=proposal.verdict.number)
    members = {member.id: member for member in proposal.directory.members}
    employees = {employee.key: employee for employee in reading.employees if employee.key}
    writer = Writer(client, options.source_name, members, employees)
    return await perform(client, proposal.plan, writer, members, cause, sight, terms)


class _Sight(msgspec.Struct, frozen=True):
    """What came of a run: the touched members, and what the same source would still have written."""

    client: Client
    reading: Reading
    mapping: Mapping
    options: Options
    proposal: Proposal
    clock: Clock

    async def read(self, results: Mapped[str, Result]) -> Directory:
        """See `perform.Sight`."""
        made = {op.key for op in self.proposal.plan.operations if op.kind == "create_member" and results[op.key].done}
        touched = {op.member_id for op in self.proposal.plan.operations if op.member_id}
        touched |= {one.member_id for key, one in results.items() if one.member_id and key not in made}
        return await read_back(self.client, self.proposal.directory, touched, made, self.options.source_name)

    async def missing(self, directory: Directory) -> Counter[str]:
        """See `perform.Sight`."""
        again = await asyncio.to_thread(
            planner.build,
            _source(self.reading),
            self.mapping,
            self.options,
            _once(directory, self.options),
            self.proposal.now,
        )
        return Counter(operation.key for operation in again.operations)

    def twice(self, directory: Directory, run_id: str) -> tuple[Operation, ...]:
        """See `perform.Sight`."""
        found = twins.to_take_back(
            directory.members, self.options.source_name, lambda made_by: run_of(made_by) == run_id, self.clock.now()
        )
        return tuple(operation for operation in found if operation.key in self._keys())

    def kept(self, directory: Directory) -> Mapped[str, str]:
        """See `perform.Sight`."""
        return twins.kept(directory.members, self.options.source_name)

    def _keys(self) -> frozenset[str]:
        return frozenset(operation.key for operation in self.proposal.plan.operations)


def _once(directory: Directory, options: Options) -> Directory:
    """The directory without what two consoles made twice: the first of two is the person's."""
    members = twins.without(directory.members, options.source_name)
    return msgspec.structs.replace(directory, members=members)


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
            number=verdict.number,
            percent=round(verdict.share * 100),
            plan=proposal.plan.id,
            reason=verdict.reasons[0] if verdict.reasons else "",
        )
