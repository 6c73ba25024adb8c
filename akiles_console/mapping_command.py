"""`akiles-console mapping`: the mapping that is kept with the organization, out to a file and in from one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from akiles_console import messages, paths
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.people import kept_mapping, mapping, mapping_change
from akiles_console.people.kept_mapping import Kept
from akiles_console.session import NotConnected, Session
from akiles_console.sync import shared_mapping
from akiles_console.sync.shared_mapping import Shared


async def run(
    session: Session, clock: Clock, *, export: Path | None, source: Path | None
) -> tuple[bool, Any, list[str]]:
    """Shows the mapping, writes it to `export`, or takes the one in `source`: the HR groups it names open what it
    says then, the others stay. Whether all of it is with the organization, the document, and lines for people.

    Only with `source` anything is written at Akiles. Raises MappingError, ApiError, Failure `file_unwritable`.
    """
    client, organization = session.client, session.organization
    if organization is None:
        raise NotConnected
    wanted = await asyncio.to_thread(mapping.read, source) if source else None
    folder, before = paths.organization(organization.id), client.calls
    groups = [group async for group in client.member_groups.list()]
    living = tuple((group.id, group.name) for group in groups if not group.is_deleted)
    shared = await shared_mapping.take_in(folder, clock, groups)
    if wanted is not None:

        def changed(kept: Kept) -> Kept:
            change = mapping_change.imported(kept.mapping, wanted, living)
            made = mapping_change.applied(kept.mapping, change)
            return kept_mapping.revise(kept, made, clock.now(), kept_mapping.user())

        await asyncio.to_thread(kept_mapping.update, folder, changed)
        shared = await shared_mapping.share(client, folder, clock, groups)
    if export:
        try:
            await asyncio.to_thread(mapping.write, export, shared.kept.mapping)
        except OSError as error:
            raise Failure("file_unwritable", file=export.name, reason=error.strerror or "") from error
    return not (shared.pending or shared.left_out), _document(shared, client.calls - before), _lines(shared)


def _document(shared: Shared, calls: int) -> dict[str, Any]:
    """The mapping as `mapping.json` has it, and how it stands with Akiles."""
    now = shared.kept.mapping
    living = tuple((group.id, group.name) for group in shared.groups)
    found = mapping.sorted_out((target for _hr, target in mapping_change.pairs(now)), living)
    return {
        "groups": {name: list(to) for name, to in now.groups},
        "default": list(now.default),
        "names": {target: shared.kept.names.get(target, target) for target in found.living},
        "vanished": list(found.vanished),
        "not_unique": list(found.unclear),
        "left_out": [[one.hr_group, one.target] for one in shared.left_out],
        "conflicts": list(shared.conflicts),
        "pending": len(shared.pending),
        "trouble": messages.of(shared.trouble).what if shared.trouble else None,
        "calls": calls,
    }


def _lines(shared: Shared) -> list[str]:
    names, now = shared.kept.names, shared.kept.mapping
    mapped = (*now.groups, *((("Without a group", now.default),) if now.default else ()))
    lines = [f"{name}: {', '.join(sorted(names.get(one, one) for one in to))}" for name, to in mapped]
    lines = lines or ["No group is mapped yet."]
    if shared.pending:
        lines.append("Not all of it is with the organization yet.")
    if shared.left_out:
        lines.append(f"{len(shared.left_out)} choices do not fit at Akiles and stay on this computer.")
    return lines
