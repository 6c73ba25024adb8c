"""Goes on with a run that was cut off: the same file, mapping and options, over what is at Akiles by now."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec

from akiles_console.api.client import Client
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.people.spreadsheet.reader import read
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.sync import run as runs
from akiles_console.sync.control import Control
from akiles_console.sync.guard import Approval
from akiles_console.sync.journal import Journal, folder_of, one_run
from akiles_console.sync.outcomes import Progress, Report, quiet
from akiles_console.sync.perform import Terms
from akiles_console.sync.plan import Decision, PlanError
from akiles_console.sync.records import Origin, Run


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
    allowed up to the number that was agreed to then. Where cells were mended by hand, or people without an id were
    decided about, the journal does not keep it (`Origin.mended`): then `reading` is the same file mended the same way,
    and `decisions` are those that are missing. Raises PlanError: run_unknown, nothing_to_resume,
    run_not_resumable, source_moved, and those of a run; SpreadsheetError; ApiError.
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
    reading = reading or await _read(origin, password)
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
    origin = msgspec.json.decode(run.origin, type=Origin) if run.origin else None
    if origin is None or (origin.mended and reading is None):
        raise PlanError("run_not_resumable", run=run.id, file=run.file)
    if reading is not None and reading.digest != origin.digest:
        raise PlanError("source_moved", file=reading.file)
    return origin


async def _read(origin: Origin, password: str | None) -> Reading:
    path = Path(origin.path)
    try:
        reading = await read(path, msgspec.structs.replace(origin.reading, password=password))
    except Failure as failure:
        if failure.code != "file_unreadable":
            raise
        raise PlanError("source_moved", file=path.name) from failure
    if reading.digest != origin.digest:
        raise PlanError("source_moved", file=path.name)
    return reading
