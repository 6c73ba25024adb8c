"""Opening hours in words, decided without a window."""

from __future__ import annotations

from akiles_console.access import week
from akiles_console.access.building import Building
from akiles_console.access.week import Week
from akiles_console.api.models import MemberGroup, Schedule, Site
from akiles_console.wording import N_, _

DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_SHORT = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def hours(ranges: week.Day) -> str:
    """The spans of a day."""
    return ", ".join(f"{week.clock(one.start)}–{week.clock(one.end)}" for one in ranges) or _("closed")


def week_lines(shown: Week) -> tuple[str, ...]:
    """A week, days in a row with the same hours as one line; closed days are left out unless all are."""
    lines, day = [], 0
    while day < len(shown):
        last = day
        while last + 1 < len(shown) and shown[last + 1] == shown[day]:
            last += 1
        if shown[day]:
            days = _(_SHORT[day]) if day == last else f"{_(_SHORT[day])}–{_(_SHORT[last])}"
            lines.append(f"{days} {hours(shown[day])}")
        day = last + 1
    return tuple(lines) or (_("Closed at all times: nobody gets in with it."),)


def zones(found: Schedule | None, building: Building) -> str:
    """In which zone the hours are meant: that of the sites whose doors open by them."""
    names = sorted({site.timezone for site in _sites(found, building)} or {s.timezone for s in building.sites.values()})
    if not names:
        return _("Hours are those of the site of the door.")
    if len(names) == 1:
        return _("Hours are those of the site of the door: {zone}.").format(zone=names[0])
    return _("Hours are those of the site of each door: {zones}.").format(zones=", ".join(names))


def users(schedule_id: str, building: Building) -> list[MemberGroup]:
    """The groups with a rule in these hours, by name."""
    found = (one for one in building.groups.values() if any(r.schedule_id == schedule_id for r in one.permissions))
    return sorted(found, key=lambda one: one.name.casefold())


def _sites(found: Schedule | None, building: Building) -> list[Site]:
    used = [r for one in (users(found.id, building) if found else ()) for r in one.permissions]
    ids: set[str] = set()
    for one in used:
        gadget = building.gadgets.get(one.gadget_id or "")
        ids |= {gadget.site_id} if gadget else {one.site_id} if one.site_id else set(building.sites)
    return [building.sites[id] for id in ids if id in building.sites]
