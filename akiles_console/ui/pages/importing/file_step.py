"""Step 1: the file. Drop or choose it, see how it was read, and say so where it was read wrongly."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from akiles_console.messages import Words
from akiles_console.people.spreadsheet.reading import Options, Reading
from akiles_console.ui.pages.importing import flow
from akiles_console.ui.pages.importing.drop_area import DropArea
from akiles_console.ui.pages.importing.parts import button, fill, number
from akiles_console.ui.pages.importing.sheet_preview import SheetPreview
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class FileStep(QWidget):
    """The drop area; once a file is read, how it was read and its first rows.

    Signals:
        choose: the person wants to look for a file.
        sample: the person wants the sample spreadsheet.
        options_changed: the `Options` to read the file again with.
        retry: the same file once more.
        paste: the person wants what is in the clipboard.
        last: the person wants the file of last time.
    """

    choose = Signal()
    sample = Signal()
    options_changed = Signal(object)
    retry = Signal()
    paste = Signal()
    last = Signal()

    def __init__(self, *, practice: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._options = Options()
        self._reading: Reading | None = None
        self.last_file: Path | None = None
        """The file of last time, where it is still there."""
        self._drop = DropArea(practice, self)
        self._note = label("", "notice", self)
        self._note.hide()
        self._problem = _Problem(self)
        self._found = _Found(self)
        self._preview = SheetPreview(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget, stretch in (
            (self._drop, 2),
            (self._note, 0),
            (self._problem, 0),
            (self._found, 0),
            (self._preview, 3),
        ):
            column.addWidget(widget, stretch)
        self._drop.choose.clicked.connect(self.choose)
        self._drop.sample.clicked.connect(self.sample)
        self._drop.paste.clicked.connect(self.paste)
        self._drop.last.clicked.connect(self.last)
        keys = QKeySequence(QKeySequence.StandardKey.Paste)
        QShortcut(keys, self, self.paste.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._found.another.clicked.connect(self.choose)
        self._found.sheet.activated.connect(self._on_sheet)
        self._found.header.valueChanged.connect(self._on_header)
        self._found.encoding.activated.connect(self._on_encoding)
        self._problem.password_given.connect(self._on_password)
        self._problem.again.clicked.connect(self.retry)
        self.show_empty()

    def show_empty(self) -> None:
        """No file yet: the drop area alone."""
        self._reading = None
        self._drop.say(_("Drop HR's spreadsheet here"), busy=False)
        for widget in (self._problem, self._found, self._preview):
            widget.hide()
        self._drop.show()

    def offer_last(self, path: Path | None) -> None:
        """Offers the file of last time, None for no such offer."""
        self.last_file = path
        self._drop.offer_last(path)

    def say(self, text: str) -> None:
        """Says something about what was tried; the next file takes it away."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def show_busy(self, file: str) -> None:
        """The file is being read; what was shown of it stays."""
        self._problem.hide()
        self.say("")
        if self._reading is None:
            self._drop.say(_("Reading {file}…").format(file=file), busy=True)

    def show_reading(self, reading: Reading, options: Options) -> None:
        """How the file was read under `options`, with its first rows."""
        self._reading, self._options = reading, options
        self._drop.hide()
        self._problem.hide()
        self._found.show_reading(reading)
        self._preview.show_reading(reading)
        self._found.show()
        self._preview.show()

    def show_problem(self, file: str, words: Words, options: Options, *, password: bool) -> None:
        """The file cannot be used as it is; `password`: asks for one."""
        self._options = options
        if self._reading is None:
            self._drop.say(_("Drop another spreadsheet here"), busy=False)
        self._problem.show_problem(file, words, password)
        self._problem.show()

    def highlight(self, on: bool) -> None:
        """Shows that a file held over the window may be let go."""
        self._drop.highlight(on)

    def focus_first(self) -> None:
        """Puts the keyboard where the step begins."""
        (self._drop.choose if self._drop.isVisible() else self._found.another).setFocus()

    def _on_sheet(self) -> None:
        self.options_changed.emit(flow.other_sheet(self._options, self._found.sheet.currentText()))

    def _on_header(self, row: int) -> None:
        self.options_changed.emit(flow.other_header(self._options, row - 1))

    def _on_encoding(self) -> None:
        self.options_changed.emit(flow.other_encoding(self._options, self._found.encoding.currentData()))

    def _on_password(self, password: str) -> None:
        self.options_changed.emit(flow.with_password(self._options, password))


class _Problem(QFrame):
    """What is wrong with the file and what to do, with a field for its password where that is it."""

    password_given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "problem")
        self._what = label("", "strong", self)
        self._hint = label("", "body", self)
        self._password = QLineEdit(self)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setAccessibleName(_("Password of the file"))
        self._password.setPlaceholderText(_("Password of the file"))
        self._password.setFixedWidth(260)
        self._open = button(_("Open"), "normal", self)
        self.again = button(_("Retry"), "normal", self)
        row = QHBoxLayout()
        row.addWidget(self._password)
        row.addWidget(self._open)
        row.addWidget(self.again)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self._what)
        column.addWidget(self._hint)
        column.addLayout(row)
        self._open.clicked.connect(self._on_open)
        self._password.returnPressed.connect(self._on_open)

    def show_problem(self, file: str, words: Words, password: bool) -> None:
        """Shows it."""
        self._what.setText(_("{file}: {what}").format(file=file, what=words.what))
        self._hint.setText(words.hint)
        self._hint.setVisible(bool(words.hint))
        self._password.clear()
        self._password.setVisible(password)
        self._open.setVisible(password)
        self.again.setVisible(not password)
        if password:
            self._password.setFocus()

    def _on_open(self) -> None:
        if self._password.text():
            self.password_given.emit(self._password.text())
            self._password.clear()


class _Found(QFrame):
    """The file's name and how it was read: format, sheet, header row, encoding."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = label("", "heading", self)
        self._name.setWordWrap(False)
        self._format = label("", "muted", self)
        self._format.setWordWrap(False)
        self.another = button(_("Choose another file"), "normal", self)
        self.sheet = QComboBox(self)
        self.sheet.setAccessibleName(_("Sheet"))
        self.sheet.setMaximumWidth(260)
        self.header = number(_("Header row"), 0, 1_000_000, self)
        self.header.setSpecialValueText(_("none"))
        self.header.setFixedWidth(96)
        self.encoding = QComboBox(self)
        self.encoding.setAccessibleName(_("Encoding"))
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._name)
        top.addWidget(self._format)
        top.addStretch(1)
        top.addWidget(self.another)
        self._sheet_box = self._add(row, _("Sheet"), self.sheet)
        self._add(row, _("Header in row"), self.header)
        self._encoding_box = self._add(row, _("Encoding"), self.encoding)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addLayout(row)

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

    def show_reading(self, reading: Reading) -> None:
        """Fills the fields without telling anybody."""
        self._name.setText(reading.file or _("The pasted table"))
        self._format.setText(flow.format_words(reading))
        fill(self.sheet, [(name, name) for name in reading.sheets], reading.sheet)
        self._sheet_box.setVisible(len(reading.sheets) > 1)
        fill(self.encoding, flow.encodings(reading), reading.encoding)
        self._encoding_box.setVisible(reading.encoding is not None)
        self.header.blockSignals(True)
        self.header.setValue(0 if reading.header_row is None else reading.header_row + 1)
        self.header.blockSignals(False)
