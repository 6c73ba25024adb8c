"""`akiles-console explain`: where one person gets in, as `cli.md` has it, and as lines for people."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from akiles_console import messages
from akiles_console.access import building as buildings
from akiles_console.access import ways
from akiles_console.access.building import Building
from akiles_console.access.doors import METHODS
from akiles_console.access.explain import KINDS, Caution, Door, Explainer, Explanation
from akiles_console.access.ways import Way
from akiles_console.api.client import Client
from akiles_console.api.errors import NotFound
from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.messages import access as words
from akiles_console.sync import when
from akiles_console.sync.ownership import owner


async def run(client: Client, clock: Clock, person: str, source_name: str) -> tuple[dict[str, Any], list[str]]:
    """The document and the lines about the member with that id or that employee id; writes nothing.

    One call for the person and one for each hundred groups, doors, sites, schedules and devices.
    Of several members with the employee id, the one that carries our mark `source_name`. Raises Failure
    `member_unknown`, `member_not_unique`, ApiError.
    """
    before = client.calls
    member = await _member(client, person, source_name)
    building = await buildings.read(client)
    now = clock.now()
    explained = Explainer(building, now).person(member)
    document = _document(member, explained, building, now) | {"calls": client.calls - before}
    return document, _lines(member, explained, building, now)


async def _member(client: Client, person: str, source_name: str) -> Member:
    if person.startswith("mem_"):
        with contextlib.suppress(NotFound):
            return await client.members.get(person)
    found = [member async for member in client.members.list(source_id=person)]
    ours = [member for member in found if owner(member.metadata) == source_name]
    fitting = ours or found
    if not fitting:
        raise Failure("member_unknown", person=person)
    if len(fitting) > 1:
        ids = ", ".join(member.id for member in fitting)
        raise Failure("member_not_unique", person=person, count=len(fitting), ids=ids)
    return fitting[0]


def _document(member: Member, explained: Explanation, building: Building, now: datetime) -> dict[str, Any]:
    return {
        "member": {
            "id": member.id,
            "name": member.name,
            "employee_id": member.metadata.get("sourceID"),
            "source": member.metadata.get("source"),
            "starts_at": member.starts_at,
            "ends_at": member.ends_at,
            "credentials": {kind: len(getattr(member, kind)) for kind in KINDS},
            "groups": [_group(link.member_group_id, building) for link in member.group_associations],
        },
        "doors": [_door(door, building, now) for door in explained.doors],
        "warnings": _warnings(explained.cautions),
    }


def _door(door: Door, building: Building, now: datetime) -> dict[str, Any]:
    """The door as a whole, and under `ways` each way through it by itself."""
    opened, change = ways.now_and_next(door.ways, door.zone, now)
    return {
        "gadget_id": door.gadget_id,
        "gadget": door.door,
        "site": door.site,
        "zone": door.zone,
        "actions": _each(action for way in door.ways for action in way.actions),
        "when": _when(door),
        "methods": [name for name in METHODS if any(name in way.methods for way in door.ways)],
        "from": _shown(door.start),
        "until": _shown(door.end),
        "through": [_group(one, building) for one in door.groups],
        "open_now": opened,
        "changes_at": _shown(change),
        "ways": [_way(way, building) for way in door.ways],
        "warnings": _warnings(door.cautions),
    }


def _way(way: Way, building: Building) -> dict[str, Any]:
    return {
        "actions": list(way.actions),
        "methods": list(way.methods),
        "online_only_at_the_site": way.nearby,
        "when": way.when or "always",
        "schedule_id": way.schedule_id or None,
        "hours": words.week(way.week),
        "from": _shown(way.start),
        "until": _shown(way.end),
        "through": [_group(one, building) for one in way.groups],
    }


def _when(door: Door) -> str:
    """The one schedule of all ways; where they differ, each with the methods that it is for; "" without any way."""
    names = _each(way.when or "always" for way in door.ways)
    if len(names) <= 1:
        return "".join(names)
    return "; ".join(f"{way.when or 'always'} ({', '.join(way.methods)})" for way in door.ways)


def _lines(member: Member, explained: Explanation, building: Building, now: datetime) -> list[str]:
    """The same for people: doors that open first, then those that do not, then what to know."""
    opened = [door for door in explained.doors if door.ways]
    lines = [f"{member.name} gets in at {len(opened)} of {len(explained.doors)} doors."]
    if not explained.doors:
        lines = [f"{member.name} gets in nowhere."]
    for door in (*opened, *(door for door in explained.doors if not door.ways)):
        lines.append(f"{door.door}, {door.site}: {_now(door, now)}")
        for way in door.ways:
            names = ", ".join(_group(one, building) for one in way.groups)
            lines.append(f"  {words.way(way, _actions(way, door, building), str)}, through {names} ({door.zone})")
        lines += [f"  ! {one['message']}" for one in _warnings(door.cautions)]
    return lines + [f"! {one['message']}" for one in _warnings(explained.cautions)]


def _now(door: Door, now: datetime) -> str:
    if not door.ways:
        return "does not open"
    opened, change = ways.now_and_next(door.ways, door.zone, now)
    state = "opens now" if opened else "does not open now"
    return f"{state}, changes at {when.shown(change)}" if change else state


def _actions(way: Way, door: Door, building: Building) -> tuple[str, ...]:
    """The names of the actions, where they are not all that the door has."""
    gadget = building.gadgets[door.gadget_id]
    names = tuple(action.name or action.id for action in gadget.actions if action.id in way.actions)
    return names if len(names) < len(gadget.actions) else ()


def _group(id: str, building: Building) -> str:
    return building.groups[id].name if id in building.groups else id


def _shown(moment: datetime | None) -> str | None:
    return when.shown(moment) if moment else None


def _each(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _warnings(found: Iterable[Caution]) -> list[dict[str, str]]:
    return [
        {"code": one.code, "message": str(messages.sentence(one.code, {**one.details})), **one.details} for one in found
    ]
