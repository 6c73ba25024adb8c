"""Dates of a column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akiles_console.people.spreadsheet.cells import Error
from akiles_console.people.spreadsheet.dates import dates, order_of
from akiles_console.people.spreadsheet.reading import Reading

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def one(value: Any, order: str = "day_first") -> tuple[str | None, str]:
    said: list[str] = []
    (day,) = dates([value], order, lambda index, code, **details: said.append(code))
    return day, "".join(said)


@pytest.mark.parametrize(
    ("cell", "day"),
    [(date(2026, 1, 31), "2026-01-31"), (datetime(2026, 1, 31), "2026-01-31"),
     (datetime(2026, 1, 31, 9, 30), "2026-01-31T09:30:00"), (46053.0, "2026-01-31"), (46053.5, "2026-01-31T12:00:00"),
     ("2026-01-31", "2026-01-31"), ("2026/1/31", "2026-01-31"), ("20260131", "2026-01-31"),
     ("2026-01-31T09:00:00Z", "2026-01-31T09:00:00"), ("2026-01-31 00:00:00", "2026-01-31"),
     ("31.01.2026", "2026-01-31"),
     ("31/1/26", "2026-01-31"), ("3/4/2026", "2026-04-03"), ("31 January 2026", "2026-01-31"),
     ("Jan 31, 2026", "2026-01-31"),
     ("31. Jänner 2026", "2026-01-31"), ("1 de enero de 2026", "2026-01-01"), ("1er février 2026", "2026-02-01"),
     ("31-Jan-26", "2026-01-31"), ("2026年1月31日", "2026-01-31"), ("", None), ("-", None), ("n/a", None)],
)  # fmt: skip
def test_a_date_in_many_hands(cell: Any, day: str | None) -> None:
    assert one(cell) == (day, "")


@pytest.mark.parametrize(
    ("cell", "code"),
    [("31/02/2026", "date_invalid"), ("soon", "date_invalid"), (12.0, "date_invalid"), (Error("#REF!"), "date_error"),
     ("2026-13-01", "date_invalid"), (date(1899, 12, 31), "date_out_of_range"), ("2999-01-01", "date_out_of_range"),
     (True, "date_invalid"), ("32 January 2026", "date_invalid")],
)  # fmt: skip
def test_what_is_no_date_is_said(cell: Any, code: str) -> None:
    assert one(cell) == (None, code)


@given(DAYS)
def test_every_way_of_writing_a_day_means_that_day(day: date) -> None:
    iso = day.isoformat()
    serial = float((day - date(1899, 12, 30)).days)
    for cell in (day, serial, iso, f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day:%Y%m%d}", f"{day:%d %B %Y}"):
        assert one(cell) == (iso, "")
    assert one(f"{day:%m/%d/%Y}", "month_first") == (iso, "")


@given(st.lists(DAYS, min_size=1))
def test_what_a_column_proves_is_never_wrong(days: list[date]) -> None:
    assert "month_first" not in order_of([f"{day:%d/%m/%Y}" for day in days])
    assert "day_first" not in order_of([f"{day:%m/%d/%Y}" for day in days])


def start(read_rows: Callable[..., Reading], *cells: str, header: str = "Start date", **options: Any) -> Reading:
    rows = [[f"E{n}", f"Person {chr(65 + n)}", cell] for n, cell in enumerate(cells)]
    return read_rows(["Employee ID", "Name", header], *rows, **options)


def test_one_date_past_the_twelfth_decides_for_the_whole_column(read_rows: Callable[..., Reading]) -> None:
    reading = start(read_rows, "02/01/2014", "31/12/2012")
    assert [e.starts_at for e in reading.employees] == ["2014-01-02", "2012-12-31"] and reading.questions == ()
    reading = start(read_rows, "02/01/2014", "12/31/2012")
    assert [e.starts_at for e in reading.employees] == ["2014-02-01", "2012-12-31"] and reading.questions == ()


def test_dates_that_prove_nothing_are_asked_about_once_and_the_answer_counts(read_rows: Callable[..., Reading]) -> None:
    (question,) = start(read_rows, "02/01/2014", "03/04/2014").questions
    assert (question.code, question.choices) == ("date_order", ("day_first", "month_first"))
    reading = start(read_rows, "02/01/2014", answers=(("date_order", "month_first"),))
    assert reading.employees[0].starts_at == "2014-02-01" and reading.questions == ()


def test_two_orders_in_one_column_are_asked_about(read_rows: Callable[..., Reading]) -> None:
    assert [q.code for q in start(read_rows, "31/01/2014", "01/31/2014").questions] == ["date_order"]


def test_german_headers_write_the_day_first_and_say_so(read_rows: Callable[..., Reading]) -> None:
    reading = read_rows(["Personalnummer", "Nachname", "Vorname", "Eintritt"], ["1", "Muster", "Eva", "02/01/2014"])
    assert reading.employees[0].starts_at == "2014-01-02" and reading.questions == ()
    assert [p.code for p in reading.problems] == ["day_first_assumed"]


def test_serial_numbers_are_days_since_1900(read_sheets: Callable[..., Reading]) -> None:
    rows = [["Employee ID", "Name", "Start date"], ["E1", "Ana Lee", 46053]]
    assert read_sheets({"S": rows}).employees[0].starts_at == (date(1899, 12, 30) + timedelta(46053)).isoformat()
