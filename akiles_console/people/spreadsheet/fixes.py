"""What the person mended in the window instead of in the file, and the cells there are to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet.book import Sheet
from akiles_console.people.spreadsheet.cells import Cell, shown
from akiles_console.people.spreadsheet.reading import FaultyRow


def applied(sheet: Sheet, fixes: Sequence[tuple[int, int, str]]) -> Sheet:
    """The sheet with the new texts of `Options.fixes` in place of its own, before anything is made of them."""
    if not fixes:
        return sheet
    new: dict[int, list[tuple[int, str]]] = {}
    for row, column, text in fixes:
        new.setdefault(row, []).append((column - sheet.left, text))

    def rows() -> Iterator[list[Cell]]:
        for number, row in enumerate(sheet.rows()):
            yield _mended(row, new[number]) if number in new else row

    return replace(sheet, rows=rows)


def _mended(row: Sequence[Cell], new: Iterable[tuple[int, str]]) -> list[Cell]:
    row = list(row)
    for place, text in new:
        if place >= 0:
            row += [""] * (place + 1 - len(row))
            row[place] = text
    return row


def faulty_rows(
    rows: Sequence[int], columns: Mapping[int, Sequence[Cell]], problems: Iterable[Problem]
) -> tuple[FaultyRow, ...]:
    """The rows that have a problem, with what their cells say; `rows` are the numbers of all, `columns` their cells."""
    wanted = {problem.row for problem in problems if problem.severity in ("error", "warning")}
    return tuple(
        FaultyRow(row=row, cells=tuple((index, shown(cells[place])) for index, cells in columns.items()))
        for place, row in enumerate(rows)
        if row in wanted
    )
