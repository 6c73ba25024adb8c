"""Where the page's events come from: what this computer kept, then what Akiles has, for as long as it is open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import timedelta
from pathlib import Path

import msgspec

from akiles_console import paths
from akiles_console.api.models import MemberGroup, Site
from akiles_console.clock import Clock
from akiles_console.events import filters
from akiles_console.events.filters import Remembered
from akiles_console.events.looks import Looks
from akiles_console.events.records import Batch, LogError, Seen
from akiles_console.events.store import Store
from akiles_console.events.tail import Tail
from akiles_console.session import NotConnected, Session
from akiles_console.ui.widgets.page import everything

FIRST = timedelta(days=7)
"""What is read the very first time, so that there is something to see."""

HISTORY = 20_000
"""Kept events that are shown at the start."""


class Opened(msgspec.Struct, kw_only=True):
    """What there is at the start; `trouble` where nothing can be kept on this computer."""

    store: Store | None
    trouble: LogError | None
    looks: Looks | None
    history: tuple[Seen, ...]
    known: list[str]
    names: dict[str, str]
    remembered: Remembered


class Feed:
    """The event log of the connected organization. `folder` is where it is kept."""

    def __init__(self, session: Session, clock: Clock) -> None:
        """Raises NotConnected."""
        if session.organization is None:
            raise NotConnected
        self._client, self._clock = session.client, clock
        self.folder = paths.organization(session.organization.id)
        self.tail: Tail | None = None
        self.first = True
        """Whether what comes was there before, as far as anybody can tell."""
        self._store: Store | None = None

    async def open(self) -> tuple[Opened, list[MemberGroup], list[Site]]:
        """What was kept, and the groups and sites of now. Raises ApiError."""
        groups, sites = await asyncio.gather(
            everything(self._client.member_groups.list()), everything(self._client.sites.list())
        )
        opened = await asyncio.to_thread(_opened, self.folder, self._clock)
        self._store = opened.store
        opened.names |= {one.id: one.name for one in groups} | {one.id: one.name for one in sites}
        return opened, groups, sites

    async def batches(self, opened: Opened) -> AsyncGenerator[Batch, None]:
        """What is new since, for ever; see `Tail.batches`."""
        self.tail = Tail(
            self._client, self._clock, store=opened.store, looks=opened.looks, known=opened.known,
            since=self._client.now() - FIRST,
        )  # fmt: skip
        self.first = opened.looks is None
        async with aclosing(self.tail.batches()) as batches:
            async for batch in batches:
                yield batch
                self.first = self.first and not batch.complete

    async def groups_of(self) -> dict[str, frozenset[str]]:
        """The groups of each member, by their ids: a call for each hundred members. Raises ApiError."""
        return {
            member.id: frozenset(link.member_group_id for link in member.group_associations)
            async for member in self._client.members.list()
        }

    def close(self) -> None:
        """Closes the file."""
        if self._store is not None:
            self._store.close()


def _opened(folder: Path, clock: Clock) -> Opened:
    remembered = filters.load(folder)
    try:
        store = Store(folder, clock.now)
        return Opened(
            store=store, trouble=None, looks=store.looks(), history=store.history(HISTORY), known=store.ids(),
            names=store.names(), remembered=remembered,
        )  # fmt: skip
    except LogError as error:
        return Opened(
            store=None, trouble=error, looks=None, history=(), known=[], names={}, remembered=remembered
        )  # fmt: skip
