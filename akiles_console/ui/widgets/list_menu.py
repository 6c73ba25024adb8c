"""What can be done with all rows of a list: saved as a file, or the selected ones copied."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from akiles_console.wording import _, plural


class ListMenu(QPushButton):
    """A button that opens the menu; `fill` says how many rows there are.

    Signals:
        opening: the menu is about to open; `fill` it.
        wanted: "xlsx" or "csv", and whether only the selected rows are meant.
        copied: the selected rows are to be copied.
    """

    opening = Signal()
    wanted = Signal(str, bool)
    copied = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(_("Export  ▾"), parent)
        self.setProperty("role", "quiet")
        self.setAccessibleName(_("Export: {list}").format(list=name))
        self.setAccessibleDescription(_("Opens a menu: save the rows as a file, copy the selected ones"))
        self.choices = QMenu(self)
        self.choices.setAccessibleName(self.accessibleName())
        self.clicked.connect(self._open)

    def fill(self, shown: int, selected: int) -> None:
        """Offers what there is: the rows shown, and the selected ones where they are several."""
        menu = self.choices
        menu.clear()
        rows = plural("{count} row", "{count} rows", shown)
        self._add(_("Save {rows} as Excel workbook…").format(rows=rows), "xlsx", False)
        self._add(_("Save {rows} as CSV…").format(rows=rows), "csv", False)
        if not selected:
            return
        rows = plural("the selected row", "the {count} selected rows", selected)
        menu.addSeparator()
        if selected > 1:
            self._add(_("Save {rows} as Excel workbook…").format(rows=rows), "xlsx", True)
            self._add(_("Save {rows} as CSV…").format(rows=rows), "csv", True)
        menu.addAction(_("Copy {rows}").format(rows=rows), self.copied.emit)

    def _open(self) -> None:
        self.opening.emit()
        self.choices.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _add(self, text: str, format: str, chosen: bool) -> None:
        self.choices.addAction(text, self._on_wanted).setData((format, chosen))

    def _on_wanted(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.wanted.emit(*action.data())
