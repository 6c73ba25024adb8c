# ruff: noqa: E501 - lines of files as they come
"""Tables written as markup, and what is pasted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akiles_console.people.spreadsheet.reader import read_pasted
from akiles_console.people.spreadsheet.reading import Options, Reading, SpreadsheetError

PEOPLE = [("00042", "Ana Peña", ("Sales",)), ("00043", "Bo Kim", ("Desk",))]
HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}"><style>td{{color:red}}</style>
</head><body><table><tr><td>logo</td></tr></table><table border=1>
<tr><th>Employee ID<th>Name<th>Department
<tr><td style="mso-number-format:'\\@'">00042<td>Ana&nbsp;Pe&ntilde;a<td>Sales</tr>
<tr><td>00043</td><td><b>Bo</b> Kim<br></td><td>Desk</td></tr></table></body></html>"""
XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Staff"><Table><Row><Cell><Data ss:Type="String">Staff</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">Employee ID</Data></Cell><Cell><Data ss:Type="String">Name</Data></Cell>
<Cell><Data ss:Type="String">Start date</Data></Cell><Cell><Data ss:Type="String">Department</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">00042</Data></Cell><Cell><Data ss:Type="String">Ana Peña</Data></Cell>
<Cell><Data ss:Type="DateTime">2020-01-02T00:00:00.000</Data></Cell><Cell ss:MergeDown="1"><Data ss:Type="String">Sales</Data>
</Cell></Row><Row><Cell><Data ss:Type="Number">43</Data></Cell><Cell><Data ss:Type="String">Bo Kim</Data></Cell></Row>
</Table></Worksheet></Workbook>"""
FODS = """<?xml version="1.0" encoding="UTF-8"?><office:document
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="Staff">
<table:table-row><table:table-cell office:value-type="string"><text:p>Employee ID</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Start date</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row><table:table-cell office:value-type="float" office:value="42"><text:p>00042</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Ana Peña</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2020-01-02"><text:p>02.01.20</text:p></table:table-cell>
</table:table-row><table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>"""


def people(reading: Reading) -> list[tuple[str | None, str, tuple[str, ...]]]:
    return [(e.employee_id, e.name, e.groups) for e in reading.employees]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_a_web_page_named_xls_is_read_for_what_it_is(read_text: Callable[..., Reading], charset: str) -> None:
    reading = read_text(HTML.format(charset=charset), codec=charset, name="list.xls")
    assert people(reading) == PEOPLE and reading.format == "html" and reading.sheet == "Table 2"
    assert reading.questions == () and {p.code for p in reading.problems} == {"format_mismatch"}


def test_cells_over_several_rows_of_a_web_page(read_text: Callable[..., Reading]) -> None:
    page = "<table><tr><td>ID<td>Name<td>Department<tr><td>1<td>Ana Lee<td rowspan=2>Sales<tr><td>2<td>Bo Kim"
    assert people(read_text(page + "<tr><td>3<td>Cy Roy<td>Desk</table>", name="list.html")) == [
        ("1", "Ana Lee", ("Sales",)), ("2", "Bo Kim", ("Sales",)), ("3", "Cy Roy", ("Desk",)),
    ]  # fmt: skip


def test_spreadsheetml_of_2003(read_text: Callable[..., Reading]) -> None:
    reading = read_text(XML, name="list.xml")
    assert reading.format == "xml" and reading.sheet == "Staff" and reading.header_row == 2
    assert people(reading) == [("00042", "Ana Peña", ("Sales",)), ("43", "Bo Kim", ("Sales",))]
    assert reading.employees[0].starts_at == "2020-01-02"


def test_flat_opendocument(read_text: Callable[..., Reading]) -> None:
    reading = read_text(FODS, name="list.fods")
    assert reading.format == "fods" and people(reading) == [("00042", "Ana Peña", ())]
    assert reading.employees[0].starts_at == "2020-01-02"


@pytest.mark.parametrize(
    ("text", "code"),
    [("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
      "damaged"),
     ("<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "damaged"),
     ("<html><body>Nothing here</body></html>", "empty_file"), ("<?xml version='1.0'?><a/>", "unsupported_format"),
     ('[{"name": "Ana"}]', "unsupported_format")],
)  # fmt: skip
def test_markup_without_a_table_is_refused(read_text: Callable[..., Reading], text: str, code: str) -> None:
    with pytest.raises(SpreadsheetError) as refused:
        read_text(text, name="list.xml")
    assert refused.value.code == code


@pytest.mark.anyio
async def test_what_is_pasted_is_read_in_the_child_too() -> None:
    text = "Employee ID\tName\tDepartment\r\n00042\tAna Peña\tSales\r\n00043\tBo Kim\tDesk\r\n"
    reading = await read_pasted(text, None)
    assert people(reading) == PEOPLE and (reading.file, reading.format, reading.problems) == ("", "tsv", ())
    page = await read_pasted("nothing", "Version:0.9\r\nStartHTML:1\r\n" + HTML.format(charset="utf-8"), Options())
    assert people(page) == PEOPLE and page.format == "html"
    with pytest.raises(SpreadsheetError, match="empty_file"):
        await read_pasted(" ", None)
