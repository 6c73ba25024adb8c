"""What an xls sheet shows beyond the values that calamine gives, from the records of BIFF5 and BIFF8.

Source of the layouts: [MS-XLS] 2.4 (BoundSheet8, Format, XF, Row, ColInfo, RK, MulRk, Number, Formula, BoolErr).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from akiles_console.people.spreadsheet.cells import Cell, Error
from akiles_console.people.spreadsheet.marks import NO_RESULT, Marks, padded_number, pads

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
"""The errors of Excel by their number; xls and xlsb have the same."""

_BOF, _EOF, _SHEET, _FORMAT, _XF = 0x0809, 0x0A, 0x85, 0x041E, 0xE0
_ROW, _COLUMNS, _RK, _RKS, _NUMBER, _FORMULA, _ERROR = 0x0208, 0x7D, 0x027E, 0xBD, 0x0203, 0x06, 0x0205
_CELL = struct.Struct("<HHH")
_ALWAYS = 0x01  # "calculate when opened": with an empty result it was never calculated


def marks(data: bytes, name: str) -> Marks:
    """The marks of a sheet by its name; none where the records cannot be followed."""
    try:
        stream = _stream(data)
        place, styles = _globals(stream, name)
        return Marks({}) if place is None else _look(stream, place, styles)
    except (OSError, struct.error, IndexError, UnicodeDecodeError, ValueError):
        return Marks({})  # calamine has read its values; a damaged end costs only what is said beyond them


def _stream(data: bytes) -> bytes:
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as container:
        for name in ("Workbook", "Book"):
            if container.exists(name):
                return bytes(container.openstream(name).read())
    return b""


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Kind, start and end of each record of one substream; those of charts inside it are left out."""
    depth, end = 0, len(stream) - 4
    while place <= end:
        kind = stream[place] | stream[place + 1] << 8
        start = place + 4
        place = start + (stream[place + 2] | stream[place + 3] << 8)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, start, place


def _globals(stream: bytes, name: str) -> tuple[int | None, dict[int, str]]:
    """Where a sheet starts, and the formats that pad, by the number of their cell style."""
    old = stream[4:6] != b"\x00\x06"  # BIFF5
    place, formats, styles = None, dict[int, str](), dict[int, str]()
    count = 0
    for kind, start, end in _records(stream, 0):
        body = stream[start:end]
        if kind == _FORMAT:
            code = _text(body[2:], 1 if old else 2, old)
            if pads(code):
                formats[struct.unpack_from("<H", body)[0]] = code
        elif kind == _XF:
            number = struct.unpack_from("<H", body, 2)[0]
            if number in formats:
                styles[count] = formats[number]
            count += 1
        elif kind == _SHEET and _text(body[6:], 1, old) == name:
            place = struct.unpack_from("<I", body)[0]
    return place, styles


def _text(body: bytes, size: int, old: bool) -> str:
    """A text with its length in `size` bytes before it; BIFF8 says by a flag whether it has two bytes a letter."""
    length = int.from_bytes(body[:size], "little")
    if old:
        return body[size : size + length].decode("cp1252", "replace")
    if body[size] & 1:
        return body[size + 1 : size + 1 + 2 * length].decode("utf-16-le")
    return body[size + 1 : size + 1 + length].decode("latin-1")


def _look(stream: bytes, place: int, styles: dict[int, str]) -> Marks:
    cells: dict[int, dict[int, Cell]] = {}
    rows: list[int] = []
    columns: list[int] = []
    for kind, start, end in _records(stream, place):
        if kind == _ROW:
            if stream[start + 12] & 0x20:
                rows.append(stream[start] | stream[start + 1] << 8)
        elif kind in (_RK, _RKS, _NUMBER):
            if styles:
                _put_numbers(cells, stream[start:end], kind, styles)
        elif kind == _FORMULA:
            _put_result(cells, stream[start:end], styles)
        elif kind == _ERROR:
            row, column, _ = _CELL.unpack_from(stream, start)
            if stream[start + 7]:
                cells.setdefault(row, {})[column] = Error(ERRORS.get(stream[start + 6], "#ERROR"))
        elif kind == _COLUMNS and stream[start + 8] & 1:
            first, last = struct.unpack_from("<HH", stream, start)
            columns.extend(range(first, min(last + 1, 256)))
    return Marks(cells, tuple(rows), tuple(columns))


def _put_numbers(cells: dict[int, dict[int, Cell]], body: bytes, kind: int, styles: dict[int, str]) -> None:
    row, column, style = _CELL.unpack_from(body)
    if kind == _NUMBER:
        found = [(style, struct.unpack_from("<d", body, 6)[0])]
    else:
        found = [(s, rk(raw)) for s, raw in struct.iter_unpack("<HI", body[4 : 4 + (len(body) - 4) // 6 * 6])]
    for place, (style, value) in enumerate(found, column):
        if (code := styles.get(style)) and (shown := padded_number(value, code)):
            cells.setdefault(row, {})[place] = shown


def _put_result(cells: dict[int, dict[int, Cell]], body: bytes, styles: dict[int, str]) -> None:
    row, column, style = _CELL.unpack_from(body)
    if body[12:14] != b"\xff\xff":
        if (code := styles.get(style)) and (shown := padded_number(struct.unpack_from("<d", body, 6)[0], code)):
            cells.setdefault(row, {})[column] = shown
    elif body[6] == 2:
        cells.setdefault(row, {})[column] = Error(ERRORS.get(body[8], "#ERROR"))
    elif body[6] == 3 and body[14] & _ALWAYS:
        cells.setdefault(row, {})[column] = Error(NO_RESULT)


def rk(raw: int) -> float:
    """A number packed into 4 bytes ([MS-XLS] 2.5.217): a whole number or half of a fraction, perhaps times 100."""
    if raw & 2:
        value = float((raw >> 2) - (1 << 30) if raw & 0x8000_0000 else raw >> 2)
    else:
        value = float(struct.unpack("<d", b"\x00\x00\x00\x00" + struct.pack("<I", raw & 0xFFFF_FFFC))[0])
    return value / 100 if raw & 1 else value
