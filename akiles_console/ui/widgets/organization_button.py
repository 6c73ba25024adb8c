"""The organization's name in the banner: a button that opens a menu of the others, and of ways to more."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from akiles_console.ui.organizations import Organizations
from akiles_console.wording import _


class OrganizationButton(QPushButton):
    """`key` is the connection that is shown; None where an access token stands in for one.

    Signals:
        chosen: the key of another organization that the person wants to see.
        wanted: the person wants one more; True: one to practise.
    """

    chosen = Signal(str)
    wanted = Signal(bool)

    def __init__(self, organizations: Organizations, key: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._organizations, self._key = organizations, key
        self.setProperty("role", "organization")
        self.menu_of_others = QMenu(self)
        self.menu_of_others.setAccessibleName(_("Organizations"))
        self.clicked.connect(self._open)

    def say(self, title: str) -> None:
        """Shows the organization's name."""
        self.setText(f"{title}  ▾")
        self.setAccessibleName(title)
        self.setAccessibleDescription(_("The organization; opens the list of organizations"))

    def _open(self) -> None:
        self.fill()
        self.menu_of_others.popup(self.mapToGlobal(QPoint(0, self.height())))

    def fill(self) -> None:
        """Puts into the menu what there is now."""
        menu = self.menu_of_others
        menu.clear()
        entries = self._organizations.entries()
        for entry in entries:
            title = _("{title} (practice)").format(title=entry.title) if entry.practice else entry.title
            if entry.key == self._key:
                title = _("{title}, shown now").format(title=title)
            menu.addAction(_dot(entry.colour), title.replace("&", "&&"), self._on_chosen).setData(entry.key)
        menu.addSeparator()
        if not self._organizations.practice_only:
            menu.addAction(_("Add an organization…"), self._on_add)
        if self._organizations.practice_only or not any(entry.practice for entry in entries):
            menu.addAction(_("Start a practice organization…"), self._on_practice)

    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and action.data() != self._key:
            self.chosen.emit(action.data())

    def _on_add(self) -> None:
        self.wanted.emit(False)

    def _on_practice(self) -> None:
        self.wanted.emit(True)


def _dot(colour: str) -> QIcon:
    pixmap = QPixmap(12, 12)
    pixmap.fill(colour)
    return QIcon(pixmap)
