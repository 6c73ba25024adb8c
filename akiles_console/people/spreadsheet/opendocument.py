"""OpenDocument tables (OASIS OpenDocument 1.3, part 3, 9 and 19): the rows of a flat file (fods), and what an ods
sheet shows beyond the values that calamine gives."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from xml.parsers import expat

from akiles_console.people.spreadsheet.cells import MAX_DIGITS, Cell, Error, Padded
from akiles_console.people.spreadsheet.formats import BROKEN
from akiles_console.people.spreadsheet.marks import MAX_MERGES, Marks, Merge
from akiles_console.people.spreadsheet.reading import SpreadsheetError

MAX_ROWS, MAX_COLUMNS = 102_000, 512

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE = f"{_OASIS}table:1.0 ", f"{_OASIS}text:1.0 ", f"{_OASIS}office:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_KIND, _NUMBER, _CALC_KIND = f"{_OFFICE}value-type", f"{_OFFICE}value", f"{_CALC}value-type"
_REPEATED, _ROWS_REPEATED = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"
_DOWN, _ACROSS, _FORMULA = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned", f"{_TABLE}formula"
_ASIDE = (f"{_OFFICE}annotation", f"{_TABLE}shapes", f"{_OASIS}drawing:1.0 ", f"{_TABLE}tracked-changes")
"""What may stand in a cell or a sheet and is not what the cell says."""

_SIGNS = re.compile(
    rb'rows-spanned="(?!1")|visibility="(?!visible")|value-type="error"|>(?:#[A-Z]|Err:)'
    rb'|min-integer-digits="(?:[2-9]|\d\d)|embedded-text|<number:text>'
)
"""Without any of these a sheet shows nothing that its values do not tell."""

_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|WERT!|BEZUG!|NV)|Err:\d{3}")
_FIXED = re.compile(r"[^\W\d]*[-/_.() ]*\d+(?:[-/ ]\d+)*[-/_() ]*[^\W\d]*")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+|\d+\.\d+")


class Table:
    """What one table holds: `rows` with what each cell says, and the marks beyond."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[Cell]] = []
        self.cells: dict[int, dict[int, Cell]] = {}
        self.hidden: list[int] = []
        self.hidden_columns: list[int] = []
        self.merges: list[Merge] = []
        self.visible = True

    @property
    def marks(self) -> Marks:
        """What is hidden and merged; the cells where they differ from plain values."""
        return Marks(self.cells, tuple(self.hidden), tuple(self.hidden_columns), tuple(self.merges))


