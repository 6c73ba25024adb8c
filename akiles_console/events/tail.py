"""Follows the event log of an organization: every event once, also those that come late."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import aclosing
from datetime import datetime
from typing import Protocol

from msgspec import structs

from akiles_console.api.errors import Unauthorized
from akiles_console.api.events import Event
from akiles_console.api.lists import PAGE
from akiles_console.auth.tokens import SignedOut
from akiles_console.clock import Clock
from akiles_console.events import looks as reach
from akiles_console.events.looks import Looks
from akiles_console.events.records import Batch, LogError, Seen, moment
from akiles_console.events.store import Store
from akiles_console.failure import Failure

FRONT, BEHIND, SLOWEST = 5.0, 30.0, 300.0
"""Seconds between two looks: while somebody watches, while nobody does, and at most after troubles."""

_SLICE = 1.0
"""Seconds that it rests at a time: coming to the front, or waking up from sleep, is answered so quickly."""


class _Events(Protocol):
    def list(self, *, since: str | None = None) -> AsyncIterator[Event]: ...


class Source(Protocol):
    """The part of a `Client` that is followed."""

    @property
    def events(self) -> _Events:
        """The event log."""
        ...

    def now(self) -> datetime:
        """What time it is at Akiles."""
        ...


class Tail:
    """Looks into the log again and again, from the moment of `looks` on, or for the first time.

    `known` are ids that are shown already, `since` is where a first look begins to show (aware; None: nothing that
    was there before), `poll` the seconds between two looks instead of 5 in front and 30 behind.
    """

    def __init__(
        self,
        source: Source,
        clock: Clock,
        *,
        store: Store | None = None,
        looks: Looks | None = None,
        known: Iterable[str] = (),
        since: datetime | None = None,
        poll: float | None = None,
    ) -> None:
        self._source, self._clock, self._store = source, clock, store
        self.looks = looks
        self.in_front = True
        self._known: dict[str, datetime | None] = dict.fromkeys(known)
        self._since, self._poll = since, poll
        self._troubles, self._asked = 0, 0.0
        self._began = clock.monotonic()
        self._deep: tuple[float, datetime] | None = None  # when the last deep look ended, by both clocks
        self._pages = 1

    @property
    def interval(self) -> float:
        """Seconds between two looks, as things are now."""
        if not self._troubles:
            return self._wished
        return max(self._asked, min(SLOWEST, self._wished * 2.0**self._troubles), self._wished)

    @property
    def _wished(self) -> float:
        if self._poll is not None:
            return self._poll
        return FRONT if self.in_front else BEHIND

    async def batches(self, seconds: float | None = None) -> AsyncGenerator[Batch, None]:
        """What is new, for ever or for `seconds`; the last look is a deep one then.

        Raises Unauthorized or SignedOut where Akiles has taken the connection back.
        """
        end = None if seconds is None else self._clock.monotonic() + seconds
        if self._since is None:
            self._since = self._source.now()
        while True:
            over = end is not None and self._clock.monotonic() >= end
            self._began = self._clock.monotonic()
            async with aclosing(self._look(over or self._deep_due())) as look:
                async for batch in look:
                    yield batch
            if over:
                return
            await self._rest(end)

    async def _look(self, deep: bool) -> AsyncGenerator[Batch, None]:
        before = self.looks
        since = reach.begin(before, self._source.now(), deep=deep, since=self._since)
        newest: datetime | None = None
        at: datetime | None = None  # the first page was answered then: no clock of ours has a say in it
        new: list[Seen] = []
        count = 0
        try:
            async for event in self._source.events.list(since=_text(since)):
                count, at = count + 1, at or self._source.now()
                happened = moment(event)
                newest = max(filter(None, (newest, happened)), default=None)
                if event.id in self._known:
                    continue
                self._known[event.id] = happened
                if before is None and not self._wanted(happened):
                    continue
                late = reach.late_by(happened, self._source.now(), before) if happened else 0
                new.append(Seen(event=event, late_by=late))
                if len(new) == PAGE:
                    yield await self._kept(new)
                    new = []
        except (Unauthorized, SignedOut):
            raise
        except Failure as failure:
            self._troubles = min(self._troubles + 1, 10)
            self._asked = getattr(failure, "retry_after", None) or 0.0
            yield structs.replace(await self._kept(new), trouble=failure)
            return
        self.looks = reach.ended(before, since=since, at=at or self._source.now(), newest=newest, deep=deep)
        self._settle(deep, count)
        yield structs.replace(await self._kept(new, self.looks), complete=True)

    def _wanted(self, happened: datetime | None) -> bool:
        """Whether a first look shows what it finds."""
        return happened is None or self._since is None or happened >= self._since

    async def _kept(self, new: list[Seen], looks: Looks | None = None) -> Batch:
        """The batch, kept; a disk that does not do its work is said once, and what comes is shown all the same."""
        batch = tuple(new)
        if self._store is None or not (batch or looks):
            return Batch(seen=batch)
        try:
            await asyncio.to_thread(self._store.keep, batch, looks)
        except LogError as error:
            self._store = None
            return Batch(seen=batch, trouble=error)
        return Batch(seen=batch)

    def _settle(self, deep: bool, count: int) -> None:
        self._troubles = 0
        if deep and self.looks is not None:
            self._deep = (self._clock.monotonic(), self._clock.now())
            self._pages = -(-count // PAGE)
            oldest = self.looks.at - reach.LONGEST
            self._known = {id: at for id, at in self._known.items() if at is None or at >= oldest}

    def _deep_due(self) -> bool:
        """Also after a sleep, which the monotonic clock of some systems does not count, and when the clock was set."""
        if self._deep is None:
            return True
        passed = self._clock.monotonic() - self._deep[0]
        on_the_wall = abs((self._clock.now() - self._deep[1]).total_seconds())
        return max(passed, on_the_wall) >= reach.deep_after(self._wished, self._pages)

    async def _rest(self, end: float | None) -> None:
        while True:
            now = self._clock.monotonic()
            left = self._began + self.interval - now
            if end is not None:
                left = min(left, end - now)
            if left <= 0:
                return
            await self._clock.sleep(min(_SLICE, left))


def _text(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
