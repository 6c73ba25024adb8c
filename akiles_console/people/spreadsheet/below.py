"""What stands below the people, or among the first of them, and is nobody: a legend, a summary, a template's example.

Everything here works on the columns in use of a table's rows; nothing is taken that could be somebody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from akiles_console.people.spreadsheet import headers, table
from akiles_console.people.spreadsheet.cells import Cell, blank
from akiles_console.people.spreadsheet.dates import looks_like_date

_BLOCK = 200  # rows of a second table; with more it is no legend
_FIRST = 3  # rows below the header among which an example can be
_ALWAYS = 0.9  # the share of the people who have what a second table has not
_EXAMPLE = re.compile(
    r"[(\[*<←→]*(?:e\.\s?g\.|ex\.:|p\.\s?ej\.|z\.\s?b\.|bijv\.|(?:for )?example|sample row|sample only|ejemplo|exemple|"
    r"exemplo|beispiel(?:zeile)?|esempio|voorbeeld|przykład|exempel|eksempel|příklad|örnek|пример|記入例|入力例|例)"
    r"(?:$|[\s:.,_)\]*>-].*|\d.*)",
    re.I,
)

_MAILBOX = re.compile(r"(?:example|ejemplo|exemple|exemplo|beispiel|esempio|voorbeeld|przyklad)@", re.I)

Columns = Mapping[int, Sequence[Cell]]
"""The cells of the columns in use, all equally long."""


def examples(columns: Columns, keys: Sequence[int]) -> set[int]:
    """The positions of examples among the first rows: they say so where the number or the address
    stands, or explain there what belongs into the column."""
    told = [columns[index][:_FIRST] for index in keys if index in columns]
    said = {
        place
        for column in told
        for place, cell in enumerate(column)
        if isinstance(cell, str) and (_EXAMPLE.fullmatch(table.text(cell)) or _MAILBOX.match(cell.strip()))
    }
    return said | {0} if _explains([columns[index] for index in keys if index in columns]) else said


def _explains(keys: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row says in words what belongs into the columns: no number and no address where everybody
    below has both."""
    if len(keys) < 2 or len(keys[0]) < 3:
        return False
    first = [table.text(column[0]) for column in keys]
    if not all(" " in text and "@" not in text and not any(map(str.isdecimal, text)) for text in first):
        return False
    return all(_shape(column[0]) not in set(map(_shape, column[1:50])) for column in keys)


def second_table(rows: Sequence[int], columns: Columns, ids: Sequence[int], names: Sequence[int]) -> int | None:
    """The position where another table starts below the people, or None.

    `rows` are the numbers of the rows in the sheet; `ids` and `names` the columns that hold numbers and names. The
    other table stands below a gap, has no address, nothing in a column that nearly everybody above has, and either
    headers of its own or nothing that reads like the numbers and names above.
    """
    last = len(rows)
    gaps = [place for place, (one, other) in enumerate(pairwise(rows), 1) if other - one > 1] if last else []
    for place in gaps:
        if last - place <= min(_BLOCK, place) and _is_other(columns, place, ids, names):
            return place
    return None


def _is_other(columns: Columns, place: int, ids: Sequence[int], names: Sequence[int]) -> bool:
    block = {index: list(column[place:]) for index, column in columns.items()}
    if any("@" in cell for column in block.values() for cell in column if isinstance(cell, str)):
        return False
    missing = [index for index, column in block.items() if all(map(blank, column))]
    if not any(_filled(columns[index][:place]) >= _ALWAYS * place for index in missing):
        return False
    numbers = [index for index in ids if index in block]
    alike = {_shape(cell) for index in numbers for cell in columns[index][:place] if not blank(cell)}
    if any(_shape(cell) in alike for index in numbers for cell in block[index] if not blank(cell)):
        return False
    if any(looks_like_date(cell) for index in numbers for cell in block[index]):
        return True
    return _headed(block) or (bool(numbers) and not _named(block, names))


def _filled(column: Sequence[Cell]) -> int:
    return sum(1 for cell in column if not blank(cell))


def _shape(cell: Cell) -> str:
    """How a number is written: its letters and its digits, each run of them as one."""
    if isinstance(cell, date):
        return "date"
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", table.text(cell)))


def _headed(block: Columns) -> bool:
    """Whether the first row with more than a title in it names columns."""
    for row in zip(*block.values(), strict=True):
        cells = [cell for cell in row if not blank(cell)]
        if len(cells) > 1:
            return not any(map(table.is_data, cells)) and any(headers.known(table.text(cell)) for cell in cells)
    return False


def _named(block: Columns, names: Sequence[int]) -> bool:
    """Whether somebody could stand in the block: in most of its rows, two words or more where names are."""
    size = max((len(column) for column in block.values()), default=0)
    full = sum(1 for index in names if index in block for cell in block[index] if " " in table.text(cell))
    return full > size / 2
