"""What a run tells: progress while it goes on, and in the end an outcome for each person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import msgspec

from akiles_console.sync.apply import Result, Trouble
from akiles_console.sync.control import Control, seconds_left
from akiles_console.sync.plan import Person, Plan


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How it ended for one person.

    `status`: synced | none | failed | unknown; while a run is going on also `written`: answered, not yet read
    back. `verified`: read back and found as planned. `problems` are (code, details) with words in `messages`.
    """

    key: str
    name: str
    member_id: str | None = None
    status: str
    verified: bool = False
    skip_reason: str | None = None
    problems: tuple[Trouble, ...] = ()


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What is being done: `phase` is wait | read | write | verify; `done` of `total` people; `outcome` of the one
    whose writes just ended, if any; `seconds_left` until the writes are over, None until it is known.

    `wait`: a write of an earlier run may still arrive, and gets `seconds_left` for it.
    """

    phase: str
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None
    seconds_left: float | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run. `state`: finished | stopped | interrupted. `halted` says why a stopped one could not go on.
    `calls` counts every API request of the run."""

    run_id: str
    plan_id: str
    state: str
    people: tuple[Outcome, ...]
    calls: int
    halted: Trouble | None = None


def quiet(_: Progress) -> None:
    """Nobody listens."""


def teller(
    plan: Plan,
    results: Mapping[str, Result],
    progress: Callable[[Progress], None],
    control: Control,
    monotonic: Callable[[], float],
) -> Callable[[str], None]:
    """Tells `progress` of each person whose writes are over; call it with the key. A pause is not counted as pace."""
    people = {person.key: person for person in plan.people if person.status not in ("skip", "unchanged")}
    done, since, done_then, pauses = 0, monotonic(), 0, control.times_continued

    def ended(key: str) -> None:
        nonlocal done, since, done_then, pauses
        if pauses != control.times_continued:
            since, done_then, pauses = monotonic(), done, control.times_continued
        done += 1
        told = written(people[key], results[key])
        left = seconds_left(done - done_then, len(people) - done_then, monotonic() - since)
        progress(Progress(phase="write", done=done, total=len(people), outcome=told, seconds_left=left))

    progress(Progress(phase="write", done=0, total=len(people)))
    return ended


def written(person: Person, result: Result) -> Outcome:
    """What the answers said, before anything is read back."""
    problems = tuple(result.troubles)
    if result.left and result.done and not problems:
        problems = (("partly_done", {}),)
    status = "unknown" if result.unknown else "failed" if problems else "none" if result.left else "written"
    return Outcome(
        key=person.key,
        name=person.name,
        member_id=result.member_id,
        status=status,
        skip_reason="not_reached" if status == "none" else None,
        problems=problems,
    )


def outcome(person: Person, result: Result | None, open_writes: Counter[str] | None) -> Outcome:
    """How it ended for one person; `open_writes` is what a fresh plan would still write, None: not read back."""
    notes = tuple((note.code, note.details) for note in person.notes)
    if person.status in ("skip", "unchanged") or result is None:
        skipped = person.status == "skip"
        return Outcome(
            key=person.key,
            name=person.name,
            member_id=person.member_id,
            status="none" if skipped else "synced",
            verified=not skipped,
            skip_reason=person.skip_reason,
            problems=notes,
        )
    answered = written(person, result)
    verified = open_writes is not None and not open_writes[person.key]
    problems = notes + answered.problems
    status = answered.status
    if verified:
        status, problems = "synced", notes
    elif status == "written":
        status, problems = "unknown", (*problems, ("not_verified" if open_writes is not None else "not_read_back", {}))
    return msgspec.structs.replace(
        answered,
        status=status,
        verified=verified,
        problems=problems,
        skip_reason=None if verified else answered.skip_reason,
    )
