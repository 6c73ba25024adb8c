"""The organizations of this computer, one a row: colour, name, since when, and what can be done with it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from akiles_console.clock import Clock
from akiles_console.ui import theme, words
from akiles_console.ui.organizations import Entry, Organizations
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class OrganizationList(QWidget):
    """`shown` is the key of the one in the window. Every signal carries the key of a row.

    Signals:
        renamed, removed: the person wants to; the page asks for the rest.
        coloured: with the colour, `#rrggbb`.
    """

    renamed = Signal(str)
    coloured = Signal(str, str)
    removed = Signal(str)

    def __init__(self, organizations: Organizations, shown: str | None, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._organizations, self._shown, self._clock = organizations, shown, clock
        self._rows: QWidget | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._colours = QMenu(self)
        self._colours.setAccessibleName(_("Colours"))
        for name, colour in theme.stripes().items():
            self._colours.addAction(_square(colour), _(name), self._on_colour).setData(colour)
        organizations.changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Shows what there is now."""
        if self._rows is not None:
            self._rows.deleteLater()
            self._layout.removeWidget(self._rows)
            self._rows.hide()
        self._rows = QWidget(self)
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, entry in enumerate(self._organizations.entries()):
            self._write(grid, row, entry)
        self._layout.addWidget(self._rows)

    def _write(self, grid: QGridLayout, row: int, entry: Entry) -> None:
        assert self._rows is not None
        since = words.local_moment(datetime.fromisoformat(entry.since).astimezone(), self._clock.now())
        notes = [_("shown now")] if entry.key == self._shown else []
        notes += [_("practice")] if entry.practice else []
        notes.append(_("connected since {since}").format(since=since))
        about = QVBoxLayout()
        about.setSpacing(0)
        about.addWidget(label(entry.title, "strong", self._rows))
        about.addWidget(label(" · ".join(notes), "muted", self._rows))
        grid.addLayout(about, row, 1)
        colour = self._button(_("Colour"), entry, self._on_colours)
        colour.setIcon(_square(entry.colour))
        grid.addWidget(colour, row, 2)
        grid.addWidget(self._button(_("Rename…"), entry, self._on_rename), row, 3)
        grid.addWidget(self._button(_("Remove…"), entry, self._on_remove), row, 4)

    def _button(self, title: str, entry: Entry, pressed: object) -> QPushButton:
        button = QPushButton(title, self._rows)
        button.setAccessibleName(f"{title.rstrip('…')}: {entry.title}")
        button.setProperty("key", entry.key)
        button.clicked.connect(pressed)
        return button

    def _on_rename(self) -> None:
        self.renamed.emit(str(self.sender().property("key")))

    def _on_remove(self) -> None:
        self.removed.emit(str(self.sender().property("key")))

    def _on_colours(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self._colours.setProperty("key", button.property("key"))
            self._colours.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_colour(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.coloured.emit(str(self._colours.property("key")), str(action.data()))


def _square(colour: str) -> QIcon:
    pixmap = QPixmap(14, 14)
    pixmap.fill(colour)
    return QIcon(pixmap)
