"""Where the table is: sheets, header, footers, and the rows that are no people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akiles_console.people.spreadsheet.reading import Reading, SpreadsheetError

HEADER = ["Employee ID", "Name", "Email", "Department"]
ANA, BO = ["E1", "Ana Lee", "ana@example.com", "Sales"], ["E2", "Bo Kim", "bo@example.com", "Desk"]


def names(reading: Reading) -> list[str]:
    return [e.name for e in reading.employees]


def test_titles_notes_and_blank_rows_above_the_header(read_rows: Callable[..., Reading]) -> None:
    reading = read_rows(["Staff list, January 2026"], [], ["Please send names and e-mails to HR"], [], HEADER, ANA, BO)
    assert reading.header_row == 4 and [e.row for e in reading.employees] == [5, 6]
    assert reading.preview[0][0] == "Staff list, January 2026" and len(reading.preview) == 7


def test_rows_that_are_no_people_are_said_with_their_reason(read_rows: Callable[..., Reading]) -> None:
    reading = read_rows(HEADER, ANA, [], HEADER, BO, ["Total", "2", "", ""], [], ["Generated on 2026-01-02"], [])
    assert names(reading) == ["Ana Lee", "Bo Kim"]
    assert [(s.row, s.reason) for s in reading.skipped] == [
        (2, "blank"), (3, "repeated_header"), (5, "footer"), (6, "blank"), (7, "footer"),
    ]  # fmt: skip


def test_notes_below_the_last_person_are_taken_off(read_rows: Callable[..., Reading]) -> None:
    reading = read_rows(HEADER, ANA, BO, ["Leavers are marked in red", "", "", ""], ["", "ask HR", "", ""])
    assert names(reading) == ["Ana Lee", "Bo Kim"] and [s.reason for s in reading.skipped] == ["footer", "footer"]


def test_a_person_with_few_cells_at_the_end_stays(read_rows: Callable[..., Reading]) -> None:
    assert names(read_rows(HEADER, ANA, BO, ["E3", "Cy Roy", "", ""])) == ["Ana Lee", "Bo Kim", "Cy Roy"]


def test_a_row_without_anything_of_ours_is_no_person(read_rows: Callable[..., Reading]) -> None:
    reading = read_rows([*HEADER, "City"], [*ANA, "Rome"], ["", "", "", "", "@%#"], [*BO, "Oslo"])
    assert names(reading) == ["Ana Lee", "Bo Kim"] and [(s.row, s.reason) for s in reading.skipped] == [
        (2, "no_person")
    ]


def test_the_person_may_say_where_the_header_is(read_rows: Callable[..., Reading]) -> None:
    rows = (["Name", "Email"], ["Old", "List"], HEADER, ANA)
    assert read_rows(*rows, header_row=2).header_row == 2
    assert names(read_rows(*rows, header_row=2)) == ["Ana Lee"]
    assert read_rows(ANA, BO, header_row=-1).header_row is None


def test_a_table_in_the_middle_of_a_sheet_keeps_the_sheets_numbers(read_sheets: Callable[..., Reading]) -> None:
    rows = [[None, None, *row] for row in ([], [], HEADER, ANA, BO)]
    reading = read_sheets({"Staff": rows})
    assert reading.header_row == 2 and [c.index for c in reading.columns] == [2, 3, 4, 5]
    assert [e.row for e in reading.employees] == [3, 4] and names(reading) == ["Ana Lee", "Bo Kim"]


def test_the_sheet_that_looks_like_people_is_taken_and_hidden_ones_come_last(
    read_sheets: Callable[..., Reading],
) -> None:
    old = [HEADER, ["E9", "Old Man", "old@example.com", "Sales"]]
    doors = [["Door", "Floor"], ["Main", 1], ["Roof", 7]]
    reading = read_sheets({"Doors": doors, "Old": old, "Staff": [HEADER, ANA]}, hidden=("Doors",), sheet="Staff")
    assert reading.sheets == ("Doors", "Old", "Staff") and names(reading) == ["Ana Lee"]
    assert read_sheets({"Doors": doors, "Staff": [HEADER, ANA]}).sheet == "Staff"


def test_two_sheets_of_people_are_asked_about(read_sheets: Callable[..., Reading]) -> None:
    sheets = {"January": [HEADER, ANA], "February": [HEADER, BO]}
    (question,) = read_sheets(sheets).questions
    assert (question.code, question.choices) == ("which_sheet", ("January", "February"))
    answered = read_sheets(sheets, answers=(("which_sheet", "February"),))
    assert names(answered) == ["Bo Kim"] and answered.questions == ()


@pytest.mark.parametrize(
    "rows",
    [
        [["Colour", "Size"], ["red", "4"], ["blue", "5"]],
        [HEADER],
        [["Card Number", "PIN", "From", "To", "Gate"], ["6001001", "7531", "2023-01-01", "2023-12-31", "Y"]],
        [["1", "2"], ["3", "4"]],
        [["Employee ID", "Name", "Mon", "Tue", "Wed", "Thu", "Fri"], ["E1", "Ana Lee", "8", "8", "", "8", "4"]],
        [["Name", *map(str, range(1, 32))], ["Ana Lee", *["x"] * 31]],
        [["Name:", "Ana Lee"], ["Department:", "Sales"], ["Start date:", "2026-01-01"], ["E-mail:", "ana@example.com"]],
        [["Department", "Head", "Cost center"], ["Sales", "Boss One", "100"], ["Desk", "Boss Two", "200"]],
    ],
)
def test_what_is_no_list_of_people_is_refused(read_rows: Callable[..., Reading], rows: list[list[str]]) -> None:
    with pytest.raises(SpreadsheetError) as refused:
        read_rows(*rows)
    assert refused.value.code == "no_people"


def test_a_list_whose_name_column_is_unknown_is_asked_about(read_rows: Callable[..., Reading]) -> None:
    rows = [["Employee ID", "Bezeichner"], ["E1", "Ana"], ["E2", "Bo"]]
    (question,) = read_rows(*rows).questions
    assert (question.code, question.choices) == ("which_name", ("Bezeichner",))
    assert names(read_rows(*rows, answers=(("which_name", "Bezeichner"),))) == ["Ana", "Bo"]


def test_an_unknown_sheet_is_refused(read_sheets: Callable[..., Reading]) -> None:
    with pytest.raises(SpreadsheetError, match="unknown_sheet"):
        read_sheets({"Staff": [HEADER, ANA]}, sheet="Stuff")
