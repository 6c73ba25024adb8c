"""A list as a file that a spreadsheet opens: every cell is a text, and none is taken for a formula
(`security.md`, "Files")."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

FORMATS = ("xlsx", "csv")

_LONGEST = 32_767
"""Characters that a cell of a workbook may have."""
_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no workbook can hold: such a cell would make the whole file unreadable."""
_WIDEST, _SAMPLE = 60, 200
"""Characters of a column at most; rows that are looked at for its width."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What goes into a file: a name for the sheet, titles of the columns, and rows of as many texts."""

    name: str
    titles: tuple[str, ...]
    rows: Sequence[Sequence[str]]


def save(sheet: Sheet, target: Path, format: str) -> None:
    """Writes it in one of `FORMATS`. Raises OSError; a file that is there is replaced."""
    if format == "csv":
        target.write_text(csv_text(sheet), encoding="utf-8-sig", newline="")
    else:
        target.write_bytes(workbook(sheet))


def csv_text(sheet: Sheet) -> str:
    """The sheet as CSV, in which what looks like a formula begins with an apostrophe."""
    out = io.StringIO(newline="")
    write = csv.writer(out)
    write.writerow(sheet.titles)
    write.writerows([neutral(cell) for cell in row] for row in sheet.rows)
    return out.getvalue()


def neutral(cell: str) -> str:
    """A text that a spreadsheet takes for a text."""
    return f"'{cell}" if cell.startswith(_LOOKS_LIKE_A_FORMULA) else cell


def workbook(sheet: Sheet) -> bytes:
    """The sheet as an xlsx workbook: bold titles that stay in sight, a filter on them, every cell a text."""
    from openpyxl import Workbook  # only where a workbook is written
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet(_sheet_name(sheet.name))
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(max(1, len(sheet.titles)))}{len(sheet.rows) + 1}"
    for number, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.append([_text_cell(page, title, bold=True) for title in sheet.titles])
    for row in sheet.rows:
        page.append(
            [_text_cell(page, cell) if cell.startswith(_LOOKS_LIKE_A_FORMULA) else _clean(cell) for cell in row]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_cell(page: object, text: str, *, bold: bool = False) -> object:
    """A cell that says of itself that it is a text; openpyxl would make a formula of one that begins with =."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(page, _clean(text))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    else:
        cell.style = "Normal"
        cell.quotePrefix = True
    return cell


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)[:_LONGEST]


def _widths(sheet: Sheet) -> Iterable[int]:
    sample = [sheet.titles, *sheet.rows[:_SAMPLE]]
    return [min(_WIDEST, max(len(row[place]) for row in sample) + 3) for place in range(len(sheet.titles))]


def _sheet_name(name: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", name)[:31].strip(" '") or "Sheet1"
