"""Writes a plan: gains first, person by person, removals last; every write is journalled, lost answers settle."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable

import msgspec

from akiles_console.api.errors import ApiError, Unauthorized, Unreachable
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.sync.control import Control
from akiles_console.sync.journal import Journal
from akiles_console.sync.plan import REMOVALS, Operation, Plan
from akiles_console.sync.writes import Writer, is_create

PEOPLE_AT_ONCE = 4
FRESH = 30.0
"""Seconds for which a snapshot is taken for the present of people who were given nothing in this run."""
LOOK_UPS = (5.0, 15.0, 45.0, 90.0)
"""Seconds after a lost create at which it is looked up (`security.md`, measured: none of 2,000 appeared later)."""

Trouble = tuple[str, dict[str, str | int]]


class Ambiguous(Failure):
    """A write that may or may not have been done, after everything was tried; `cause` is the last failure."""

    def __init__(self, cause: Failure) -> None:
        super().__init__(cause.code, **cause.details)
        self.cause = cause


class Result(msgspec.Struct):
    """How far one person's operations got: `done` were answered, `left` were never sent."""

    member_id: str | None = None
    troubles: list[Trouble] = []
    unknown: bool = False
    done: int = 0
    left: int = 0


class Apply:
    """One pass over a plan's operations. `control` pauses it or ends it after the writes under way."""

    def __init__(
        self,
        plan: Plan,
        writer: Writer,
        journal: Journal,
        run_id: str,
        *,
        clock: Clock,
        settle: float,
        control: Control,
    ) -> None:
        self._plan = plan
        self._writer = writer
        self._journal = journal
        self._run_id = run_id
        self._clock = clock
        self._settle = settle
        self._control = control
        self._slots = asyncio.Semaphore(PEOPLE_AT_ONCE)
        self._ids = {operation: f"{run_id}-{at}" for at, operation in enumerate(plan.operations)}
        self._to_confirm: dict[str, list[Operation]] = {}
        self.halted: Failure | None = None
        self.results: dict[str, Result] = {}

    async def run(self, ended: Callable[[str], None]) -> None:
        """Does it; `ended(key)` is called when a person's last operation is over. Fills `results`.

        Sets `halted` where nobody can be written any more (signed out, server away). Raises PlanError where the
        journal fails.
        """
        gains: dict[str, list[Operation]] = defaultdict(list)
        removals: dict[str, list[Operation]] = defaultdict(list)
        for operation in self._plan.operations:
            (removals if operation.kind in REMOVALS else gains)[operation.key].append(operation)
            self.results.setdefault(operation.key, Result(member_id=operation.member_id, troubles=[]))
        begun = self._clock.monotonic()
        await self._all(gains, lambda key: None if key in removals else ended(key))
        late = self._clock.monotonic() - begun > FRESH
        self._to_confirm = {key: gains[key] for key in removals if gains[key] or late}
        await self._all(removals, ended)

    async def _all(self, work: dict[str, list[Operation]], ended: Callable[[str], None]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for key, operations in work.items():
                    group.create_task(self._person(key, operations, ended), name=f"apply {self._run_id}")
        except ExceptionGroup as several:  # the first is the cause, the others were cancelled by it
            raise several.exceptions[0] from several

    async def _person(self, key: str, operations: list[Operation], ended: Callable[[str], None]) -> None:
        result = self.results[key]
        async with self._slots:
            if (
                operations[0].kind in REMOVALS
                and key in self._to_confirm
                and not self._held_back(operations[0], result)
            ):
                await self._confirm(operations, self._to_confirm[key], result)
            for operation in operations:
                if not await self._control.admitted() or self._held_back(operation, result):
                    result.left += 1
                    continue
                with self._control.writing():
                    await self._operation(operation, result)
        ended(key)

    async def _confirm(self, removals: list[Operation], gains: list[Operation], result: Result) -> None:
        """Looks at a person right before anything is taken: what was given must be there, the person still ours.

        Who has not changed since a fresh snapshot is not read again; see FRESH.
        """
        member_id = removals[0].member_id or result.member_id or ""
        try:
            trouble = await self._writer.obstacle(member_id, gains)
        except Failure as failure:
            trouble = failure.code
            if not isinstance(failure, ApiError) or isinstance(failure, Unauthorized | Unreachable):
                self.halted = self.halted or failure
        if trouble:
            result.troubles.append((trouble, {}))

    def _held_back(self, operation: Operation, result: Result) -> bool:
        """Nothing more after a stop; no child without its member; nothing taken away while a gain is missing."""
        if self._control.cancelled or self.halted:
            return True
        if result.member_id is None and operation.kind != "create_member":
            return True
        return operation.kind in REMOVALS and bool(result.troubles or result.unknown or result.left)

    async def _operation(self, operation: Operation, result: Result) -> None:
        operation_id = self._ids[operation]
        await self._journal.intend(self._run_id, operation_id, operation, result.member_id)
        try:
            made = await self._surely(operation, operation_id, result.member_id or "")
        except Failure as failure:
            await self._failed(operation, operation_id, result, failure)
            return
        result.done += 1
        await self._journal.settle(operation_id, "done", made)
        if operation.kind == "create_member":
            result.member_id = made

    async def _failed(self, operation: Operation, operation_id: str, result: Result, failure: Failure) -> None:
        cause = failure.cause if isinstance(failure, Ambiguous) else failure
        lost = failure is not cause
        await self._journal.settle(operation_id, "unknown" if lost else "failed", None, cause.code)
        result.unknown = result.unknown or lost
        if not isinstance(cause, ApiError) or isinstance(cause, Unauthorized | Unreachable):
            self.halted = self.halted or cause
            result.left += 0 if lost else 1
        elif lost:
            result.troubles.append(("answer_lost", {"kind": operation.kind}))
        else:
            result.troubles.append((cause.code, {**cause.details, "kind": operation.kind}))

    async def _surely(self, operation: Operation, operation_id: str, member_id: str) -> str:
        """Sends; where the answer is lost, waits and looks before one repeat.

        Raises Ambiguous where the write may or may not have been done, else what the first try raised.
        """
        try:
            return await self._writer.send(operation, operation_id, member_id)
        except ApiError as error:
            if not error.maybe_done:
                raise
        found = await self._look(operation, operation_id, member_id)
        if found:
            return found
        try:
            return await self._writer.send(operation, operation_id, member_id)
        except Failure as failure:
            found = await self._look(operation, operation_id, member_id) if _lost(failure) else None
            if found:
                return found
            raise Ambiguous(failure) from failure

    async def _look(self, operation: Operation, operation_id: str, member_id: str) -> str | None:
        """The id of what a create made after all, or None when it surely did not show in time. Edits and removals
        can be repeated without harm: they only wait a moment. Raises Ambiguous where the last look failed."""
        if not is_create(operation):
            await self._wait(min(LOOK_UPS[0], self._settle))
            return None
        waited = 0.0
        for at in [*(at for at in LOOK_UPS if at < self._settle), self._settle]:
            await self._wait(at - waited)
            waited = at
            try:
                found = await self._writer.find(operation, operation_id, member_id)
            except ApiError as error:  # seeing nothing is not "not there"; the next look may see more
                if at == self._settle:
                    raise Ambiguous(error) from error
                continue
            if found:
                return found
        return None

    async def _wait(self, seconds: float) -> None:
        """Sleeps without keeping others from being written."""
        self._slots.release()
        try:
            await self._clock.sleep(seconds)
        finally:
            await self._slots.acquire()


def _lost(failure: Failure) -> bool:
    return isinstance(failure, ApiError) and failure.maybe_done
