"""Records in a person's words, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from akiles_console.access import doors as access
from akiles_console.access.doors import Opening, Right
from akiles_console.api.models import Device, Gadget, Member, MemberGroup, Schedule, Site
from akiles_console.browse.filters import standing
from akiles_console.events.firsts import FirstUse
from akiles_console.sync import when
from akiles_console.sync.ownership import owner
from akiles_console.wording import N_, _

_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_METHODS = {
    "online": N_("internet"), "bluetooth": N_("Bluetooth"), "mobile_nfc": N_("phone NFC"),
    "pin": N_("PIN"), "card": N_("card"),
}  # fmt: skip
_NEAR = timedelta(days=14)
_LOW = 15
"""Percent of a battery at which somebody should go there."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)


def by_id(records: Iterable[N]) -> dict[str, N]:
    """The records under their ids."""
    return {record.id: record for record in records}


def moment(text: str | None, now: datetime, zone_name: str) -> str:
    """An RFC 3339 time as a day and a time in that zone, with the weekday when near; "" for none.

    A text that is no time is shown as it is.
    """
    try:
        instant = when.instant(text)
    except ValueError:
        return text or ""
    if instant is None:
        return ""
    return local_moment(instant.astimezone(when.zone(zone_name)), now)


def local_moment(local: datetime, now: datetime) -> str:
    """An aware time as a day and a time, without the time where it is the first or last second of its day."""
    shown = day(local, now)
    return shown if _whole_day(local) else f"{shown}, {local:%H:%M}"


def day(local: datetime, now: datetime) -> str:
    """The day of an aware time, with the weekday when near and the year when it is another one."""
    shown = f"{local.day} {_(_MONTHS[local.month - 1])}"
    if local.year != now.year:
        shown = f"{shown} {local.year}"
    return f"{_(_DAYS[local.weekday()])} {shown}" if abs(local - now) <= _NEAR else shown


def first_use(found: FirstUse, now: datetime, zone_name: str) -> str:
    """When a credential was made and first used, as far as this computer has read the log."""
    created = moment(found.created, now, zone_name)
    if found.used is not None:
        used = moment(found.used, now, zone_name)
        if found.since is None:
            return _("created {created}, first used {used}").format(created=created, used=used)
        return _("created {created}, used {used}").format(created=created, used=used)
    if found.since is None:
        return _("created {created}, never used").format(created=created)
    if found.since == found.created:
        return _("created {created}").format(created=created)
    since = moment(found.since, now, zone_name)
    return _("created {created}, not used since {since}").format(created=created, since=since)


def _whole_day(local: datetime) -> bool:
    return (local.hour, local.minute, local.second) in ((0, 0, 0), (23, 59, 59))


def span(member: Member, now: datetime, zone_name: str) -> str:
    """From when until when a member has access, as far as it still matters now."""
    start, end = moment(member.starts_at, now, zone_name), moment(member.ends_at, now, zone_name)
    state = standing(member, now)
    if state == "ended":
        return _("ended {end}").format(end=end)
    if state == "later" and end:
        return _("from {start} until {end}").format(start=start, end=end)
    if state == "later":
        return _("from {start}").format(start=start)
    return _("until {end}").format(end=end) if end else _("always")


def zone_of(sites: Iterable[Site]) -> str:
    """The zone in which dates without a site are shown: that of most sites, the first of equals; UTC without."""
    zones = [site.timezone for site in sites]
    return max(zones, key=zones.count, default="UTC")


def credentials(member: Member) -> str:
    """What a member can open doors with, in words."""
    counted = (
        (len(member.emails), _("e-mail"), _("{count} e-mails")),
        (len(member.pins), _("PIN"), _("{count} PINs")),
        (len(member.magic_links), _("magic link"), _("{count} magic links")),
        (len(member.cards), _("card"), _("{count} cards")),
    )
    parts = [one if count == 1 else many.format(count=count) for count, one, many in counted if count]
    return ", ".join(parts) or _("none")


def group_names(member: Member, groups: Mapping[str, MemberGroup]) -> str:
    """The groups of a member, by name; one that is not known any more by its id."""
    ids = {link.member_group_id for link in member.group_associations}
    return ", ".join(sorted(groups[i].name if i in groups else i for i in ids))


def whose(member: Member, own: str) -> str:
    """Who looks after a member: we (`own` is our mark), another program by its name, or a person by hand."""
    mark = owner(member.metadata)
    if mark is None:
        return _("by hand")
    return _("this program") if mark == own else mark


def doors(
    group: MemberGroup,
    gadgets: Mapping[str, Gadget],
    sites: Mapping[str, Site],
    schedules: Mapping[str, Schedule],
) -> str:
    """The doors that a group opens, each with what limits it."""
    parts = set()
    for right in access.rights([group]):
        limits = limits_of(right, schedules[right.schedule_id].name if right.schedule_id in schedules else "")
        where = _where(right, gadgets, sites)
        parts.add(f"{where} ({limits})" if limits else where)
    return "; ".join(sorted(parts)) or _("opens nothing")


def opening(found: Opening) -> str:
    """One door with what limits it."""
    limits = limits_of(found.right, found.when)
    if found.right.action_id:
        limits = ", ".join(filter(None, (_("only {action}").format(action=found.action), limits)))
    return f"{found.door} ({limits})" if limits else found.door


def limits_of(right: Right, when_name: str) -> str:
    """The hours (by the name of their schedule), methods and places that a right is limited to; "" for none."""
    limits = []
    if right.schedule_id:
        limits.append(when_name or right.schedule_id)
    if right.methods is not None:
        limits.append(_methods(right.methods))
    if right.nearby:
        limits.append(_("only nearby"))
    return ", ".join(limits)


def _methods(allowed: tuple[str, ...]) -> str:
    """The shorter of what may be used and what may not."""
    may = [_(_METHODS.get(name, name)) for name in allowed]
    may_not = [_(_METHODS[name]) for name in access.METHODS if name not in allowed]
    if not may:
        return _("by no method")
    if len(may) > len(may_not):
        return _("not by {methods}").format(methods=", ".join(may_not))
    return _("only by {methods}").format(methods=", ".join(may))


def _where(right: Right, gadgets: Mapping[str, Gadget], sites: Mapping[str, Site]) -> str:
    if right.gadget_id:
        return _name(gadgets, right.gadget_id)
    if right.site_id:
        return _("every door of {site}").format(site=_name(sites, right.site_id))
    return _("every door")


def _name(known: Mapping[str, N], id: str) -> str:
    return known[id].name if id in known else id


def online(device: Device | None) -> str:
    """Whether a device can be reached; a door without a device says so."""
    if device is None:
        return _("no device")
    return _("online") if device.status.online else _("offline")


def battery(device: Device) -> str:
    """How full the battery is, "mains" where there is none."""
    if device.status.battery_percent is not None:
        left = f"{device.status.battery_percent:.0f} %"
        return _("{percent}, low").format(percent=left) if device.status.battery_percent <= _LOW else left
    return _("unknown") if device.capabilities.battery or device.status.battery_present else _("mains")
