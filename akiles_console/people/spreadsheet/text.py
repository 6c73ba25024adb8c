"""Text files (csv, tsv, txt): their encoding and delimiter, found by what they hold and never guessed in silence."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
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
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_ODD = re.compile(
    r"[a-zß-ÿ][À-ÖØ-ÞŽŠŒŸ]"  # a capital inside a word
    r"|[£¤¥¦§¨¬¯±²³µ¶¸¹¼½¾×÷€†‡‰ƒ„‚¿¡](?=[a-zA-Z])(?<![¿¡])|(?<=[a-zA-Z])[£¤¥¦§¨¬¯±²³µ¶¸¹¼½¾×÷€†‡‰ƒ„‚¿¡]"
    r"|(?<=[a-zA-Z])[–—…“”](?=[a-zA-Z])|[\x80-\x9f\ufffd]"
)
"""What no name looks like: a text that has any of it was read in the wrong code page."""


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
    """cp1252 with a note where it gives words that look like words; else the person is asked."""
    readings = {page: text for page in CODEPAGES if (text := _decoded(data, page)) is not None}
    likely = [page for page, text in readings.items() if not _looks_wrong(text)]
    chosen = (likely or list(readings) or ["cp1252"])[0]
    words = re.findall(r"[^\W\d_]+", readings.get(chosen, ""))
    details: dict[str, str | int] = {"example": next((word for word in words if not word.isascii()), "")[:40]}
    if chosen == "cp1252" and likely:
        problems.append(Problem(severity="warning", code="encoding_assumed", details={"encoding": chosen, **details}))
    else:
        choices = (*likely, *(page for page in readings if page not in likely))
        questions.append(Question(code="encoding", choices=choices, details=details))
    return chosen


def _decoded(data: bytes, page: str) -> str | None:
    try:
        return data.decode(page)
    except UnicodeDecodeError:
        return None


def _looks_wrong(text: str) -> bool:
    """Whether a reading has signs inside words, two scripts in one word, or Latin words of accents mostly."""
    if _ODD.search(text):
        return True
    for word in set(_LETTERS.findall(text)):
        if word.isascii():
            continue
        scripts = {unicodedata.name(letter, "?").split()[0] for letter in word if letter not in "ªº"}
        accents = sum(not letter.isascii() for letter in word)
        if len(scripts - {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}) > 1 or "HALFWIDTH" in scripts:
            return True
        if scripts == {"LATIN"} and accents > len(word) / 2:
            return True
    return False


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
