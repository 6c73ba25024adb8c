"""The whole name of each person, from one column or from its parts, as its people write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from akiles_console.people.spreadsheet.assemble import Table
from akiles_console.people.spreadsheet.cells import names, turned

_FAMILY_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\s]+")  # Japanese, Chinese, Korean


def whole_names(table: Table) -> Sequence[str]:
    """One name a row: the full one where a column has it, else first and last name; "" where the row has none."""
    read = {
        field: [names(table.cells(i), table.report(i)) for i in table.matching.of(field)]
        for field in ("name", "first_name", "last_name")
    }
    firsts, lasts = read["first_name"], read["last_name"]
    parts = [
        f"{first} {last}" if first and last and last.isascii() else _joined(first, last)
        for first, last in zip(_side(firsts, table.size), _side(lasts, table.size), strict=True)
    ]
    if not read["name"]:
        return parts
    return [turned(full) if full else part for full, part in zip(read["name"][0], parts, strict=True)]


def _side(columns: list[list[str]], size: int) -> Sequence[str]:
    """The columns of one half of the name put together, by row."""
    if len(columns) < 2:
        return columns[0] if columns else [""] * size
    return [" ".join(filter(None, row)) for row in zip(*columns, strict=True)]


def _joined(first: str, last: str) -> str:
    if not first or not last:
        return first or last
    if not first.isascii() and _FAMILY_FIRST.fullmatch(first + last):
        return f"{last} {first}"
    return f"{first} {last}"
