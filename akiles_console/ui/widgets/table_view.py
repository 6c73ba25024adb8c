"""A quiet table: whole rows, fixed heights, copying, and the whole text of a cell that is cut off."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QByteArray, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from akiles_console.ui.tables import RecordTable

_TIGHTEST = 0.75
"""Share of its wished width that a column keeps before the table scrolls sideways."""
_OWN, _FITTED = "own", "fit"


class TableView(QTableView):
    """Rows of one `RecordTable`. Columns share the room until the person sets a width."""

    def __init__(self, table: RecordTable[Any], name: str, sort: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setModel(table)
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.setCornerButtonEnabled(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 18)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setStretchLastSection(True)
        columns.setHighlightSections(False)
        columns.setSortIndicator(sort, Qt.SortOrder.AscendingOrder)
        columns.setSortIndicatorClearable(True)
        columns.setAccessibleName(name)
        character = self.fontMetrics().averageCharWidth()
        self._widths = [column.width * character + 24 for column in table.columns]
        self._fitting = self._widths_are_theirs = False
        columns.sectionResized.connect(self._on_resized)
        self._fit()

    @property
    def sorted(self) -> bool:
        """Whether a column sorts the rows now."""
        return self.horizontalHeader().sortIndicatorSection() >= 0

    def layout_state(self) -> str:
        """Column widths, where the person set them, and sorting."""
        state = bytes(self.horizontalHeader().saveState().toBase64().data()).decode("ascii")
        return f"{_OWN if self._widths_are_theirs else _FITTED} {state}"

    def restore(self, state: str) -> None:
        """Puts `state` back; one that does not fit is left alone."""
        whose, _space, rest = state.partition(" ")
        header = self.horizontalHeader()
        if rest and header.restoreState(QByteArray.fromBase64(rest.encode("ascii", "ignore"))):
            self._widths_are_theirs = whose == _OWN
            self._fit()
            self.sortByColumn(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the room out among the columns, until the person has set a width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._widths_are_theirs:
            return
        seen = sum(width for number, width in enumerate(self._widths) if not self.isColumnHidden(number))
        share = max(_TIGHTEST, self.viewport().width() / max(1, seen))
        self._fitting = True
        for number, width in enumerate(self._widths):
            if not self.isColumnHidden(number):
                self.setColumnWidth(number, int(width * share))
        self._fitting = False

    def _on_resized(self, section: int, before: int, now: int) -> None:
        last = self.model().columnCount() - 1  # the last one fills the rest and is resized with the window
        hidden = not before or not now  # or shown again: nobody has set a width
        if not self._fitting and not hidden and section != last:
            self._widths_are_theirs = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies the selected rows on Ctrl/Cmd+C, as a spreadsheet takes them; Enter activates."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy_selection(self) -> None:
        """Puts the selected rows into the clipboard, as a spreadsheet takes them."""
        model = self.model()
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = ("\t".join(_cell(model, row, c) for c in range(model.columnCount())) for row in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))


class _Cells(QStyledItemDelegate):
    """Shows the whole text of a cell that is cut off, as plain text."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A tooltip only where the text does not fit its cell."""
        text = str(index.data() or "")
        cut = self.sizeHint(option, index).width() > option.rect.width()
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), f"<span>{html.escape(text)}</span>" if cut else "", view)
            return True
        return super().helpEvent(event, view, option, index)


def _cell(model: QAbstractItemModel, row: int, column: int) -> str:
    text = str(model.index(row, column).data())
    return " ".join(text.split("\t")).replace("\n", " ")
