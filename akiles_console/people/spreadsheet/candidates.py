"""The columns under a header while it is found out which field each of them is."""

from __future__ import annotations

from collections.abc import Sequence

from akiles_console.people.spreadsheet import headers
from akiles_console.people.spreadsheet.cells import Cell, shown
from akiles_console.people.spreadsheet.profile import profile
from akiles_console.people.spreadsheet.table import letters


class Candidates:
    """The columns under the header while they are matched: `scores` holds every candidate (field, index)."""

    def __init__(self, names: Sequence[str], body: Sequence[Sequence[Cell]], left: int) -> None:
        self.names = names
        self.left = left
        self.values = [[row[i] if i < len(row) else "" for row in body] for i in range(len(names))]
        self.profiles = [profile(values) for values in self.values]
        self.meanings = [headers.meaning(name) if name else None for name in names]
        self.scores: dict[tuple[str, int], float] = {}
        self.doubted: list[int] = []

    def label(self, index: int) -> str:
        """How a question calls a column."""
        return label(self.names, index, self.left)

    def differ(self, one: int, other: int) -> bool:
        """Whether two columns say different things of the same person."""
        pairs = zip(self.values[one], self.values[other], strict=True)
        return any(a != b for a, b in pairs if a != "" and b != "")

    def within(self, part: int, whole: int) -> bool:
        """Whether one column's value is a part of the other's for most people."""
        pairs = [(shown(a), shown(b)) for a, b in zip(self.values[part], self.values[whole], strict=True) if a and b]
        held = sum(1 for a, b in pairs if a.casefold() in b.casefold() and a.casefold() != b.casefold())
        return bool(pairs) and held > len(pairs) * 0.5


def label(names: Sequence[str], index: int, left: int) -> str:
    """A column by its header, or where that is blank or not unique, by its letter too; `left` is the first one's."""
    name = names[index]
    return name if name and names.count(name) == 1 else f"{name} (column {letters(index + left)})".strip()
