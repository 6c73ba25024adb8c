"""Performs a plan: journal, writes, a look at what came of them, and the report. A sync and an undo both end here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from typing import Protocol

import msgspec

from akiles_console.api.client import Client
from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.sync.apply import Apply, Result
from akiles_console.sync.control import Control, patiently
from akiles_console.sync.directory import Directory
from akiles_console.sync.journal import Journal, folder_of, one_run
from akiles_console.sync.outcomes import Outcome, Progress, Report, outcome, quiet, teller
from akiles_console.sync.picture import Picture
from akiles_console.sync.plan import Operation, Plan, PlanError
from akiles_console.sync.records import Ending, Origin, person_of
from akiles_console.sync.sender import LOOK_UPS
from akiles_console.sync.writes import Writer

SETTLE = 90.0
"""Seconds in which a create whose answer was lost may still appear."""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """How a plan is performed: time, patience with lost answers, who is told, and what pauses or ends it."""

    clock: Clock = Clock()
    settle: float = SETTLE
    progress: Callable[[Progress], None] = quiet
    control: Control | None = None


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is about, for the journal: the file's name, the roster, what it can be made from again, and how
    many losses were agreed to."""

    file: str
    roster: str = ""
    origin: Origin | None = None
    approved: int = 0


class Sight(Protocol):
    """How what came of a run is seen."""

    async def read(self, results: Mapping[str, Result]) -> Directory:
        """The members that were touched, read afresh. Raises ApiError."""
        ...

    async def missing(self, directory: Directory) -> Counter[str]:
        """For each person's key how many writes are still missing."""
        ...

    def twice(self, directory: Directory, run_id: str) -> tuple[Operation, ...]:
        """The removals of what this run made although somebody else made it at the same moment."""
        ...

    def kept(self, directory: Directory) -> Mapping[str, str]:
        """Of people who are there twice: key -> the member that stays."""
        ...


async def perform(
    client: Client, plan: Plan, writer: Writer, members: Mapping[str, Member], cause: Cause, sight: Sight, terms: Terms
) -> Report:
    """Writes the plan and reports; `calls` counts from here.

    `members` is the snapshot by id. Where the look at what came of it fails, everybody stays unverified. Raises
    PlanError: run_in_progress, journal_unusable. Cancelling ends the run at once, and the journal knows.
    """
    before = client.calls
    control = terms.control or Control()
    folder = folder_of(plan.organization_id)
    with one_run(folder), closing(Journal(folder, terms.clock.now)) as journal:
        run_id = await journal.begin(plan, cause.file, cause.roster, cause.origin, cause.approved)
        try:
            picture = Picture(client, members, terms.clock)
            apply = Apply(
                plan, writer, picture, journal, run_id,
                clock=terms.clock, settle=terms.settle, control=control, agreed=cause.approved,
            )  # fmt: skip
            await apply.run(teller(plan, apply.results, terms.progress, control, terms.clock.monotonic))
            people = await _Ending(plan, apply, picture, sight, run_id, terms, control).people()
            state = _state(apply, control)
            await journal.conclude(run_id, [_ending(person) for person in people])
            await journal.end(run_id, state)
        except BaseException:
            with suppress(PlanError):
                journal.end_now(run_id, "interrupted")
            raise
    return Report(
        run_id=run_id,
        plan_id=plan.id,
        state=state,
        people=people,
        calls=client.calls - before,
        halted=(apply.halted.code, apply.halted.details) if apply.halted else None,
    )


def _state(apply: Apply, control: Control) -> str:
    if apply.halted:
        return "stopped"
    open_end = any(result.left or result.unknown for result in apply.results.values())
    return "interrupted" if open_end and control.cancelled else "finished"


class _Ending(msgspec.Struct, frozen=True):
    """The look at what came of a run."""

    plan: Plan
    apply: Apply
    picture: Picture
    sight: Sight
    run_id: str
    terms: Terms
    control: Control

    async def people(self) -> tuple[Outcome, ...]:
        """How it ended for everybody."""
        results = self.apply.results
        self.terms.progress(Progress(phase="verify", done=0, total=len(results)))
        missing: Counter[str] | None = None
        if not self.apply.halted:
            with suppress(Failure):
                missing = await self._missing()
        return tuple(outcome(person, results.get(person.key), missing) for person in self.plan.people)

    async def _missing(self) -> Counter[str]:
        """What is not as planned; somebody who is there twice gets time until the other one is complete."""
        waited = 0.0
        for at in (0.0, *(at for at in LOOK_UPS if at <= self.terms.settle)):
            if at:
                await self.control.rest(self.terms.clock, at - waited)
                waited = at
            directory = await patiently(self.control, lambda: self.sight.read(self.apply.results))
            missing = await self.sight.missing(directory)
            twice = self.sight.twice(directory, self.run_id)
            ready = [operation for operation in twice if not missing[operation.key]]
            self.picture.take(directory.members)
            await self.apply.take_back(ready)
            if len(ready) == len(twice) or self.control.cancelled:
                break
        for key, member_id in self.sight.kept(directory).items():
            if key in self.apply.results:
                self.apply.results[key].member_id = member_id
        return missing


def _ending(told: Outcome) -> Ending:
    return Ending(
        person=person_of(told.key),
        member_id=told.member_id,
        status=told.status,
        verified=told.verified,
        skip_reason=told.skip_reason,
        problems=tuple(code for code, _ in told.problems),
    )
