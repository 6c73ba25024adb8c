"""How a run is going and how it ended, in plain words, made without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from akiles_console import messages
from akiles_console.sync.plan import Plan
from akiles_console.sync.run import Outcome, Progress, Report
from akiles_console.ui.pages.importing.words import PlanRow
from akiles_console.wording import N_, _, plural

STATES = {
    "needs_you": N_("Needs you"), "not_verified": N_("Not verified"), "not_begun": N_("Not begun"),
    "left_out": N_("Left out"), "waiting": N_("Waiting"), "written": N_("Written"), "verified": N_("Verified"),
}  # fmt: skip
"""What became of a person, in the order in which the report lists them. `waiting` and `written` (answered, not
read back yet) are only seen while a run goes on, `left_out` only of earlier runs."""

TONES = {
    "needs_you": "loss", "not_verified": "warn", "not_begun": "warn", "left_out": "muted", "waiting": "muted",
    "written": "muted", "verified": "gain",
}  # fmt: skip

_RANK = {state: place for place, state in enumerate(STATES)}


class RunRow(msgspec.Struct, frozen=True, kw_only=True):
    """One person of a run. `state` is one of `STATES`, `row` that of the file; `choose_pin`: the PIN of the file was
    not taken, and Akiles could choose one."""

    key: str
    name: str
    state: str
    what: str = ""
    row: int | None = None
    choose_pin: bool = False

    @property
    def title(self) -> str:
        """The state in words."""
        return _(STATES[self.state])

    @property
    def rank(self) -> int:
        """Its place in the report: what needs a person comes first."""
        return _RANK[self.state]


def waiting_rows(people: Iterable[PlanRow]) -> tuple[RunRow, ...]:
    """Everybody whom a plan changes, before the first write, with what is to happen to them."""
    busy = [row for row in people if row.kind not in ("skip", "unchanged")]
    return tuple(RunRow(key=row.person, name=row.name, state="waiting", what=row.what, row=row.key[1]) for row in busy)


def waiting_people(plan: Plan) -> tuple[RunRow, ...]:
    """Everybody whom a plan without a file changes."""
    busy = [person for person in plan.people if person.status not in ("skip", "unchanged")]
    return tuple(RunRow(key=person.key, name=person.name, state="waiting") for person in busy)


def outcome_row(outcome: Outcome, waiting: Mapping[str, RunRow]) -> RunRow:
    """What became of one person: what was planned, or what stood in its way."""
    said = [str(messages.sentence(code, details)) for code, details in outcome.problems]
    if outcome.skip_reason:
        said.insert(0, str(messages.sentence(outcome.skip_reason)))
    planned = waiting.get(outcome.key)
    state = state_of(outcome)
    return RunRow(
        key=outcome.key,
        name=outcome.name,
        state=state,
        what=" ".join(said) or (planned.what if planned else ""),
        row=planned.row if planned else None,
        choose_pin=state == "needs_you" and any(details.get("kind") == "add_pin" for _, details in outcome.problems),
    )


def state_of(outcome: Outcome) -> str:
    """Which of `STATES` it is: verified only where it was read back, whatever the calls answered."""
    if outcome.verified:
        return "verified"
    known = {"written": "written", "none": "not_begun", "failed": "needs_you"}
    return known.get(outcome.status, "not_verified")


def report_rows(report: Report, waiting: Mapping[str, RunRow]) -> tuple[RunRow, ...]:
    """Everybody whom the run was about, what needs a person first."""
    ended = {outcome.key: outcome_row(outcome, waiting) for outcome in report.people}
    rows = [ended.get(key, row) for key, row in waiting.items()]
    return tuple(sorted(rows, key=lambda row: (row.rank, row.name.casefold())))


def counts(rows: Iterable[RunRow]) -> dict[str, int]:
    """How many people in each state; every state is there."""
    found = dict.fromkeys(STATES, 0)
    for row in rows:
        found[row.state] += 1
    return found


DOING = {
    "import": N_("Giving access: {done} of {total}"), "undo": N_("Taking back: {done} of {total}"),
    "resume": N_("Finishing: {done} of {total}"),
}  # fmt: skip
"""What a run does, by the kind of run."""


def progress_words(progress: Progress, kind: str = "import") -> str:
    """What is being done, and how far it is."""
    if progress.phase == "wait":
        return _("Waiting: a change of an earlier run may still arrive ({left}).").format(
            left=left_words(progress.seconds_left)
        )
    if progress.phase == "read":
        return _("Looking once more at what Akiles has…")
    if progress.phase == "verify":
        return _("Reading back what was written: {done} of {total}").format(done=progress.done, total=progress.total)
    said = _(DOING[kind]).format(done=progress.done, total=progress.total)
    left = left_words(progress.seconds_left)
    return f"{said} · {left}" if left and progress.done < progress.total else said


def left_words(seconds: float | None) -> str:
    """How long it still takes; "" while nobody knows."""
    if seconds is None:
        return ""
    if seconds < 60:
        return _("less than a minute left")
    return plural("about {count} minute left", "about {count} minutes left", round(seconds / 60))


def control_words(state: str, reason: str, kind: str = "import") -> str:
    """Where a run stands, by `Control.state` and `Control.reason`, and what the buttons say of the rest."""
    if state == "pausing":
        return _("Pausing: what is under way is finished first, nothing new begins.")
    if state == "ending":
        return _("Stopping: what is under way is finished and read back, the others stay as they are.")
    if state == "paused":
        return _(_PAUSED.get(reason, _PAUSED["person"]))
    if kind == "undo":
        return _("Cancel lets what is under way finish; the rest is not taken back.")
    return _(
        "Pause holds the rest until you continue. Cancel lets what is under way finish; the others stay as they are."
    )


def control_headline(state: str) -> str:
    """The same in a few words."""
    said = {
        "pausing": _("Pausing…"),
        "ending": _("Stopping after what is under way…"),
        "paused": _("Paused: see Import."),
    }
    return said.get(state, "")


_PAUSED = {
    "person": N_("Paused: nothing new begins until you press Continue."),
    "signed_out": N_(
        "Paused: Akiles no longer lets this program in. Nothing is lost: reconnect, and it goes on where it stopped."
    ),
    "network": N_("Paused: Akiles cannot be reached. Nothing is lost: press Continue once the network is back."),
    "slept": N_(
        "Paused: the computer was asleep. Press Continue: everybody is looked at once more before anything is written."
    ),
}  # fmt: skip


def report_headline(report: Report, rows: Iterable[RunRow], kind: str = "import") -> str:
    """How the run ended, in a sentence."""
    found = counts(rows)
    ended = plural("{count} person is verified", "{count} people are verified", found["verified"])
    if report.state == "finished":
        all_well = found["verified"] == sum(found.values())
        if kind == "undo":
            ended = plural("{count} person is as before", "{count} people are as before", found["verified"])
            said = _("Taken back: {people}.") if all_well else _("Taken back, with something left for you: {people}.")
        else:
            said = _("Done: {people}.") if all_well else _("Done, with something left for you: {people}.")
        return said.format(people=ended)
    left = plural("{count} was not begun", "{count} were not begun", found["not_begun"])
    if report.state == "interrupted":
        return _("Cancelled: {people}, {left}.").format(people=ended, left=left)
    return _("Stopped: {people}, {left}.").format(people=ended, left=left)


def report_advice(report: Report, rows: Iterable[RunRow], kind: str = "import") -> str:
    """What to do about what stopped a run, and what to press next; empty where nothing is left to do."""
    said = []
    if report.halted:
        stopped = messages.sentence(*report.halted)  # its first half speaks of one request, not of the run
        said.append(stopped.hint or stopped.what)
    found = counts(rows)
    if kind == "import" and found["verified"] != sum(found.values()):
        said.append(
            _(
                "“Preview what is left” looks at Akiles again and offers only what is still missing; "
                "nobody is added twice."
            )
        )
    return " ".join(said)


def verified_words() -> str:
    """What "verified" means."""
    return _("Verified means: read back from Akiles afterwards, and found as planned.")
