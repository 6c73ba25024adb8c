"""The rows below the header: which are people, which are not and why, and the columns that matter of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from akiles_console.people.spreadsheet import table
from akiles_console.people.spreadsheet.cells import Cell, blank
from akiles_console.people.spreadsheet.reading import Skipped, SpreadsheetError

MAX_ROWS = 100_000
_TAIL = 40  # rows at the end that may turn out to be notes


@dataclass(slots=True)
class Body:
    """The people's rows: `rows` are their numbers in the sheet, `columns` the cells of each kept column by its
    position in the table, all equally long; and the rows that were `skipped`."""

    rows: list[int]
    columns: dict[int, list[Cell]]
    skipped: list[Skipped]


def collect(
    rows: Iterator[list[Cell]], first: int, keep: Sequence[int], keys: Sequence[int], header: list[Cell]
) -> Body:
    """Goes through `rows` (from row number `first` on), keeping the columns `keep`; `keys` of them identify people.

    Raises SpreadsheetError("too_large") beyond 100,000 people.
    """
    pick = _picker(keep)
    width = len(header)
    padding: list[Cell] = [""] * width
    heading = pick(header + padding)
    few = max(1, len(keep) - 1)
    numbers: list[int] = []
    picked: list[tuple[Cell, ...]] = []
    skipped: list[Skipped] = []
    blanks: list[int] = []
    tail: deque[list[Cell]] = deque(maxlen=_TAIL)
    for number, row in enumerate(rows, first):
        try:
            cells = pick(row)
        except IndexError:
            row = row + padding
            cells = pick(row)
        if cells.count("") >= few or cells == heading:
            reason = _reason(row, cells, heading)
            if reason == "blank":
                blanks.append(number)
                continue
            if reason:
                skipped.append(Skipped(row=number, reason=reason))
                continue
        if blanks:
            skipped.extend(Skipped(row=n, reason="blank") for n in blanks)
            blanks.clear()
        numbers.append(number)
        picked.append(cells)
        tail.append(row)
        if len(numbers) > MAX_ROWS:
            raise SpreadsheetError("too_large", limit=f"{MAX_ROWS:,} rows")
    _drop_notes(numbers, picked, skipped, tail, keys)
    skipped.sort(key=lambda skip: skip.row)
    columns = dict(zip(keep, map(list, zip(*picked, strict=True)), strict=False)) if picked else {i: [] for i in keep}
    return Body(numbers, columns, skipped)


def _picker(keep: Sequence[int]) -> Callable[[list[Cell]], tuple[Cell, ...]]:
    if len(keep) == 1:
        only = keep[0]
        return lambda row: (row[only],)
    getter = itemgetter(*keep)
    return lambda row: getter(row)


def _reason(row: Sequence[Cell], cells: tuple[Cell, ...], heading: tuple[Cell, ...]) -> str | None:
    """Why a nearly empty row is no person, or None where it may be one."""
    if all(blank(cell) for cell in row):
        return "blank"
    if [table.text(cell) for cell in cells] == [table.text(cell) for cell in heading]:
        return "repeated_header"
    if table.is_footer(row):
        return "footer"
    return "no_person" if all(blank(cell) for cell in cells) else None


def _drop_notes(
    numbers: list[int], picked: list[tuple[Cell, ...]], skipped: list[Skipped], tail: deque[list[Cell]],
    keys: Sequence[int],
) -> None:  # fmt: skip
    """Takes notes and totals below the last person off the end."""
    fills = [sum(1 for cell in row if not blank(cell)) for row in tail]
    width = max(fills, default=0)
    while tail:
        row = tail[-1]
        last = [row[key] for key in keys]
        if not (table.is_footer(row) or table.is_note(row, width, last)):
            return
        tail.pop()
        picked.pop()
        skipped.append(Skipped(row=numbers.pop(), reason="footer"))
