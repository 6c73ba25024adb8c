"""Headers that take two rows: a band of headings over several columns, and the columns' own names below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from akiles_console.people.spreadsheet import headers
from akiles_console.people.spreadsheet.cells import Cell, blank, shown
from akiles_console.people.spreadsheet.headers import DECOY
from akiles_console.people.spreadsheet.table import is_data, text

Spans = Sequence[tuple[int, int, int]]
"""Cells merged over columns: row, first column, last column."""


_KIND = re.compile(
    r"\(?(?:required|mandatory|optional|text|string|number|integer|date|email|boolean|y/n|yes/no|obligatorio|opcional|"
    r"pflichtfeld|optional|obligatoire|facultatif|(?:yyyy|dd|mm|tt|jj|aaaa)[-/.](?:mm|dd)[-/.](?:yyyy|dd|jjjj|aaaa))\)?",
    re.I,
)


def names(head: Sequence[Sequence[Cell]], row: int, spans: Spans, *, fixed: bool = False) -> tuple[int, list[str]]:
    """The last row of the header that has `row` in it, and the names of its columns.

    With `fixed` the row is the person's choice and no row below it is taken in.
    """
    width = max((len(cells) for cells in head), default=0)
    if not fixed and _goes_on(head, row, spans):
        row += 1
    own = _texts(head[row], width)
    used = {i for cells in head[row + 1 : row + 40] for i, cell in enumerate(cells) if not blank(cell)}
    for first, last in ((a, b) for number, a, b in spans if number == row):
        for column in used.intersection(range(first + 1, min(last + 1, width))):
            own[column] = own[column] or own[first]  # one name over several columns that all say something
    if row == 0:
        return row, own
    above = _texts(head[row - 1], width)
    if _same_fields(above, own):
        return row, own
    merged = [(a, b) for number, a, b in spans if number == row - 1]
    repeated = {name for name in own if name and own.count(name) > 1}
    above = [name if i in used else "" for i, name in enumerate(above)]
    gaps = [i for i in range(width) if above[i] and not own[i]]
    alone = sum(1 for name in above if name) < 2
    if alone and not any(a > 0 for a, _ in merged):  # a title
        return row, own
    if not (merged or repeated or gaps) or any(is_data(cell) for cell in head[row - 1] if not blank(cell)):
        return row, own
    bands = _bands(above, own, merged)
    return row, [_name(name, band, name in repeated) for name, band in zip(own, bands, strict=True)]


def aligned(header: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> list[Cell] | None:
    """The header of a text file one cell shorter or longer than all rows below, put right; None where it is not so.

    R writes no header above the names of the rows, and "Name (Last, First)" needs quotes that some programs forget.
    """
    lengths = [len(row) for row in rows if any(not blank(cell) for cell in row)]
    width = max(set(lengths), key=lengths.count, default=0)
    if not width or lengths.count(width) < 0.9 * len(lengths) or width == len(header):
        return None
    if width == len(header) + 1:
        last = sum(1 for row in rows if len(row) == width and not blank(row[-1]))
        return ["", *header] if last > len(lengths) / 2 and all(not blank(cell) for cell in header) else None
    whole: list[Cell] = []
    for cell in header:
        before = whole[-1] if whole else ""
        if isinstance(before, str) and before.count("(") > before.count(")"):
            whole[-1] = f"{before}, {shown(cell).strip()}"
        else:
            whole.append(cell)
    return whole if len(whole) == width else None


def is_rule(row: Sequence[Cell]) -> bool:
    """Whether a row is the line between a header and its table, as Markdown and databases draw it, or says what must
    stand in each column."""
    filled = [shown(cell).strip() for cell in row if not blank(cell)]
    drawn = bool(filled) and all(len(cell) > 1 and not cell.strip("-=+:") for cell in filled)
    return drawn or (len(filled) > 1 and all(_KIND.fullmatch(cell) for cell in filled))


def _texts(cells: Sequence[Cell], width: int) -> list[str]:
    return [text(cells[i]) if i < len(cells) else "" for i in range(width)]


def _goes_on(head: Sequence[Sequence[Cell]], row: int, spans: Spans) -> bool:
    """Whether the row below names columns too: words only, under a band of this one or in gaps of it."""
    if row + 1 >= len(head):
        return False
    below = [cell for cell in head[row + 1] if not blank(cell)]
    known = [cell for cell in below if isinstance(cell, str) and headers.meaning(text(cell))]
    if not below or len(known) < max(1, len(below) / 2) or any(is_data(cell) for cell in below):
        return False
    width = max(len(head[row]), len(head[row + 1]))
    own, under = _texts(head[row], width), _texts(head[row + 1], width)
    if own == under:
        return False
    if _same_fields(own, under):
        return True
    return any(number == row for number, _, _ in spans) or any(u and not o for o, u in zip(own, under, strict=True))


def _same_fields(own: list[str], under: list[str]) -> bool:
    """Whether two rows name the same columns, once for the program and once for people."""
    told = [(headers.meaning(o), headers.meaning(u)) for o, u in zip(own, under, strict=True) if o and u]
    same = sum(1 for one, other in told if one and other and one.field == other.field)
    return same > 2 and same > len(told) * 0.6


def _bands(above: list[str], own: list[str], merged: list[tuple[int, int]]) -> list[str]:
    """The heading over each column: over all columns it is merged over, or, where a text file lost the merges, over
    the ones right of it too."""
    bands = list(above)
    for first, last in merged:
        for column in range(max(0, first), min(last + 1, len(bands))):
            bands[column] = above[first] if 0 <= first < len(above) else ""
    if not merged:
        for column in range(1, len(bands)):
            if not bands[column] and own[column]:
                bands[column] = bands[column - 1] if own[column - 1] else ""
    return bands


def _name(own: str, band: str, repeated: bool) -> str:
    if not own or not band or own == band:
        return own or band
    both = f"{band} {own}"
    told, alone = headers.meaning(band), headers.meaning(own)
    if told is None and not repeated:
        return own
    decoy = told is not None and told.field == DECOY and told.sure >= 0.8
    if repeated or headers.known(both) or alone is None or alone.sure < 1 or decoy:
        whole = headers.meaning(both)
        if decoy or repeated or (whole is not None and whole.field != DECOY):
            return both
    return own
