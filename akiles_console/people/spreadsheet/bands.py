"""Headings between the people: a row with only a department's name, which holds for the rows below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from akiles_console.people.spreadsheet import headers, status, table
from akiles_console.people.spreadsheet.cells import Cell, Error, blank

_COUNT = re.compile(r"\s*[(\[]\s*\d+[^)\]]*[)\]]$|\s*:$|\s+[-–]\s*\d+$")
_PEOPLE = re.compile(
    r"\b(employees?|staff|people|members?|empleados|personal|mitarbeiter|employés?|medewerkers|dipendenti)\b", re.I
)
_IDLIKE = re.compile(r"[^\W\d_]{0,4}[-_./]?\d[\w./-]*")


def is_word(value: str) -> bool:
    """Whether a lone text may be a heading: it is no id and no address."""
    return bool(value) and "@" not in value and not any(map(str.isdecimal, _COUNT.sub("", value)))


def heading(row: Sequence[Cell]) -> str:
    """The text of a row that has nothing else in it, or ""."""
    filled = [cell for cell in row if not blank(cell)]
    if len(filled) != 1 or not isinstance(filled[0], str) or isinstance(filled[0], Error):
        return ""
    said = table.text(filled[0])
    return "" if "@" in said or len(said) > 80 or _IDLIKE.fullmatch(said) else said


def spread(found: Mapping[int, str], people: Sequence[int], title: str) -> tuple[str, list[str]] | None:
    """What the headings say of each person, and of which field: group, or status where they are status words.

    `found` are the headings by row, `people` the rows of the people, in order; `title` stands right above the header
    and heads the people above the first heading. None where the headings say nothing for certain: fewer than two
    different ones, people above the first of them, or headings of something else.
    """
    said = {row: value for row, band in found.items() if (value := _value(band)) is not None}
    first = min(said, default=None)
    if first is None or not people:
        return None
    if people[0] < first:
        if not (opening := _value(title) if title else None):
            return None
        said[-1] = opening
    rows = sorted(said)
    values, place = list[str](), -1
    for row in people:
        while place + 1 < len(rows) and rows[place + 1] < row:
            place += 1
        values.append(said[rows[place]])
    used = set(values)
    if len(used) < 2 or all(len(value) == 1 for value in used):
        return None
    states = [status.meaning(value, "") for value in used]
    if all(state is not None for state in states):
        return "status", values
    return None if any(state is not None for state in states) else ("group", values)


def _value(band: str) -> str | None:
    """What a heading names: "Department: Sales (12)" is Sales; None where it names something that is no group."""
    before, colon, after = band.partition(":")
    if colon and after.strip():
        meaning = headers.meaning(before)
        if meaning is not None and meaning.field not in ("group", "status"):
            return None
        band = after if meaning is not None else band
    band = _COUNT.sub("", band.strip()).strip()
    bare = _PEOPLE.sub("", band).strip()
    return bare if bare and status.meaning(bare, "") is not None else band or None


def leads(values: Sequence[Cell]) -> bool:
    """Whether a column reads as if each value held for the blank cells below it: the first one is filled, no value
    comes twice, and more than one has blanks below it, or one a block of them."""
    filled = [place for place, value in enumerate(values) if not blank(value)]
    if not filled or filled[0] != 0 or len(filled) > len(values) * 0.7:
        return False
    if len({table.text(values[place]) for place in filled}) < len(filled):
        return False
    ends = (*filled[1:], len(values))
    return sum(1 for start, end in zip(filled, ends, strict=True) if end - start > 1) > 1


def carried(values: Sequence[Cell]) -> list[Cell]:
    """The values with the blank cells filled from above."""
    last: Cell = ""
    out: list[Cell] = []
    for value in values:
        last = last if blank(value) else value
        out.append(last)
    return out
