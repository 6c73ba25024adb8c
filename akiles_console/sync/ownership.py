"""Whose a member or a credential is (`product.md`, rule 2): the mark in `metadata` decides, nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from akiles_console.api.models import Member

SOURCE = "source"
SOURCE_ID = "sourceID"
OPERATION = "operation"
ADOPTED = "adopted"
"""On a member that was made by hand and taken over: what it had without a mark is never taken away."""

ROOM = 1024
"""Bytes of metadata that an object may have (API reference, "Metadata")."""
_OPERATION_ROOM = 64
"""Bytes that are kept free for the operation id of a create."""
_NOBODY: Mapping[str, str] = {}


def marked(metadata: Mapping[str, str], source_name: str) -> bool:
    """Whether an object carries our mark."""
    return metadata.get(SOURCE) == source_name


def owner(metadata: Mapping[str, str]) -> str | None:
    """The mark of whoever made the object, or None where it was made by hand."""
    return metadata.get(SOURCE) or None


def fits(metadata: Mapping[str, str]) -> bool:
    """Whether Akiles has room for that much metadata, with an operation id beside it; counted as JSON, which is the
    most that anybody could count."""
    return len(msgspec.json.encode(metadata)) + _OPERATION_ROOM <= ROOM


def adoptable(members: Iterable[Member]) -> tuple[Member, ...]:
    """The members that were made by hand and may be taken over, by name; nobody else's ever are."""
    free = (member for member in members if owner(member.metadata) is None and not member.is_deleted)
    return tuple(sorted(free, key=lambda member: (member.name.casefold(), member.id)))


def same_name(name: str) -> str:
    """The form in which two spellings of a person's name are the same: case and blanks do not matter."""
    return " ".join(name.split()).casefold()


class Index(msgspec.Struct, frozen=True):
    """Living members: ours by employee id, everybody by e-mail in lower case, and by name those made by hand.

    `key_of` is the employee id of each of ours by member id. `managed` is how many carry our mark.
    """

    ours: dict[str, tuple[Member, ...]]
    by_email: dict[str, tuple[Member, ...]]
    by_hand: dict[str, tuple[Member, ...]]
    key_of: dict[str, str]
    managed: int

    @classmethod
    def of(cls, members: Iterable[Member], source_name: str, assigned: Mapping[str, str] = _NOBODY) -> Index:
        """An index over the living members of a directory. `assigned` (member id -> employee id) are members that
        this plan takes over or gives another id: they count as ours under that one already."""
        ours: dict[str, list[Member]] = defaultdict(list)
        by_email: dict[str, list[Member]] = defaultdict(list)
        by_hand: dict[str, list[Member]] = defaultdict(list)
        key_of: dict[str, str] = {}
        managed = 0
        for member in members:
            mine = marked(member.metadata, source_name)
            managed += mine
            if mine or member.id in assigned:
                key_of[member.id] = assigned.get(member.id, member.metadata.get(SOURCE_ID, ""))
                ours[key_of[member.id]].append(member)
            elif owner(member.metadata) is None:
                by_hand[same_name(member.name)].append(member)
            for email in {child.email.lower() for child in member.emails}:
                by_email[email].append(member)
        return cls(_whole(ours), _whole(by_email), _whole(by_hand), key_of, managed)


def _whole(found: Mapping[str, list[Member]]) -> dict[str, tuple[Member, ...]]:
    return {key: tuple(members) for key, members in found.items()}
