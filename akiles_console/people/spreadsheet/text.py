"""Text files (csv, tsv, txt): their encoding and delimiter, found by what they hold and never guessed in silence."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet import codepages, dialects, headers, mixed
from akiles_console.people.spreadsheet.book import Book, Sheet
from akiles_console.people.spreadsheet.cells import Cell
from akiles_console.people.spreadsheet.reading import Question, SpreadsheetError

DELIMITERS = (",", ";", "\t", "|", "^", "~")
SAMPLE = 400_000
"""Bytes of a file that are looked at to tell how it is written."""

LONGEST = 1_000_000
"""Characters that a cell may have, or a whole line without quotation marks."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip


def open_text(data: bytes, encoding: str | None = None) -> Book:
    """Opens a text file; `encoding` is the person's choice. Raises SpreadsheetError: damaged, unsupported_format."""
    problems: list[Problem] = []
    questions: list[Question] = []
    data, found, said = _letters(data, encoding, problems, questions)
    try:
        sample = data[:SAMPLE].decode(found, errors="ignore")
        if found != "utf-8" or encoding:  # else it has just been found to be so
            data.decode(found)
    except (UnicodeDecodeError, LookupError) as error:
        raise SpreadsheetError("unsupported_format", format=f"text in {found}") from error
    if sample.lstrip("\ufeff").startswith('"') and (inner := dialects.unwrapped(data.decode(found))) is not None:
        return replace(open_text(inner.encode("utf-8"), "utf-8"), encoding=said, problems=problems)
    delimiter = _delimiter(sample)
    if delimiter == "":
        return _without_delimiter(data.decode(found), sample, said, problems, questions)
    quotes = dialects.quotes(sample, delimiter)
    kept: list[list[str]] = []
    if quotes.mark == '"' and not quotes.escape and dialects.doubtful(data):
        if max(map(len, data.splitlines())) > LONGEST:
            raise SpreadsheetError("damaged")
        whole = data.decode(found)
        kept, stray = ([], []) if dialects.proper(whole, delimiter) else dialects.records(whole, delimiter)
        problems += [Problem(row=row, severity="warning", code="quote_never_closed") for row in stray]

    formulas = b'="' in data.replace(b"\x00", b"")[:SAMPLE]

    def rows() -> Iterator[list[Cell]]:
        if b'"' not in data and quotes == dialects.Quotes():
            yield from parted(io.TextIOWrapper(io.BytesIO(data), encoding=found), delimiter)
            return
        csv.field_size_limit(LONGEST)
        lines = io.TextIOWrapper(io.BytesIO(data), encoding=found, newline="")
        reader: Iterator[Any] = (
            iter(kept)
            if kept
            else csv.reader(lines, delimiter=delimiter, quotechar=quotes.mark, escapechar=quotes.escape)
        )
        try:
            if not formulas:
                yield from reader
            for row in reader:
                yield [_constant(cell) for cell in row]
        except csv.Error as error:
            raise SpreadsheetError("damaged") from error

    return Book(
        format="tsv" if delimiter == "\t" else "csv",
        sheet=lambda _name: Sheet(None, rows),
        problems=problems,
        encoding=said,
        delimiter=delimiter,
        questions=tuple(questions),
    )


def parted(lines: Iterable[str], delimiter: str) -> Iterator[list[Any]]:
    """The cells of lines without quotation marks, as the csv reader has them, in two thirds of its time.

    Raises SpreadsheetError("damaged") for a line beyond `LONGEST`.
    """
    for line in lines:
        if len(line) > LONGEST:
            raise SpreadsheetError("damaged")
        yield line.rstrip("\n").split(delimiter) if line != "\n" else []


def _without_delimiter(
    text: str, sample: str, encoding: str, problems: list[Problem], questions: list[Question]
) -> Book:
    """A text whose columns stand under their headers, or one of a single column."""
    starts = dialects.fixed_columns(sample)
    lines = text.splitlines()
    return Book(
        format="csv",
        sheet=lambda _name: Sheet(None, lambda: (dialects.cut(line, starts or [0]) for line in lines)),
        problems=problems,
        encoding=encoding,
        delimiter=None,
        questions=tuple(questions),
    )


def decoded(data: bytes, encoding: str | None, problems: list[Problem], questions: list[Question]) -> tuple[str, str]:
    """The encoding of a text and the text. Raises SpreadsheetError("unsupported_format")."""
    data, found, said = _letters(data, encoding, problems, questions)
    try:
        return said, data.decode(found)
    except (UnicodeDecodeError, LookupError) as error:
        raise SpreadsheetError("unsupported_format", format=f"text in {found}") from error


