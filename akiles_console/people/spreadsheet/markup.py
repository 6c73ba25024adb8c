"""Tables written as markup: web pages (often named xls), SpreadsheetML 2003, and flat OpenDocument (fods)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from xml.etree import ElementTree

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet.book import Book, Sheet
from akiles_console.people.spreadsheet.cells import Cell
from akiles_console.people.spreadsheet.marks import applied
from akiles_console.people.spreadsheet.opendocument import MAX_COLUMNS, MAX_ROWS, flat_tables
from akiles_console.people.spreadsheet.reading import Question, SpreadsheetError
from akiles_console.people.spreadsheet.text import decoded

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"

Rows = list[list[Cell]]
_Down = dict[int, tuple[int, Cell]]  # what is merged over the rows below, by column


def open_markup(data: bytes, form: str, encoding: str | None = None) -> Book:
    """Opens a file of format `form`: html, xml or fods. Raises SpreadsheetError: damaged, empty_file, too_large."""
    if form == "fods":
        return _open_flat(data)
    problems: list[Problem] = []
    questions: list[Question] = []
    found = None
    if form == "html":
        if data.count(b"<") > 1000 + 50 * data.count(b">"):
            raise SpreadsheetError("damaged")  # tags without an end take the parser hours
        declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096])
        found, text = decoded(data, encoding or _known(declared), problems, questions)
        tables = _html(text)
    else:
        _refuse_entities(data)
        tables = _xml(data)
    if not tables:
        raise SpreadsheetError("empty_file")
    return Book(
        format=form,
        sheet=lambda name: _sheet(tables, name),
        problems=problems,
        sheets=tuple(tables),
        readable=tuple(tables),
        encoding=found,
        questions=tuple(questions),
    )


def _known(declared: re.Match[bytes] | None) -> str | None:
    """The encoding a page declares, where it is one that is known and not UTF-8, which is tried anyway."""
    if declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"utf-16", b"unicode"):
        return None
    try:
        "".encode(declared[1].decode())
    except LookupError:
        return None
    return declared[1].decode().lower()


def _sheet(tables: dict[str, Rows], name: str | None) -> Sheet:
    if name not in tables:
        raise SpreadsheetError("unknown_sheet", sheet=name or "")
    return Sheet(name, lambda: iter([list(row) for row in tables[name]]))


class _Tables(HTMLParser):
    """Collects the tables of a page, also those inside of others, which many pages use to place things; a cell over
    several rows or columns is in all rows, once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Rows] = []
        self._around: list[tuple[Rows, list[Cell] | None, list[str] | None, tuple[int, int], _Down]] = []
        self._begin([])

    def _begin(self, rows: Rows) -> None:
        self._rows = rows
        self._row: list[Cell] | None = None
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._down: _Down = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a table, a row or a cell; HTML need not close what goes before."""
        if tag == "table" and len(self._around) < 20:
            self._around.append((self._rows, self._row, self._cell, self._span, self._down))
            self._begin([])
            self.tables.append(self._rows)
        elif tag == "tr" and self._around:
            self._end_row()
            self._row = []
        elif tag in ("td", "th") and self._around:
            self._end_cell()
            self._row = [] if self._row is None else self._row
            self._cell = []
            given = dict(attrs)
            self._span = (_number(given.get("colspan")), _number(given.get("rowspan")))
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\n" if tag == "br" else " ")

    def handle_endtag(self, tag: str) -> None:
        """Closes a table, a row or a cell."""
        if tag == "table" and self._around:
            self._end_row()
            self._rows, self._row, self._cell, self._span, self._down = self._around.pop()
        elif tag == "tr" and self._around:
            self._end_row()
        elif tag in ("td", "th") and self._around:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Text of a cell; line ends of the source are blanks."""
        if self._cell is not None:
            self._cell.append(re.sub(r"\s+", " ", data))

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        value = "".join(self._cell).strip()
        self._cell = None
        self._fill()
        columns, rows = self._span
        if rows > 1:
            self._down[len(self._row)] = (rows - 1, value)
        self._row.extend([value, *[""] * (columns - 1)])

    def _fill(self) -> None:
        """Takes in what is merged over this row from above."""
        while self._row is not None and (held := self._down.pop(len(self._row), None)):
            if held[0] > 1:
                self._down[len(self._row)] = (held[0] - 1, held[1])
            self._row.append(held[1])
            if held[0] > 1:
                break

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self._fill()
            self._rows.append(self._row[:MAX_COLUMNS])
            if len(self._rows) > MAX_ROWS:
                raise SpreadsheetError("too_large", limit=f"{MAX_ROWS:,} rows")
        self._row = None


