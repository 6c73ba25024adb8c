"""What the Check step shows, without a window."""

from __future__ import annotations

import pytest

from akiles_console.people.employee import Employee, Problem
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.ui.pages.importing import problems


def reading(**changes: object) -> Reading:
    return Reading(file="staff.xlsx", digest="d", format="xlsx", **changes)  # type: ignore[arg-type]


PEOPLE = (
    Employee(row=3, employee_id="1", name="Ana Ruiz", emails=("ana@example.com",), groups=("Sales",)),
    Employee(row=4, employee_id="2", name="", emails=(), groups=()),
    Employee(row=5, employee_id="3", name="Bo Lind", emails=()),
)


def test_errors_come_first_and_rows_are_counted_as_people_count() -> None:
    found = problems.checked(
        reading(
            employees=PEOPLE,
            problems=(
                Problem(row=3, column="PIN", severity="warning", code="some_warning"),
                Problem(row=4, column="Email", severity="error", code="some_error"),
                Problem(severity="info", code="some_info"),
            ),
        )
    )
    assert [(line.severity, line.place, line.person) for line in found.problems] == [
        ("error", "5", "2"), ("warning", "4", "Ana Ruiz"), ("info", "Whole file", ""),
    ]  # fmt: skip
    assert [line.severity for line in found.everybody] == ["fine", "error", "fine"]
    assert found.sentence == "2 people are fine, 1 row is set aside."


@pytest.mark.parametrize(
    ("fine", "aside", "said"),
    [
        (1, 0, "1 person is fine."),
        (38, 2, "38 people are fine, 2 rows are set aside."),
        (0, 1, "0 people are fine, 1 row is set aside."),
    ],
)
def test_the_check_is_said_in_a_sentence(fine: int, aside: int, said: str) -> None:
    assert problems.check_sentence(fine, aside) == said


def test_only_people_without_an_error_go_on() -> None:
    parked = reading(employees=PEOPLE, problems=(Problem(row=4, severity="error", code="x"),))
    assert [employee.row for employee in problems.usable(parked)] == [3, 5]
