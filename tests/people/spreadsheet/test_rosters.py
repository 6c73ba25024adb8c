"""Real lists of people, and our sample, read as a person would read them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from akiles_console import paths
from akiles_console.people.spreadsheet.file import read_here
from akiles_console.people.spreadsheet.reader import read
from akiles_console.people.spreadsheet.reading import Options, Reading

pytestmark = pytest.mark.anyio
TODAY = date(2026, 11, 22)


def fields(reading: Reading) -> dict[str, str]:
    return {column.header: column.field for column in reading.columns if column.field}


def codes(reading: Reading, severity: str) -> Counter[str]:
    return Counter(problem.code for problem in reading.problems if problem.severity == severity)


def test_the_list_of_a_review_tool_takes_the_persons_own_id_and_leaves_passwords_alone(data: Path) -> None:
    reading = read_here(data / "example-users.csv", today=TODAY)
    assert fields(reading) == {"name": "name", "email": "email", "department": "group", "employeeId": "employee_id"}
    assert reading.questions == () and reading.parked == frozenset()
    assert [e.employee_id for e in reading.employees[:2]] == ["HR001", "MGR001"] and len(reading.employees) == 14
    assert sum(not e.emails for e in reading.employees) == 5
    assert not any(e.pin for e in reading.employees)
    assert [p.column for p in reading.problems if p.code == "password_not_used"] == ["password"]


def test_a_directory_import_without_ids_goes_by_address_and_joins_its_group_columns(data: Path) -> None:
    reading = read_here(data / "ImportExample_Pester_Tests_1.1.0.csv", today=TODAY)
    assert reading.questions == () and len(reading.employees) == 26
    assert {e.employee_id for e in reading.employees} == {None} and len({e.key for e in reading.employees}) == 26
    assert Counter(len(e.groups) for e in reading.employees) == {0: 18, 1: 2, 2: 2, 5: 4}
    assert {e.name for e in reading.employees} == {"Delete Me"}


def test_two_thousand_employees_with_ugly_cells(data: Path) -> None:
    reading = read_here(data / "employee_records_dataset.xlsx", today=TODAY)
    assert reading.questions == () and len(reading.employees) == 2000
    assert codes(reading, "error") == {"email_invalid": 107} and len(reading.parked) == 107
    assert {p.column for p in reading.problems if p.severity == "error"} == {"Email"}
    by_id = {e.employee_id: e for e in reading.employees}
    assert len(by_id) == 2000 and by_id["EMP00003"].name == "Peter Callahan Jr."
    assert sum(not e.groups for e in reading.employees) == 92
    assert Counter(e.active for e in reading.employees) == {True: 652 + 687, False: 661}
    assert sum(e.starts_at is None for e in reading.employees) == 98
    assert by_id["EMP00001"].starts_at == "2013-07-25"
    assert {"ended_but_active", "email_twice"} <= set(codes(reading, "warning"))
    assert [p.details["people"] for p in reading.problems if p.code == "on_leave_counts_as_employed"] == [687]


def test_a_list_without_departments_needs_no_question(data: Path) -> None:
    reading = read_here(data / "MOCK_DATA.csv", today=TODAY)
    assert fields(reading) == {
        "id": "employee_id",
        "first_name": "first_name",
        "last_name": "last_name",
        "email": "email",
    }
    assert len(reading.employees) == 1000 and reading.questions == () and reading.problems == ()
    assert reading.employees[0].name == "Bonnee Hucklesby" and not any(e.groups for e in reading.employees)


async def test_the_sample_shows_what_it_is_meant_to_show() -> None:
    reading = await read(paths.resource("sample_employees.xlsx"))
    assert len(reading.employees) == 40 and reading.header_row == 2 and reading.questions == ()
    assert codes(reading, "error") == {"email_invalid": 1, "id_twice": 2}
    first = reading.employees[0]
    assert (first.row, first.employee_id, first.name) == (3, "00042", "Beatriz Almeida")
    assert sum(len(e.groups) == 2 for e in reading.employees) == 1
    assert [e.name for e in reading.employees if e.active is False] == ["José López"]
    assert sum(e.starts_at == "2026-11-30" for e in reading.employees) == 2
    assert {g for e in reading.employees for g in e.groups} == {
        "Engineering", "Sales", "Marketing", "Operations", "Finance", "Human Resources", "Management",
    }  # fmt: skip


async def test_the_child_process_says_the_same_as_reading_here(data: Path) -> None:
    for name in ("example-users.csv", "MOCK_DATA.csv"):
        assert await read(data / name, Options()) == read_here(data / name)
