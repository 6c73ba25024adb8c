"""What the Check step shows of a reading, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from akiles_console import messages
from akiles_console.people.employee import Employee, Problem
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.wording import _, plural


class CheckRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the Check table. `row` counts from 0, None for the whole file. `advice` says what to do.

    `severity`: error | warning | info | fine.
    """

    row: int | None
    person: str
    column: str
    what: str
    severity: str
    advice: str = ""

    @property
    def place(self) -> str:
        """Where it is, as a person counts rows."""
        return _("Whole file") if self.row is None else str(self.row + 1)


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The Check step: a sentence, its problems worst first, everybody, and how many people are fine."""

    sentence: str
    problems: tuple[CheckRow, ...]
    everybody: tuple[CheckRow, ...]
    fine: int


_WORST = {"error": 0, "warning": 1, "info": 2}


def checked(reading: Reading) -> Checked:
    """What the Check step shows of a reading."""
    names = {employee.row: shown_name(employee) for employee in reading.employees}
    parked = reading.parked
    ordered = sorted(reading.problems, key=lambda p: (_WORST.get(p.severity, 3), -1 if p.row is None else p.row))
    problems = tuple(_problem_row(problem, names) for problem in ordered)
    said: dict[int | None, list[str]] = {}
    for line in problems:
        said.setdefault(line.row, []).append(line.what)
    everybody = tuple(_person_row(employee, parked, said) for employee in reading.employees)
    fine = sum(employee.row not in parked for employee in reading.employees)
    return Checked(sentence=check_sentence(fine, len(parked)), problems=problems, everybody=everybody, fine=fine)


def check_sentence(fine: int, aside: int) -> str:
    """How many people go on, and how many rows stay behind."""
    people = plural("{count} person is fine", "{count} people are fine", fine)
    if not aside:
        return _("{people}.").format(people=people)
    rows = plural("{count} row is set aside", "{count} rows are set aside", aside)
    return _("{people}, {rows}.").format(people=people, rows=rows)


def continue_words(fine: int) -> str:
    """What the primary button of the Check step says."""
    return plural("Continue with {count} person", "Continue with {count} people", fine)


def usable(reading: Reading) -> tuple[Employee, ...]:
    """The employees without an error: those who go on."""
    parked = reading.parked
    return tuple(employee for employee in reading.employees if employee.row not in parked)


def shown_name(employee: Employee) -> str:
    """What to call a person who may lack a name."""
    return employee.name or employee.employee_id or next(iter(employee.emails), "")


def _problem_row(problem: Problem, names: dict[int, str]) -> CheckRow:
    words = messages.sentence(problem.code, problem.details)
    return CheckRow(
        row=problem.row,
        person=names.get(problem.row, "") if problem.row is not None else "",
        column=problem.column or "",
        what=words.what,
        severity=problem.severity,
        advice=words.hint,
    )


def _person_row(employee: Employee, parked: Iterable[int], said: dict[int | None, list[str]]) -> CheckRow:
    lines = said.get(employee.row, [])
    return CheckRow(
        row=employee.row,
        person=shown_name(employee),
        column="",
        what=" ".join(lines) if lines else ", ".join((*employee.groups, *employee.emails)),
        severity="error" if employee.row in parked else "fine",
    )
