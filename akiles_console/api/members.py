"""Members: one expanded listing gives them with their credentials and groups, 100 to a call."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from functools import partial
from typing import Any

import msgspec

from akiles_console.api.lists import Expand, Filter, Page, accepted, listed, together
from akiles_console.api.models import Member
from akiles_console.api.moments import created
from akiles_console.api.resources import Children
from akiles_console.api.transport import Transport

_ALL = "/members"
_ONE = "/members/{member_id}"


class Members:
    """Members, with their living children, oldest first, in the tuples of the record when `expand` is asked for."""

    def __init__(self, transport: Transport, children: Mapping[str, Children[Any]]) -> None:
        """`children`: name of the tuple in a Member, which is also its name for `expand` -> where to read it."""
        self._transport = transport
        self._children = children

    async def list(
        self,
        *,
        expand: bool = True,
        deleted: str = "false",
        email: str | None = None,
        source: str | None = None,
        source_id: str | None = None,
        since: str | None = None,
        before: str | None = None,
        sort: str | None = None,
    ) -> AsyncIterator[Member]:
        """Every member that fits; `deleted` is true, false or any. Raises ApiError.

        `since` and `before` are RFC 3339 times around `created_at`, the first one included. Costs one call for 100
        members; where the server does not expand, one more a member for each kind of child. Where it does not
        filter by `deleted`, there are those that it lists anyway.
        """
        names = tuple(self._children) if expand else ("emails",) if email is not None else ()
        filters: list[Filter[Member]] = [Filter("is_deleted", deleted, partial(_has_state, deleted))]
        for key, value in (("source", source), ("sourceID", source_id)):
            if value is not None:
                filters.append(Filter(f"metadata.{key}", value, partial(_is_marked, key, value)))
        if email is not None:
            filters.append(Filter("email", email, partial(_has_email, email.casefold()), late=True))
        filters += created(since, before, sort)
        async for member in listed(
            self._transport, Page[Member], _ALL, filters=filters, expand=self._expand(names), sort=sort
        ):
            yield member if expand or not names else msgspec.structs.replace(member, emails=())

    async def get(self, id: str, expand: bool = True) -> Member:
        """One member, also a deleted one; raises NotFound."""
        ids = {"member_id": id}
        related = self._expand(tuple(self._children) if expand else ())
        wishes = {"expand": related.names} if related else {}
        member, granted = await accepted(self._transport, Member, _ONE, ids=ids, query={}, wishes=wishes, noun=_ALL)
        if related is None:
            return member
        return related.tidy(member) if granted else await related.fill(member)

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

    async def restore(self, id: str) -> Member:
        """Takes back a deletion; raises Refused where the server does not allow it."""
        return await self._transport.request(Member, "PATCH", _ONE, ids={"member_id": id}, body={"is_deleted": False})

    async def delete(self, id: str) -> None:
        """Deletes a member, which ends all access at once. Raises NotFound where there is none (any more)."""
        await self._transport.command("DELETE", _ONE, ids={"member_id": id})

    def _expand(self, names: tuple[str, ...]) -> Expand[Member] | None:
        if not names:
            return None
        return Expand(",".join(names), partial(_living, names), partial(self._filled, names))

    async def _filled(self, names: tuple[str, ...], member: Member) -> Member:
        """The member with its children read one kind at a time, all kinds side by side."""
        found = await together(_all(self._children[name], member.id) for name in names)
        return msgspec.structs.replace(member, **dict(zip(names, found, strict=True)))


async def _all(children: Children[Any], member_id: str) -> tuple[Any, ...]:
    return _oldest_first([child async for child in children.list(member_id)])


def _living(names: Iterable[str], member: Member) -> Member:
    """Expanded children may be deleted ones: those are gone for us."""
    changed = {}
    for name in names:
        children = getattr(member, name)
        if len(children) > 1 or (children and children[0].is_deleted):
            changed[name] = _oldest_first(child for child in children if not child.is_deleted)
    return msgspec.structs.replace(member, **changed) if changed else member


def _oldest_first(children: Iterable[Any]) -> tuple[Any, ...]:
    """In the same order wherever they come from."""
    return tuple(sorted(children, key=lambda child: (child.created_at, child.id)))


def _has_state(deleted: str, member: Member) -> bool:
    return deleted == "any" or member.is_deleted is (deleted == "true")


def _is_marked(key: str, value: str, member: Member) -> bool:
    return member.metadata.get(key) == value


def _has_email(folded: str, member: Member) -> bool:
    return any(email.email.casefold() == folded for email in member.emails)
