"""Takes a run back: what it gave is taken, what it took is given again, where nobody has changed it since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing

import msgspec

from akiles_console import paths
from akiles_console.api.client import Client
from akiles_console.api.errors import ApiError, NotFound
from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.sync import directory as directories
from akiles_console.sync import when
from akiles_console.sync.control import Control
from akiles_console.sync.journal import Journal
from akiles_console.sync.outcomes import Progress, Report, quiet
from akiles_console.sync.ownership import OPERATION
from akiles_console.sync.perform import SETTLE, Cause, Terms, perform
from akiles_console.sync.plan import Note, Operation, Options, Person, Plan, PlanError, ordered
from akiles_console.sync.planner import loses_access
from akiles_console.sync.records import Entry, Origin
from akiles_console.sync.writes import RESTORE, Writer

_CHILDREN = {
    "add_group": "group_associations",
    "add_email": "emails",
    "add_pin": "pins",
    "add_magic_link": "magic_links",
    "add_card": "cards",
}


class Backwards(msgspec.Struct, frozen=True, kw_only=True):
    """What takes a run back: operations in order, and what each person should know."""

    operations: tuple[Operation, ...]
    people: tuple[Person, ...]


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

    What cannot come back is said: digits of a PIN, a link, a name, an address that Akiles no longer shows. Raises
    PlanError: run_unknown, nothing_to_undo, run_in_progress, journal_unusable; ApiError.
    """
    before = client.calls
    progress(Progress(phase="read"))
    directory = await directories.read(client)
    folder = paths.organization(directory.organization.id)
    with closing(Journal(folder, clock.now)) as journal:
        run = journal.run(run_id)
        entries = tuple(entry for entry in journal.entries(run.id) if entry.state == "done")
    if not entries:
        raise PlanError("nothing_to_undo", run=run.id)
    names = directory.group_names()
    addresses = await _addresses(client, entries)
    members = {member.id: member for member in directory.members}
    deleted = await _deleted(client, entries)
    back = backwards(entries, members | deleted, names, addresses, clock)

    async def missing(touched: list[str]) -> Counter[str]:
        fresh = {member.id: member async for member in client.members.list(expand=True)}
        left = backwards(entries, fresh | await _deleted(client, entries), names, addresses, clock)
        return Counter(operation.key for operation in left.operations)

    plan = Plan(
        id=f"undo of {run.id}",
        organization_id=directory.organization.id,
        operations=back.operations,
        people=back.people,
        managed=len(members),
        rows=0,
        timezone=directory.timezone,
    )
    origin = msgspec.json.decode(run.origin, type=Origin) if run.origin else None
    source_name = (origin.options if origin else Options()).source_name
    writer = Writer(client, source_name, members | deleted, {})
    losing = sum(person.loses_access for person in back.people)
    terms = Terms(clock=clock, settle=settle, progress=progress, control=control)
    report = await perform(client, plan, writer, Cause(file=run.file, approved=losing), missing, terms)
    if report.state == "finished":
        with closing(Journal(folder, clock.now)) as journal:
            await journal.end(run.id, "undone")
    return msgspec.structs.replace(report, calls=client.calls - before)


def backwards(
    entries: Iterable[Entry],
    members: Mapping[str, Member],
    group_names: Mapping[str, str],
    addresses: Mapping[str, str],
    clock: Clock,
) -> Backwards:
    """The writes that take these ones back, over the members as they are now (deleted ones of the run included).

    What somebody else has changed since is left as it is, with a note. The same question asked after an undo gives
    no operations.
    """
    found: dict[str, list[Operation]] = {}
    notes: dict[str, list[Note]] = {}
    owners: dict[str, Member] = {}
    made = {entry.object_id for entry in entries if entry.kind == "create_member"}
    for entry in entries:
        member = members.get(entry.object_id or "" if entry.kind == "create_member" else entry.member_id or "")
        operations, told = found.setdefault(entry.person, []), notes.setdefault(entry.person, [])
        if member is None:
            continue
        owners[entry.person] = member
        if entry.kind != "create_member" and member.id in made:
            continue  # it goes with its member
        operation, note = _inverse(entry, member, group_names, addresses)
        operations += [operation] if operation else []
        told += [note] if note else []
    people = tuple(
        _person(key, owners.get(key), operations, notes[key], clock) for key, operations in sorted(found.items())
    )
    return Backwards(operations=ordered(op for ops in found.values() for op in ops), people=people)


def _inverse(
    entry: Entry, member: Member, group_names: Mapping[str, str], addresses: Mapping[str, str]
) -> tuple[Operation | None, Note | None]:
    key, kind = entry.person, entry.kind
    plain = Operation(kind="delete_member", key=key, member_id=member.id, name=member.name)
    if kind == "delete_member":
        if not member.is_deleted:
            return None, None
        return msgspec.structs.replace(plain, kind="update_member", changes=(RESTORE,)), Note(code="restored")
    if member.is_deleted:
        return None, None
    if kind == "create_member":
        ours = member.metadata.get(OPERATION) == entry.id
        return (plain, None) if ours else (None, Note(code="changed_since"))
    if kind in _CHILDREN:
        living = {child.id for child in getattr(member, _CHILDREN[kind])}
        removal = msgspec.structs.replace(plain, kind=kind.replace("add_", "remove_"), target=entry.object_id or "")
        return (removal if entry.object_id in living else None), None
    if kind in ("update_member", "end_member"):
        return _dates_back(entry, member, plain)
    return _given_again(entry, member, plain, group_names, addresses)


def _dates_back(entry: Entry, member: Member, plain: Operation) -> tuple[Operation | None, Note | None]:
    dates = msgspec.json.decode(entry.dates or "{}", type=dict[str, dict[str, str]])
    before, after = dates.get("before", {}), dates.get("after", {})
    if not after:
        return None, Note(code="name_stays")
    now = {"starts_at": member.starts_at, "ends_at": member.ends_at}
    if all(when.instant(now[field]) == when.instant(before.get(field)) for field in after):
        return None, None
    if any(when.instant(now[field]) != when.instant(value) for field, value in after.items()):
        return None, Note(code="changed_since")
    return msgspec.structs.replace(plain, kind="update_member", changes=tuple(sorted(before.items()))), None


def _given_again(
    entry: Entry, member: Member, plain: Operation, group_names: Mapping[str, str], addresses: Mapping[str, str]
) -> tuple[Operation | None, Note | None]:
    target = entry.target or ""
    if entry.kind == "remove_group":
        held = {child.member_group_id for child in member.group_associations}
        if target not in group_names:
            return None, Note(code="group_gone")
        add = msgspec.structs.replace(plain, kind="add_group", target=target, name=group_names[target])
        return (None if target in held else add), None
    if entry.kind == "remove_card":
        held = {child.card_id for child in member.cards}
        return (None if target in held else msgspec.structs.replace(plain, kind="add_card", target=target)), None
    if entry.kind == "remove_email":
        address = addresses.get(entry.object_id or "")
        if address is None:
            return None, Note(code="address_gone")
        held = {child.email.lower() for child in member.emails}
        add = msgspec.structs.replace(plain, kind="add_email", target=address, name=address)
        return (None if address.lower() in held else add), None
    return None, Note(code="secret_gone")


def _person(key: str, member: Member | None, operations: list[Operation], notes: list[Note], clock: Clock) -> Person:
    return Person(
        key=key,
        name=member.name if member else key,
        member_id=member.id if member else None,
        status="update" if operations else "unchanged",
        loses_access=member is not None and loses_access(member, operations, clock.now()),
        notes=tuple({note.code: note for note in notes}.values()),
    )


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
