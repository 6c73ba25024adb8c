"""What members have: e-mails, PINs, magic links, cards, tokens, and their places in groups."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from msgspec import UNSET, UnsetType

from akiles_console.api.models import (
    GroupAssociation,
    MemberCard,
    MemberEmail,
    MemberMagicLink,
    MemberPin,
    MemberToken,
    RevealedMagicLink,
    RevealedPin,
    RevealedToken,
)
from akiles_console.api.resources import Children, given, searching


class Emails(Children[MemberEmail]):
    """Addresses with which members sign in to open doors."""

    def list(self, member_id: str, *, search: str | None = None, sort: str | None = None) -> AsyncIterator[MemberEmail]:
        """The member's living addresses, or those with `search` in them."""
        return self._list(member_id, () if search is None else (searching(search, lambda one: one.email),), sort)

    async def create(self, member_id: str, *, email: str, metadata: Mapping[str, str]) -> MemberEmail:
        """Adds an address."""
        return await self._create(member_id, metadata, email=email)


class Pins(Children[MemberPin]):
    """PINs of members. Their digits cannot be changed: add another, then delete."""

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

    async def reveal(self, member_id: str, id: str) -> RevealedPin:
        """The digits; Akiles records who saw them."""
        return await self._revealed(RevealedPin, member_id, id)


class MagicLinks(Children[MemberMagicLink]):
    """Links of members that open doors."""

    async def create(self, member_id: str, *, metadata: Mapping[str, str]) -> MemberMagicLink:
        """Adds a link; the link itself is only in a reveal."""
        return await self._create(member_id, metadata)

    async def reveal(self, member_id: str, id: str) -> RevealedMagicLink:
        """The link; Akiles records who saw it."""
        return await self._revealed(RevealedMagicLink, member_id, id)


class Tokens(Children[MemberToken]):
    """Tokens with which software opens doors as a member."""

    async def create(self, member_id: str, *, metadata: Mapping[str, str]) -> MemberToken:
        """Adds a token; the token itself is only in a reveal."""
        return await self._create(member_id, metadata)

    async def reveal(self, member_id: str, id: str) -> RevealedToken:
        """The token; Akiles records who saw it."""
        return await self._revealed(RevealedToken, member_id, id)


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

    async def edit(
        self,
        member_id: str,
        id: str,
        *,
        starts_at: str | UnsetType | None = UNSET,
        ends_at: str | UnsetType | None = UNSET,
        metadata: Mapping[str, str] | UnsetType = UNSET,
    ) -> GroupAssociation:
        """Changes the times (RFC 3339; None = at once, for ever) or the metadata."""
        return await self._edit(member_id, id, given(starts_at=starts_at, ends_at=ends_at, metadata=metadata))
