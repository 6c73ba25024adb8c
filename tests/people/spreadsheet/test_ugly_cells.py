"""Cells of text files as people write them: dates, groups, addresses, names below the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akiles_console.people.spreadsheet.reading import Reading


@pytest.mark.parametrize(
    ("header", "cells", "days"),
    [
        ("Eintritt", ["Mo, 02.03.2020", "Di 03.03.2020"], ["2020-03-02", "2020-03-03"]),
        ("Data d'alta", ["6 d'abril de 2023", "1r de juny de 2023"], ["2023-04-06", "2023-06-01"]),
        ("Eintritt", ["02012020", "31122021"], ["2020-01-02", "2021-12-31"]),
        ("Start date", ["20200102", "20211231"], ["2020-01-02", "2021-12-31"]),
        ("Start date", ["January 2 2020", "Feb 3-2021"], ["2020-01-02", "2021-02-03"]),
        ("End date", ["9999-12-31", "0000-00-00"], [None, None]),
        ("End date", ["31/12/2099", "00/00/0000"], ["2099-12-31", None]),
        ("End date", ["present", "2027-01-31"], [None, "2027-01-31"]),
    ],
)
def test_dates_as_people_write_them(
    read_text: Callable[..., Reading], header: str, cells: list[str], days: list[str | None]
) -> None:
    rows = "\n".join(f"{number};Ana Lee {number};{cell}" for number, cell in enumerate(cells))
    reading = read_text(f"ID;Name;{header}\n{rows}\n")
    assert [e.starts_at or e.ends_at for e in reading.employees] == days
    assert reading.questions == () and not reading.parked and reading.columns[2].field in ("starts_at", "ends_at")


def test_birthdays_tell_in_which_order_all_dates_are_written(read_text: Callable[..., Reading]) -> None:
    reading = read_text(
        "ID,Name,Date of birth,Start date\n1,Ana Lee,25/12/1980,03/04/2020\n2,Bo Kim,30/01/81,05/06/2021\n"
    )
    assert [e.starts_at for e in reading.employees] == ["2020-04-03", "2021-06-05"] and reading.questions == ()


def test_a_header_that_speaks_of_groups_names_several(read_text: Callable[..., Reading]) -> None:
    text = 'ID,Name,{}\n1,Ana Lee,"Staff, Night shift"\n2,Bo Kim,"Staff, Day shift"\n'
    assert [e.groups for e in read_text(text.format("Groups")).employees] == [
        ("Staff", "Night shift"), ("Staff", "Day shift"),
    ]  # fmt: skip
    assert [e.groups for e in read_text(text.format("Department")).employees] == [
        ("Staff, Night shift",), ("Staff, Day shift",),
    ]  # fmt: skip


def test_strokes_between_addresses(read_text: Callable[..., Reading]) -> None:
    reading = read_text("ID,Name,Email\n1,Ana Lee,ana@example.com / ana@example.org\n2,Bo Kim,a/b@example.com\n")
    assert [e.emails for e in reading.employees] == [("ana@example.com", "ana@example.org"), ("a/b@example.com",)]


def test_ticks_say_yes_and_no(read_text: Callable[..., Reading]) -> None:
    reading = read_text("ID,Name,Active\n1,Ana Lee,✓\n2,Bo Kim,✗\n")
    assert [e.active for e in reading.employees] == [True, False] and reading.questions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Employee ID,Name\nE1,Ana Lee\n,Bo Kim\n",
        "Name,Employee ID,Email\nAna Lee,E1,ana@example.com\nBo Kim,,\n",
        "Employee ID,First name,Last name,Email,Department\nE1,Ana,Lee,ana@example.com,Sales\n,Bo,Kim,,\n",
    ],
)
def test_a_name_right_below_the_others_is_somebody(read_text: Callable[..., Reading], text: str) -> None:
    reading = read_text(text)
    assert [e.name for e in reading.employees] == ["Ana Lee", "Bo Kim"] and reading.skipped == ()
    assert [(p.row, p.code) for p in reading.problems] == [(2, "nothing_identifies")]


@pytest.mark.parametrize("end", ["Prepared by human resources,,", "\nHuman Resources,,", "Total,2,", "Seen: Ana Lee,,"])
def test_a_note_below_the_others_is_nobody(read_text: Callable[..., Reading], end: str) -> None:
    reading = read_text(f"Name,Email,Department\nAna Lee,ana@example.com,Sales\nBo Kim,bo@example.com,Desk\n{end}\n")
    assert [e.name for e in reading.employees] == ["Ana Lee", "Bo Kim"]
    assert [skip.reason for skip in reading.skipped if skip.reason != "blank"] == ["footer"]
