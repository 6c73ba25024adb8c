"""Mending cells in the window, decided without one: which cell a problem is in, what else is alike, undo and redo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet.cells import CLEAR, blank
from akiles_console.people.spreadsheet.comments import Mended
from akiles_console.people.spreadsheet.reading import Column, Options, Reading
from akiles_console.ui.pages.importing import flow
from akiles_console.wording import _, plural

Fixes = tuple[tuple[int, int, str], ...]
"""As in `Options.fixes`: row, column, new text."""

CLEARABLE = frozenset({"email", "group", "starts_at", "ends_at", "pin", "card"})
"""Fields whose value is taken away by a cell with only `-`."""

_FIELDS = {
    "name": ("name", "first_name", "last_name"), "nothing": ("employee_id", "email"), "id": ("employee_id", "name"),
    "email": ("email",), "group": ("group",), "date": ("starts_at", "ends_at"), "ended": ("ends_at",),
    "ends": ("ends_at",), "pin": ("pin",), "card": ("card",),
}  # fmt: skip
"""The fields that a problem may be in, by the first word of its code, where it names no column."""


class History(msgspec.Struct, frozen=True):
    """What is mended `now`, what it was before, step by step, and what was undone."""

    now: Fixes = ()
    past: tuple[Fixes, ...] = ()
    future: tuple[Fixes, ...] = ()

    def then(self, fixes: Fixes) -> History:
        """One step on; what was undone is forgotten."""
        return self if fixes == self.now else History(fixes, (*self.past, self.now))

    def undone(self) -> History:
        """One step back, where there is one."""
        return History(self.past[-1], self.past[:-1], (self.now, *self.future)) if self.past else self

    def redone(self) -> History:
        """One step that was undone, done again."""
        return History(self.future[0], (*self.past, self.now), self.future[1:]) if self.future else self


def mended(fixes: Fixes, rows: Iterable[int], column: int, text: str) -> Fixes:
    """The fixes with the cells of a column in these rows set to `text`; a cell has one fix at a time."""
    found = {(row, index): old for row, index, old in fixes}
    found.update({(row, column): text for row in rows})
    return tuple((row, index, text) for (row, index), text in sorted(found.items()))


def said_before(
    was: Mapping[tuple[int, int], str], fixes: Fixes, cells: Mapping[int, Mapping[int, str]]
) -> dict[tuple[int, int], str]:
    """What the cells with a fix said before they got one; `cells` are those on show when they did."""
    return {(row, column): was.get((row, column), cells.get(row, {}).get(column, "")) for row, column, _text in fixes}


def mended_cells(fixes: Fixes, was: Mapping[tuple[int, int], str], columns: Mapping[int, Column]) -> tuple[Mended, ...]:
    """The fixes as the copy for HR has them; a PIN is a secret."""
    return tuple(
        Mended(row, index, was.get((row, index), ""), text, secret=index in columns and columns[index].field == "pin")
        for row, index, text in fixes
    )


def pins(fixes: Fixes, columns: Mapping[int, Column]) -> int:
    """How many of the fixes are PINs."""
    return sum(index in columns and columns[index].field == "pin" for _row, index, _text in fixes)


def with_fixes(options: Options, reading: Reading, fixes: Fixes) -> Options:
    """The options to read again with: fixes belong to the sheet on show, and no fix makes a column another field."""
    columns = tuple((column.index, column.field) for column in reading.columns)
    return msgspec.structs.replace(options, fixes=fixes, sheet=reading.sheet, columns=columns)


def faulty_column(problem: Problem, columns: Sequence[Column], cells: Mapping[int, str]) -> int | None:
    """The index of the column that a problem is in, among those with a field; `cells` are its row's texts by index."""
    used = [column for column in columns if column.index in cells]
    found = [column for column in used if problem.column and column.header == problem.column]
    if not found:
        fields = _FIELDS.get(problem.code.split("_")[0], ())
        found = [column for field in fields for column in used if column.field == field] or used
    value = str(problem.details.get("value", ""))
    said = [column for column in found if value and value in cells[column.index]]
    return next((column.index for column in (*said, *found)), None)


def state_words(column: Column, before: str, text: str) -> str:
    """What a cell that said `before` does with this text: leave, set or clear; or that nobody has changed it yet."""
    title = _(flow.FIELD_TITLES.get(column.field or "", ""))
    if text == before and not blank(text) and text.strip() != CLEAR:
        return _("As it is in the file. Type what is right, or empty it.")
    if text.strip() == CLEAR and column.field in CLEARABLE:
        return _("Clear: {field} is taken away from this person.").format(field=title)
    if blank(text) or text.strip() == CLEAR:
        return _("Blank: {field} stays as Akiles has it. A single - clears it.").format(field=title) if (
            column.field in CLEARABLE
        ) else _("Blank: the file says nothing here.")  # fmt: skip
    return _("Set: {field} is what you typed here, once it is mended.").format(field=title)


def alike_words(count: int) -> str:
    """What the button says that mends all alike."""
    return plural("Mend {count} alike", "Mend all {count} alike", count)


def count_words(fixes: Fixes, secret: int = 0) -> str:
    """How many cells are mended here and where that is kept, `secret` of them PINs; empty for none."""
    if not fixes:
        return ""
    said = plural(
        "{count} cell is mended here; the file itself stays as it is.",
        "{count} cells are mended here; the file itself stays as it is.",
        len(fixes),
    )
    if len(fixes) > secret:
        said += " " + _("That is kept on this computer for 90 days.")
    if secret:
        said += " " + _("A PIN that you type is never written to disk: it is gone once another file is opened.")
    return said
