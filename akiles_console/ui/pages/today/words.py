"""What needs somebody, in plain words, made without a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from akiles_console.today import QUIET, Need
from akiles_console.ui import words as ui_words
from akiles_console.wording import _, plural

_SHOWN = 8
"""So many names are said; of the others only how many there are."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to know or to do: a sentence, a second one, and a button that leads to `place` and `seek`s there."""

    kind: str
    title: str
    detail: str
    action: str
    place: str
    seek: str = ""


def headline(needs: Sequence[Need]) -> str:
    """The day in one sentence."""
    count = sum(need.kind not in QUIET for need in needs)
    if not count:
        return _("Nothing needs you today.")
    return plural("{count} thing needs you.", "{count} things need you.", count)


def lines(needs: Iterable[Need], now: datetime, zone: str) -> tuple[Line, ...]:
    """All of it, in the order in which it came."""
    return tuple(_of_run(need, now, zone) if need.run else _of_names(need, now, zone) for need in needs)


def _of_run(need: Need, now: datetime, zone: str) -> Line:
    run = need.run
    assert run is not None
    at = ui_words.moment(run.started_at, now, zone)
    if need.kind == "unfinished":
        said = _("The import of {file} was not finished.").format(file=run.file)
        detail = _("{when}: {done} of {total} changes were made. Finishing it adds nobody twice.").format(
            when=at, done=run.done, total=run.operations
        )
        return Line(kind=need.kind, title=said, detail=detail, action=_("Finish it"), place="import", seek=run.id)
    if need.kind == "attention":
        said = plural("{count} person of {{file}} needs you.", "{count} people of {{file}} need you.", need.count)
        detail = _("{when}: something could not be done, or could not be read back.").format(when=at)
        return Line(
            kind=need.kind, title=said.format(file=run.file), detail=detail, action=_("See them"), place="import",
            seek=run.id,
        )  # fmt: skip
    said = plural("{count} person of {{file}} got nothing.", "{count} people of {{file}} got nothing.", need.count)
    detail = _("{when}: no group of theirs opens anything yet. Choose Akiles groups, then import again.")
    return Line(
        kind=need.kind, title=said.format(file=run.file), detail=detail.format(when=at), action=_("Choose groups"),
        place="mapping",
    )  # fmt: skip


def _of_names(need: Need, now: datetime, zone: str) -> Line:
    count, names = need.count, _named(need.names)
    first = ui_words.moment(need.first, now, zone)
    said = {
        "no_door": lambda: plural(
            "{count} person starts this week and no door opens yet.",
            "{count} people start this week and no door opens for them yet.", count,
        ),
        "no_credential": lambda: plural(
            "{count} person starts this week and has nothing that opens their doors.",
            "{count} people start this week and have nothing that opens their doors.", count,
        ),
        "offline": lambda: plural("{count} door cannot be reached.", "{count} doors cannot be reached.", count),
        "ending": lambda: plural(
            "Access ends this week for {count} person.", "Access ends this week for {count} people.", count
        ),
        "ready": lambda: plural(
            "{count} person starts this week and is ready.", "{count} people start this week and are ready.", count
        ),
        "ended": lambda: plural(
            "Access ended in the last seven days for {count} person.",
            "Access ended in the last seven days for {count} people.", count,
        ),
    }[need.kind]()  # fmt: skip
    starting = {"no_door", "no_credential", "ready", "ending", "ended"}
    detail = _("{names}; first on {day}").format(names=names, day=first) if need.kind in starting else names
    if need.kind in starting and count == 1:
        detail = _("{name}, {day}").format(name=names, day=first)
    if need.kind == "offline":
        detail = _("{names}. Phones nearby, cards and PINs may still work there; changes arrive later.").format(
            names=names
        )
        return Line(kind=need.kind, title=said, detail=detail, action=_("See doors"), place="doors")
    seek = need.names[0] if count == 1 else ""
    action = _("See who") if count == 1 else _("See people")
    return Line(kind=need.kind, title=said, detail=detail, action=action, place="people", seek=seek)


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    if len(names) <= _SHOWN:
        return shown
    return _("{names} and {count} more").format(names=shown, count=len(names) - _SHOWN)
