"""A copy of a spreadsheet with comments on its cells and what was mended; runs in the child process only.

A workbook of today keeps every part (`commented`); anything else becomes a new one.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet import file, formats, parts, workbook
from akiles_console.people.spreadsheet.cells import Cell, Error
from akiles_console.people.spreadsheet.commented import AUTHOR, commented
from akiles_console.people.spreadsheet.orders import Note, Order
from akiles_console.people.spreadsheet.reading import Options, SpreadsheetError
from akiles_console.people.spreadsheet.splice import ILLEGAL

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def annotate(source: Path, options: Options, order: Order) -> tuple[Problem, ...]:
    """Makes the copy; the answer says in what it differs from the original beside comments and mended cells.

    Raises SpreadsheetError: file_changed, file_unwritable, and what opening the source raises.
    """
    data = source.read_bytes() if source.is_file() else b""
    if hashlib.sha256(data).hexdigest() != order.digest:
        raise SpreadsheetError("file_changed", file=source.name)
    form = formats.identify(data)
    problems: list[Problem] = []
    locked = options.password is not None and form in ("encrypted", "xls")
    if form == "encrypted":
        data = workbook.decrypted(data, options.password)
        form = formats.identify(data)
    if form in ("xlsx", "xlsm"):
        package = parts.Package(data)
        sheet = package.path(order.sheet or workbook.open_workbook(data, form, None).sheets[0])
        if sheet is None:
            raise SpreadsheetError("damaged")
        copy = commented(data, sheet, order.notes)
        if b"_xmlsignatures/" in data:
            problems.append(Problem(severity="warning", code="copy_not_signed"))
    else:
        copy = _new(source.name, data, options, order)
        problems.append(Problem(severity="info", code="copy_is_xlsx"))
    if locked:
        copy = _locked(copy, options.password or "")
        problems.append(Problem(severity="info", code="copy_locked"))
    _save(copy, Path(order.target))
    return tuple(problems)


def _locked(data: bytes, password: str) -> bytes:
    """The workbook behind the password that the original has."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def _new(name: str, data: bytes, options: Options, order: Order) -> bytes:
    """A new workbook with the texts of a file that is none; nothing in it is a formula."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    opened = file.opened(name, data, options).sheet(order.sheet)
    for number, row in enumerate(opened.rows(), 1):
        for column, value in enumerate(row, opened.left + 1):
            if value != "":
                _put(sheet, number, column, value)
    for note in order.notes:
        if note.value is not None:
            _put(sheet, note.row + 1, note.column + 1, note.value)
        _comment(sheet, note)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    if not isinstance(value, str):
        sheet.cell(row, column, value)
        return
    cell = sheet.cell(row, column)
    cell.value = ILLEGAL.sub("", str(value))[:32_000]
    cell.data_type = "e" if isinstance(value, Error) and value in ("#N/A", "#REF!", "#VALUE!", "#NAME?") else "s"
    cell.number_format = "@"  # as text also when somebody edits the cell


def _comment(sheet: Worksheet, note: Note) -> None:
    from openpyxl.comments import Comment

    comment = Comment(ILLEGAL.sub("", note.text)[:30_000], AUTHOR)
    comment.width, comment.height = 320, 60 + 18 * (len(comment.text) // 45)
    sheet.cell(note.row + 1, note.column + 1).comment = comment


def _save(data: bytes, target: Path) -> None:
    """Writes beside the target first: a file that is there is whole, the old one or the new one."""
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".xlsx")
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.replace(name, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise SpreadsheetError("file_unwritable", file=target.name, reason=error.strerror or "") from error
