"""The file back with comments: a copy of the source that says at each cell what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet import reader
from akiles_console.people.spreadsheet.child import Request
from akiles_console.people.spreadsheet.document import Words
from akiles_console.people.spreadsheet.orders import Note, Order
from akiles_console.people.spreadsheet.reading import Options, Reading

SECONDS = 120.0
"""How long writing a copy may take: a file that is no workbook of today needs a minute for 100,000 rows."""


class Mended(msgspec.Struct, frozen=True):
    """A cell that the person mended in the window, in its place in the sheet from 0: what it said, what it says now.

    `secret`: a PIN, which is never written.
    """

    row: int
    column: int
    was: str
    now: str
    secret: bool = False

    def __repr__(self) -> str:
        return f"Mended({self.row}, {self.column})"


async def write_back(
    source: Path,
    reading: Reading,
    words: Words,
    target: Path,
    options: Options = Options(),
    mended: Sequence[Mended] = (),
) -> tuple[Problem, ...]:
    """Writes `target` (an xlsx): `source` with the problems of its `reading` as comments, and with what was `mended`.

    A mended cell has its new text and says in a comment what it said before; a formula and a PIN stay as they were.
    `words` turns a code with its details into a sentence; `options` carry the password. The answer says in what else
    the copy differs from the original.

    Raises SpreadsheetError: file_changed, file_unwritable, and those of `reader.read`.
    """
    order = Order(reading.sheet, notes(reading, words, mended), str(target), reading.digest)
    options = msgspec.structs.replace(options, fixes=())  # what may be written of them stands in the notes
    return await reader.ask_for_copy(Request(str(source), options, order=order), SECONDS)


def notes(reading: Reading, words: Words, mended: Sequence[Mended] = ()) -> tuple[Note, ...]:
    """A comment for each cell that has a problem or was mended, in the order of the sheet.

    What is wrong with the whole file stands at the header.
    """
    places = {column.header: column.index for column in reversed(reading.columns)}
    first = min((column.index for column in reading.columns), default=0)
    found: dict[tuple[int, int], list[str]] = {}
    for problem in reading.problems:
        row = problem.row if problem.row is not None else reading.header_row or 0
        text = words(problem.code, problem.details)
        found.setdefault((row, places.get(problem.column or "", first)), []).append(text)
    made = {place: Note(*place, "\n".join(dict.fromkeys(texts))) for place, texts in found.items()}
    for cell in mended:
        place = (cell.row, cell.column)
        made[place] = _mended(cell, words, made.get(place))
    return tuple(note for _place, note in sorted(made.items()))


def _mended(cell: Mended, words: Words, also: Note | None) -> Note:
    """The note of a mended cell, after what is still wrong with it."""
    more = f"{also.text}\n" if also else ""
    if cell.secret:
        return Note(cell.row, cell.column, more + words("pin_mended", {}))
    kept = words("cell_mended_kept", {"now": cell.now})
    said = words("cell_mended", {"was": cell.was}) if cell.was else words("cell_mended_blank", {})
    return Note(cell.row, cell.column, more + said, value=cell.now, instead=more + kept)
