"""The file back with comments: a copy of the source that says at each cell what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet import reader
from akiles_console.people.spreadsheet.child import Request
from akiles_console.people.spreadsheet.document import Words
from akiles_console.people.spreadsheet.orders import Note, Order
from akiles_console.people.spreadsheet.reading import Options, Reading

SECONDS = 120.0
"""How long writing a copy may take: openpyxl needs a minute for 100,000 rows."""


async def write_back(
    source: Path, reading: Reading, words: Words, target: Path, options: Options = Options()
) -> tuple[Problem, ...]:
    """Writes `target` (an xlsx): `source` with the problems of its `reading` as comments.

    `words` turns a code with its details into a sentence; `options` carry the password. The answer says what the copy
    does not have of the original. Raises SpreadsheetError: file_changed, file_unwritable, and those of `reader.read`.
    """
    order = Order(reading.sheet, notes(reading, words), str(target), reading.digest)
    return await reader.ask_for_copy(Request(str(source), options, order=order), SECONDS)


def notes(reading: Reading, words: Words) -> tuple[Note, ...]:
    """A comment for each cell that has a problem, in the order of the sheet; of the whole file at the header."""
    places = {column.header: column.index for column in reversed(reading.columns)}
    first = min((column.index for column in reading.columns), default=0)
    found: dict[tuple[int, int], list[str]] = {}
    for problem in reading.problems:
        row = problem.row if problem.row is not None else reading.header_row or 0
        text = words(problem.code, problem.details)
        found.setdefault((row, places.get(problem.column or "", first)), []).append(text)
    return tuple(Note(row, column, "\n".join(dict.fromkeys(texts))) for (row, column), texts in sorted(found.items()))
