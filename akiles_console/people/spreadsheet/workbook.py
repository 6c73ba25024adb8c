"""Workbooks (xlsx, xlsm, xlsb, xls, ods) through calamine, after a look at what it would have to allocate."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import python_calamine as calamine

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet import parts
from akiles_console.people.spreadsheet.book import Book, Sheet
from akiles_console.people.spreadsheet.formats import identify
from akiles_console.people.spreadsheet.marks import MAX_MERGES, Marks, applied
from akiles_console.people.spreadsheet.reading import SpreadsheetError

MAX_ROWS = 100_000
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
    workbook = _opened(data, form)
    if workbook is None:
        return open_workbook(decrypted(data, password), form, None)
    package = _package(data, form)
    metadata = workbook.sheets_metadata
    tables = [m for m in metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]
    visible = [m.name for m in tables if m.visible == calamine.SheetVisibleEnum.Visible]
    hidden = [m.name for m in tables if m.visible != calamine.SheetVisibleEnum.Visible]
    problems: list[Problem] = []

    return Book(
        format=form,
        sheet=lambda name: _found(workbook, package, data, form, name or "", problems),
        problems=problems,
        sheets=tuple(m.name for m in metadata),
        readable=(*visible, *hidden),
        hidden=tuple(hidden),
    )


class _Package(Protocol):
    """A workbook in a zip, whose sheets can be looked at before calamine allocates."""

    def far(self, name: str) -> str: ...
    def without_far(self, name: str) -> bytes: ...
    def marks(self, name: str) -> Marks: ...


def _package(data: bytes, form: str) -> _Package | None:
    if form in ("xlsx", "xlsm"):
        return parts.Package(data)
    if form == "xlsb":
        from akiles_console.people.spreadsheet import biff12

        return biff12.Package(data)
    return None


def _marks(data: bytes, form: str, name: str) -> Marks:
    """What a sheet of an xls or ods file shows beyond its values."""
    if form == "xls":
        from akiles_console.people.spreadsheet import biff

        return biff.marks(data, name)
    from akiles_console.people.spreadsheet import opendocument

    return opendocument.marks(data, name)


def _found(
    workbook: calamine.CalamineWorkbook,
    package: _Package | None,
    data: bytes,
    form: str,
    name: str,
    problems: list[Problem],
) -> Sheet:
    """A sheet by its name, looked at first where the format allows it."""
    if name not in workbook.sheet_names:
        raise SpreadsheetError("unknown_sheet", sheet=name)
    if package is not None and (far := package.far(name)):
        problems.append(Problem(severity="warning", code="far_cells_ignored", details={"cell": far}))
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(package.without_far(name)))
    with ThreadPoolExecutor(1) as beside:  # both unpack the whole sheet, and neither needs the other
        look = beside.submit(package.marks, name) if package else beside.submit(_marks, data, form, name)
        return _sheet(workbook, name, look.result)


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
    merges = merged[:MAX_MERGES] or marks.merges
    rows = applied(found.iter_rows, left, marks.cells, merges)
    spans = tuple((row, a - left, b - left) for (row, a), (_, b) in merges if b > a)
    return Sheet(name, rows, left, spans, marks.rows, marks.columns)


def _panic(error: BaseException) -> BaseException:
    """A panic of calamine is a damaged file, and so is what it calls an end too soon; all else goes on as it is."""
    broken = isinstance(error, OSError) or type(error).__name__ == "PanicException"
    return SpreadsheetError("damaged") if broken else error
