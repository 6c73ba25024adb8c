"""Searching and sorting 100,000 rows in `RecordTable`, against the same in plain Python lists."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ROWS = 100_000
ROUNDS = 5


@dataclass(frozen=True)
class Person:
    """A row as the People page has them."""

    name: str
    email: str
    group: str
    city: str
    number: int


def figures() -> Iterator[str]:
    """A line for each query and for the sort; the texts to search are made beforehand, as they are in the window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QTableView

    from akiles_console.ui.tables import Column, RecordTable

    app = QApplication([])
    people = [_person(number) for number in range(ROWS)]
    columns: tuple[Column[Person], ...] = (
        Column("Name", lambda row: row.name, 20),
        Column("Email", lambda row: row.email, 30),
        Column("Group", lambda row: row.group, 15),
        Column("City", lambda row: row.city, 15),
        Column("Number", lambda row: str(row.number), 8, sort=lambda row: row.number),
    )
    table = RecordTable(columns)
    view = QTableView()
    view.setModel(table)
    view.show()
    table.set_rows(people)
    table.filter("warm")
    table.filter("")
    app.processEvents()
    texts = ["\n".join([c.text(row) for c in columns]).casefold() for row in people]

    def search(query: str) -> None:
        table.filter(query)
        app.processEvents()  # the key is not answered before the rows are painted

    def narrow(keep: Callable[[Person], bool] | None) -> None:
        table.narrow(keep)
        app.processEvents()

    for query in ("s", "surname19", "nobody at all"):
        ours = _median(lambda query=query: search(query), reset=lambda: search(""))
        words = query.split()
        floor = _median(lambda words=words: _plain_filter(texts, words))
        yield f"filter {ROWS:,} rows by {query!r}: {_compared(ours, floor)}, painted (under 16 ms wanted)"
    ours = _median(lambda: narrow(lambda row: row.group == "Sales"), reset=lambda: narrow(None))
    yield f"choose a group of {ROWS:,} rows: {ours:.1f} ms, painted"
    names = [row.name.casefold() for row in people]
    ours = _median(lambda: table.sort(0, Qt.SortOrder.DescendingOrder), reset=lambda: table.sort(-1))
    floor = _median(lambda: sorted(range(ROWS), key=names.__getitem__, reverse=True))
    yield f"sort {ROWS:,} rows by name: {_compared(ours, floor)}"
    view.close()


def _person(number: int) -> Person:
    scattered = number * 7919 % ROWS
    return Person(
        name=f"Surname{scattered}, Ana",
        email=f"ana.surname{scattered}@example.com",
        group=("Engineering", "Sales", "Cleaning")[number % 3],
        city=("Madrid", "Lisboa", "Köln", "Łódź")[number % 4],
        number=number,
    )


def _plain_filter(texts: list[str], words: list[str]) -> list[int]:
    among = list(range(len(texts)))
    for word in words:
        among = [i for i in among if word in texts[i]]
    return among


def _median(act: Callable[[], object], reset: Callable[[], object] = lambda: None) -> float:
    times = []
    for _ in range(ROUNDS):
        reset()
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def _compared(ours: float, floor: float) -> str:
    return f"{ours:.1f} ms, plain lists {floor:.1f} ms, ratio {ours / floor:.2f}"
