"""When Akiles does not answer, one question is asked again and again, instead of everybody's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from akiles_console.api.errors import ApiError, BadAnswer, LostAnswer, ServerFault, Unreachable
from akiles_console.clock import Clock
from akiles_console.failure import Failure

FAILURES = 5
"""Requests in a row without an answer of Akiles that open the circuit."""

PAUSE = 2.0
"""Seconds between two probes of an open circuit, on average: 1 to 3."""

_AWAY = (Unreachable, LostAnswer, BadAnswer, ServerFault)


class Circuit:
    """Closed, open, or half open while its probe is under way. `probe` gives what it ran into, or None.

    While it is open nobody's request is sent: all wait for the same probe. One that fails is a failed try of all
    of them, one that is answered lets all of them go.
    """

    def __init__(self, clock: Clock, probe: Callable[[], Awaitable[Failure | None]]) -> None:
        self._clock = clock
        self._probe = probe
        self._probing = asyncio.Lock()
        self._failures = 0
        self._probes = 0
        self._quiet_until = 0.0
        self._trouble: ApiError | None = None

    @property
    def open(self) -> bool:
        """Whether requests have to wait."""
        return self._failures >= FAILURES

    def ended(self, error: Failure | None) -> None:
        """Takes note of how a request ended. A refusal of Akiles is an answer, too."""
        if isinstance(error, _AWAY):
            self._failures += 1
            self._trouble = error
            if self._failures == FAILURES:
                self._rest()
        else:
            self._failures = 0

    async def trouble(self) -> ApiError | None:
        """None once requests may be sent; otherwise what the probe that was waited for ran into."""
        if not self.open:
            return None
        known = self._probes
        async with self._probing:
            if self.open and self._probes == known:
                await self._try()
        return self._trouble if self.open else None

    async def _try(self) -> None:
        left = self._quiet_until - self._clock.monotonic()
        if left > 0:
            await self._clock.sleep(left)
        if self.open:  # a request that was under way may have been answered in the meantime
            self.ended(await self._probe())
            self._probes += 1
            self._rest()

    def _rest(self) -> None:
        self._quiet_until = self._clock.monotonic() + PAUSE * (0.5 + self._clock.random())
