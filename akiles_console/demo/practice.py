"""What makes a practice organization live: a clock that can be set, doors that open, devices that come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from akiles_console.demo import access
from akiles_console.demo.access import Way
from akiles_console.demo.backend import Backend
from akiles_console.demo.lists import Object

_TRIES = 500  # so many members are asked whether they get in somewhere
_SUBJECT_ID = {
    "emails": "member_email_id",
    "pins": "member_pin_id",
    "cards": "member_card_id",
    "magic_links": "member_magic_link_id",
}


class PracticeClock:
    """The real time, or one that goes on from a moment that was set; `real` gives an aware time."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """The moment it is in the practice organizations."""
        return self._real() + self._ahead

    def set(self, moment: datetime | None) -> None:
        """From now on it is `moment` (aware, else ValueError), or the real time again."""
        if moment is not None and moment.tzinfo is None:
            raise ValueError("the moment needs a time zone")
        self._ahead = timedelta() if moment is None else moment - self._real()


def open_door(backend: Backend, member_id: str | None = None, gadget_id: str | None = None) -> dict[str, Any]:
    """Somebody opens a door now, if rules, hours, credentials and devices let them.

    `opened` says whether, `reason` why not: `unknown` (no such member or gadget), `not_allowed` (this
    person, or nobody who was asked). Then `member_id`, `member`, `gadget_id`, `gadget` (names),
    `access_method`, `event_id`, `created_at`, and `reported`: an offline device keeps the event to itself.
    """
    members, gadgets = _wanted(backend, "members", member_id), _wanted(backend, "gadgets", gadget_id)
    if not members or not gadgets:
        return {"opened": False, "reason": "unknown"}
    at = backend.now()
    chosen = next(_openings(backend, members, gadgets, at), None)
    if chosen is None:
        return {"opened": False, "reason": "not_allowed"}
    member, gadget, way = chosen
    event = used(backend, member, gadget, way)
    reported = access.is_online(backend, gadget)
    if reported:
        backend.report(event)
    else:
        backend.buffered.append(event)
    return {"opened": True, "reason": None, **_told(event, member, gadget), "reported": reported}


def late_report(
    backend: Backend, device_id: str | None = None, *, count: int = 3, hours: float = 3.0
) -> dict[str, Any]:
    """An offline device (None: any) comes back and reports what it kept, with the times when it happened.

    When it kept nothing, `count` openings of the last `hours` are made up, by people who got in then.
    `device_id` and `device` (None: there is none of that kind), and `events` as in `open_door`.
    """
    device = _returning(backend, device_id)
    if device is None:
        return {"device_id": None, "device": None, "events": []}
    gadgets = [one for one in backend.tables["gadgets"].by_id.values() if one["device_id"] == device["id"]]
    ids = {one["id"] for one in gadgets}
    kept = [one for one in backend.buffered if one["object"]["gadget_id"] in ids]
    backend.buffered = [one for one in backend.buffered if one["object"]["gadget_id"] not in ids]
    if not kept:
        device["status"]["online"] = False
        lapses = sorted((backend.chance.uniform(0.1, hours) for _ in range(count)), reverse=True)
        kept = list(_made_up(backend, gadgets, [backend.now() - timedelta(hours=lapse) for lapse in lapses]))
    device["status"]["online"] = True
    for event in kept:
        backend.report(event)
    told = [_told(one, *(backend.get(kind, _who(one)[kind]) for kind in ("members", "gadgets"))) for one in kept]
    return {"device_id": device["id"], "device": device["name"], "events": told}


def set_online(backend: Backend, device_id: str, online: bool) -> bool:
    """Takes a device off the network or back on it; False for an unknown or virtual one."""
    device = backend.tables["devices"].by_id.get(device_id)
    if device is None or device["hardware_id"] is None:
        return False
    device["status"]["online"] = online
    return True


def used(backend: Backend, member: Object, gadget: Object, way: Way, at: datetime | None = None) -> Object:
    """The event of a member who did the first action of a gadget; not reported yet."""
    method, kind = way
    credential = backend.chance.choice(backend.living(kind, member["id"]))
    return backend.event(
        "use",
        "gadget_action",
        at=at,
        subject={"member_id": member["id"], _SUBJECT_ID[kind]: credential["id"], "access_method": method},
        gadget_id=gadget["id"],
        gadget_action_id=gadget["actions"][0]["id"],
        device_id=gadget["device_id"],
        site_id=gadget["site_id"],
    )


def _wanted(backend: Backend, kind: str, object_id: str | None) -> list[Object]:
    objects = backend.tables[kind].by_id
    found: Iterable[Object] = objects.values() if object_id is None else filter(None, [objects.get(object_id)])
    return [one for one in found if not one["is_deleted"]]


def _openings(
    backend: Backend, members: list[Object], gadgets: list[Object], at: datetime
) -> Iterator[tuple[Object, Object, Way]]:
    """Who can open what at a moment and how, by chance."""
    chance = backend.chance
    for member in chance.sample(members, min(len(members), _TRIES)):
        for gadget in chance.sample(gadgets, len(gadgets)):
            if found := access.ways(backend, member, gadget, at):
                yield member, gadget, chance.choice(found)


def _made_up(backend: Backend, gadgets: list[Object], moments: Iterable[datetime]) -> Iterator[Object]:
    for at in moments:
        chosen = next(_openings(backend, _wanted(backend, "members", None), gadgets, at), None)
        if chosen is not None:
            yield used(backend, *chosen, at=at)


def _returning(backend: Backend, device_id: str | None) -> Object | None:
    """The device that comes back: the one asked for, else one that is offline, else any; always with a gadget."""
    with_gadget = {one["device_id"] for one in backend.tables["gadgets"].by_id.values()}
    devices = [one for one in _wanted(backend, "devices", device_id) if one["hardware_id"] and one["id"] in with_gadget]
    return min(devices, key=lambda one: bool(one["status"]["online"]), default=None)


def _who(event: Object) -> dict[str, str]:
    return {"members": event["subject"]["member_id"], "gadgets": event["object"]["gadget_id"]}


def _told(event: Object, member: Object, gadget: Object) -> dict[str, Any]:
    return {
        "member_id": member["id"],
        "member": member["name"],
        "gadget_id": gadget["id"],
        "gadget": gadget["name"],
        "access_method": event["subject"]["access_method"],
        "event_id": event["id"],
        "created_at": event["created_at"],
    }
