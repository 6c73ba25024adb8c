"""Step 1: the file. Drop or choose it, see how it was read, and say so where it was read wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akiles_console.messages import Words
from akiles_console.people.spreadsheet.reading import Options, Reading
from akiles_console.ui.pages.importing import flow
from akiles_console.ui.pages.importing.drop_area import DropArea
from akiles_console.ui.pages.importing.found_panel import FoundPanel
from akiles_console.ui.pages.importing.problem_card import ProblemCard
from akiles_console.ui.pages.importing.recent import Recent
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
        opened: the recent file that the person wants.
        left_out_wanted: the person wants to see the rows that are no people.
    """

    choose = Signal()
    sample = Signal()
    options_changed = Signal(object)
    retry = Signal()
    paste = Signal()
    opened = Signal(object)
    left_out_wanted = Signal()

    def __init__(self, *, practice: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._options = Options()
        self._reading: Reading | None = None
        self.last_file: Path | None = None
        """The file of last time, where it is still there."""
        self._drop = DropArea(practice, self)
        self._note = label("", "notice", self)
        self._note.hide()
        self._problem = ProblemCard(self)
        self._found = FoundPanel(self)
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
        self._drop.opened.connect(self.opened)
        keys = QKeySequence(QKeySequence.StandardKey.Paste)
        QShortcut(keys, self, self.paste.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._found.another.clicked.connect(self.choose)
        self._found.paste.clicked.connect(self.paste)
        self._found.opened.connect(self.opened)
        self._found.options_changed.connect(self.options_changed)
        self._found.left_out_wanted.connect(self.left_out_wanted)
        self._preview.header_chosen.connect(self._on_header)
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

    def offer_recent(self, files: Sequence[Recent]) -> None:
        """Offers the files that were opened last, none for no such offer."""
        self.last_file = files[0].file if files else None
        self._drop.offer_recent(files)
        self._found.offer_recent(files)

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
        """How the file was read under `options`, with its first rows.

        The buttons of the drop area go away with the first one, and the keyboard would fall on whatever comes next.
        """
        first, self._reading, self._options = self._reading is None, reading, options
        self._drop.hide()
        self._problem.hide()
        self._found.show_reading(reading, options)
        self._preview.show_reading(reading)
        self._found.show()
        self._preview.show()
        if first and self.isVisible():
            self.focus_first()

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

    def _on_header(self, row: int) -> None:
        self.options_changed.emit(flow.other_header(self._options, row))

    def _on_password(self, password: str) -> None:
        self.options_changed.emit(flow.with_password(self._options, password))
