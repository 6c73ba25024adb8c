"""Writes one and the same sheet as xlsx, xls, xlsb, ods or fods."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from akiles_console.people.spreadsheet.file import read_here
from akiles_console.people.spreadsheet.reading import Options, Reading

FORMATS = ("xlsx", "xls", "xlsb", "ods", "fods")
TODAY = date(2026, 11, 22)


class Shown(NamedTuple):
    """A number with a format, and the text that the spreadsheet program shows for it."""

    value: float
    format: str
    text: str


class Broken(str):
    """An error cell."""

    __slots__ = ()


@dataclass
class Made:
    """A sheet to be written: `merges` are (top, left, bottom, right) from 0."""

    rows: Sequence[Sequence[Any]]
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    hidden_sheets: dict[str, Sequence[Sequence[Any]]] = field(default_factory=dict)
    name: str = "Staff"

    def sheets(self) -> list[tuple[str, Sequence[Sequence[Any]], bool]]:
        """Name, rows and whether it is hidden, of each sheet."""
        return [*((name, rows, True) for name, rows in self.hidden_sheets.items()), (self.name, self.rows, False)]


def _xlsx(made: Made) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows, hidden in made.sheets():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                if isinstance(value, Shown):
                    cell.value, cell.number_format = value.value, value.format
                elif isinstance(value, Broken):
                    cell.value, cell.data_type = str(value), "e"
                elif value is not None:
                    cell.value = value
        if hidden:
            sheet.sheet_state = "hidden"
            continue
        for top, left, bottom, right in made.merges:
            sheet.merge_cells(start_row=top + 1, end_row=bottom + 1, start_column=left + 1, end_column=right + 1)
        for row_number in made.hidden_rows:
            sheet.row_dimensions[row_number + 1].hidden = True
        for column_number in made.hidden_columns:
            sheet.column_dimensions[get_column_letter(column_number + 1)].hidden = True
    return _saved(book)


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_CODES = {"#N/A": 0x2A, "#REF!": 0x17, "#DIV/0!": 0x07}


def _xls(made: Made) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for name, rows, hidden in made.sheets():
        sheet = book.add_sheet(name)
        over = {} if hidden else {(t, left): (b, right) for t, left, b, right in made.merges}
        inside = {
            (r, c) for (t, left), (b, right) in over.items() for r in range(t, b + 1) for c in range(left, right + 1)
        }
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if (number, column) in over:
                    bottom, right = over[number, column]
                    sheet.write_merge(number, bottom, column, right, value)
                elif value is None or (number, column) in inside:
                    continue
                elif isinstance(value, Shown):
                    sheet.write(number, column, value.value, xlwt.easyxf(num_format_str=value.format))
                elif isinstance(value, Broken):
                    sheet.row(number).set_cell_error(column, _CODES[value])
                else:
                    sheet.write(number, column, value, day if isinstance(value, date) else xlwt.Style.default_style)
        sheet.visibility = int(hidden)
        if not hidden:
            for row_number in made.hidden_rows:
                sheet.row(row_number).hidden = True
            for column_number in made.hidden_columns:
                sheet.col(column_number).hidden = True
    book.active_sheet = len(made.hidden_sheets)
    return _saved(book)


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(body)
    return head + (bytes([length]) if length < 128 else bytes([length & 0x7F | 0x80, length >> 7])) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb_cell(column: int, value: Any, styles: list[str]) -> bytes:
    style = 0
    if isinstance(value, Shown | date):
        code = value.format if isinstance(value, Shown) else "DD.MM.YYYY"
        if code not in styles:
            styles.append(code)
        style = styles.index(code) + 1
    head = struct.pack("<II", column, style)
    if isinstance(value, Broken):
        return _record(3, head + bytes([_CODES[value]]))
    if isinstance(value, bool):
        return _record(4, head + bytes([value]))
    if isinstance(value, date):
        return _record(5, head + struct.pack("<d", (value - date(1899, 12, 30)).days))
    if isinstance(value, Shown | int | float):
        number = value.value if isinstance(value, Shown) else value
        if float(number).is_integer() and number < 1 << 28:
            return _record(2, head + struct.pack("<I", int(number) << 2 | 2))
        return _record(5, head + struct.pack("<d", number))
    return _record(6, head + _wide(str(value)))


def _xlsb_sheet(rows: Sequence[Sequence[Any]], made: Made, styles: list[str]) -> bytes:
    width = max(map(len, rows))
    out = [_record(129), _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1))]
    if made.hidden_columns:
        spans = [_record(60, struct.pack("<IIIIH", c, c, 2560, 0, 1)) for c in made.hidden_columns]
        out += [_record(390), *spans, _record(391)]
    out.append(_record(145))
    for number, row in enumerate(rows):
        flags = 0x10 if number in made.hidden_rows else 0
        out.append(_record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0)))
        out += [_xlsb_cell(column, value, styles) for column, value in enumerate(row) if value is not None]
    out.append(_record(146))
    if made.merges:
        spans = [_record(176, struct.pack("<IIII", t, b, left, right)) for t, left, b, right in made.merges]
        out += [_record(177, struct.pack("<I", len(spans))), *spans, _record(178)]
    return b"".join([*out, _record(130)])


_KIND_OF_XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _xlsb(made: Made) -> bytes:
    styles: list[str] = []
    sheets = made.sheets()
    bodies = [_xlsb_sheet(rows, Made(rows) if hidden else made, styles) for _, rows, hidden in sheets]
    bundles = [
        _record(156, struct.pack("<II", int(hidden), number) + _wide(f"rId{number}") + _wide(name))
        for number, (name, _, hidden) in enumerate(sheets, 1)
    ]
    formats = [_record(44, struct.pack("<H", 164 + i) + _wide(code)) for i, code in enumerate(styles)]
    looks = [_record(47, struct.pack("<HHHHHHI", 0, f, 0, 0, 0, 0, 0)) for f in (0, *range(164, 164 + len(styles)))]
    look = [_record(278), _record(615, struct.pack("<I", len(formats))), *formats, _record(616),
            _record(617, struct.pack("<I", len(looks))), *looks, _record(618), _record(279)]  # fmt: skip
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINK}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Default Extension="bin" ContentType="{_KIND_OF_XLSB}"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{_LINK}/officeDocument" Target="xl/workbook.bin"/>'
        "</Relationships>",
        "xl/workbook.bin": b"".join([_record(131), _record(143), *bundles, _record(144), _record(132)]),
        "xl/_rels/workbook.bin.rels": f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
        f'package/2006/relationships">{links}</Relationships>',
        "xl/styles.bin": b"".join(look),
        **{f"xl/worksheets/sheet{number}.bin": body for number, body in enumerate(bodies, 1)},
    }
    return _zipped(entries)


def _zipped(entries: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in entries.items():
            package.writestr(name, body)
    return out.getvalue()


def _ods_cell(value: Any, spans: str) -> str:
    if value is None:
        return f"<table:table-cell{spans}/>"
    if isinstance(value, Broken):
        kind, text = 'office:value-type="string" office:string-value="" calcext:value-type="error"', str(value)
    elif isinstance(value, bool):
        kind, text = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"', str(value).upper()
    elif isinstance(value, Shown):
        kind, text = f'office:value-type="float" office:value="{value.value}"', value.text
    elif isinstance(value, int | float):
        kind, text = f'office:value-type="float" office:value="{value}"', str(value)
    elif isinstance(value, date):
        kind, text = f'office:value-type="date" office:date-value="{value}"', value.strftime("%d.%m.%y")
    else:
        kind, text = 'office:value-type="string"', str(value)
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell {kind}{spans}>{lines}</table:table-cell>"


def _ods_sheet(name: str, rows: Sequence[Sequence[Any]], hidden: bool, made: Made) -> str:
    over = {} if hidden else {(t, left): (b - t + 1, right - left + 1) for t, left, b, right in made.merges}
    inside = {(t + y, left + x) for (t, left), (h, w) in over.items() for y in range(h) for x in range(w)} - set(over)
    columns = "".join(
        '<table:table-column table:visibility="collapse"/>' if c in made.hidden_columns else "<table:table-column/>"
        for c in range(max(map(len, rows)))
    )
    out = []
    for number, row in enumerate(rows):
        cells = []
        for column, value in enumerate(row):
            height, width = over.get((number, column), (1, 1))
            spans = f' table:number-rows-spanned="{height}" table:number-columns-spanned="{width}"'
            if (number, column) in inside:
                cells.append("<table:covered-table-cell/>")
            else:
                cells.append(_ods_cell(value, spans if (number, column) in over else ""))
        state = ' table:visibility="filter"' if number in made.hidden_rows and not hidden else ""
        out.append(f'<table:table-row{state}>{"".join(cells)}<table:table-cell table:number-columns-repeated="900"/>'
                   "</table:table-row>")  # fmt: skip
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    style = ' table:style-name="ta2"' if hidden else ' table:style-name="ta1"'
    return f'<table:table table:name="{name}"{style}>{columns}{"".join(out)}{rest}</table:table>'


_NAMES = {"office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle"}
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in _NAMES.items()
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip


def _ods_number(code: str) -> str:
    """A number style as roughly as is needed to tell that a sheet has one that pads."""
    words = re.findall(r'"([^"]*)"', code)
    digits = max(1, re.sub(r'"[^"]*"', "", code).replace(".00", "").replace("#,##", "").count("0"))
    named = "".join(f"<number:text>{word}</number:text>" for word in words)
    return f'<number:number-style>{named}<number:number number:min-integer-digits="{digits}"/></number:number-style>'


def _ods_body(made: Made) -> str:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/>'
        "</style:style>"
        for name, shown in (("ta1", "true"), ("ta2", "false"))
    )
    codes = {value.format for _, rows, _ in made.sheets() for row in rows for value in row if isinstance(value, Shown)}
    styles += "".join(_ods_number(code) for code in codes)
    tables = "".join(_ods_sheet(name, rows, hidden, made) for name, rows, hidden in made.sheets())
    return (
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    )


_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def _ods(made: Made) -> bytes:
    content = f'<?xml version="1.0"?><office:document-content {_SPACES}>{_ods_body(made)}</office:document-content>'
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/></manifest:manifest>'
    )
    return _zipped({"mimetype": _KIND, "content.xml": content, "META-INF/manifest.xml": manifest})


def _fods(made: Made) -> bytes:
    document = f'<?xml version="1.0"?><office:document {_SPACES} office:mimetype="{_KIND}">{_ods_body(made)}'
    return f"{document}</office:document>".encode()


WRITERS: dict[str, Callable[[Made], bytes]] = {"xlsx": _xlsx, "xls": _xls, "xlsb": _xlsb, "ods": _ods, "fods": _fods}


@pytest.fixture(params=FORMATS)
def read_as(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Reading]:
    """Reads rows written in one format after the other: `read_as(rows, merges=..., hidden_rows=..., options=...)`."""

    def read(rows: Sequence[Sequence[Any]], *, options: Options = Options(), **more: Any) -> Reading:
        path = tmp_path / f"list.{request.param}"
        path.write_bytes(WRITERS[request.param](Made(rows, **more)))
        return read_here(path, options, TODAY)

    return read


@pytest.fixture
def shown() -> type[Shown]:
    """A number with its format and its text: `shown(42, "00000", "00042")`."""
    return Shown


@pytest.fixture
def broken() -> type[Broken]:
    """An error cell: `broken("#N/A")`."""
    return Broken


@pytest.fixture
def xlsb(tmp_path: Path) -> Callable[..., Path]:
    """An xlsb with a cell at `far` (row, column), or with its sheet cut off after `cut` bytes."""

    def make(rows: Sequence[Sequence[Any]], *, far: tuple[int, int] | None = None, cut: int = 0) -> Path:
        with zipfile.ZipFile(io.BytesIO(_xlsb(Made(rows)))) as package:
            parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
        name = "xl/worksheets/sheet1.bin"
        sheet = bytes(parts[name]) if isinstance(parts[name], bytes) else b""
        if far:
            row = _record(0, struct.pack("<IIHBBBI", far[0], 0, 300, 0, 0, 0, 0)) + _xlsb_cell(far[1], "x", [])
            size = _record(148, struct.pack("<IIII", 0, far[0], 0, far[1]))
            sheet = re.sub(re.escape(_record(148)[:2]) + b"." * 17, lambda _: size, sheet, count=1, flags=re.S)
            sheet = sheet.replace(_record(146), row + _record(146))
        parts[name] = sheet[: cut or None]
        path = tmp_path / "made.xlsb"
        path.write_bytes(_zipped(parts))
        return path

    return make
