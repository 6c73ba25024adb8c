"""A list as a person uses it: search, count, sorting, copying, and a word where there is nothing."""

from __future__ import annotations

import html
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from akiles_console.ui.tables import Column, RecordTable
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _, plural

T = TypeVar("T")


class RecordList(QWidget, Generic[T]):
    """Search field, count and table over one `RecordTable`; empty, loading and error states in its place.

    Signals:
        activated: the record that was double-clicked or entered.
        selected: the record that became the current one, None where there is none.
        retry: the person wants what failed to be tried again.
    """

    activated = Signal(object)
    selected = Signal(object)
    retry = Signal()

    def __init__(
        self,
        *,
        name: str,
        columns: Sequence[Column[T]],
        empty: str,
        key: Callable[[T], Hashable] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls it; `empty` says in a sentence what to do without records."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._empty, self._error, self._state, self._key = empty, "", "ready", key
        self.table: RecordTable[T] = RecordTable(columns, key, self)
        self.view = _View(self.table, name, self)
        self.search = self._search_field(name)
        self.count = label("", "muted", self)
        self.count.setWordWrap(False)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._message_page())
        self.bar = QHBoxLayout()
        """The row with the search field; a page may add its own controls at the end."""
        self.bar.addWidget(self.search)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self.bar)
        layout.addWidget(self._stack, 1)
        self.view.activated.connect(self._on_activated)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self._show()

    def set_rows(self, rows: Iterable[T]) -> None:
        """Shows these records; what was selected stays selected where the table has a key."""
        chosen = {self._key(record) for record in self.selection()} if self._key else set()
        self.table.set_rows(rows)
        self._state = "ready"
        self._show()
        self._select(chosen)

    def set_loading(self) -> None:
        """Says that records are on their way; those shown stay in place meanwhile."""
        self._state = "loading"
        self._show()

    def set_error(self, text: str) -> None:
        """Says why there are no records, with a button to try again; those shown are taken away."""
        self.table.set_rows(())
        self._state = "error"
        self._error = text
        self._show()

    def update_row(self, record: T) -> None:
        """Replaces one record in its place, see `RecordTable.update_row`."""
        self.table.update_row(record)

    def selection(self) -> list[T]:
        """The selected records, as ordered on screen."""
        rows = self.view.selectionModel().selectedRows()
        return [self.table.record(index.row()) for index in sorted(rows, key=QModelIndex.row)]

    def state(self) -> str:
        """Column widths and sorting, to be remembered."""
        return bytes(self.view.horizontalHeader().saveState().toBase64().data()).decode("ascii")

    def restore(self, state: str) -> None:
        """Puts `state` back; one that does not fit is left alone."""
        header = self.view.horizontalHeader()
        if state and header.restoreState(QByteArray.fromBase64(state.encode("ascii", "ignore"))):
            self.table.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def _search_field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("search")
        field.setPlaceholderText(_("Search"))
        field.setAccessibleName(_("Search: {list}").format(list=name))
        field.setClearButtonEnabled(True)
        field.setFixedWidth(280)
        field.textChanged.connect(self._on_search)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._focus_search)
        return field

    def _message_page(self) -> QWidget:
        page = QWidget(self)
        self._message = label("", "placeholder", page)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._again = QPushButton(_("Retry"), page)
        self._again.setAccessibleName(_("Retry"))
        self._again.clicked.connect(self.retry)
        column = QVBoxLayout(page)
        column.addStretch(2)
        column.addWidget(self._message)
        column.addSpacing(8)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _show(self) -> None:
        shown, total = self.table.rowCount(), self.table.total
        if not shown:
            self._message.setText(self._instead(total))
        self._again.setVisible(self._state == "error")
        self._stack.setCurrentIndex(0 if shown else 1)
        self.count.setText(self._counted(shown, total))

    def _instead(self, total: int) -> str:
        if total:
            return _("Nothing here contains “{text}”.").format(text=self.search.text())
        return {"loading": _("Loading…"), "error": self._error}.get(self._state, self._empty)

    def _counted(self, shown: int, total: int) -> str:
        if self._state == "loading":
            return _("Refreshing…") if total else ""
        if not total:
            return ""
        if shown == total:
            return plural("{count} row", "{count} rows", total)
        return _("{shown} of {total}").format(shown=shown, total=total)

    def _select(self, keys: set[Hashable]) -> None:
        select = QItemSelectionModel.SelectionFlag
        for key in keys:
            row = self.table.row_of(key)
            if row is not None:
                index = self.table.index(row, 0)
                self.view.selectionModel().setCurrentIndex(index, select.Select | select.Rows)

    def _on_search(self, text: str) -> None:
        chosen = {self._key(record) for record in self.selection()} if self._key else set()
        self.table.filter(text)
        self._show()
        self._select(chosen)

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_activated(self, index: QModelIndex) -> None:
        self.activated.emit(self.table.record(index.row()))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.selected.emit(self.table.record(current.row()) if current.isValid() else None)


class _View(QTableView):
    """A quiet table: whole rows, fixed heights, widths set once from the font."""

    def __init__(self, table: RecordTable[Any], name: str, parent: QWidget) -> None:
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
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.setSortIndicatorClearable(True)
        columns.setAccessibleName(name)
        character = self.fontMetrics().averageCharWidth()
        for number, column in enumerate(table.columns):
            self.setColumnWidth(number, column.width * character + 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies the selected rows on Ctrl/Cmd+C, as a spreadsheet takes them; Enter activates."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
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