def _number(text: str | None) -> int:
    return min(int(text), MAX_COLUMNS) if text and text.isdecimal() and len(text) < 6 and int(text) else 1


def _html(text: str) -> dict[str, Rows]:
    parser = _Tables()
    parser.feed(text)
    parser.close()
    while parser._around:
        parser.handle_endtag("table")
    tables = [table for table in parser.tables if any(any(row) for row in table)]
    return {f"Table {number}": table for number, table in enumerate(tables, 1)}


def _xml(data: bytes) -> dict[str, Rows]:
    """The worksheets of a SpreadsheetML file."""
    try:
        sheets = list(ElementTree.fromstring(data).iter(f"{_SS}Worksheet"))
        return {
            sheet.get(f"{_SS}Name") or f"Table {number}": list(_excel_rows(sheet))
            for number, sheet in enumerate(sheets, 1)
        }
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SpreadsheetError("damaged") from error


def _refuse_entities(data: bytes) -> None:
    head = data[:100_000].replace(b"\x00", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise SpreadsheetError("damaged")


def _open_flat(data: bytes) -> Book:
    _refuse_entities(data)
    tables = {table.name: table for table in flat_tables(data)}
    if not tables:
        raise SpreadsheetError("empty_file")
    hidden = tuple(name for name, table in tables.items() if not table.visible)

    def sheet(name: str | None) -> Sheet:
        table = tables.get(name or "")
        if table is None:
            raise SpreadsheetError("unknown_sheet", sheet=name or "")
        spans = tuple((row, a, b) for (row, a), (_, b) in table.merges if b > a)
        rows = applied(lambda: iter([list(row) for row in table.rows]), 0, {}, table.merges)
        return Sheet(table.name, rows, 0, spans, tuple(table.hidden), tuple(table.hidden_columns))

    return Book(
        format="fods",
        sheet=sheet,
        problems=[],
        sheets=tuple(tables),
        readable=(*(name for name in tables if name not in hidden), *hidden),
        hidden=hidden,
    )


def _excel_rows(sheet: ElementTree.Element) -> Iterator[list[Cell]]:
    """Rows of SpreadsheetML; `ss:Index` leaves gaps, `ss:MergeDown` holds for the rows below."""
    number, down = 0, dict[int, tuple[int, Cell]]()
    for row in sheet.iter(f"{_SS}Row"):
        index = int(row.get(f"{_SS}Index", number + 1))
        for _ in range(number + 1, min(index, MAX_ROWS)):
            yield []
        number = index
        cells: list[Cell] = []
        for cell in row.iter(f"{_SS}Cell"):
            place = min(int(cell.get(f"{_SS}Index", _free(cells, down) + 1)), MAX_COLUMNS) - 1
            _pad(cells, place, down)
            value = _excel_value(cell.find(f"{_SS}Data"))
            if (over := int(cell.get(f"{_SS}MergeDown", 0))) > 0:
                down[len(cells)] = (over + 1, value)
            cells.extend([value, *[""] * min(int(cell.get(f"{_SS}MergeAcross", 0)), MAX_COLUMNS)])
        _pad(cells, max(down, default=-1) + 1, down)
        down = {column: (left - 1, value) for column, (left, value) in down.items() if left > 1}
        yield cells


def _free(cells: list[Cell], down: dict[int, tuple[int, Cell]]) -> int:
    place = len(cells)
    while place in down:
        place += 1
    return place


def _pad(cells: list[Cell], place: int, down: dict[int, tuple[int, Cell]]) -> None:
    while len(cells) < place:
        cells.append(down[len(cells)][1] if len(cells) in down else "")


def _excel_value(data: ElementTree.Element | None) -> Cell:
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = data.get(f"{_SS}Type")
    if kind == "Number" and text:
        return float(text)
    if kind == "DateTime" and text:
        return datetime.fromisoformat(text[:19])
    return text == "1" if kind == "Boolean" else text
