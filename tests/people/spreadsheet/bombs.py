"""Hostile spreadsheets: small files that ask for gigabytes, minutes, or the end of the process that opens them."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import msoffcrypto.format.ooxml

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = 'xmlns="http://schemas.openxmlformats.org/package/2006'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_SS = "urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Employee ID</t></is></c><c r="B1" t="inlineStr"><is><t>Name</t></is></c></row>'  # noqa: E501
_ANA = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>E1</t></is></c><c r="B2" t="inlineStr"><is><t>Ana Lee</t></is></c></row>'
)


def _zip(parts: dict[str, bytes | str], times: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(times):
            for name, body in parts.items():
                package.writestr(name if not number else f"{number}/{name}", body)
    return out.getvalue()


def _xlsx(rows: str, *, dimension: str = '<dimension ref="A1:B2"/>', after: str = "", **parts: bytes | str) -> bytes:
    whole: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types {_PACK}/content-types"><Default Extension="xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships {_PACK}/relationships"><Relationship Id="r" Type="{_LINK}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_LINK}"><sheets><sheet name="P" sheetId="1" r:id="s"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships {_PACK}/relationships">'
        f'<Relationship Id="s" Type="{_LINK}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="t" Type="{_LINK}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}>{dimension}<sheetData>{rows}</sheetData>{after}</worksheet>",
    }
    return _zip({**whole, **{f"xl/{name}.xml": body for name, body in parts.items()}})


def _ods(table: str) -> bytes:
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return _zip(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
         "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest='
         '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
         "content.xml": f"<office:document-content {_ODF}>{body}</office:document-content>"}
    )  # fmt: skip


def _fods(table: str) -> bytes:
    return f'<?xml version="1.0"?><office:document {_ODF}><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document>'.encode()  # noqa: E501


def _repeated(rows: int, columns: int) -> str:
    return (
        f'<table:table table:name="P"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'table:number-columns-repeated="{columns}" office:value-type="string"><text:p>Name</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )


def _ss(rows: str) -> bytes:
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{_SS}" xmlns:ss="{_SS}"><Worksheet ss:Name="P"><Table>{rows}</Table>'
        "</Worksheet></Workbook>"
    ).encode()


def _understated() -> bytes:
    """A part of 400 MB whose two headers say 100 bytes."""
    data = bytearray(_xlsx(_HEAD + _ANA, sharedStrings=b"<sst>" + b" " * 400_000_000 + b"</sst>"))
    size = (400_000_000 + len(b"<sst></sst>")).to_bytes(4, "little")
    return bytes(data.replace(size, (100).to_bytes(4, "little")))


def _slow_password() -> bytes:
    """A lock whose key is to be turned 10 million times."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(_xlsx(_HEAD + _ANA, pad=random.Random(1).randbytes(20_000)))).encrypt(
        "s3cret", out
    )
    return out.getvalue().replace(b'spinCount="100000"', b'spinCount="999999"')


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "two cells at the corners of a sheet": (
        "a.xlsx", lambda: _xlsx(_HEAD + _ANA + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', dimension="")),
    "the same, and the sheet lies about its size": (
        "a.xlsx", lambda: _xlsx(_HEAD + _ANA + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "shared strings of 280 MB": (
        "a.xlsx", lambda: _xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
                                sharedStrings=b"<sst><si><t>" + b"a" * 280_000_000 + b"</t></si></sst>")),
    "a part of 400 MB": ("a.xlsx", lambda: _xlsx(_HEAD, sharedStrings=b"<sst>" + b" " * 400_000_000 + b"</sst>")),
    "a part of 400 MB that claims 100 bytes": ("a.xlsx", _understated),
    "3,000 parts": ("a.xlsx", lambda: _zip({"[Content_Types].xml": "<Types/>"}, 3000)),
    "a billion laughs": (
        "a.xlsx", lambda: _xlsx(_HEAD, sharedStrings='<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>')),  # noqa: E501
    "entities behind a long comment": (
        "a.xlsx", lambda: _xlsx(_HEAD, sharedStrings="<!--" + "-x" * 9000 + "--><!DOCTYPE a [" + "".join(
            f'<!ENTITY e{n} "{f"&e{n - 1};" * 9 if n else "ha"}">' for n in range(12)) + "]><sst><si><t>&e11;</t></si></sst>")),  # noqa: E501
    "entities in the workbook's list of sheets": (
        "a.xlsx", lambda: _zip({"[Content_Types].xml": "<Types>spreadsheetml</Types>", "xl/_rels/workbook.xml.rels": "<!--" + "-x" * 9000  # noqa: E501
            + "--><!DOCTYPE a [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 9 if n else "ha"}">' for n in range(12))
            + "]><a>&e11;</a>", "xl/workbook.xml": "<workbook/>"})),
    "a million merged ranges": (
        "a.xlsx", lambda: _xlsx(_HEAD + _ANA, after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 1_000_000 + "</mergeCells>")),  # noqa: E501
    "a million columns of nothing but formulas": (
        "a.xlsx", lambda: _xlsx(_HEAD + '<row r="2">' + "<c><f>1+1</f></c>" * 1_000_000 + "</row>")),
    "a billion rows of a billion cells, ods": ("a.ods", lambda: _ods(_repeated(999_999_999, 999_999_999))),
    "a million rows of a thousand cells, ods": ("a.ods", lambda: _ods(_repeated(1_000_000, 1_000))),
    "a billion rows of a billion cells, fods": ("a.fods", lambda: _fods(_repeated(999_999_999, 999_999_999))),
    "a row number of a billion, SpreadsheetML": (
        "a.xml", lambda: _ss('<Row ss:Index="999999999"><Cell ss:Index="999999999"><Data ss:Type="String">x</Data></Cell></Row>')),  # noqa: E501
    "a cell merged over a billion rows, SpreadsheetML": (
        "a.xml", lambda: _ss('<Row><Cell ss:MergeDown="999999999" ss:MergeAcross="999999999"><Data ss:Type="String">Name</Data></Cell></Row>'  # noqa: E501
                             + "<Row><Cell><Data ss:Type='String'>x</Data></Cell></Row>" * 1000)),
    "laughs, SpreadsheetML": (
        "a.xml", lambda: _ss("").replace(b"?>", b"?><!DOCTYPE a [<!ENTITY a 'ha'>]>", 1)),
    "a cell over a billion columns, HTML": (
        "a.html", lambda: b"<table><tr><td colspan=999999999 rowspan=999999999>Name" + b"<tr><td>x" * 1000 + b"</table>"),  # noqa: E501
    "a hundred thousand tables in one another, HTML": ("a.html", lambda: b"<table><tr><td>" * 100_000),
    "40 MB of tags that never end, HTML": ("a.html", lambda: b"<table>" + b"<td" * 13_000_000),
    "50 million delimiters": ("a.csv", lambda: b"Name,Email\n" + b"," * 49_000_000),
    "50 million blank lines": ("a.csv", lambda: b"Name,Email\n" + b"\n" * 49_000_000),
    "a field of 49 MB": ("a.csv", lambda: b'Name,Email\n"' + b"a" * 49_000_000),
    "a quote that never ends, then a million rows": ("a.csv", lambda: b'Name,Email\n"Ana,a@example.com\n' + b"Bo Kim,b@example.com\n" * 1_000_000),  # noqa: E501
    "quotes without end": ("a.csv", lambda: b"Name,Email\n" + b'"' * 20_000_000),
    "a million people": ("a.csv", lambda: b"Name,Email\n" + b"Bo Kim,b@example.com\n" * 1_000_000),
    "10,000 columns": ("a.csv", lambda: (b",".join(b"Name%d" % n for n in range(10_000)) + b"\n") * 400),
    "51 MB": ("a.csv", lambda: b"a" * 51_000_000),
    "a key of a million turns": ("a.xlsx", _slow_password),
}  # fmt: skip
"""What it is -> the name it comes under, and what makes it."""


if __name__ == "__main__":  # made in a process of its own: a child's peak memory counts what its parent held
    Path(sys.argv[2]).write_bytes(BOMBS[sys.argv[1]][1]())
