"""Which doors groups open, when and how: permission rules become rights, rights become doors (API reference v2,
"member_group_permission_rule" and "device_input_rule"). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from akiles_console.access.building import Building
from akiles_console.api.models import Device, Gadget, Member, MemberGroup, PermissionRule

METHODS = ("online", "bluetooth", "mobile_nfc", "pin", "card")
"""The ways to open a door that rules speak of."""

METHODS_OF = {
    "emails": frozenset({"online", "bluetooth", "mobile_nfc"}),
    "magic_links": frozenset({"online", "bluetooth"}),
    "pins": frozenset({"pin"}),
    "cards": frozenset({"card"}),
}
"""A kind of credential, as a Member names it -> the ways it is good for."""

Readers = Mapping[str, tuple[tuple[Device, str], ...]]
"""Door -> the devices at which a PIN, a card or a phone held to it does something there, and the action it does."""


class Right(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule grants; "" is no limit: every site, every door, every action, at all hours.

    `methods` are the allowed ones, sorted; None = every method. `nearby`: over the internet only with the phone
    at the site (presence "gps"; PINs, cards and Bluetooth are not affected).
    """

    site_id: str = ""
    gadget_id: str = ""
    action_id: str = ""
    schedule_id: str = ""
    methods: tuple[str, ...] | None = None
    nearby: bool = False


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """One door that opens: names for people, and the right as it holds at this door.

    `when` is the schedule's name, "" for always; `action` the one action that is allowed, "" for all of them.
    """

    gadget_id: str
    door: str
    site: str
    when: str
    action: str
    right: Right


def rights(groups: Iterable[MemberGroup]) -> tuple[Right, ...]:
    """What these groups grant together: rules add up, and none takes anything away."""
    return tuple(sorted({_right(rule) for group in groups for rule in group.permissions}, key=_order))


def openings(group_ids: Iterable[str], building: Building) -> tuple[Opening, ...]:
    """The doors that these groups open, by site and name; a door twice only where neither way includes the other.

    Groups that are not there any more grant nothing. A rule for a door that is not listed names it by its id.
    """
    granted = rights(building.groups[one] for one in set(group_ids) if one in building.groups)
    unlisted = sorted({right.gadget_id for right in granted} - {"", *building.gadgets})
    found = []
    for gadget_id in (*building.gadgets, *unlisted):
        here = {_at(gadget_id, right) for right in granted if reaches(right, gadget_id, building)}
        widest = [one for one in here if not any(other != one and _includes(other, one) for other in here)]
        found += [_opening(gadget_id, right, building) for right in widest]
    return tuple(sorted(found, key=lambda one: (one.site.casefold(), one.door.casefold(), _order(one.right))))


def lost(before: Iterable[Opening], after: Iterable[Opening]) -> tuple[Opening, ...]:
    """What opened before and does not, or less widely, after; turned round: what is gained."""
    now = tuple(after)
    return tuple(
        one for one in before
        if not any(other.gadget_id == one.gadget_id and _includes(other.right, one.right) for other in now)
    )  # fmt: skip


def gets_in(member: Member, opens: Iterable[Opening], building: Building) -> tuple[Opening, ...]:
    """Those of the doors that a member's credentials can open: a PIN needs a keypad, a card or a phone at a reader
    needs one, and the rule must allow the method. Dates are not looked at."""
    held = {method for kind, methods in METHODS_OF.items() if getattr(member, kind) for method in methods}
    known = readers(building)
    return tuple(
        one for one in opens
        if held & allowed(one.right) & possible(one.gadget_id, one.right.action_id, known)
    )  # fmt: skip


def reaches(right: Right, gadget_id: str, building: Building) -> bool:
    """Whether the right is one at this door."""
    if right.gadget_id:
        return right.gadget_id == gadget_id
    gadget = building.gadgets.get(gadget_id)
    return gadget is not None and right.site_id in ("", gadget.site_id)


def allowed(right: Right) -> frozenset[str]:
    """The methods that the right allows."""
    return frozenset(METHODS if right.methods is None else right.methods)


def readers(building: Building) -> Readers:
    """What hangs at which door: as the input rules of a device say, without any its first door's first action."""
    first = _first_gadgets(building)
    found: dict[str, list[tuple[Device, str]]] = {}
    for device in building.devices.values():
        places = [(rule.gadget_id, rule.action_id) for rule in device.input_rules]
        if not places and device.id in first:
            gadget = first[device.id]
            places = [(gadget.id, gadget.actions[0].id if gadget.actions else "")]
        for gadget_id, action_id in dict.fromkeys(places):
            found.setdefault(gadget_id, []).append((device, action_id))
    return {gadget_id: tuple(devices) for gadget_id, devices in found.items()}


def possible(gadget_id: str, action_id: str, known: Readers) -> frozenset[str]:
    """The methods for which there is something at the door ("": for any action); a phone needs only the door."""
    found = {"online", "bluetooth"}
    for device, action in known.get(gadget_id, ()):
        if not action_id or action_id == action:
            found |= {"pin"} if device.capabilities.pin else set()
            found |= {"card", "mobile_nfc"} if device.capabilities.nfc else set()
    return frozenset(found)


def _right(rule: PermissionRule) -> Right:
    methods = rule.access_methods
    limited = methods is not None and not all(methods.get(name) for name in METHODS)
    return Right(
        site_id=rule.site_id or "",
        gadget_id=rule.gadget_id or "",
        action_id=rule.action_id or "",
        schedule_id=rule.schedule_id or "",
        methods=tuple(sorted(name for name, yes in (methods or {}).items() if yes)) if limited else None,
        nearby=rule.presence == "gps",
    )


def _order(right: Right) -> tuple[str, str, str, str, tuple[str, ...], bool]:
    return right.site_id, right.gadget_id, right.action_id, right.schedule_id, right.methods or (), right.nearby


def _at(gadget_id: str, right: Right) -> Right:
    """The right as it holds at one door, wherever it comes from."""
    return msgspec.structs.replace(right, site_id="", gadget_id=gadget_id)


def _includes(wide: Right, narrow: Right) -> bool:
    """Whether all that the narrow right allows at a door of both, the wide one does too."""
    methods = wide.methods is None or (narrow.methods is not None and set(narrow.methods) <= set(wide.methods))
    return (
        methods
        and wide.action_id in ("", narrow.action_id)
        and wide.schedule_id in ("", narrow.schedule_id)
        and (narrow.nearby or not wide.nearby)
    )


def _opening(gadget_id: str, right: Right, building: Building) -> Opening:
    gadget = building.gadgets.get(gadget_id)
    site = building.sites.get(gadget.site_id) if gadget else None
    schedule = building.schedules.get(right.schedule_id)
    actions = {action.id: action.name for action in gadget.actions} if gadget else {}
    return Opening(
        gadget_id=gadget_id,
        door=gadget.name if gadget else gadget_id,
        site=site.name if site else "",
        when=schedule.name if schedule else right.schedule_id,
        action=actions.get(right.action_id) or right.action_id,
        right=right,
    )


def _first_gadgets(building: Building) -> dict[str, Gadget]:
    """Device -> its oldest door: the one that PINs and cards open where the device has no input rules."""
    first: dict[str, Gadget] = {}
    for gadget in sorted(building.gadgets.values(), key=lambda one: (one.created_at, one.id)):
        first.setdefault(gadget.device_id or "", gadget)
    return first
