"""Whose a member or a credential is (`product.md`, rule 2): the mark in `metadata` decides, nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from akiles_console.api.models import Member

SOURCE = "source"
SOURCE_ID = "sourceID"
OPERATION = "operation"


def marked(metadata: Mapping[str, str], source_name: str) -> bool:
    """Whether an object carries our mark."""
    return metadata.get(SOURCE) == source_name


def owner(metadata: Mapping[str, str]) -> str | None:
    """The mark of whoever made the object, or None where it was made by hand."""
    return metadata.get(SOURCE) or None


class Index(msgspec.Struct, frozen=True):
    """Living members: ours by `metadata.sourceID`, and everybody by e-mail in lower case."""

    ours: dict[str, tuple[Member, ...]]
    by_email: dict[str, tuple[Member, ...]]

    @classmethod
    def of(cls, members: Iterable[Member], source_name: str) -> Index:
        """An index over the living members of a directory."""
        ours: dict[str, list[Member]] = defaultdict(list)
        by_email: dict[str, list[Member]] = defaultdict(list)
        for member in members:
            if marked(member.metadata, source_name):
                ours[member.metadata.get(SOURCE_ID, "")].append(member)
            for email in {child.email.lower() for child in member.emails}:
                by_email[email].append(member)
        return cls(
            {key: tuple(found) for key, found in ours.items()},
            {email: tuple(found) for email, found in by_email.items()},
        )

    def managed(self) -> int:
        """How many living members are ours."""
        return sum(len(found) for found in self.ours.values())
