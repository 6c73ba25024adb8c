"""The mapping is kept with the organization: in the metadata of its member groups, so that a colleague has it too.

One listing of the groups says what the others did; a group is written only where what it keeps has to change, with
the rest of its metadata as it was, and what was written is read back. Nothing of this touches a member.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from akiles_console.api.client import Client
from akiles_console.api.errors import ApiError, NotFound, Refused
from akiles_console.api.models import MemberGroup
from akiles_console.clock import Clock
from akiles_console.people import kept_mapping, pairings
from akiles_console.people.kept_mapping import Kept
from akiles_console.people.mapping import MappingError
from akiles_console.people.pairings import Pairings

_ROUNDS = 3
"""How often what was written is looked at again and mended, where somebody else wrote at the same moment."""


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """How it went: what is kept here now and the living member groups.

    `left_out` does not fit into the metadata; `conflicts` are HR groups that were changed elsewhere too, differently:
    both changes were kept. `renamed` are (name before, name now). `trouble` says why Akiles did not take all of it.
    """

    kept: Kept
    groups: tuple[MemberGroup, ...]
    left_out: Pairings = ()
    conflicts: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    trouble: ApiError | None = None
    damaged: MappingError | None = None
    """What could not be read of the local copy, see `kept_mapping.load`."""
    pending: dict[str, dict[str, str]] = {}
    """Metadata that member groups should have and do not have yet, by id."""


async def take_in(folder: Path, clock: Clock, groups: Iterable[MemberGroup]) -> Shared:
    """Takes in what others changed, from groups that were just listed; asks and writes nothing at Akiles.

    Raises OSError of the folder.
    """
    living = tuple(group for group in groups if not group.is_deleted)
    theirs = pairings.merged(*(pairings.held(group.metadata, group.id) for group in living))
    before, damaged = await asyncio.to_thread(kept_mapping.load, folder)
    kept = await _take_in(folder, living, theirs, clock)
    writes, left_out = _writes(kept, living)
    return Shared(
        kept=kept, groups=living, left_out=left_out, conflicts=_both_changed(before, theirs),
        renamed=_renamed(before, living), damaged=damaged, pending=writes,
    )  # fmt: skip


async def share(client: Client, folder: Path, clock: Clock, groups: Sequence[MemberGroup] | None = None) -> Shared:
    """Takes in what others changed and gives what was changed here; the mapping is the one kept in `folder`.

    `groups` are those just listed; without them they are listed here. Where nothing differs that is all: no other
    call. Raises ApiError where they cannot be listed, and OSError of the folder; the local copy stays what it was.
    """
    first: Shared | None = None
    for _ in range(_ROUNDS):
        listed = groups if groups is not None else [group async for group in client.member_groups.list()]
        shared = await take_in(folder, clock, listed)
        first = first or shared
        shared = msgspec.structs.replace(
            shared,
            conflicts=first.conflicts or shared.conflicts,
            renamed=first.renamed or shared.renamed,
            damaged=first.damaged or shared.damaged,
        )
        if not shared.pending:
            return shared
        trouble = await _write(client, folder, shared.pending)
        if trouble is not None:
            return msgspec.structs.replace(shared, trouble=trouble)
        groups = None
    return shared


async def _take_in(folder: Path, living: Sequence[MemberGroup], theirs: Pairings, clock: Clock) -> Kept:
    names = {group.id: group.name for group in living}

    def taken(kept: Kept) -> Kept:
        after = kept_mapping.take_in(kept, theirs, clock.now())
        return msgspec.structs.replace(after, names={**kept.names, **names})

    return await asyncio.to_thread(kept_mapping.update, folder, taken)


async def _write(client: Client, folder: Path, writes: dict[str, dict[str, str]]) -> ApiError | None:
    """Says first in the folder what Akiles is about to have: an answer that is lost must not make us forget it.

    A group that Akiles refuses stays as it is and does not keep the others from being written; the first trouble.
    """
    given = pairings.merged(*(pairings.held(metadata, group) for group, metadata in writes.items()))

    def offered(now: Kept) -> Kept:
        return msgspec.structs.replace(now, seen=pairings.merged(now.seen, given))

    await asyncio.to_thread(kept_mapping.update, folder, offered)
    trouble: ApiError | None = None
    for group, metadata in writes.items():
        try:
            await client.member_groups.edit(group, metadata=metadata)
        except NotFound:  # it vanished just now: the next listing says so
            continue
        except Refused as error:
            trouble = trouble or error
        except ApiError as error:
            return trouble or error
    return trouble


def _both_changed(before: Kept, theirs: Pairings) -> tuple[str, ...]:
    """What Akiles had and lost without a removal was overwritten by somebody: no change of theirs."""
    return pairings.both_changed(before.seen, before.pairings, pairings.merged(before.seen, theirs))


def _writes(kept: Kept, living: Iterable[MemberGroup]) -> tuple[dict[str, dict[str, str]], Pairings]:
    writes: dict[str, dict[str, str]] = {}
    left_out: list[Pairings] = []
    for group in living:
        metadata, too_much = pairings.keeping(group.metadata, group.id, kept.pairings, kept.seen)
        left_out.append(too_much)
        if metadata is not None:
            writes[group.id] = metadata
    return writes, pairings.merged(*left_out)


def _renamed(before: Kept, living: Iterable[MemberGroup]) -> tuple[tuple[str, str], ...]:
    mapped = {pairing.target for pairing in before.pairings if pairing.there}
    return tuple(
        sorted(
            (before.names[group.id], group.name)
            for group in living
            if group.id in mapped and before.names.get(group.id, group.name) != group.name
        )
    )
