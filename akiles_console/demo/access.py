"""Who gets in where: the rules of groups, schedules, dates, credentials and devices of a practice organization."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from akiles_console.demo.backend import Backend
from akiles_console.demo.fields import instant
from akiles_console.demo.lists import Object

Way = tuple[str, str]  # (access method, kind of credential)

# Kind of credential: the access methods it is good for.
_METHODS: Mapping[str, tuple[str, ...]] = {
    "emails": ("online", "bluetooth", "mobile_nfc"),
    "magic_links": ("online", "bluetooth"),
    "pins": ("pin",),
    "cards": ("card",),
}


def ways(backend: Backend, member: Object, gadget: Object, at: datetime) -> list[Way]:
    """How a member can do the first action of a gadget at a moment; nothing if they cannot."""
    allowed = _allowed(backend, member, gadget, at)
    if not allowed:
        return []
    allowed &= _possible(backend, gadget)
    mine = {kind: methods for kind, methods in _METHODS.items() if backend.living(kind, member["id"])}
    return [(method, kind) for kind, methods in mine.items() for method in methods if method in allowed]


def is_online(backend: Backend, gadget: Object) -> bool:
    """Whether the gadget's device is connected; a virtual one always is."""
    device = backend.tables["devices"].by_id.get(gadget["device_id"])
    return device is None or device["hardware_id"] is None or bool(device["status"]["online"])


def _allowed(backend: Backend, member: Object, gadget: Object, at: datetime) -> set[str]:
    """The access methods that some rule of some group grants."""
    return {
        method
        for rule in _rules(backend, member, at)
        if _covers(backend, rule, gadget, at)
        for method in ("online", "bluetooth", "mobile_nfc", "pin", "card")
        if rule["access_methods"] is None or rule["access_methods"].get(method)
    }


def _rules(backend: Backend, member: Object, at: datetime) -> Iterator[Object]:
    moment = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}000Z"
    if member["is_deleted"] or not _holds(member, moment):
        return
    for association in backend.living("group_associations", member["id"]):
        group = backend.tables["member_groups"].by_id[association["member_group_id"]]
        if _holds(association, moment) and not group["is_deleted"]:
            yield from group["permissions"]


def _holds(one: Object, moment: str) -> bool:
    start, end = one["starts_at"], one["ends_at"]
    return (start is None or instant(start) <= moment) and (end is None or moment < instant(end))


def _covers(backend: Backend, rule: Object, gadget: Object, at: datetime) -> bool:
    return (
        rule["site_id"] in (None, gadget["site_id"])
        and rule["gadget_id"] in (None, gadget["id"])
        and rule["action_id"] in (None, gadget["actions"][0]["id"])
        and (rule["schedule_id"] is None or _in_hours(backend, rule["schedule_id"], gadget["site_id"], at))
    )


def _in_hours(backend: Backend, schedule_id: str, site_id: str, at: datetime) -> bool:
    there = at.astimezone(ZoneInfo(backend.get("sites", site_id)["timezone"]))
    second = there.hour * 3600 + there.minute * 60 + there.second
    day = backend.get("schedules", schedule_id)["weekdays"][there.weekday()]
    return any(one["start"] <= second < one["end"] for one in day["ranges"])


def _possible(backend: Backend, gadget: Object) -> set[str]:
    """The access methods for which there is a device."""
    found = {"bluetooth"} | ({"online"} if is_online(backend, gadget) else set())
    for device in backend.tables["devices"].by_id.values():
        if _reaches(backend, device, gadget):
            found |= {"pin"} if device["capabilities"]["pin"] else set()
            found |= {"card", "mobile_nfc"} if device["capabilities"]["nfc"] else set()
    return found


def _reaches(backend: Backend, device: Object, gadget: Object) -> bool:
    """Whether a PIN or card at this device does something at the gadget: by a rule, or as the device's first."""
    if device["input_rules"]:
        return any(rule["gadget_id"] == gadget["id"] for rule in device["input_rules"]) and is_online(backend, gadget)
    return bool(device["id"] == gadget["device_id"] and gadget["id"] == _first_gadget(backend, device))


def _first_gadget(backend: Backend, device: Object) -> str | None:
    gadgets = backend.tables["gadgets"].by_id.values()
    return next((one["id"] for one in gadgets if one["device_id"] == device["id"]), None)
