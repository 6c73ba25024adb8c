"""Things that are there twice because two consoles made them at the same moment: the later one is taken back. Pure.

Which one is later, Akiles says (`created_at`, then the id), so that both consoles see it alike: the earlier one is
touched by nobody. Whoever made the later one takes it back; where that console is gone, anybody does after a while.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from akiles_console.api.models import Member
from akiles_console.sync import when
from akiles_console.sync.ownership import OPERATION, SOURCE_ID, marked
from akiles_console.sync.plan import Note, Operation, Person, Plan, ordered

ABANDONED = timedelta(minutes=15)
"""So long a console has to take back what it made itself."""
_MOMENT = timedelta(minutes=15)
"""Two PINs or links that were made further apart than this were both wanted."""

_CHILDREN: dict[str, tuple[str, Callable[[Any], str]]] = {
    "remove_group": ("group_associations", lambda child: child.member_group_id),
    "remove_email": ("emails", lambda child: child.email.lower()),
    "remove_pin": ("pins", lambda child: ""),
    "remove_magic_link": ("magic_links", lambda child: ""),
}


def without(members: Iterable[Member], source_name: str) -> tuple[Member, ...]:
    """The members without second ones that a console made: what a plan is made from and measured by."""
    every = tuple(members)
    later = {member.id for _, member in _second_members(every, source_name)}
    return tuple(member for member in every if member.id not in later)


def to_take_back(
    members: Iterable[Member], source_name: str, mine: Callable[[str], bool], now: datetime
) -> tuple[Operation, ...]:
    """The removals of what is there twice, as far as they are ours to do; `mine` says it of an operation id."""
    every = tuple(members)

    def ours(one: Any) -> bool:
        return mine(one.metadata.get(OPERATION, "")) or now - _made(one) > ABANDONED

    found = [
        Operation(kind="delete_member", key=_key(member), member_id=member.id, name=member.name)
        for _, member in _second_members(every, source_name)
        if ours(member)
    ]
    for member in without(every, source_name):
        if marked(member.metadata, source_name):
            found += [
                Operation(kind=kind, key=_key(member), member_id=member.id, target=child.id)
                for kind, child in _second_children(member, source_name)
                if ours(child)
            ]
    return tuple(found)


def kept(members: Iterable[Member], source_name: str) -> Mapping[str, str]:
    """Of employees with a second member: employee id -> the id of the member that stays."""
    return {_key(member): first.id for first, member in _second_members(tuple(members), source_name)}


def _key(member: Member) -> str:
    return member.metadata.get(SOURCE_ID, "")


def _made(one: Any) -> datetime:
    return when.instant(one.created_at) or datetime.min.replace(tzinfo=UTC)


def _order(one: Any) -> tuple[str, str]:
    return one.created_at, one.id


def _second_members(members: tuple[Member, ...], source_name: str) -> Iterator[tuple[Member, Member]]:
    """(the first, a later one) of the same employee; only what a console made can be the later one."""
    by_key: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        if marked(member.metadata, source_name) and not member.is_deleted and _key(member):
            by_key[_key(member)].append(member)
    for several in by_key.values():
        first, *later = sorted(several, key=_order)
        yield from ((first, member) for member in later if OPERATION in member.metadata)


def _second_children(member: Member, source_name: str) -> Iterator[tuple[str, Any]]:
    for kind, (attribute, name) in _CHILDREN.items():
        by_name: dict[str, list[Any]] = defaultdict(list)
        for child in getattr(member, attribute):
            if marked(child.metadata, source_name) and OPERATION in child.metadata and not child.is_deleted:
                by_name[name(child)].append(child)
        for several in by_name.values():
            first, *later = sorted(several, key=_order)
            secret = name(first) == ""
            yield from ((kind, child) for child in later if not secret or _made(child) - _made(first) <= _MOMENT)


def planned(
    plan: Plan, members: Iterable[Member], source_name: str, mine: Callable[[str], bool], now: datetime
) -> Plan:
    """The plan with what an earlier run left twice taken back, too, of the people it deals with; a plan of its own
    name then, and the people know."""
    people = {person.key for person in plan.people if person.status != "skip"}
    found = [one for one in to_take_back(members, source_name, mine, now) if one.key in people]
    if not found:
        return plan
    concerned = {operation.key for operation in found}
    digest = hashlib.sha256(plan.id.encode() + msgspec.json.encode(found)).hexdigest()[:16]
    return msgspec.structs.replace(
        plan,
        id=digest,
        operations=ordered((*plan.operations, *found)),
        people=tuple(_told(person) if person.key in concerned else person for person in plan.people),
    )


def _told(person: Person) -> Person:
    status = "update" if person.status == "unchanged" else person.status
    notes = (*person.notes, Note(code="twin_taken_back"))
    return msgspec.structs.replace(person, status=status, notes=notes)
