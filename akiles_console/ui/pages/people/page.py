"""The People page: every member with groups and credentials, filters, and one person beside the list."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from akiles_console import messages
from akiles_console.access import building
from akiles_console.access.building import Building
from akiles_console.api.models import Member
from akiles_console.browse.filters import Filter, owners
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui import words
from akiles_console.ui.pages.people.change_words import Around
from akiles_console.ui.pages.people.drawer import Drawer
from akiles_console.ui.pages.people.filter_bar import FilterBar
from akiles_console.ui.pages.people.parts import button
from akiles_console.ui.pages.people.rows import COLUMNS, EXPORTED, Person, found_by, person
from akiles_console.ui.pages.people.side import PersonSide
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.page import Page, everything
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

_TURN = 500
"""People that are put into words in one turn of the event loop."""


class PeoplePage(Page):
    """Members of the connected organization."""

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(_("People"), _("Everybody who is known to the doors of this organization."), parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._building = Building()
        self._people: dict[str, Person] = {}
        self.add = button(_("Add a person"), "primary", self)
        self.head.addWidget(self.add)
        self.filters = FilterBar(self)
        self.list: RecordList[Person] = RecordList(
            name=_("People"),
            columns=COLUMNS,
            empty=_("Nobody is here yet. Go to Import and drop HR's spreadsheet there."),
            key=lambda shown: shown.member.id,
            sort=0,
            also=found_by,
            exported=EXPORTED,
            parent=self,
        )
        self.side = PersonSide(session, tasks, clock, self)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list, 1)
        row.addWidget(self.side)
        self.body.addWidget(self.filters)
        self.body.addLayout(row, 1)
        self.add.clicked.connect(self._on_add)
        self.filters.changed.connect(self._on_filter)
        self.list.selected.connect(self._on_selected)
        self.list.activated.connect(self._on_activated)
        self.list.retry.connect(self.reload)
        self.side.wrote.connect(self._on_wrote)
        self.side.deleted.connect(self._on_deleted)
        self.side.busy.connect(self.busy)

    def reload(self) -> None:
        """Reads all members anew; those shown stay until the new ones are there."""
        self._tasks.restart("people", self._load())

    def seek(self, what: str) -> None:
        """Shows the people whose row contains that."""
        self.list.search.setText(what)

    @property
    def drawer(self) -> Drawer:
        """Where one person is shown."""
        return self.side.drawer

    async def _load(self) -> None:
        self.list.set_loading()
        client = self._session.client
        try:
            members, self._building = await asyncio.gather(everything(client.members.list()), building.read(client))
        except Failure as failure:
            self.list.set_error(str(messages.of(failure)))
            self.troubled.emit(failure)
            return
        self._people = await self._in_words(members)
        self._show()
        self.troubled.emit(None)

    async def _in_words(self, members: Sequence[Member]) -> dict[str, Person]:
        """Everybody as a row shows them; the window is drawn in between where they are many."""
        around, groups, found = self._around(), self._building.groups, {}
        for begin in range(0, len(members), _TURN):
            for member in members[begin : begin + _TURN]:
                found[member.id] = person(member, groups, around.now, around.zone)
            await asyncio.sleep(0)
        return found

    def _show(self) -> None:
        """The people as they are known now; the moment of the filter is now."""
        self.filters.offer(self._building.groups.values(), owners(one.member for one in self._people.values()))
        self.list.set_rows(self._people.values())
        self._on_filter(self.filters.filter())

    def _person(self, member: Member) -> Person:
        around = self._around()
        return person(member, self._building.groups, around.now, around.zone)

    def _around(self) -> Around:
        return Around(self._building, self._clock.now(), words.zone_of(self._building.sites.values()))

    def _holders(self) -> Mapping[str, str]:
        """Card id -> name of who has it, as last read."""
        return {card.card_id: one.member.name for one in self._people.values() for card in one.member.cards}

    def _on_filter(self, chosen: Filter) -> None:
        matches = chosen.matcher(self._clock.now())
        self.list.narrow(None if matches is None else lambda shown: matches(shown.member))

    def _on_selected(self, shown: Person | None) -> None:
        self.side.show_person(shown, self._around(), self._holders)

    def _on_activated(self, _shown: Person) -> None:
        self.side.drawer.edit_button.click()

    def _on_add(self) -> None:
        self.side.add(self._around(), self._holders)

    def _on_wrote(self, member: Member | None, before: Member) -> None:
        """Shows what was read back; where that failed, everything is read anew."""
        if member is None:
            self.reload()
            return
        is_new = member.id not in self._people
        self._people[member.id] = self._person(member)
        if is_new:
            self._show()
        else:
            self.list.update_row(self._people[member.id])
        self.list.choose(member.id)
        self.side.show_person(self._people[member.id], self._around(), self._holders)

    def _on_deleted(self, id: str) -> None:
        name = self._people.pop(id).member.name
        self._show()
        self.list.say(_("{name} is deleted, and that was read back.").format(name=name))
