"""The same people come out of the same content, however a file happens to be laid out."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from akiles_console.people.employee import Employee
from akiles_console.people.spreadsheet.file import read_here
from akiles_console.people.spreadsheet.reading import Options, Reading, SpreadsheetError

sys.path.insert(0, str(Path(__file__).parent))
import written  # the file beside this one

TODAY = date(2026, 11, 22)
HEADER = ("Employee ID", "First Name", "Last Name", "Email", "Department", "Start date", "Status")
WORDS = st.sampled_from(
    ["Ana", "Bo", "José", "Zoë", "Łukasz", "Nguyễn", "O'Brien", "Müller", "García", "Šimić", "Ñáñez", "Dvořák", "太郎"]
)
PEOPLE = st.lists(
    st.tuples(
        WORDS, WORDS, st.booleans(), st.sampled_from(["Sales", "R&D", "Human Resources", "Sales; R&D", ""]),
        st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.sampled_from(["Active", "Left", "", "On leave"]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


def table(people: Sequence[tuple[Any, ...]]) -> list[tuple[str, ...]]:
    """Rows under `HEADER`; ids keep zeros in front."""
    return [
        (f"{n:05d}", first, last, f"p{n}@example.com" if mail else "", group, start.isoformat(), status)
        for n, (first, last, mail, group, start, status) in enumerate(people, 1)
    ]


def read(
    rows: Sequence[Sequence[Any]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    name: str = "list.csv",
    options: Options = Options(),
) -> Reading:
    write = written.FORMATS[name.rpartition(".")[2]]
    data = write(rows) if write is not written.csv_file else write(rows, encoding=encoding, delimiter=delimiter)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_here(path, options, TODAY)


def said(reading: Reading) -> list[Employee]:
    """The people without their rows, in the order of their ids."""
    people = [msgspec.structs.replace(employee, row=0) for employee in reading.employees]
    return sorted(people, key=lambda employee: employee.employee_id or "")


@given(PEOPLE)
@settings(deadline=None)
def test_every_row_becomes_the_person_it_says(people: list[tuple[Any, ...]]) -> None:
    reading = read([HEADER, *table(people)])
    assert reading.questions == () and reading.skipped == ()
    for employee, (first, last, mail, group, start, status) in zip(reading.employees, people, strict=True):
        assert employee.name == (f"{first} {last}" if first + last != "太郎太郎" else "太郎 太郎")
        assert bool(employee.emails) == mail and set(employee.groups) == set(filter(None, group.split("; ")))
        assert employee.starts_at == start.isoformat()
        assert employee.active == {"Active": True, "On leave": True, "Left": False, "": None}[status]


@given(PEOPLE, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_rows_and_columns_does_not_matter(people: list[tuple[Any, ...]], chance: random.Random) -> None:
    rows = table(people)
    order = list(range(len(HEADER)))
    chance.shuffle(order)
    mixed = chance.sample(rows, len(rows))
    turned = [[row[index] for index in order] for row in (HEADER, *mixed)]
    assert said(read(turned)) == said(read([HEADER, *rows]))


@given(PEOPLE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(",;\t|"))
@settings(deadline=None)
def test_encoding_and_delimiter_do_not_matter(people: list[tuple[Any, ...]], encoding: str, delimiter: str) -> None:
    rows = [HEADER, *table(people)]
    assert said(read(rows, encoding=encoding, delimiter=delimiter)) == said(read(rows))


@pytest.mark.parametrize("ending", [ending for ending in written.FORMATS if ending != "csv"])
@given(people=PEOPLE)
@settings(deadline=None, max_examples=40)
def test_the_format_does_not_matter(ending: str, people: list[tuple[Any, ...]]) -> None:
    rows = [HEADER, *table(people)]
    assert said(read(rows, name=f"list.{ending}")) == said(read(rows))


@given(PEOPLE, st.sampled_from(["cp1252", "cp1250", "cp1251", "cp932", "mac_roman", "utf-16-le", "utf-16-be"]))
@settings(deadline=None)
def test_an_old_encoding_is_read_right_or_asked_about(people: list[tuple[Any, ...]], encoding: str) -> None:
    rows = [HEADER, *table(people)]
    try:
        "".join("".join(row) for row in rows).encode(encoding)
    except UnicodeEncodeError:
        reject()
    reading = read(rows, encoding=encoding)
    if reading.questions:
        assert [question.code for question in reading.questions] == ["encoding"]
        reading = read(rows, encoding=encoding, options=Options(encoding=encoding))
    assert said(reading) == said(read(rows))


@given(PEOPLE, st.integers(0, 3), st.booleans(), st.booleans(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_titles_blank_rows_and_footers_change_nothing(
    people: list[tuple[Any, ...]], blanks: int, title: bool, footer: bool, chance: random.Random
) -> None:
    rows: list[Sequence[str]] = list(table(people))
    plain = said(read([HEADER, *rows]))
    for _ in range(blanks):
        rows.insert(chance.randint(0, len(rows)), [""] * len(HEADER))
    above: list[Sequence[str]] = [["Employee list, November"], []] if title else []
    below: list[Sequence[str]] = [[], ["Total", str(len(people))], ["Generated on 2026-11-22"]] if footer else []
    reading = read([*above, HEADER, *rows, *below])
    assert said(reading) == plain and reading.header_row == len(above)


@given(PEOPLE, st.sampled_from(range(1, len(HEADER))))
@settings(deadline=None)
def test_a_missing_column_clears_nothing(people: list[tuple[Any, ...]], gone: int) -> None:
    rows = [[cell for index, cell in enumerate(row) if index != gone] for row in (HEADER, *table(people))]
    assert not any(employee.cleared for employee in read(rows).employees)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
@settings(deadline=None)
def test_any_bytes_end_in_a_reading_or_a_refusal(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(data)
        try:
            reading = read_here(path, today=TODAY)
        except SpreadsheetError as refused:
            assert refused.code in {
                "empty_file",
                "not_a_spreadsheet",
                "no_people",
                "damaged",
                "too_old",
                "unsupported_format",
            }
        else:
            assert reading.columns
