"""What the members of a plan look like at Akiles now: read again before it is too old to be written upon."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Collection, Iterable, Mapping

from akiles_console.api.client import Client
from akiles_console.api.errors import NotFound
from akiles_console.api.lists import PAGE, together
from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.sync.ownership import SOURCE, SOURCE_ID
from akiles_console.sync.plan import Operation

FRESH = 30.0
"""Seconds for which what was read is taken for the present."""
_MOST_PAGES = 20
"""A listing of more pages is old before it is read; then everybody is read at their turn."""


async def members(client: Client, living: int, ids: Iterable[str]) -> dict[str, Member]:
    """These members read afresh, deleted ones too, by whichever takes fewer calls: each by itself, or the whole
    listing of `living` members, which then comes back whole. Who is gone is missing. Raises ApiError."""
    wanted = sorted(set(ids))
    if len(wanted) < math.ceil(living / PAGE):
        found = await together(_member(client, member_id) for member_id in wanted)
        return {member.id: member for member in found if member}
    return {member.id: member async for member in client.members.list(expand=True)}


async def _member(client: Client, member_id: str) -> Member | None:
    try:
        return await client.members.get(member_id, expand=True)
    except NotFound:
        return None


class Picture:
    """The members of a snapshot (`planned_from`, by id), and each of them as last seen, at most FRESH seconds ago."""

    def __init__(self, client: Client, planned_from: Mapping[str, Member], clock: Clock) -> None:
        self.planned_from = dict(planned_from)
        self._client = client
        self._clock = clock
        now = clock.monotonic()
        self._seen: dict[str, tuple[Member | None, float]] = {
            member_id: (member, now) for member_id, member in planned_from.items()
        }
        self._reading = asyncio.Lock()

    def forget(self) -> None:
        """Everything may have changed: nothing that was seen counts any more."""
        self._seen.clear()

    def take(self, fresh: Iterable[Member]) -> None:
        """These were read just now, and what comes is planned from them."""
        now = self._clock.monotonic()
        for member in fresh:
            self.planned_from[member.id] = member
            self._seen[member.id] = (member, now)

    def made(self, member_id: str, operation: Operation, source_name: str, *, seen: bool) -> None:
        """A member was created as the operation says, with nothing yet. Not `seen`: some time ago, so that somebody
        else may have given it something, and it is read before more is written."""
        fields = dict(operation.changes)
        member = Member(
            id=member_id,
            created_at=self._clock.now().isoformat(),
            name=fields["name"],
            starts_at=fields.get("starts_at"),
            ends_at=fields.get("ends_at"),
            metadata={SOURCE: source_name, SOURCE_ID: operation.key},
        )
        self.planned_from[member_id] = member
        if seen:
            self._seen[member_id] = (member, self._clock.monotonic())

    async def read(self, ids: Collection[str]) -> None:
        """Reads these members, as cheaply as it goes. Raises ApiError."""
        living = sum(not member.is_deleted for member in self.planned_from.values())
        wanted = {one for one in ids if not self._is_fresh(one)}
        found = await members(self._client, living, wanted)
        odd = {one for one in wanted - found.keys() if self._was_deleted(one)}  # no listing shows them
        found |= await members(self._client, len(odd) * PAGE + PAGE, odd) if odd else {}
        now = self._clock.monotonic()
        self._seen.update({one: (found.get(one), now) for one in {*wanted, *found}})

    async def look(self, member_id: str, others: Collection[str]) -> Member | None:
        """The member as it is now, None where it is gone; `others` are those that will be asked for next.

        Raises ApiError.
        """
        async with self._reading:
            if not self._is_fresh(member_id):
                pages = math.ceil(len(self.planned_from) / PAGE)
                await self.read([*others, member_id] if pages <= _MOST_PAGES else [member_id])
            return self._seen[member_id][0]

    def _is_fresh(self, member_id: str) -> bool:
        seen = self._seen.get(member_id)
        return seen is not None and self._clock.monotonic() - seen[1] <= FRESH

    def _was_deleted(self, member_id: str) -> bool:
        known = self.planned_from.get(member_id)
        return known is not None and known.is_deleted
