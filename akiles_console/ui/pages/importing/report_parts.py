"""Parts of a report: how many people in each state, and what to press for the person who is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from akiles_console.ui.pages.importing import outcomes
from akiles_console.ui.pages.importing.outcomes import RunRow
from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.wording import _


class Counts(QWidget):
    """How many people are in each state; the states that matter always, the others when somebody is in them."""

    _ALWAYS = ("verified", "not_verified", "needs_you")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(32)
        self._labels = {}
        for state in (*self._ALWAYS, "not_begun"):
            number, title = label("", "title", self), label(_(outcomes.STATES[state]), "muted", self)
            title.setWordWrap(False)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(number)
            column.addWidget(title)
            self._row.addLayout(column)
            self._labels[state] = (number, title)
        self._row.addStretch(1)

    def show_counts(self, rows: Sequence[RunRow]) -> None:
        """Shows the counts of these rows."""
        found = outcomes.counts(rows)
        for state, (number, title) in self._labels.items():
            shown = state in self._ALWAYS or found[state] > 0
            number.setVisible(shown)
            title.setVisible(shown)
            number.setText(str(found[state]))
            number.setAccessibleName(f"{title.text()}: {found[state]}")
            tinted(number, outcomes.TONES[state] if found[state] else "muted")
        self.show()


class RowActions(QFrame):
    """The whole text of one person, and what can be pressed for them.

    Signals:
        row_wanted: the row of the file that the person wants to see in Check.
        pin_wanted: the key of the person for whom Akiles is to choose the PIN.
    """

    row_wanted = Signal(int)
    pin_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._shown: RunRow | None = None
        self._text = label("", "body", self)
        self.pin = button(_("Let Akiles choose the PIN"), "normal", self)
        self.check = button(_("Show the row in Check"), "quiet", self)
        self.pin.clicked.connect(self._on_pin)
        self.check.clicked.connect(self._on_check)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self._text, 1)
        row.addWidget(self.pin)
        row.addWidget(self.check)
        self.hide()

    def show_row(self, row: RunRow | None) -> None:
        """Shows this person; None hides all of it."""
        self._shown = row
        self.setVisible(row is not None)
        if row is not None:
            self._text.setText(_("{name}: {what}").format(name=row.name, what=row.what or row.title))
            self.pin.setVisible(row.choose_pin)
            self.check.setVisible(row.row is not None and row.state == "needs_you")

    def _on_pin(self) -> None:
        if self._shown is not None:
            self.pin_wanted.emit(self._shown.key)

    def _on_check(self) -> None:
        if self._shown is not None and self._shown.row is not None:
            self.row_wanted.emit(self._shown.row)
