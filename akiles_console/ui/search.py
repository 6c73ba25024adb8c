"""Search over everything (Ctrl+K): people, doors, groups, cards, pages and actions, by keyboard alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from akiles_console import messages
from akiles_console.access import building as buildings
from akiles_console.access.building import Building
from akiles_console.api.models import Card, Member
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui import theme, words
from akiles_console.ui.finding import Thing, ranked
from akiles_console.ui.tables import folded
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.page import everything
from akiles_console.ui.workspace import Workspace
from akiles_console.wording import _

_OLD = 300.0
"""Seconds after which everything is read again when the search is opened."""

_ROLE = Qt.ItemDataRole.UserRole


def things(members: Sequence[Member], building: Building, cards: Sequence[Card]) -> list[Thing]:
    """Everything of an organization that can be found by name: people, doors, groups, cards."""
    people = [
        Thing(
            one.name, _("person"), "people", one.name, one.id, words.group_names(one, building.groups),
            folded(" ".join((*(email.email for email in one.emails), one.metadata.get("sourceID", "")))),
        )
        for one in members
    ]  # fmt: skip
    doors = [
        Thing(one.name, _("door"), "doors", one.id, one.id, building.sites[one.site_id].name)
        if one.site_id in building.sites
        else Thing(one.name, _("door"), "doors", one.id, one.id)
        for one in building.gadgets.values()
    ]
    groups = [Thing(one.name, _("group"), "doors", one.id, one.id) for one in building.groups.values()]
    holders = {given.card_id: one for one in members for given in one.cards}
    return [*people, *doors, *groups, *(_card(one, holders.get(one.id)) for one in cards)]


def _card(card: Card, holder: Member | None) -> Thing:
    """A card leads to whoever has it, else to the Doors page."""
    name = card.name or card.printed_code or card.uid or card.id
    more = folded(" ".join(filter(None, (card.printed_code, card.uid, card.id))))
    if holder is None:
        return Thing(name, _("card"), "doors", card.id, card.id, _("given to nobody"), more)
    return Thing(name, _("card"), "people", holder.name, holder.id, _("given to {name}").format(name=holder.name), more)


class Search(QFrame):
    """An overlay on the workspace: a field and what it finds; Enter opens, Escape goes back to where one was."""

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session, self._tasks, self._clock, self._workspace = session, tasks, clock, workspace
        self._things: list[Thing] = []
        self._read_at: float | None = None
        self._before: QWidget | None = None
        self._actions: dict[str, Callable[[], None]] = {
            "reload": workspace.reload, "reconnect": workspace.reconnect, "another": workspace.add_another,
        }  # fmt: skip
        self.setObjectName("finder")
        self.setAccessibleName(_("Search over everything"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Find people, doors, groups, cards, pages and actions"))
        self.field.setAccessibleName(_("What to find"))
        self.found = QTreeWidget(self)
        self.found.setAccessibleName(_("What was found"))
        self.found.setColumnCount(2)
        self.found.setHeaderHidden(True)
        self.found.setRootIsDecorated(False)
        self.found.setUniformRowHeights(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.found.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.found.setFocusProxy(self.field)
        self.note = label("", "muted", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for part in (self.field, self.found, self.note):
            column.addWidget(part)
        self.field.textChanged.connect(self._on_text)
        self.field.installEventFilter(self)
        workspace.installEventFilter(self)
        self.found.itemClicked.connect(self._on_chosen)
        QShortcut(QKeySequence("Ctrl+K"), workspace, self.open)
        self.hide()

    def open(self) -> None:
        """Comes to the front, empty; reads what is there where that was long ago."""
        if self.isVisible():
            self.field.selectAll()
            return
        self._before = self.window().focusWidget()
        self.field.clear()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()
        now = self._clock.monotonic()
        if self._read_at is None or now - self._read_at > _OLD:
            self._tasks.start("search-read", self._read())
        self._on_text()

    def close_search(self) -> None:
        """Goes away and gives the focus back."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    async def _read(self) -> None:
        client = self._session.client
        self.note.setText(_("Reading who and what is there…"))
        try:
            members, building, cards = await asyncio.gather(
                everything(client.members.list()), buildings.read(client), everything(client.cards.list())
            )
        except Failure as failure:
            self.note.setText(str(messages.of(failure)))
            return
        self._things = await asyncio.to_thread(things, members, building, cards)
        self._read_at = self._clock.monotonic()
        self._on_text()

    def _on_text(self) -> None:
        if self.isVisible():
            self._tasks.restart("search", self._find(self.field.text()))

    async def _find(self, text: str) -> None:
        among = [*self._pages(), *(self._things if text.strip() else ())]
        found = await asyncio.to_thread(ranked, text, among)
        self.found.clear()
        for thing in found:
            about = ", ".join(filter(None, (thing.kind, thing.detail)))
            item = QTreeWidgetItem(self.found, [thing.name, about])
            item.setData(0, _ROLE, thing)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{thing.name}, {about}")
            item.setForeground(1, theme.tone("muted"))
        self.found.setCurrentIndex(self.found.model().index(0, 0))
        if not self._tasks.running("search-read"):
            self.note.setText("" if found else _("Nothing is called like that."))
        self.note.setVisible(bool(self.note.text()))
        self._place()

    def _pages(self) -> list[Thing]:
        pages = [Thing(title, _("page"), name) for name, title in self._workspace.titles()]
        actions = (
            (_("Read this page anew"), "reload"), (_("Reconnect to Akiles"), "reconnect"),
            (_("Connect another organization"), "another"),
        )  # fmt: skip
        return pages + [Thing(title, _("action"), "", name) for title, name in actions]

    def _on_chosen(self) -> None:
        item = self.found.currentItem()
        if item is None:
            return
        thing: Thing = item.data(0, _ROLE)
        self._before = None
        self.close_search()
        if thing.place:
            self._workspace.bring(thing.place, thing.seek, thing.key)
        else:
            self._actions[thing.seek]()

    def _move(self, by: int) -> None:
        count = self.found.topLevelItemCount()
        if count:
            now = self.found.currentIndex().row()
            self.found.setCurrentIndex(self.found.model().index((now + by) % count, 0))

    def _place(self) -> None:
        room = self._workspace.size()
        rows = self.found.sizeHintForRow(0) * self.found.topLevelItemCount() if self.found.topLevelItemCount() else 0
        self.found.setFixedHeight(min(rows + 4, room.height() - 220))
        width, height = min(640, room.width() - 48), self.sizeHint().height()
        self.setGeometry((room.width() - width) // 2, 72, width, height)

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        """Colours what is shown anew when the system turned light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for place in range(self.found.topLevelItemCount()):
                item = self.found.topLevelItem(place)
                if item is not None:
                    item.setForeground(1, theme.tone("muted"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that mean the list; the size of the workspace."""
        if watched is self._workspace:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event.key())
        gone = isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut
        if gone and self.window().isActiveWindow() and not self.isAncestorOf(self.window().focusWidget() or self):
            self.hide()
        return False

    def _on_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_search()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True
