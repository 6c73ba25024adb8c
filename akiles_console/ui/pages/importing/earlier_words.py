"""Earlier runs and how they ended, in plain words and without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from akiles_console import messages
from akiles_console.sync import history
from akiles_console.sync.history import Past
from akiles_console.sync.outcomes import Outcome
from akiles_console.sync.records import OPEN, Ending, Run, can_be_resumed, made_from, not_kept
from akiles_console.ui import words as ui_words
from akiles_console.ui.pages.importing import outcomes
from akiles_console.ui.pages.importing.outcomes import RunRow
from akiles_console.wording import N_, _, plural

_STATES = {
    "finished": N_("Finished"), "resumed": N_("Finished later"), "undone": N_("Taken back"),
    "interrupted": N_("Broken off"), "stopped": N_("Stopped"), "running": N_("Cut off"),
}  # fmt: skip
_TONES = {"interrupted": "warn", "stopped": "warn", "running": "warn", "undone": "muted", "resumed": "muted"}


_WHY = {
    "pin_not_kept": N_("A PIN was typed by hand for it, and a PIN is never kept."),
    "decision_not_kept": N_("It was decided about people without an employee number, and that is not kept."),
}


class PastRow(msgspec.Struct, frozen=True, kw_only=True):
    """One run as a line. `can_finish` and `can_undo`: what can be pressed for it; `advice` says what else to do.

    `path`: the file that is imported again where the run cannot be finished from what is kept; "" there is none."""

    id: str
    file: str
    when: str
    begun: str
    who: str
    state: str
    tone: str | None
    people: int
    changes: str
    can_finish: bool
    can_undo: bool
    advice: str
    path: str


def past_rows(past: Past, now: datetime, zone: str) -> tuple[PastRow, ...]:
    """All runs, the newest first."""
    left = history.unfinished(past)
    under_way = past.runs[0].id if past.busy and past.runs else ""
    return tuple(_row(run, run is left, run.id == under_way, now, zone) for run in past.runs)


def _row(run: Run, left: bool, under_way: bool, now: datetime, zone: str) -> PastRow:
    back = history.takes_back(run) is not None
    state = _("Under way") if under_way else _(_STATES.get(run.state, run.state))
    if back:
        state = _("Takes an import back: {state}").format(state=state)
    can_finish = left and can_be_resumed(run) != ""
    origin = made_from(run)
    return PastRow(
        id=run.id,
        file=run.file,
        when=ui_words.moment(run.started_at, now, zone),
        begun=run.started_at,
        who=run.who,
        state=state,
        tone=None if under_way else _TONES.get(run.state),
        people=run.people,
        changes=_changes(run),
        can_finish=can_finish,
        can_undo=not back and not under_way and run.done > 0 and run.state != "undone",
        advice=_advice(run, left, can_finish, under_way, now),
        path=origin.path if origin and left else "",
    )


def _changes(run: Run) -> str:
    said = _("{done} of {total}").format(done=run.done, total=run.operations)
    if run.failed:
        said = _("{said}, {count} failed").format(said=said, count=run.failed)
    return _("{said}, {count} unknown").format(said=said, count=run.unknown) if run.unknown else said


def _advice(run: Run, left: bool, can_finish: bool, under_way: bool, now: datetime) -> str:
    """What to do about a run, in a sentence."""
    if under_way:
        return _("This run is being carried out right now, here or in another window of this program.")
    if left and can_finish:
        minutes = int((now - datetime.fromisoformat(run.started_at)).total_seconds() / 60)
        age = plural("{count} minute ago", "{count} minutes ago", minutes)
        if minutes >= 120:
            age = plural("{count} hour ago", "{count} hours ago", minutes // 60)
        if minutes >= 48 * 60:
            age = plural("{count} day ago", "{count} days ago", minutes // 60 // 24)
        return _("Begun {age}, {open} changes are left. Finishing it makes the rest; nobody is added twice.").format(
            age=age, open=max(0, run.operations - run.done)
        )
    if left:
        again = _("Import the same file again to finish it: it shows what is missing, and nobody is added twice.")
        origin = made_from(run)
        why = _WHY.get(not_kept(origin), "") if origin else ""
        return f"{_(why)} {again}" if why else again
    return _("Nothing is left open; a later import took its place.") if run.state in OPEN else ""


def people_rows(endings: Iterable[Ending], names: Mapping[str, str]) -> tuple[RunRow, ...]:
    """How a run ended for each person, what needs somebody first; who is not at Akiles any more is called by the id."""
    rows = [_person(one, names) for one in endings]
    return tuple(sorted(rows, key=lambda row: (row.rank, row.name.casefold())))


def _person(one: Ending, names: Mapping[str, str]) -> RunRow:
    codes = (*((one.skip_reason,) if one.skip_reason else ()), *one.problems)
    unknown = _("somebody who is no longer there") if one.person.startswith("#") else one.person
    state = outcomes.state_of(Outcome(key=one.person, name="", status=one.status, verified=one.verified))
    if state == "not_begun" and one.skip_reason not in (None, "not_reached"):
        state = "left_out"
    said = dict.fromkeys(_said(code) for code in codes)
    return RunRow(key=one.person, name=names.get(one.person, unknown), state=state, what=" ".join(said))


def _said(code: str) -> str:
    """What a code means; the journal has no details, so a sentence that cannot do without them is not said."""
    said = messages.sentence(code).what.replace(" (?)", "")
    if "?" not in said:
        return said
    return _("Something stood in the way ({code}); importing the file again says what.").format(code=code)
