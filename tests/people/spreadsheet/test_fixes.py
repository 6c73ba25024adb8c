"""Cells mended in the window: read as if the file had them so."""

from __future__ import annotations

STAFF = (
    ("Notes",),
    ("Id", "Name", "E-mail", "Start date"),
    ("0042", "Ana Ruiz", "ana at example.com", "2026-03-01"),
    ("43", "Bo Lind", "bo@example.com", "soon"),
    ("44", "Cy Moon"),
)


def test_a_mended_cell_is_read_as_if_the_file_had_it_so(read_rows) -> None:
    before = read_rows(*STAFF)
    assert {(p.row, p.code) for p in before.problems} == {(2, "email_invalid"), (3, "date_invalid")}
    after = read_rows(*STAFF, fixes=((2, 2, "ana@example.com"), (3, 3, "2026-04-01")))
    assert after.problems == ()
    assert after.faulty == ()
    assert after.employees[0].emails == ("ana@example.com",)
    assert after.employees[1].starts_at == "2026-04-01"
    assert after.employees[0].employee_id == "0042"


def test_a_cell_beyond_the_end_of_its_row_can_be_filled_and_a_value_cleared(read_rows) -> None:
    after = read_rows(*STAFF, fixes=((4, 3, "2026-05-01"), (3, 2, "-"), (3, 3, "")))
    assert after.employees[2].starts_at == "2026-05-01"
    assert after.employees[1].cleared == ("email",)
    assert after.employees[1].starts_at is None


def test_rows_with_a_problem_come_with_what_their_cells_say(read_rows) -> None:
    before = read_rows(*STAFF)
    assert [faulty.row for faulty in before.faulty] == [2, 3]
    assert dict(before.faulty[0].cells) == {
        0: "0042", 1: "Ana Ruiz", 2: "ana at example.com", 3: "2026-03-01",
    }  # fmt: skip
    assert "ana" not in repr(before.faulty[0])


def test_a_workbook_whose_table_is_not_in_the_first_column_is_mended_in_the_right_cell(read_sheets) -> None:
    rows = [[None, None], [None, "Id", "Name", "E-mail"], [None, "7", "Ana Ruiz", "nobody"]]
    (row,) = read_sheets({"Staff": rows}).faulty
    index = next(i for i, text in row.cells if text == "nobody")
    after = read_sheets({"Staff": rows}, fixes=((row.row, index, "ana@example.com"),))
    assert after.employees[0].emails == ("ana@example.com",)
    assert after.problems == ()
