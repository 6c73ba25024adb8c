"""One write that must not be done twice: sent, and where its answer was lost, looked for before one repeat."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

from akiles_console.api.errors import ApiError
from akiles_console.clock import Clock, Wakefulness
from akiles_console.failure import Failure
from akiles_console.sync.control import Control, obstacle, patiently
from akiles_console.sync.plan import Operation
from akiles_console.sync.writes import Conflict, Writer, is_create

LOOK_UPS = (5.0, 15.0, 45.0, 90.0)
"""Seconds after a lost create at which it is looked up (`security.md`, measured: none of 2,000 appeared later)."""


class Ambiguous(Failure):
    """A write that may or may not have been done, after everything was tried; `cause` is the last failure."""

    def __init__(self, cause: Failure) -> None:
        super().__init__(cause.code, **cause.details)
        self.cause = cause


class Sent(NamedTuple):
    """A write that was done: the id of what it made or changed; `repeated`: a first copy may still be on its way;
    `found`: it was looked up, after a while in which others may have found it, too."""

    id: str
    repeated: bool = False
    found: bool = False


class Sender:
    """Sends for people who hold one of `slots`; while one of them waits for a lost write, others have the slot."""

    def __init__(
        self, writer: Writer, slots: asyncio.Semaphore, *, clock: Clock, settle: float, control: Control
    ) -> None:
        self._writer = writer
        self._slots = slots
        self._clock = clock
        self._settle = settle
        self._control = control

    async def surely(self, operation: Operation, operation_id: str, member_id: str) -> Sent:
        """Does the write, once.

        Raises Ambiguous where it may or may not have been done, Conflict where somebody else has changed the
        same meanwhile, else what the first try raised.
        """
        awake = Wakefulness(self._clock)
        try:
            return Sent(await self._send(operation, operation_id, member_id))
        except ApiError as error:
            if not error.maybe_done:
                raise
            lost = error
        found = await self._look(operation, operation_id, member_id, lost, awake)
        if found:
            return Sent(found, found=True)
        try:
            return Sent(await self._send(operation, operation_id, member_id), repeated=True)
        except Failure as failure:
            if isinstance(failure, ApiError) and failure.maybe_done:
                found = await self._look(operation, operation_id, member_id, failure, awake)
                if found:
                    return Sent(found, repeated=True, found=True)
            raise Ambiguous(failure) from failure

    async def _send(self, operation: Operation, operation_id: str, member_id: str) -> str:
        with self._control.writing():
            return await self._writer.send(operation, operation_id, member_id)

    async def _look(
        self, operation: Operation, operation_id: str, member_id: str, lost: ApiError, awake: Wakefulness
    ) -> str | None:
        """The id of what a write made or changed after all, or None when it surely did not show in time.

        Edits and removals can be repeated without harm: they only wait a moment. Raises Ambiguous where the last
        look failed, the run was cancelled or paused, or the computer slept since it was sent.
        """
        waited, continued = 0.0, self._control.times_continued
        for at in self._moments(operation):
            await self._wait(at - waited)
            waited = at
            slept = awake.slept() and not is_create(operation)  # then others may have been at it for hours
            if slept or not await self._control.admitted():
                raise Ambiguous(lost)
            try:
                found = await patiently(self._control, lambda: self._writer.find(operation, operation_id, member_id))
            except Conflict:
                raise
            except Failure as failure:  # seeing nothing is not "not there"; the next look may see more
                if waited >= self._moments(operation)[-1] or obstacle(failure) == "signed_out":
                    raise Ambiguous(failure) from failure
                continue
            if found:
                return found
        if self._control.times_continued != continued:  # others may have done the same during the pause
            raise Ambiguous(lost)
        return None

    def _moments(self, operation: Operation) -> tuple[float, ...]:
        if not is_create(operation):
            return (min(LOOK_UPS[0], self._settle),)
        return (*(at for at in LOOK_UPS if at < self._settle), self._settle)

    async def _wait(self, seconds: float) -> None:
        """Sleeps without keeping others from being written."""
        self._slots.release()
        try:
            await self._control.rest(self._clock, seconds)
        finally:
            await self._slots.acquire()
