"""Ugly workbooks as HR sends them, each with exactly the people who must come out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from akiles_console.people.spreadsheet import marks
from akiles_console.people.spreadsheet.file import read_here
from akiles_console.people.spreadsheet.reading import Options, Reading

TODAY = date(2026, 11, 22)
HEADER = ["Employee ID", "Name", "Email", "Department"]
ANA = ["E1", "Ana Lee", "ana@example.com", "Sales"]
BO = ["E2", "Bo Kim", "bo@example.com", "Desk"]
BOTH = [("E1", "Ana Lee", ("Sales",)), ("E2", "Bo Kim", ("Desk",))]

Make = Callable[[Worksheet], None]


@pytest.fixture
def read_made(tmp_path: Path) -> Callable[..., Reading]:
    """Reads a workbook whose sheet a function fills."""

    def read(make: Make, **options: object) -> Reading:
        book = Workbook()
        make(book.worksheets[0])
        book.save(tmp_path / "list.xlsx")
        return read_here(tmp_path / "list.xlsx", Options(**options), TODAY)

    return read


def rows(sheet: Worksheet, *lines: list[object]) -> None:
    for line in lines:
        sheet.append(line)


def people(reading: Reading) -> list[tuple[str | None, str, tuple[str, ...]]]:
    return [(e.employee_id, e.name, e.groups) for e in reading.employees]


def codes(reading: Reading, severity: str) -> set[str]:
    return {p.code for p in reading.problems if p.severity == severity}


def padded_numbers(sheet: Worksheet) -> None:
    rows(sheet, HEADER, [42, *ANA[1:]], [43, *BO[1:]])
    for number in (2, 3):
        sheet.cell(number, 1).number_format = "00000"


def test_numbers_are_read_as_their_format_shows_them(read_made: Callable[..., Reading]) -> None:
    reading = read_made(padded_numbers)
    assert [e.employee_id for e in reading.employees] == ["00042", "00043"]
    assert codes(reading, "info") == {"numbers_as_shown"} and reading.questions == ()


@pytest.mark.parametrize(
    ("digits", "code", "text"),
    [("42", "00000", "00042"), ("7", '"EMP"0000', "EMP0007"), ("1234567", "000-0000", "123-4567"),
     ("12", "00\\-00", "00-12"),
     ("123456", "00000", "123456"), ("42", "General", None), ("42", "0.00", None), ("42", "#,##0", None),
     ("42", "yyyy-mm-dd", None), ("42", "0%", None), ("42", "0", "42"), ("42", "00000;[Red]-00000", "00042"),
     ("42", "[$-409]00000", "00042"), ("12345678", "00-0000", "1234-5678")],
)  # fmt: skip
def test_formats_of_zeros(digits: str, code: str, text: str | None) -> None:
    assert marks.padded(digits, code) == text


def merged_group(sheet: Worksheet) -> None:
    rows(sheet, HEADER, ANA, ["E2", "Bo Kim", "bo@example.com", None], ["E3", "Cy Roy", "cy@example.com", "Desk"])
    sheet.merge_cells("D2:D3")


def test_a_cell_merged_over_rows_is_in_each_of_them(read_made: Callable[..., Reading]) -> None:
    assert people(read_made(merged_group)) == [
        ("E1", "Ana Lee", ("Sales",)), ("E2", "Bo Kim", ("Sales",)), ("E3", "Cy Roy", ("Desk",)),
    ]  # fmt: skip


def merged_person(sheet: Worksheet) -> None:
    rows(sheet, HEADER, ANA, [None, None, None, "Desk"], ["E3", "Cy Roy", "cy@example.com", "Desk"])
    for letter in "ABC":
        sheet.merge_cells(f"{letter}2:{letter}3")


def test_a_person_merged_over_two_positions_is_one_person(read_made: Callable[..., Reading]) -> None:
    reading = read_made(merged_person)
    assert people(reading) == [("E1", "Ana Lee", ("Sales", "Desk")), ("E3", "Cy Roy", ("Desk",))]
    assert [(s.row, s.reason) for s in reading.skipped] == [(2, "same_person")]
    assert codes(reading, "info") == {"rows_joined"}


def bands(sheet: Worksheet) -> None:
    rows(
        sheet,
        ["Staff 2026"],
        ["Employee", None, None, "Contract", None, "Manager", None],
        ["ID", "Name", "E-mail", "Start", "End", "Name", "E-mail"],
        ["E1", "Ana Lee", "ana@example.com", date(2020, 1, 2), None, "Boss One", "boss@example.com"],
        ["E2", "Bo Kim", "bo@example.com", date(2021, 1, 2), date(2027, 1, 2), "Boss One", "boss@example.com"],
    )
    for span in ("A1:G1", "A2:C2", "D2:E2", "F2:G2"):
        sheet.merge_cells(span)


def test_bands_over_the_headers_tell_apart_what_is_named_alike(read_made: Callable[..., Reading]) -> None:
    reading = read_made(bands)
    assert reading.header_row == 2 and reading.questions == () and not reading.parked
    assert [(e.employee_id, e.name, e.emails, e.starts_at, e.ends_at) for e in reading.employees] == [
        ("E1", "Ana Lee", ("ana@example.com",), "2020-01-02", None),
        ("E2", "Bo Kim", ("bo@example.com",), "2021-01-02", "2027-01-02"),
    ]


def tall_headers(sheet: Worksheet) -> None:
    rows(
        sheet,
        ["Personalnummer", "Name", None, "Abteilung", "Vertrag", None],
        [None, "Vorname", "Nachname", None, "Beginn", "Ende"],
        ["0101", "Ana", "Lee", "Vertrieb", date(2020, 1, 2), None],
        ["0102", "Bo", "Kim", "Einkauf", date(2021, 1, 2), None],
    )
    for span in ("A1:A2", "B1:C1", "D1:D2", "E1:F1"):
        sheet.merge_cells(span)


def test_headers_of_two_rows(read_made: Callable[..., Reading]) -> None:
    reading = read_made(tall_headers)
    assert reading.header_row == 1 and reading.questions == ()
    assert people(reading) == [("0101", "Ana Lee", ("Vertrieb",)), ("0102", "Bo Kim", ("Einkauf",))]
    assert [e.starts_at for e in reading.employees] == ["2020-01-02", "2021-01-02"]


def test_headers_of_two_rows_that_lost_their_merges(read_text: Callable[..., Reading]) -> None:
    reading = read_text(
        "Employee ID,Name,,Department,Contract,\n,First,Last,,Start,End\nE1,Ana,Lee,Sales,2020-01-02,\n"
        "E2,Bo,Kim,Desk,2021-01-02,2027-01-02\n"
    )
    assert people(reading) == BOTH and reading.header_row == 1
    assert [e.ends_at for e in reading.employees] == [None, "2027-01-02"]


def hidden(sheet: Worksheet) -> None:
    rows(sheet, HEADER, ANA, BO)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.auto_filter.ref = "A1:D3"


def test_what_is_hidden_is_read_and_said(read_made: Callable[..., Reading]) -> None:
    reading = read_made(hidden)
    assert people(reading) == BOTH
    assert {(p.code, *p.details.values()) for p in reading.problems} == {
        ("rows_hidden", 1, "3"), ("column_hidden", "Employee ID"),
    }  # fmt: skip


def formulas(sheet: Worksheet) -> None:
    rows(sheet, HEADER, ["E1", '="Ana"&" Lee"', "ana@example.com", "Sales"], BO)


def test_a_formula_whose_result_was_never_stored_is_an_error(read_made: Callable[..., Reading]) -> None:
    reading = read_made(formulas)
    assert [(p.row, p.code) for p in reading.problems if p.severity == "error"] == [(1, "name_missing")]
    assert reading.parked == {1}


def blank_header(sheet: Worksheet) -> None:
    rows(sheet, [], ["1001", *ANA[1:]], ["1002", *BO[1:]], ["1003", "Cy Roy", "cy@example.com", "Desk"],
         ["1004", "Di Fox", "di@example.com", "Sales"])  # fmt: skip


def test_a_table_without_a_header_is_read_by_what_it_holds(read_made: Callable[..., Reading]) -> None:
    reading = read_made(blank_header)
    assert reading.header_row is None and reading.questions == ()
    assert people(reading)[0] == ("1001", "Ana Lee", ("Sales",)) and len(reading.employees) == 4


def logo_and_notes(sheet: Worksheet) -> None:
    rows(
        sheet, [None, None, "EXAMPLE Ltd."], [], ["Report date:", date(2026, 11, 1), None, "Prepared by:", "HR"], [],
        [None, *HEADER], [None, *ANA], [None, *BO], [], [None, "Total headcount", 2], ["* incl. interns"],
    )  # fmt: skip
    sheet.merge_cells("C1:E1")


def test_logos_notes_and_a_table_that_starts_in_column_b(read_made: Callable[..., Reading]) -> None:
    reading = read_made(logo_and_notes)
    assert people(reading) == BOTH and reading.header_row == 4 and [e.row for e in reading.employees] == [5, 6]
    assert [c.index for c in reading.columns if c.field] == [1, 2, 3, 4]


def numbers_and_dates(sheet: Worksheet) -> None:
    rows(
        sheet, ["Employee No", "Name", "Hired", "Left"], [1001, "Ana Lee", datetime(2020, 1, 2), "31/12/2027"],
        [1002.0, "Bo Kim", 43832, None], [1003, "Cy Roy", "2020-03-04", "-"],
    )  # fmt: skip
    sheet["C2"].number_format = "dd/mm/yyyy"


def test_dates_as_cells_serials_and_texts_in_one_column(read_made: Callable[..., Reading]) -> None:
    reading = read_made(numbers_and_dates)
    assert [(e.employee_id, e.starts_at) for e in reading.employees] == [
        ("1001", "2020-01-02"), ("1002", "2020-01-02"), ("1003", "2020-03-04"),
    ]  # fmt: skip


def epoch_1904(sheet: Worksheet) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    assert sheet.parent is not None
    sheet.parent.epoch = CALENDAR_MAC_1904
    rows(sheet, ["Employee ID", "Name", "Start date"], ["E1", "Ana Lee", date(2020, 1, 2)])


def test_the_calendar_of_1904(read_made: Callable[..., Reading]) -> None:
    assert read_made(epoch_1904).employees[0].starts_at == "2020-01-02"


def test_several_sheets_of_which_one_has_people(read_sheets: Callable[..., Reading]) -> None:
    sheets = {
        "Cover": [["Staff list"], ["Version", 3]],
        "Departments": [["Code", "Department", "Head"], [1, "Sales", "Boss One"], [2, "Desk", "Boss Two"]],
        "Staff": [HEADER, ANA, BO],
        "Lookup": [["Yes"], ["No"]],
    }
    reading = read_sheets(sheets)
    assert reading.sheet == "Staff" and people(reading) == BOTH and reading.questions == ()


def test_a_hidden_sheet_of_people_does_not_win(read_sheets: Callable[..., Reading]) -> None:
    old = [HEADER, ["E9", "Old Man", "old@example.com", "Sales"]]
    reading = read_sheets({"Old": old, "Staff": [HEADER, ANA, BO]}, hidden=("Old",))
    assert reading.sheet == "Staff" and people(reading) == BOTH and reading.questions == ()
