"""Who gets in where, as lines of a drawer: doors that are alike together, what is wrong with its own look. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

from akiles_console import messages
from akiles_console.access import ways
from akiles_console.access.building import Building
from akiles_console.access.explain import Caution, Door, Explanation
from akiles_console.access.ways import Way
from akiles_console.api.models import MemberGroup
from akiles_console.messages import access
from akiles_console.sync import when
from akiles_console.ui import words
from akiles_console.wording import _

Lines = tuple[tuple[str, str], ...]
"""Lines of text, each with the role of its look."""


def lines(found: Explanation, building: Building, now: datetime, *, of_group: bool = False) -> Lines:
    """Where somebody gets in, or what a group opens: what there is to know, the doors that open, those that do not.

    Of a person it is said too whether each opens now, and through which groups.
    """
    zone = words.zone_of(building.sites.values())
    known = tuple((caution(one, now, zone), "warn") for one in found.cautions)
    many = len({door.site for door in found.doors}) > 1
    alike: dict[Lines, list[Door]] = {}
    for door in sorted(found.doors, key=lambda one: not one.ways):
        alike.setdefault((*_about(door, building, now, of_group), (door.site, "")), []).append(door)
    doors = tuple(
        line
        for about, same in alike.items()
        for line in ((_named(same, many), "strong"), *about[:-1])
    )  # fmt: skip
    note = zone_note((door.zone for door in found.doors if any(map(_has_times, door.ways))), now)
    return (*known, *doors, *(((note, "muted"),) if note else ()))


def caution(found: Caution, now: datetime, zone_name: str) -> str:
    """What there is to know, with times in that zone."""
    details = access.dated(found.details, lambda text: words.moment(text, now, zone_name))
    return str(messages.sentence(found.code, details))


def way(found: Way, door: Door, building: Building, now: datetime, groups: Iterable[str] = ()) -> str:
    """When, how and until when one gets through, and through which of these groups."""
    text = access.way(found, _actions(found, door, building), lambda text: words.moment(text, now, door.zone))
    text = text[:1].upper() + text[1:]
    names = ", ".join(group_name(one, building.groups) for one in groups)
    return _("{way}, through {groups}").format(way=text, groups=names) if names else text


def state(door: Door, now: datetime) -> str:
    """Whether it opens now, and when that changes; "" where it always opens and where it never does."""
    opens, change = ways.now_and_next(door.ways, door.zone, now)
    if change is None:
        return "" if opens or not door.ways else _("Does not open now.")
    at = _soon(change.astimezone(when.zone(door.zone)), now)
    return _("Opens now, until {time}.").format(time=at) if opens else _("Does not open before {time}.").format(time=at)


def group_name(id: str, groups: Mapping[str, MemberGroup]) -> str:
    """The name of a group, its id where it is not known."""
    return groups[id].name if id in groups else id


def zone_note(zones: Iterable[str], now: datetime, here: tzinfo | None = None) -> str:
    """Names the zones of times where their clocks show something else than this computer's, or those of `here`."""
    own = now.astimezone(here).utcoffset()
    others = sorted({name for name in zones if now.astimezone(when.zone(name)).utcoffset() != own})
    return _("Times are those of {zones}.").format(zones=", ".join(others)) if others else ""


def _about(door: Door, building: Building, now: datetime, of_group: bool) -> Lines:
    told = [(way(one, door, building, now, () if of_group else one.groups), "body") for one in door.ways]
    now_text = "" if of_group else state(door, now)
    told += [(now_text, "muted")] if now_text else []
    return (*told, *((caution(one, now, door.zone), "warn") for one in door.cautions))


def _has_times(found: Way) -> bool:
    return bool(found.schedule_id or found.start or found.end)


def _named(doors: Iterable[Door], with_site: bool) -> str:
    same = tuple(doors)
    names = ", ".join(door.door for door in same)
    return _("{doors} ({site})").format(doors=names, site=same[0].site) if with_site else names


def _actions(found: Way, door: Door, building: Building) -> tuple[str, ...]:
    """The names of the actions, where they are not all that the door has."""
    gadget = building.gadgets[door.gadget_id]
    names = tuple(action.name or action.id for action in gadget.actions if action.id in found.actions)
    return names if len(names) < len(gadget.actions) else ()


def _soon(local: datetime, now: datetime) -> str:
    """The time alone where it is today."""
    return f"{local:%H:%M}" if local.date() == now.astimezone(local.tzinfo).date() else _with_time(local, now)


def _with_time(local: datetime, now: datetime) -> str:
    day = words.local_moment(local, now)
    return day if f"{local:%H:%M}" in day else f"{day}, {local:%H:%M}"
