"""Which writes turn one member into what is desired of them: one person, nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from akiles_console.api.models import GroupAssociation, Member
from akiles_console.sync import when
from akiles_console.sync.credentials import Surroundings, credentials
from akiles_console.sync.desired import Desired
from akiles_console.sync.ownership import ADOPTED, SOURCE, SOURCE_ID, marked, same_name
from akiles_console.sync.plan import RESTORE, Note, Operation, Options


def create(wish: Desired, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    """The writes for somebody who is not there yet: the member, groups, then credentials."""
    name = wish.employee.name or next(iter(wish.employee.emails), wish.key)
    changes = [("name", name)]
    changes += [("starts_at", wish.starts_at)] if wish.starts_at else []
    changes += [("ends_at", wish.ends_at)] if wish.ends_at else []
    first = Operation(kind="create_member", key=wish.key, name=name, changes=tuple(changes))
    groups = [_add_group(wish.key, None, group, around) for group in wish.groups or ()]
    added, notes = credentials(wish, None, around)
    return [first, *groups, *added], notes


def update(wish: Desired, member: Member, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    """The writes for a member of ours, or one that is taken over or gets another id in this plan."""
    operations = _edit(wish, member, _field_changes(wish, member, around.options))
    operations += _groups(wish, member, around)
    added, notes = credentials(wish, member, around)
    if wish.ends_at is None and _ended(member, around):
        notes.append(Note(code="ended_before"))
    if operations and _someone_else(wish, member):
        notes.append(Note(code="name_and_email_new", details={"member": member.name}))
    return operations + added, notes


def restore(wish: Desired, member: Member, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    """The writes that bring a deleted member of ours back: old groups go, and so does an end in the past."""
    fields = dict(_field_changes(wish, member, around.options))
    if wish.ends_at is None and _ended(member, around):
        fields["ends_at"] = ""
    back = _operation("update_member", wish.key, member, name=member.name, changes=(RESTORE,))
    held = {child.member_group_id for child in member.group_associations}
    groups = [_add_group(wish.key, member, group, around) for group in sorted(set(wish.groups or ()) - held)]
    old = [child for child in member.group_associations if child.member_group_id not in (wish.groups or ())]
    added, notes = credentials(wish, member, around)
    return [
        back,
        *_edit(wish, member, tuple(fields.items())),
        *groups,
        *_remove_groups(wish.key, member, old, around),
        *added,
    ], notes


def _edit(wish: Desired, member: Member, fields: tuple[tuple[str, str], ...]) -> list[Operation]:
    if not fields:
        return []
    before = _before(member, fields)
    return [_operation("update_member", wish.key, member, name=wish.employee.name, changes=fields, before=before)]


def _ended(member: Member, around: Surroundings) -> bool:
    ends = when.instant(member.ends_at)
    return ends is not None and ends <= around.now


def _someone_else(wish: Desired, member: Member) -> bool:
    """Whether neither name nor address is what it was: a marriage, or an id that was given to the next person."""
    held = {child.email.lower() for child in member.emails}
    wanted = {email.lower() for email in wish.employee.emails}
    same = not wish.employee.name or same_name(wish.employee.name) == same_name(member.name)
    return not same and bool(held) and bool(wanted) and not held & wanted


def leave(wish: Desired, member: Member, around: Surroundings) -> list[Operation]:
    """The write that ends access of a leaver by the policy of the options; none where it is ended already. Who is
    only suspended is not deleted."""
    policy = around.options.leavers
    if policy == "keep":
        return []
    if policy == "delete" and wish.employee.hold != "suspended":
        return [_operation("delete_member", wish.key, member, name=member.name)]
    ends = when.instant(wish.ends_at) or when.today(around.now, around.zone)
    starts, current = when.instant(member.starts_at), when.instant(member.ends_at)
    ends = max(ends, starts) if starts else ends
    if current and (current <= ends or (ends <= around.now and current <= around.now)):
        return []
    changes = (("ends_at", when.shown(ends)),)
    before = _before(member, changes)
    return [_operation("end_member", wish.key, member, name=member.name, changes=changes, before=before)]


def _before(member: Member, changes: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """What an update would overwrite: name, dates and marks, "" for null or nothing."""
    now = {"name": member.name, "starts_at": member.starts_at or "", "ends_at": member.ends_at or ""}
    now |= {f"metadata.{key}": member.metadata.get(key, "") for key in (SOURCE, SOURCE_ID, ADOPTED)}
    return tuple((field, now[field]) for field, _ in changes if field in now)


def _operation(kind: str, key: str, member: Member, **fields: object) -> Operation:
    return msgspec.structs.replace(Operation(kind=kind, key=key, member_id=member.id), **fields)


def marks(wish: Desired, member: Member, options: Options) -> dict[str, str]:
    """What has to be written into the metadata of a member so that it is ours under that employee id."""
    if not marked(member.metadata, options.source_name):
        return {SOURCE: options.source_name, SOURCE_ID: wish.key, ADOPTED: "yes"}
    return {SOURCE_ID: wish.key} if member.metadata.get(SOURCE_ID) != wish.key else {}


def _field_changes(wish: Desired, member: Member, options: Options) -> tuple[tuple[str, str], ...]:
    changes: list[tuple[str, str]] = []
    if wish.employee.name and wish.employee.name != member.name:
        changes.append(("name", wish.employee.name))
    for field, wanted, current in (
        ("starts_at", wish.starts_at, member.starts_at),
        ("ends_at", wish.ends_at, member.ends_at),
    ):
        if wanted is not None and when.instant(wanted) != when.instant(current):
            changes.append((field, wanted))
    changes += [(f"metadata.{field}", value) for field, value in marks(wish, member, options).items()]
    return tuple(changes)


def _add_group(key: str, member: Member | None, group: str, around: Surroundings) -> Operation:
    return Operation(
        kind="add_group",
        key=key,
        member_id=member.id if member else None,
        target=group,
        name=around.group_names.get(group, group),
    )


def _groups(wish: Desired, member: Member, around: Surroundings) -> list[Operation]:
    named = bool(wish.employee.groups) or "group" in wish.employee.cleared
    if not named or wish.groups is None:
        return []
    held = member.group_associations
    add = sorted(set(wish.groups) - {child.member_group_id for child in held})
    drop = [child for child in held if child.member_group_id not in wish.groups and _ours(child, member, around)]
    added = [_add_group(wish.key, member, group, around) for group in add]
    return added + _remove_groups(wish.key, member, drop, around)


def _remove_groups(key: str, member: Member, drop: Iterable[GroupAssociation], around: Surroundings) -> list[Operation]:
    return [
        _operation(
            "remove_group",
            key,
            member,
            target=child.id,
            name=around.group_names.get(child.member_group_id, child.member_group_id),
            changes=(("member_group_id", child.member_group_id),),
        )
        for child in sorted(drop, key=lambda child: child.id)
    ]


def _ours(child: GroupAssociation, member: Member, around: Surroundings) -> bool:
    """An association is ours by its mark, and on a member of ours also without any mark where the mapping hands
    that group out: integrations made by the vendor's guide mark members only. Other groups given by hand stay, and
    so does everything unmarked of a member that was made by hand and taken over."""
    if marked(child.metadata, around.options.source_name):
        return True
    if ADOPTED in member.metadata or not marked(member.metadata, around.options.source_name):
        return False
    return not child.metadata.get(SOURCE) and child.member_group_id in around.mapped
