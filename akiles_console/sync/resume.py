"""Goes on with a run that was cut off: the same file, mapping and options, over what is at Akiles by now."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec

from akiles_console.api.client import Client
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.people.spreadsheet import drafts
from akiles_console.people.spreadsheet.reader import read
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.sync import run as runs
from akiles_console.sync.control import Control
from akiles_console.sync.guard import Approval
from akiles_console.sync.journal import Journal, folder_of, one_run
from akiles_console.sync.outcomes import Progress, Report, quiet
from akiles_console.sync.perform import Terms
from akiles_console.sync.plan import Decision, PlanError
from akiles_console.sync.records import Origin, Run, made_from, not_kept


async def resume(
    client: Client,
    run_id: str | None = None,
    *,
    password: str | None = None,
    reading: Reading | None = None,
    decisions: tuple[Decision, ...] = (),
    clock: Clock = Clock(),
    settle: float = runs.SETTLE,
    progress: Callable[[Progress], None] = quiet,
    control: Control | None = None,
) -> Report:
    """Makes the rest of a run (the newest that was cut off or stopped, without an id) as a run of its own.

    A create whose outcome nobody knows is given its time to appear first, so that nothing is made twice. Losses are
    allowed up to the number that was agreed to then. Cells that were mended by hand are mended again as `drafts` keeps
    them. What is kept nowhere is handed in: `reading` is the same file mended the same way, `decisions` are those about
    people without an id. Raises PlanError: run_unknown, nothing_to_resume, run_not_resumable, pin_not_kept,
    decision_not_kept, mended_not_kept, source_moved, and those of a run; SpreadsheetError; ApiError.
    """
    before = client.calls
    progress(Progress(phase="read"))
    organization = await client.organization()
    folder = folder_of(organization.id)
    with one_run(folder), closing(Journal(folder, clock.now)) as journal:
        run = journal.run(run_id)
    origin = _origin(run, reading)
    terms = Terms(clock=clock, settle=settle, progress=progress, control=control)
    await runs.let_arrive(folder, terms)
    reading = reading or await _read(run, origin, password)
    options = origin.options
    for decision in decisions:
        options = options.deciding(decision)
    proposal = await runs.prepare(client, reading, origin.mapping, options, clock=clock)
    agreed = proposal.verdict.number if proposal.verdict.number <= run.approved else None
    runs.check(proposal, Approval(plan_id=proposal.plan.id, losses=agreed, organization_id=run.organization_id))
    report = await runs.carry_out(client, reading, origin.mapping, options, proposal, terms, origin)
    with closing(Journal(folder, clock.now)) as journal:
        await journal.end(run.id, "resumed")
    return msgspec.structs.replace(report, calls=client.calls - before)


def _origin(run: Run, reading: Reading | None) -> Origin:
    if run.state not in ("running", "interrupted", "stopped"):
        raise PlanError("nothing_to_resume")
    origin = made_from(run)
    code = "run_not_resumable" if origin is None else not_kept(origin)
    if origin is None or (code and reading is None):
        raise PlanError(code, run=run.id, file=run.file)
    if reading is not None and reading.digest != origin.digest:
        raise PlanError("source_moved", file=reading.file)
    return origin


async def _read(run: Run, origin: Origin, password: str | None) -> Reading:
    path = Path(origin.path)
    fixes: tuple[tuple[int, int, str], ...] = ()
    if origin.mended:
        kept = await asyncio.to_thread(drafts.load, run.organization_id, origin.digest)
        if kept is None or drafts.digest_of(kept.fixes) != origin.cells:
            raise PlanError("mended_not_kept", run=run.id, file=run.file)
        fixes = kept.fixes
    try:
        reading = await read(path, msgspec.structs.replace(origin.reading, password=password, fixes=fixes))
    except Failure as failure:
        if failure.code != "file_unreadable":
            raise
        raise PlanError("source_moved", file=path.name) from failure
    if reading.digest != origin.digest:
        raise PlanError("source_moved", file=path.name)
    return reading
