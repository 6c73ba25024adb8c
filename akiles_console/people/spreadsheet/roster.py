"""Whether a table is a list of people at all, and what must be asked of one that does not say who is who."""

from __future__ import annotations

import re
from collections.abc import Sequence

from akiles_console.people.spreadsheet import candidates, headers, table, words_of_things
from akiles_console.people.spreadsheet.assemble import Table
from akiles_console.people.spreadsheet.cells import Cell, blank, shown
from akiles_console.people.spreadsheet.headers import DECOY, known
from akiles_console.people.spreadsheet.reading import Column, Question, SpreadsheetError

NAME = ("name", "first_name", "last_name")
IDENTITY = ("employee_id", "email")

_SURE = 0.6  # a table less sure to tell of people is no list of them
_WORTH = {"employee_id": 2, "first_name": 1, "last_name": 1, "group": 1, "starts_at": 1, "ends_at": 1, "status": 1}
_THINGS = frozenset(words_of_things.HEADERS.split())
_WHEN = frozenset(words_of_things.WHEN.split())
_PLACES = frozenset(words_of_things.NAMES.split())


def ask(found: Table) -> None:
    """Asks which column is the name or the id where no header and no content says it.

    Raises SpreadsheetError("no_people") for a table that tells of days, of things or of one person's form.
    """
    fields = {column.field for column in found.matching.columns}
    if _matrix(found) or _form(found) or _things(found) or _events(found):
        raise SpreadsheetError("no_people")
    unnamed, unidentified = not fields & set(NAME), not fields & set(IDENTITY) and found.inner_ids is None
    if not unnamed and not unidentified:
        return
    matching = found.matching
    free = [c for c in matching.columns if c.field is None and c.samples and not _known_otherwise(c)]
    names = [c for c in free if c.index in matching.nameable]
    logins = [c for c in matching.columns if c.field is None and headers.compact(c.header) in headers.LOGIN]
    ids = [c for c in matching.columns if c in (*free, *logins) and c.index in matching.idlike]
    sure = max((c.confidence for c in matching.columns if c.field in (*NAME, *IDENTITY)), default=0.0)
    nameless = not any(c.header for c in matching.columns) and bool(names) and sum(len(c.samples) > 2 for c in free) > 1
    if not nameless and (sure < _SURE or (unnamed and not names) or (unidentified and sure == _SURE and not free)):
        raise SpreadsheetError("no_people")
    if unnamed:
        found.questions.append(Question(code="which_name", choices=_labels(found, names)))
    if unidentified and (ids or nameless):
        found.questions.append(Question(code="which_employee_id", choices=_labels(found, ids or free)))


def _matrix(found: Table) -> bool:
    """Whether the table is of days - who was there, who works when - and not of people."""
    names = [column.header for column in found.matching.columns if column.header]
    days = [name for name in names if (name.isdecimal() and 1 <= int(name) <= 31) or table.is_day(name)]
    return len(days) > max(2, len(names) / 2)


def _form(found: Table) -> bool:
    """Whether what stands in the column of names are the questions of a form about one person."""
    columns_of_names = [index for field in NAME for index in found.matching.of(field)]
    if not columns_of_names or found.size > 60:
        return False
    values = [table.text(value) for value in found.cells(columns_of_names[0]) if value != ""]
    asked = [value for value in values if known(value) and not any(map(str.isdecimal, value))]
    return len(set(asked)) > max(1, len(values) / 2)


def _things(found: Table) -> bool:
    """Whether the table is of orders, products, places or what machines did, with a name somewhere in it."""
    named = [column for column in found.matching.columns if column.header]
    things = [column for column in named if _tells(column.header, _THINGS)]
    ours = sum(_WORTH.get(column.field or "", 0) for column in named if column.confidence >= 0.95)
    if things and things[0] is named[0] and len(things) > max(1, ours):
        return True
    if len(things) > max(2, ours + 1) and not found.matching.of("email"):
        return True
    if ours or len(found.matching.of("name")) != 1:
        return False
    values = [table.text(value) for value in found.cells(found.matching.of("name")[0])[:200] if not blank(value)]
    return sum(1 for value in values if _tells(value, _PLACES)) > max(1, len(values) / 2)


def _events(found: Table) -> bool:
    """Whether the same people come again and again with a day or a time: who came when, who did what."""
    keys = [*found.matching.of("employee_id")[:1], *found.matching.of("email")[:1]] or [
        index for field in NAME for index in found.matching.of(field)
    ]
    when = [c for c in found.matching.columns if c.field is None and headers.compact(c.header) in _WHEN]
    if not keys or not when or found.size < 4:
        return False
    people = len(set(zip(*(map(_shown, found.cells(index)) for index in keys), strict=True)))
    return people <= found.size / 2


def _shown(value: Cell) -> str:
    return shown(value).strip().casefold()


def _tells(text: str, words: frozenset[str]) -> bool:
    return bool(words.intersection(re.split(r" ", headers.words(text))))


def _labels(found: Table, some: Sequence[Column]) -> tuple[str, ...]:
    names, left = [c.header for c in found.matching.columns], found.matching.columns[0].index
    return tuple(candidates.label(names, column.index - left, left) for column in some)


def _known_otherwise(column: Column) -> bool:
    told = headers.meaning(column.header)
    return told is not None and told.field == DECOY
