"""Where a list is dropped, chosen or pasted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.pages.importing.recent import Recent, words
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

_MOST = 4


class DropArea(QFrame):
    """Where a file is dropped or chosen.

    Signals:
        opened: the recent file that the person wants.
    """

    opened = Signal(object)

    def __init__(self, practice: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop")
        self.setMinimumHeight(220)
        self._heading = label("", "heading", self)
        self._heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = label(
            _("Excel, OpenDocument, CSV or TSV. Nothing changes at Akiles until you say so in the last step."),
            "muted",
            self,
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = button(_("Choose a file"), "normal", self)
        self.paste = button(_("Paste"), "normal", self)
        self.paste.setToolTip(_("Cells that were copied in a spreadsheet program, or a table of a web page (Ctrl+V)"))
        self._recent: list[QPushButton] = []
        self._recent_column = QVBoxLayout()
        self.sample = button(_("Use the sample spreadsheet"), "quiet", self)
        self.sample.setVisible(practice)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(self._heading)
        column.addWidget(hint)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        row.addStretch(1)
        column.addLayout(row)
        column.addLayout(self._recent_column)
        column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, text: str, *, busy: bool) -> None:
        """What stands in the middle; nothing can be chosen while busy."""
        self._heading.setText(text)
        self.paste.setEnabled(not busy)
        for one in self._recent:
            one.setEnabled(not busy)
        self.choose.setEnabled(not busy)
        self.sample.setEnabled(not busy)

    def offer_recent(self, files: Sequence[Recent]) -> None:
        """A button for each of these files, the first of them the one of last time."""
        for old in self._recent:
            old.deleteLater()
        self._recent = []
        for number, one in enumerate(files[:_MOST]):
            text = words(one) if number else _("Like last time: {file}").format(file=words(one))
            made = button(text, "quiet", self)
            made.setToolTip(one.path)
            made.setProperty("path", one.path)
            made.clicked.connect(self._on_recent)
            self._recent.append(made)
            self._recent_column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)

    def _on_recent(self) -> None:
        self.opened.emit(Path(self.sender().property("path")))

    def highlight(self, on: bool) -> None:
        """Turns the invitation to let go on or off."""
        self.setProperty("held", on)
        self.style().unpolish(self)
        self.style().polish(self)
