"""A file opened: its sheets, and the rows of one of them, whatever format it came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet.cells import Cell
from akiles_console.people.spreadsheet.reading import Question


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` starts a new pass over the rows from row 0; `left` is the sheet's column of each row's first cell."""

    name: str | None
    rows: Callable[[], Iterator[list[Cell]]]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """What the file is, and how to open a sheet of it by name.

    `sheets` are all names in order, `readable` those that can hold a table, the visible ones first. `sheet` may
    raise SpreadsheetError, and adds to `problems` what it had to leave out.
    """

    format: str
    sheet: Callable[[str | None], Sheet]
    problems: list[Problem]
    sheets: tuple[str, ...] = ()
    readable: tuple[str | None, ...] = (None,)
    encoding: str | None = None
    delimiter: str | None = None
    questions: tuple[Question, ...] = ()
