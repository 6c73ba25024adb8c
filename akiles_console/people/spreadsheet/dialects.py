"""Text files whose quotes or columns are not those of csv: quotes never closed, other quotes, no delimiter at all."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from akiles_console.people.spreadsheet import headers
from akiles_console.people.spreadsheet.cells import Cell

_WIDEST = 2000  # letters of a line that are looked at
_LONGEST = 30  # lines that one cell may have, where quotes are doubtful


class Quotes(NamedTuple):
    """The character around cells, and the one before a quote inside of them, or None where it is doubled."""

    mark: str = '"'
    escape: str | None = None


def quotes(sample: str, delimiter: str) -> Quotes:
    """How the cells of a text are quoted."""
    lines = [line[:_WIDEST] for line in sample.splitlines()[:20] if line.strip()]
    cells = [cell.strip() for line in lines for cell in line.split(delimiter) if cell.strip()]
    single = sum(1 for cell in cells if cell.startswith("'") or cell.endswith("'"))
    if lines and lines[0].lstrip().startswith("'") and single > 0.8 * len(cells) and '"' not in lines[0]:
        return Quotes("'")
    if re.search(rf'\\"[^{re.escape(delimiter)}\r\n]', sample) and '""' not in sample:
        return Quotes(escape="\\")
    return Quotes()


def unwrapped(text: str) -> str | None:
    """The text without the quotes around each whole line, where there are such; else None."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not all(line.startswith('"') and line.endswith('"') for line in lines):
        return None
    rows = list(csv.reader(lines))
    whole = [row[0] for row in rows if len(row) == 1]
    if len(whole) < len(rows) or not any(len(re.split(r"[,;\t|]", line)) > 1 for line in whole[:1]):
        return None
    return "\n".join(whole)


def doubtful(data: bytes) -> bool:
    """Whether a line has a quote without its partner: a cell of several lines, or one that is never closed."""
    return b'"' in data and any(line.count(b'"') & 1 for line in re.split(rb"\r\n|\n|\r", data))


def proper(text: str, delimiter: str) -> bool:
    """Whether all quotes find their partner, and every row of several lines is as wide as those of one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    single: Counter[int] = Counter()
    several: set[int] = set()
    before = 0
    try:
        for row in reader:
            if reader.line_num == before + 1:
                single[len(row)] += 1
            else:
                several.add(len(row))
            before = reader.line_num
    except csv.Error:
        return False
    return several <= {max(single, key=lambda width: (single[width], width), default=0)}


def records(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The rows of a text with doubtful quotes, and the numbers of those whose quote is never closed.

    Such a quote would swallow the rows after it; it is left out, and its row ends with its line.
    """
    lines = list(io.StringIO(text, newline=""))
    width = _width(lines, delimiter)
    rows: list[list[str]] = []
    stray: list[int] = []
    at = 0
    while at < len(lines):
        row, used = _record(lines, at, delimiter, width)
        if row is None:
            stray.append(len(rows))
            row = [cell.strip().strip('"') for cell in lines[at].rstrip("\r\n").split(delimiter)]
        rows.append(row)
        at += used
    return rows, stray


def _record(lines: Sequence[str], at: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    """The row that begins at a line, and how many lines it has; None for one whose quote is never closed."""
    if lines[at].count('"') % 2 == 0:
        return next(csv.reader([lines[at]], delimiter=delimiter), []), 1
    alone = _strict(lines[at], delimiter)
    if alone is not None and len(alone) == width:
        return alone, 1
    count = 0
    for end in range(at, min(at + _LONGEST, len(lines))):
        count += lines[end].count('"')
        if count % 2:
            continue
        row = _strict("".join(lines[at : end + 1]), delimiter)
        swallowed = [line for line in lines[at + 1 : end + 1] if line.count(delimiter) == width - 1]
        return (None, 1) if row is None or (swallowed and len(row) != width) else (row, end + 1 - at)
    return (alone, 1) if alone is not None else (None, 1)


def _strict(text: str, delimiter: str) -> list[str] | None:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _width(lines: Iterable[str], delimiter: str) -> int:
    """How many cells most rows have."""
    widths = Counter(
        len(row)
        for line in list(lines)[:400]
        if line.count('"') % 2 == 0 and line.strip() and (row := next(csv.reader([line], delimiter=delimiter), []))
    )
    return max(widths, key=lambda width: (widths[width], width), default=0)


def fixed_columns(sample: str) -> list[int]:
    """Where the columns of a text without delimiters begin, by the headers that stand above them; [] for none."""
    lines = [line[:_WIDEST] for line in sample.expandtabs().splitlines()[:60]]
    for number, line in enumerate(lines[:20]):
        found = [(match.start(), match.group()) for match in re.finditer(r"\S+(?: \S+)*", line)]
        if len(found) < 2 or sum(headers.known(name) for _, name in found) < 2:
            continue
        starts = [0, *(start for start, _ in found[1:])]
        below = [text for text in lines[number + 1 :] if text.strip() and len(text) > starts[1]]
        clean = [text for text in below if all(text[start - 1 : start] in ("", " ") for start in starts[1:])]
        return starts if below and len(clean) > 0.9 * len(below) else []
    return []


def cut(line: str, starts: Sequence[int]) -> list[Cell]:
    """A line's cells between the columns' places."""
    line = line.expandtabs()
    return [line[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)] if line.strip() else []
