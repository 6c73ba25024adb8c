"""Members: one expanded listing gives them with their credentials and groups, 100 to a call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import Any, TypeVar

import msgspec

from akiles_console.api.errors import Refused
from akiles_console.api.models import Member
from akiles_console.api.resources import Children, Page, pages
from akiles_console.api.transport import Transport

T = TypeVar("T")

_ALL = "/members"
_ONE = "/members/{member_id}"


class Members:
    """Members, with their living children in the tuples of the record when `expand` is asked for."""

    def __init__(self, transport: Transport, children: Mapping[str, Children[Any]]) -> None:
        """`children`: name of the tuple in a Member, which is also its name for `expand` -> where to read it."""
        self._transport = transport
        self._children = children
        self._server_expands = True

    async def list(
        self,
        *,
        expand: bool = True,
        deleted: str = "false",
        email: str | None = None,
        source: str | None = None,
        source_id: str | None = None,
    ) -> AsyncIterator[Member]:
        """Every member that fits; `deleted` is true, false or any. Raises ApiError.

        Costs one call for 100 members; where the server does not expand, one more for each kind of child.
        """
        marks = {"source": source, "sourceID": source_id}
        wanted = {key: value for key, value in marks.items() if value is not None}
        query = {"is_deleted": deleted} | {f"metadata.{key}": value for key, value in wanted.items()}
        if email is not None:
            query["email"] = email

        def fetch(paging: dict[str, str]) -> Awaitable[Page[Member]]:
            return self._page(paging | query, expand)

        async for members in pages(f"GET {_ALL}", fetch):
            for member in members:
                if wanted.items() <= member.metadata.items():  # a server may ignore what it does not know
                    yield member

    async def get(self, id: str, expand: bool = True) -> Member:
        """One member, also a deleted one; raises NotFound."""
        member, expanded = await self._read(Member, _ONE, {"member_id": id}, {}, expand)
        return member if not expand else _living(member) if expanded else await self._filled(member)

    async def create(
        self,
        *,
        name: str,
        metadata: Mapping[str, str],
        starts_at: str | None = None,
        ends_at: str | None = None,
    ) -> Member:
        """Adds a member without groups or credentials; times are RFC 3339."""
        dates = {"starts_at": starts_at, "ends_at": ends_at}
        body: dict[str, object] = {"name": name, "metadata": metadata}
        body |= {field: time for field, time in dates.items() if time is not None}
        return await self._transport.request(Member, "POST", _ALL, body=body)

    async def edit(self, id: str, **changes: str | Mapping[str, str] | None) -> Member:
        """Changes the named fields and no other (`name`, `starts_at`, `ends_at`, `metadata`); None clears."""
        return await self._transport.request(Member, "PATCH", _ONE, ids={"member_id": id}, body=changes)

    async def delete(self, id: str) -> None:
        """Deletes a member, which ends all access at once. Raises NotFound where there is none (any more)."""
        await self._transport.request(dict, "DELETE", _ONE, ids={"member_id": id})

    async def _page(self, query: dict[str, str], expand: bool) -> Page[Member]:
        page, expanded = await self._read(Page[Member], _ALL, {}, query, expand)
        if not expand:
            return page
        if expanded:
            members = [_living(member) for member in page.data]
        else:
            members = [await self._filled(member) for member in page.data]
        return msgspec.structs.replace(page, data=tuple(members))

    async def _read(
        self, kind: type[T], path: str, ids: dict[str, str], query: dict[str, str], expand: bool
    ) -> tuple[T, bool]:
        """The answer, and whether children are in it. A server that refuses `expand` is not asked again."""
        if expand and self._server_expands:
            names = {"expand": ",".join(self._children)}
            try:
                return await self._transport.request(kind, "GET", path, ids=ids, query=query | names), True
            except Refused as refused:
                if refused.status != 400:
                    raise
            answer = await self._transport.request(kind, "GET", path, ids=ids, query=query)
            self._server_expands = False  # the same request without it is fine: it was the reason
            return answer, False
        return await self._transport.request(kind, "GET", path, ids=ids, query=query), False

    async def _filled(self, member: Member) -> Member:
        """The member with its children read one kind at a time, all kinds side by side."""
        tasks = {}
        try:
            async with asyncio.TaskGroup() as group:
                for name, children in self._children.items():
                    tasks[name] = group.create_task(_all(children, member.id))
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from failed
        return msgspec.structs.replace(member, **{name: task.result() for name, task in tasks.items()})


async def _all(children: Children[Any], member_id: str) -> tuple[Any, ...]:
    return tuple([child async for child in children.list(member_id)])


def _living(member: Member) -> Member:
    """Expanded children may be deleted ones: those are gone for us."""
    names = ("emails", "pins", "magic_links", "cards", "group_associations")
    if not any(child.is_deleted for name in names for child in getattr(member, name)):
        return member
    alive = {n: tuple(child for child in getattr(member, n) if not child.is_deleted) for n in names}
    return msgspec.structs.replace(member, **alive)
