"""Cards and who holds them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from akiles_console.api.models import Member, MemberCard

_UID = re.compile(r"[0-9A-Fa-f]{2}([\s:.-][0-9A-Fa-f]{2})+")


class Holder(msgspec.Struct, frozen=True):
    """A member with one of their cards."""

    member: Member
    held: MemberCard


def holders(members: Iterable[Member]) -> dict[str, Holder]:
    """Card id -> who holds it."""
    return {
        held.card_id: Holder(member, held)
        for member in members
        if not member.is_deleted
        for held in member.cards
        if not held.is_deleted
    }


def needle(text: str) -> str:
    """What to look for in a list of cards: a UID as readers print it (04:A2:...) without what parts its bytes."""
    return re.sub(r"[\s:.-]", "", text.strip()) if _UID.fullmatch(text.strip()) else text
