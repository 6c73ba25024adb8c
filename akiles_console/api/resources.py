"""The nouns of the API with their paths and parameter names: what stands alone, and what belongs to a member.

`list` gives async iterators over whole lists, `get` also deleted objects. Every method raises ApiError; NotFound
where the object is not there. An edit changes what is given and nothing else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from akiles_console.api.lists import Filter, Identified, Page, listed
from akiles_console.api.models import Card, Gadget, MemberGroup, PermissionRule, Schedule, TimeRange, Weekday
from akiles_console.api.transport import Transport
from akiles_console.failure import Failure


class _Child(Identified, Protocol):
    @property
    def is_deleted(self) -> bool: ...


class _Named(Identified, Protocol):
    @property
    def name(self) -> str: ...


R = TypeVar("R", bound=Identified)
N = TypeVar("N", bound=_Named)
C = TypeVar("C", bound=_Child)


class Objects(Generic[R]):
    """A kind of object that is only read here."""

    def __init__(self, transport: Transport, path: str, kind: type[R]) -> None:
        self._transport = transport
        self._path = path
        self._one = f"{path}/{{id}}"
        self._kind = kind
        self._page: type[Page[R]] = Page[kind]  # type: ignore[valid-type]

    def list(self, *, sort: str | None = None) -> AsyncIterator[R]:
        """Every object; `sort` as in "name:asc", by default the newest first."""
        return listed(self._transport, self._page, self._path, sort=sort)

    async def get(self, id: str) -> R:
        """One object."""
        return await self._transport.request(self._kind, "GET", self._one, ids={"id": id})

    async def _create(self, body: Mapping[str, object]) -> R:
        return await self._transport.request(self._kind, "POST", self._path, body=body)

    async def _edit(self, id: str, body: Mapping[str, object]) -> R:
        return await self._transport.request(self._kind, "PATCH", self._one, ids={"id": id}, body=body)

    async def _delete(self, id: str) -> None:
        await self._transport.command("DELETE", self._one, ids={"id": id})


class Marked(Objects[R]):
    """A kind of object of which only the metadata can be written."""

    async def edit(self, id: str, *, metadata: Mapping[str, str]) -> R:
        """Replaces the metadata: texts, at most 1,024 bytes."""
        return await self._edit(id, {"metadata": metadata})


class Gadgets(Marked[Gadget]):
    """Things that can be controlled, usually doors."""

    async def do_action(self, id: str, action_id: str) -> None:
        """Does it now, for real: a door opens. Forbidden without Akiles' paid feature for it; Refused with the code
        `hardware_offline` where the device is away."""
        ids = {"id": id, "action_id": action_id}
        await self._transport.command("POST", self._one + "/actions/{action_id}", ids=ids, body={})


class _Searchable(Objects[N]):
    def list(self, *, search: str | None = None, sort: str | None = None) -> AsyncIterator[N]:
        """Every object, or those whose name has `search` in it."""
        filters: Sequence[Filter[N]] = () if search is None else (searching(search, lambda one: one.name),)
        return listed(self._transport, self._page, self._path, filters=filters, sort=sort)

    async def delete(self, id: str) -> None:
        """Deletes it; what refers to it no longer does."""
        await self._delete(id)

    async def _refuse_to_lose(self, id: str, field: str, known: Any) -> None:
        """A list is replaced whole: what of it we do not know would be lost."""
        now = await self._transport.request(dict[str, Any], "GET", self._one, ids={"id": id})
        try:
            msgspec.convert(now.get(field), known)
        except msgspec.ValidationError:
            raise Failure("fields_unknown") from None


class _KnownRule(PermissionRule, frozen=True, forbid_unknown_fields=True):
    pass


class MemberGroups(_Searchable[MemberGroup]):
    """Sets of doors that members may open."""

    async def create(
        self, *, name: str, permissions: Sequence[PermissionRule] = (), metadata: Mapping[str, str] | None = None
    ) -> MemberGroup:
        """Adds a group."""
        return await self._create({"name": name, "permissions": permissions, "metadata": metadata or {}})

    async def edit(
        self,
        id: str,
        *,
        name: str | UnsetType = UNSET,
        permissions: Sequence[PermissionRule] | UnsetType = UNSET,
        metadata: Mapping[str, str] | UnsetType = UNSET,
    ) -> MemberGroup:
        """Changes a group; `permissions` replaces all rules. Raises Failure `fields_unknown` where the present rules
        say something that we do not know: it would be lost."""
        if permissions is not UNSET:
            await self._refuse_to_lose(id, "permissions", tuple[_KnownRule, ...])
        return await self._edit(id, given(name=name, permissions=permissions, metadata=metadata))


class _KnownRange(TimeRange, frozen=True, forbid_unknown_fields=True):
    pass


class _KnownDay(msgspec.Struct, forbid_unknown_fields=True):
    ranges: tuple[_KnownRange, ...]


class Schedules(_Searchable[Schedule]):
    """Weeks of opening hours."""

    async def create(
        self, *, name: str, weekdays: Sequence[Weekday], metadata: Mapping[str, str] | None = None
    ) -> Schedule:
        """Adds a schedule of seven days from Monday on."""
        return await self._create({"name": name, "weekdays": weekdays, "metadata": metadata or {}})

    async def edit(
        self,
        id: str,
        *,
        name: str | UnsetType = UNSET,
        weekdays: Sequence[Weekday] | UnsetType = UNSET,
        metadata: Mapping[str, str] | UnsetType = UNSET,
    ) -> Schedule:
        """Changes a schedule; `weekdays` replaces the whole week. Raises Failure `fields_unknown` as for groups."""
        if weekdays is not UNSET:
            await self._refuse_to_lose(id, "weekdays", tuple[_KnownDay, ...])
        return await self._edit(id, given(name=name, weekdays=weekdays, metadata=metadata))


class Cards(Objects[Card]):
    """The cards of the organization, whoever holds them."""

    async def create(
        self,
        *,
        id: str | None = None,
        uid: str | None = None,
        printed_code: str | None = None,
        name: str | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> Card:
        """Adds a card, known by its id, its UID in hex or its printed code."""
        names = {"id": id, "uid": uid, "printed_code": printed_code}
        if not any(names.values()):
            raise ValueError("a card is known by id, uid or printed_code")
        fields = {field: value for field, value in {**names, "name": name}.items() if value is not None}
        return await self._create({**fields, "metadata": metadata or {}})

    async def edit(
        self, id: str, *, name: str | UnsetType | None = UNSET, metadata: Mapping[str, str] | UnsetType = UNSET
    ) -> Card:
        """Changes a card. Akiles' reference shows no answer to it, so the card is read back: two calls."""
        body = given(name=name, metadata=metadata)
        await self._transport.command("PATCH", self._one, ids={"id": id}, body=body)
        return await self.get(id)

    async def delete(self, id: str) -> None:
        """Removes a card from the organization, and from who holds it."""
        await self._delete(id)


