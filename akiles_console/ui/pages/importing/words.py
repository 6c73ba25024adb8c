"""A plan in plain words, made without a window: the same plan gives the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from akiles_console import messages
from akiles_console.sync import when
from akiles_console.sync.plan import Operation, Person, Plan
from akiles_console.ui import words as ui_words
from akiles_console.wording import N_, _, plural

KINDS = {
    "lose": N_("Loses access"), "leave": N_("Leaves"), "create": N_("Gets access"), "update": N_("Changes"),
    "skip": N_("Left out"), "unchanged": N_("Stays as it is"),
}  # fmt: skip
"""What happens to a person, in the order in which the preview lists them: losses come first."""

TONES = {"lose": "loss", "leave": "warn", "create": "gain", "skip": "warn", "unchanged": "muted"}

_RANK = {kind: place for place, kind in enumerate(KINDS)}


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """When the plan was made (`now`) and in which `timezone` its days are meant."""

    timezone: str
    now: datetime

    def say(self, text: str) -> str:
        """A time of Akiles as a day; with the hour unless it is the first or the last second of the day."""
        return ui_words.moment(text, self.now, self.timezone)

    def past(self, text: str) -> bool:
        """Whether that time has come."""
        moment = when.instant(text)
        return moment is not None and moment <= self.now


class PlanRow(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the plan as a line of the preview.

    `person` is the plan's key of them, `kind` one of `KINDS`; `place` orders the lines. `asks`: there is something to
    decide or to mend for this person.
    """

    key: tuple[str, int | None]
    person: str
    name: str
    kind: str
    what: str
    place: int
    asks: bool = False

    @property
    def title(self) -> str:
        """What happens, in two words."""
        return _(KINDS[self.kind])


def kind_of(person: Person) -> str:
    """Which of `KINDS` it is for this person."""
    if person.loses_access:
        return "lose"
    return person.status if person.status in KINDS else "update"


_TELL_ONLY = frozenset({"leaver_kept", "adopted", "pin_not_compared", "name_stays", "restored", "rekeyed", "rehired"})
_NOT_YET = frozenset({"outside_scope", "leaver"})


def asks(person: Person) -> bool:
    """Whether somebody has to decide or mend something for this person."""
    if any(not offer.chosen for offer in person.offers):
        return True
    if person.skip_reason and person.skip_reason not in _NOT_YET:
        return True
    return any(note.code not in _TELL_ONLY | _NOT_YET for note in person.notes)


FILTERS = {
    "all": N_("Everybody ({count})"), "lose": N_("Losing access ({count})"), "leave": N_("Leaving ({count})"),
    "create": N_("New ({count})"), "update": N_("Changes ({count})"), "asks": N_("Needs you ({count})"),
    "skip": N_("Left out ({count})"), "unchanged": N_("As they are ({count})"),
}  # fmt: skip
"""What of a plan can be looked at alone."""


def filtered(rows: Iterable[PlanRow], chosen: str) -> list[PlanRow]:
    """The lines of one of `FILTERS`."""
    return [row for row in rows if chosen == "all" or row.kind == chosen or (chosen == "asks" and row.asks)]


def filters(rows: Sequence[PlanRow]) -> list[tuple[str, str]]:
    """(text with the count, name) of those of `FILTERS` in which there is anybody."""
    found = [(_(text).format(count=len(filtered(rows, name))), name) for name, text in FILTERS.items()]
    return [(text, name) for text, name in found if name == "all" or filtered(rows, name)]


def tally(plan: Plan) -> dict[str, int]:
    """How many people of each kind; every kind is there."""
    found = dict.fromkeys(KINDS, 0)
    for person in plan.people:
        found[kind_of(person)] += 1
    return found


def headline(plan: Plan) -> str:
    """The plan in one sentence."""
    found = tally(plan)
    parts = []
    if found["create"]:
        parts.append(plural("{count} person gets access", "{count} people get access", found["create"]))
    if found["update"]:
        parts.append(plural("{count} person changes", "{count} people change", found["update"]))
    if found["leave"]:
        parts.append(plural("{count} person leaves", "{count} people leave", found["leave"]))
    if found["lose"]:
        parts.append(plural("{count} person loses all access", "{count} people lose all access", found["lose"]))
    if not parts:
        return _("Nothing to do: Akiles already has what this file asks for.")
    return _("{changes}.").format(changes=", ".join(parts))


def rest(plan: Plan) -> str:
    """The people for whom nothing happens, in one sentence; empty where there are none."""
    found = tally(plan)
    parts = []
    if found["skip"]:
        parts.append(plural("{count} row is left out.", "{count} rows are left out.", found["skip"]))
    if found["unchanged"]:
        parts.append(plural("{count} person stays as is.", "{count} people stay as they are.", found["unchanged"]))
    return " ".join(parts)


