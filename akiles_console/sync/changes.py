"""Which writes turn one member into what is desired of them: one person, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from akiles_console.api.models import Card, Member
from akiles_console.sync import when
from akiles_console.sync.desired import Desired
from akiles_console.sync.ownership import SOURCE, SOURCE_ID, marked
from akiles_console.sync.plan import Note, Operation, Options


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison must know of the organization: group names, groups the mapping hands out, cards by any
    of their three names in upper case, and who holds a card."""

    group_names: Mapping[str, str]
    mapped: frozenset[str]
    cards: Mapping[str, Card]
    holders: Mapping[str, str]
    options: Options
    now: datetime


def create(wish: Desired, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    """The writes for somebody who is not there yet: the member, groups, then credentials."""
    changes = [("name", wish.employee.name)]
    changes += [("starts_at", wish.starts_at)] if wish.starts_at else []
    changes += [("ends_at", wish.ends_at)] if wish.ends_at else []
    first = Operation(kind="create_member", key=wish.key, name=wish.employee.name, changes=tuple(changes))
    groups = [_add_group(wish.key, None, group, around) for group in wish.groups or ()]
    credentials, notes = _credentials(wish, None, around)
    return [first, *groups, *credentials], notes


def update(wish: Desired, member: Member, adopted: bool, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    """The writes for a member of ours, or one that is taken over in this plan."""
    fields = _field_changes(wish, member, adopted, around.options)
    operations = []
    if fields:
        before = _before(member, fields)
        operations.append(
            _operation("update_member", wish.key, member, name=wish.employee.name, changes=fields, before=before)
        )
    operations += _groups(wish, member, around)
    credentials, notes = _credentials(wish, member, around)
    ended = when.instant(member.ends_at)
    if wish.ends_at is None and ended and ended <= around.now:
        notes.append(Note(code="ended_before"))
    return operations + credentials, notes


def leave(wish: Desired, member: Member, zone: str, around: Surroundings) -> list[Operation]:
    """The write that ends access of a leaver by the policy of the options; none where it is ended already."""
    if around.options.leavers == "keep":
        return []
    if around.options.leavers == "delete":
        return [_operation("delete_member", wish.key, member, name=member.name)]
    ends = when.instant(wish.ends_at) or when.today(around.now, zone)
    starts, current = when.instant(member.starts_at), when.instant(member.ends_at)
    ends = max(ends, starts) if starts else ends
    if current and (current <= ends or (ends <= around.now and current <= around.now)):
        return []
    changes = (("ends_at", when.shown(ends)),)
    before = _before(member, changes)
    return [_operation("end_member", wish.key, member, name=member.name, changes=changes, before=before)]


def _before(member: Member, changes: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """What an update would overwrite: name and dates, "" for null."""
    now = {"name": member.name, "starts_at": member.starts_at or "", "ends_at": member.ends_at or ""}
    return tuple((field, now[field]) for field, _ in changes if field in now)


def _operation(kind: str, key: str, member: Member, **fields: object) -> Operation:
    return msgspec.structs.replace(Operation(kind=kind, key=key, member_id=member.id), **fields)


def _field_changes(wish: Desired, member: Member, adopted: bool, options: Options) -> tuple[tuple[str, str], ...]:
    changes: list[tuple[str, str]] = []
    if wish.employee.name and wish.employee.name != member.name:
        changes.append(("name", wish.employee.name))
    for field, wanted, current in (
        ("starts_at", wish.starts_at, member.starts_at),
        ("ends_at", wish.ends_at, member.ends_at),
    ):
        if wanted is not None and when.instant(wanted) != when.instant(current):
            changes.append((field, wanted))
    if adopted:
        changes += [(f"metadata.{SOURCE}", options.source_name), (f"metadata.{SOURCE_ID}", wish.key)]
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
    drop = [
        child
        for child in held
        if child.member_group_id not in wish.groups and _ours(child.metadata, child.member_group_id, around)
    ]
    return [_add_group(wish.key, member, group, around) for group in add] + [
        _operation(
            "remove_group",
            wish.key,
            member,
            target=child.id,
            name=around.group_names.get(child.member_group_id, child.member_group_id),
            changes=(("member_group_id", child.member_group_id),),
        )
        for child in sorted(drop, key=lambda child: child.id)
    ]


def _ours(metadata: Mapping[str, str], group: str, around: Surroundings) -> bool:
    """An association is ours by its mark, and on a member of ours also without any mark where the mapping hands
    that group out: integrations made by the vendor's guide mark members only. Other groups given by hand stay."""
    return marked(metadata, around.options.source_name) or (not metadata.get(SOURCE) and group in around.mapped)


def _credentials(wish: Desired, member: Member | None, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    enabled = around.options.credentials
    operations = _emails(wish, member, around) if "email" in enabled else []
    notes: list[Note] = []
    if "pin" in enabled:
        found, told = _pins(wish, member, around)
        operations, notes = operations + found, notes + told
    if "magic_link" in enabled and not (member and member.magic_links):
        operations.append(_new("add_magic_link", wish.key, member))
    if "card" in enabled:
        found, told = _cards(wish, member, around)
        operations, notes = operations + found, notes + told
    return operations, notes


def _new(kind: str, key: str, member: Member | None, **fields: object) -> Operation:
    operation = Operation(kind=kind, key=key, member_id=member.id if member else None)
    return msgspec.structs.replace(operation, **fields)


def _emails(wish: Desired, member: Member | None, around: Surroundings) -> list[Operation]:
    wanted = {email.lower(): email for email in wish.employee.emails}
    held = member.emails if member else ()
    have = {child.email.lower() for child in held}
    found = [
        _new("add_email", wish.key, member, target=wanted[email], name=wanted[email])
        for email in sorted(wanted.keys() - have)
    ]
    if member and (wanted or "email" in wish.employee.cleared):
        found += [
            _operation("remove_email", wish.key, member, target=child.id, name=child.email)
            for child in sorted(held, key=lambda child: child.id)
            if child.email.lower() not in wanted and marked(child.metadata, around.options.source_name)
        ]
    return found


def _pins(wish: Desired, member: Member | None, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    held = member.pins if member else ()
    if member and "pin" in wish.employee.cleared:
        return [
            _operation("remove_pin", wish.key, member, target=child.id)
            for child in sorted(held, key=lambda child: child.id)
            if marked(child.metadata, around.options.source_name)
        ], []
    if held:
        # The digits Akiles holds can only be revealed, which goes on record; so a PIN that is there is left alone.
        return [], [Note(code="pin_not_compared")] if wish.employee.pin else []
    if wish.employee.pin:
        return [_new("add_pin", wish.key, member, changes=(("from", "file"),))], []
    length = around.options.pin_length
    changes = (("length", str(length)),) if length else ()
    return [_new("add_pin", wish.key, member, changes=changes)], []


def _cards(wish: Desired, member: Member | None, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    notes: list[Note] = []
    wanted: dict[str, str] = {}
    for name in wish.employee.cards:
        card = around.cards.get(card_name(name))
        if card is None:
            notes.append(Note(code="card_not_found", details={"card": name}))
        elif around.holders.get(card.id) not in (None, member.id if member else None):
            notes.append(Note(code="card_taken", details={"card": name}))
        else:
            wanted[card.id] = name
    held = member.cards if member else ()
    unclear = bool(notes)  # a card that cannot be told apart could be one that is held: take none away
    have = {child.card_id for child in held}
    found = [
        _new("add_card", wish.key, member, target=card_id, name=wanted[card_id])
        for card_id in sorted(wanted.keys() - have)
    ]
    if member and (wish.employee.cards or "card" in wish.employee.cleared):
        found += [
            _operation(
                "remove_card",
                wish.key,
                member,
                target=child.id,
                name=child.card_id,
                changes=(("card_id", child.card_id),),
            )
            for child in sorted(held, key=lambda child: child.id)
            if child.card_id not in wanted and not unclear and marked(child.metadata, around.options.source_name)
        ]
    return found, notes


def card_name(text: str) -> str:
    """The form in which two spellings of a card's id, UID or printed code are the same."""
    return "".join(c for c in text if c.isalnum() or c == "_").upper()
