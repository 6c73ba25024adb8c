"""A list as a person uses it: search, count, sorting, copying, and a word where there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from akiles_console.people.spreadsheet.export import Sheet
from akiles_console.ui.tables import Column, RecordTable
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.list_menu import ListMenu
from akiles_console.ui.widgets.table_view import TableView
from akiles_console.wording import _

T = TypeVar("T")


class RecordList(QWidget, Generic[T]):
    """Search field, count and table over one `RecordTable`; empty, loading and error states in its place.

    Signals:
        activated: the record that was double-clicked or entered.
        selected: the record that became the current one, None where there is none.
        retry: the person wants what failed to be tried again.
        export_wanted: this list, "xlsx" or "csv", and whether only the selected rows are to be saved as a file.
    """

    activated = Signal(object)
    selected = Signal(object)
    retry = Signal()
    export_wanted = Signal(object, str, bool)

    def __init__(
        self,
        *,
        name: str,
        columns: Sequence[Column[T]],
        empty: str,
        key: Callable[[T], Hashable] | None = None,
        sort: int = -1,
        exported: Sequence[Column[T]] | None = None,
        rank: Callable[[T], Any] | None = None,
        also: Callable[[T], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls it; `empty` says in a sentence what to do without records.

        `sort` is the column that it is sorted by at first, -1 = by `rank`, else as the records come. `exported` are the
        columns of a file, where they are others than those shown; without any the list is not offered as a file.
        `also` is more text to find a record by.
        """
        super().__init__(parent)
        self.name = name
        self._empty, self._error, self._state, self._key = empty, "", "ready", key
        self._narrowed = False
        self._wanted: Hashable = None
        self.table: RecordTable[T] = RecordTable(columns, key, self, rank=rank, also=also)
        self.search = self._search_field(name)  # before the table, in the order of Tab too
        self.view = TableView(self.table, _("List: {list}").format(list=name), sort, self)
        self.count = label("", "muted", self)
        self.count.setWordWrap(False)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._message_page())
        self.bar = QHBoxLayout()
        """The row with the search field; a page may add its own controls at the end."""
        self.bar.addWidget(self.search, 100)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self._exported = self.table.columns if exported is None else tuple(exported)
        self.menu = ListMenu(name, self)
        self.menu.setVisible(bool(self._exported))
        self.bar.addWidget(self.menu)
        self.menu.opening.connect(self._on_menu)
        self.menu.wanted.connect(self._on_export)
        self.menu.copied.connect(self.view.copy_selection)
        self._said = label("", "muted", self)
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self.bar)
        layout.addWidget(self._said)
        layout.addWidget(self._stack, 1)
        self.view.activated.connect(self._on_activated)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self._show()

    def set_rows(self, rows: Iterable[T]) -> None:
        """Shows these records; what was selected stays selected where the table has a key."""
        chosen = self._chosen()
        self.table.set_rows(rows)
        self._state = "ready"
        self._show()
        self._select(chosen)
        self._choose_wanted()
        self._tell_current()

    def choose(self, key: Hashable) -> None:
        """Selects the record with that key and no other, now or once it is there."""
        self._wanted = key
        self._choose_wanted()

    def add_rows(self, rows: Iterable[T]) -> None:
        """Takes in more records, see `RecordTable.add_rows`; what is selected stays selected."""
        chosen = self._chosen() if self.view.sorted else set()
        self.table.add_rows(rows)
        self._state = "ready"
        self._show()
        self._select(chosen)

    def keep_first(self, most: int) -> None:
        """Forgets the records below the first `most`; what is selected stays selected."""
        chosen = self._chosen()
        self.table.keep_first(most)
        self._show()
        self._select(chosen)
        self._tell_current()

    def narrow(self, keep: Callable[[T], bool] | None) -> None:
        """Shows only some of the records, see `RecordTable.narrow`."""
        chosen = self._chosen()
        self.table.narrow(keep)
        self._narrowed = keep is not None
        self._show()
        self._select(chosen)
        self._tell_current()

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
        self._tell_current()

    def update_row(self, record: T) -> None:
        """Replaces one record in its place, see `RecordTable.update_row`."""
        self.table.update_row(record)

    def selection(self) -> list[T]:
        """The selected records, as ordered on screen."""
        rows = self.view.selectionModel().selectedRows()
        return [self.table.record(index.row()) for index in sorted(rows, key=QModelIndex.row)]

    def sheet(self, chosen: bool = False) -> Sheet:
        """What a file of it has in it: the rows shown, or only those that are selected."""
        records = self.selection() if chosen else self.table.records()
        rows = [[column.text(record) for column in self._exported] for record in records]
        return Sheet(name=self.name, titles=tuple(column.title for column in self._exported), rows=rows)

    def say(self, text: str) -> None:
        """Says in a line above the table what became of a file; "" takes it away."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def state(self) -> str:
        """Column widths and sorting, to be remembered."""
        return self.view.layout_state()

    def restore(self, state: str) -> None:
        """Puts `state` back; one that does not fit is left alone."""
        self.view.restore(state)

    def _search_field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("search")
        field.setPlaceholderText(_("Search"))
        field.setAccessibleName(_("Search: {list}").format(list=name))
        field.setClearButtonEnabled(True)
        field.setMinimumWidth(110)
        field.setMaximumWidth(280)
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
        self.menu.setEnabled(shown > 0)
        self._stack.setCurrentIndex(0 if shown else 1)
        self.count.setText(self._counted(shown, total))

    def _instead(self, total: int) -> str:
        if total and self._narrowed and not self.search.text():
            return _("Nothing here fits what is chosen above.")
        if total:
            return _("Nothing here contains “{text}”.").format(text=self.search.text())
        return {"loading": _("Loading…"), "error": self._error}.get(self._state, self._empty)

    def _counted(self, shown: int, total: int) -> str:
        if self._state == "loading":
            return _("Refreshing…") if total else ""
        if not total:
            return ""
        if shown == total:
            return _("{count} in all").format(count=total)
        return _("{shown} of {total}").format(shown=shown, total=total)

    def _chosen(self) -> set[Hashable]:
        return {self._key(record) for record in self.selection()} if self._key else set()

    def _select(self, keys: set[Hashable]) -> None:
        select = QItemSelectionModel.SelectionFlag
        for key in keys:
            row = self.table.row_of(key)
            if row is not None:
                index = self.table.index(row, 0)
                self.view.selectionModel().setCurrentIndex(index, select.Select | select.Rows)

    def _choose_wanted(self) -> None:
        row = None if self._wanted is None else self.table.row_of(self._wanted)
        if row is not None:
            self._wanted = None
            self.view.selectRow(row)

    def _on_search(self, text: str) -> None:
        chosen = self._chosen()
        self.table.filter(text)
        self._show()
        self._select(chosen)
        self._tell_current()

    def _tell_current(self) -> None:
        """A reset takes the current row away without saying so."""
        if not self.view.currentIndex().isValid():
            self.selected.emit(None)

    def _on_menu(self) -> None:
        self.menu.fill(self.table.rowCount(), len(self.view.selectionModel().selectedRows()))

    def _on_export(self, format: str, chosen: bool) -> None:
        self.export_wanted.emit(self, format, chosen)

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_activated(self, index: QModelIndex) -> None:
        self.activated.emit(self.table.record(index.row()))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.selected.emit(self.table.record(current.row()) if current.isValid() else None)
