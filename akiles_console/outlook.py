"""What a plan means for one person: the member before and after it, and the doors of both. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec

from akiles_console.access import doors
from akiles_console.access.building import Building
from akiles_console.access.doors import Opening
from akiles_console.api.models import (
    GroupAssociation,
    Member,
    MemberCard,
    MemberEmail,
    MemberMagicLink,
    MemberPin,
)
from akiles_console.sync import when
from akiles_console.sync.plan import Operation

_CHILDREN: dict[str, tuple[str, Callable[[Operation], Any]]] = {
    "group": ("group_associations", lambda op: GroupAssociation(id="", member_id="", member_group_id=op.target)),
    "email": ("emails", lambda op: MemberEmail(id="", member_id="", email=op.target)),
    "pin": ("pins", lambda op: MemberPin(id="", member_id="", length=int(dict(op.changes).get("length", "0")))),
    "magic_link": ("magic_links", lambda op: MemberMagicLink(id="", member_id="")),
    "card": ("cards", lambda op: MemberCard(id="", member_id="", card_id=op.target)),
}
"""What an operation calls a kind of child -> where a Member has them, and the child it makes."""


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """One person before and after. `before` is None for somebody new, `after` None for somebody who is deleted.

    `opens` are the doors after the plan, `gained` and `lost` what changes; `unreachable`: doors that no credential
    of theirs will open. Somebody whose access has ended opens nothing.
    """

    before: Member | None
    after: Member | None
    opens: tuple[Opening, ...]
    gained: tuple[Opening, ...]
    lost: tuple[Opening, ...]
    unreachable: tuple[Opening, ...]


def of(before: Member | None, operations: Iterable[Operation], building: Building, now: datetime) -> Outlook:
    """What these operations, all of one person, make of the member."""
    done = after(before, operations)
    opened, opens = _doors(before, building, now), _doors(done, building, now)
    got = doors.gets_in(done, opens, building) if done else ()
    return Outlook(
        before=before,
        after=done,
        opens=opens,
        gained=doors.lost(opens, opened),
        lost=doors.lost(opened, opens),
        unreachable=tuple(one for one in opens if one not in got),
    )


def after(before: Member | None, operations: Iterable[Operation]) -> Member | None:
    """The member once these operations, all of one person, are done; None where it is deleted or never was."""
    member = before
    for operation in operations:
        if operation.kind == "delete_member":
            return None
        if operation.kind == "create_member":
            member = Member(id="", name=operation.name)
        if member is not None:
            member = _done(member, operation)
    return member


def _done(member: Member, operation: Operation) -> Member:
    action, _, kind = operation.kind.partition("_")
    if kind == "member":
        fields = {name: value for name, value in operation.changes if name in ("name", "starts_at", "ends_at")}
        return msgspec.structs.replace(member, **{name: value or None for name, value in fields.items()})
    attribute, make = _CHILDREN[kind]
    held = getattr(member, attribute)
    if action == "add":
        return msgspec.structs.replace(member, **{attribute: (*held, make(operation))})
    return msgspec.structs.replace(
        member, **{attribute: tuple(child for child in held if child.id != operation.target)}
    )


def _doors(member: Member | None, building: Building, now: datetime) -> tuple[Opening, ...]:
    if member is None or member.is_deleted:
        return ()
    ends = when.instant(member.ends_at)
    if ends is not None and ends <= now:
        return ()
    return doors.openings((link.member_group_id for link in member.group_associations), building)
