"""One person of a plan beside the list: what changes, before and after by door, and what there is to decide."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.pages.importing.person_words import Choice, View
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class PersonPanel(QFrame):
    """Shown instead of the settings while somebody is selected.

    Signals:
        decided: a `Decision`, and whether it is taken (True) or taken back.
        row_wanted: the row of the file that the person wants to see in Check.
        closed: the person wants the settings back.
    """

    decided = Signal(object, bool)
    row_wanted = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Details"))
        self._choices: tuple[Choice, ...] = ()
        self._view: View | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(_("Details"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._close = button(_("Back to the settings"), "quiet", self)
        self._close.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._close)

    def show_view(self, view: View) -> None:
        """Fills the panel anew."""
        self._choices, self._view = view.choices, view
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        column.addWidget(label(view.name, "heading", content))
        column.addWidget(label(view.title, view.tone, content))
        for line in view.said:
            column.addWidget(label(line.text, line.tone, content))
        for number, choice in enumerate(view.choices):
            self._add_choice(column, content, number, choice)
        for section in view.sections:
            column.addSpacing(10)
            column.addWidget(label(section.title, "small", content))
            for line in section.lines:
                column.addWidget(label(line.text, line.tone, content))
        if view.row is not None:
            column.addSpacing(10)
            row = button(_("Show the row in Check"), "quiet", content)
            row.clicked.connect(self._on_row)
            column.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._scroll.setWidget(content)

    def _add_choice(self, column: QVBoxLayout, content: QWidget, number: int, choice: Choice) -> None:
        column.addSpacing(8)
        column.addWidget(label(choice.text, "body", content))
        press = button(choice.button, "normal", content)
        press.setProperty("number", number)
        press.clicked.connect(self._on_choice)
        row = QHBoxLayout()
        row.addWidget(press)
        row.addStretch(1)
        column.addLayout(row)

    def _on_choice(self) -> None:
        choice = self._choices[self.sender().property("number")]
        self.decided.emit(choice.decision, not choice.chosen)

    def _on_row(self) -> None:
        if self._view is not None and self._view.row is not None:
            self.row_wanted.emit(self._view.row)
