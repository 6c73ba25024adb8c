"""Success is what was read back (`product.md`, rule 6)."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from akiles_console.api.client import Client
from akiles_console.api.errors import NotFound
from akiles_console.api.models import Member
from akiles_console.sync.directory import Directory

PAGE = 100


async def read_back(client: Client, before: Directory, member_ids: Iterable[str]) -> Directory:
    """The directory after a run: the touched members read afresh, by whichever takes fewer calls - each by
    itself, or the whole listing. Raises ApiError."""
    touched = sorted(set(member_ids))
    if len(touched) >= math.ceil(len(before.members) / PAGE):
        members = tuple([member async for member in client.members.list(expand=True)])
        return msgspec.structs.replace(before, members=members)
    fresh = {member.id: member for member in before.members}
    for member_id in touched:
        found = await _member(client, member_id)
        if found is None or found.is_deleted:
            fresh.pop(member_id, None)
        else:
            fresh[member_id] = found
    return msgspec.structs.replace(before, members=tuple(fresh.values()))


async def _member(client: Client, member_id: str) -> Member | None:
    try:
        return await client.members.get(member_id, expand=True)
    except NotFound:
        return None
