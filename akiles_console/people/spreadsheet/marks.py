"""What a sheet shows beyond its values: errors, padded numbers, what is merged and hidden; and the marks of xlsx."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from akiles_console.people.spreadsheet.cells import MAX_DIGITS, Cell, Error, Padded
from akiles_console.people.spreadsheet.table import letters

NO_RESULT = "=?"
"""What stands for a formula whose result was never stored."""

_ERROR, _EMPTY, _HIDDEN = "error", "empty", "hidden"
_SIGNS = ((_ERROR, b't="e"'), (_ERROR, b"t='e'"), (_EMPTY, b"</f>"), (_HIDDEN, b"hidden="))
"""What is looked for in every chunk, few since each costs 40 ms in 50 MB; the rest is done where one is found."""

_OVERLAP = 16
_ERRORS = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*?\bt=["']e["'][^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v[^>]*>([^<]*)<""", re.S
)
_EMPTIES = re.compile(
    rb"""<(?:\w+:)?c\b([^>/]*)><(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>"""
    rb"""(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"""
)
_NUMBERS = re.compile(
    rb"""<(?:\w+:)?c\b([^>/]*\bs=["'](\d+)["'][^>/]*)>(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?"""
    rb"""<(?:\w+:)?v>(\d{1,15})(?:\.0+)?</"""
)
_TAG = re.compile(rb"""<(?:\w+:)?(row|c)\b([^>]*)""")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["']""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\bhidden="(?:1|true)"[^>]*>""")
_HIDDEN_COLUMN = re.compile(rb"""<(?:\w+:)?col\b[^>]*?\bhidden="(?:1|true)"[^>]*>""")
_ROW_NUMBER = re.compile(rb"""\br="(\d+)\"""")
_PART = re.compile(r"\"([^\"]*)\"|\\(.)|([0#]+)|([-/() ])|\[[^\]]*\]")


MAX_MERGES = 20_000
"""Merged cells of a sheet that are looked at."""

Merge = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged one, as (row, column) from 0."""


class Marks(NamedTuple):
    """`cells` are what replaces a sheet's values, by row and column from 0; `rows` and `columns` are hidden ones;
    `merges` are the merged cells where calamine does not tell them."""

    cells: dict[int, dict[int, Cell]]
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    merges: tuple[Merge, ...] = ()


def padded_styles(styles: bytes) -> dict[int, str]:
    """The number formats that change how a whole number is written, such as 00000, by the index of their style."""
    try:
        root = ElementTree.fromstring(styles)
    except (ElementTree.ParseError, ValueError, LookupError):
        return {}
    codes = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter() if e.tag.endswith("}numFmt")}
    codes = {number: code for number, code in codes.items() if pads(code)}
    cells = next((e for e in root if e.tag.endswith("}cellXfs")), None)
    styles_of = enumerate(cells if cells is not None else ())
    return {index: codes[number] for index, style in styles_of if (number := style.get("numFmtId")) in codes}


def pads(code: str) -> bool:
    """Whether a number format changes how a whole number is written."""
    return padded("7", code) not in (None, "7")


def padded_number(value: float, code: str) -> Padded | None:
    """A number as a padding format shows it; None where it is not a whole one of up to 15 digits."""
    if not 0 <= value < 10**MAX_DIGITS or not float(value).is_integer():
        return None
    shown = padded(str(int(value)), code)
    return None if shown is None else Padded(shown)


def padded(digits: str, code: str) -> str | None:
    """A whole number as a format made of zeros and fixed letters shows it; None for any other format."""
    places, pieces, end = 0, [], 0
    section = code.split(";")[0]
    for match in _PART.finditer(section):
        if match.start() != end:
            return None
        end = match.end()
        if match[3]:
            places += len(match[3])
            pieces.append(match[3])
        else:
            pieces.append(match[1] or match[2] or match[4] or "")
    if end != len(section) or "0" not in section or not places:
        return None
    zeros = "".join(piece for piece in pieces if piece and set(piece) <= {"0", "#"})
    left = digits.rjust(places, "\x00")
    head, tail = left[: len(left) - places], left[len(left) - places :]
    filled = head + "".join("0" if d == "\x00" and z == "0" else d for d, z in zip(tail, zeros, strict=True))
    extra, place, out = len(head), 0, []
    for piece in pieces:
        if not (piece and set(piece) <= {"0", "#"}):
            out.append(piece)
            continue
        length = len(piece) + (extra if place == 0 else 0)
        out.append(filled[place : place + length])
        place += length
    return "".join(out).replace("\x00", "")


def look(chunks: Callable[[], Iterator[bytes]], styles: dict[int, str]) -> Marks:
    """The marks of a sheet's XML, given in chunks as often as asked. Only a sheet that has any is held as a whole."""
    found: set[str] = {_NUMBERS.pattern.decode()} if styles else set()
    end = b""
    for chunk in chunks():
        both = end + chunk
        if not end and b"<worksheet" not in chunk[:4096]:
            found.add(_EMPTY)  # with a prefix before every name the sign of a formula is another one
        found.update(name for name, sign in _SIGNS if name not in found and sign in both)
        end = chunk[-_OVERLAP:]
    if not found:
        return Marks({})
    xml = _referenced(b"".join(chunks()))
    cells: dict[int, dict[int, Cell]] = {}
    if styles:
        for match in _NUMBERS.finditer(xml):
            if (code := styles.get(int(match[2]))) and b"t=" not in match[1].replace(b't="n"', b""):
                _put(cells, match[1], Padded(padded(match[3].decode(), code)))
    if _ERROR in found:
        for match in _ERRORS.finditer(xml):
            _put(cells, match[1], Error(match[2].decode("utf-8", "replace")[:20]))
    if _EMPTY in found:
        for match in _EMPTIES.finditer(xml):
            if b't="str"' not in match[1]:
                _put(cells, match[1], Error(NO_RESULT))
    rows, columns = _hidden(xml) if _HIDDEN in found else ((), ())
    return Marks(cells, rows, columns)


