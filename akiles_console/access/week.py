"""A week of opening hours as a person changes it: no two spans of a day ever overlap (API reference v2, "schedule").

A week is seven days from Monday on, each a tuple of spans in order; times are seconds from 00:00 of the site's zone,
0 to 86,400. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from akiles_console.api.models import TimeRange, Weekday

DAY = 86_400
Day = tuple[TimeRange, ...]
Week = tuple[Day, ...]
EMPTY: Week = ((),) * 7

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?", re.ASCII)


def of(weekdays: Sequence[Weekday]) -> Week:
    """The week of a schedule, its spans in order; days that are missing are empty, and overlaps become one span."""
    days = [weekday.ranges for weekday in weekdays[:7]]
    return tuple(_tidy(ranges) for ranges, _ in zip_longest(days, range(7), fillvalue=()))


def weekdays(week: Week) -> tuple[Weekday, ...]:
    """The week as Akiles takes it."""
    return tuple(Weekday(ranges=ranges) for ranges in week)


def add(week: Week, day: int, start: int, end: int) -> Week:
    """Opens a span of a day (0 = Monday) as well; spans that it touches become one with it."""
    start, end = _within(start), _within(end)
    if start >= end:
        return week
    touched = [one for one in week[day] if one.start <= end and start <= one.end]
    whole = TimeRange(
        start=min([start, *(one.start for one in touched)]), end=max([end, *(one.end for one in touched)])
    )
    return _with(week, day, (*(one for one in week[day] if one not in touched), whole))


def remove(week: Week, day: int, start: int, end: int) -> Week:
    """Closes a span of a day; what is left of the spans that it cuts stays."""
    start, end = _within(start), _within(end)
    if start >= end:
        return week
    return _with(week, day, _without(week[day], start, end))


def move(week: Week, day: int, place: int, start: int, end: int) -> Week:
    """Gives a span of a day other times. Without a length it stays as it is."""
    old = week[day][place]
    if _within(start) >= _within(end):
        return week
    return add(remove(week, day, old.start, old.end), day, start, end)


def copied(week: Week, day: int, to: Iterable[int]) -> Week:
    """Gives other days the hours of one."""
    targets = frozenset(to)
    return tuple(week[day] if number in targets else ranges for number, ranges in enumerate(week))


def cleared(week: Week, day: int) -> Week:
    """Closes a whole day."""
    return _with(week, day, ())


def lost(before: Week, after: Week) -> Week:
    """The hours that were open before and are not after; turned round: what is gained."""
    return tuple(_all_without(old, new) for old, new in zip(before, after, strict=True))


def place_at(week: Week, day: int, second: int) -> int | None:
    """Which span of a day has that second in it."""
    return next((place for place, one in enumerate(week[day]) if one.start <= second < one.end), None)


def clock(second: int) -> str:
    """07:30, 24:00 for the end of a day; with seconds only where there are some."""
    hours, rest = divmod(second, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def second(text: str) -> int | None:
    """What somebody typed as a time of the day ("7", "7:30", "0730", "24:00"); None where it is none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    seconds = int(found[1]) * 3600 + int(found[2] or 0) * 60
    return seconds if seconds <= DAY else None


def _within(second: int) -> int:
    return max(0, min(DAY, second))


def _with(week: Week, day: int, ranges: Iterable[TimeRange]) -> Week:
    ordered = tuple(sorted(ranges, key=lambda one: one.start))
    return tuple(ordered if number == day else old for number, old in enumerate(week))


def _without(ranges: Iterable[TimeRange], start: int, end: int) -> Day:
    pieces = ((one.start, min(one.end, start), max(one.start, end), one.end) for one in ranges)
    halves = [half for a, b, c, d in pieces for half in ((a, b), (c, d))]
    return tuple(TimeRange(start=a, end=b) for a, b in halves if a < b)


def _all_without(ranges: Day, others: Iterable[TimeRange]) -> Day:
    for other in others:
        ranges = _without(ranges, other.start, other.end)
    return ranges


def _tidy(ranges: Iterable[TimeRange]) -> Day:
    made: list[TimeRange] = []
    for one in sorted(ranges, key=lambda one: one.start):
        start, end = _within(one.start), _within(one.end)
        if made and start < made[-1].end:
            made[-1] = TimeRange(start=made[-1].start, end=max(made[-1].end, end))
        elif start < end:
            made.append(TimeRange(start=start, end=end))
    return tuple(made)
