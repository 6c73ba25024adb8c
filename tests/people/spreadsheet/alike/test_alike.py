"""A workbook says the same in every format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from akiles_console.people.spreadsheet.file import read_here
from akiles_console.people.spreadsheet.reading import Reading, SpreadsheetError

Read = Callable[..., Reading]
HEADER = ["Employee ID", "Name", "Email", "Department"]
ANA = ["E1", "Ana Lee", "ana@example.com", "Sales"]
BO = ["E2", "Bo Kim", "bo@example.com", "Desk"]
CY = ["E3", "Cy Roy", "cy@example.com", "Desk"]


def codes(reading: Reading) -> set[tuple[str, Any]]:
    return {(p.code, next(iter(p.details.values()), None)) for p in reading.problems}


def test_a_plain_list(read_as: Read) -> None:
    reading = read_as([["Employee ID", "Name", "Start date", "Active"], [42, "Ana Lee", date(2020, 1, 2), True]])
    (ana,) = reading.employees
    assert (ana.employee_id, ana.name, ana.starts_at, ana.active) == ("42", "Ana Lee", "2020-01-02", True)
    assert reading.questions == () and reading.problems == () and reading.header_row == 0


@pytest.mark.parametrize(
    ("code", "texts"),
    [("00000", ["00042", "00007"]), ('"EMP"0000', ["EMP0042", "EMP0007"]), ("000-000", ["000-042", "000-007"]),
     ('0000"-"00', ["0000-42", "0000-07"]), ('"K"0', ["K42", "K7"])],
)  # fmt: skip
def test_numbers_are_read_as_their_format_shows_them(read_as: Read, shown: Any, code: str, texts: list[str]) -> None:
    reading = read_as([HEADER, [shown(42, code, texts[0]), *ANA[1:]], [shown(7, code, texts[1]), *BO[1:]]])
    assert [e.employee_id for e in reading.employees] == texts
    assert codes(reading) == {("numbers_as_shown", 2)}


@pytest.mark.parametrize(("code", "text"), [("#,##0", "1,234"), ("0.00", "1234.00"), ("General", "1234")])
def test_formats_that_do_not_pad_change_nothing(read_as: Read, shown: Any, code: str, text: str) -> None:
    reading = read_as([HEADER, [shown(1234, code, text), *ANA[1:]]])
    assert [e.employee_id for e in reading.employees] == ["1234"] and reading.problems == ()


def test_an_error_is_an_error_and_never_blank(read_as: Read, broken: Any) -> None:
    reading = read_as([HEADER, [*ANA[:3], broken("#N/A")], [broken("#REF!"), *BO[1:]], CY])
    assert [(p.row, p.code, p.details.get("value")) for p in reading.problems] == [
        (1, "group_error", "#N/A"), (2, "id_error", "#REF!"),
    ]  # fmt: skip
    assert reading.parked == {1, 2}


def test_what_is_hidden_is_read_and_counted(read_as: Read) -> None:
    reading = read_as([["Staff"], HEADER, ANA, BO, CY], hidden_rows=(0, 3, 4), hidden_columns=(2,))
    assert [e.employee_id for e in reading.employees] == ["E1", "E2", "E3"]
    assert codes(reading) == {("rows_hidden", 2), ("column_hidden", "Email")}


def test_a_cell_merged_over_rows_is_in_each_of_them(read_as: Read) -> None:
    rows = [["Staff 2026", None, None, None], HEADER, ANA, [*BO[:3], None], [*CY[:3], "Desk"]]
    reading = read_as(rows, merges=[(0, 0, 0, 3), (2, 3, 3, 3)])
    assert [e.groups for e in reading.employees] == [("Sales",), ("Sales",), ("Desk",)] and reading.header_row == 1


def test_a_merge_that_ends_the_table(read_as: Read) -> None:
    rows = [["Department", "Employee ID", "Name"], ["Sales", "E1", "Ana Lee"], [None, "E2", "Bo Kim"]]
    assert [e.groups for e in read_as(rows, merges=[(1, 0, 2, 0)]).employees] == [("Sales",), ("Sales",)]


def test_headers_of_two_rows_with_merges(read_as: Read) -> None:
    rows = [
        ["Personalnummer", "Name", None, "Abteilung", "Vertrag", None],
        [None, "Vorname", "Nachname", None, "Beginn", "Ende"],
        ["0101", "Ana", "Lee", "Vertrieb", date(2020, 1, 2), None],
        ["0102", "Bo", "Kim", "Einkauf", date(2021, 1, 2), date(2027, 1, 2)],
    ]
    merges = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3), (0, 4, 0, 5)]
    reading = read_as(rows, merges=merges)
    assert reading.header_row == 1 and reading.questions == ()
    assert [(e.employee_id, e.name, e.groups, e.starts_at, e.ends_at) for e in reading.employees] == [
        ("0101", "Ana Lee", ("Vertrieb",), "2020-01-02", None),
        ("0102", "Bo Kim", ("Einkauf",), "2021-01-02", "2027-01-02"),
    ]


def test_a_hidden_sheet_does_not_win(read_as: Read) -> None:
    reading = read_as([HEADER, ANA, BO], hidden_sheets={"Last year": [HEADER, CY, BO, ANA]})
    assert reading.sheet == "Staff" and reading.sheets == ("Last year", "Staff") and reading.questions == ()
    assert [e.employee_id for e in reading.employees] == ["E1", "E2"]


def test_line_breaks_and_odd_blanks_inside_cells(read_as: Read) -> None:
    reading = read_as([["Employee ID", "Full\nName", "Department"], ["E1", "Ana\nLee", "Sales\nDesk"]])
    (ana,) = reading.employees
    assert (ana.name, ana.groups) == ("Ana Lee", ("Sales", "Desk"))


def test_a_table_below_and_beside_nothing(read_as: Read) -> None:
    blank = [None] * 6
    rows = [blank, blank, [None, None, *HEADER], blank, [None, None, *ANA], [None, None, *BO]]
    reading = read_as(rows)
    assert reading.header_row == 2 and [e.row for e in reading.employees] == [4, 5]
    assert [c.index for c in reading.columns if c.field] == [2, 3, 4, 5]


def test_a_far_cell_of_an_xlsb_is_cut_off_and_said(xlsb: Callable[..., Path]) -> None:
    reading = read_here(xlsb([HEADER, ANA, BO], far=(1_048_575, 16_383)))
    assert [e.employee_id for e in reading.employees] == ["E1", "E2"]
    assert [(p.code, p.details["cell"]) for p in reading.problems] == [("far_cells_ignored", "XFD1048576")]


def test_an_xlsb_cut_off_inside_a_record_is_damaged(xlsb: Callable[..., Path]) -> None:
    with pytest.raises(SpreadsheetError, match="damaged"):
        read_here(xlsb([HEADER, ANA, BO], cut=70))
