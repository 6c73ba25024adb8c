"""Workbooks: what is looked at before calamine opens them."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import pytest
from openpyxl import Workbook

from akiles_console.people.spreadsheet.file import read_here
from akiles_console.people.spreadsheet.reading import Options, SpreadsheetError

HEADER = ("Employee ID", "Name", "Email", "Department")


def test_a_whole_number_is_an_id_without_a_fraction(xlsx: Callable[..., Path], cells: Callable[..., str]) -> None:
    reading = read_here(xlsx(cells(1, *HEADER) + cells(2, 42, "Ana Lee", "ana@example.com", "Sales")))
    assert reading.employees[0].employee_id == "42" and reading.format == "xlsx"


@pytest.mark.parametrize("dimension", ["", "A1:XFD1048576"])
def test_a_cell_far_away_is_cut_off_and_said(
    xlsx: Callable[..., Path], cells: Callable[..., str], dimension: str
) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = xlsx(cells(1, *HEADER) + cells(2, "E1", "Ana Lee", "ana@example.com", "Sales") + far, dimension=dimension)
    reading = read_here(path)
    assert [e.name for e in reading.employees] == ["Ana Lee"]
    (problem,) = reading.problems
    assert (problem.code, problem.details) == ("far_cells_ignored", {"cell": "XFD1048576"})


def test_a_far_cell_inside_a_near_row_is_cut_off_too(xlsx: Callable[..., Path], cells: Callable[..., str]) -> None:
    row = cells(2, "E1", "Ana Lee").replace("</row>", '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>')
    reading = read_here(xlsx(cells(1, *HEADER[:2]) + row))
    assert [e.name for e in reading.employees] == ["Ana Lee"] and reading.problems[0].code == "far_cells_ignored"


def test_an_error_cell_is_an_error_and_not_a_blank(xlsx: Callable[..., Path], cells: Callable[..., str]) -> None:
    broken = '<row r="2"><c r="A2" t="inlineStr"><is><t>E1</t></is></c><c r="B2" t="inlineStr"><is><t>Ana</t></is></c>'
    broken += '<c r="C2" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c><c r="D2" s="0" t="e"><v>#REF!</v></c></row>'
    reading = read_here(xlsx(cells(1, *HEADER) + broken + cells(3, "E2", "Bo", "bo@example.com", "Sales")))
    said = [(p.row, p.column, p.severity, p.code, p.details["value"]) for p in reading.problems]
    assert said == [
        (1, "Email", "error", "email_error", "#N/A"),
        (1, None, "error", "group_error", "#REF!"),
    ]
    assert reading.parked == {1}


def test_a_locked_workbook_opens_with_its_password_only(
    tmp_path: Path, xlsx: Callable[..., Path], cells: Callable[..., str]
) -> None:
    padding = {"xl/media/pad.bin": random.Random(1).randbytes(20_000)}  # what locks the file fails on tiny ones
    plain = xlsx(cells(1, *HEADER[:2]) + cells(2, "E1", "Ana Lee"), parts=padding)
    locked = tmp_path / "locked.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("s3cret", target)
    for password, code in ((None, "needs_password"), ("wrong", "wrong_password")):
        with pytest.raises(SpreadsheetError) as refused:
            read_here(locked, Options(password=password))
        assert refused.value.code == code
    reading = read_here(locked, Options(password="s3cret"))
    assert [e.name for e in reading.employees] == ["Ana Lee"] and reading.problems == ()


@pytest.mark.parametrize(
    "broken", [{"xl/workbook.xml": "<workbook>"}, {"xl/worksheets/sheet1.xml": "<a><b>"}, {"_rels/.rels": ""}]
)
def test_a_damaged_workbook_is_said(
    xlsx: Callable[..., Path], cells: Callable[..., str], broken: dict[str, str]
) -> None:
    with pytest.raises(SpreadsheetError) as refused:
        read_here(xlsx(cells(1, *HEADER) + cells(2, *HEADER), parts=broken))
    assert refused.value.code in ("damaged", "empty_file")


def test_an_empty_sheet_is_an_empty_file(xlsx: Callable[..., Path]) -> None:
    with pytest.raises(SpreadsheetError, match="empty_file"):
        read_here(xlsx(""))


def test_dates_of_a_workbook_are_dates(read_sheets: Callable[..., object]) -> None:
    rows = [["Employee ID", "Name", "Start date"], ["E1", "Ana Lee", date(2026, 1, 31)]]
    assert read_sheets({"S": rows}).employees[0].starts_at == "2026-01-31"  # type: ignore[attr-defined]


def prefixed(xml: str) -> str:
    """The XML as the .NET libraries write it: a prefix before every name."""
    named = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", xml)
    return named.replace('xmlns="http://schemas.openxmlformats.org/s', 'xmlns:x="http://schemas.openxmlformats.org/s')


STYLES = """<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts
count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/>
</cellXfs></styleSheet>"""


@pytest.mark.parametrize(
    "value", ["<v>42</v>", "<v>42.0</v>", "<f>41+1</f><v>42</v>", '<f t="shared" si="0"/><v>42</v>']
)
@pytest.mark.parametrize("prefix", [False, True])
def test_padded_numbers_as_many_programs_write_them(
    xlsx: Callable[..., Path], cells: Callable[..., str], value: str, prefix: bool
) -> None:
    row = f'<row r="2"><c r="A2" s="1">{value}</c><c r="B2" t="inlineStr"><is><t>Ana Lee</t></is></c></row>'
    path = xlsx(cells(1, *HEADER[:2]) + row)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    parts["xl/styles.xml"] = STYLES
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml") if prefix else ():
        parts[name] = prefixed(parts[name])
    assert [e.employee_id for e in read_here(xlsx("", parts=parts)).employees] == ["00042"]


def test_cells_that_do_not_say_their_place(xlsx: Callable[..., Path], cells: Callable[..., str]) -> None:
    rows = cells(1, *HEADER) + '<row><c t="inlineStr"><is><t>E1</t></is></c><c t="inlineStr"><is><t>Ana</t></is></c>'
    rows += '<c t="e"><v>#N/A</v></c></row>'
    reading = read_here(xlsx(re.sub(r' r="[A-Z]?\d+"', "", rows)))
    assert [(p.row, p.code) for p in reading.problems] == [(1, "email_error")]


def test_reading_aids_of_japanese_are_no_part_of_a_name(xlsx: Callable[..., Path], cells: Callable[..., str]) -> None:
    aid = '<rPh sb="0" eb="2"><t>タナカ</t></rPh>'
    row = cells(2, "E1", "田中 太郎").replace("太郎</t>", f"太郎</t>{aid}")
    assert [e.name for e in read_here(xlsx(cells(1, *HEADER[:2]) + row)).employees] == ["田中 太郎"]


def test_a_name_merged_over_two_columns(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Employee ID", "Name", None, "Department"],
        ["E1", "Ana", "Lee", "Sales"],
        ["E2", "Bo", "Kim", "Desk"],
    ):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    book.save(tmp_path / "list.xlsx")
    assert [e.name for e in read_here(tmp_path / "list.xlsx").employees] == ["Ana Lee", "Bo Kim"]


def test_people_on_a_late_sheet_are_found(read_sheets: Callable[..., Any]) -> None:
    others = {f"Costs {n}": [["Cost center", "Amount"], [n, 5.5]] for n in range(20)}
    assert read_sheets({**others, "Staff": [[*HEADER], ["E1", "Ana Lee", None, "Sales"]]}).sheet == "Staff"


def test_a_zero_that_stands_for_a_blank_is_no_date(read_sheets: Callable[..., Any]) -> None:
    rows = [["Employee ID", "Name", "End date"], ["E1", "Ana Lee", 0], ["E2", "Bo Kim", date(2027, 1, 31)]]
    reading = read_sheets({"S": rows})
    assert [e.ends_at for e in reading.employees] == [None, "2027-01-31"] and reading.problems == ()