class Children(Generic[C]):
    """One kind of a member's children; the metadata of all of them can be written."""

    def __init__(self, transport: Transport, noun: str, kind: type[C]) -> None:
        self._transport = transport
        self._path = f"/members/{{member_id}}/{noun}"
        self._one = f"{self._path}/{{id}}"
        self._kind = kind
        self._page: type[Page[C]] = Page[kind]  # type: ignore[valid-type]

    def list(self, member_id: str, *, sort: str | None = None) -> AsyncIterator[C]:
        """The member's living children of this kind."""
        return self._list(member_id, (), sort)

    async def get(self, member_id: str, id: str) -> C:
        """One child."""
        return await self._transport.request(self._kind, "GET", self._one, ids=_ids(member_id, id))

    async def edit(self, member_id: str, id: str, *, metadata: Mapping[str, str]) -> C:
        """Replaces the metadata: texts, at most 1,024 bytes."""
        return await self._edit(member_id, id, {"metadata": metadata})

    async def delete(self, member_id: str, id: str) -> None:
        """Takes it away. Raises NotFound where it is not there (any more)."""
        await self._transport.command("DELETE", self._one, ids=_ids(member_id, id))

    async def _list(self, member_id: str, filters: Sequence[Filter[C]], sort: str | None) -> AsyncIterator[C]:
        ids = {"member_id": member_id}
        async for child in listed(self._transport, self._page, self._path, ids=ids, filters=filters, sort=sort):
            if not child.is_deleted:
                yield child

    async def _create(
        self, member_id: str, metadata: Mapping[str, str], hidden: str = "", **fields: str | int | None
    ) -> C:
        body = {name: value for name, value in fields.items() if value is not None} | {"metadata": metadata}
        ids = {"member_id": member_id}
        return await self._transport.request(self._kind, "POST", self._path, ids=ids, body=body, hidden=hidden)

    async def _edit(self, member_id: str, id: str, body: Mapping[str, object]) -> C:
        return await self._transport.request(self._kind, "PATCH", self._one, ids=_ids(member_id, id), body=body)

    async def _revealed(self, kind: type[R], member_id: str, id: str) -> R:
        return await self._transport.request(kind, "POST", f"{self._one}/reveal", ids=_ids(member_id, id), body={})


def searching(text: str, where: Callable[[R], str]) -> Filter[R]:
    """Those with `text` in what `where` gives; how Akiles itself searches is its own business."""
    wanted = text.casefold()
    return Filter("q", text, lambda one: wanted in where(one).casefold(), trusted=True)


def given(**fields: object) -> dict[str, object]:
    """The fields of an edit that were given; None is given, too."""
    return {name: value for name, value in fields.items() if value is not UNSET}


def _ids(member_id: str, id: str) -> dict[str, str]:
    return {"member_id": member_id, "id": id}
