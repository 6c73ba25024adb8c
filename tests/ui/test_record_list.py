"""The list around a table: search, count, states, copying, and what it remembers."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.record_list import RecordList


@dataclass(frozen=True)
class Row:
    id: int
    name: str


COLUMNS: tuple[Column[Row], ...] = (
    Column("Name", lambda row: row.name, 20),
    Column("Number", lambda row: str(row.id), 8, sort=lambda row: row.id),
)
ROWS = [Row(1, "Zoë"), Row(2, "Ana"), Row(3, "Ben\tAdu")]


@pytest.fixture
def people(qtbot):
    made = RecordList(name="People", columns=COLUMNS, empty="Nobody is here yet.", key=lambda row: row.id)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def visible_texts(people):
    return [found.text() for found in people.findChildren(QLabel) if found.isVisible() and found.text()]


def test_counts_what_is_shown(people, qtbot):
    people.set_rows(ROWS)
    assert visible_texts(people) == ["3 in all"]
    qtbot.keyClicks(people.search, "an")
    assert visible_texts(people) == ["1 of 3"]
    qtbot.keyClicks(people.search, "xx")
    assert visible_texts(people) == ["0 of 3", "Nothing here contains “anxx”."]


def test_empty_loading_and_error_each_say_so(people, qtbot):
    assert visible_texts(people) == ["Nobody is here yet."]
    people.set_loading()
    assert visible_texts(people) == ["Loading…"]
    people.set_error("The server is away. Nothing was changed.")
    assert visible_texts(people) == ["The server is away. Nothing was changed."]
    again = next(b for b in people.findChildren(QPushButton) if b.text() == "Retry")
    with qtbot.waitSignal(people.retry, timeout=1000):
        again.click()
    people.set_rows(ROWS)
    people.set_loading()
    assert visible_texts(people) == ["Refreshing…"]
    assert people.view.isVisible()


def test_selection_outlives_a_refresh(people):
    people.set_rows(ROWS)
    people.view.selectRow(1)
    people.set_rows([Row(9, "New"), *ROWS])
    assert [row.id for row in people.selection()] == [2]


def test_selection_is_told(people):
    seen = []
    people.set_rows(ROWS)
    people.selected.connect(seen.append)
    people.view.selectRow(2)
    people.set_error("Away.")
    assert seen == [ROWS[2], None]


def test_enter_activates_the_current_row(people, qtbot):
    people.set_rows(ROWS)
    people.view.selectRow(1)
    with qtbot.waitSignal(people.activated, timeout=1000) as caught:
        qtbot.keyClick(people.view, Qt.Key.Key_Return)
    assert caught.args == [ROWS[1]]


def test_copies_selected_rows_as_a_spreadsheet_takes_them(people, qtbot):
    people.set_rows(ROWS)
    people.view.selectAll()
    qtbot.keyClick(people.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Zoë\t1\nAna\t2\nBen Adu\t3"


def test_find_goes_to_the_search_field(people, qtbot):
    people.set_rows(ROWS)
    people.view.setFocus()
    qtbot.waitUntil(people.view.hasFocus, timeout=1000)
    qtbot.keyClick(people.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert people.search.hasFocus()


def test_widths_and_sorting_are_remembered(people, qtbot):
    people.set_rows(ROWS)
    people.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    people.view.setColumnWidth(0, 333)
    other = RecordList(name="People", columns=COLUMNS, empty="", key=lambda row: row.id)
    qtbot.addWidget(other)
    other.restore(people.state())
    other.set_rows(ROWS)
    assert [row.id for row in other.table.records()] == [3, 2, 1]
    assert other.view.columnWidth(0) == 333
    other.restore("nonsense")
    assert other.view.columnWidth(0) == 333


def test_the_menu_offers_all_rows_or_the_selected_ones_and_says_which(people, qtbot):
    assert not people.menu.isEnabled()
    people.set_rows(ROWS)
    people._on_menu()
    assert [action.text() for action in people.menu.choices.actions()] == [
        "Save 3 rows as Excel workbook…", "Save 3 rows as CSV…",
    ]  # fmt: skip
    people.view.selectAll()
    people._on_menu()
    actions = [action for action in people.menu.choices.actions() if action.text()]
    assert [action.text() for action in actions[2:]] == [
        "Save the 3 selected rows as Excel workbook…", "Save the 3 selected rows as CSV…", "Copy the 3 selected rows",
    ]  # fmt: skip
    with qtbot.waitSignal(people.export_wanted) as asked:
        actions[3].trigger()
    assert asked.args == [people, "csv", True]
    actions[4].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[0] == "Zoë\t1"


def test_a_file_has_the_rows_as_they_are_shown(people):
    people.set_rows(ROWS)
    people.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    people.search.setText("n")
    sheet = people.sheet()
    assert (sheet.titles, sheet.rows) == (("Name", "Number"), [["Ana", "2"], ["Ben\tAdu", "3"]])
    people.view.selectRow(1)
    assert people.sheet(chosen=True).rows == [["Ben\tAdu", "3"]]
