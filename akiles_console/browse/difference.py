"""In what two pictures of a member differ: what an edit does, what somebody else did meanwhile, what was read back.

What a person wants is a `Member`, too: as it is to be. Its children that Akiles does not have yet carry an id that
begins with `NEW`. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from akiles_console.api.models import Member
from akiles_console.sync import when
from akiles_console.sync.ownership import ADOPTED, OPERATION, SOURCE, SOURCE_ID

NEW = "new:"
"""How the id of a child begins that is still to be made."""

KINDS = {
    "group": "group_associations", "email": "emails", "pin": "pins", "magic_link": "magic_links", "card": "cards",
}  # fmt: skip
"""What a member has, by the name of a change -> where a Member has it."""

RESERVED = frozenset({SOURCE, SOURCE_ID, OPERATION, ADOPTED})
"""Metadata that says whose a member is: nobody changes it by hand, or two programs would fight over the member."""

_RANKS = {"add": 0, "set": 1, "date": 2, "remove": 3}
_FIELDS = ("name", "starts_at", "ends_at")

Dates = tuple[str | None, str | None]
ALWAYS: Dates = (None, None)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference. `action` is add or remove (of a child), date (of a place in a group) or set (of a field).

    `kind` is one of `KINDS`, name, starts_at, ends_at or metadata; `id` the child's, or the key of metadata. `before`
    and `after` are values as Akiles has them: names, times, group ids, addresses, digits of a PIN (how many), card
    ids; None for none. `was` and `dates`: between which times a place in a group held and is to hold.
    """

    action: str
    kind: str
    id: str = ""
    before: str | None = None
    after: str | None = None
    was: Dates = ALWAYS
    dates: Dates = ALWAYS


def differences(before: Member, after: Member) -> tuple[Change, ...]:
    """What makes the one into the other, gains before losses: nothing is taken before its successor is there."""
    found = [*_fields(before, after), *_metadata(before, after)]
    for kind in KINDS:
        found += _children(kind, before, after)
    return tuple(sorted(found, key=lambda change: _RANKS[change.action]))


def onto(fresh: Member, before: Member, wished: Member) -> Member:
    """`fresh` with everything that somebody wanted changed of `before`; what they left alone is as in `fresh`."""
    fields = {
        field: getattr(wished, field)
        for field in _FIELDS
        if not _same(field, getattr(before, field), getattr(wished, field))
    }
    keys = before.metadata.keys() | fresh.metadata.keys() | wished.metadata.keys()
    metadata = {}
    for key in keys:
        asked = before.metadata.get(key) != wished.metadata.get(key)
        value = (wished if asked else fresh).metadata.get(key)
        if value is not None:
            metadata[key] = value
    children = {attribute: _children_onto(attribute, fresh, before, wished) for attribute in KINDS.values()}
    return msgspec.structs.replace(fresh, **fields, **children, metadata=metadata)


def back(now: Member, before: Member) -> Member:
    """`now` as it was `before`, to be sent as an edit of its own. What was given goes, what was taken away is given
    anew; a PIN or link that is gone stays gone, since nobody knows it."""
    children: dict[str, tuple[Any, ...]] = {}
    for kind, attribute in KINDS.items():
        there = {child.id for child in getattr(now, attribute)}
        had = getattr(before, attribute)
        anew = () if kind in ("pin", "magic_link") else tuple(child for child in had if child.id not in there)
        made = tuple(msgspec.structs.replace(child, id=f"{NEW}{child.id}") for child in anew)
        children[attribute] = (*(child for child in had if child.id in there), *made)
    fields = {field: getattr(before, field) for field in _FIELDS}
    return msgspec.structs.replace(now, **fields, **children, metadata=before.metadata)


