"""A copy of a spreadsheet with comments on its cells; runs in the child process only."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet import file, formats
from akiles_console.people.spreadsheet.cells import Cell, Error
from akiles_console.people.spreadsheet.orders import Note, Order
from akiles_console.people.spreadsheet.reading import Options, SpreadsheetError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

AUTHOR = "Akiles Console"
_LOST = {
    "xl/charts/": "charts", "xl/media/": "pictures", "xl/drawings/drawing": "shapes", "xl/slicers/": "slicers",
    "xl/activeX/": "controls", "xl/threadedComments/": "comment threads", "xl/diagrams/": "diagrams",
}  # fmt: skip
"""Parts of a package that openpyxl does not carry over whole, and what is in them."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def annotate(source: Path, options: Options, order: Order) -> tuple[Problem, ...]:
    """Makes the copy; the answer says what of the original it does not have.

    Raises SpreadsheetError: file_changed, file_unwritable, and what opening the source raises.
    """
    data = source.read_bytes() if source.is_file() else b""
    if hashlib.sha256(data).hexdigest() != order.digest:
        raise SpreadsheetError("file_changed", file=source.name)
    form = formats.identify(data)
    problems: list[Problem] = []
    if form == "encrypted":
        from akiles_console.people.spreadsheet.workbook import decrypted

        data = decrypted(data, options.password)
        form = formats.identify(data)
        problems.append(Problem(severity="warning", code="copy_not_locked"))
    if form in ("xlsx", "xlsm"):
        book, sheet = _same(data, form, order.sheet)
        if lost := _lost(data):
            problems.append(Problem(severity="warning", code="copy_without", details={"parts": ", ".join(lost)}))
    else:
        book, sheet = _new(source.name, data, options, order.sheet)
        problems.append(Problem(severity="info", code="copy_is_xlsx"))
    for note in order.notes:
        _comment(sheet, note)
    _save(book, Path(order.target))
    return tuple(problems)


def _same(data: bytes, form: str, name: str | None) -> tuple[Workbook, Worksheet]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), keep_vba=form == "xlsm", rich_text=True)
        return book, book[name or book.sheetnames[0]]
    except (*formats.BROKEN, TypeError, AttributeError, IndexError) as error:
        raise SpreadsheetError("damaged") from error


def _lost(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    return [what for folder, what in _LOST.items() if any(name.startswith(folder) for name in names)]


def _new(name: str, data: bytes, options: Options, sheet_name: str | None) -> tuple[Workbook, Worksheet]:
    """A new workbook with the texts of a file that is none; nothing in it is a formula."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    opened = file.opened(name, data, options).sheet(sheet_name)
    for number, row in enumerate(opened.rows(), 1):
        for column, value in enumerate(row, opened.left + 1):
            if value != "":
                _put(sheet, number, column, value)
    return book, sheet


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    if not isinstance(value, str):
        sheet.cell(row, column, value)
        return
    cell = sheet.cell(row, column)
    cell.value = _ILLEGAL.sub("", str(value))[:32_000]
    cell.data_type = "e" if isinstance(value, Error) and value in ("#N/A", "#REF!", "#VALUE!", "#NAME?") else "s"
    cell.number_format = "@"  # as text also when somebody edits the cell


def _comment(sheet: Worksheet, note: Note) -> None:
    from openpyxl.comments import Comment

    row, column = note.row + 1, note.column + 1
    for span in sheet.merged_cells.ranges:
        if span.min_row <= row <= span.max_row and span.min_col <= column <= span.max_col:
            row, column = span.min_row, span.min_col
    cell = sheet.cell(row, column)
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    comment = Comment(f"{before}{_ILLEGAL.sub('', note.text)}"[:30_000], AUTHOR)
    comment.width, comment.height = 320, 60 + 18 * (len(comment.text) // 45)
    cell.comment = comment


def _save(book: Workbook, target: Path) -> None:
    """Writes beside the target first: a file that is there is whole, the old one or the new one."""
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".xlsx")
        os.close(handle)
        book.save(name)
        os.replace(name, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise SpreadsheetError("file_unwritable", file=target.name, reason=error.strerror or "") from error
