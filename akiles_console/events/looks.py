"""How far back to look into the event log, and how late an event came. Pure.

An offline device reports later, with the time at which it happened (API reference, "Offline delayed events"). So each
look reads back over what is known already, and now and then one reads back over two days.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

OVERLAP = timedelta(minutes=10)
"""How far every look reads back."""

DEEP = timedelta(hours=48)
"""How far a deep look reads back."""

LONGEST = timedelta(days=90)
"""How far a look reads back at most, after a long absence."""

LATE = timedelta(minutes=2)
"""From when on an event counts as late."""

DEEP_EVERY = 900.0
"""Seconds between two deep looks, at most."""

_CHEAP = 12
"""Looks between two deep ones, for each page that a deep one takes: a small log is read whole more often."""

_NO_GAP = timedelta(seconds=DEEP_EVERY + 300)
"""Up to so long after the look before, an event is taken to have come just now."""


class Looks(msgspec.Struct, frozen=True, kw_only=True):
    """What complete looks have covered; all times are the clock of Akiles.

    `since` and `at`: where the last look began to read, and when it was. `newest`: the newest event then known, never
    later than `at`: a device whose clock is ahead must not push it. `deep_at` and `deep_newest`: the same of the last
    deep look. `beginning`: from when on nothing is missing; what happened before that is not told
    apart from what came late, and left alone.
    """

    beginning: datetime
    since: datetime
    at: datetime
    newest: datetime
    deep_at: datetime
    deep_newest: datetime


def begin(looks: Looks | None, now: datetime, *, deep: bool, since: datetime | None = None) -> datetime:
    """Where the next look begins to read; `since` is where the very first one is wanted to begin.

    Whatever happened while nobody looked, up to LONGEST, is within: it counts from what was seen, not from a clock.
    """
    if looks is None:
        first = now - DEEP
        return first if since is None else min(first, since)
    wanted = looks.newest - OVERLAP
    if deep:
        wanted = min(wanted, looks.deep_newest - DEEP)
    return max(wanted, looks.beginning, now - LONGEST)


def ended(looks: Looks | None, *, since: datetime, at: datetime, newest: datetime | None, deep: bool) -> Looks:
    """What is covered once a look that read from `since` on, at `at`, is complete. `newest` is its newest event."""
    before = looks.newest if looks else since
    known = min(at, max(before, newest or before))
    beginning = since if looks is None or since > looks.at else looks.beginning
    if deep or looks is None:
        return Looks(beginning=beginning, since=since, at=at, newest=known, deep_at=at, deep_newest=known)
    return msgspec.structs.replace(looks, beginning=beginning, since=since, at=at, newest=known)


def late_by(happened: datetime, found: datetime, looks: Looks | None) -> int:
    """Whole seconds by which an event came late that was found at `found` and was not there before; 0 when in time.

    Only what a look before should have shown is late. After a pause nobody knows when it came: then it is the least.
    """
    if looks is None:
        return 0
    if happened >= looks.since:
        seen_without = looks.at
    else:  # the last look that read so far back was at least OVERLAP after it
        seen_without = max(looks.deep_at, happened + OVERLAP)
    if seen_without - happened < LATE:
        return 0
    just_now = found - seen_without <= _NO_GAP
    return int(((found if just_now else seen_without) - happened).total_seconds())


def deep_after(interval: float, pages: int) -> float:
    """Seconds until the next deep look, where looks are `interval` apart and the last deep one took so many pages."""
    return min(DEEP_EVERY, _CHEAP * interval * max(1, pages))
