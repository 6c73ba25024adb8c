"""When objects were made: RFC 3339 times compared to their nine fraction digits, which `datetime` does not keep."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from typing import Protocol, TypeVar

from akiles_console.api.lists import Filter

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)", re.ASCII)

Instant = tuple[datetime, str]


class _Dated(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def created_at(self) -> str: ...


R = TypeVar("R", bound=_Dated)


def instant(text: str) -> Instant:
    """A time as something that can be compared: whole seconds in UTC, and nine digits. Raises ValueError."""
    found = _MOMENT.fullmatch(text.upper())
    if found is None:
        raise ValueError("this is no RFC 3339 time with an offset")
    seconds, fraction, offset = found.groups()
    there = datetime.fromisoformat(seconds + ("+00:00" if offset == "Z" else offset))
    return there.astimezone(UTC), (fraction or "").ljust(9, "0")


def created(since: str | None, before: str | None, sort: str | None) -> tuple[Filter[R], ...]:
    """Filters for objects made at `since` or later, and before `before`. Raises ValueError for what is no time.

    A list with the newest first (`sort` None) is at its end with the first object that is older than `since`.
    """
    filters: tuple[Filter[R], ...] = ()
    if since is not None:
        newest_first = sort in (None, "created_at:desc")
        filters += (Filter("created_at:ge", since, partial(_not_before, instant(since)), ends=newest_first),)
    if before is not None:
        filters += (Filter("created_at:lt", before, partial(_before, instant(before))),)
    return filters


def _not_before(limit: Instant, one: _Dated) -> bool:
    at = _made(one)
    return at is None or at >= limit


def _before(limit: Instant, one: _Dated) -> bool:
    at = _made(one)
    return at is None or at < limit


def _made(one: _Dated) -> Instant | None:
    """None for a time that we cannot read: no reason to hide the object."""
    try:
        return instant(one.created_at)
    except (ValueError, OverflowError):
        return None
