"""The table model of every list: rows are records, columns are functions of a record.

It keeps an index of its own and no proxy model stands before it: sorting 100,000 rows through a proxy takes
12 seconds, here a tenth of one (`measured.md`). Searching reads one prepared text per row.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import filterfalse
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from akiles_console.ui import theme
from akiles_console.wording import _

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TURN = 0.004
"""Seconds for making rows searchable in one turn of the event loop."""
_STEP = 100
"""Rows between two looks at the clock."""


@dataclass(frozen=True)
class Column(Generic[T]):
    """What a column shows of a record.

    `width` is in characters. `sort` gives what is compared instead of the text. `tone` colours the text:
    loss, gain, muted, warn or None; the text says the same in words.
    """

    title: str
    text: Callable[[T], str]
    width: int
    sort: Callable[[T], Any] | None = None
    tone: Callable[[T], str | None] | None = None


def folded(text: str) -> str:
    """The text as searching and sorting compare it: without case and accents."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", plain)))


class RecordTable(QAbstractTableModel, Generic[T]):
    """Records as rows, searchable and sortable; `key` names a record so that one row can be replaced.

    `rank`: where no column sorts them, records stand by it, the highest on top; without it they stand as they came.
    """

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable] | None = None,
        parent: QObject | None = None,
        *,
        rank: Callable[[T], Any] | None = None,
        also: Callable[[T], str] | None = None,
    ) -> None:
        """`also` is text that a record is found by though no column shows it, such as an address."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key, self._rank, self._also = key, rank, also
        self._rows: list[T] = []
        self._places: dict[Hashable, int] | None = None  # by key, made when the first one is asked for
        self._texts: list[str] = []  # one per row, as far as made; the rest follows in turns
        self._order: list[int] = []  # all rows, sorted
        self._keep: Callable[[T], bool] | None = None
        self._shown: list[int] = []  # those that are kept and match the query, in the same order
        self._query = ""
        self._sort: tuple[int, Qt.SortOrder] | None = None
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._prepare)

    @property
    def total(self) -> int:
        """How many records there are, shown or not."""
        return len(self._rows)

    def set_rows(self, rows: Iterable[T]) -> None:
        """Replaces all records; the query and the sorting stay."""
        self.beginResetModel()
        self._rows = list(rows)
        self._places = None
        self._texts = []
        self._order = self._sorted()
        self._shown = self._all_matching()
        self.endResetModel()
        self._turns.start()

    def add_rows(self, rows: Iterable[T]) -> None:
        """Takes in more records: each comes to its place, and nothing that is selected moves out of sight.

        Made for many at a time that belong together, such as the newest; sorted by a column everything is shown anew.
        """
        begin = len(self._rows)
        self._rows += rows
        if len(self._texts) == begin:
            self._prepare_to(len(self._rows))
        else:
            self._turns.start()
        self._places = None
        if self._sort is not None or self._rank is None:
            self.beginResetModel()
            self._order = self._sorted()
            self._shown = self._all_matching()
            self.endResetModel()
            return
        rank = self._rank
        fresh = sorted(range(begin, len(self._rows)), key=lambda i: rank(self._rows[i]), reverse=True)
        for place, block in reversed(self._blocks(self._order, fresh)):
            self._order[place:place] = block
        for place, block in reversed(self._blocks(self._shown, self._matching(self._accepted(fresh)))):
            self.beginInsertRows(_NOWHERE, place, place + len(block) - 1)
            self._shown[place:place] = block
            self.endInsertRows()

    def filter(self, text: str) -> None:
        """Shows the records that contain every word of the text, anywhere."""
        query = folded(text.strip())
        if query == self._query:
            return
        longer, self._query = query.startswith(self._query), query
        self.beginResetModel()
        self._shown = self._matching(self._shown) if longer else self._all_matching()
        self.endResetModel()

    def narrow(self, keep: Callable[[T], bool] | None) -> None:
        """Shows only records that `keep` says yes to, and of them those that match the text; None = all of them."""
        self._keep = keep
        self.beginResetModel()
        self._shown = self._all_matching()
        self.endResetModel()

    def record(self, row: int) -> T:
        """The record shown in that row."""
        return self._rows[self._shown[row]]

    def records(self) -> list[T]:
        """The records shown, in the order shown."""
        return [self._rows[i] for i in self._shown]

    def keep_first(self, most: int) -> None:
        """Forgets the records below the first `most`, shown or not."""
        order = self._order[:most]
        self.beginResetModel()
        if len(self._texts) == len(self._rows):
            self._texts = [self._texts[i] for i in order]
        else:
            self._texts = []
        self._rows = [self._rows[i] for i in order]
        self._places = None
        self._order = list(range(len(order)))
        self._shown = self._all_matching()
        self.endResetModel()

    def row_of(self, key: Hashable) -> int | None:
        """The row that shows the record with that key, None where it is not shown."""
        try:
            return self._shown.index(self._by_key()[key])
        except (KeyError, ValueError):
            return None

    def update_row(self, record: T) -> None:
        """Replaces the record with the same key, in its place; KeyError where there is none."""
        if self._key is None:
            raise TypeError("this table has no key")
        place = self._by_key()[self._key(record)]
        self._rows[place] = record
        if place < len(self._texts):
            self._texts[place] = self._text(record)
        row = self.row_of(self._key(record))
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _accepted(self, among: list[int]) -> list[int]:
        keep = self._keep
        return list(among) if keep is None else [i for i in among if keep(self._rows[i])]

    def _blocks(self, order: list[int], fresh: list[int]) -> list[tuple[int, list[int]]]:
        """Where in `order`, by rank, the fresh ones go: place and those that stand together there, from the top."""
        assert self._rank is not None
        blocks: list[tuple[int, list[int]]] = []
        low = 0
        for i in fresh:
            rank, high = self._rank(self._rows[i]), len(order)
            while low < high:
                middle = (low + high) // 2
                if self._rank(self._rows[order[middle]]) >= rank:
                    low = middle + 1
                else:
                    high = middle
            if blocks and blocks[-1][0] == low:
                blocks[-1][1].append(i)
            else:
                blocks.append((low, [i]))
        return blocks

    def _by_key(self) -> dict[Hashable, int]:
        if self._places is None:
            self._places = {self._key(row): i for i, row in enumerate(self._rows)} if self._key else {}
        return self._places

    def _text(self, row: T) -> str:
        texts = [column.text(row) for column in self.columns]
        if self._also is not None:
            texts.append(self._also(row))
        return folded("\n".join(texts))

    def _prepare(self) -> None:
        """Makes more rows searchable, for one turn."""
        end = time.perf_counter() + _TURN
        while len(self._texts) < len(self._rows) and time.perf_counter() < end:
            self._prepare_to(len(self._texts) + _STEP)

    def _prepare_to(self, stop: int) -> None:
        self._texts += [self._text(row) for row in self._rows[len(self._texts) : stop]]
        if len(self._texts) == len(self._rows):
            self._turns.stop()

    def _all_matching(self) -> list[int]:
        return self._matching(self._accepted(self._order))

    def _matching(self, among: list[int]) -> list[int]:
        if not self._query:
            return among
        self._prepare_to(len(self._rows))
        texts = self._texts
        for word in self._query.split():
            among = [i for i in among if word in texts[i]]
        return among

    def _sorted(self) -> list[int]:
        if self._sort is None:
            if self._rank is not None:
                ranks = [self._rank(row) for row in self._rows]
                return sorted(range(len(ranks)), key=ranks.__getitem__, reverse=True)
            return list(range(len(self._rows)))
        column, order = self.columns[self._sort[0]], self._sort[1]
        if column.sort is not None:
            keys = [column.sort(row) for row in self._rows]
        else:
            keys = [folded(column.text(row)) for row in self._rows]
        reverse = order == Qt.SortOrder.DescendingOrder
        return sorted(range(len(keys)), key=keys.__getitem__, reverse=reverse)

    # Qt

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many records are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, its colour, and what a screen reader says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[index.column()].text(self._rows[self._shown[index.row()]])
        if role == Qt.ItemDataRole.ForegroundRole:
            shade = self.columns[index.column()].tone
            name = shade(self._rows[self._shown[index.row()]]) if shade else None
            return theme.tone(name) if name else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.columns[index.column()].text(self._rows[self._shown[index.row()]]) or _("empty")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title of a column."""
        titled = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if titled and orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column, -1 = as the records came; what is selected stays selected."""
        self._sort = (column, order) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        before = self._shown
        self._order = self._sorted()
        if len(before) == len(self._order):
            self._shown = list(self._order)
        else:
            visible = set(before)
            self._shown = [i for i in self._order if i in visible]
        self._move_persistent(before)
        self.layoutChanged.emit()

    def _move_persistent(self, before: list[int]) -> None:
        held = self.persistentIndexList()
        if not held:
            return
        now = {place: row for row, place in enumerate(self._shown)}
        moved = [self.index(now[before[index.row()]], index.column()) for index in held]
        self.changePersistentIndexList(held, moved)
