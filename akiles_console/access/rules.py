"""Permission rules as a person builds them: from each one only others can be reached that Akiles takes (API reference
v2, "member_group_permission_rule"). What nobody touches stays as it came, also where we do not know it. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from akiles_console.access.building import Building
from akiles_console.access.doors import METHODS
from akiles_console.api.models import PermissionRule

NEARBY = "gps"
"""The presence that wants the phone at the site."""


def place(rule: PermissionRule) -> str:
    """What a rule opens: everything, site or door."""
    if rule.gadget_id:
        return "door"
    return "site" if rule.site_id else "everything"


def for_everything(rule: PermissionRule) -> PermissionRule:
    """The same for every door of every site."""
    return msgspec.structs.replace(rule, site_id=None, gadget_id=None, action_id=None)


def for_site(rule: PermissionRule, site_id: str, building: Building) -> PermissionRule:
    """The same for every door of a site. Raises KeyError for one that is not there."""
    return msgspec.structs.replace(rule, site_id=building.sites[site_id].id, gadget_id=None, action_id=None)


def for_door(rule: PermissionRule, gadget_id: str, building: Building) -> PermissionRule:
    """The same for one door; the action stays where this door has it. Raises KeyError for one that is not there."""
    gadget = building.gadgets[gadget_id]
    action = rule.action_id if rule.action_id in {one.id for one in gadget.actions} else None
    return msgspec.structs.replace(rule, site_id=None, gadget_id=gadget.id, action_id=action)


def with_action(rule: PermissionRule, action_id: str, building: Building) -> PermissionRule:
    """The same for one action of its door, "" = every action. Raises KeyError for one that the door does not have."""
    gadget = building.gadgets.get(rule.gadget_id or "")
    if action_id and (gadget is None or action_id not in {one.id for one in gadget.actions}):
        raise KeyError(action_id)
    return msgspec.structs.replace(rule, action_id=action_id or None)


def with_schedule(rule: PermissionRule, schedule_id: str, building: Building) -> PermissionRule:
    """The same in the hours of a schedule, "" = always. Raises KeyError for one that is not there."""
    return msgspec.structs.replace(rule, schedule_id=building.schedules[schedule_id].id if schedule_id else None)


def with_presence(rule: PermissionRule, nearby: bool) -> PermissionRule:
    """The same, over the internet only with the phone at the site, or from anywhere."""
    if nearby == (rule.presence == NEARBY):
        return rule
    return msgspec.structs.replace(rule, presence=NEARBY if nearby else None)


def allowed(rule: PermissionRule) -> tuple[str, ...]:
    """The known methods that a rule allows."""
    methods = rule.access_methods
    return tuple(one for one in METHODS if methods is None or methods.get(one))


def with_method(rule: PermissionRule, method: str, allow: bool) -> PermissionRule:
    """The same with a method allowed or not; the last one stays, for a rule without any opens nothing."""
    if method not in METHODS or (not allow and set(allowed(rule)) <= {method}):
        return rule
    methods = {**dict.fromkeys(METHODS, rule.access_methods is None), **(rule.access_methods or {}), method: allow}
    every = set(methods) == set(METHODS) and all(methods.values())
    return msgspec.structs.replace(rule, access_methods=None if every else methods)


def gone(rule: PermissionRule, building: Building) -> tuple[str, ...]:
    """What a rule names that is not there any more: site, door, action, schedule. Akiles takes no such rule."""
    gadget = building.gadgets.get(rule.gadget_id or "")
    actions = {one.id for one in gadget.actions} if gadget else set()
    found = {
        "site": rule.site_id and rule.site_id not in building.sites,
        "door": rule.gadget_id and gadget is None,
        "action": rule.action_id and rule.action_id not in actions,
        "schedule": rule.schedule_id and rule.schedule_id not in building.schedules,
    }
    return tuple(name for name, away in found.items() if away)


def canonical(rule: PermissionRule) -> PermissionRule:
    """The one of all rules that mean the same by which they are compared."""
    methods = rule.access_methods
    if methods is not None:
        methods = {**dict.fromkeys(METHODS, False), **methods}
        methods = None if all(methods.values()) else dict(sorted(methods.items()))
    presence = None if rule.presence == "none" else rule.presence
    return msgspec.structs.replace(rule, access_methods=methods, presence=presence)


def same(one: Iterable[PermissionRule], other: Iterable[PermissionRule]) -> bool:
    """Whether two lists of rules mean the same, in whatever order."""
    return _texts(one) == _texts(other)


def taken_and_added(
    before: Iterable[PermissionRule], after: Iterable[PermissionRule]
) -> tuple[tuple[PermissionRule, ...], tuple[PermissionRule, ...]]:
    """The rules that are only in the first list, and those that are only in the second."""
    old = {_text(rule): rule for rule in before}
    new = {_text(rule): rule for rule in after}
    return (
        tuple(rule for text, rule in old.items() if text not in new),
        tuple(rule for text, rule in new.items() if text not in old),
    )


def _text(rule: PermissionRule) -> bytes:
    return msgspec.json.encode(canonical(rule))


def _texts(rules: Iterable[PermissionRule]) -> frozenset[bytes]:
    return frozenset(_text(rule) for rule in rules)
