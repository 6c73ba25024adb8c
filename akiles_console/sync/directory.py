"""The snapshot: what Akiles has, read whole in one expanded listing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from akiles_console.api.client import Client
from akiles_console.api.models import Card, Member, MemberGroup, Organization


class Directory(msgspec.Struct, frozen=True, kw_only=True):
    """The living members with their living children, the groups, and the zone that dates are meant in.

    `timezone` is the IANA name that most sites have; `cards` are read only where a plan deals in cards, `deleted`
    members of ours only where a plan makes new ones.
    """

    organization: Organization
    members: tuple[Member, ...]
    member_groups: tuple[MemberGroup, ...]
    timezone: str = "UTC"
    cards: tuple[Card, ...] = ()
    deleted: tuple[Member, ...] = ()

    def group_names(self) -> dict[str, str]:
        """Member group id -> name."""
        return {group.id: group.name for group in self.member_groups}

    def group_pairs(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of each living group, as `people.mapping` wants them."""
        return tuple((group.id, group.name) for group in self.member_groups)


async def read(client: Client, *, cards: bool = False) -> Directory:
    """Reads everything a plan needs: ceil(members / 100) calls for members and a call or so for the rest.

    Raises ApiError; a listing that broke off half-way raises too, so a snapshot is never partial.
    """
    organization = await client.organization()
    sites = [site async for site in client.sites.list()]
    groups = [group async for group in client.member_groups.list()]
    members = [member async for member in client.members.list(expand=True)]
    held = tuple([card async for card in client.cards.list()]) if cards else ()
    zones = Counter(site.timezone for site in sites if not site.is_deleted)
    return Directory(
        organization=organization,
        members=tuple(member for member in members if not member.is_deleted),
        member_groups=tuple(group for group in groups if not group.is_deleted),
        timezone=zones.most_common(1)[0][0] if zones else "UTC",
        cards=held,
    )


async def with_deleted(client: Client, before: Directory, source_name: str, wanted: Iterable[str]) -> Directory:
    """The directory with the deleted members that carry our mark: one call for 100 of them, one at the least.

    Those `wanted` (member ids) are to come back, so they are read with their groups: one call each. Raises ApiError.
    """
    listing = client.members.list(expand=False, deleted="true", source=source_name)
    found = {member.id: member async for member in listing}
    for member_id in sorted(set(wanted) & found.keys()):
        found[member_id] = await client.members.get(member_id, expand=True)
    return msgspec.structs.replace(before, deleted=tuple(member for member in found.values() if member.is_deleted))
