"""What an xlsb sheet shows beyond the values that calamine gives, and its far cells cut out.

Source of the layouts: [MS-XLSB] 2.4 (BrtRowHdr, BrtCell..., BrtFmla..., BrtColInfo, BrtMergeCell, BrtFmt, BrtXF,
BrtBundleSh).
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from akiles_console.people.spreadsheet.biff import ERRORS, rk
from akiles_console.people.spreadsheet.cells import Cell, Error
from akiles_console.people.spreadsheet.formats import BROKEN
from akiles_console.people.spreadsheet.marks import MAX_MERGES, Marks, Merge, padded_number, pads
from akiles_console.people.spreadsheet.parts import MAX_BOX, MAX_COLUMN, MAX_ROW
from akiles_console.people.spreadsheet.reading import SpreadsheetError
from akiles_console.people.spreadsheet.table import letters

_ROW, _RK, _ERROR, _REAL, _RESULT, _RESULT_ERROR, _LAST_CELL = 0, 2, 3, 5, 9, 11, 11
_FORMAT, _XF, _COLUMNS, _SHEET, _MERGED, _STYLES, _STYLES_END, _SIZE = 44, 47, 60, 156, 176, 617, 618, 148
_TWO = struct.Struct("<II")


class Package:
    """An xlsb file held in memory, its sheets found by name. Raises SpreadsheetError("damaged")."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                names = {name.lstrip("/").lower(): name for name in package.namelist()}
                links = ElementTree.fromstring(package.read(names["xl/_rels/workbook.bin.rels"]))
                targets = {e.get("Id"): e.get("Target", "") for e in links}
                self._paths = _sheets(package.read(names["xl/workbook.bin"]), targets, names)
                look = names.get("xl/styles.bin")
                self._styles = _padding(package.read(look)) if look else {}
        except (*BROKEN, ElementTree.ParseError, struct.error, IndexError) as error:
            raise SpreadsheetError("damaged") from error

    def part(self, name: str) -> bytes:
        """The records of a sheet, b"" where there is none."""
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as package:
                return package.read(self._paths[name]) if name in self._paths else b""
        except BROKEN as error:
            raise SpreadsheetError("damaged") from error

    def marks(self, name: str) -> Marks:
        """What a sheet shows beyond its values: errors, padded numbers, merged cells, what is hidden."""
        try:
            return _look(self.part(name), self._styles)
        except (struct.error, IndexError):
            return Marks({})  # calamine has read its values

    def far(self, name: str) -> str:
        """A cell of a sheet so far out that calamine must not see it, or ""; the sheet's own word on its size is
        taken first, as for xlsx."""
        try:
            columns, rows = _reach(self.part(name))
        except (struct.error, IndexError) as error:
            raise SpreadsheetError("damaged") from error
        return f"{letters(columns - 1)}{rows}" if columns * rows > MAX_BOX else ""

    def without_far(self, name: str) -> bytes:
        """The same package with the far cells of one sheet cut out. Raises SpreadsheetError: damaged, and too_large
        where so many cells are far that they may be the table itself."""
        out = io.BytesIO()
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(out, "w") as new:
                for entry in old.infolist():
                    body = old.read(entry)
                    new.writestr(entry.filename, _cut(body) if entry.filename == self._paths[name] else body)
        except BROKEN as error:
            raise SpreadsheetError("damaged") from error
        return out.getvalue()


