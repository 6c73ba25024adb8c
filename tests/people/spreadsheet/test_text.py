"""Text files: encodings and delimiters."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akiles_console.people.spreadsheet import text
from akiles_console.people.spreadsheet.file import read_data
from akiles_console.people.spreadsheet.reading import Reading, SpreadsheetError

TABLE = "Employee ID,Name,Email\nE1,José Peña,jose@example.com\nE2,Zoë Müller,zoe@example.com\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
     ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32"), ("cp1252", "cp1252")],
)  # fmt: skip
def test_names_survive_every_encoding(read_text: Callable[..., Reading], encoding: str, found: str) -> None:
    reading = read_text(TABLE, codec=encoding)
    assert [e.name for e in reading.employees] == ["José Peña", "Zoë Müller"]
    assert reading.encoding == found and reading.columns[0].header == "Employee ID"


def test_a_code_page_is_never_assumed_in_silence(read_text: Callable[..., Reading]) -> None:
    (problem,) = read_text(TABLE, codec="cp1252").problems
    assert problem.code == "encoding_assumed" and problem.details == {"encoding": "cp1252", "example": "José"}


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1250", "Łukasz Dąb"), ("cp1250", "Jan Dvořák"), ("mac_roman", "José Peña"), ("cp850", "José Peña"),
     ("cp1252", "Nuria Peña"), ("cp1252", "Hélène Lefèvre"), ("cp1252", "Søren Åberg"), ("cp1254", "Ayşe Yılmaz"),
     ("cp1252", "Nicolò Pezzì"), ("cp852", "Jiří Nováček"), ("cp1252", "João Conceição"), ("cp1252", "Zoë Ó Briain")],
)  # fmt: skip
def test_letters_tell_the_code_page_and_it_is_said(read_text: Callable[..., Reading], encoding: str, name: str) -> None:
    reading = read_text(f"Employee ID,Name,Email\nE1,{name},a@example.com\n", codec=encoding)
    assert [e.name for e in reading.employees] == [name] and reading.encoding == encoding
    assert reading.questions == () and [p.code for p in reading.problems] == ["encoding_assumed"]


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1250", "Ana Kovačić"), ("cp1251", "Иван Петров"), ("gb18030", "王伟")]
)
def test_where_two_code_pages_are_as_likely_the_person_is_asked(
    read_text: Callable[..., Reading], encoding: str, name: str
) -> None:
    table = f"Employee ID,Name,Email\nE1,{name},a@example.com\n"
    (question,) = read_text(table, codec=encoding).questions
    assert question.code == "encoding" and encoding in question.choices
    assert any(part in str(question.details["preview"]) for part in name.split())
    for chosen in ({"encoding": encoding}, {"answers": (("encoding", encoding),)}):
        reading = read_text(table.encode(encoding), **chosen)
        assert [e.name for e in reading.employees] == [name] and reading.questions == ()


def test_an_encoding_that_does_not_fit_is_refused(read_text: Callable[..., Reading]) -> None:
    with pytest.raises(SpreadsheetError, match="unsupported_format"):
        read_text(b"Name,Email\n\xff\xfd,a@example.com\n", encoding="utf-8", answers=(("encoding", "utf-8"),))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(read_text: Callable[..., Reading], delimiter: str) -> None:
    reading = read_text(TABLE.replace(",", delimiter))
    assert reading.delimiter == delimiter and len(reading.employees) == 2
    assert reading.format == ("tsv" if delimiter == "\t" else "csv")


def test_title_lines_and_decimals_with_commas_do_not_mislead(read_text: Callable[..., Reading]) -> None:
    text = "List of people, departments, and hours, all of them,,\n\n"
    text += "Employee ID;Name;Hours\nE1;Lee, Ana;37,5\nE2;Kim, Bo;40,0\n"
    reading = read_text(text)
    assert reading.delimiter == ";" and [e.name for e in reading.employees] == ["Ana Lee", "Bo Kim"]
    assert reading.header_row == 2


def test_a_line_that_names_its_delimiter_is_believed(read_text: Callable[..., Reading]) -> None:
    reading = read_text("sep=;\r\nEmployee ID;Name;Email\r\nE1;Ana;a@example.com\r\n")
    assert reading.delimiter == ";" and reading.header_row == 1 and reading.employees[0].row == 2


def test_quotes_hold_delimiters_line_breaks_and_quotes(read_text: Callable[..., Reading]) -> None:
    reading = read_text('Employee ID,Name,Department\nE1,"Lee, Ana","Sales\nNight ""A"""\nE2,Bo,Sales\n')
    assert reading.employees[0].name == "Ana Lee" and reading.employees[0].groups == ("Sales", 'Night "A"')
    assert [e.row for e in reading.employees] == [1, 2]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends(read_text: Callable[..., Reading], ending: str) -> None:
    assert len(read_text(TABLE.replace("\n", ending)).employees) == 2


def test_leading_zeros_stay(read_text: Callable[..., Reading]) -> None:
    assert read_text("Employee ID,Name\n007,Ana Lee\n08,Bo Kim\n").employees[0].employee_id == "007"


def test_rows_shorter_and_longer_than_the_header(read_text: Callable[..., Reading]) -> None:
    reading = read_text("Employee ID,Name,Department\nE1,Ana\nE2,Bo,Sales,more,and more\nE3,Cy,Desk\n")
    assert [e.groups for e in reading.employees] == [(), ("Sales",), ("Desk",)]


def test_a_quote_that_never_ends_swallows_nobody(read_text: Callable[..., Reading]) -> None:
    reading = read_text('Employee ID,Name\nE1,Ana\nE2,"Bo\n' + "E3,Cy\n" * 3000)
    assert [e.name for e in reading.employees] == ["Ana", "Bo", "Cy"]
    assert [(p.row, p.code) for p in reading.problems] == [(2, "quote_never_closed")]


@given(st.text(st.sampled_from("a;, \t\r\n\x00\x0b\x1c\u2028é'")), st.sampled_from(text.DELIMITERS))
def test_without_quotation_marks_a_csv_reader_finds_the_same_cells(content: str, delimiter: str) -> None:
    parted = text.parted(io.TextIOWrapper(io.BytesIO(content.encode()), encoding="utf-8"), delimiter)
    assert list(parted) == list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))


def test_a_line_without_end_is_no_table(read_text: Callable[..., Reading]) -> None:
    with pytest.raises(SpreadsheetError, match="damaged"):
        read_text("Employee ID,Name,Email\n" + "a" * (text.LONGEST + 1))


def test_of_two_pages_that_read_alike_the_likelier_one_counts() -> None:
    """0x9E is ž in Windows' western page too, where nobody writes it."""
    reading = read_data("a.csv", "Id,Name,Team\n1,Bož Kral,Lab\n2,Eva Žak,Lab\n".encode("cp1250"))
    assert reading.encoding == "cp1250"
    (question,) = reading.questions
    assert question.details["words:cp1250"] == "Bož Kral · Eva Žak"


def test_a_known_name_that_only_another_code_page_reads_is_asked_about(read_text: Callable[..., Reading]) -> None:
    text = "Employee ID,Name\n1,José García\n2,Zoë Šimić\n"
    reading = read_text(text, codec="cp1250")
    (question,) = reading.questions
    assert question.code == "encoding" and "cp1250" in question.choices
