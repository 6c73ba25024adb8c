"""Text files (csv, tsv, txt): their encoding and delimiter, found by what they hold and never guessed in silence."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet import headers
from akiles_console.people.spreadsheet.book import Book, Sheet
from akiles_console.people.spreadsheet.cells import Cell
from akiles_console.people.spreadsheet.reading import Question, SpreadsheetError

DELIMITERS = (",", ";", "\t", "|")
CODEPAGES = ("cp1252", "cp1250", "cp1251", "mac_roman", "cp850", "cp932")
"""What a file that is not UTF-8 may be written in, the likeliest first."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_WESTERN = frozenset("áàâäãåæçéèêëíìîïñóòôöõøœúùûüýÿßÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝªº°€’‘“”–—…«»¿¡·´\u00a0£§®©šžŠŽ")


def open_text(data: bytes, encoding: str | None = None) -> Book:
    """Opens a text file; `encoding` is the person's choice. Raises SpreadsheetError: damaged, unsupported_format."""
    problems: list[Problem] = []
    questions: list[Question] = []
    found = encoding or _encoding(data, problems, questions)
    try:
        sample = data[:400_000].decode(found, errors="ignore")
        data.decode(found)
    except (UnicodeDecodeError, LookupError) as error:
        raise SpreadsheetError("unsupported_format", format=f"text in {found}") from error
    delimiter = _delimiter(sample)

    def rows() -> Iterator[list[Cell]]:
        csv.field_size_limit(1_000_000)
        lines = io.TextIOWrapper(io.BytesIO(data), encoding=found, newline="")
        reader = csv.reader(lines, delimiter=delimiter)
        try:
            yield from reader
        except csv.Error as error:
            raise SpreadsheetError("damaged") from error

    return Book(
        format="tsv" if delimiter == "\t" else "csv",
        sheet=lambda _name: Sheet(None, rows),
        problems=problems,
        encoding=found,
        delimiter=delimiter,
        questions=tuple(questions),
    )


def _encoding(data: bytes, problems: list[Problem], questions: list[Question]) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:2000]
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) > len(head) * 0.3:
            return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _codepage(data, problems, questions)
    return "utf-8"


def _codepage(data: bytes, problems: list[Problem], questions: list[Question]) -> str:
    """cp1252 with a note where every letter is one of western Europe; else the person is asked."""
    text = data.decode("cp1252", errors="replace")
    letters = {c for c in text if not c.isascii()}
    example = next((word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()), "")[:40]
    if letters <= _WESTERN and not re.search(r"[A-Z][ÁÀÂÄÃÉÈÊËÍÏÑÓÔÖÕÚÛÜ][a-z]{2}|[^\W\d_][¿¡©®§£°ª·€][^\W\d_]", text):
        details: dict[str, str | int] = {"encoding": "cp1252", "example": example}
        problems.append(Problem(severity="warning", code="encoding_assumed", details=details))
        return "cp1252"
    possible = tuple(page for page in CODEPAGES if _decodes(data, page))
    questions.append(Question(code="encoding", choices=possible, details={"example": example}))
    return possible[0] if possible else "cp1252"


def _decodes(data: bytes, page: str) -> bool:
    try:
        text = data.decode(page)
    except UnicodeDecodeError:
        return False
    return not any("\x80" <= c <= "\x9f" for c in text)


def _delimiter(sample: str) -> str:
    """The delimiter that gives the most regular table; header words decide between two that both do."""
    named = re.match(r"\s*sep=(.)\r?\n", sample)
    if named:
        return named[1]
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
