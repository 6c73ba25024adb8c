"""The rows below the header: which are people, which are not and why, and the columns that matter of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from akiles_console.people.spreadsheet import bands, below, header_rows, headers, table
from akiles_console.people.spreadsheet.cells import Cell, blank, shown
from akiles_console.people.spreadsheet.reading import Skipped, SpreadsheetError

MAX_ROWS = 100_000
MAX_LINES = 1_200_000
"""Rows with nothing in them counted too; a sheet ends at 1,048,576, and some formats write them all."""
_CHUNK = 200  # rows whose cells are held at once: so few stay in the processor's cache
_TAIL = 40  # rows at the end that may turn out to be notes


@dataclass(slots=True)
class Body:
    """The people's rows: `rows` are their numbers in the sheet, `columns` the cells of each kept column by its
    position in the table, all equally long; the rows that were `skipped`; by their rows the `headings` between
    people; and the rows that are too `long`."""

    rows: list[int]
    columns: dict[int, list[Cell]]
    skipped: list[Skipped]
    headings: dict[int, str] = field(default_factory=dict)
    long: list[int] = field(default_factory=list)
    other: int | None = None
    """The row where another table starts; nothing from there on is taken."""


def collect(
    rows: Iterator[list[Cell]],
    first: int,
    keep: Sequence[int],
    keys: Sequence[int],
    header: list[Cell],
    alike: Collection[int] = (),
    wide: int = 0,
    names: Sequence[int] = (),
) -> Body:
    """Goes through `rows` (from row number `first` on), keeping the columns `keep`; `keys` of them identify people.

    `alike` are columns with few different values: each value is held once. Rows with something beyond `wide` cells
    are long (0 = none is); `names` are the columns of names.

    Raises SpreadsheetError("too_large") beyond 100,000 people, or 1.2 million rows.
    """
    pick = itemgetter(*keep) if len(keep) > 1 else lambda row: (row[keep[0]],)
    padding: list[Cell] = [""] * len(header)
    heading = pick(header)
    body = Body([], {index: [] for index in keep}, [])
    tail: deque[list[Cell]] = deque(maxlen=_TAIL)
    held: dict[Cell, Cell] = {}
    while chunk := list(islice(rows, _CHUNK)):
        numbers: Sequence[int] = range(first, first + len(chunk))
        try:
            picked = list(map(pick, chunk))
        except IndexError:
            chunk = [row + padding for row in chunk]
            picked = list(map(pick, chunk))
        if wide and max(map(len, chunk)) > wide:
            body.long += [
                n for n, row in zip(numbers, chunk, strict=True) if any(not blank(cell) for cell in row[wide:])
            ]
        rule = not body.rows and not body.skipped and header_rows.is_rule(chunk[0])
        first += len(chunk)
        gone = _no_people(chunk, picked, heading) | ({0: "no_person"} if rule else {})
        if gone:
            for i, reason in gone.items():
                body.skipped.append(Skipped(row=numbers[i], reason=reason, text=_gist(chunk[i])))
            lone = {numbers[i]: bands.heading(chunk[i]) for i, reason in gone.items() if reason == "no_person"}
            body.headings.update((row, text) for row, text in lone.items() if text)
            numbers, chunk, picked = (
                [one for i, one in enumerate(some) if i not in gone] for some in (numbers, chunk, picked)
            )
        body.rows.extend(numbers)
        tail.extend(chunk[-_TAIL:])
        for index, values in zip(keep, zip(*picked, strict=True), strict=False):
            body.columns[index].extend(map(held.setdefault, values, values) if index in alike else values)
        if len(body.rows) > MAX_ROWS or first > MAX_LINES:
            raise SpreadsheetError("too_large", limit=f"{MAX_ROWS:,} rows")
    _drop_notes(body, tail, keys, names)
    _take_out(body, below.examples(body.columns, keys), "example")
    _drop_other_tables(body, keep, keys, heading)
    _drop_sections(body, keep, keys)
    if (start := below.second_table(body.rows, body.columns, keys, names)) is not None:
        _cut(body, start)
    _drop_blanks(body)
    return body


def _gist(row: Sequence[Cell]) -> str:
    """The first cells of a row that is left out, to be recognised by; nothing that could be a PIN or a card."""
    texts = (shown(cell).strip() for cell in row if not blank(cell))
    telling = (text for text in texts if any(map(str.isalpha, text)))
    return " · ".join(islice(telling, 3))[:80]


def _no_people(
    rows: Sequence[list[Cell]], picked: Sequence[tuple[Cell, ...]], heading: tuple[Cell, ...]
) -> dict[int, str]:
    """The positions of rows that are no people, with the reasons; only rows with hardly anything picked can be."""
    few = max(1, len(heading) // 2)
    if sum("" in column for column in zip(*picked, strict=True)) < few and heading not in picked:
        return {}
    doubtful = [i for i, cells in enumerate(picked) if cells.count("") >= few or cells == heading]
    return {i: reason for i in doubtful if (reason := _reason(rows[i], picked[i], heading))}


def _reason(row: Sequence[Cell], cells: tuple[Cell, ...], heading: tuple[Cell, ...]) -> str | None:
    """Why a nearly empty row is no person, or None where it may be one."""
    if all(blank(cell) for cell in row):
        return "blank"
    if [table.text(cell) for cell in cells] == [table.text(cell) for cell in heading]:
        return "repeated_header"
    if table.is_footer(row):
        return "footer"
    return "no_person" if all(blank(cell) for cell in cells) else None


def _drop_other_tables(body: Body, keep: Sequence[int], keys: Sequence[int], heading: tuple[Cell, ...]) -> None:
    """Takes out rows of headers: one that names the same fields in other words, and one of another table with all
    that stands below it."""
    words = body.columns[keys[0] if keys else keep[0]]
    doubtful = [i for i, value in enumerate(words) if type(value) is str and value[-1:].isalpha() and "@" not in value]
    own = [headers.meaning(table.text(name)) for name in heading]
    repeated: list[int] = []
    for position in doubtful:
        texts = [table.text(body.columns[index][position]) for index in keep]
        told = [headers.meaning(text) if headers.known(text) else None for text in texts]
        if sum(1 for meaning in told if meaning) < 2 or any(map(table.is_data, filter(None, texts))):
            continue
        same = [one.field == other.field for one, other in zip(own, told, strict=True) if one and other]
        if all(same) and len(same) >= sum(1 for text in texts if text) / 2:
            repeated.append(position)
        elif not all(same):
            _cut(body, position)
            repeated = [place for place in repeated if place < position]
            break
    _take_out(body, set(repeated), "repeated_header")


def _cut(body: Body, position: int) -> None:
    """Takes another table out, with all that stands below where it starts."""
    body.other = other = body.rows[position]
    body.skipped[:] = [skip for skip in body.skipped if skip.row < other]
    body.headings = {row: text for row, text in body.headings.items() if row < other}
    _take_out(body, set(range(position, len(body.rows))), "other_table")


def _take_out(body: Body, gone: Collection[int], reason: str) -> None:
    if not gone:
        return
    for position in sorted(gone):
        said = _gist([column[position] for column in body.columns.values()])
        body.skipped.append(Skipped(row=body.rows[position], reason=reason, text=said))
    body.skipped.sort(key=lambda skip: skip.row)
    body.rows[:] = [row for position, row in enumerate(body.rows) if position not in gone]
    for column in body.columns.values():
        column[:] = [value for position, value in enumerate(column) if position not in gone]


def _drop_notes(body: Body, tail: deque[list[Cell]], keys: Sequence[int], names: Sequence[int]) -> None:
    """Takes notes and totals below the last person off the end; a name right below the others is somebody."""
    fills = [sum(1 for cell in row if not blank(cell)) for row in tail]
    width = max(fills, default=0)
    while tail:
        row = tail.pop()
        near = len(body.rows) > 1 and body.rows[-1] == body.rows[-2] + 1
        if not table.is_footer(row) and (
            not table.is_note(row, width, [row[key] for key in keys]) or (near and table.is_only_name(row, names))
        ):
            break
        for column in body.columns.values():
            column.pop()
        body.skipped.append(Skipped(row=body.rows.pop(), reason="footer", text=_gist(row)))
    body.skipped.sort(key=lambda skip: skip.row)


def _drop_sections(body: Body, keep: Sequence[int], keys: Sequence[int]) -> None:
    """Takes the headings of sections out: a lone word where all the others have a number, or above all people."""
    if len(keep) < 2 or not body.rows:
        return
    for index in keys[:1] or keep[:1]:
        _drop(body, keep, _lone(body, keep, index))
    for index in keep:
        if body.rows and index not in keys[:1] and (lone := _lone(body, keep, index)) and lone[0] == 0:
            _drop(body, keep, lone)


def _lone(body: Body, keep: Sequence[int], index: int) -> list[int]:
    """The positions of rows with only a word, in the column `index`; none where most rows are so."""
    values = body.columns[index]
    others = [body.columns[other] for other in keep if other != index]
    if not all("" in column for column in others):
        return []
    lone = [position for position, value in enumerate(values) if isinstance(value, str) and bands.is_word(value)]
    if not lone:
        return []
    few = [position for position in lone if all(blank(column[position]) for column in others)]
    return few if len(few) <= len(values) / 2 else []


def _drop(body: Body, keep: Sequence[int], lone: Sequence[int]) -> None:
    gone = set(lone)
    if not gone:
        return
    for position in lone:
        word = next((body.columns[index][position] for index in keep if not blank(body.columns[index][position])), "")
        body.headings[body.rows[position]] = table.text(word)
    _take_out(body, gone, "no_person")


def _drop_blanks(body: Body) -> None:
    """Blank rows below everything else are not worth a word."""
    last = body.rows[-1] if body.rows else -1
    while body.skipped and body.skipped[-1].reason == "blank" and body.skipped[-1].row > last:
        body.skipped.pop()
