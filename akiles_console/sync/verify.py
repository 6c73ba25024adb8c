"""Success is what was read back (`product.md`, rule 6)."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from akiles_console.api.client import Client
from akiles_console.api.lists import PAGE
from akiles_console.api.models import Member
from akiles_console.sync import picture
from akiles_console.sync.directory import Directory


async def read_back(
    client: Client, before: Directory, member_ids: Iterable[str], made: Iterable[str], source_name: str
) -> Directory:
    """The directory after a run: the touched members read afresh, by whichever takes fewer calls - each by
    itself, or the whole listing. `made` are the employee ids of those that were created: they are read by that id,
    which also shows a second member that somebody else made for the same person. Raises ApiError."""
    keys, known = sorted(set(made)), set(member_ids)
    cheap = len(keys) + len(known) < math.ceil(len(before.members) / PAGE)
    found = await _by_source(client, keys, source_name) if cheap else None
    if found is None:
        members = tuple([member async for member in client.members.list(expand=True)])
        return msgspec.structs.replace(before, members=members)
    found |= await picture.members(client, len(before.members), known)
    fresh = {member.id: member for member in before.members if member.id not in known}
    fresh |= {member.id: member for member in found.values() if not member.is_deleted}
    return msgspec.structs.replace(before, members=tuple(fresh.values()))


async def _by_source(client: Client, keys: list[str], source_name: str) -> dict[str, Member] | None:
    """The living members of these employees by id; None where the server does not filter: each would cost a
    whole listing."""
    found: dict[str, Member] = {}
    for key in keys:
        calls = client.calls
        async for member in client.members.list(expand=True, source=source_name, source_id=key):
            found[member.id] = member
        if client.calls - calls > 1 and len(keys) > 1:
            return None
    return found
