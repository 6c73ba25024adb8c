"""Events as rows: what each column says, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from akiles_console.api.events import Event
from akiles_console.events.filters import people
from akiles_console.events.records import Seen, moment, sortable
from akiles_console.events.sentences import Told, method, told
from akiles_console.sync import when
from akiles_console.ui import words
from akiles_console.ui.tables import Column
from akiles_console.wording import _, plural


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event as the table shows it; `rank` is what it is sorted by."""

    seen: Seen
    told: Told
    at: str
    rank: tuple[str, str]


def late_words(seconds: int) -> str:
    """How late an event came, in the two biggest units; "" where it came in time."""
    if not seconds:
        return ""
    minutes, hours, days = seconds // 60 % 60, seconds // 3600 % 24, seconds // 86400
    if days:
        parts = (plural("{count} day", "{count} days", days), _("{count} h").format(count=hours) if hours else "")
    elif hours:
        parts = (_("{count} h").format(count=hours), _("{count} min").format(count=minutes) if minutes else "")
    else:
        parts = (_("{count} min").format(count=minutes), "")
    return _("{time} late").format(time=" ".join(filter(None, parts)))


COLUMNS: tuple[Column[Row], ...] = (
    Column(_("When"), lambda row: row.at, 20, sort=lambda row: row.rank),
    Column(_("What happened"), lambda row: row.told.sentence, 56),
    Column(_("Door"), lambda row: row.told.door, 18),
    Column(_("How"), lambda row: row.told.method, 11),
    Column(
        _("Reported"), lambda row: late_words(row.seen.late_by), 15,
        sort=lambda row: row.seen.late_by, tone=lambda _row: "warn",
    ),
)  # fmt: skip

EXPORTED: tuple[Column[Row], ...] = (
    Column(_("Time (UTC)"), lambda row: row.seen.event.created_at, 30),
    Column(_("Seconds late"), lambda row: str(row.seen.late_by), 10),
    Column(_("What happened"), lambda row: row.told.sentence, 60),
    Column(_("Who"), lambda row: row.told.who, 20),
    Column(_("Door"), lambda row: row.told.door, 20),
    Column(_("How"), lambda row: row.told.method, 12),
    Column(_("Verb"), lambda row: row.seen.event.verb, 10),
    Column(_("Type"), lambda row: row.seen.event.object.type, 16),
    Column(_("Event id"), lambda row: row.seen.event.id, 24),
    Column(_("Id of who"), lambda row: row.seen.event.subject.member_id or "", 24),
    Column(_("Id of the door"), lambda row: row.seen.event.object.gadget_id or "", 24),
)
"""What a file of the log has."""

WHOLE_ONLY = (2, 3)
"""Columns that give way to the drawer: the sentence says the same."""


class Rows:
    """Makes rows, and collects what there is to choose from."""

    def __init__(self, names: Mapping[str, str], now: datetime, zone: str) -> None:
        self.names = dict(names)
        self.now, self._zone = now, when.zone(zone)
        self.people: dict[str, str] = {}
        self.doors: dict[str, str] = {}
        self.verbs: set[str] = set()
        self.methods: set[str] = set()

    def made(self, seen: Iterable[Seen]) -> list[Row]:
        """The events as rows."""
        return [self._row(one) for one in seen]

    def _row(self, seen: Seen) -> Row:
        event = seen.event
        self._note(event)
        return Row(seen=seen, told=told(event, self.names), at=self.clock(event), rank=(sortable(event), event.id))

    def clock(self, event: Event) -> str:
        """When it happened, to the second, in the zone of the sites; as it comes where it is no time.

        The time comes first: a narrow column cuts off the day.
        """
        at = moment(event)
        if at is None:
            return event.created_at
        local = at.astimezone(self._zone)
        return f"{local:%H:%M:%S}, {words.day(local, self.now)}"

    def _note(self, event: Event) -> None:
        for one in (event.subject_member, event.object_member, event.object_gadget):
            if one is not None and one.name:
                self.names[one.id] = one.name
        for id in people(event):
            self.people[id] = self.names.get(id, id)
        if event.object.gadget_id:
            self.doors[event.object.gadget_id] = self.names.get(event.object.gadget_id, event.object.gadget_id)
        self.verbs.add(event.verb)
        if way := method(event):
            self.methods.add(way)
