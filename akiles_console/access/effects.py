"""What a change of groups does to people: how many lose or gain which doors, counted before anything is sent. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from akiles_console.access.building import Building
from akiles_console.access.doors import Opening, lost, openings
from akiles_console.api.models import GroupAssociation, Member, MemberGroup
from akiles_console.api.moments import instant


class DoorEffect(msgspec.Struct, frozen=True, kw_only=True):
    """So many people, and what they lose or gain at a door.

    `now` are the ways in which the door still opens for them (when something is lost), or did so already (gained).
    """

    opening: Opening
    now: tuple[Opening, ...]
    people: int


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What people lose and gain, most people first; `shut_out` of the losing ones have no door left."""

    losing: tuple[DoorEffect, ...] = ()
    gaining: tuple[DoorEffect, ...] = ()
    people_losing: int = 0
    people_gaining: int = 0
    shut_out: int = 0
    names: tuple[str, ...] = ()
    """The first of those who lose something, by name."""


_NAMED = 5


def living(member: Member, now: datetime) -> frozenset[str]:
    """The ids of the groups that a member is in, or will be in; none for one who is gone or whose time is over."""
    if member.is_deleted or _over(member, now):
        return frozenset()
    return frozenset(
        link.member_group_id for link in member.group_associations if not link.is_deleted and not _over(link, now)
    )


def people_in(group_ids: Iterable[str], members: Iterable[Member], now: datetime) -> tuple[Member, ...]:
    """Those who are in one of the groups, by name."""
    wanted = frozenset(group_ids)
    return tuple(sorted((one for one in members if living(one, now) & wanted), key=lambda one: one.name.casefold()))


def replaced(building: Building, group: MemberGroup) -> Building:
    """The building with this group in the place of the one with its id."""
    return msgspec.structs.replace(building, groups={**building.groups, group.id: group})


def without(building: Building, group_id: str) -> Building:
    """The building without that group."""
    left = {id: group for id, group in building.groups.items() if id != group_id}
    return msgspec.structs.replace(building, groups=left)


def effect(members: Iterable[Member], before: Building, after: Building, now: datetime) -> Effect:
    """What it means for people that the groups of one building become those of the other.

    Counted are doors that groups open, whatever credential somebody has today; who is in the same groups is
    looked at once, so that 100,000 people cost little more than 100.
    """
    by_groups: dict[frozenset[str], list[str]] = {}
    for member in members:
        if ids := living(member, now):
            by_groups.setdefault(ids, []).append(member.name)
    down: Counter[tuple[Opening, tuple[Opening, ...]]] = Counter()
    up: Counter[tuple[Opening, tuple[Opening, ...]]] = Counter()
    losing, gaining, shut_out = [], 0, 0
    for ids, names in by_groups.items():
        old, new = openings(ids, before), openings(ids, after)
        gone, won = lost(old, new), lost(new, old)
        down.update({(one, _at(one, new)): len(names) for one in gone})
        up.update({(one, _at(one, old)): len(names) for one in won})
        losing += names if gone else []
        gaining += len(names) if won else 0
        shut_out += len(names) if gone and not new else 0
    return Effect(
        losing=_ordered(down), gaining=_ordered(up), people_losing=len(losing), people_gaining=gaining,
        shut_out=shut_out, names=tuple(sorted(losing, key=str.casefold)[:_NAMED]),
    )  # fmt: skip


def _at(one: Opening, among: Iterable[Opening]) -> tuple[Opening, ...]:
    return tuple(other for other in among if other.gadget_id == one.gadget_id)


def _ordered(found: Counter[tuple[Opening, tuple[Opening, ...]]]) -> tuple[DoorEffect, ...]:
    made = [DoorEffect(opening=one, now=now, people=people) for (one, now), people in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.people, one.opening.site, one.opening.door, one.opening.when)))


def _over(one: Member | GroupAssociation, now: datetime) -> bool:
    """Whether its end is in the past; one that cannot be read is not."""
    if not one.ends_at:
        return False
    try:
        return instant(one.ends_at)[0] <= now.astimezone(UTC)
    except (ValueError, OverflowError):
        return False
