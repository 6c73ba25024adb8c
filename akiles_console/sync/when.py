"""Dates of a source and times of Akiles: the site's zone here, RFC 3339 in UTC there."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_LAST_SECOND = time(23, 59, 59)


def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name; UTC where this computer does not know it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def instant(text: str | None) -> datetime | None:
    """An RFC 3339 time with up to nine fraction digits as an aware datetime in UTC; None for none.

    Raises ValueError for a text that is no time.
    """
    if not text:
        return None
    head, dot, tail = text.partition(".")
    if dot:
        digits = len(tail) - len(tail.lstrip("0123456789"))
        text = f"{head}.{tail[:digits][:6]:0<6}{tail[digits:]}"
    return datetime.fromisoformat(text).astimezone(UTC)


def readable(text: str | None) -> datetime | None:
    """The same, None also for a text that is no time: nobody can say what it limits."""
    try:
        return instant(text)
    except ValueError:
        return None


def shown(moment: datetime) -> str:
    """An aware datetime as Akiles wants it, whole seconds in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def start(value: str, zone_name: str) -> str:
    """When access starts: the first second of a date in the zone, or the local time that was given."""
    return shown(_local(value, time(0), zone_name))


def end(value: str, zone_name: str) -> str:
    """When access ends: the last second of a date in the zone (the last day counts), or the time given."""
    return shown(_local(value, _LAST_SECOND, zone_name))


def today(now: datetime, zone_name: str) -> datetime:
    """The first moment of today in the zone."""
    local = now.astimezone(zone(zone_name))
    return datetime.combine(local.date(), time(0), zone(zone_name))


def within(now: datetime, days: int) -> datetime:
    """The moment that many days from now."""
    return now + timedelta(days=days)


def _local(value: str, at: time, zone_name: str) -> datetime:
    if len(value) == len("2026-01-31"):
        return datetime.combine(date.fromisoformat(value), at, zone(zone_name))
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone(zone_name))
