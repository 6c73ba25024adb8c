"""Small spreadsheets made on the spot."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from akiles_console.people.spreadsheet.file import read_here
from akiles_console.people.spreadsheet.reading import Options, Reading

TODAY = date(2026, 11, 22)


@pytest.fixture
def data() -> Path:
    """The folder of real lists."""
    return Path(__file__).parent.parent / "data"


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[..., Reading]:
    """Reads a text as if it were a file: `read_text("a,b\\n1,2", codec="utf-8", name="list.csv", **options)`."""

    def read(text: str | bytes, *, codec: str = "utf-8", name: str = "list.csv", **options: Any) -> Reading:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(codec))
        return read_here(path, Options(**options), TODAY)

    return read


@pytest.fixture
def read_rows(read_text: Callable[..., Reading]) -> Callable[..., Reading]:
    """Reads rows as a csv file."""

    def read(*rows: Sequence[str], **options: Any) -> Reading:
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        return read_text(out.getvalue(), **options)

    return read


@pytest.fixture
def read_sheets(tmp_path: Path) -> Callable[..., Reading]:
    """Reads a workbook of sheets: `read_sheets({"Staff": [[...], ...]}, hidden=("Old",), **options)`."""

    def read(sheets: dict[str, list[list[Any]]], *, hidden: Sequence[str] = (), **options: Any) -> Reading:
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            sheet.sheet_state = "hidden" if name in hidden else "visible"
        path = tmp_path / "list.xlsx"
        book.save(path)
        return read_here(path, Options(**options), TODAY)

    return read


_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
_ROOT = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="xl/workbook.xml"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""
_BOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="Staff" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_LINKS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>"""


@pytest.fixture
def xlsx(tmp_path: Path) -> Callable[..., Path]:
    """An xlsx around the XML of one sheet's rows; `parts` adds or replaces entries of the package."""

    def make(rows: str, *, dimension: str = "", parts: dict[str, str | bytes] | None = None) -> Path:
        path = tmp_path / "made.xlsx"
        named = f'<dimension ref="{dimension}"/>' if dimension else ""
        sheet = (
            '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"{named}<sheetData>{rows}</sheetData></worksheet>"
        )
        entries: dict[str, str | bytes] = {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _ROOT,
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _LINKS,
            "xl/worksheets/sheet1.xml": sheet,
            **(parts or {}),
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, body in entries.items():
                package.writestr(name, body)
        return path

    return make


@pytest.fixture
def cells() -> Callable[..., str]:
    """One row of a sheet as XML: `cells(1, "Name", "Email")`; numbers are numbers, the rest inline texts."""

    def make(number: int, *values: object) -> str:
        made = []
        for index, value in enumerate(values):
            reference = f"{chr(65 + index)}{number}"
            if isinstance(value, int | float):
                made.append(f'<c r="{reference}"><v>{value}</v></c>')
            else:
                made.append(f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>')
        return f'<row r="{number}">{"".join(made)}</row>'

    return make
