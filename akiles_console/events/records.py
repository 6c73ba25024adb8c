"""An event as it was seen here, and when it happened."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec

from akiles_console.api.events import Event
from akiles_console.api.moments import Instant, instant
from akiles_console.failure import Failure

_NO_TIME: Instant = instant("0001-01-01T00:00:00Z")


class LogError(Failure):
    """The events of this computer cannot be read or kept: log_unusable, log_newer."""


class Seen(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event, and the seconds by which it came late; 0 where it came in time or nobody can tell."""

    event: Event
    late_by: int = 0


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What one look found so far: events nobody has seen yet, in no order.

    `complete`: it is the last of its look. `trouble`: the look ended with this, and the next one finds what it
    missed; or, as LogError, events are shown and not kept from now on.
    """

    seen: tuple[Seen, ...] = ()
    complete: bool = False
    trouble: Failure | None = None


def moment(event: Event) -> datetime | None:
    """When it happened, to the microsecond, in UTC; None for a time that cannot be read."""
    try:
        return whole(instant(event.created_at))
    except (ValueError, OverflowError):
        return None


def whole(at: Instant) -> datetime:
    """A time of the API as a datetime: nothing but its last three digits is lost."""
    seconds, digits = at
    return seconds + timedelta(microseconds=int(digits[:6]))


def order(event: Event) -> tuple[Instant, str]:
    """What events are sorted by: their time to nine digits, then their id."""
    try:
        return instant(event.created_at), event.id
    except (ValueError, OverflowError):
        return _NO_TIME, event.id


def sortable(event: Event) -> str:
    """The same as a text that sorts alike."""
    (seconds, digits), _id = order(event)
    return f"{seconds:%Y-%m-%dT%H:%M:%S}.{digits}Z"


def sent(event: Event) -> dict[str, Any]:
    """The event as Akiles sent it, with what we know no field for, without the names that we asked for beside it."""
    fields: dict[str, Any] = msgspec.to_builtins(event)
    more = fields.pop("more")
    for name in [name for name in fields if name.startswith(("subject_", "object_"))]:
        del fields[name]
    for inner in ("subject", "object"):
        fields[inner] |= more.pop(inner, {})
    fields |= more
    return fields
