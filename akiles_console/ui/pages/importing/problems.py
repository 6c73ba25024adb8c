"""What the Check step shows of a reading, decided without a window."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from akiles_console import messages
from akiles_console.people.employee import Employee, Problem
from akiles_console.people.spreadsheet.reading import Column, Reading, Skipped
from akiles_console.ui.pages.importing import flow, mending
from akiles_console.ui.pages.importing.mending import Fixes
from akiles_console.wording import _, plural


class CheckRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the Check table. `row` counts from 0, None for the whole file. `advice` says what to do.

    `severity`: error | warning | info | mended | fine | left. `cell`: the column index of the faulty cell, None where
    nothing can be mended here.
    """

    row: int | None
    person: str
    column: str
    what: str
    severity: str
    advice: str = ""
    code: str = ""
    cell: int | None = None

    @property
    def key(self) -> tuple[int | None, str, str]:
        """What names this line, so that it is found again when the file was read anew."""
        return self.row, self.code, self.column

    @property
    def place(self) -> str:
        """Where it is, as a person counts rows."""
        return _("Whole file") if self.row is None else str(self.row + 1)


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The Check step: a sentence, its problems worst first, everybody, rows `left_out`, how many people are fine.

    `columns` are those with a field by index, `cells` the texts of each row with a problem by column index, `alike`
    the rows that have one code in one column with the same text. `fixes` is what was mended already.
    """

    sentence: str
    problems: tuple[CheckRow, ...]
    everybody: tuple[CheckRow, ...]
    fine: int
    left_out: tuple[CheckRow, ...] = ()
    fixes: Fixes = ()
    columns: Mapping[int, Column] = {}
    cells: Mapping[int, Mapping[int, str]] = {}
    alike: Mapping[tuple[str, int, str], tuple[int, ...]] = {}

    def rows_alike(self, line: CheckRow, column: int) -> tuple[int, ...]:
        """The rows with the same problem and the same text in that column; the line's own is among them."""
        if line.row is None:
            return ()
        text = self.cells[line.row].get(column, "")
        found = self.alike.get((line.code, column, text), ())
        return found if line.row in found else (line.row,)


_WORST = {"error": 0, "warning": 1, "info": 2}


def checked(reading: Reading, fixes: Fixes = ()) -> Checked:
    """What the Check step shows of a reading with these fixes."""
    names = {employee.row: shown_name(employee) for employee in reading.employees}
    cells = {faulty.row: dict(faulty.cells) for faulty in reading.faulty}
    ordered = sorted(reading.problems, key=lambda p: (_WORST.get(p.severity, 3), -1 if p.row is None else p.row))
    problems = tuple(_problem_row(problem, names, reading.columns, cells) for problem in ordered)
    said: dict[int | None, list[CheckRow]] = {}
    alike: dict[tuple[str, int, str], list[int]] = {}
    for line in problems:
        said.setdefault(line.row, []).append(line)
        if line.row is not None and line.cell is not None:
            alike.setdefault((line.code, line.cell, cells[line.row][line.cell]), []).append(line.row)
    touched = {row for row, _column, _text in fixes}
    parked = reading.parked
    fine = sum(employee.row not in parked for employee in reading.employees)
    return Checked(
        sentence=check_sentence(fine, len(parked)),
        problems=problems,
        everybody=tuple(_person_row(one, parked, said.get(one.row, []), touched) for one in reading.employees),
        fine=fine,
        left_out=tuple(_left_out_row(skip) for skip in reading.skipped),
        fixes=fixes,
        columns={column.index: column for column in reading.columns if column.field},
        cells=cells,
        alike={key: tuple(rows) for key, rows in alike.items()},
    )


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


def _problem_row(
    problem: Problem, names: Mapping[int, str], columns: tuple[Column, ...], cells: Mapping[int, Mapping[int, str]]
) -> CheckRow:
    words = messages.sentence(problem.code, problem.details)
    texts = cells.get(problem.row) if problem.row is not None else None
    return CheckRow(
        row=problem.row,
        person=names.get(problem.row, "") if problem.row is not None else "",
        column=problem.column or "",
        what=words.what,
        severity=problem.severity,
        advice=words.hint,
        code=problem.code,
        cell=mending.faulty_column(problem, columns, texts) if texts else None,
    )


def _left_out_row(skip: Skipped) -> CheckRow:
    words = messages.sentence(skip.reason)
    return CheckRow(row=skip.row, person=skip.text, column="", what=words.what, severity="left", code=skip.reason)


def _person_row(
    employee: Employee, parked: Collection[int], lines: list[CheckRow], mended: Collection[int]
) -> CheckRow:
    """A person with what is wrong, else with what the file sets and clears; what is blank is not named."""
    first = lines[0] if lines else None
    fine = "mended" if employee.row in mended else "fine"
    return CheckRow(
        row=employee.row,
        person=shown_name(employee),
        column=first.column if first else "",
        what=" ".join(line.what for line in lines) if lines else _said(employee),
        severity="error" if employee.row in parked else fine,
        advice=first.advice if first else "",
        code=first.code if first else "",
        cell=first.cell if first else None,
    )


def _said(employee: Employee) -> str:
    said = [*employee.groups, *employee.emails]
    if employee.cleared:
        fields = ", ".join(_(flow.FIELD_TITLES[field]) for field in employee.cleared)
        said.append(_("clears {fields}").format(fields=fields))
    return ", ".join(said)