def records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, start and end of each record: the kind in one or two bytes, the length in up to four, seven bits each."""
    place, end = 0, len(part)
    while place < end:
        kind = part[place]
        place += 1
        if kind & 0x80:
            kind = kind & 0x7F | part[place] << 7
            place += 1
        length, shift = 0, 0
        for _ in range(4):
            byte = part[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, place, place + length
        place += length


def _sheets(part: bytes, targets: dict[str | None, str], names: dict[str, str]) -> dict[str, str]:
    found = {}
    for kind, start, end in records(part):
        if kind != _SHEET:
            continue
        link, place = _wide(part, start + 8)
        name, _ = _wide(part[:end], place)
        target = targets.get(link, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if path.lower() in names:
            found[name] = names[path.lower()]
    return found


def _wide(part: bytes, place: int) -> tuple[str, int]:
    """A text with the number of its letters before it, and where it ends."""
    (length,) = struct.unpack_from("<I", part, place)
    end = place + 4 + 2 * length
    return part[place + 4 : end].decode("utf-16-le", "replace"), end


def _padding(part: bytes) -> dict[int, str]:
    """The formats that pad, by the number of their cell style."""
    codes, styles, count, inside = dict[int, str](), dict[int, str](), 0, False
    for kind, start, _ in records(part):
        if kind == _FORMAT and pads(code := _wide(part, start + 2)[0]):
            codes[struct.unpack_from("<H", part, start)[0]] = code
        elif kind in (_STYLES, _STYLES_END):
            inside = kind == _STYLES
        elif kind == _XF and inside:
            if code := codes.get(struct.unpack_from("<H", part, start + 2)[0], ""):
                styles[count] = code
            count += 1
    return styles


def _look(part: bytes, styles: dict[int, str]) -> Marks:
    cells: dict[int, dict[int, Cell]] = {}
    rows, columns, merges = list[int](), list[int](), list[Merge]()
    row = 0
    for kind, start, _ in records(part):
        if kind == _ROW:
            row = int.from_bytes(part[start : start + 4], "little")
            if part[start + 11] & 0x10:
                rows.append(row)
        elif kind in (_ERROR, _RESULT_ERROR):
            column = int.from_bytes(part[start : start + 4], "little")
            cells.setdefault(row, {})[column] = Error(ERRORS.get(part[start + 8], "#ERROR"))
        elif kind in (_RK, _REAL, _RESULT):
            column, style = _TWO.unpack_from(part, start)
            if code := styles.get(style & 0xFF_FFFF):
                form = "<I" if kind == _RK else "<d"
                (raw,) = struct.unpack_from(form, part, start + 8)
                if shown := padded_number(rk(raw) if kind == _RK else raw, code):
                    cells.setdefault(row, {})[column] = shown
        elif kind == _COLUMNS and part[start + 16] & 1:
            first, last = _TWO.unpack_from(part, start)
            columns.extend(range(first, min(last + 1, 512)))
        elif kind == _MERGED and len(merges) < MAX_MERGES:
            top, bottom, left, right = struct.unpack_from("<IIII", part, start)
            merges.append(((top, left), (bottom, right)))
    return Marks(cells, tuple(rows), tuple(columns), tuple(merges))


def _reach(part: bytes) -> tuple[int, int]:
    """How many columns and rows the sheet says it has, or where that is too much, how many its cells reach."""
    for kind, start, _ in records(part):
        if kind == _SIZE:
            _, bottom, _, right = struct.unpack_from("<IIII", part, start)
            if (bottom + 1) * (right + 1) <= MAX_BOX:
                return right + 1, bottom + 1
        if kind == _ROW:
            break
    return _box(part)


def _box(part: bytes) -> tuple[int, int]:
    """How many columns and rows the cells reach."""
    columns, row, rows = 0, 0, 0
    for kind, start, _ in records(part):
        if kind == _ROW:
            row = int.from_bytes(part[start : start + 4], "little") + 1
        elif 0 < kind <= _LAST_CELL:
            columns, rows = max(columns, int.from_bytes(part[start : start + 4], "little") + 1), row
    return columns, rows


def _cut(part: bytes) -> bytes:
    kept, row, whole, gone = list[bytes](), 0, 0, 0
    for kind, start, end in records(part):
        place = int.from_bytes(part[start : start + 4], "little") if kind <= _LAST_CELL else 0
        row = place if kind == _ROW else row
        if kind <= _LAST_CELL and (row >= MAX_ROW or (kind != _ROW and place >= MAX_COLUMN)):
            gone += 1
        else:
            kept.append(part[whole:end])
        whole = end
    if gone > 10_000:
        raise SpreadsheetError("too_large", limit=f"{MAX_ROW:,} rows")
    return b"".join(kept)
