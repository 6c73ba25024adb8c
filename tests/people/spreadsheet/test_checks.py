"""What shows when a person is put together, or two are compared; and the three states of a cell."""

from __future__ import annotations

from collections.abc import Callable

from akiles_console.people.spreadsheet.reading import Reading

HEADER = ["Employee ID", "Name", "Email", "Department", "Start date", "End date", "Status", "PIN", "Card"]


def people(read_rows: Callable[..., Reading], *rows: list[str]) -> Reading:
    return read_rows(HEADER, *([*row, *[""] * (len(HEADER) - len(row))] for row in rows))


def codes(reading: Reading) -> list[tuple[int | None, str, str]]:
    return [(p.row, p.severity, p.code) for p in reading.problems]


def test_one_id_for_two_people_parks_both(read_rows: Callable[..., Reading]) -> None:
    reading = people(read_rows, ["E1", "Ana Lee"], ["E2", "Bo Kim"], ["E1", "Cy Roy"])
    assert codes(reading) == [(1, "error", "id_twice"), (3, "error", "id_twice")] and reading.parked == {1, 3}
    assert reading.problems[0].details == {"value": "E1", "rows": "2, 4"} and len(reading.employees) == 3


def test_a_row_repeated_in_every_respect_is_skipped(read_rows: Callable[..., Reading]) -> None:
    reading = people(read_rows, ["E1", "Ana Lee"], ["E1", "Ana Lee"], ["E1", "Ana  Lee "])
    assert [e.row for e in reading.employees] == [1] and codes(reading) == []
    assert [(s.row, s.reason) for s in reading.skipped] == [(2, "duplicate"), (3, "duplicate")]


def test_a_repeated_row_takes_its_problems_with_it(read_rows: Callable[..., Reading]) -> None:
    reading = people(read_rows, ["E1", "Ana Lee", "bad"], ["E1", "Ana Lee", "bad"])
    assert codes(reading) == [(1, "error", "email_invalid")]


def test_without_ids_the_address_is_the_key(read_rows: Callable[..., Reading]) -> None:
    reading = read_rows(["Name", "Email"], ["Ana Lee", "a@example.com"], ["Bo Kim", "A@example.com"])
    assert codes(reading) == [(1, "error", "id_twice"), (2, "error", "id_twice")]
    assert {p.column for p in reading.problems} == {"Email"}


def test_an_address_of_two_people_with_ids_is_a_warning(read_rows: Callable[..., Reading]) -> None:
    reading = people(read_rows, ["E1", "Ana Lee", "desk@example.com"], ["E2", "Bo Kim", "Desk@example.com"])
    assert codes(reading) == [(1, "warning", "email_twice"), (2, "warning", "email_twice")] and not reading.parked


def test_a_bad_address_parks_its_row_and_a_blank_one_does_not(read_rows: Callable[..., Reading]) -> None:
    reading = people(read_rows, ["E1", "Ana Lee", "invalid"], ["E2", "Bo Kim", ""])
    assert codes(reading) == [(1, "error", "email_invalid")] and reading.problems[0].column == "Email"


def test_nobody_without_a_name_or_without_an_identity(read_rows: Callable[..., Reading]) -> None:
    reading = people(read_rows, ["E1", "", "a@example.com"], ["", "Bo Kim", "", "Sales"], ["E3", "Cy Roy"])
    assert codes(reading) == [(1, "error", "name_missing"), (2, "error", "nothing_identifies")]


def test_status_and_dates_that_contradict(read_rows: Callable[..., Reading]) -> None:
    reading = people(
        read_rows,
        ["E1", "Ana Lee", "", "", "2020-01-01", "2026-11-21", "Active"],
        ["E2", "Bo Kim", "", "", "2020-01-01", "2026-11-22", "Active"],
        ["E3", "Cy Roy", "", "", "2020-01-01", "2019-01-01", "Left"],
    )
    assert codes(reading) == [(1, "warning", "ended_but_active"), (3, "error", "ends_before_start")]


def test_pins_must_differ_and_are_never_told(read_rows: Callable[..., Reading]) -> None:
    rows = [["E1", "Ana Lee"], ["E2", "Bo Kim"], ["E3", "Cy Roy"], ["E4", "Di Fox"]]
    pins = ["471199", "471199", "0815", "7x7x"]
    reading = people(read_rows, *([*row, *[""] * 5, pin] for row, pin in zip(rows, pins, strict=True)))
    assert codes(reading) == [(1, "error", "pin_twice"), (2, "error", "pin_twice"), (4, "error", "pin_invalid")]
    assert [e.pin for e in reading.employees] == ["471199", "471199", "0815", None]
    told = repr(reading) + repr(reading.problems) + repr(reading.columns) + repr(reading.employees)
    assert not any(pin in told for pin in pins)


def test_a_dash_clears_a_blank_leaves_and_a_missing_column_clears_nothing(read_rows: Callable[..., Reading]) -> None:
    reading = people(
        read_rows,
        ["E1", "Ana Lee", "-", "-", "-", "-", "-", "-", "-"],
        ["E2", "Bo Kim"],
        ["E3", "Cy Roy", "c@example.com", "Sales", "2020-01-01", "", "Active", "4711", "c1"],
    )
    assert reading.employees[0].cleared == ("email", "group", "starts_at", "ends_at", "pin", "card")
    assert reading.employees[1].cleared == reading.employees[2].cleared == ()
    few = read_rows(["Employee ID", "Name"], ["E1", "Ana Lee"])
    assert few.employees[0].cleared == () and few.employees[0].active is None


def test_numbers_beside_texts_with_zeros_in_front_are_flagged(read_sheets: Callable[..., Reading]) -> None:
    rows = [["Employee ID", "Name", "PIN"], ["0042", "Ana Lee", "0815"], [43, "Bo Kim", 4711]]
    reading = read_sheets({"Staff": rows})
    assert [e.employee_id for e in reading.employees] == ["0042", "43"]
    assert sorted((p.column, p.severity, p.code) for p in reading.problems) == [
        ("Employee ID", "warning", "zeros_may_be_lost"),
        ("PIN", "info", "pin_numeric"),
    ]
