"""The practice Akiles API v2: a method, a path, a query and a body in; an answer or a Refusal out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from akiles_console.demo import access, credentials, expand, lists
from akiles_console.demo.backend import Backend
from akiles_console.demo.fields import checked, instant
from akiles_console.demo.kinds import CHILDREN, KINDS, Kind
from akiles_console.demo.lists import Object, Query
from akiles_console.demo.refusal import Refusal, invalid, not_found, not_possible

Pairs = Sequence[tuple[str, str]]

_FEW = 500  # so many candidates of an index are sorted rather than looked for along the whole list


def answer(backend: Backend, method: str, path: str, query: Pairs, body: Any) -> Object:
    """Answers one request. `path` is below `/v2`, `body` is parsed JSON (None without one)."""
    parts = path.strip("/").split("/")
    possible = _possible(parts)
    if method not in possible:
        raise not_possible(method, possible)
    if method != "GET" and query:
        raise invalid("This request takes no parameters.")
    match parts:
        case ["organization"]:
            return _organization(backend, method, query, body)
        case [kind] if kind in KINDS:
            return _collection(backend, method, kind, query, body)
        case [kind, object_id] if kind in KINDS:
            return _single(backend, method, kind, object_id, query, body)
        case ["gadgets", gadget_id, "actions", action_id]:
            return _do_action(backend, backend.get("gadgets", gadget_id), action_id, body)
        case ["members", member_id, child] if child in CHILDREN:
            return _child_collection(backend, method, member_id, child, query, body)
        case ["members", member_id, child, object_id] if child in CHILDREN:
            return _child(backend, method, member_id, child, object_id, query, body)
        case ["members", member_id, ("pins" | "magic_links" | "tokens") as child, object_id, "reveal"]:
            return _reveal(backend, member_id, child, object_id, body)
    raise not_found("This path")


def _possible(parts: list[str]) -> tuple[str, ...]:
    """The methods that a path knows."""
    match parts:
        case ["organization"]:
            return ("GET", "PATCH")
        case [kind] if kind in KINDS:
            return _methods(KINDS[kind], one=False)
        case [kind, _] if kind in KINDS:
            return _methods(KINDS[kind], one=True)
        case ["members", _, child] if child in CHILDREN:
            return _methods(CHILDREN[child], one=False)
        case ["members", _, child, _] if child in CHILDREN:
            return _methods(CHILDREN[child], one=True)
        case ["gadgets", _, "actions", _] | ["members", _, "pins" | "magic_links" | "tokens", _, "reveal"]:
            return ("POST",)
    raise not_found("This path")


def _methods(kind: Kind, *, one: bool) -> tuple[str, ...]:
    if not one:
        return ("GET", "POST") if kind.create else ("GET",)
    return ("GET", *(["PATCH"] if kind.edit else []), *(["DELETE"] if kind.can_delete else []))


def _organization(backend: Backend, method: str, query: Pairs, body: Any) -> Object:
    if method == "PATCH":
        backend.organization.update(checked(body, KINDS["sites"].edit or {}))
        backend.record("edit", "organization")
    elif expandable := [name for name, value in query if name != "expand" or value]:
        raise invalid("The organization has nothing to expand.", parameter=expandable[0])
    return backend.organization


def _do_action(backend: Backend, gadget: Object, action_id: str, body: Any) -> Object:
    """Opens a door from afar. Nothing moves at a virtual device, and a real one is only played here."""
    checked(body, {})
    if action_id not in (action["id"] for action in gadget["actions"]):
        raise not_found("The action")
    if not access.is_online(backend, gadget):
        raise Refusal(400, "hardware_offline", "The device is offline.", device_id=gadget["device_id"])
    ids = {name: gadget[name] for name in ("device_id", "site_id")}
    backend.record("use", "gadget_action", gadget_id=gadget["id"], gadget_action_id=action_id, **ids)
    return {}


# What stands alone


def _collection(backend: Backend, method: str, kind: str, query: Pairs, body: Any) -> Object:
    if method == "GET":
        asked = lists.parse(query, kind, KINDS[kind], any_metadata=kind == "members")
        found, cursor = lists.page(
            _candidates(backend, kind, asked), asked, kind, lambda one: _kept(backend, kind, one, asked)
        )
        return _page(backend, KINDS[kind], found, cursor, asked.expand)
    values = checked(body, KINDS[kind].create or {}, KINDS[kind].required)
    _check_dates(values)
    _check_rules(backend, values)
    if kind == "cards":
        _check_new_card(backend, values)
    one = backend.make(kind, values)
    backend.record("create", KINDS[kind].type, **_ids(KINDS[kind], one))
    return {**one, "secret": credentials.webhook_secret(one["id"])} if kind == "webhooks" else one


def _candidates(backend: Backend, kind: str, asked: Query) -> Iterable[Object]:
    """The objects to look at: few by an index where a filter has one, else all in order."""
    if kind == "members":
        few: set[str] | None = None
        if "email" in asked.filters:
            few = backend.by_email.get(asked.filters["email"].casefold(), set())
        elif "metadata.sourceID" in asked.filters:
            few = backend.by_source_id.get(asked.filters["metadata.sourceID"], set())
        if few is not None and len(few) <= _FEW:
            return lists.walk((backend.get(kind, member_id) for member_id in few), asked)
    return backend.tables[kind].walk(asked)


def _kept(backend: Backend, kind: str, one: Object, asked: Query) -> bool:
    if "is_deleted" not in asked.filters and one.get("is_deleted"):
        return False
    for name, wanted in asked.filters.items():
        if name == "email":
            if all(mail["email"].casefold() != wanted.casefold() for mail in backend.living("emails", one["id"])):
                return False
        elif not lists.matches(one, name, wanted):
            return False
    return True


def _single(backend: Backend, method: str, kind: str, object_id: str, query: Pairs, body: Any) -> Object:
    one = backend.get(kind, object_id)
    if method == "GET":
        return _with_expand(backend, KINDS[kind], one, query)
    if method == "DELETE":
        return _delete(backend, kind, one)
    values = checked(body, KINDS[kind].edit or {})
    if one.get("is_deleted") and values.get("is_deleted", True):
        raise invalid("This object is deleted.")
    _check_dates({**one, **values})
    _check_rules(backend, values)
    if values.get("is_deleted"):
        _delete(backend, kind, one)
    one.update(values)
    if kind == "members":
        backend.index_metadata(one)
    backend.record("edit", KINDS[kind].type, **_ids(KINDS[kind], one))
    return one


def _delete(backend: Backend, kind: str, one: Object) -> Object:
    if one.get("is_deleted"):
        return one
    if kind == "schedules" and _schedule_in_use(backend, one["id"]):
        raise invalid("A member group still uses this schedule.")
    if kind == "cards":
        backend.take_card(one["id"])
    else:
        one["is_deleted"] = True
    if kind == "members":
        backend.revoke_all(one)
    if kind == "member_groups":
        backend.leave_group(one["id"])
    backend.record("delete", KINDS[kind].type, **_ids(KINDS[kind], one))
    return one


def _schedule_in_use(backend: Backend, schedule_id: str) -> bool:
    groups = backend.tables["member_groups"].by_id.values()
    rules = (rule for group in groups if not group["is_deleted"] for rule in group["permissions"])
    return any(rule["schedule_id"] == schedule_id for rule in rules)


# What belongs to a member


def _child_collection(backend: Backend, method: str, member_id: str, child: str, query: Pairs, body: Any) -> Object:
    member = backend.get("members", member_id)
    kind = CHILDREN[child]
    if method == "GET":
        where = f"{member_id}/{child}"
        asked = lists.parse(query, where, kind)
        mine = lists.walk(backend.living(child, member_id), asked)
        found, cursor = lists.page(
            mine, asked, where, lambda one: all(lists.matches(one, *pair) for pair in asked.filters.items())
        )
        return _page(backend, kind, found, cursor, asked.expand)
    if member["is_deleted"]:
        raise invalid("This member is deleted.")
    values = checked(body, kind.create or {}, kind.required)
    _check_dates(values)
    if child == "group_associations":
        _check_group(backend, values["member_group_id"])
    if child == "cards":
        card = {field: values.pop(field, None) for field in ("card_id", "uid", "printed_code")}
        values["card_id"] = backend.card_to_give(card)
    one = backend.make_child(child, member_id, values)
    backend.record("create", kind.type, **_ids(kind, one))
    return credentials.reveal(child, one, backend.pins) if child in credentials.SECRET else one


def _child(
    backend: Backend, method: str, member_id: str, child: str, object_id: str, query: Pairs, body: Any
) -> Object:
    kind = CHILDREN[child]
    one = backend.get_child(child, member_id, object_id)
    if method == "GET":
        return _with_expand(backend, kind, one, query)
    if method == "DELETE":
        if not one["is_deleted"]:
            backend.mark_child_deleted(child, one)
            backend.record("delete", kind.type, **_ids(kind, one))
        return one
    values = checked(body, kind.edit or {})
    if one["is_deleted"]:
        raise invalid("This object is deleted.")
    _check_dates({**one, **values})
    one.update(values)
    backend.record("edit", kind.type, **_ids(kind, one))
    return one


def _reveal(backend: Backend, member_id: str, child: str, object_id: str, body: Any) -> Object:
    checked(body, {})
    one = backend.get_child(child, member_id, object_id)
    if one["is_deleted"]:
        raise invalid("This object is deleted.")
    backend.record("reveal", CHILDREN[child].type, **_ids(CHILDREN[child], one))
    return credentials.reveal(child, one, backend.pins)


# Checks that look at more than one field


def _check_dates(values: Object) -> None:
    start, end = values.get("starts_at"), values.get("ends_at")
    if start and end and instant(start) >= instant(end):
        raise invalid("'ends_at' must be after 'starts_at'.", field="ends_at")


def _check_group(backend: Backend, group_id: str) -> None:
    group = backend.tables["member_groups"].by_id.get(group_id)
    if group is None or group["is_deleted"]:
        raise invalid("The member group does not exist.", field="member_group_id")


def _check_rules(backend: Backend, values: Object) -> None:
    for rule in values.get("permissions", []):
        for kind, field in (("sites", "site_id"), ("gadgets", "gadget_id"), ("schedules", "schedule_id")):
            known = backend.tables[kind].by_id
            if rule[field] is not None and (rule[field] not in known or known[rule[field]]["is_deleted"]):
                raise invalid(f"The rule names an unknown {field}.", field=f"permissions.{field}")
        if rule["action_id"] is not None:
            gadget = backend.tables["gadgets"].by_id.get(rule["gadget_id"], {"actions": []})
            if rule["action_id"] not in (action["id"] for action in gadget["actions"]):
                raise invalid("The rule names an action that its gadget does not have.", field="permissions.action_id")


def _check_new_card(backend: Backend, values: Object) -> None:
    given = {field: values[field] for field in ("id", "uid", "printed_code") if values.get(field)}
    if not given:
        raise invalid("A card needs an id, a uid or a printed_code.")
    for card in backend.tables["cards"].by_id.values():
        if any(card[field] == value for field, value in given.items()):
            raise invalid("This card is already in the organization.")


# Answers


def _ids(kind: Kind, one: Object) -> Object:
    """How an event names an object."""
    names = {"member_id": one["member_id"]} if "member_id" in one else {}
    if "member_group_id" in one:
        names["member_group_id"] = one["member_group_id"]
    if "card_id" in one:
        names["card_id"] = one["card_id"]
    return names | ({} if kind.type == "schedule" else {f"{kind.type}_id": one["id"]})


def _page(backend: Backend, kind: Kind, found: list[Object], cursor: str | None, paths: Iterable[str]) -> Object:
    expand.check(kind, paths)
    data = [expand.expanded(backend, kind, one, paths) for one in found]
    return {"data": data, "has_next": cursor is not None, "cursor_next": cursor}


def _with_expand(backend: Backend, kind: Kind, one: Object, query: Pairs) -> Object:
    given = lists.once(query)
    for name in given:
        if name != "expand":
            raise invalid(f"The parameter {name!r} is unknown here.", parameter=name)
    paths = lists.split_expand(given.get("expand", ""))
    expand.check(kind, paths)
    return expand.expanded(backend, kind, one, paths)
