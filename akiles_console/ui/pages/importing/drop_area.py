"""Where a list is dropped, chosen or pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class DropArea(QFrame):
    """Where a file is dropped or chosen."""

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
        self.last = button(_("Like last time"), "quiet", self)
        self.last.hide()
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
        column.addWidget(self.last, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, text: str, *, busy: bool) -> None:
        """What stands in the middle; nothing can be chosen while busy."""
        self._heading.setText(text)
        self.paste.setEnabled(not busy)
        self.last.setEnabled(not busy)
        self.choose.setEnabled(not busy)
        self.sample.setEnabled(not busy)

    def offer_last(self, path: Path | None) -> None:
        """Shows the button for the file of last time, with its name."""
        self.last.setVisible(path is not None)
        if path is not None:
            self.last.setText(_("Like last time: {file}").format(file=path.name))
            self.last.setAccessibleName(self.last.text())
            self.last.setToolTip(str(path))

    def highlight(self, on: bool) -> None:
        """Turns the invitation to let go on or off."""
        self.setProperty("held", on)
        self.style().unpolish(self)
        self.style().polish(self)
