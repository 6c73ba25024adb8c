"""What happened to a member since a plan was made: whether somebody else was at it, and what is done already. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from akiles_console.api.models import Member
from akiles_console.sync import when
from akiles_console.sync.ownership import SOURCE, SOURCE_ID
from akiles_console.sync.plan import Operation

_KINDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "group": ("group_associations", lambda child: child.member_group_id),
    "email": ("emails", lambda child: child.email.lower()),
    "pin": ("pins", lambda child: child.id),
    "magic_link": ("magic_links", lambda child: child.id),
    "card": ("cards", lambda child: child.card_id),
}
"""What an operation calls a kind of child -> where a Member has them, and what makes two of them the same."""

_METADATA = "metadata."
_EDITS = ("update_member", "end_member")
_MARKS = tuple(_METADATA + key for key in (SOURCE, SOURCE_ID))


def held(member: Member, kind: str) -> frozenset[str]:
    """What a member has of a kind: group ids, addresses in lower case, card ids, ids of PINs and links."""
    attribute, name = _KINDS[kind]
    return frozenset(name(child) for child in getattr(member, attribute))


def changed_by_others(planned_from: Member, operations: Iterable[Operation], fresh: Member) -> bool:
    """Whether a member is anywhere else than on the way from what was planned from to what is planned.

    `operations` are all those of the plan for this member; which of them are done does not matter, nor who did
    them: another console with the same file is on the same way.
    """
    mine = tuple(operations)
    if fresh.is_deleted != planned_from.is_deleted and not any(_turns(operation) for operation in mine):
        return True
    return (
        _fields_differ(planned_from, mine, fresh)
        or any(_strayed(planned_from, mine, fresh, kind) for kind in _KINDS)
        or any(_dates(planned_from, operation) != _dates(fresh, operation, planned_from) for operation in mine)
    )


def already(operation: Operation, fresh: Member | None, planned_from: Member | None = None) -> str | None:
    """The id of what makes an operation needless, because it is so already; None where it has to be sent.

    `fresh` None: the member is gone. A PIN or link that was not there when it was `planned_from` is the one.
    """
    if operation.kind == "delete_member":
        return operation.member_id if fresh is None or fresh.is_deleted else None
    if fresh is None:
        return None
    if operation.kind in _EDITS:
        return fresh.id if _as_wished(operation, fresh) else None
    action, _, kind = operation.kind.partition("_")
    if action == "remove":
        gone = operation.target not in {child.id for child in getattr(fresh, _KINDS[kind][0])}
        return operation.target if gone else None
    return _existing(operation, fresh, kind, planned_from) if kind in _KINDS else None


def overwrites(planned_from: Member, operation: Operation, fresh: Member) -> bool:
    """Whether an edit would now replace something else than what was there when it was planned."""
    return any(
        _field(fresh, field) not in (_field(planned_from, field), _wish(field, value))
        for field, value in operation.changes
    )


def _existing(operation: Operation, fresh: Member, kind: str, planned_from: Member | None) -> str | None:
    attribute, name = _KINDS[kind]
    if kind in ("pin", "magic_link"):
        new = held(fresh, kind) - held(planned_from, kind) if planned_from else ()
        return next(iter(sorted(new)), None)
    wanted = operation.target.lower() if kind == "email" else operation.target
    return next((child.id for child in getattr(fresh, attribute) if name(child) == wanted), None)


def _turns(operation: Operation) -> bool:
    """Whether an operation deletes a member or brings one back."""
    return operation.kind == "delete_member" or any(field == "is_deleted" for field, _ in operation.changes)


def _field(member: Member, field: str) -> object:
    if field in ("starts_at", "ends_at"):
        return when.instant(getattr(member, field))
    if field == "is_deleted":
        return "true" if member.is_deleted else "false"
    if field.startswith(_METADATA):
        return member.metadata.get(field[len(_METADATA) :], "")
    return getattr(member, field, None)


def _wish(field: str, value: str) -> object:
    return when.instant(value) if field in ("starts_at", "ends_at") else value


def _as_wished(operation: Operation, fresh: Member) -> bool:
    return all(_field(fresh, field) == _wish(field, value) for field, value in operation.changes)


def _fields_differ(planned_from: Member, operations: tuple[Operation, ...], fresh: Member) -> bool:
    for field in ("name", "starts_at", "ends_at", *_MARKS):
        good = [_field(planned_from, field)]
        for operation in operations:
            good += [_wish(name, value) for name, value in operation.changes if name == field]
        if _field(fresh, field) not in good:
            return True
    return False


def _dates(member: Member, operation: Operation, otherwise: Member | None = None) -> object:
    """Between which times holds what an operation takes; as `otherwise` has it where it is gone."""
    action, _, kind = operation.kind.partition("_")
    if action != "remove" or kind not in _KINDS:
        return None
    for child in getattr(member, _KINDS[kind][0]):
        if child.id == operation.target:
            return when.instant(getattr(child, "starts_at", None)), when.instant(getattr(child, "ends_at", None))
    return _dates(otherwise, operation) if otherwise else None


def _strayed(planned_from: Member, operations: tuple[Operation, ...], fresh: Member, kind: str) -> bool:
    """Whether something of a kind is missing that nobody was to take, or there that nobody was to give."""
    before, now = held(planned_from, kind), held(fresh, kind)
    taken = {operation.target for operation in operations if operation.kind == f"remove_{kind}"}
    attribute, name = _KINDS[kind]
    leaving = {name(child) for child in getattr(planned_from, attribute) if child.id in taken}
    gains = [operation for operation in operations if operation.kind == f"add_{kind}"]
    coming = {operation.target.lower() if kind == "email" else operation.target for operation in gains}
    if not before - leaving <= now:
        return True
    secret = kind in ("pin", "magic_link")  # nobody knows the id of one before it is made
    return not now <= before | coming and not (secret and gains)