def holds(change: Change, member: Member) -> bool:
    """Whether a member is as the change was to make it."""
    if change.action == "set":
        return _same(change.kind, _value(member, change), change.after)
    children = children_of(member, change.kind)
    if change.action == "remove":
        return all(child.id != change.id for child in children)
    if change.action == "date":
        return any(child.id == change.id and _as_instants(dates_of(child)) == _as_instants(change.dates)
                   for child in children)  # fmt: skip
    return any(_as_asked(change, child) for child in children)


def children_of(member: Member, kind: str) -> tuple[Any, ...]:
    """What a member has of one of `KINDS`."""
    found: tuple[Any, ...] = getattr(member, KINDS[kind])
    return found


def what(kind: str, child: Any) -> str:
    """What a child names: a group, an address, a card, how many digits; "" for a link."""
    attribute = {"group": "member_group_id", "email": "email", "pin": "length", "card": "card_id"}.get(kind)
    return str(getattr(child, attribute)) if attribute else ""


def dates_of(child: Any) -> Dates:
    """Between which times a place in a group holds; for ever for everything else."""
    return getattr(child, "starts_at", None), getattr(child, "ends_at", None)


def same_moment(one: str | None, other: str | None) -> bool:
    """Whether two times of Akiles are the same one, however many digits they have."""
    try:
        return when.instant(one) == when.instant(other)
    except ValueError:
        return one == other


def _children_onto(attribute: str, fresh: Member, before: Member, wished: Member) -> tuple[Any, ...]:
    had, wants = ({child.id: child for child in getattr(one, attribute)} for one in (before, wished))
    kept = [
        wants[child.id] if child.id in wants and wants[child.id] != had.get(child.id) else child
        for child in getattr(fresh, attribute)
        if child.id in wants or child.id not in had
    ]
    return (*kept, *(child for id, child in wants.items() if id.startswith(NEW)))


def _fields(before: Member, after: Member) -> Iterable[Change]:
    for field in _FIELDS:
        one, other = getattr(before, field), getattr(after, field)
        if not _same(field, one, other):
            yield Change(action="set", kind=field, before=one, after=other)


def _metadata(before: Member, after: Member) -> Iterable[Change]:
    for key in sorted(before.metadata.keys() | after.metadata.keys()):
        one, other = before.metadata.get(key), after.metadata.get(key)
        if one != other:
            yield Change(action="set", kind="metadata", id=key, before=one, after=other)


def _children(kind: str, before: Member, after: Member) -> Iterable[Change]:
    had = {child.id: child for child in children_of(before, kind)}
    has = {child.id: child for child in children_of(after, kind)}
    for id, child in has.items():
        if id not in had:
            yield Change(action="add", kind=kind, id=id, after=what(kind, child), dates=dates_of(child))
        elif _as_instants(dates_of(child)) != _as_instants(dates_of(had[id])):
            named = what(kind, child)
            yield Change(action="date", kind=kind, id=id, before=named, after=named,
                         was=dates_of(had[id]), dates=dates_of(child))  # fmt: skip
    for id, child in had.items():
        if id not in has:
            yield Change(action="remove", kind=kind, id=id, before=what(kind, child), was=dates_of(child))


def _same(field: str, one: str | None, other: str | None) -> bool:
    return same_moment(one, other) if field in ("starts_at", "ends_at") else one == other


def _value(member: Member, change: Change) -> str | None:
    if change.kind == "metadata":
        return member.metadata.get(change.id)
    found: str | None = getattr(member, change.kind)
    return found


def _as_instants(dates: Dates) -> tuple[object, object]:
    return _instant(dates[0]), _instant(dates[1])


def _instant(text: str | None) -> object:
    try:
        return when.instant(text)
    except ValueError:
        return text


def _as_asked(change: Change, child: Any) -> bool:
    """A link, and a PIN whose length Akiles chooses, cannot be told from others by what they are."""
    if change.kind == "email":
        return str(child.email).casefold() == (change.after or "").casefold()
    if change.kind == "group":
        return child.member_group_id == change.after and _as_instants(dates_of(child)) == _as_instants(change.dates)
    return change.kind != "card" or child.card_id == change.after
