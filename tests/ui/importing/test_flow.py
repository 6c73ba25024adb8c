"""What the steps show and allow, decided without a window."""

from __future__ import annotations

from akiles_console.people.spreadsheet.reading import Column, Options, Question, Reading
from akiles_console.ui.pages.importing import flow


def reading(**changes: object) -> Reading:
    return Reading(file="staff.xlsx", digest="d", format="xlsx", **changes)  # type: ignore[arg-type]


def test_nothing_but_the_file_can_be_reached_without_a_file() -> None:
    states = [step.state for step in flow.steps("file", None, mapped=False)]
    assert states == ["current", *["locked"] * 5]


def test_a_question_keeps_the_steps_after_columns_locked() -> None:
    asked = reading(questions=(Question(code="date_order", choices=("dmy", "mdy")),))
    assert [step.state for step in flow.steps("columns", asked, mapped=True)] == [
        "done", "current", *["locked"] * 4,
    ]  # fmt: skip


def test_going_back_keeps_the_way_forward_open() -> None:
    states = [step.state for step in flow.steps("file", reading(), mapped=True)]
    assert states == ["current", "open", "open", "open", "open", "locked"]


def test_preview_waits_for_the_groups_to_be_shown() -> None:
    states = [step.state for step in flow.steps("check", reading(), mapped=False)]
    assert states == ["done", "done", "current", "open", "locked", "locked"]


def test_there_is_no_way_back_from_apply() -> None:
    assert {step.state for step in flow.steps("apply", reading(), mapped=True)} == {"locked", "current"}


def test_another_sheet_forgets_rows_columns_and_answers() -> None:
    options = Options(header_row=4, columns=((0, "name"),), answers=(("date_order", "dmy"),), password="p")
    changed = flow.other_sheet(options, "Staff")
    assert (changed.sheet, changed.header_row, changed.columns, changed.answers) == ("Staff", None, (), ())
    assert changed.password == "p"


def test_another_encoding_forgets_the_answer_about_the_encoding_only() -> None:
    options = Options(answers=(("date_order", "dmy"), ("encoding", "cp1252")))
    changed = flow.other_encoding(options, "cp1250")
    assert (changed.encoding, changed.answers) == ("cp1250", (("date_order", "dmy"),))


def test_digits_of_pins_are_hidden_in_the_preview_and_in_samples() -> None:
    shown = reading(
        header_row=1,
        columns=(Column(index=1, header="Code", field="pin", confidence=1.0, samples=("4711", "0815")),),
        preview=(("Staff", "2026"), ("Name", "Code"), ("Ana", "4711"), ("Bo", "")),
    )
    assert flow.preview_cells(shown) == (
        ("Staff", "2026"), ("Name", "Code"), ("Ana", flow.HIDDEN), ("Bo", ""),
    )  # fmt: skip
    row = next(row for row in flow.field_rows(shown, Options()) if row.field == "pin")
    assert row.samples == (flow.HIDDEN, flow.HIDDEN)


def test_a_field_shows_all_its_columns_and_three_samples() -> None:
    shown = reading(
        columns=(
            Column(index=2, header="Group1", field="group", confidence=0.9, samples=("Sales", "")),
            Column(index=3, header="Group2", field="group", confidence=0.6, samples=("Lab", "Desk", "Yard")),
        )
    )
    row = next(row for row in flow.field_rows(shown, Options()) if row.field == "group")
    assert [column.index for column in row.columns] == [2, 3]
    assert row.samples == ("Sales", "Lab", "Desk")
    assert row.doubtful and row.several


def test_what_the_person_chose_is_not_doubtful() -> None:
    shown = reading(columns=(Column(index=2, header="X", field="name", confidence=0.1),))
    assert not next(r for r in flow.field_rows(shown, Options(columns=((2, "name"),))) if r.field == "name").doubtful


def test_choosing_a_column_frees_the_old_one_and_moves_the_new_one() -> None:
    options = flow.choose_column(Options(columns=((5, "last_name"),)), "name", 1, 5)
    assert options.columns == ((1, None), (5, "name"))


def test_an_answer_replaces_an_earlier_one() -> None:
    question = Question(code="date_order", choices=("dmy", "mdy"))
    once = flow.answer(Options(), question, "dmy")
    assert flow.answer(once, question, "mdy").answers == (("date_order", "mdy"),)


def test_a_column_is_as_wide_as_its_values_not_as_the_title_above_the_table() -> None:
    cells = (("Employees of the whole company, as of November 2026", "", ""), ("Id", "Name", ""), ("1", "x" * 50, ""))
    assert flow.preview_widths(cells) == [6, 34, 6]
    assert flow.preview_widths(()) == []
