"""Time and chance, handed in from outside so that a test can drive the engine in time of its own."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

_JUMP = 60.0
"""Seconds that the wall clock may run ahead of the other one: only one of the two goes on while a computer sleeps."""
_SILENCE = 600.0
"""Seconds in which something under way that is not paused does something: every wait of ours is shorter."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is aware, in UTC; `monotonic` and `sleep` count seconds; `random` gives 0 <= x < 1."""

    now: Callable[[], datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random


class Wakefulness:
    """Notices that the computer slept since it was asked last."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.look()

    def look(self) -> None:
        """Takes the present for awake."""
        self._wall, self._counted = self._clock.now(), self._clock.monotonic()

    def slept(self) -> bool:
        """Whether there was a sleep since the last `look` or question."""
        wall, counted = self._wall, self._counted
        self.look()
        passed = self._counted - counted
        return passed > _SILENCE or (self._wall - wall).total_seconds() - passed > _JUMP
