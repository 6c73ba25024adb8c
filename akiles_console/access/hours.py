"""A week of opening hours in a site's zone, and the spans of time it stands for (API reference v2, "schedule"). Pure.

Seconds of a day are what a clock on the wall shows: an hour that is skipped in spring opens nothing, one that comes
twice in autumn opens twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo

from akiles_console.api.models import Schedule, Weekday

Week = tuple[tuple[tuple[int, int], ...], ...]
"""Seven days from Monday on: ranges (first second, second after the last) from 00:00, in order, none touching."""

Span = tuple[datetime, datetime]
"""From the first moment to the one after the last, aware, in UTC."""

DAY = 86_400
FULL: Week = (((0, DAY),),) * 7
EMPTY: Week = ((),) * 7
_STEP = timedelta(hours=6)
"""No zone changes its clocks twice within that."""


def week(schedule: Schedule) -> Week:
    """The hours of a schedule; days that it does not have are closed."""
    days = tuple(_ranges(day) for day in schedule.weekdays[:7])
    return days + ((),) * (7 - len(days))


def includes(wide: Week, narrow: Week) -> bool:
    """Whether it is open whenever the narrow one is."""
    return all(
        any(start <= first and last <= end for start, end in open_)
        for open_, needed in zip(wide, narrow, strict=True)
        for first, last in needed
    )


def within(hours: Week, local: datetime) -> bool:
    """Whether it is open at a moment, given as the site's own time."""
    second = local.hour * 3600 + local.minute * 60 + local.second
    return any(start <= second < end for start, end in hours[local.weekday()])


def spans(hours: Week, zone: tzinfo, start: datetime, end: datetime) -> tuple[Span, ...]:
    """When it is open between two aware moments, in order; spans that touch are one."""
    if hours == FULL:
        return ((start, end),) if start < end else ()
    found = (
        (max(first, begin), min(last, finish))
        for begin, finish in _steady(zone, start, end)
        for first, last in _on_the_wall(hours, zone, begin, finish)
    )
    return merged(span for span in found if span[0] < span[1])


def merged(found: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in as few spans as there can be, in order."""
    whole: list[Span] = []
    for start, end in sorted(found):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return tuple(whole)


def _ranges(day: Weekday) -> tuple[tuple[int, int], ...]:
    whole: list[tuple[int, int]] = []
    for start, end in sorted((max(0, one.start), min(DAY, one.end)) for one in day.ranges):
        if start >= end:
            continue
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return tuple(whole)


def _steady(zone: tzinfo, start: datetime, end: datetime) -> Iterator[Span]:
    """The time between, in pieces in which the clocks of the zone are not changed."""
    begin, at = start, start.replace(microsecond=0)
    while at < end:
        then = min(at + _STEP, end)
        if _offset(zone, at) != _offset(zone, then):
            change = _change(zone, at, then)
            yield begin, change
            begin = change
        at = then
    if begin < end:
        yield begin, end


def _change(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """The first second with the clocks as they are after."""
    wanted = _offset(zone, after)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (before, middle) if _offset(zone, middle) == wanted else (middle, after)
    return after


def _offset(zone: tzinfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _on_the_wall(hours: Week, zone: tzinfo, begin: datetime, finish: datetime) -> Iterator[Span]:
    """The ranges of all days of a steady piece, as moments; they may stick out of it."""
    offset = _offset(zone, begin)
    day = (begin + offset).date()
    while (midnight := datetime.combine(day, time(0), UTC) - offset) < finish:
        for start, end in hours[day.weekday()]:
            yield midnight + timedelta(seconds=start), midnight + timedelta(seconds=end)
        day += timedelta(days=1)
