"""Takes a run back: what it gave is taken, what it took is given again, where nobody has changed it since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing

import msgspec

from akiles_console.api.client import Client
from akiles_console.api.errors import ApiError, NotFound
from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.sync import directory as directories
from akiles_console.sync import picture
from akiles_console.sync.apply import Result
from akiles_console.sync.backwards import backwards
from akiles_console.sync.control import Control
from akiles_console.sync.directory import Directory
from akiles_console.sync.journal import Journal, folder_of
from akiles_console.sync.outcomes import Progress, Report, quiet
from akiles_console.sync.perform import SETTLE, Cause, Terms, perform
from akiles_console.sync.plan import Operation, Options, Plan, PlanError
from akiles_console.sync.records import Entry, Origin, Run
from akiles_console.sync.writes import Writer


class _Job(msgspec.Struct, frozen=True):
    """What taking a run back is made from: the run, what it did, the members it is about, and the plan."""

    run: Run
    entries: tuple[Entry, ...]
    directory: Directory
    addresses: Mapping[str, str]
    members: Mapping[str, Member]
    plan: Plan


async def foresee(client: Client, run_id: str, *, clock: Clock = Clock()) -> Plan:
    """What taking a run back would do, person by person; writes nothing. Raises as `undo`."""
    return (await _job(client, run_id, clock)).plan


async def undo(
    client: Client,
    run_id: str,
    *,
    clock: Clock = Clock(),
    settle: float = SETTLE,
    progress: Callable[[Progress], None] = quiet,
    control: Control | None = None,
) -> Report:
    """Takes a run back, as a run of its own, and reports per person.

    What cannot come back is said: digits of a PIN, a link, a name, an address that Akiles no longer shows, an id that
    was an address. Raises
    PlanError: run_unknown, nothing_to_undo, run_in_progress, journal_unusable; ApiError.
    """
    before = client.calls
    progress(Progress(phase="read"))
    job = await _job(client, run_id, clock)
    origin = msgspec.json.decode(job.run.origin, type=Origin) if job.run.origin else None
    source_name = (origin.options if origin else Options()).source_name
    found = dict(job.members)
    writer = Writer(client, source_name, found, {})
    sight = _Sight(client, job.directory, job.entries, job.addresses, clock)
    cause = Cause(file=job.run.file, approved=len(job.plan.losing))
    terms = Terms(clock=clock, settle=settle, progress=progress, control=control)
    report = await perform(client, job.plan, writer, found, cause, sight, terms)
    if report.state == "finished":
        with closing(Journal(folder_of(job.plan.organization_id), clock.now)) as journal:
            await journal.end(job.run.id, "undone")
    return msgspec.structs.replace(report, calls=client.calls - before)


async def _job(client: Client, run_id: str, clock: Clock) -> _Job:
    directory = await directories.read(client)
    folder = folder_of(directory.organization.id)
    with closing(Journal(folder, clock.now)) as journal:
        run = journal.run(run_id)
        entries = tuple(entry for entry in journal.entries(run.id) if entry.state == "done")
    if not entries:
        raise PlanError("nothing_to_undo", run=run.id)
    addresses = await _addresses(client, entries)
    living = {member.id: member for member in directory.members}
    members = living | await _deleted(client, entries)
    back = backwards(entries, members, directory.group_names(), addresses, clock)
    plan = Plan(
        id=f"undo of {run.id}",
        organization_id=directory.organization.id,
        operations=back.operations,
        people=back.people,
        managed=len(living),
        rows=0,
        timezone=directory.timezone,
    )
    return _Job(run, entries, directory, addresses, members, plan)


class _Sight(msgspec.Struct, frozen=True):
    """What came of taking a run back."""

    client: Client
    directory: Directory
    entries: tuple[Entry, ...]
    addresses: Mapping[str, str]
    clock: Clock

    async def read(self, results: Mapping[str, Result]) -> Directory:
        """See `perform.Sight`."""
        touched = {one.member_id for one in results.values() if one.member_id}
        fresh = await picture.members(self.client, len(self.directory.members), touched)
        fresh |= await _deleted(self.client, self.entries)
        return msgspec.structs.replace(self.directory, members=tuple(fresh.values()))

    async def missing(self, directory: Directory) -> Counter[str]:
        """See `perform.Sight`."""
        members = {member.id: member for member in directory.members}
        left = backwards(self.entries, members, directory.group_names(), self.addresses, self.clock)
        return Counter(operation.key for operation in left.operations)

    def twice(self, directory: Directory, run_id: str) -> tuple[Operation, ...]:
        """Nothing is made here that somebody else could make as well."""
        return ()

    def kept(self, directory: Directory) -> Mapping[str, str]:
        """See `twice`."""
        return {}


async def _deleted(client: Client, entries: Iterable[Entry]) -> dict[str, Member]:
    """The members that the run deleted, as Akiles still shows them."""
    found: dict[str, Member] = {}
    for entry in entries:
        if entry.kind == "delete_member" and entry.member_id:
            try:
                found[entry.member_id] = await client.members.get(entry.member_id, expand=True)
            except NotFound:
                continue
    return found


async def _addresses(client: Client, entries: Iterable[Entry]) -> dict[str, str]:
    """Addresses that the run took away, by the id of what held them, where Akiles still shows those."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.kind == "remove_email" and entry.member_id and entry.object_id:
            try:
                found[entry.object_id] = (await client.emails.get(entry.member_id, entry.object_id)).email
            except ApiError:
                continue
    return found
