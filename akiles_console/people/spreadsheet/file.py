"""A file read in this very process: what the child process does, from bytes to a `Reading`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path, PurePath

import msgspec

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet import bands, body, columns, fixes, formats, header_rows, roster, table
from akiles_console.people.spreadsheet.assemble import Table, employees
from akiles_console.people.spreadsheet.book import Book, Sheet
from akiles_console.people.spreadsheet.cells import Cell, shown
from akiles_console.people.spreadsheet.checks import checked
from akiles_console.people.spreadsheet.names import part_numbers, whole_names
from akiles_console.people.spreadsheet.reading import Options, Question, Reading, SpreadsheetError
from akiles_console.people.spreadsheet.text import open_text
from akiles_console.people.spreadsheet.vendors import vendor

_PREVIEW = 30
MAX_COLUMNS = 2_000
_MOST_SHEETS = 60
_MOST_NAMED = 10
_FEW_VALUES = ("group", "status", "starts_at", "ends_at")


@dataclass(frozen=True, slots=True)
class _Looked:
    """A sheet, its first rows, where its header is, and what its columns are."""

    sheet: Sheet
    head: list[list[Cell]]
    header_row: int | None
    matching: columns.Matching

    @property
    def first(self) -> int:
        """The row number of the first row of the body."""
        return 0 if self.header_row is None else self.header_row + 1


def read_here(path: Path, options: Options = Options(), today: date | None = None) -> Reading:
    """Reads a file into employees. `today` (default: this computer's) tells which end dates are past.

    Raises SpreadsheetError. A hostile workbook can end the process: only the child and tests call this.
    """
    return read_data(path.name, _bytes(path), options, today)


def read_data(name: str, data: bytes, options: Options = Options(), today: date | None = None) -> Reading:
    """The same for bytes; `name` is the file's, or "" for what was pasted. Raises SpreadsheetError."""
    book, problems = _open(name, data, options)
    looked, questions = _choose(book, options)
    if not looked.head:
        raise SpreadsheetError("empty_file")
    if table.is_form(looked.head) or (looked.header_row is None and table.is_calendar(looked.head)):
        raise SpreadsheetError("no_people")
    reading = Reading(
        file=name,
        digest=hashlib.sha256(data).hexdigest(),
        format=book.format,
        encoding=book.encoding,
        delimiter=book.delimiter,
        sheet=looked.sheet.name,
        sheets=book.sheets,
        hidden_sheets=book.hidden,
        header_row=looked.header_row,
        layout=vendor([column.header for column in looked.matching.columns]),
        columns=looked.matching.columns,
        questions=(*book.questions, *questions, *looked.matching.questions),
        problems=(*problems, *book.problems),
        preview=tuple(_shown(row, looked.sheet.left) for row in looked.head[:_PREVIEW]),
    )
    ragged = book.delimiter is not None
    del book, data  # what is not needed any more goes as early as it can: it is most of the memory
    found = Table(_body(looked, ragged=ragged), looked.matching, options)
    _shifted(found)
    found.problems.extend(_hidden(looked, found.body.rows))
    if found.body.other is not None:
        found.note("another_table", None, "warning", row=found.body.other + 1)
    _head(found, looked)
    del looked
    return _with_people(reading, found, today or datetime.now().date())


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > formats.MAX_BYTES:
            raise SpreadsheetError("too_large", limit=f"{formats.MAX_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise SpreadsheetError("file_unreadable", reason=error.strerror or type(error).__name__) from error


def _open(name: str, data: bytes, options: Options) -> tuple[Book, list[Problem]]:
    form = formats.identify(data)
    encoding = options.encoding or dict(options.answers).get("encoding")
    if form == "text":
        book = open_text(data, encoding)
    elif form in ("html", "xml", "fods"):
        from akiles_console.people.spreadsheet.markup import open_markup

        book = open_markup(data, form, encoding)
    else:
        from akiles_console.people.spreadsheet.workbook import open_workbook  # csv files do without calamine

        book = open_workbook(data, form, options.password)
    promised = formats.expected(name)
    kind = "text" if form == "text" else book.format
    if promised == kind or form == "encrypted" or not PurePath(name).suffix:
        return book, []
    details: dict[str, str | int] = {"ending": PurePath(name).suffix, "format": book.format}
    return book, [Problem(severity="info", code="format_mismatch", details=details)]


def opened(name: str, data: bytes, options: Options) -> Book:
    """A file's bytes opened, whatever format they are in. Raises SpreadsheetError."""
    return _open(name, data, options)[0]


def _choose(book: Book, options: Options) -> tuple[_Looked, list[Question]]:
    """The sheet that looks most like people, visible ones first; asked where two look alike."""
    if options.sheet is not None or len(book.readable) == 1:
        only = book.sheet((options.sheet or book.readable[0]) if book.sheets else None)
        return _look(only, options, ragged=book.delimiter is not None), []
    if not book.readable:
        raise SpreadsheetError("empty_file")
    looked = []
    for name in book.readable[:_MOST_SHEETS]:
        found = _look(book.sheet(name), options)
        if found.head:
            looked.append(found)
    if not looked:
        raise SpreadsheetError("empty_file")
    seen = [one for one in looked if one.sheet.name not in book.hidden]
    if any(one.matching.weight >= 2 for one in seen):
        looked = seen
    most = max(one.matching.weight for one in looked)
    best = next(one for one in looked if one.matching.weight >= 0.95 * most)
    alike = [one for one in looked if one.matching.weight >= max(2.0, 0.95 * most)]
    if len(alike) < 2 or "which_sheet" in dict(options.answers):
        answer = dict(options.answers).get("which_sheet")
        return next((one for one in looked if one.sheet.name == answer), best), []
    choices = tuple(one.sheet.name or "" for one in alike)
    return best, [Question(code="which_sheet", choices=choices)]


def _first_rows(sheet: Sheet) -> list[list[Cell]]:
    """The first rows, without blanks beyond `MAX_COLUMNS`. Raises SpreadsheetError("too_large")."""
    head = list(islice(sheet.rows(), table.HEAD))
    if any(any(row[MAX_COLUMNS:]) for row in head):
        raise SpreadsheetError("too_large", limit=f"{MAX_COLUMNS:,} columns")
    return [row[:MAX_COLUMNS] for row in head]


def _look(sheet: Sheet, options: Options, *, ragged: bool = False) -> _Looked:
    """What a sheet is; in a `ragged` one, of a text file, each row has its own length."""
    sheet = fixes.applied(sheet, options.fixes)
    head = _first_rows(sheet)
    if options.header_row is None:
        header_row = table.header_row(head)
    else:
        header_row = options.header_row if 0 <= options.header_row < len(head) else None
    names: list[str] = []
    if header_row is not None and ragged:
        head[header_row] = header_rows.aligned(head[header_row], head[header_row + 1 :]) or head[header_row]
    if header_row is not None:
        header_row, names = header_rows.names(head, header_row, sheet.spans, fixed=options.header_row is not None)
    rows = head[0 if header_row is None else header_row + 1 :]
    width = max((len(row) for row in (*rows, head[header_row or 0] if head else [])), default=0)
    names = [*names, *[""] * width][:width]
    while names and not names[-1] and not any(i < len(row) and row[i] != "" for row in rows for i in (len(names) - 1,)):
        names.pop()
    return _Looked(sheet, head, header_row, columns.match(names, rows, options, sheet.left))


def _hidden(looked: _Looked, people: Sequence[int]) -> list[Problem]:
    """Says how much of the table nobody sees in the spreadsheet program; it is read like the rest. `people` are the
    rows of people."""
    rows = sorted(set(people).intersection(looked.sheet.hidden_rows)) if looked.sheet.hidden_rows else []
    used = {column.index: column.header for column in looked.matching.columns if column.field}
    said = []
    if rows:
        which = ", ".join(str(row + 1) for row in rows[:_MOST_NAMED]) + (" …" if len(rows) > _MOST_NAMED else "")
        said.append(Problem(severity="info", code="rows_hidden", details={"rows": len(rows), "which": which}))
    for index in looked.sheet.hidden_columns:
        if index in used:
            said.append(
                Problem(column=used[index], severity="info", code="column_hidden", details={"column": used[index]})
            )
    return said


def _shifted(found: Table) -> None:
    """Reports the rows of a text file with more cells than its header, where they are few: their cells have moved."""
    long = set(found.body.long)
    if len(long) <= max(1, found.size / 4):
        report = found.report(None)
        for position in [position for position, row in enumerate(found.body.rows) if row in long] if long else []:
            report(position, "row_shifted")


def _body(looked: _Looked, *, ragged: bool) -> body.Body:
    """The people's rows, by the sheet's columns; none where no column is a name.

    Raises SpreadsheetError("no_people") where there is a name column and nobody in it.
    """
    matching, left = looked.matching, looked.sheet.left
    if not {column.field for column in matching.columns} & set(roster.NAME):
        return body.Body([], {}, [])
    keep = [column.index - left for column in matching.columns if column.field]
    keys = [index - left for field in roster.IDENTITY for index in matching.of(field)]
    header: list[Cell] = [column.header for column in matching.columns]
    rows = chain(looked.head[looked.first :], islice(looked.sheet.rows(), len(looked.head), None))
    alike = [column.index - left for column in matching.columns if column.field in _FEW_VALUES]
    wide = len(looked.head[looked.header_row]) if ragged and looked.header_row is not None else 0
    names = [column.index - left for column in matching.columns if column.field in roster.NAME]
    found = body.collect(rows, looked.first, keep, keys, header, alike, wide, names)
    if not found.rows:
        raise SpreadsheetError("no_people")
    found.columns = {i + left: values for i, values in found.columns.items()}
    return found


def _head(found: Table, looked: _Looked) -> None:
    """Takes the headings between the people for the column that the table does not have."""
    people = found.body.rows
    headings = {row: text for row, text in found.body.headings.items() if people and row < people[-1]}
    if not headings:
        return
    above = next(
        (row for row in reversed(looked.head[: looked.header_row or 0]) if any(cell != "" for cell in row)), []
    )
    said = bands.spread(headings, people, bands.heading(above))
    if said is not None and not found.matching.of(said[0]):
        found.headings = said
        found.note("headings_read", None, field=said[0], example=said[1][0])
    elif said is None and not found.matching.of("group") and len(set(headings.values())) > 1:
        found.note("headings_left_out", None, "warning", example=next(iter(headings.values())))


def _with_people(reading: Reading, found: Table, today: date) -> Reading:
    """The reading with the people of the table, and everything that was found on the way."""
    cells = dict(found.body.columns)  # as the file has them
    part_numbers(found)
    roster.ask(found)
    people = checked(found, employees(found, whole_names(found)), today) if found.size else ()
    _unused(found)
    return msgspec.structs.replace(
        reading,
        questions=(*reading.questions, *found.questions),
        employees=people,
        problems=tuple(sorted((*reading.problems, *found.problems), key=_place)),
        skipped=tuple(found.body.skipped),
        faulty=fixes.faulty_rows(found.body.rows, cells, found.problems),
    )


def _unused(found: Table) -> None:
    """Says which columns are left alone although their header or their digits could make one think otherwise."""
    for column in found.matching.columns:
        if column.field is None and "password" in column.header.casefold() and column.samples:
            found.note("password_not_used", column.index)
        elif column.field is None and column.index in found.matching.doubted:
            found.note("column_not_believed", column.index, "warning", column=column.header)


def _shown(row: Sequence[Cell], left: int) -> tuple[str, ...]:
    return ("",) * left + tuple(shown(value) for value in row)


def _place(problem: Problem) -> tuple[int, str]:
    return (-1 if problem.row is None else problem.row, problem.code)
