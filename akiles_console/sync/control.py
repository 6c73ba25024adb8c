"""What a person does to a run that is under way, what holds it up by itself, and how long it will take."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from akiles_console.api.errors import ApiError, LostAnswer, Unauthorized, Unreachable
from akiles_console.auth.tokens import RenewalFailed
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.sync.plan import PlanError

_T = TypeVar("_T")

_KNOWN_FROM = 5
"""People whose writes must be over, and seconds that must have passed, before a pace says something."""


def _nobody() -> None:
    """Nobody listens."""


class Control:
    """Pauses, continues and cancels one run; hand it in, keep it, press its buttons. Without Qt.

    `state`: running | pausing (writes under way end first) | paused | ending (cancelled). `reason`, while it is
    paused: person | signed_out | network | slept. `changed` is called after each change of the two.

    `attended`: somebody is there to press "go on". Without, a run that meets an obstacle ends, resumable.
    """

    def __init__(self, *, attended: bool = False, changed: Callable[[], None] = _nobody) -> None:
        self.attended = attended
        self.changed = changed
        self.reason = ""
        self.times_continued = 0
        """How often the run went on after a pause: what was seen before it may have changed since."""
        self._open = asyncio.Event()
        self._open.set()
        self._ended = asyncio.Event()
        self._under_way = 0

    @property
    def state(self) -> str:
        """Where the run stands; see the class."""
        if self.cancelled:
            return "ending"
        if self._open.is_set():
            return "running"
        return "pausing" if self._under_way else "paused"

    @property
    def cancelled(self) -> bool:
        """Whether the run is to end after the writes under way."""
        return self._ended.is_set()

    def pause(self) -> None:
        """No more writes after those under way, until `go_on`."""
        self._close("person")

    def go_on(self) -> None:
        """Continues after a pause, whatever its reason; who is not done yet is looked at afresh first."""
        if self.cancelled or self._open.is_set():
            return
        self.reason = ""
        self.times_continued += 1
        self._open.set()
        self.changed()

    def cancel(self) -> None:
        """Ends the run after the writes under way; it can be resumed later."""
        if self.cancelled:
            return
        self._ended.set()
        self.reason = ""
        self._open.set()
        self.changed()

    async def admitted(self) -> bool:
        """For the engine: waits while the run is paused; False where nothing more may be written."""
        while not (self.cancelled or self._open.is_set()):
            await self._open.wait()
        return not self.cancelled

    async def rest(self, clock: Clock, seconds: float) -> None:
        """For the engine: sleeps, not longer than until it is cancelled."""
        sleeping = asyncio.ensure_future(clock.sleep(seconds))
        ending = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait({sleeping, ending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            ending.cancel()

    async def hold(self, reason: str, begun: int | None = None) -> bool:
        """For the engine: pauses for an obstacle until somebody goes on; False where nobody will.

        `begun` is `times_continued` when the try began that met it: somebody may have gone on since, and the
        obstacle be out of the way.
        """
        if self.cancelled or not self.attended:
            return False
        if begun in (None, self.times_continued):
            self._close(reason)
        return await self.admitted()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """For the engine: around one write, which a pause waits for."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            if self.state == "paused":
                self.changed()

    def _close(self, reason: str) -> None:
        if self.cancelled or (not self._open.is_set() and self.reason != "person"):
            return
        self.reason = reason
        self._open.clear()
        self.changed()


def obstacle(failure: Failure) -> str | None:
    """The reason to pause for a failure that is nobody's in particular: signed_out | network | slept; else None."""
    if isinstance(failure, PlanError):
        return None
    if failure.code == "slept":
        return "slept"
    if isinstance(failure, Unreachable | RenewalFailed) or (isinstance(failure, LostAnswer) and not failure.writes):
        return "network"
    return "signed_out" if isinstance(failure, Unauthorized) or not isinstance(failure, ApiError) else None


async def patiently(control: Control, call: Callable[[], Awaitable[_T]]) -> _T:
    """What a read gives; where Akiles is away or does not let us in, it is read again once somebody went on.

    Raises what the read raises, where nobody is there to go on.
    """
    while True:
        begun = control.times_continued
        try:
            return await call()
        except Failure as failure:
            reason = obstacle(failure)
            if reason is None or not await control.hold(reason, begun):
                raise


def seconds_left(done: int, total: int, elapsed: float) -> float | None:
    """How long the rest will take at the pace so far; None until there is a pace.

    `done` people took `elapsed` seconds, `total` are to be done in all.
    """
    if done < _KNOWN_FROM or elapsed < _KNOWN_FROM:
        return None
    return max(0, total - done) * elapsed / done
