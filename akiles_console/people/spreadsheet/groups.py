"""HR groups of a column: which cells name several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from akiles_console.people.spreadsheet.cells import CLEAR, Cell, Error, Report, blank, shown, tidy

_ALWAYS = re.compile(r"\s*[;|\n]\s*")
_LOOKUP = re.compile(r"(?:^|(?<=;#))\d+;#")  # SharePoint writes "3;#Sales;#5;#Desk"
_MAYBE = (re.compile(r"\s*,\s*"), re.compile(r"\s*/\s*"), re.compile(r"\s+(?:&|\+|and|und|y|e|et|en|i)\s+", re.I))


def groups(columns: Sequence[Sequence[Cell]], report: Report, *, several: bool = False) -> list[tuple[str, ...]]:
    """The groups of each row over all group columns, each once. Reports: group_error.

    `;`, `|` and a line break always part groups. Commas, slashes and "&" part them only where the column shows the
    parts on their own as well: "Research & Development" is one group, "Sales, Marketing" two where both exist.
    With `several` - the header speaks of groups, not of a group - commas part them always.
    """
    values = [value for column in columns for value in set(column)]
    alone = {_key(part) for value in values if not blank(value) for part in _ALWAYS.split(shown(value).strip()) if part}
    if several:
        alone |= {_key(part) for some in alone for part in some.split(",")}
    rows = list(zip(*columns, strict=True))
    known = {value: _groups(value, alone) for value in dict.fromkeys(chain.from_iterable(rows))}
    if any(Error in set(map(type, column)) for column in columns):
        for index, row in enumerate(rows):
            for value in row:
                if isinstance(value, Error):
                    report(index, "group_error", value=str(value))
    if len(columns) == 1:
        return [known[value] for value in columns[0]]
    return [tuple(dict.fromkeys(group for value in row for group in known[value])) for row in rows]


def _key(text: str) -> str:
    return tidy(text).casefold()


def _groups(value: Cell, alone: set[str]) -> tuple[str, ...]:
    if isinstance(value, Error) or blank(value) or value == CLEAR:
        return ()
    parts = [part for whole in _ALWAYS.split(_LOOKUP.sub("", shown(value).strip())) for part in _parted(whole, alone)]
    return tuple(dict.fromkeys(part for part in map(tidy, parts) if part))


def _parted(whole: str, alone: set[str]) -> list[str]:
    for separator in _MAYBE:
        parts = separator.split(whole)
        if len(parts) > 1 and all(_belongs(part, alone) for part in parts):
            return [deeper for part in parts for deeper in _parted(part, alone)]
    return [whole]


def _belongs(part: str, alone: set[str]) -> bool:
    """Whether a part is a group by itself, or made only of such."""
    return _key(part) in alone or any(
        len(pieces := separator.split(part)) > 1 and all(_key(piece) in alone for piece in pieces)
        for separator in _MAYBE
    )
