"""`akiles-console tail`: the event log as it goes on, a line an event."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from akiles_console import messages, paths
from akiles_console.api.client import Client
from akiles_console.api.moments import instant
from akiles_console.clock import Clock
from akiles_console.events.records import LogError, Seen, moment, order, sent, whole
from akiles_console.events.sentences import told
from akiles_console.events.store import FILE, Store
from akiles_console.events.tail import Tail
from akiles_console.failure import Failure
from akiles_console.session import NotConnected, Session


async def run(
    session: Session,
    clock: Clock,
    *,
    since: datetime | None,
    seconds: float | None,
    poll: float | None,
    as_json: bool,
    warn: Callable[[str], None],
) -> None:
    """Prints every event from `since` on (None: from now on), oldest first, then each as it comes, also late ones;
    for ever or for `seconds`, at the end of which it looks back over two days once more.

    Raises the Failure that stood in the way of the first or the last look, or took the connection back.
    """
    names = await _names(session, clock)
    tail = Tail(session.client, clock, since=since, poll=poll)
    waiting: list[Seen] = []
    trouble: Failure | None = None
    async with contextlib.aclosing(tail.batches(seconds)) as batches:
        async for batch in batches:
            waiting += batch.seen
            trouble = batch.trouble
            if trouble is not None:
                if tail.looks is None:
                    raise trouble
                warn(str(messages.of(trouble)))
            if batch.complete or trouble is not None:
                for seen in sorted(waiting, key=lambda one: order(one.event)):
                    _print(seen, names, as_json=as_json)
                waiting.clear()
    if trouble is not None:
        raise trouble


def since_of(text: str | None) -> datetime | None:
    """The time of `--since`. Raises Failure `since_unreadable`."""
    if text is None:
        return None
    try:
        return whole(instant(text))
    except (ValueError, OverflowError) as error:
        raise Failure("since_unreadable", since=text) from error


def document(seen: Seen, names: Mapping[str, str]) -> dict[str, Any]:
    """An event as `cli.md` has it; the event itself as Akiles sent it."""
    return {
        "id": seen.event.id,
        "created_at": seen.event.created_at,
        "late_by_seconds": seen.late_by,
        "sentence": told(seen.event, names).sentence,
        "event": sent(seen.event),
    }


def _print(seen: Seen, names: Mapping[str, str], *, as_json: bool) -> None:
    if as_json:
        line = msgspec.json.encode(document(seen, names)).decode()
    else:
        at = moment(seen.event)
        when = f"{at.astimezone():%Y-%m-%d %H:%M:%S}" if at else seen.event.created_at
        late = f" (reported {timedelta(seconds=seen.late_by)} later)" if seen.late_by else ""
        line = f"{when}  {told(seen.event, names).sentence}{late}"
    print(line, flush=True)


async def _names(session: Session, clock: Clock) -> dict[str, str]:
    """Names that events do not bring: of groups, and of people who are gone, as far as this computer knew them."""
    if session.organization is None:
        raise NotConnected
    names: dict[str, str] = {}
    with contextlib.suppress(LogError, OSError):
        names = await asyncio.to_thread(_kept_names, session.organization.id, clock)
    return names | await _groups(session.client)


def _kept_names(organization_id: str, clock: Clock) -> dict[str, str]:
    folder = paths.organization(organization_id)
    if not (folder / FILE).exists():
        return {}
    with contextlib.closing(Store(folder, clock.now)) as store:
        return store.names()


async def _groups(client: Client) -> dict[str, str]:
    return {group.id: group.name async for group in client.member_groups.list()}


def close_output() -> None:
    """Whoever read our lines has gone: Python shall not complain about it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
