"""Workbooks (xlsx, xlsm, xlsb, xls, ods) through calamine, after a look at what it would have to allocate."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import python_calamine as calamine

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet import parts
from akiles_console.people.spreadsheet.book import Book, Sheet
from akiles_console.people.spreadsheet.cells import Cell
from akiles_console.people.spreadsheet.formats import identify
from akiles_console.people.spreadsheet.marks import Marks
from akiles_console.people.spreadsheet.reading import SpreadsheetError

MAX_ROWS = 100_000
MAX_MERGES = 20_000
_RUBBISH = (OSError, ValueError, KeyError, IndexError, AssertionError, struct.error)  # msoffcrypto over a damaged file


def decrypted(data: bytes, password: str | None) -> bytes:
    """The workbook inside an Office file with a password. Raises SpreadsheetError: needs_password, wrong_password,
    unsupported_format (a way of locking that cannot be opened here)."""
    import msoffcrypto
    from msoffcrypto import exceptions

    if password is None:
        raise SpreadsheetError("needs_password")
    out = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(data))
        locked.load_key(password=password)
        locked.decrypt(out)
    except exceptions.InvalidKeyError as error:
        raise SpreadsheetError("wrong_password") from error
    except (exceptions.FileFormatError, exceptions.ParseError, exceptions.DecryptionError, *_RUBBISH) as error:
        # A wrong key can also show as rubbish inside; older kinds are not known to the library at all
        known = "verify" in str(error).lower() or "password" in str(error).lower()
        code = "wrong_password" if known else "unsupported_format"
        raise SpreadsheetError(code, format="locked workbook") from error
    return out.getvalue()


def open_workbook(data: bytes, form: str, password: str | None) -> Book:
    """Opens a workbook of format `form` (as `formats.identify` names it). Raises SpreadsheetError."""
    if form == "encrypted":
        data = decrypted(data, password)
        form = identify(data)
    package = parts.Package(data) if form in ("xlsx", "xlsm") else None
    workbook = _opened(data, form)
    if workbook is None:
        return open_workbook(decrypted(data, password), form, None)
    metadata = workbook.sheets_metadata
    tables = [m for m in metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]
    visible = [m.name for m in tables if m.visible == calamine.SheetVisibleEnum.Visible]
    hidden = [m.name for m in tables if m.visible != calamine.SheetVisibleEnum.Visible]
    problems: list[Problem] = []

    return Book(
        format=form,
        sheet=lambda name: _found(workbook, package, name or "", problems),
        problems=problems,
        sheets=tuple(m.name for m in metadata),
        readable=(*visible, *hidden),
        hidden=tuple(hidden),
    )


def _found(
    workbook: calamine.CalamineWorkbook, package: parts.Package | None, name: str, problems: list[Problem]
) -> Sheet:
    """A sheet by its name, looked at first where the format allows it."""
    if name not in workbook.sheet_names:
        raise SpreadsheetError("unknown_sheet", sheet=name)
    if package is None:
        return _sheet(workbook, name, lambda: Marks({}))
    if far := package.far(name):
        problems.append(Problem(severity="warning", code="far_cells_ignored", details={"cell": far}))
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(package.without_far(name)))
    with ThreadPoolExecutor(1) as beside:  # both unpack the whole sheet, and neither needs the other
        marks = beside.submit(package.marks, name)
        return _sheet(workbook, name, marks.result)


def _opened(data: bytes, form: str) -> calamine.CalamineWorkbook | None:
    """The workbook; None for an xls that must be decrypted first. calamine panics on some damaged files."""
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.CalamineError as error:
        if form == "xls" and _locked(data):
            return None
        raise SpreadsheetError("damaged") from error
    except BaseException as error:
        raise _panic(error) from error


def _locked(data: bytes) -> bool:
    """Whether an xls wants a password; calamine only says that it does not know the format."""
    import msoffcrypto
    from msoffcrypto.exceptions import FileFormatError, ParseError

    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except (FileFormatError, ParseError, *_RUBBISH):
        return False


def _sheet(workbook: calamine.CalamineWorkbook, name: str, find_marks: Callable[[], Marks]) -> Sheet:
    """The sheet; `find_marks` is asked for what its values do not tell, once the sheet is open."""
    try:
        found = workbook.get_sheet_by_name(name)
        start, end, merged = found.start, found.end, found.merged_cell_ranges or []
    except calamine.CalamineError as error:
        raise SpreadsheetError("damaged") from error
    except BaseException as error:
        raise _panic(error) from error
    if start is None or end is None:
        return Sheet(name, lambda: iter(()))
    if end[0] - start[0] > MAX_ROWS + 1000:
        raise SpreadsheetError("too_large", limit=f"{MAX_ROWS:,} rows")
    left, marks = start[1], find_marks()
    over_rows = {}
    for (top, first), (bottom, _) in merged[:MAX_MERGES]:
        if bottom > top:
            over_rows[top, first] = bottom
    rows = found.iter_rows if not marks.cells and not over_rows else _with_marks(found, left, marks.cells, over_rows)
    spans = tuple((row, a - left, b - left) for (row, a), (_, b) in merged[:MAX_MERGES] if b > a)
    return Sheet(name, rows, left, spans, marks.rows, marks.columns)


def _with_marks(
    found: calamine.CalamineSheet, left: int, cells: dict[int, dict[int, Cell]], over_rows: dict[tuple[int, int], int]
) -> Callable[[], Iterator[list[Cell]]]:
    """The rows with what is shown instead of some values; a cell merged over rows is in each of them."""
    tops: dict[int, list[tuple[int, int]]] = {}
    for (top, column), bottom in over_rows.items():
        tops.setdefault(top, []).append((column - left, bottom))

    def rows() -> Iterator[list[Cell]]:
        filling: dict[int, tuple[Cell, int]] = {}
        for number, row in enumerate(found.iter_rows()):
            for column, value in cells.get(number, {}).items():
                if 0 <= column - left < len(row):
                    row[column - left] = value
            for column, (value, bottom) in list(filling.items()):
                if number > bottom:
                    del filling[column]
                elif column < len(row) and row[column] == "":
                    row[column] = value
            for column, bottom in tops.get(number, ()):
                if 0 <= column < len(row):
                    filling[column] = (row[column], bottom)
            yield row

    return rows


def _panic(error: BaseException) -> BaseException:
    """A panic of calamine is a damaged file, and so is what it calls an end too soon; all else goes on as it is."""
    broken = isinstance(error, OSError) or type(error).__name__ == "PanicException"
    return SpreadsheetError("damaged") if broken else error
