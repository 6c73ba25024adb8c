"""The first rows of the file, as the file has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.ui.pages.importing import flow
from akiles_console.wording import _

_NOWHERE = QModelIndex()
_MOST_COLUMNS = 60


class SheetPreview(QTableView):
    """The first rows as the file has them, rows counted from 1, the header row in bold.

    Signals:
        header_chosen: the row that is the header, from 0: it was double-clicked.
    """

    header_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("First rows of the file"))
        self.setProperty("role", "sheet")
        self.setToolTip(_("Double-click the row with the headers if another one was taken"))
        self.doubleClicked.connect(self._on_row)
        self.verticalHeader().sectionDoubleClicked.connect(self.header_chosen)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)

    def show_reading(self, reading: Reading) -> None:
        """Shows the rows of this reading."""
        old = self.model()
        self.setModel(_PreviewRows(flow.preview_cells(reading), reading.header_row, self))
        if old is not None:
            old.deleteLater()
        character = self.fontMetrics().averageCharWidth()
        for column, width in enumerate(flow.preview_widths(reading.preview)[:_MOST_COLUMNS]):
            self.setColumnWidth(column, round(width * character * 1.15) + 28)

    def _on_row(self, index: QModelIndex) -> None:
        self.header_chosen.emit(index.row())


class _PreviewRows(QAbstractTableModel):
    def __init__(self, cells: Sequence[Sequence[str]], header_row: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells, self._header_row = cells, header_row
        self._width = min(_MOST_COLUMNS, max((len(row) for row in cells), default=0))
        self._bold = parent.font()
        self._bold.setBold(True)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._width

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            row = self._cells[index.row()]
            return row[index.column()] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.FontRole and index.row() == self._header_row:
            return self._bold
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return None
