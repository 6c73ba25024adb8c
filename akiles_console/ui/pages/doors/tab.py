"""One tab of the Doors page: a list, and the drawer of the chosen row beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from akiles_console import messages
from akiles_console.failure import Failure
from akiles_console.ui import dialogs
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.pages.doors.drawer import Details, Drawer
from akiles_console.ui.pages.doors.rows import Row
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.record_list import RecordList


def button(text: str, does: object, parent: QWidget, role: str = "") -> QPushButton:
    """A push button with its accessible name."""
    made = QPushButton(text, parent)
    made.setAccessibleName(text)
    if role:
        made.setProperty("role", role)
    made.clicked.connect(does)
    return made


class Tab(QWidget):
    """Rows made of the contents; a tab that edits puts its editor beside `browse` into `stack`.

    Signals:
        retry: the person wants what failed to be read again.
        changed: something was written: what is shown is to be read anew.
        busy: what is being written, "" when it is done.
    """

    retry = Signal()
    changed = Signal()
    busy = Signal(str)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        empty: str,
        rows: Callable[[Contents], list[Row]],
        details: Callable[[str, Contents], Details | None],
        parent: QWidget | None = None,
    ) -> None:
        """`rows` makes the rows, `details` those of an id, None where there is no such thing."""
        super().__init__(parent)
        self.name = name
        self.contents = Contents()
        self._wanted = ""  # what was just made: chosen once it is read
        self._rows, self._details = rows, details
        self.list: RecordList[Row] = RecordList(name=name, columns=columns, empty=empty, key=_id, sort=0)
        self.drawer = Drawer(self)
        self.browse = QWidget(self)
        row = QHBoxLayout(self.browse)
        row.setContentsMargins(0, 16, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list, 1)
        row.addWidget(self.drawer)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.browse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.list.retry.connect(self.retry)
        self.list.selected.connect(self._on_selected)

    @property
    def chosen(self) -> str:
        """The id of the chosen row, "" for none."""
        index = self.list.view.currentIndex()
        return self.list.table.record(index.row()).id if index.isValid() else ""

    def show_contents(self, contents: Contents) -> None:
        """Shows what was read; what is chosen stays chosen."""
        self.contents = contents
        self.list.set_rows(self._rows(contents))
        wanted, self._wanted = self._wanted, ""
        if wanted and (row := self.list.table.row_of(wanted)) is not None:
            self.list.view.selectRow(row)
        self._show(self.chosen)

    def show_list(self, chosen: str = "") -> None:
        """Back from an editor to the list, to this row where it is named."""
        self._wanted = chosen or ""
        self.stack.setCurrentWidget(self.browse)
        self.list.view.setFocus()

    async def tell(self, title: str, failure: Failure) -> None:
        """Says what went wrong, and waits until the person has seen it."""
        await dialogs.tell(self, title, str(messages.of(failure)))

    def _on_selected(self, row: Row | None) -> None:
        self._show(row.id if row else "")

    def _show(self, id: str) -> None:
        """Fills the drawer for a row; tabs with more in it extend this."""
        self.drawer.show_details(self._details(id, self.contents) if id else None)


def _id(row: Row) -> str:
    return row.id
