"""The same rows written in every format that can be made here: what the property tests and the fuzz begin with."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape

from openpyxl import Workbook

Rows = Sequence[Sequence[str]]

_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
)
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def csv_file(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Comma separated, or by another delimiter, in an encoding."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx(rows: Rows) -> bytes:
    """A workbook of today."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(rows: Rows) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(cell.format(escape(text)) if text else "<table:table-cell/>" for text in row) for row in rows)
    body = "".join(f"<table:table-row>{line or '<table:table-cell/>'}</table:table-row>" for line in lines)
    return (
        f'<office:body><office:spreadsheet><table:table table:name="Staff">{body}</table:table>'
        "</office:spreadsheet></office:body>"
    )


def ods(rows: Rows) -> bytes:
    """An OpenDocument workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODF}>{_table(rows)}'
        package.writestr("content.xml", content + "</office:document-content>")
    return out.getvalue()


def fods(rows: Rows) -> bytes:
    """OpenDocument in one XML file."""
    head = f'<?xml version="1.0" encoding="UTF-8"?><office:document {_ODF} office:mimetype="{_MIME}">'
    return f"{head}{_table(rows)}</office:document>".encode()


def html(rows: Rows) -> bytes:
    """A web page, as many systems export it under the name of a workbook."""
    lines = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in rows)
    return f'<html><head><meta charset="utf-8"></head><body><table>{lines}</table></body></html>'.encode()


def xml(rows: Rows) -> bytes:
    """SpreadsheetML of 2003."""
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    lines = "".join(f"<Row>{''.join(cell.format(escape(text)) for text in row)}</Row>" for row in rows)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Staff">'
        f"<Table>{lines}</Table></Worksheet></Workbook>"
    ).encode()


FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "csv": csv_file,
    "xlsx": xlsx,
    "ods": ods,
    "fods": fods,
    "html": html,
    "xml": xml,
}
"""Ending of a file -> what writes it."""
