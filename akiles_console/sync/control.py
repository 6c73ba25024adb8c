"""What a person does to a run that is under way, what holds it up by itself, and how long it will take."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
        self._cancelled = False
        self._under_way = 0

    @property
    def state(self) -> str:
        """Where the run stands; see the class."""
        if self._cancelled:
            return "ending"
        if self._open.is_set():
            return "running"
        return "pausing" if self._under_way else "paused"

    @property
    def cancelled(self) -> bool:
        """Whether the run is to end after the writes under way."""
        return self._cancelled

    def pause(self) -> None:
        """No more writes after those under way, until `go_on`."""
        self._close("person")

    def go_on(self) -> None:
        """Continues after a pause, whatever its reason; who is not done yet is looked at afresh first."""
        if self._cancelled or self._open.is_set():
            return
        self.reason = ""
        self.times_continued += 1
        self._open.set()
        self.changed()

    def cancel(self) -> None:
        """Ends the run after the writes under way; it can be resumed later."""
        if self._cancelled:
            return
        self._cancelled = True
        self.reason = ""
        self._open.set()
        self.changed()

    async def admitted(self) -> bool:
        """For the engine: waits while the run is paused; False where nothing more may be written."""
        while not (self._cancelled or self._open.is_set()):
            await self._open.wait()
        return not self._cancelled

    async def hold(self, reason: str) -> bool:
        """For the engine: pauses for an obstacle until somebody goes on; False where nobody will."""
        if self._cancelled or not self.attended:
            return False
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
        if self._cancelled or (not self._open.is_set() and self.reason != "person"):
            return
        self.reason = reason
        self._open.clear()
        self.changed()


def seconds_left(done: int, total: int, elapsed: float) -> float | None:
    """How long the rest will take at the pace so far; None until there is a pace.

    `done` people took `elapsed` seconds, `total` are to be done in all.
    """
    if done < _KNOWN_FROM or elapsed < _KNOWN_FROM:
        return None
    return max(0, total - done) * elapsed / done
