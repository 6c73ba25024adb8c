"""Which doors groups open, when and how: permission rules become rights, rights become doors (API reference v2,
"member_group_permission_rule" and "device_input_rule"). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from akiles_console.access.building import Building
from akiles_console.api.models import Device, Member, MemberGroup, PermissionRule

METHODS = ("online", "bluetooth", "mobile_nfc", "pin", "card")
"""The ways to open a door that rules speak of."""

_METHODS_OF = {
    "emails": frozenset({"online", "bluetooth", "mobile_nfc"}),
    "magic_links": frozenset({"online", "bluetooth"}),
    "pins": frozenset({"pin"}),
    "cards": frozenset({"card"}),
}


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
        here = {_at(gadget_id, right) for right in granted if _reaches(right, gadget_id, building)}
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
    held = {method for kind, methods in _METHODS_OF.items() if getattr(member, kind) for method in methods}
    first = _first_gadgets(building)
    return tuple(one for one in opens if held & _allowed(one.right) & _possible(one.gadget_id, building, first))


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


def _reaches(right: Right, gadget_id: str, building: Building) -> bool:
    if right.gadget_id:
        return right.gadget_id == gadget_id
    gadget = building.gadgets.get(gadget_id)
    return gadget is not None and right.site_id in ("", gadget.site_id)


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


def _allowed(right: Right) -> frozenset[str]:
    return frozenset(METHODS if right.methods is None else right.methods)


def _first_gadgets(building: Building) -> dict[str, str]:
    """Device -> its oldest door: the one that PINs and cards open where the device has no input rules."""
    first: dict[str, str] = {}
    for gadget in sorted(building.gadgets.values(), key=lambda one: (one.created_at, one.id)):
        first.setdefault(gadget.device_id or "", gadget.id)
    return first


def _possible(gadget_id: str, building: Building, first: Mapping[str, str]) -> frozenset[str]:
    """The methods for which there is something at the door; a phone needs nothing but the door."""
    found = {"online", "bluetooth"}
    for device in building.devices.values():
        if _acts_on(device, gadget_id, first):
            found |= {"pin"} if device.capabilities.pin else set()
            found |= {"card", "mobile_nfc"} if device.capabilities.nfc else set()
    return frozenset(found)


def _acts_on(device: Device, gadget_id: str, first: Mapping[str, str]) -> bool:
    if device.input_rules:
        return any(rule.gadget_id == gadget_id for rule in device.input_rules)
    return first.get(device.id) == gadget_id
