"""Departments that stand as headings above their people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akiles_console.people.spreadsheet.reading import Reading, SpreadsheetError

Read = Callable[..., Reading]
HEADER = ("Employee ID", "Name", "Email")
ANA, BO, CY = ("E1", "Ana Lee", "ana@example.com"), ("E2", "Bo Kim", "bo@example.com"), ("E3", "Cy Roy", "")


def said(reading: Reading) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(e.employee_id, e.groups) for e in reading.employees]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Sales", "Desk"), ("Department: Sales", "Department: Desk"), ("Sales (2)", "Desk (1)"), ("Sales:", "Desk:")],
)
@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_heading_names_the_group_of_the_rows_below(read_rows: Read, first: str, second: str, column: int) -> None:
    one, two = (["", "", "", ""] for _ in range(2))
    one[column], two[column] = first, second
    reading = read_rows((*HEADER, "Phone"), one, (*ANA, "5"), (*BO, "6"), two, (*CY, "7"))
    assert said(reading) == [("E1", ("Sales",)), ("E2", ("Sales",)), ("E3", ("Desk",))]
    assert [p.code for p in reading.problems] == ["headings_read"] and reading.questions == ()
    assert [(s.row, s.reason) for s in reading.skipped] == [(1, "no_person"), (4, "no_person")]


def test_a_header_under_each_heading(read_rows: Read) -> None:
    reading = read_rows(["Sales"], HEADER, ANA, BO, [], ["Desk"], HEADER, CY)
    assert said(reading) == [("E1", ("Sales",)), ("E2", ("Sales",)), ("E3", ("Desk",))]


def test_headings_that_say_who_is_still_here(read_rows: Read) -> None:
    reading = read_rows(HEADER, ["Active employees"], ANA, BO, ["Former employees"], CY)
    assert [e.active for e in reading.employees] == [True, True, False] and reading.questions == ()


@pytest.mark.parametrize(("first", "second"), [("Manager: Boss One", "Manager: Boss Two"), ("Active", "Sales")])
def test_headings_of_something_else_are_left_out_and_said(read_rows: Read, first: str, second: str) -> None:
    reading = read_rows(HEADER, [first], ANA, BO, [second], CY)
    assert said(reading) == [("E1", ()), ("E2", ()), ("E3", ())]
    assert [(p.severity, p.code) for p in reading.problems] == [("warning", "headings_left_out")]


def test_a_column_of_groups_wins_over_headings(read_rows: Read) -> None:
    reading = read_rows((*HEADER, "Department"), ["North"], (*ANA, "Sales"), (*BO, "Desk"), ["South"], (*CY, "Desk"))
    assert said(reading) == [("E1", ("Sales",)), ("E2", ("Desk",)), ("E3", ("Desk",))] and reading.problems == ()


def test_one_title_between_the_people_is_no_group(read_rows: Read) -> None:
    reading = read_rows(["Staff list"], HEADER, ANA, BO, ["Staff list"], HEADER, CY)
    assert said(reading) == [("E1", ()), ("E2", ()), ("E3", ())]


@pytest.mark.parametrize(
    "rows",
    [
        [["Employee ID", "E1"], ["Name", "Ana Lee"], ["Email", "ana@example.com"], ["Department", "Sales"]],
        [["November"], ["Name", *map(str, range(1, 31))], ["Ana Lee", *["P"] * 30], ["Bo Kim", *["A"] * 30]],
        [["Row Labels", "Count of Employee ID", "Sum of FTE"], ["Sales", "2", "1.8"], ["Grand Total", "2", "1.8"]],
    ],
)
def test_forms_calendars_and_pivot_tables_are_no_list_of_people(read_rows: Read, rows: list[list[str]]) -> None:
    with pytest.raises(SpreadsheetError, match="no_people"):
        read_rows(*rows)


def test_a_value_that_may_hold_for_the_blanks_below_is_asked_about(read_rows: Read) -> None:
    rows = [("Department", "Employee ID", "Name"), ("Sales", "E1", "Ana Lee"), ("", "E2", "Bo Kim"),
            ("Desk", "E3", "Cy Roy"), ("", "E4", "Di Fox")]  # fmt: skip
    (question,) = read_rows(*rows).questions
    assert (question.code, question.choices) == ("fill_down", ("yes", "no"))
    yes = read_rows(*rows, answers=(("fill_down", "yes"),))
    assert [e.groups for e in yes.employees] == [("Sales",), ("Sales",), ("Desk",), ("Desk",)] and not yes.questions
    no = read_rows(*rows, answers=(("fill_down", "no"),))
    assert [e.groups for e in no.employees] == [("Sales",), (), ("Desk",), ()] and not no.questions


@pytest.mark.parametrize("places", [(0, 1, 2, 3, 4), (1, 3), (0,)])
def test_blanks_that_are_only_blank_are_not_asked_about(read_rows: Read, places: tuple[int, ...]) -> None:
    people = [(f"D{i}" if i in places else "", f"E{i}", f"Ana {'Bcdef'[i]}oy") for i in range(5)]
    assert read_rows(("Department", "Employee ID", "Name"), *people).questions == ()


def test_another_table_below_is_left_out_and_said(read_rows: Read) -> None:
    reading = read_rows(
        (*HEADER, "Department"), (*ANA, "Sales"), (*BO, "Desk"), [], ["Leavers"],
        ("Employee ID", "Name", "Leaving date", "Reason"), ("E8", "Old One", "2025-01-02", "Moved"),
    )  # fmt: skip
    assert said(reading) == [("E1", ("Sales",)), ("E2", ("Desk",))]
    assert [(p.severity, p.code, p.details) for p in reading.problems] == [("warning", "another_table", {"row": 6})]
    assert [(s.row, s.reason) for s in reading.skipped][2:] == [(5, "other_table"), (6, "other_table")]
