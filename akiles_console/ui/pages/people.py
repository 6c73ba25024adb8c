"""The People page: every member with groups and credentials, and one person in detail beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from akiles_console import messages
from akiles_console.api.models import Gadget, Member, MemberGroup, Schedule, Site
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.sync.plan import Options
from akiles_console.ui import words
from akiles_console.ui.tables import Column
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.copy_button import CopyButton
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.page import Page, everything
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

_OWN = Options().source_name


@dataclass(frozen=True)
class Person:
    """A member as a row shows it."""

    member: Member
    groups: str
    credentials: str
    access: str
    whose: str
    standing: str


@dataclass(frozen=True)
class Building:
    """What is needed to say which doors a group opens."""

    groups: Mapping[str, MemberGroup]
    gadgets: Mapping[str, Gadget]
    sites: Mapping[str, Site]
    schedules: Mapping[str, Schedule]

    def doors(self, group_id: str) -> str:
        """The doors of a group in words."""
        group = self.groups.get(group_id)
        return words.doors(group, self.gadgets, self.sites, self.schedules) if group else _("unknown")


COLUMNS: tuple[Column[Person], ...] = (
    Column(_("Name"), lambda person: person.member.name, 26),
    Column(_("Groups"), lambda person: person.groups or _("no group"), 30, tone=lambda p: None if p.groups else "warn"),
    Column(
        _("Opens with"), lambda person: person.credentials, 22,
        tone=lambda p: None if p.member.emails or p.member.pins or p.member.magic_links or p.member.cards else "warn",
    ),
    Column(
        _("Access"), lambda person: person.access, 28,
        sort=lambda person: (person.member.ends_at or "9999", person.member.starts_at or ""),
        tone=lambda p: "muted" if p.standing == "ended" else None,
    ),
    Column(_("Looked after by"), lambda person: person.whose, 16),
)  # fmt: skip


def person(member: Member, groups: Mapping[str, MemberGroup], now: datetime, zone: str) -> Person:
    """A member in words, for `now` and in that zone."""
    return Person(
        member=member,
        groups=words.group_names(member, groups),
        credentials=words.credentials(member),
        access=words.span(member, now, zone),
        whose=words.whose(member, _OWN),
        standing=words.standing(member, now),
    )


class PeoplePage(Page):
    """Members of the connected organization, read only."""

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(_("People"), _("Everybody who is known to the doors of this organization."), parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._building = Building({}, {}, {}, {})
        self.list: RecordList[Person] = RecordList(
            name=_("People"),
            columns=COLUMNS,
            empty=_("Nobody is here yet. Go to Import and drop HR's spreadsheet there."),
            key=lambda shown: shown.member.id,
            sort=0,
            parent=self,
        )
        self.drawer = Drawer(self)
        self.drawer.hide()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list, 1)
        row.addWidget(self.drawer)
        self.body.addLayout(row, 1)
        self.list.selected.connect(self._on_selected)
        self.list.retry.connect(self.reload)

    def reload(self) -> None:
        """Reads all members anew; those shown stay until the new ones are there."""
        self._tasks.restart("people", self._load())

    def seek(self, what: str) -> None:
        """Shows the people whose row contains that."""
        self.list.search.setText(what)

    async def _load(self) -> None:
        self.list.set_loading()
        client = self._session.client
        try:
            members, groups, gadgets, sites, schedules = await asyncio.gather(
                everything(client.members.list()), everything(client.member_groups.list()),
                everything(client.gadgets.list()), everything(client.sites.list()),
                everything(client.schedules.list()),
            )  # fmt: skip
        except Failure as failure:
            self.list.set_error(str(messages.of(failure)))
            self.troubled.emit(failure)
            return
        by_id = words.by_id
        self._building = Building(by_id(groups), by_id(gadgets), by_id(sites), by_id(schedules))
        now, zone = self._clock.now(), words.zone_of(sites)
        self.list.set_rows(person(member, self._building.groups, now, zone) for member in members)
        self.troubled.emit(None)

    def _on_selected(self, shown: Person | None) -> None:
        self.drawer.setVisible(shown is not None)
        if shown is not None:
            self.drawer.show_person(shown, self._building)


class Drawer(QFrame):
    """One person: what opens which doors, until when, and who looks after it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Details"))
        self.setFixedWidth(320)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(_("Details"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._scroll)

    def show_person(self, shown: Person, building: Building) -> None:
        """Fills the drawer anew."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(4)
        column.addWidget(label(shown.member.name, "heading", content))
        column.addWidget(label(shown.access, "muted", content))
        self._section(column, content, _("Doors"), _door_lines(shown, building))
        self._section(column, content, _("Opens with"), _credential_lines(shown))
        self._section(column, content, _("Looked after by"), [(shown.whose, _mark(shown.member))])
        column.addSpacing(12)
        copy = CopyButton(_("Copy the id"), shown.member.id, content)
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._scroll.setWidget(content)

    def _section(self, column: QVBoxLayout, parent: QWidget, title: str, lines: list[tuple[str, str]]) -> None:
        column.addSpacing(12)
        column.addWidget(label(title, "small", parent))
        for first, second in lines:
            column.addWidget(label(first, "body", parent))
            if second:
                column.addWidget(label(second, "muted", parent))


def _door_lines(shown: Person, building: Building) -> list[tuple[str, str]]:
    ids = sorted({link.member_group_id for link in shown.member.group_associations})
    named = [(building.groups[i].name if i in building.groups else i, building.doors(i)) for i in ids]
    return sorted(named) or [(_("No group, so no door opens."), "")]


def _credential_lines(shown: Person) -> list[tuple[str, str]]:
    member = shown.member
    lines = [(found.email, "") for found in member.emails]
    lines += [(_("PIN of {count} digits").format(count=found.length), "") for found in member.pins]
    lines += [(_("Magic link"), "")] * len(member.magic_links)
    lines += [(_("Card"), "")] * len(member.cards)
    return lines or [(_("Nothing yet, so no door opens."), "")]


def _mark(member: Member) -> str:
    employee = member.metadata.get("sourceID", "")
    return _("known there as {id}").format(id=employee) if employee else ""
