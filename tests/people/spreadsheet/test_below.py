"""Rows that are nobody - a legend, a summary, an example - and columns whose header does not say what they are."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from akiles_console.people.spreadsheet.file import read_data
from akiles_console.people.spreadsheet.reading import Reading

HEADER = ["Employee ID", "Name", "Email", "Department"]
PEOPLE = [[str(100 + i), name, f"p{i}@example.com", ("OPS", "FIN")[i % 2]] for i, name in enumerate(
    ("Ana Lee", "Bo Kim", "Cleo Diaz", "Dan Roe", "Eva Moss", "Finn Hay", "Gil Orr", "Hana Ito"))]  # fmt: skip


def read(*lines: list[str]) -> Reading:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return read_data("list.csv", text.getvalue().encode(), today=date(2026, 11, 22))


def ids(reading: Reading) -> list[str | None]:
    return [employee.employee_id for employee in reading.employees]


EVERYBODY = [line[0] for line in PEOPLE]


@pytest.mark.parametrize(
    "below",
    [
        pytest.param([["Code", "Meaning"], ["OPS", "Operations"], ["FIN", "Finance"]], id="legend"),
        pytest.param([["OPS", "Operations"], ["FIN", "Finance"]], id="legend without headers"),
        pytest.param([["Department", "Headcount"], ["OPS", "4"], ["FIN", "4"], ["Total", "8"]], id="summary"),
        pytest.param(
            [["Holidays"], ["Date", "Holiday"], ["2026-12-25", "Christmas Day"], ["2027-01-01", "New Year"]], id="days"
        ),
    ],
)
def test_a_second_table_below_the_people_is_nobody_and_is_said(below: list[list[str]]) -> None:
    reading = read(HEADER, *PEOPLE, [], *below)
    assert ids(reading) == EVERYBODY and reading.questions == ()
    assert "another_table" in {problem.code for problem in reading.problems}
    assert {skip.row for skip in reading.skipped} >= set(range(10, 10 + len(below) - 1))


@pytest.mark.parametrize(
    "late",
    [
        pytest.param(["108", "Ida Pitt", "", "OPS"], id="without an address"),
        pytest.param(["T-9", "Ida Pitt", "ida@example.com", ""], id="with a number of another kind"),
        pytest.param(["T-9", "Ida Pitt", "", ""], id="with hardly anything"),
    ],
)
def test_people_below_a_gap_stay_people(late: list[str]) -> None:
    assert ids(read(HEADER, *PEOPLE, [], late)) == [*EVERYBODY, late[0]]


@pytest.mark.parametrize("word", ["EXAMPLE", "e.g. 12345", "Ejemplo:", "(Beispiel)", "記入例", "Esempio 1"])
def test_an_example_below_the_headers_is_nobody(word: str) -> None:
    reading = read(HEADER, [word, "Jane Doe", "jane@example.com", "Sales"], *PEOPLE)
    assert ids(reading) == EVERYBODY
    assert [(skip.row, skip.reason) for skip in reading.skipped] == [(1, "example")]


def test_a_row_that_explains_the_columns_is_nobody() -> None:
    reading = read(HEADER, ["Unique number", "As in passport", "Work address", "From the list"], *PEOPLE)
    assert ids(reading) == EVERYBODY and not reading.parked
    assert [(skip.row, skip.reason) for skip in reading.skipped] == [(1, "example")]


def test_a_legend_right_below_the_people_is_nobody() -> None:
    assert ids(read(HEADER, *PEOPLE, ["Legend:"], ["O", "Operations"], ["F", "Finance"])) == EVERYBODY


def test_a_person_called_sample_in_a_group_called_example_is_somebody() -> None:
    reading = read(HEADER, ["99", "Sample", "sample@example.com", "Example"], *PEOPLE)
    assert ids(reading) == ["99", *EVERYBODY]


def test_an_export_with_an_address_in_its_last_line_has_nobody_in_it() -> None:
    reading = read(HEADER, *PEOPLE, [], ["Generated on 20/11/2026 by admin@example.com"])
    assert ids(reading) == EVERYBODY and not reading.parked


def test_a_table_beside_the_people_is_left_alone() -> None:
    beside = [["", "Code", "Department"], ["", "OPS", "Operations"], ["", "FIN", "Finance"]]
    lines = [line + (beside[i] if i < 3 else []) for i, line in enumerate([HEADER, *PEOPLE])]
    reading = read(*lines)
    assert reading.questions == () and {e.groups for e in reading.employees} == {("OPS",), ("FIN",)}


def test_numbers_with_a_comma_between_the_thousands_lose_it_and_it_is_said() -> None:
    lines = [[f"{995 + i * 3:,}", *line[1:]] for i, line in enumerate(PEOPLE)]
    reading = read(HEADER, *lines)
    assert ids(reading)[:3] == ["995", "998", "1001"]
    assert "thousands_left_out" in {problem.code for problem in reading.problems}


def test_a_comma_that_is_not_between_thousands_stays() -> None:
    lines = [[number, *line[1:]] for number, line in zip(["1,001", "1,02", "A,003"], PEOPLE, strict=False)]
    assert ids(read(HEADER, *lines)) == ["1,001", "1,02", "A,003"]


def fields(reading: Reading) -> dict[str, str | None]:
    return {column.header: column.field for column in reading.columns}


def test_the_title_of_an_item_is_a_name_where_the_addresses_say_so() -> None:
    lines = [["Ana Lee", "ana.lee@example.com"], ["Bo Kim", "bo.kim@example.com"], ["Cleo Diaz", "cleo@example.com"]]
    assert fields(read(["Title", "Work email"], *lines))["Title"] == "name"


def test_the_title_of_an_exported_list_is_a_name_without_addresses_too() -> None:
    lines = [["Ana Lee", "E1", "Item"], ["Bo Kim", "E2", "Item"], ["Cleo Diaz", "E3", "Item"]]
    assert fields(read(["Title", "Employee ID", "Item Type"], *lines))["Title"] == "name"


def test_the_word_for_an_employee_over_numbers_is_the_number_and_over_names_the_name() -> None:
    header = ["Medewerker", "Roepnaam", "Achternaam", "Afdeling"]
    lines = [["10012", "Jan", "Smit", "Zorg"], ["10013", "Eva", "Bos", "Zorg"], ["10014", "Tim", "Mol", "HR"]]
    assert fields(read(header, *lines))["Medewerker"] == "employee_id"
    assert fields(read(["Nr", "Medewerker"], ["10012", "Jan Smit"], ["10013", "Eva Bos"]))["Medewerker"] == "name"


def test_codes_of_departments_are_the_groups_where_nothing_else_is() -> None:
    coded = read([*HEADER[:3], "Dept code"], *PEOPLE)
    assert fields(coded)["Dept code"] == "group"
    both = read([*HEADER, "Dept code"], *[[*line, line[3]] for line in PEOPLE])
    assert fields(both)["Dept code"] is None


def test_mostly_open_ended_contracts_still_end_where_they_end() -> None:
    lines = [[*line, "unbefristet"] for line in PEOPLE[:-1]] + [[*PEOPLE[-1], "31.01.2027"]]
    reading = read([*HEADER, "befristet bis"], *lines)
    assert [e.ends_at for e in reading.employees][-2:] == [None, "2027-01-31"]


def test_cards_with_a_stroke_between_them_are_several() -> None:
    lines = [[*line, f"04:A2:0{i}:5B / 04:FF:0{i}:11"] for i, line in enumerate(PEOPLE)]
    reading = read([*HEADER, "Cards"], *lines)
    assert [len(employee.cards) for employee in reading.employees] == [2] * 8


def test_a_facility_and_a_number_as_a_card_has_them_printed_are_one_card() -> None:
    printed = read([*HEADER, "Card number"], *[[*line, f"123,4560{i}"] for i, line in enumerate(PEOPLE)])
    assert printed.employees[0].cards == ("123,45600",)


def test_a_reading_with_control_characters_is_no_rival() -> None:
    text = "Matricule;Nom;Service\n1;Noël Cœur;Présent\n2;Hélène Pâquet;Congé\n"
    reading = read_data("liste.csv", text.encode("cp1252"), today=date(2026, 11, 22))
    assert reading.questions == () and reading.encoding == "cp1252"
    assert reading.employees[0].name == "Noël Cœur"
