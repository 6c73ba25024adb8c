"""Who can open a door: everybody with a way through it, through a group, at an hour."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QHBoxLayout, QVBoxLayout, QWidget

from akiles_console import messages
from akiles_console.access import ways
from akiles_console.access.explain import Door, Explainer
from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.sync import when
from akiles_console.ui import access_words
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.pages.doors.tab import button
from akiles_console.ui.tables import Column
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.page import everything
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

_ANY, _NOW, _THEN = range(3)
"""Places in the choice of the hour."""


@dataclass(frozen=True)
class Row:
    """Somebody who can open the door, in words."""

    id: str
    name: str
    how: str
    now: str


COLUMNS: tuple[Column[Row], ...] = (
    Column(_("Name"), lambda row: row.name, 24),
    Column(_("When and how"), lambda row: row.how, 64),
    Column(_("Now"), lambda row: row.now, 28, tone=lambda _row: "muted"),
)


def rows(
    gadget_id: str, members: Iterable[Member], contents: Contents, now: datetime, group_id: str, at: datetime | None
) -> list[Row]:
    """Everybody who can open the door from now on, by name; only through that group ("": any), only at that time."""
    said: dict[int, tuple[str, str]] = {}  # people with the same groups, dates and credentials share a door
    found = []
    for one in Explainer(contents.building, now).who(gadget_id, members, group_id):
        if at is not None and not any(ways.is_open(way, one.door.zone, at) for way in one.door.ways):
            continue
        if id(one.door) not in said:
            said[id(one.door)] = _told(one.door, contents, now)
        found.append(Row(one.member.id, one.member.name, *said[id(one.door)]))
    return found


def _told(door: Door, contents: Contents, now: datetime) -> tuple[str, str]:
    how = "; ".join(access_words.way(way, door, contents.building, now, way.groups) for way in door.ways)
    return how, access_words.state(door, now) or _("Opens now.")


class WhoView(QWidget):
    """The people who can open one door, with a choice of group and hour. Reads all members when it is shown.

    Signals:
        back: the person wants to see the doors again.
        troubled: the Failure that the reading ended with, None once it went well.
    """

    back = Signal()
    troubled = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._gadget_id, self._contents = "", Contents()
        self._members: Sequence[Member] | None = None
        self._title = label("", "heading", self)
        self._note = label("", "muted", self)
        self.return_button = button(_("Back to the doors"), self.back, self)
        self.group = QComboBox(self)
        self.group.setAccessibleName(_("Through which group"))
        self.hour = QComboBox(self)
        self.hour.setAccessibleName(_("At which hour"))
        self.hour.addItems([_("At any time"), _("Now"), _("At this time:")])
        self.moment = QDateTimeEdit(self)
        self.moment.setAccessibleName(_("Date and time at the door"))
        self.moment.setDisplayFormat("ddd d MMM yyyy  HH:mm")
        self.moment.setCalendarPopup(True)
        self.moment.hide()
        self.list: RecordList[Row] = RecordList(
            name=_("Who can open it"), columns=COLUMNS, key=_id, sort=0,
            empty=_("Nobody can open it like that. Look at the rules of the groups, and at who is in them."),
        )  # fmt: skip
        self._lay_out()
        self.group.currentIndexChanged.connect(self._on_changed)
        self.hour.currentIndexChanged.connect(self._on_changed)
        self.moment.dateTimeChanged.connect(self._on_changed)
        self.list.retry.connect(self.reload)

    def show_door(self, gadget_id: str, contents: Contents) -> None:
        """Shows who can open that door."""
        self._gadget_id, self._contents = gadget_id, contents
        now = self._clock.now()
        zone = self._zone()
        self._title.setText(_("Who can open {door}").format(door=contents.door(gadget_id)))
        self._note.setText(access_words.zone_note([zone], now))
        self._note.setVisible(bool(self._note.text()))
        local = now.astimezone(when.zone(zone))
        for changed in (self.group, self.hour, self.moment):
            changed.blockSignals(True)
        self.group.clear()
        self.group.addItem(_("Through any group"), "")
        for id in sorted(self._groups(), key=lambda one: contents.building.groups[one].name.casefold()):
            self.group.addItem(_("Through {group}").format(group=contents.building.groups[id].name), id)
        self.hour.setCurrentIndex(_ANY)
        self.moment.setMinimumDateTime(QDateTime.fromString(f"{local:%Y-%m-%dT%H:%M}:00", "yyyy-MM-ddTHH:mm:ss"))
        self.moment.setDateTime(self.moment.minimumDateTime())
        self.moment.hide()
        for changed in (self.group, self.hour, self.moment):
            changed.blockSignals(False)
        self.reload()

    def reload(self) -> None:
        """Reads all members anew."""
        self._members = None
        self._tasks.restart("doors-who", self._load())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.return_button)
        head.addSpacing(8)
        head.addWidget(self._title, 1)
        choices = QHBoxLayout()
        choices.addWidget(self.group)
        choices.addWidget(self.hour)
        choices.addWidget(self.moment)
        choices.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(choices)
        column.addWidget(self._note)
        column.addWidget(self.list, 1)

    def _groups(self) -> list[str]:
        """The groups with a rule for this door."""
        explainer = Explainer(self._contents.building, self._clock.now())
        return [
            id for id in self._contents.building.groups
            if any(door.gadget_id == self._gadget_id for door in explainer.group(id).doors)
        ]  # fmt: skip

    def _zone(self) -> str:
        gadget = self._contents.building.gadgets.get(self._gadget_id)
        site = self._contents.building.sites.get(gadget.site_id) if gadget else None
        return site.timezone if site else "UTC"

    def _at(self) -> datetime | None:
        if self.hour.currentIndex() == _ANY:
            return None
        if self.hour.currentIndex() == _NOW:
            return self._clock.now()
        text = self.moment.dateTime().toString("yyyy-MM-ddTHH:mm:ss")
        return datetime.fromisoformat(text).replace(tzinfo=when.zone(self._zone()))

    def _on_changed(self) -> None:
        self.moment.setVisible(self.hour.currentIndex() == _THEN)
        self._tasks.restart("doors-who", self._load())

    async def _load(self) -> None:
        if self._members is None:
            self.list.set_loading()
            try:
                self._members = await everything(self._session.client.members.list())
            except Failure as failure:
                self.list.set_error(str(messages.of(failure)))
                self.troubled.emit(failure)
                return
            self.troubled.emit(None)
        choice = self.group.currentData() or ""
        found = await asyncio.to_thread(
            rows, self._gadget_id, self._members, self._contents, self._clock.now(), choice, self._at()
        )
        self.list.set_rows(found)


def _id(row: Row) -> str:
    return row.id
