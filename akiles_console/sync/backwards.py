"""Which writes take a run back, over the members as they are now: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.sync import when
from akiles_console.sync.losses import loses_access
from akiles_console.sync.ownership import OPERATION
from akiles_console.sync.plan import RESTORE, Note, Operation, Person, ordered
from akiles_console.sync.records import Edit, Entry, person_of

_CHILDREN = {
    "add_group": "group_associations",
    "add_email": "emails",
    "add_pin": "pins",
    "add_magic_link": "magic_links",
    "add_card": "cards",
}


_METADATA = "metadata."


class Backwards(msgspec.Struct, frozen=True, kw_only=True):
    """What takes a run back: operations in order, and what each person should know."""

    operations: tuple[Operation, ...]
    people: tuple[Person, ...]


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
    entries = tuple(entries)
    made = {entry.object_id for entry in entries if entry.kind == "create_member" or _restores(entry)}
    for entry in entries:
        member = members.get(entry.object_id or "" if entry.kind == "create_member" else entry.member_id or "")
        operations, told = found.setdefault(entry.person, []), notes.setdefault(entry.person, [])
        if member is None:
            continue
        owners[entry.person] = member
        if member.id in made and not (entry.kind == "create_member" or _restores(entry)):
            continue  # it goes with its member
        operation, note = _inverse(entry, member, group_names, addresses)
        operations += [operation] if operation else []
        told += [note] if note else []
        told += [Note(code="name_stays")] if _edit(entry).name and not member.is_deleted else []
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
    if _restores(entry):
        return plain, None
    if kind in ("update_member", "end_member"):
        return _edit_back(entry, member, plain)
    return _given_again(entry, member, plain, group_names, addresses)


def _edit(entry: Entry) -> Edit:
    return msgspec.json.decode(entry.dates, type=Edit) if entry.dates else Edit(name=entry.kind == "update_member")


def _restores(entry: Entry) -> bool:
    """Whether a write brought a deleted member back: taking it back deletes the member again."""
    return _edit(entry).after.get("is_deleted") == "false"


def _edit_back(entry: Entry, member: Member, plain: Operation) -> tuple[Operation | None, Note | None]:
    edit = _edit(entry)
    lost = Note(code="id_stays") if None in edit.before.values() else None
    before = {field: value for field, value in edit.before.items() if value is not None}
    if all(_now(member, field) == _as_kept(field, value) for field, value in before.items()):
        return None, lost if edit.after else None
    if any(_now(member, field) != _as_kept(field, value) for field, value in edit.after.items()):
        return None, Note(code="changed_since")
    return msgspec.structs.replace(plain, kind="update_member", changes=tuple(sorted(before.items()))), lost


def _now(member: Member, field: str) -> object:
    if field.startswith(_METADATA):
        return person_of(member.metadata.get(field.removeprefix(_METADATA), ""))
    return when.instant(getattr(member, field))


def _as_kept(field: str, value: str) -> object:
    return value if field.startswith(_METADATA) else when.instant(value)


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
