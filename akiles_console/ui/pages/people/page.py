"""The People page: every member with groups and credentials, and one person in detail beside it."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QHBoxLayout, QWidget

from akiles_console import messages
from akiles_console.access import building
from akiles_console.access.building import Building
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui import words
from akiles_console.ui.pages.people.drawer import Drawer
from akiles_console.ui.pages.people.rows import COLUMNS, Person, person
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.page import Page, everything
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _


class PeoplePage(Page):
    """Members of the connected organization."""

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(_("People"), _("Everybody who is known to the doors of this organization."), parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._building = Building()
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
            members, self._building = await asyncio.gather(everything(client.members.list()), building.read(client))
        except Failure as failure:
            self.list.set_error(str(messages.of(failure)))
            self.troubled.emit(failure)
            return
        now, zone = self._clock.now(), words.zone_of(self._building.sites.values())
        self.list.set_rows(person(member, self._building.groups, now, zone) for member in members)
        self.troubled.emit(None)

    def _on_selected(self, shown: Person | None) -> None:
        self.drawer.setVisible(shown is not None)
        if shown is not None:
            self.drawer.show_person(shown, self._building, self._clock.now())
