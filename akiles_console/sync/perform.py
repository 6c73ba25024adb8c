"""Performs a plan: journal, writes, a look at what came of them, and the report. A sync and an undo both end here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress

import msgspec

from akiles_console import paths
from akiles_console.api.client import Client
from akiles_console.api.errors import ApiError
from akiles_console.clock import Clock
from akiles_console.sync.apply import Apply
from akiles_console.sync.control import Control
from akiles_console.sync.journal import Journal, one_run
from akiles_console.sync.outcomes import Outcome, Progress, Report, outcome, quiet, teller
from akiles_console.sync.plan import Plan, PlanError
from akiles_console.sync.records import Ending, Origin, person_of
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


async def perform(
    client: Client,
    plan: Plan,
    writer: Writer,
    cause: Cause,
    read_back: Callable[[list[str]], Awaitable[Counter[str]]],
    terms: Terms,
) -> Report:
    """Writes the plan and reports; `calls` counts from here.

    `read_back` gets the ids of the members that were touched, reads them afresh and gives for each person's key how
    many writes are still missing; its ApiError leaves everybody unverified. Raises PlanError: run_in_progress,
    journal_unusable. Cancelling ends the run at once, and the journal knows.
    """
    before = client.calls
    folder = paths.organization(plan.organization_id)
    with one_run(folder), closing(Journal(folder, terms.clock.now)) as journal:
        run_id = await journal.begin(plan, cause.file, cause.roster, cause.origin, cause.approved)
        try:
            control = terms.control or Control()
            apply = Apply(plan, writer, journal, run_id, clock=terms.clock, settle=terms.settle, control=control)
            await apply.run(teller(plan, apply.results, terms.progress, control, terms.clock.monotonic))
            people = await _looked_at(plan, apply, read_back, terms.progress)
            left = any(result.left for result in apply.results.values())
            state = "stopped" if apply.halted else "interrupted" if left and control.cancelled else "finished"
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


async def _looked_at(
    plan: Plan,
    apply: Apply,
    read_back: Callable[[list[str]], Awaitable[Counter[str]]],
    progress: Callable[[Progress], None],
) -> tuple[Outcome, ...]:
    progress(Progress(phase="verify", done=0, total=len(apply.results)))
    missing: Counter[str] | None = None
    if not apply.halted:
        with suppress(ApiError):
            missing = await read_back([result.member_id for result in apply.results.values() if result.member_id])
    return tuple(outcome(person, apply.results.get(person.key), missing) for person in plan.people)


def _ending(told: Outcome) -> Ending:
    return Ending(
        person=person_of(told.key),
        member_id=told.member_id,
        status=told.status,
        verified=told.verified,
        skip_reason=told.skip_reason,
        problems=tuple(code for code, _ in told.problems),
    )