def _letters(
    data: bytes, encoding: str | None, problems: list[Problem], questions: list[Question]
) -> tuple[bytes, str, str]:
    """The bytes to read, in which encoding, and which one the file is said to have; mends lines in another one."""
    if encoding:
        return data, encoding, encoding
    found = _encoding(data)
    if found in ("utf-8", "utf-8-sig"):
        if (mended := mixed.written_twice(data, data[:SAMPLE].decode("utf-8", errors="ignore"))) is None:
            return data, found, found
        problems.append(Problem(severity="warning", code="letters_mended"))
        return mended, found, found
    if found:
        return data, found, found
    good, rest = mixed.utf8_lines(data)
    if good and rest:
        page = _codepage(b"".join(data.splitlines(keepends=True)[:1]) + rest, [], [])
        if (whole := mixed.joined(data, page)) is not None:
            problems.append(Problem(severity="warning", code="encoding_mixed", details={"encoding": page}))
            return whole, "utf-8", "utf-8" if len(good) >= len(rest) else page
    page = _codepage(data, problems, questions)
    return data, page, page


def _constant(cell: str) -> str:
    """`="00042"` is how zeros are kept from a spreadsheet program: the text inside is the cell."""
    return cell[2:-1].replace('""', '"') if cell.startswith('="') and cell.endswith('"') else cell


def _encoding(data: bytes) -> str:
    """The encoding that the bytes prove; "" where only the letters can tell it."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\x00" in data[:2000] and (wide := _wide(data)):
        return wide
    if data.isascii() and re.search(rb"\x1b\$[@B]", data):
        return "iso2022_jp"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "utf-8"


def _wide(data: bytes) -> str:
    """UTF-16 without its mark, told by its line ends and delimiters; "" where it is not that."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and "\n" in text and sum(map(text.count, DELIMITERS)) > 1:
            return name
    return ""


def _codepage(data: bytes, problems: list[Problem], questions: list[Question]) -> str:
    """The likeliest code page, with a note; where another is as likely and reads names differently, it is asked."""
    lines = data.splitlines(keepends=True)
    telling = lines[:20] + [line for line in lines[20:] if not line.isascii()]
    readings = codepages.decoded(b"".join(telling)[:SAMPLE].rpartition(b"\n")[0] if len(data) > SAMPLE else data)
    order = codepages.ranked(readings)
    if not order:
        return "cp1252"
    cost, chosen = order[0]
    word = codepages.example(readings[chosen])
    close = [
        page for other, page in order[1:]
        if other - cost < codepages.CLOSE
        or (other - cost < codepages.THINKABLE and codepages.names(readings[page]) - codepages.names(readings[chosen]))
    ]  # fmt: skip
    if not close and cost < 1:
        details: dict[str, str | int] = {"encoding": chosen, "example": word}
        problems.append(Problem(severity="warning", code="encoding_assumed", details=details))
        return chosen
    choices = (chosen, *(close or [page for _, page in order[1:4]]))
    words = codepages.differing(readings, choices)
    preview = " · ".join(f"{page}: {words[page]}" for page in choices)
    asked: dict[str, str | int] = {"example": words[chosen], "preview": preview}
    cells = codepages.differing_cells(data[:SAMPLE], choices)
    asked |= {f"words:{page}": " · ".join(found) for page, found in cells.items()}
    questions.append(Question(code="encoding", choices=choices, details=asked))
    return chosen


def _delimiter(sample: str) -> str:
    """The delimiter that gives the most regular table; header words decide between two that both do. "" where the
    columns are told apart by their places only."""
    named = re.match(r"\s*sep=(.)\r?\n", sample)
    if named:
        return named[1]
    if not any(_regularity(sample, d)[2] for d in DELIMITERS) and dialects.fixed_columns(sample):
        return ""
    return max(DELIMITERS, key=lambda d: (_regularity(sample, d), -DELIMITERS.index(d)))


def _regularity(sample: str, delimiter: str) -> tuple[int, float, int]:
    widths: Counter[int] = Counter()
    known = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
            if number == 300:
                break
            filled = [cell for cell in row if cell.strip()]
            if not filled:
                continue
            widths[len(row)] += 1
            if number < 40 and len(filled) > 1:
                known = max(known, sum(headers.known(cell) for cell in filled))
    except csv.Error:
        return (0, 0.0, 0)
    wide = {width: n for width, n in widths.items() if width > 1}
    if not wide:
        return (0, 0.0, 0)
    width = max(wide, key=lambda w: (wide[w], w))
    return (known, wide[width] / sum(widths.values()), width)
