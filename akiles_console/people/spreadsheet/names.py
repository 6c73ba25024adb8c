"""The whole name of each person, from one column or from its parts, as its people write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from akiles_console.people.spreadsheet import headers, status
from akiles_console.people.spreadsheet.assemble import Table
from akiles_console.people.spreadsheet.cells import Cell, names, shown, turned

_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # Japanese, Chinese, Korean
_FAMILY_FIRST = re.compile(rf"(?:{_EASTERN.pattern}|\s)+")


_ORDERS = (
    ("apellido", "nombre"), ("cognom", "nom"), ("cognome", "nome"), ("nachname", "vorname"), ("zuname", "vorname"),
    ("familienname", "vorname"), ("name", "vorname"), ("nom", "prenom"), ("achternaam", "voornaam"),
    ("apelido", "nome"), ("sobrenome", "nome"), ("nazwisko", "imie"), ("last", "first"), ("surname", "name"),
    ("family name", "given name"), ("prijmeni", "jmeno"), ("efternamn", "fornamn"),
)  # fmt: skip
"""Headers of whole names that put the surname first."""

_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "dal",
        "la",
        "le",
        "lo",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "zu",
        "el",
        "dos",
        "das",
        "do",
        "du",
        "des",
        "mc",
        "mac",
        "st",
    ]
)
_STATUS_BEHIND = re.compile(r"(?P<name>.+?)\s*\((?P<status>[^()]+)\)")
_NUMBER_BEHIND = re.compile(r"(?P<name>\D+?)[\s,–-]*[(\[]?\s*#?(?P<number>[A-Z]{0,4}-?\d{2,12})\s*[)\]]?")
_NUMBER_BEFORE = re.compile(r"[(\[]?#?(?P<number>[A-Z]{0,4}-?\d{2,12})[)\]]?\s*[-–:/.,|]?\s+(?P<name>\D+)")


def part_numbers(table: Table) -> None:
    """Takes employee numbers out of the names ("Ana Lee (1001)"), where all names of the column have one.

    They become the ids where no column has any; where one has the same ids, they only go from the names.
    """
    columns = table.matching.of("name")
    if not columns or not table.size:
        return
    values = table.cells(columns[0])
    for pattern in (_NUMBER_BEHIND, _NUMBER_BEFORE):
        found = [pattern.fullmatch(value.strip()) if isinstance(value, str) else None for value in values[:20]]
        if not all(found):
            continue
        every = [pattern.fullmatch(value.strip()) if isinstance(value, str) else None for value in values]
        numbers: list[Cell] = [match["number"] if match else "" for match in every]
        ids = table.matching.of("employee_id")
        if ids and any(n and n != shown(value).strip() for n, value in zip(numbers, table.cells(ids[0]), strict=True)):
            return
        table.body.columns[columns[0]] = [m["name"] if m else v for m, v in zip(every, values, strict=True)]
        if not ids:
            table.inner_ids = numbers
            table.note("numbers_from_names", columns[0])
        return


def whole_names(table: Table) -> Sequence[str]:
    """One name a row: the full one where a column has it, else first and last name; "" where the row has none."""
    read = {
        field: [names(table.cells(i), table.report(i)) for i in table.matching.of(field)]
        for field in ("name", "first_name", "last_name")
    }
    firsts, lasts = read["first_name"], read["last_name"]
    parts = _joined(_side(firsts, table.size), _side(lasts, table.size))
    if not read["name"]:
        return parts
    if _surname_first(headers.words(re.sub(r"[()\[\]]", " ", table.header(table.matching.of("name")[0])))):
        read["name"][0] = [_swapped(name) for name in read["name"][0]]
    return [
        turned(_without_status(full) if full[-1] == ")" else full) if full else part
        for full, part in zip(read["name"][0], parts, strict=True)
    ]


def _surname_first(header: str) -> bool:
    """Whether a header says that the surname comes first: "Cognome e nome", "Last name, first name"."""
    return any(
        last in header and 0 <= header.find(last) < header.rfind(first) for last, first in _ORDERS if first in header
    )


def _swapped(name: str) -> str:
    """A name of a surname-first column without a comma; where it is not plain which word is which, it stays."""
    words = name.split()
    start = 0
    while start < len(words) - 2 and words[start].casefold() in _PARTICLES:
        start += 1
    if "," in name or len(words) != start + 2 or _FAMILY_FIRST.fullmatch(name):
        return name
    return " ".join([words[-1], *words[:-1]])


def _without_status(name: str) -> str:
    """ "Ana Lee (On Leave)" without what the system says of her."""
    match = _STATUS_BEHIND.fullmatch(name)
    return match["name"] if match and status.meaning(match["status"], "") is not None else name


def _side(columns: list[list[str]], size: int) -> Sequence[str]:
    """The columns of one half of the name put together, by row."""
    if len(columns) < 2:
        return columns[0] if columns else [""] * size
    return [" ".join(filter(None, row)) for row in zip(*columns, strict=True)]


def _joined(firsts: Sequence[str], lasts: Sequence[str]) -> list[str]:
    """First and last names by row, put in the order of their language."""
    eastern = _EASTERN.search("".join(firsts)) is not None
    return [
        (first or last) if not first or not last
        else f"{last} {first}" if eastern and _FAMILY_FIRST.fullmatch(first + last)
        else f"{first} {last}"
        for first, last in zip(firsts, lasts, strict=True)
    ]  # fmt: skip
