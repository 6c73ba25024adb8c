"""The parts of an xlsx package, looked at before calamine allocates: cells far away, and what its values do not tell.

calamine allocates the whole box between the first and the last cell: two cells, A1 and XFD1048576, end its process.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from akiles_console.people.spreadsheet import marks
from akiles_console.people.spreadsheet.formats import BROKEN
from akiles_console.people.spreadsheet.marks import column_number
from akiles_console.people.spreadsheet.reading import SpreadsheetError

MAX_BOX = 16_000_000
"""Cells that calamine may allocate for one sheet; 32 bytes each."""

MAX_COLUMN, MAX_ROW = 512, 102_000
"""Cells beyond these are cut off where the box is too large; counted from 1."""

_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s+ref=["'](?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})["']""")
_FAR = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{2,}\d*|[A-Za-z]*\d{6,})["']""")
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]+)(\d+)["'][^>]*?(?:/>|>.*?</(?:\w+:)?c\s*>)""", re.S)
_ROW = re.compile(rb"""(<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'])(\d{6,})(["'])""")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["']""")


class Package:
    """An xlsx file held in memory, its sheets found by name. Raises SpreadsheetError("damaged")."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._paths, styles = _sheet_paths(data)
        self._styles = marks.padded_styles(styles)

    def path(self, name: str) -> str | None:
        """The entry of the zip that is the sheet of that name; None where there is none."""
        return self._paths.get(name)

    def far(self, name: str) -> str:
        """A cell of a sheet so far out that calamine must not see it, or "".

        Looking at every cell takes longer than all the rest, so a sheet's own word on its size is taken first. One
        that lies ends the child process, and that ends in a sentence too.
        """
        match = _DIMENSION.search(next(self._chunks(name), b""), 0, 4096)
        if match and column_number(match[1]) * int(match[2]) <= MAX_BOX:
            return ""
        return _far(b"".join(self._chunks(name)))

    def marks(self, name: str) -> marks.Marks:
        """What a sheet shows beyond its values: error cells, which calamine gives as blank, and what is hidden."""
        return marks.look(lambda: self._chunks(name), self._styles)

    def without_far(self, name: str) -> bytes:
        """The same package with the far cells of one sheet cut out. Raises SpreadsheetError("too_large") where so
        many cells are far that they may be the table itself."""
        path = self._paths[name]
        out = io.BytesIO()
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(out, "w") as new:
                for entry in old.infolist():
                    body = old.read(entry)
                    new.writestr(entry.filename, _cut(body) if entry.filename == path else body)
        except BROKEN as error:
            raise SpreadsheetError("damaged") from error
        return out.getvalue()

    def _chunks(self, name: str) -> Iterator[bytes]:
        """The sheet's XML, a megabyte at a time."""
        path = self._paths.get(name)
        if path is None:
            return
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as package, package.open(path) as part:
                while chunk := part.read(1 << 20):
                    yield chunk
        except BROKEN as error:
            raise SpreadsheetError("damaged") from error


def _far(xml: bytes) -> str:
    """A cell that makes the box too large, or ""."""
    columns, rows, name = 26, 99_999, ""
    for reference in set(_FAR.findall(xml)):
        letters = reference.rstrip(b"0123456789")
        row = int(reference[len(letters) :] or 0)
        column = column_number(letters)
        if column > columns or row > rows:
            columns, rows, name = max(column, columns), max(row, rows), reference.decode()
    if columns * rows <= MAX_BOX:
        return ""
    exact = [(column_number(m[1]), int(m[2])) for m in _REFERENCE.finditer(xml)]
    columns = max((column for column, _ in exact), default=columns)
    rows = max((row for _, row in exact), default=rows)
    return name if columns * rows > MAX_BOX else ""


def _cut(xml: bytes) -> bytes:
    gone = 0

    def kept(match: re.Match[bytes]) -> bytes:
        nonlocal gone
        if column_number(match[1]) <= MAX_COLUMN and int(match[2]) <= MAX_ROW:
            return match[0]
        gone += 1
        return b""

    cut = _CELL.sub(kept, xml)
    if gone > 10_000:
        raise SpreadsheetError("too_large", limit=f"{MAX_ROW:,} rows")
    return _ROW.sub(lambda m: m[1] + str(min(int(m[2]), MAX_ROW)).encode() + m[3], cut)


def _sheet_paths(data: bytes) -> tuple[dict[str, str], bytes]:
    """Sheet name -> the name of its entry in the zip; and the styles' XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.lstrip("/").lower(): name for name in package.namelist()}
            book = next((n for n in names if n.endswith("workbook.xml")), "xl/workbook.xml")
            folder = posixpath.dirname(book)
            relations = f"{folder}/_rels/{posixpath.basename(book)}.rels"
            if book not in names or relations not in names:
                raise SpreadsheetError("damaged")
            targets = {e.get("Id"): e.get("Target", "") for e in ElementTree.fromstring(package.read(names[relations]))}
            look = names.get(f"{folder}/styles.xml")
            styles = package.read(look) if look else b""
            sheets = [e for e in ElementTree.fromstring(package.read(names[book])).iter() if e.tag.endswith("}sheet")]
    except (*BROKEN, ElementTree.ParseError) as error:
        raise SpreadsheetError("damaged") from error
    found = {}
    for sheet in sheets:
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        target = targets.get(link, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path.lower() in names:
            found[sheet.get("name", "")] = names[path.lower()]
    return found, styles