def _referenced(xml: bytes) -> bytes:
    """The same XML where each cell says its place: some writers leave that out, for cells that follow one another."""
    first = next((m for m in _TAG.finditer(xml) if m[1] == b"c"), None)
    if first is None or _REFERENCE.search(first[2]):
        return xml
    row = column = 0

    def named(match: re.Match[bytes]) -> bytes:
        nonlocal row, column
        if match[1] == b"row":
            given = _ROW_NUMBER.search(match[2])
            row, column = int(given[1]) if given else row + 1, 0
            return match[0] if given else match[0].replace(b"row", b'row r="%d"' % row, 1)
        column += 1
        if match[2].endswith(b"/"):
            return match[0]
        return match[0] + b' r="%s%d"' % (letters(column - 1).encode(), row)

    return _TAG.sub(named, xml)


def _put(cells: dict[int, dict[int, Cell]], attributes: bytes, value: Cell) -> None:
    reference = _REFERENCE.search(attributes)
    if reference:
        cells.setdefault(int(reference[2]) - 1, {})[column_number(reference[1]) - 1] = value


def _hidden(xml: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    rows = [_ROW_NUMBER.search(row[0]) for row in _HIDDEN_ROW.finditer(xml)]
    columns: list[int] = []
    for column in _HIDDEN_COLUMN.finditer(xml[: xml.find(b"sheetData")]):
        span = [re.search(rb'\b%s="(\d+)"' % name, column[0]) for name in (b"min", b"max")]
        if span[0] and span[1]:
            columns.extend(range(int(span[0][1]) - 1, min(int(span[1][1]), 512)))
    return tuple(int(row[1]) - 1 for row in rows if row), tuple(columns)


def applied(
    rows: Callable[[], Iterator[list[Cell]]], left: int, cells: dict[int, dict[int, Cell]], merges: Sequence[Merge]
) -> Callable[[], Iterator[list[Cell]]]:
    """The rows with what is shown instead of some values; a cell merged over rows is in each of them. `left` is the
    sheet's column of each row's first cell."""
    tops: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (bottom, _) in merges:
        if bottom > top:
            tops.setdefault(top, []).append((column - left, bottom))
    if not cells and not tops:
        return rows

    def shown() -> Iterator[list[Cell]]:
        filling: dict[int, tuple[Cell, int]] = {}
        for number, row in enumerate(rows()):
            for column, value in cells.get(number, {}).items():
                if 0 <= column - left < len(row):
                    row[column - left] = value
            for column, (value, bottom) in list(filling.items()):
                if number > bottom:
                    del filling[column]
                    continue
                if column >= len(row) and value != "":
                    row.extend([""] * (column + 1 - len(row)))
                if column < len(row) and row[column] == "":
                    row[column] = value
            for column, bottom in tops.get(number, ()):
                if 0 <= column < len(row):
                    filling[column] = (row[column], bottom)
            yield row

    return shown


def column_number(letters: bytes) -> int:
    """ "A" is 1, "XFD" is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
