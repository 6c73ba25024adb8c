"""How many requests are in flight: more while answers are quick, half as many when Akiles says it is too much."""

from __future__ import annotations

import asyncio
from types import TracebackType

from akiles_console.clock import Clock

MOST = 16
"""Requests in flight that are never exceeded."""

QUICK = 1.0
"""Seconds within which an answer is quick."""


class Pace:
    """Lets at most `limit` in at a time, first come first served; enter it with `async with`."""

    def __init__(self, clock: Clock, limit: int) -> None:
        self.limit = limit
        self._clock = clock
        self._slots = asyncio.Semaphore(limit)
        self._owed = 0  # slots that are taken away once they are given back
        self._quick = 0
        self._halved_at = float("-inf")
        self._quiet_until = 0.0

    async def __aenter__(self) -> None:
        await self._slots.acquire()
        left = self._quiet_until - self._clock.monotonic()
        if left > 0:
            try:
                await self._clock.sleep(left)
            except BaseException:
                self._release()
                raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()

    def answered(self, seconds: float) -> None:
        """An answer took so long. A whole round of quick ones, with all slots in use, makes room for one more."""
        if seconds > QUICK or self.limit >= MOST or not self._slots.locked():
            self._quick = 0
            return
        self._quick += 1
        if self._quick >= self.limit:
            self._quick = 0
            self.limit += 1
            if self._owed:
                self._owed -= 1
            else:
                self._slots.release()

    def too_many(self, started: float) -> None:
        """Halves, once for all that were in flight together; `started` is the request's monotonic time."""
        if started < self._halved_at:
            return
        self._halved_at = self._clock.monotonic()
        self._quick = 0
        self._owed += self.limit - max(1, self.limit // 2)
        self.limit = max(1, self.limit // 2)

    def pause(self, seconds: float) -> None:
        """Nobody is let in for so long: the server asked for it."""
        self._quiet_until = max(self._quiet_until, self._clock.monotonic() + seconds)

    def _release(self) -> None:
        if self._owed:
            self._owed -= 1
        else:
            self._slots.release()
