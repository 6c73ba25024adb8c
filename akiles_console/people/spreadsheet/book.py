"""A file opened: its sheets, and the rows of one of them, whatever format it came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet.cells import Cell
from akiles_console.people.spreadsheet.reading import Question


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` starts a new pass over the rows from row 0; `left` is the sheet's column of each row's first cell.

    `spans` are the merged cells that go over several columns (row, first column, last column), counted like the
    cells of `rows`; what is merged over rows is already in each of them. `hidden_rows` and `hidden_columns` are
    numbers in the sheet.
    """

    name: str | None
    rows: Callable[[], Iterator[list[Cell]]]
    left: int = 0
    spans: tuple[tuple[int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """What the file is, and how to open a sheet of it by name.

    `sheets` are all names in order, `readable` those that can hold a table, the visible ones first, then the
    `hidden` ones. `sheet` may
    raise SpreadsheetError, and adds to `problems` what it had to leave out.
    """

    format: str
    sheet: Callable[[str | None], Sheet]
    problems: list[Problem]
    sheets: tuple[str, ...] = ()
    readable: tuple[str | None, ...] = (None,)
    hidden: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    questions: tuple[Question, ...] = ()
