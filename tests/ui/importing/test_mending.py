"""Which cell a problem is in, what is alike, and undo and redo, without a window."""

from __future__ import annotations

import pytest

from akiles_console.people.employee import Employee, Problem
from akiles_console.people.spreadsheet.reading import Column, FaultyRow, Options, Reading
from akiles_console.ui.pages.importing import mending, problems
from akiles_console.ui.pages.importing.mending import History

COLUMNS = (
    Column(index=1, header="Id", field="employee_id"),
    Column(index=2, header="Name", field="name"),
    Column(index=3, header="Notes"),
    Column(index=4, header="Mail", field="email"),
    Column(index=5, header="Mail", field="email"),
)
CELLS = {1: "7", 2: "Ana Ruiz", 4: "ana@example.com", 5: "n.n."}


@pytest.mark.parametrize(
    ("problem", "index"),
    [
        (Problem(row=1, column="Mail", severity="error", code="email_invalid", details={"value": "n.n."}), 5),
        (Problem(row=1, column="Mail", severity="error", code="email_invalid", details={"value": "elsewhere"}), 4),
        (Problem(row=1, severity="error", code="name_missing"), 2),
        (Problem(row=1, severity="error", code="nothing_identifies"), 1),
        (Problem(row=1, column="", severity="error", code="email_error", details={"value": "n.n."}), 5),
        (Problem(row=1, severity="error", code="never_heard_of"), 1),
    ],
)
def test_a_problem_is_in_the_cell_that_a_person_would_mend(problem: Problem, index: int) -> None:
    assert mending.faulty_column(problem, COLUMNS, CELLS) == index


def test_a_row_without_cells_has_nothing_to_mend() -> None:
    assert mending.faulty_column(Problem(severity="info", code="x"), COLUMNS, {}) is None


def test_a_cell_is_mended_once_and_the_last_word_counts() -> None:
    fixes = mending.mended((), (3, 1), 4, "a")
    assert fixes == ((1, 4, "a"), (3, 4, "a"))
    assert mending.mended(fixes, (1,), 4, "b") == ((1, 4, "b"), (3, 4, "a"))


def test_undo_and_redo_go_step_by_step_and_a_new_step_forgets_what_was_undone() -> None:
    first, second = ((1, 1, "a"),), ((1, 1, "b"),)
    history = History().then(first).then(second)
    assert history.then(second) is history
    back = history.undone()
    assert back.now == first
    assert back.redone() == history
    assert back.undone().undone().now == ()
    assert history.redone() is history
    third = back.then(((2, 2, "c"),))
    assert third.future == ()
    assert third.undone().now == first


def test_fixes_belong_to_the_sheet_on_show_and_leave_the_columns_what_they_are() -> None:
    reading = Reading(file="f", digest="d", format="xlsx", sheet="People", columns=COLUMNS)
    options = mending.with_fixes(Options(password="secret"), reading, ((1, 1, "a"),))
    assert (options.sheet, options.fixes, options.password) == ("People", ((1, 1, "a"),), "secret")
    assert options.columns == ((1, "employee_id"), (2, "name"), (3, None), (4, "email"), (5, "email"))


@pytest.mark.parametrize(
    ("index", "text", "said"),
    [
        (4, "a@example.com", "Set"), (4, "", "Blank: E-mail stays"), (4, " n/a ", "Blank: E-mail stays"),
        (4, "-", "Clear: E-mail is taken away"), (1, "-", "Blank: the file says nothing"),
    ],
)  # fmt: skip
def test_blank_set_and_clear_are_said(index: int, text: str, said: str) -> None:
    column = next(column for column in COLUMNS if column.index == index)
    assert mending.state_words(column, "as it was", text).startswith(said)


def test_a_cell_that_nobody_touched_says_so() -> None:
    assert mending.state_words(COLUMNS[0], "00x", "00x").startswith("As it is in the file")
    assert mending.state_words(COLUMNS[0], "", "").startswith("Blank")


def test_rows_are_alike_where_the_same_is_wrong_with_the_same_text() -> None:
    wrong = [
        Problem(row=row, column="Mail", severity="error", code="email_invalid", details={"value": text})
        for row, text in ((1, "none"), (2, "none"), (3, "other"))
    ]
    texts = {1: "none", 2: "none", 3: "other"}
    found = problems.checked(
        Reading(
            file="f",
            digest="d",
            format="csv",
            columns=COLUMNS[:4],
            employees=tuple(Employee(row=row, name=f"P{row}", cleared=("card",)) for row in (1, 2, 3, 4, 5)),
            problems=tuple(wrong),
            faulty=tuple(FaultyRow(row=row, cells=((1, str(row)), (4, text))) for row, text in texts.items()),
        ),
        fixes=((5, 4, "x@example.com"),),
    )
    first, *_rest = found.problems
    assert found.rows_alike(first, 4) == (1, 2)
    assert found.rows_alike(first, 1) == (1,)
    assert [row.severity for row in found.everybody] == ["error", "error", "error", "fine", "mended"]
    assert found.everybody[0].cell == 4
    assert found.everybody[3].what == "clears Card"


def test_the_number_of_mended_cells_is_said() -> None:
    assert mending.count_words(()) == ""
    assert mending.count_words(((1, 1, "a"),)).startswith("1 cell is mended here")
    assert mending.alike_words(14) == "Mend all 14 alike"
