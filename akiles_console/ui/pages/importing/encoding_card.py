"""The question how the letters of a text file are to be read: what each way makes of its names, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from akiles_console.people.spreadsheet.reading import Question
from akiles_console.ui.pages.importing import flow
from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class EncodingCard(QFrame):
    """A column for each way to read the file, with the words that differ; a click on its button chooses it.

    Signals:
        chosen: the encoding.
    """

    chosen = Signal(str)

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setSpacing(10)
        what = label(
            _("Some letters of this file can be read in more than one way. Which names are right?"), "strong", self
        )
        column.addWidget(what)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for place, (encoding, words) in enumerate(flow.encoding_readings(question)):
            choose = button(flow.encoding_name(encoding), "normal", self)
            choose.setAccessibleDescription(", ".join(words))
            choose.setProperty("encoding", encoding)
            choose.clicked.connect(self._on_clicked)
            grid.addWidget(choose, 0, place)
            for line, word in enumerate(words, 1):
                shown = label(word, "body", self)
                shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                grid.addWidget(shown, line, place)
        grid.setColumnStretch(grid.columnCount(), 1)
        column.addLayout(grid)
        column.addWidget(label(_("If none of them is right, choose another encoding in the File step."), "muted", self))

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("encoding"))
