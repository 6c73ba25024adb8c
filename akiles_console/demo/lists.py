"""Lists: what a query may ask, the order, the cursor, one page.

A cursor names the last object read, not a position, so that nothing is lost or read twice while others
write.
"""

from __future__ import annotations

import base64
import binascii
import json
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from akiles_console.demo import fields
from akiles_console.demo.kinds import Kind
from akiles_console.demo.refusal import invalid

Object = dict[str, Any]
Key = tuple[str, str]  # (what is sorted by, id)

_DEFAULT_LIMIT = 20
_MAX_LIMIT = 100
_COMPARE: Mapping[str, Callable[[str, str], bool]] = {
    "gt": lambda left, right: left > right,
    "ge": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "le": lambda left, right: left <= right,
}


@dataclass(frozen=True)
class Query:
    """A list request, checked. `filters` are the rest of the parameters, by name."""

    sort: str
    descending: bool
    limit: int
    after: Key | None
    expand: tuple[str, ...]
    filters: Mapping[str, str]


class Table:
    """Objects of one kind by id, always in the order of a list without `sort` (ascending)."""

    def __init__(self, kind: Kind) -> None:
        self.by_id: dict[str, Object] = {}
        self._field = kind.sorts[0]
        self._keys: list[Key] = []

    def add(self, one: Object) -> None:
        """Takes in an object; its id must be new."""
        self.by_id[one["id"]] = one
        key = _key(one, self._field)
        if not self._keys or self._keys[-1] < key:
            self._keys.append(key)
        else:  # an event of a device that was offline, with the time it really had
            insort(self._keys, key)

    def remove(self, object_id: str) -> None:
        """Forgets an object for good."""
        key = _key(self.by_id.pop(object_id), self._field)
        del self._keys[bisect_left(self._keys, key)]

    def walk(self, query: Query) -> Iterator[Object]:
        """The objects behind the query's cursor, in its order."""
        if query.sort != self._field:
            return walk(self.by_id.values(), query)
        return _from(self._keys, self.by_id, query)


def walk(objects: Iterable[Object], query: Query) -> Iterator[Object]:
    """Some objects in the query's order, from its cursor on."""
    by_id = {one["id"]: one for one in objects}
    return _from(sorted(_key(one, query.sort) for one in by_id.values()), by_id, query)


def _key(one: Object, field: str) -> Key:
    return (one[field] or "", one["id"])


def _from(keys: list[Key], by_id: Mapping[str, Object], query: Query) -> Iterator[Object]:
    if query.descending:
        start = len(keys) if query.after is None else bisect_left(keys, query.after)
        places = range(start - 1, -1, -1)
    else:
        start = 0 if query.after is None else bisect_right(keys, query.after)
        places = range(start, len(keys))
    return (by_id[keys[place][1]] for place in places)


def parse(pairs: Sequence[tuple[str, str]], where: str, kind: Kind, *, any_metadata: bool = False) -> Query:
    """The parameters of a list of `kind`; `where` binds a cursor to its list. Refuses what is unknown."""
    given = once(pairs)
    allowed = kind.filters | {"cursor", "limit", "sort", "expand"}
    for name, value in given.items():
        if name not in allowed and not (any_metadata and name.startswith("metadata.")):
            raise invalid(f"The parameter {name!r} is unknown here.", parameter=name)
        if name.startswith("created_at:"):
            given[name] = fields.instant(fields.moment(name, value) or "")
    if given.get("is_deleted", "any") not in ("true", "false", "any"):
        raise invalid("'is_deleted' must be true, false or any.", parameter="is_deleted")
    sort, descending = _sort(given.pop("sort", f"{kind.sorts[0]}:desc"), kind)
    return Query(
        sort=sort,
        descending=descending,
        limit=_limit(given.pop("limit", str(_DEFAULT_LIMIT))),
        after=_open_cursor(given.pop("cursor", None), where, sort, descending),
        expand=split_expand(given.pop("expand", "")),
        filters=given,
    )


def once(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Parameters by name; refuses one that is given twice."""
    given = dict(pairs)
    if len(given) != len(pairs):
        raise invalid("A parameter is given twice.")
    return given


def split_expand(text: str) -> tuple[str, ...]:
    """`a,b.c` -> ("a", "b.c")."""
    names = tuple(text.split(",")) if text else ()
    if "" in names:
        raise invalid("'expand' holds an empty name.", parameter="expand")
    return names


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= _MAX_LIMIT and len(text) <= 3):
        raise invalid(f"'limit' must be a number from 1 to {_MAX_LIMIT}.", parameter="limit")
    return int(text)


def _sort(text: str, kind: Kind) -> tuple[str, bool]:
    field, _, direction = text.partition(":")
    if field not in kind.sorts or direction not in ("asc", "desc"):
        raise invalid(f"Sorting by {text!r} is not possible here.", parameter="sort")
    return field, direction == "desc"


def _open_cursor(cursor: str | None, where: str, sort: str, descending: bool) -> Key | None:
    if cursor is None:
        return None
    try:
        *bound, value, object_id = json.loads(base64.b64decode(cursor, validate=True))
    except (binascii.Error, ValueError, TypeError) as error:
        raise invalid("The cursor is not one of ours.", parameter="cursor") from error
    if bound != [where, sort, descending] or not isinstance(value, str) or not isinstance(object_id, str):
        raise invalid("The cursor belongs to another list.", parameter="cursor")
    return value, object_id


def page(
    objects: Iterable[Object], query: Query, where: str, keep: Callable[[Object], bool]
) -> tuple[list[Object], str | None]:
    """The first `limit` objects to keep, and the cursor of the next page if there is one."""
    found: list[Object] = []
    for one in objects:
        if not keep(one):
            continue
        if len(found) == query.limit:
            last = [where, query.sort, query.descending, *_key(found[-1], query.sort)]
            return found, base64.b64encode(json.dumps(last).encode()).decode()
        found.append(one)
    return found, None


def matches(one: Object, name: str, wanted: str) -> bool:
    """Whether an object passes one filter that needs to look at nothing else than the object."""
    field, _, how = name.partition(":")
    if how:
        return _COMPARE[how](one[field], wanted)
    if name == "is_deleted":
        return wanted == "any" or one["is_deleted"] is (wanted == "true")
    if name == "q":
        return wanted.casefold() in (one.get("name") or one.get("email") or "").casefold()
    if name.startswith("metadata."):
        return bool(one["metadata"].get(name.removeprefix("metadata.")) == wanted)
    return bool(dig(one, name) == wanted)


def dig(one: Object, dotted: str) -> Any:
    """The value under `object.member_id` and the like."""
    value: Any = one
    for part in dotted.split("."):
        value = value.get(part)
    return value
