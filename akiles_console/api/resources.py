"""The nouns of the API with their paths and parameter names; `members.py` has the biggest one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Generic, Protocol, TypeVar

import msgspec

from akiles_console.api.errors import BadAnswer
from akiles_console.api.models import (
    GroupAssociation,
    MemberCard,
    MemberEmail,
    MemberMagicLink,
    MemberPin,
)
from akiles_console.api.transport import Transport

PAGE = 100
"""Records of a page: the most that Akiles gives."""

_MOST_PAGES = 10_000


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class _Child(_Identified, Protocol):
    @property
    def is_deleted(self) -> bool: ...


R = TypeVar("R", bound=_Identified)
C = TypeVar("C", bound=_Child)


class Page(msgspec.Struct, Generic[R]):
    """One page of a list. Without `has_next` nobody knows whether a list is complete: it has to be there."""

    data: tuple[R, ...]
    has_next: bool
    cursor_next: str | None = None


async def pages(operation: str, fetch: Callable[[dict[str, str]], Awaitable[Page[R]]]) -> AsyncIterator[tuple[R, ...]]:
    """The data of every page; `fetch` gets the paging parameters. Raises BadAnswer where the list has no end."""
    seen: set[str] = set()
    query = {"limit": str(PAGE)}
    while True:
        page = await fetch(query)
        yield page.data
        if not page.has_next:
            return
        cursor = page.cursor_next
        if not cursor or cursor in seen or len(seen) >= _MOST_PAGES:
            raise BadAnswer(operation, code="list_without_end", status=200)
        seen.add(cursor)
        query = query | {"cursor": cursor}


class Listing(Generic[R]):
    """A kind of object that is only listed here."""

    def __init__(self, transport: Transport, path: str, page: type[Page[R]]) -> None:
        self._transport = transport
        self._path = path
        self._page = page

    async def list(self) -> AsyncIterator[R]:
        """Every object, page after page. Raises ApiError; BadAnswer where the list has no end."""

        def fetch(paging: dict[str, str]) -> Awaitable[Page[R]]:
            return self._transport.request(self._page, "GET", self._path, query=paging)

        async for records in pages(f"GET {self._path}", fetch):
            for record in records:
                yield record


class Children(Generic[C]):
    """One kind of a member's children."""

    def __init__(self, transport: Transport, noun: str, kind: type[C]) -> None:
        self._transport = transport
        self._path = f"/members/{{member_id}}/{noun}"
        self._kind = kind
        self._page: type[Page[C]] = Page[kind]  # type: ignore[valid-type]

    async def list(self, member_id: str) -> AsyncIterator[C]:
        """The member's living children of this kind."""

        def fetch(paging: dict[str, str]) -> Awaitable[Page[C]]:
            ids = {"member_id": member_id}
            return self._transport.request(self._page, "GET", self._path, ids=ids, query=paging)

        async for children in pages(f"GET {self._path}", fetch):
            for child in children:
                if not child.is_deleted:
                    yield child

    async def delete(self, member_id: str, id: str) -> None:
        """Takes it away. Raises ApiError: NotFound where it is not there (any more)."""
        ids = {"member_id": member_id, "id": id}
        await self._transport.request(dict, "DELETE", self._path + "/{id}", ids=ids)

    async def _create(
        self, member_id: str, metadata: Mapping[str, str], hidden: str = "", **fields: str | int | None
    ) -> C:
        body = {name: value for name, value in fields.items() if value is not None} | {"metadata": metadata}
        ids = {"member_id": member_id}
        return await self._transport.request(self._kind, "POST", self._path, ids=ids, body=body, hidden=hidden)


class Emails(Children[MemberEmail]):
    """Addresses with which members sign in to open doors."""

    async def create(self, member_id: str, *, email: str, metadata: Mapping[str, str]) -> MemberEmail:
        """Adds an address."""
        return await self._create(member_id, metadata, email=email)


class Pins(Children[MemberPin]):
    """PINs of members."""

    async def create(
        self,
        member_id: str,
        *,
        metadata: Mapping[str, str],
        pin: str | None = None,
        length: int | None = None,
    ) -> MemberPin:
        """Adds `pin`, or a random one of `length` digits, or of the organization's length.

        The digits in the answer are dropped: who wants to see them reveals them. A taken PIN is Refused.
        """
        return await self._create(member_id, metadata, hidden=pin or "", pin=pin, length=length)


class MagicLinks(Children[MemberMagicLink]):
    """Links of members that open doors."""

    async def create(self, member_id: str, *, metadata: Mapping[str, str]) -> MemberMagicLink:
        """Adds a link; the link itself is only in a reveal."""
        return await self._create(member_id, metadata)


class MemberCards(Children[MemberCard]):
    """Cards given to members."""

    async def create(
        self,
        member_id: str,
        *,
        metadata: Mapping[str, str],
        card_id: str | None = None,
        uid: str | None = None,
        printed_code: str | None = None,
    ) -> MemberCard:
        """Gives a card, named by exactly one of its id, its UID in hex or its printed code."""
        if sum(name is not None for name in (card_id, uid, printed_code)) != 1:
            raise ValueError("a card is named by exactly one of card_id, uid and printed_code")
        return await self._create(member_id, metadata, card_id=card_id, uid=uid, printed_code=printed_code)


class GroupAssociations(Children[GroupAssociation]):
    """Members in member groups."""

    async def create(
        self,
        member_id: str,
        *,
        member_group_id: str,
        metadata: Mapping[str, str],
        starts_at: str | None = None,
        ends_at: str | None = None,
    ) -> GroupAssociation:
        """Puts a member into a group, between two RFC 3339 times where they are given."""
        return await self._create(
            member_id, metadata, member_group_id=member_group_id, starts_at=starts_at, ends_at=ends_at
        )
