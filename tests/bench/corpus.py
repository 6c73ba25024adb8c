"""How many lists are read right without a question: the made exports, and the shared corpus where it is there."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from akiles_console.people.spreadsheet.document import inspect_document
from akiles_console.people.spreadsheet.file import read_data, read_here
from akiles_console.people.spreadsheet.reading import Reading, SpreadsheetError

TESTS = Path(__file__).parents[1]
CORPUS = TESTS.parents[1] / "shared" / "corpus"
TODAY = date(2026, 11, 22)


def figures() -> Iterator[str]:
    """One line a set: right without a question, asked or refused, wrong."""
    sys.path.insert(0, str(TESTS / "people" / "spreadsheet" / "heldout"))
    from exports import layouts  # the exports beside their test

    yield _line("exports of many systems", [_export(*made) for made in layouts().values()])
    if (CORPUS / "INDEX.tsv").is_file():
        yield _line("lists of the shared corpus (header row and people)", list(_shared()))


def _line(what: str, ends: list[str]) -> str:
    count = Counter(ends)
    return f"{what}: {count['right']} right without a question, {count['asked']} asked, {count['wrong']} wrong"


def _export(name: str, data: bytes, expected: list[dict[str, object]]) -> str:
    reading = read_data(name, data, today=TODAY)
    found = inspect_document(reading, lambda code, _details: code)["employees"]
    return _end(reading, [{key: person[key] for key in expected[0]} for person in found] == expected)


def _shared() -> Iterator[str]:
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            if line["category"] != "roster" or not line["expected_employee_rows"].isdecimal():
                continue
            try:
                reading = read_here(CORPUS / "rosters" / line["slug"] / line["file"], today=TODAY)
            except SpreadsheetError:
                yield "asked"
                continue
            same = str(reading.header_row) == line["expected_header_row_0based"]
            yield _end(reading, same and len(reading.employees) == int(line["expected_employee_rows"]))


def _end(reading: Reading, right: bool) -> str:
    return "asked" if reading.questions else "right" if right else "wrong"
