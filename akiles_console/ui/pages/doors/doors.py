"""The Doors tab: what opens, and opening it from here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from akiles_console.clock import Clock
from akiles_console.session import Session
from akiles_console.ui.pages.doors import details, rows
from akiles_console.ui.pages.doors.open_door import OpenDoor
from akiles_console.ui.pages.doors.tab import Tab
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _


class DoorsTab(Tab):
    """Doors with their actions in the drawer."""

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        empty = _("No door is set up at Akiles yet.")
        super().__init__(_("Doors"), rows.DOORS, empty, rows.doors, details.door, parent)
        self.opener = OpenDoor(session, tasks, clock, self.drawer)
        self.opener.busy.connect(self.busy)
        self.drawer.parts.addWidget(self.opener)

    def _show(self, id: str) -> None:
        super()._show(id)
        self.opener.show_door(self.contents.building.gadgets.get(id))
