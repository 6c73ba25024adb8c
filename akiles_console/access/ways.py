"""The ways through one door: what single rules grant, put together so that a person can read it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from akiles_console.access import hours
from akiles_console.access.doors import METHODS
from akiles_console.access.hours import Span, Week
from akiles_console.sync import when

_SOON = timedelta(days=8)
"""How far ahead a door's next opening is looked for: every week comes round within that."""


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """One action by one method in the hours of one schedule ("": always), between two moments, by one group.

    `when` is the schedule's name; `nearby`: only with the phone at the site.
    """

    action: str
    method: str
    nearby: bool
    week: Week
    schedule_id: str
    when: str
    start: datetime | None
    end: datetime | None
    group_id: str


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """Each of the actions (ids) can be done by each of the methods, in these hours, from `start` until `end`.

    `nearby`: over the internet only with the phone at the site. `when` is the schedule's name, "" for always;
    `groups` the ids of the groups that grant all of it, each by itself.
    """

    actions: tuple[str, ...]
    methods: tuple[str, ...]
    nearby: bool
    week: Week
    schedule_id: str
    when: str
    start: datetime | None
    end: datetime | None
    groups: tuple[str, ...]


def through(grants: Iterable[Grant]) -> tuple[Way, ...]:
    """As few ways as say the same; what a wider grant includes is not repeated."""
    groups: dict[Grant, set[str]] = defaultdict(set)
    for grant in grants:
        groups[msgspec.structs.replace(grant, group_id="")].add(grant.group_id)
    found = sorted(groups, key=_order)
    widest = [one for one in found if not any(other is not one and _beats(other, one) for other in found)]
    by_action: dict[tuple[object, ...], list[Grant]] = defaultdict(list)
    for grant in widest:
        by_action[grant.action, *_limits(grant), tuple(sorted(groups[grant]))].append(grant)
    actions: dict[tuple[object, ...], list[str]] = defaultdict(list)
    examples: dict[tuple[object, ...], Way] = {}
    for key, same in by_action.items():
        names = {grant.method for grant in same}
        methods = tuple(name for name in METHODS if name in names)
        nearby = any(grant.nearby for grant in same)
        together = methods, nearby, *key[1:]
        actions[together].append(same[0].action)
        examples.setdefault(together, _way(same[0], methods, nearby, groups[same[0]]))
    return tuple(msgspec.structs.replace(way, actions=tuple(actions[key])) for key, way in examples.items())


def spans(ways: Iterable[Way], zone_name: str, start: datetime, end: datetime) -> tuple[Span, ...]:
    """When any of the ways is open between two aware moments; the zone is that of the door's site."""
    zone = when.zone(zone_name)
    return hours.merged(
        span
        for way in ways
        for span in hours.spans(way.week, zone, max(start, way.start or start), min(end, way.end or end))
    )


def is_open(way: Way, zone_name: str, at: datetime) -> bool:
    """Whether a way is open at an aware moment."""
    if (way.start is not None and at < way.start) or (way.end is not None and at >= way.end):
        return False
    return hours.within(way.week, at.astimezone(when.zone(zone_name)))


def now_and_next(ways: Iterable[Way], zone_name: str, now: datetime) -> tuple[bool, datetime | None]:
    """Whether any of the ways is open now, and when that changes next; None where it does not within eight days."""
    horizon = now + _SOON
    found = spans(ways, zone_name, now, horizon)
    if not found:
        return False, None
    start, end = found[0]
    if start > now:
        return False, start
    return True, end if end < horizon else None


def _order(grant: Grant) -> tuple[object, ...]:
    """Wide before narrow where two include each other; otherwise only steady."""
    return (
        grant.action, METHODS.index(grant.method), grant.nearby, grant.week != hours.FULL, grant.when.casefold(),
        grant.schedule_id, grant.start is not None, str(grant.start), grant.end is not None, str(grant.end),
    )  # fmt: skip


def _limits(grant: Grant) -> tuple[object, ...]:
    return grant.week, grant.schedule_id, grant.start, grant.end


def _beats(wide: Grant, narrow: Grant) -> bool:
    """Whether the wide one includes the narrow one; of two that include each other, the first by order does."""
    return _includes(wide, narrow) and not (_includes(narrow, wide) and _order(narrow) < _order(wide))


def _includes(wide: Grant, narrow: Grant) -> bool:
    return (
        wide.action == narrow.action
        and wide.method == narrow.method
        and (narrow.nearby or not wide.nearby)
        and (wide.start is None or (narrow.start is not None and wide.start <= narrow.start))
        and (wide.end is None or (narrow.end is not None and narrow.end <= wide.end))
        and hours.includes(wide.week, narrow.week)
    )


def _way(grant: Grant, methods: tuple[str, ...], nearby: bool, groups: set[str]) -> Way:
    return Way(
        actions=(), methods=methods, nearby=nearby, week=grant.week, schedule_id=grant.schedule_id, when=grant.when,
        start=grant.start, end=grant.end, groups=tuple(sorted(groups)),
    )  # fmt: skip
