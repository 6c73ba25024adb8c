"""What is known of the chosen row, beside the list."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from akiles_console.ui.widgets.copy_button import CopyButton
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

Lines = tuple[tuple[str, str], ...]
"""Lines of text, each with the role of its look."""


@dataclass(frozen=True)
class Details:
    """A title, a line below it, and sections of lines; `id` can be copied."""

    title: str
    subtitle: str
    sections: tuple[tuple[str, Lines], ...]
    id: str


class Drawer(QFrame):
    """Details of one row. `parts` is for widgets of their own: they stay while the details change."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Details"))
        self.setFixedWidth(340)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(_("Details"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget(self._scroll)
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        self._title = label("", "heading", content)
        self._subtitle = label("", "muted", content)
        self._lines = QWidget(content)
        self.parts = QVBoxLayout()
        self.parts.setSpacing(6)
        self._copy = CopyButton(_("Copy the id"), "", content)
        self._column = column
        column.addWidget(self._title)
        column.addWidget(self._subtitle)
        column.addLayout(self.parts)
        column.addWidget(self._lines)
        column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._scroll)
        self.hide()

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Puts buttons in a row below the title."""
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.parts.addLayout(row)

    def show_details(self, details: Details | None) -> None:
        """Shows these; None puts the drawer away."""
        self.setVisible(details is not None)
        if details is None:
            return
        self._title.setText(details.title)
        self._subtitle.setText(details.subtitle)
        self._subtitle.setVisible(bool(details.subtitle))
        self._copy.content = details.id
        before, self._lines = self._lines, _sections(details)
        self._column.replaceWidget(before, self._lines)
        before.hide()
        before.deleteLater()


def _sections(details: Details) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for title, lines in details.sections:
        column.addSpacing(8)
        column.addWidget(label(title, "small", made))
        for text, role in lines:
            column.addWidget(label(text, role, made))
    return made
