"""Small parts of the form and the review of a person."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from akiles_console.ui.pages.people.change_words import Line
from akiles_console.ui.widgets.label import label


def button(text: str, role: str, parent: QWidget, name: str = "") -> QPushButton:
    """A button; `role` as in `style.qss`, `name` what a screen reader says where the text is not enough."""
    made = QPushButton(text, parent)
    made.setProperty("role", role)
    made.setAccessibleName(name or text)
    made.setAutoDefault(False)
    return made


class Lines(QWidget):
    """Lines of text below one another, replaced as a whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Shows these and no others."""
        emptied(self._column)
        shown = list(lines)
        for text, role in shown:
            self._column.addWidget(label(text, role, self))
        self.setVisible(bool(shown))


class Removable(QWidget):
    """A thing with a button that takes it away.

    Signals:
        removed: the id of the thing.
    """

    removed = Signal(str)

    def __init__(self, id: str, text: str, remove: str, name: str, parent: QWidget) -> None:
        """`remove` is what the button says, `name` what a screen reader says of it."""
        super().__init__(parent)
        self.id = id
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.text = label(text, "body", self)
        self.row.addWidget(self.text, 1)
        self.button = button(remove, "quiet", self, name)
        self.button.clicked.connect(self._on_removed)
        self.row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def _on_removed(self) -> None:
        self.removed.emit(self.id)


def emptied(column: QVBoxLayout) -> None:
    """Takes every widget out of a column."""
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