class _Walk:
    """Goes through the XML once. With `only` a single table is looked at, and of its cells the marks alone."""

    def __init__(self, only: str | None = None) -> None:
        self.tables: list[Table] = []
        self.only = only
        self._table: Table | None = None
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._depth = self._aside = self._row = self._column = self._defined = 0
        self._times, self._covered = 1, False
        self._cells: list[Cell] = []
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._in_text = False
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            f"{_TABLE}table-column": self._start_column, f"{_TABLE}table-row": self._start_row,
            f"{_TABLE}table-cell": self._start_cell, f"{_TABLE}covered-table-cell": self._start_covered,
            f"{_TEXT}p": self._start_text, f"{_TEXT}s": self._blanks, f"{_TEXT}line-break": self._line_break,
            f"{_TEXT}tab": self._line_tab,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            f"{_TABLE}table-row": self._end_row, f"{_TABLE}table-cell": self._end_cell,
            f"{_TABLE}covered-table-cell": self._end_cell, f"{_TEXT}p": self._end_text,
        }  # fmt: skip

    def read(self, chunks: Iterator[bytes]) -> list[Table]:
        """The tables of a document. Raises SpreadsheetError("damaged")."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError) as error:
            raise SpreadsheetError("damaged") from error
        return self.tables

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._table is not None and not self._aside and self._depth == 1 and (start := self._starts.get(tag)):
            start(attributes)  # nearly all there is: looked for first
        elif self._aside or tag.startswith(_ASIDE):
            self._aside += 1
        elif tag == f"{_TABLE}table":
            self._depth += 1
            if self._depth == 1:
                self._start_table(attributes)
        elif tag == f"{_OASIS}style:1.0 style":
            self._style = attributes.get(f"{_OASIS}style:1.0 name", "")
        elif tag == f"{_OASIS}style:1.0 table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif tag == f"{_TABLE}table":
            self._depth -= 1
            if self._depth == 0:
                self._table = None
        elif self._table is not None and self._depth == 1 and (end := self._ends.get(tag)):
            end()

    def _characters(self, text: str) -> None:
        if self._in_text and not self._aside:
            self._text.append(text if text.isprintable() else re.sub(r"[ \t\r\n]+", " ", text))

    def _start_table(self, attributes: dict[str, str]) -> None:
        name = attributes.get(f"{_TABLE}name") or f"Table {len(self.tables) + 1}"
        if self.only is not None and name != self.only:
            return
        self._table = Table(name)
        self._table.visible = attributes.get(f"{_TABLE}style-name") not in self._hidden_styles
        self.tables.append(self._table)
        self._row = self._defined = 0

    def _start_column(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, _REPEATED)
        if self._table and attributes.get(f"{_TABLE}visibility", "visible") != "visible":
            self._table.hidden_columns.extend(range(self._defined, min(self._defined + times, MAX_COLUMNS)))
        self._defined += times

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._column, self._cells = 0, []
        times = _times(attributes, _ROWS_REPEATED)
        self._times = times
        hidden = attributes.get(f"{_TABLE}visibility", "visible") != "visible"
        if hidden and self._table and self._row < MAX_ROWS:
            self._table.hidden.extend(range(self._row, min(self._row + times, MAX_ROWS)))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._text, self._covered = attributes, [], False

    def _start_covered(self, attributes: dict[str, str]) -> None:
        self._cell, self._text, self._covered = attributes, [], True

    def _start_text(self, _attributes: dict[str, str]) -> None:
        if self._text:
            self._text.append("\n")
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _blanks(self, attributes: dict[str, str]) -> None:
        count = attributes.get(f"{_TEXT}c", "1")
        self._text.append(" " * min(int(count) if count.isdecimal() else 1, 100))

    def _line_break(self, _attributes: dict[str, str]) -> None:
        self._text.append("\n")

    def _line_tab(self, _attributes: dict[str, str]) -> None:
        self._text.append("\t")

    def _end_cell(self) -> None:
        attributes, table = self._cell, self._table
        if attributes is None or table is None:
            return
        self._cell = None
        times = _times(attributes, _REPEATED) if _REPEATED in attributes else 1
        if _DOWN in attributes or _ACROSS in attributes:
            down, across = _times(attributes, _DOWN), _times(attributes, _ACROSS)
            if (down > 1 or across > 1) and len(table.merges) < MAX_MERGES:
                corner = (self._row, self._column)
                table.merges.append((corner, (self._row + down - 1, self._column + across - 1)))
        if self.only is None:
            value = "" if self._covered else _value(attributes, "".join(self._text))
            self._cells.extend([value] * min(times, MAX_COLUMNS if value != "" or times < 64 else 1))
        elif not self._covered and (
            attributes.get(_KIND) == "float" or _FORMULA in attributes or _CALC_KIND in attributes
        ):
            self._put(table, _value(attributes, "".join(self._text)), times)
        self._column += times

    def _put(self, table: Table, value: Cell, times: int) -> None:
        if not isinstance(value, Error | Padded):
            return
        for row in range(self._row, self._row + min(self._times, MAX_ROWS)):
            table.cells.setdefault(row, {}).update(
                (column, value) for column in range(self._column, self._column + min(times, MAX_COLUMNS))
            )

    def _end_row(self) -> None:
        table, times, cells = self._table, self._times, self._cells
        self._row += times
        if table is None or self.only is not None:
            return
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            return
        if self._row > MAX_ROWS:
            raise SpreadsheetError("too_large", limit=f"{MAX_ROWS - 2000:,} rows")
        del cells[MAX_COLUMNS:]
        table.rows.extend([] for _ in range(self._row - times - len(table.rows)))  # the blank ones above
        table.rows.extend(list(cells) for _ in range(times))


def _refuse(*_: object) -> None:
    raise ValueError("an entity")


def _times(attributes: dict[str, str], what: str) -> int:
    text = attributes.get(what, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1


def _value(attributes: dict[str, str], shown: str) -> Cell:
    kind, value = attributes.get(_KIND), attributes.get(_NUMBER)
    broken = attributes.get(_CALC_KIND) == "error" or _FORMULA in attributes
    if broken and _ERROR.fullmatch(shown.strip()):
        return Error(shown.strip())
    if kind in ("float", "percentage", "currency") and value:
        return (as_shown(float(value), shown) if kind == "float" else None) or float(value)
    if kind == "date" and (day := attributes.get(f"{_OFFICE}date-value")):
        return date.fromisoformat(day) if len(day) == 10 else datetime.fromisoformat(day[:19])
    if kind == "boolean":
        return attributes.get(f"{_OFFICE}boolean-value") == "true"
    return shown or attributes.get(f"{_OFFICE}string-value", "")


def as_shown(value: float, text: str) -> Padded | None:
    """A whole number as its cell shows it, where that has zeros in front or fixed letters; else None."""
    text = text.strip()
    if text.isdecimal() and text[:1] != "0":
        return None
    if not 0 <= value < 10**MAX_DIGITS or not value.is_integer() or not _FIXED.fullmatch(text):
        return None
    digits, number = re.sub(r"\D", "", text), str(int(value))
    if text == number or _THOUSANDS.fullmatch(text) or digits.lstrip("0") != number.lstrip("0"):
        return None
    return Padded(text)


def flat_tables(data: bytes) -> list[Table]:
    """The tables of a flat document. Raises SpreadsheetError: damaged, too_large."""
    return _Walk().read(iter((data,)))


def marks(data: bytes, name: str) -> Marks:
    """The marks of a table of an ods file. Raises SpreadsheetError("damaged")."""
    end, found = b"", False
    for chunk in _chunks(data, "styles.xml", "content.xml"):
        found = found or _SIGNS.search(end + chunk) is not None
        end = chunk[-32:]
    if not found:
        return Marks({})
    tables = _Walk(name).read(_chunks(data, "content.xml"))
    return tables[0].marks if tables else Marks({})


def _chunks(data: bytes, *parts: str) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in parts:
                if name in package.namelist():
                    with package.open(name) as part:
                        while chunk := part.read(1 << 20):
                            yield chunk
    except BROKEN as error:
        raise SpreadsheetError("damaged") from error
