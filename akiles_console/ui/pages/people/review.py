"""The difference before it is sent: what is lost first and in red, then every change; and how it ended afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from akiles_console.ui.pages.people.change_words import Line
from akiles_console.ui.pages.people.parts import Lines
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class Review(QScrollArea):
    """Lines of text under a title, that scroll where there are many."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("What will be changed"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self._title = label("", "heading", content)
        self._lines = Lines(content)
        column.addWidget(self._title)
        column.addWidget(self._lines)
        column.addStretch(1)
        self.setWidget(content)

    def show_lines(self, title: str, lines: Iterable[Line]) -> None:
        """Shows these and no others."""
        self._title.setText(title)
        self._lines.show_lines(lines)
        self.verticalScrollBar().setValue(0)
