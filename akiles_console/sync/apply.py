"""Writes a plan: gains first, person by person, removals last; every write is journalled, lost answers settle."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable

import msgspec

from akiles_console.api.errors import ApiError, Refused
from akiles_console.api.models import Member
from akiles_console.clock import Clock, Wakefulness
from akiles_console.failure import Failure
from akiles_console.sync import since
from akiles_console.sync.control import Control, obstacle, patiently
from akiles_console.sync.journal import Journal
from akiles_console.sync.losses import loses_access
from akiles_console.sync.picture import Picture
from akiles_console.sync.plan import REMOVALS, Operation, Plan, PlanError
from akiles_console.sync.sender import Ambiguous, Sender
from akiles_console.sync.writes import Conflict, Writer

PEOPLE_AT_ONCE = 4

Trouble = tuple[str, dict[str, str | int]]


class Result(msgspec.Struct):
    """How far one person's operations got: `done` were answered, `left` were never sent."""

    member_id: str | None = None
    troubles: list[Trouble] = []
    unknown: bool = False
    done: int = 0
    left: int = 0


class Apply:
    """One pass over a plan's operations. `control` pauses it or ends it after the writes under way.

    `agreed` is how many people may lose all access. `halted` is set where nobody can be written any more and nobody
    is there to change that (signed out, Akiles away), or more would be lost than was agreed to.
    """

    def __init__(
        self,
        plan: Plan,
        writer: Writer,
        picture: Picture,
        journal: Journal,
        run_id: str,
        *,
        clock: Clock,
        settle: float,
        control: Control,
        agreed: int,
    ) -> None:
        self._picture = picture
        self._writer = writer
        self._journal = journal
        self._run_id = run_id
        self._clock = clock
        self._control = control
        self._agreed = agreed
        self._slots = asyncio.Semaphore(PEOPLE_AT_ONCE)
        self._sender = Sender(writer, self._slots, clock=clock, settle=settle, control=control)
        self._awake = Wakefulness(clock)
        self._continued = control.times_continued
        self._operations: dict[str, list[Operation]] = defaultdict(list)
        self._numbers: dict[Operation, int] = {}
        self._waiting: set[str] = set()
        self.halted: Failure | None = None
        people = {person.key: person.member_id for person in plan.people}
        self.results: dict[str, Result] = {
            one.key: Result(member_id=people.get(one.key) or one.member_id, troubles=[]) for one in plan.operations
        }
        self._take(plan.operations)

    def _take(self, operations: Iterable[Operation]) -> None:
        for operation in operations:
            self._numbers[operation] = len(self._numbers)
            self._operations[operation.key].append(operation)

    async def run(self, ended: Callable[[str], None]) -> None:
        """Does it; `ended(key)` is called when a person's last operation is over. Fills `results`.

        Raises PlanError where the journal fails.
        """
        gains = self._chosen(lambda operation: operation.kind not in REMOVALS)
        removals = self._chosen(lambda operation: operation.kind in REMOVALS)
        await self._all(gains, lambda key: None if key in removals else ended(key))
        if removals:
            await self._judge_again(removals)
            await self._all(removals, ended)

    async def take_back(self, removals: Iterable[Operation]) -> None:
        """Removes what turned out to be there twice; the members concerned were read just now.

        How the person's own operations ended does not matter: the other one has everything.
        """
        more = tuple(removals)
        self._take(more)
        before, self.results = self.results, {one.key: Result(member_id=one.member_id, troubles=[]) for one in more}
        try:
            await self._all(self._chosen(lambda operation: operation in more), lambda key: None)
        finally:
            self.results = before

    def _chosen(self, wanted: Callable[[Operation], bool]) -> dict[str, list[Operation]]:
        found = {key: [one for one in operations if wanted(one)] for key, operations in self._operations.items()}
        return {key: operations for key, operations in found.items() if operations}

    async def _all(self, work: dict[str, list[Operation]], ended: Callable[[str], None]) -> None:
        self._waiting = {one.member_id for operations in work.values() for one in operations if one.member_id}
        try:
            async with asyncio.TaskGroup() as group:
                for key, operations in work.items():
                    group.create_task(self._person(key, operations, ended), name=f"apply {self._run_id}")
        except ExceptionGroup as several:  # the first is the cause, the others were cancelled by it
            raise several.exceptions[0] from several

    async def _person(self, key: str, operations: list[Operation], ended: Callable[[str], None]) -> None:
        result = self.results[key]
        async with self._slots:
            for operation in operations:
                await self._one(operation, result)
        self._waiting -= {operation.member_id for operation in operations if operation.member_id}
        ended(key)

    async def _judge_again(self, removals: dict[str, list[Operation]]) -> None:
        """Right before the first removal: reads everybody who is to lose something, and counts the losses anew."""
        self._picture.forget()
        ids = {one.member_id for operations in removals.values() for one in operations if one.member_id}
        if not await self._may_go_on():
            return
        try:
            await patiently(self._control, lambda: self._picture.read(ids))
            losing = [await self._loses(key, operations) for key, operations in removals.items()]
        except Failure as failure:
            if not isinstance(failure, ApiError) or obstacle(failure):
                self.halted = failure
            return
        if sum(losing) > self._agreed:
            self.halted = PlanError("guard_stopped_late", people=sum(losing), agreed=self._agreed)

    async def _loses(self, key: str, operations: list[Operation]) -> bool:
        """Whether what will really be taken from somebody is all they have; of people with a conflict nothing is."""
        result = self.results[key]
        own = [operation for operation in operations if operation.member_id == result.member_id]
        if not own or not self._wanted(own[0], result):
            return False
        now = await self._picture.look(own[0].member_id or "", ())
        if now is None or now.is_deleted or self._trouble(own[0], now):
            return False
        return loses_access(now, own, self._clock.now())

    def _trouble(self, operation: Operation, now: Member) -> str | None:
        """Why an operation must not be sent to a member as it is now."""
        mine = [one for one in self._operations[operation.key] if one.member_id == operation.member_id]
        if since.changed_by_others(self._picture.planned_from[now.id], mine, now):
            return "changed_since"
        return "gain_not_seen" if operation.kind in REMOVALS and not _seen(mine, now) else None

    async def _may_go_on(self) -> bool:
        """Waits while the run is paused; False where nothing more is to be written. What was seen before a pause or
        a sleep counts no more."""
        if self._awake.slept():
            self._picture.forget()
            await self._control.hold("slept")
        going_on = await self._control.admitted()
        self._awake.look()
        if self._continued != self._control.times_continued:
            self._continued = self._control.times_continued
            self._picture.forget()
        return going_on and not self.halted

    async def _one(self, operation: Operation, result: Result) -> None:
        """One operation, as often as somebody goes on after an obstacle."""
        while await self._may_go_on() and self._wanted(operation, result):
            begun, awake = self._control.times_continued, Wakefulness(self._clock)
            try:
                if not await self._is_open(operation, result):
                    return
                if awake.slept():  # what was looked at is hours old, whoever else noticed the sleep first
                    self._picture.forget()
                    continue
                await self._write(operation, result)
                return
            except Failure as failure:
                reason = obstacle(failure)
                if reason is None:
                    raise
                if reason == "slept":  # `_may_go_on` answers that
                    continue
                if not await self._control.hold(reason, begun) and not self._control.cancelled:
                    self.halted = self.halted or failure
        result.left += 1

    def _wanted(self, operation: Operation, result: Result) -> bool:
        """No child without its member; nothing taken away while a gain is missing; nothing after a conflict."""
        if operation.member_id is None and result.member_id is None and operation.kind != "create_member":
            return False
        if operation.kind in REMOVALS:
            return not (result.troubles or result.unknown or result.left)
        return not any(code == "changed_since" for code, _ in result.troubles)

    async def _is_open(self, operation: Operation, result: Result) -> bool:
        """Looks at the person, where there was one to plan from: whether the operation still has to be sent.

        Somebody else's change in between is that person's trouble; nothing is overwritten. Raises Failure.
        """
        planned_from = self._picture.planned_from.get(operation.member_id or result.member_id or "")
        if planned_from is None:
            return True
        try:
            now = await self._picture.look(planned_from.id, self._waiting)
        except ApiError as error:
            if obstacle(error):
                raise
            return self._troubled(result, error.code, error.details)
        if since.already(operation, now, planned_from):
            result.done += 1
            return False
        trouble = self._trouble(operation, now) if now else "changed_since"
        return self._troubled(result, trouble) if trouble else True

    def _troubled(self, result: Result, code: str, details: dict[str, str | int] | None = None) -> bool:
        result.troubles.append((code, details or {}))
        result.left += 1
        return False

    async def _write(self, operation: Operation, result: Result) -> None:
        operation_id = f"{self._run_id}-{self._numbers[operation]}"
        member_id = operation.member_id or result.member_id
        await self._journal.intend(self._run_id, operation_id, operation, member_id)
        try:
            sent = await self._sender.surely(operation, operation_id, member_id or "")
        except Failure as failure:
            await self._failed(operation, operation_id, result, failure)
            return
        result.done += 1
        await self._journal.settle(operation_id, "done", sent.id, "repeated" if sent.repeated else None)
        if operation.kind == "create_member":
            result.member_id = sent.id
            self._picture.made(sent.id, operation, self._writer.source_name, seen=not sent.found)

    async def _failed(self, operation: Operation, operation_id: str, result: Result, failure: Failure) -> None:
        """Keeps it in mind; raises the failure again where it is nobody's in particular and surely nothing was done."""
        cause = failure.cause if isinstance(failure, Ambiguous) else failure
        lost = failure is not cause
        await self._journal.settle(operation_id, "unknown" if lost else "failed", None, cause.code)
        if lost:
            result.unknown = True
            result.troubles.append(("answer_lost", {"kind": operation.kind}))
            if obstacle(cause) not in (None, "slept") and not self._control.attended:
                self.halted = self.halted or cause
        elif obstacle(cause):
            raise cause
        else:
            told = {} if isinstance(cause, Conflict) else {**cause.details, "kind": operation.kind}
            result.troubles.append(("pin_taken" if _from_the_file(operation, cause) else cause.code, told))


def _from_the_file(operation: Operation, cause: Failure) -> bool:
    """Whether a PIN that somebody chose was refused: Akiles wants each one only once."""
    return isinstance(cause, Refused) and cause.invalid_request and ("from", "file") in operation.changes


def _seen(operations: list[Operation], now: Member) -> bool:
    """Whether the groups that were given can be seen: before that nothing is taken away."""
    given = {operation.target for operation in operations if operation.kind == "add_group"}
    return given <= since.held(now, "group")
