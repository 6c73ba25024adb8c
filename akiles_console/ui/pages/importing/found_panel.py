"""The file that was read: its name, how it was read and what was left out, each to be changed or looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from akiles_console.people.spreadsheet.reading import Options, Reading
from akiles_console.ui.pages.importing import flow, recent
from akiles_console.ui.pages.importing.encoding_card import EncodingCard
from akiles_console.ui.pages.importing.parts import button, fill, number
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class FoundPanel(QFrame):
    """The file's name and how it was read: format, sheet, header row, encoding; and the ways to another file.

    Signals:
        options_changed: the `Options` to read the file again with.
        opened: the recent file that the person wants instead.
        left_out_wanted: the person wants to see the rows that are no people.
    """

    options_changed = Signal(object)
    opened = Signal(object)
    left_out_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._options = Options()
        self._name = label("", "heading", self)
        self._name.setWordWrap(False)
        self._format = label("", "muted", self)
        self._format.setWordWrap(False)
        self.another = button(_("Choose another file"), "normal", self)
        self.paste = button(_("Paste"), "normal", self)
        self.recent = button(_("Recent files"), "normal", self)
        self._menu = QMenu(self.recent)
        self._menu.setAccessibleName(_("Recent files"))
        self._menu.triggered.connect(self._on_recent)
        self.recent.setMenu(self._menu)
        self._fields()
        self._note = label("", "muted", self)
        self._look = button(_("Look at them"), "quiet", self)
        self._look.clicked.connect(self.left_out_wanted)
        self._card: EncodingCard | None = None
        self._lay_out()

    def _fields(self) -> None:
        self.sheet = QComboBox(self)
        self.sheet.setAccessibleName(_("Sheet"))
        self.sheet.setMaximumWidth(260)
        self.header = number(_("Header row"), 0, 1_000_000, self)
        self.header.setSpecialValueText(_("none"))
        self.header.setFixedWidth(96)
        self.encoding = QComboBox(self)
        self.encoding.setAccessibleName(_("Encoding"))
        self.sheet.activated.connect(self._on_sheet)
        self.header.valueChanged.connect(self._on_header)
        self.encoding.activated.connect(self._on_encoding)

    def _lay_out(self) -> None:
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._name)
        top.addWidget(self._format)
        top.addStretch(1)
        for widget in (self.another, self.paste, self.recent):
            top.addWidget(widget)
        self._sheet_box = self._add(row, _("Sheet"), self.sheet)
        self._add(row, _("Header in row"), self.header)
        self._encoding_box = self._add(row, _("Encoding"), self.encoding)
        row.addStretch(1)
        said = QHBoxLayout()
        said.addWidget(self._note, 1)
        said.addWidget(self._look, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (top, row, said):
            self._column.addLayout(part)

    def _add(self, row: QHBoxLayout, title: str, field: QWidget) -> QWidget:
        box = QWidget(self)
        shown = label(title, "muted", box)
        shown.setWordWrap(False)
        shown.setBuddy(field)
        pair = QHBoxLayout(box)
        pair.setContentsMargins(0, 0, 18, 0)
        pair.addWidget(shown)
        pair.addWidget(field)
        row.addWidget(box)
        return box

    def offer_recent(self, files: Sequence[recent.Recent]) -> None:
        """Fills the menu of recent files."""
        self._menu.clear()
        for one in files:
            action = self._menu.addAction(recent.words(one).replace("&", "&&"))
            action.setData(Path(one.path))
            action.setToolTip(one.path)
        self.recent.setVisible(bool(files))

    def show_reading(self, reading: Reading, options: Options) -> None:
        """Fills the fields without telling anybody."""
        self._options = options
        self._name.setText(reading.file or _("The pasted table"))
        self._format.setText(flow.format_words(reading))
        fill(self.sheet, flow.sheets(reading), reading.sheet)
        self._sheet_box.setVisible(len(reading.sheets) > 1)
        fill(self.encoding, flow.encodings(reading), reading.encoding)
        self._encoding_box.setVisible(reading.encoding is not None)
        self.header.blockSignals(True)
        self.header.setValue(0 if reading.header_row is None else reading.header_row + 1)
        self.header.blockSignals(False)
        said = flow.notes(reading)
        self._note.setText(said)
        self._note.setVisible(bool(said))
        self._look.setVisible(bool(reading.skipped))
        self._ask_encoding(reading)

    def _ask_encoding(self, reading: Reading) -> None:
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.deleteLater()
            self._card = None
        question = next((one for one in reading.questions if one.code == "encoding"), None)
        if question is not None:
            self._card = EncodingCard(question, self)
            self._card.chosen.connect(self._on_encoding_chosen)
            self._column.addWidget(self._card)

    def _on_sheet(self) -> None:
        self.options_changed.emit(flow.other_sheet(self._options, self.sheet.currentData()))

    def _on_header(self, row: int) -> None:
        self.options_changed.emit(flow.other_header(self._options, row - 1))

    def _on_encoding(self) -> None:
        self._on_encoding_chosen(self.encoding.currentData())

    def _on_encoding_chosen(self, encoding: str) -> None:
        self.options_changed.emit(flow.other_encoding(self._options, encoding))

    def _on_recent(self, action: QAction) -> None:
        self.opened.emit(action.data())