def action(plan: Plan) -> str:
    """What the primary button says: a verb and a number, or that there is nothing to do."""
    found = tally(plan)
    busy = {kind: n for kind, n in found.items() if n and kind in ("create", "update", "leave", "lose")}
    count = sum(busy.values())
    if not plan.operations or not count:
        return _("Nothing to do")
    if set(busy) == {"create"} or set(busy) == {"create", "update"}:
        return plural("Give {count} person access", "Give {count} people access", busy["create"])
    if set(busy) <= {"lose", "leave"}:
        return plural("End access for {count} person", "End access for {count} people", count)
    return plural("Apply to {count} person", "Apply to {count} people", count)


def plan_rows(plan: Plan, group_names: Mapping[str, str], calendar: Calendar) -> tuple[PlanRow, ...]:
    """Everybody in the plan, losses first, then by name."""
    by_key: dict[tuple[str, str | None], list[Operation]] = defaultdict(list)
    for operation in plan.operations:
        by_key[operation.key, operation.member_id].append(operation)
    people = sorted(plan.people, key=lambda person: (_RANK[kind_of(person)], person.name.casefold(), person.key))
    rows = []
    for place, person in enumerate(people):
        kind = kind_of(person)
        found = by_key[person.key, person.member_id] if kind not in ("skip", "unchanged") else ()
        said = person_words(person, found, group_names, calendar)
        rows.append(
            PlanRow(
                key=(person.member_id or person.key, person.row),
                person=person.key,
                name=person.name,
                kind=kind,
                what=" · ".join(said),
                place=place,
                asks=asks(person),
            )
        )
    return tuple(rows)


def person_words(
    person: Person, operations: Iterable[Operation], group_names: Mapping[str, str], calendar: Calendar
) -> list[str]:
    """What happens to one person, one phrase a change, then why something was left alone."""
    by_kind: dict[str, list[Operation]] = defaultdict(list)
    for operation in operations:
        by_kind[operation.kind].append(operation)
    said = []
    for kind, found in by_kind.items():
        if kind in _LISTED:
            names = ", ".join(operation.name or group_names.get(operation.target, "") for operation in found)
            said.append(_(_LISTED[kind]).format(names=names))
        elif kind == "add_pin":
            said.append(_pin(found[0]))
        elif kind in _PLAIN:
            said.append(_(_PLAIN[kind]))
        else:
            said += [phrase for operation in found for phrase in _dated(operation, calendar)]
    said += [reason_words(person)] if person.skip_reason else []
    said += [
        str(messages.sentence(note.code, note.details)) for note in person.notes if note.code != person.skip_reason
    ]
    return said


def reason_words(person: Person, *, hint: bool = True) -> str:
    """Why somebody is left out, and with `hint` what to do; the note of the same code, where there is one, has its
    details."""
    reason = person.skip_reason or ""
    details = next((note.details for note in person.notes if note.code == reason), {})
    said = messages.sentence(reason, details)
    return str(said) if hint else said.what


_LISTED = {
    "add_group": N_("Joins {names}"),
    "remove_group": N_("Leaves {names}"),
    "add_email": N_("Gets the e-mail {names}"),
    "remove_email": N_("Loses the e-mail {names}"),
    "add_card": N_("Gets the card {names}"),
    "remove_card": N_("Loses the card {names}"),
}
_PLAIN = {
    "remove_pin": N_("Loses the PIN"),
    "add_magic_link": N_("Gets a magic link"),
    "remove_magic_link": N_("Loses the magic link"),
    "delete_member": N_("Is deleted: all access ends at once"),
}


def _pin(operation: Operation) -> str:
    changes = dict(operation.changes)
    if changes.get("from") == "file":
        return _("Gets the PIN from the file")
    if "length" in changes:
        return _("Gets a random PIN of {length} digits").format(length=changes["length"])
    return _("Gets a random PIN")


def _dated(operation: Operation, calendar: Calendar) -> list[str]:
    said = []
    new = operation.kind == "create_member"
    for field, value in operation.changes:
        if field == "name" and not new:
            said.append(_("Is now called {name}").format(name=value))
        elif field == "starts_at" and not (new and calendar.past(value)):
            said.append(_("From {day}").format(day=calendar.say(value)) if value else _("No first day any more"))
        elif field == "ends_at":
            said.append(_end(value, calendar))
        elif field == "metadata.source":
            said.append(_("Is taken over: from now on this file looks after them"))
    return said


def _end(value: str, calendar: Calendar) -> str:
    if not value:
        return _("No last day any more")
    if calendar.past(value):
        return _("All access ends at once")
    return _("All access ends on {day}").format(day=calendar.say(value))
