"""Step 3: what is wrong in the file, row by row, mended where it is, and who goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from akiles_console.ui.pages.importing import mending
from akiles_console.ui.pages.importing.mend_panel import MendPanel
from akiles_console.ui.pages.importing.mending import History
from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.pages.importing.problems import Checked, CheckRow
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import N_, _

_TONES = {"error": "loss", "warning": "warn", "info": "muted", "mended": "gain", "left": "muted"}


_STATES = {
    "error": N_("Set aside"), "warning": N_("Look at it"), "info": N_("For your information"), "fine": N_("Fine"),
    "mended": N_("Mended here"), "left": N_("Left out"),
}  # fmt: skip


def _state(row: CheckRow) -> str:
    return _(_STATES.get(row.severity, row.severity))


def _aside_words() -> str:
    return _("A row that is set aside does not hold up the others. Mend it here with Enter, or later in the file.")


COLUMNS: tuple[Column[CheckRow], ...] = (
    Column(_("Row"), lambda row: row.place, 8, sort=lambda row: -1 if row.row is None else row.row),
    Column(_("State"), _state, 13, tone=lambda row: _TONES.get(row.severity)),
    Column(_("Person"), lambda row: row.person, 20),
    Column(_("Column"), lambda row: row.column, 14),
    Column(_("What"), lambda row: row.what, 30),
)


class CheckStep(QWidget):
    """A sentence, a grid, problems only or everybody, and the faulty cell of the chosen row.

    Signals:
        fixes_changed: the `Options.fixes` to read the file again with.
        columns_wanted: the person wants to see how the columns were read.
        file_wanted: the person wants a copy of the file with comments.
        forget_wanted: the person wants what was mended here, now and before, to be dropped.
    """

    fixes_changed = Signal(object)
    columns_wanted = Signal()
    file_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._checked = Checked(sentence="", problems=(), everybody=(), fine=0)
        self._history = History()
        self._sentence = label("", "heading", self)
        self._hint = label("", "muted", self)
        self.list: RecordList[CheckRow] = RecordList(
            name=_("Rows"),
            columns=COLUMNS,
            empty=_("No problem was found in this file."),
            key=lambda row: row.key,
            exported=(),  # cells may be PINs; the file back with comments is the way
            parent=self,
        )
        self.notice = label("", "notice", self)
        self.notice.hide()
        self._columns = button(_("Change columns"), "quiet", self)
        self._columns.hide()
        self._mended = label("", "muted", self)
        self.file = button(_("Save a copy with comments"), "normal", self)
        self.file.setToolTip(_("A copy for HR, with a comment at each faulty cell"))
        self._undo = button(_("Undo"), "quiet", self)
        self._redo = button(_("Redo"), "quiet", self)
        self._forget = button(_("Forget what was mended"), "quiet", self)
        self._forget.setToolTip(_("Takes it off this computer too; the cells are again as the file has them"))
        self.mend = MendPanel(self)
        self._problems, self._everybody, self._left_out = self._radios()
        self._lay_out()
        self._connect()

    def _radios(self) -> list[QRadioButton]:
        group, radios = QButtonGroup(self), []
        for text in (_("Problems only"), _("Everybody"), _("Left out")):
            radio = QRadioButton(text, self)
            radio.setAccessibleName(text)
            group.addButton(radio)
            self.list.bar.addWidget(radio)
            radios.append(radio)
        radios[0].setChecked(True)
        group.buttonToggled.connect(self._on_toggled)
        return radios

    def _lay_out(self) -> None:
        self._steps = QWidget(self)
        row = QHBoxLayout(self._steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._mended, 1)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addWidget(self._forget)
        top = QHBoxLayout()
        top.addWidget(self._hint, 1)
        top.addStretch(0)
        top.addWidget(self.file)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._sentence)
        said = QHBoxLayout()
        said.addWidget(self.notice, 1)
        said.addWidget(self._columns)
        column.addLayout(said)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.mend)
        column.addWidget(self._steps)

    def _connect(self) -> None:
        self.list.selected.connect(self._on_selected)
        self.list.activated.connect(self._on_activated)
        self.mend.mended.connect(self._on_mended)
        self.mend.left.connect(self.list.view.setFocus)
        self._columns.clicked.connect(self.columns_wanted)
        self.file.clicked.connect(self.file_wanted)
        self._undo.clicked.connect(self._on_undo)
        self._redo.clicked.connect(self._on_redo)
        self._forget.clicked.connect(self.forget_wanted)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("F2"), self, self.mend.begin, context=context)
        QShortcut(QKeySequence("Ctrl+Z"), self, self._on_undo, context=context)
        for keys in ("Ctrl+Shift+Z", "Ctrl+Y"):
            QShortcut(QKeySequence(keys), self, self._on_redo, context=context)

    def show_checked(self, checked: Checked) -> None:
        """Shows what was found in the file; the row after one that was mended comes to hand."""
        self._checked = checked
        if checked.fixes != self._history.now:  # another file, or another sheet of it
            self._history = History(checked.fixes)
        self._sentence.setText(checked.sentence)
        self._left_out.setVisible(bool(checked.left_out))
        if not checked.left_out and self._left_out.isChecked():
            self._problems.setChecked(True)
        aside = any(row.severity == "error" for row in checked.problems)
        self._hint.setText(_aside_words() if aside else "")
        self._mended.setText(mending.count_words(checked.fixes, mending.pins(checked.fixes, checked.columns)))
        self._forget.setVisible(bool(checked.fixes))
        self._undo.setEnabled(bool(self._history.past))
        self._redo.setEnabled(bool(self._history.future))
        self._steps.setVisible(bool(checked.fixes or self._history.past or self._history.future))
        self._fill()

    def say(self, text: str, *, columns: bool = False) -> None:
        """Shows a notice above the table, `columns`: with a way to the columns; "" takes it away."""
        self._columns.setVisible(columns)
        self.notice.setText(text)
        self.notice.setVisible(bool(text))

    def offer_file(self, on: bool) -> None:
        """Whether a copy of the file with comments can be had."""
        self.file.setVisible(on)

    def focus_first(self) -> None:
        """Puts the keyboard where the step begins."""
        self.list.view.setFocus()

    def show_row(self, row: int) -> None:
        """Brings a row of the file to hand, counted from 0, whether something is wrong in it or not."""
        self.list.search.clear()
        if not any(line.row == row for line in self.list.table.records()):
            self._everybody.setChecked(True)
        place = next((at for at, line in enumerate(self.list.table.records()) if line.row == row), None)
        if place is not None:
            self.list.view.selectRow(place)
        self.list.view.setFocus()

    def show_left_out(self) -> None:
        """Shows the rows that are no people."""
        self._left_out.setChecked(True)

    def _on_toggled(self, _radio: QRadioButton, on: bool) -> None:
        if on:  # the one that went off says so too
            self._fill()

    def _fill(self) -> None:
        shown = self._checked.problems if self._problems.isChecked() else self._checked.everybody
        if self._left_out.isChecked():
            shown = self._checked.left_out
        place = max(self.list.view.currentIndex().row(), 0)
        self.list.set_rows(shown)
        rows = self.list.table.rowCount()
        if rows and not self.list.view.currentIndex().isValid():
            self.list.view.selectRow(min(place, rows - 1))
        self._on_selected(self._current())

    def _current(self) -> CheckRow | None:
        index = self.list.view.currentIndex()
        return self.list.table.record(index.row()) if index.isValid() else None

    def _on_selected(self, row: CheckRow | None) -> None:
        self.mend.setVisible(row is not None and bool(row.advice or row.cell is not None))
        if row is not None:
            self.mend.show_line(self._checked, row)

    def _on_activated(self, _row: CheckRow) -> None:
        self.mend.begin()

    def _on_mended(self, rows: Sequence[int], column: int, text: str) -> None:
        self._take(self._history.then(mending.mended(self._history.now, rows, column, text)))

    def _on_undo(self) -> None:
        self._take(self._history.undone())

    def _on_redo(self) -> None:
        self._take(self._history.redone())

    def _take(self, history: History) -> None:
        if history.now != self._history.now:
            self._history = history
            self.list.view.setFocus()
            self.mend.wait()
            self.fixes_changed.emit(history.now)
