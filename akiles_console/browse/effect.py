"""What an edit opens and closes, said before it is made (`product.md`, rule 4). Pure."""

from __future__ import annotations

from datetime import datetime

import msgspec

from akiles_console.access import doors
from akiles_console.access.building import Building
from akiles_console.access.doors import Opening
from akiles_console.api.models import Member
from akiles_console.browse.difference import dates_of
from akiles_console.sync import when


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """Doors that open before and not, or less widely, after, and the other way round. `everything`: something
    opened, and nothing does any more."""

    lost: tuple[Opening, ...] = ()
    gained: tuple[Opening, ...] = ()
    everything: bool = False


def effect(before: Member, after: Member | None, building: Building, now: datetime) -> Effect:
    """What changes at the doors; `after` None: the member is deleted. Somebody who starts later is looked at on
    their first day."""
    at = max(now, _starts(before) or now)
    had = opens(before, building, at)
    has = opens(after, building, at) if after else ()
    return Effect(lost=doors.lost(had, has), gained=doors.lost(has, had), everything=bool(had) and not has)


def opens(member: Member, building: Building, at: datetime) -> tuple[Opening, ...]:
    """The doors that a member's credentials open at a moment, by dates and groups; hours are not looked at."""
    if not within((member.starts_at, member.ends_at), at):
        return ()
    groups = {child.member_group_id for child in member.group_associations if within(dates_of(child), at)}
    return doors.gets_in(member, doors.openings(groups, building), building)


def within(dates: tuple[str | None, str | None], at: datetime) -> bool:
    """Whether a moment lies between two times of Akiles; a time that cannot be read is no limit."""
    start, end = (when.readable(text) for text in dates)
    return (start is None or start <= at) and (end is None or at < end)


def _starts(member: Member) -> datetime | None:
    """When somebody first gets in, as far as dates say; None: long since."""
    starts = [when.readable(child.starts_at) for child in member.group_associations]
    first = min((start for start in starts if start is not None), default=None) if None not in starts else None
    return max(filter(None, (when.readable(member.starts_at), first)), default=None)
