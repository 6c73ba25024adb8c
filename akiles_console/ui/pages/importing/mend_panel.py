"""The card below the Check table: what is wrong with the row, and its cells to be mended."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from akiles_console.ui.pages.importing import flow, mending
from akiles_console.ui.pages.importing.parts import button, fill
from akiles_console.ui.pages.importing.problems import Checked, CheckRow
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class MendPanel(QFrame):
    """One line of the Check table in words, with a field for its faulty cell.

    Signals:
        mended: rows, column index and new text, as the person entered them.
        left: the person is done here without mending.
    """

    mended = Signal(object, int, str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._checked = Checked(sentence="", problems=(), everybody=(), fine=0)
        self._line: CheckRow | None = None
        self.words = label("", "body", self)
        self._cell = QComboBox(self)
        self._cell.setAccessibleName(_("Cell to mend"))
        self._cell.setMaximumWidth(220)
        self.text = QLineEdit(self)
        self.text.setAccessibleName(_("New text of the cell"))
        self.one = button(_("Mend"), "normal", self)
        self.all = button(_("Mend all alike"), "normal", self)
        self._state = label("", "muted", self)
        self._fields = QWidget(self)
        self._lay_out()
        self._cell.activated.connect(self._show_cell)
        self.text.textChanged.connect(self._say_state)
        self.text.returnPressed.connect(self._on_one)
        self.one.clicked.connect(self._on_one)
        self.all.clicked.connect(self._on_all)
        for keys, slot in (("Shift+Return", self._on_all), ("Escape", self.left.emit)):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._cell)
        row.addWidget(self.text, 1)
        row.addWidget(self.one)
        row.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self._fields)
        column.addWidget(self._state)

    def show_line(self, checked: Checked, line: CheckRow) -> None:
        """Shows a line of the table; the cell that is wrong is the one to be mended."""
        self._checked, self._line = checked, line
        what = _("Row {row}: {what} {advice}") if line.row is not None else _("{row}: {what} {advice}")
        self.words.setText(what.format(row=line.place, what=line.what, advice=line.advice).strip())
        self._fields.setVisible(line.cell is not None)
        self._state.setVisible(line.cell is not None)
        self.setEnabled(True)
        if line.cell is not None and line.row is not None:
            entries = [
                (flow.column_title(checked.columns[index]), index)
                for index in checked.cells[line.row]
                if index in checked.columns
            ]
            fill(self._cell, entries, line.cell)
            self._show_cell()

    def begin(self) -> None:
        """Puts the keyboard into the field, where there is one."""
        if self._fields.isVisible() and self.isEnabled():
            self.text.setFocus()
            self.text.selectAll()

    def wait(self) -> None:
        """Nothing can be mended until the next line is shown: the file is being read again."""
        self.setEnabled(False)
        self._state.setText(_("Reading the file again…"))

    def _show_cell(self) -> None:
        if self._line is None or self._line.row is None:
            return
        column = self._cell.currentData()
        pin = self._checked.columns[column].field == "pin"
        self.text.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit if pin else QLineEdit.EchoMode.Normal)
        self.text.setText(self._before())
        alike = len(self._checked.rows_alike(self._line, column))
        self.all.setVisible(alike > 1)
        self.all.setText(mending.alike_words(alike))
        self.all.setAccessibleName(self.all.text())
        self.all.setToolTip(_("Shift+Enter: the same new text wherever this column says the same"))
        self._say_state()

    def _before(self) -> str:
        """What the cell says as long as nobody mends it."""
        row = self._line.row if self._line is not None else None
        return self._checked.cells.get(row, {}).get(self._cell.currentData(), "") if row is not None else ""

    def _say_state(self) -> None:
        column = self._checked.columns.get(self._cell.currentData())
        if column is not None:
            self._state.setText(mending.state_words(column, self._before(), self.text.text()))

    def _on_one(self) -> None:
        if self._line is not None and self._line.row is not None and self._line.cell is not None:
            self.mended.emit((self._line.row,), self._cell.currentData(), self.text.text())

    def _on_all(self) -> None:
        if self._line is not None and self._line.cell is not None:
            rows = self._checked.rows_alike(self._line, self._cell.currentData())
            self.mended.emit(rows, self._cell.currentData(), self.text.text())
