"""Fields that the cells of a column tell, and what stands beside it, where its header does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from akiles_console.people.spreadsheet import headers
from akiles_console.people.spreadsheet.candidates import Candidates
from akiles_console.people.spreadsheet.cells import shown
from akiles_console.people.spreadsheet.headers import DECOY
from akiles_console.people.spreadsheet.profile import like_id

_TITLES = frozenset({"title", "titel", "titulo", "titol", "titre", "titolo"})
_LIST = frozenset({"itemtype", "contenttype", "elementtyp", "inhaltstyp", "tipodeelemento", "typedelement"})
"""Columns that SharePoint adds to a list it exports."""


def by_content(table: Candidates) -> None:
    """Adds what only the cells tell, where no header says it."""
    fields = {field for field, _ in table.scores}
    unnamed = not any(table.names)
    for index, held in enumerate(table.profiles):
        if table.meanings[index] is not None or held.filled == 0 or (not unnamed and not table.names[index]):
            continue
        if "email" not in fields and held.email > 0.7:
            table.scores["email", index] = 0.6
        elif not fields & {"name", "first_name", "last_name"} and held.full_name > 0.7 and held.unique > 0.7:
            table.scores["name", index] = 0.6
        elif unnamed and _like_id(table, index):
            table.scores["employee_id", index] = 0.5
        elif unnamed and held.letters > 0.9 and held.unique <= 0.5 and held.filled > 3 and held.status == 0:
            table.scores["group", index] = 0.5


def by_login(table: Candidates) -> None:
    """Where hardly anybody has an address in its own column, the names people sign in with may be addresses."""
    most = max((held.filled for held in table.profiles), default=0)
    if any(field == "email" and table.profiles[i].filled > most / 2 for field, i in table.scores):
        return
    logins = [i for i, name in enumerate(table.names) if headers.compact(name) in headers.LOGIN]
    for index in [i for i in logins if table.profiles[i].email > 0.5][:1]:
        table.scores["email", index] = 0.6


def _like_id(table: Candidates, index: int) -> bool:
    """Whether a column without a header is the id: the first one, or numbers of the same length; prices, ages and
    telephone numbers are not."""
    held = table.profiles[index]
    if not like_id(held) or held.digits <= 0.9 or held.date >= 0.3:
        return False
    texts = [shown(value).strip() for value in table.values[index] if value != ""]
    if any(re.search(r"[.,]\d|^\+|^\d{9,}$", text) for text in texts):
        return False
    return index == 0 or (len(texts[0]) > 3 and len({len(text) for text in texts}) == 1)


def name_or_part(table: Candidates) -> None:
    """ "Name" beside "Vorname" is the surname, "Nombre" beside "Apellidos" the first name; else it is all of it."""
    found = {field: [i for f, i in table.scores if f == field] for field in ("name", "first_name", "last_name")}
    firsts, lasts = found["first_name"], [
        i for i in found["last_name"] if headers.compact(table.names[i]) not in headers.PARTICLES
    ]  # fmt: skip
    for index in found["name"]:
        if not firsts and not lasts:
            _halves(table, found["name"])
            return
        if all(table.within(part, index) for part in (*firsts[:1], *lasts[:1])) or not any(table.values[index]):
            continue
        score = table.scores.pop(("name", index))
        if firsts and not lasts:
            table.scores["last_name", index] = score
        elif lasts and not firsts:
            table.scores["first_name", index] = score
        elif table.profiles[index].full_name > 0.5 and any(
            table.within(part, index) for part in (*firsts[:1], *lasts[:1])
        ):
            table.scores["name", index] = score


def _halves(table: Candidates, names: Sequence[int]) -> None:
    """One header over two columns of single words is over the first name and the surname."""
    if len(names) != 2 or table.names[names[0]] != table.names[names[1]] or names[1] - names[0] != 1:
        return
    if any(table.profiles[index].full_name > 0.3 for index in names):
        return
    for index, field in zip(names, ("first_name", "last_name"), strict=True):
        table.scores[field, index] = table.scores.pop(("name", index))


def numbers_of_people(table: Candidates) -> None:
    """ "Medewerker" over numbers is the number of the employee; over names it is the name."""
    if any(field == "employee_id" for field, _ in table.scores):
        return
    for index, meaning in enumerate(table.meanings):
        held = table.profiles[index]
        if meaning and meaning.field == "name" and meaning.sure == 1 and held.letters == 0 and like_id(held):
            table.scores.pop(("name", index), None)
            table.scores["employee_id", index] = 0.9
            return


def title_of_item(table: Candidates) -> None:
    """A list of SharePoint keeps the name of each item in "Title": a person's, where the addresses say so too, or
    where the list was exported with the columns SharePoint adds."""
    if any(field in ("name", "first_name", "last_name") for field, _ in table.scores):
        return
    addresses = [index for index, held in enumerate(table.profiles) if held.email > 0.7]
    exported = not _LIST.isdisjoint(map(headers.compact, table.names))
    for index, name in enumerate(table.names):
        held = table.profiles[index]
        like_people = headers.compact(name) in _TITLES and held.full_name > 0.7 and held.unique > 0.7
        if like_people and (exported or any(_is_of(table, index, address) for address in addresses)):
            table.scores["name", index] = 0.8
            return


def _is_of(table: Candidates, name: int, mail: int) -> bool:
    """Whether most addresses hold a word of the name beside them."""
    pairs = [(shown(a), shown(b)) for a, b in zip(table.values[name], table.values[mail], strict=True) if a and b]
    told = 0
    for whole, address in pairs:
        mailbox = headers.compact(address.partition("@")[0])
        told += any(len(word) > 2 and word in mailbox for word in headers.words(whole).split())
    return told > len(pairs) / 2


def code_of_group(table: Candidates) -> None:
    """Where no column names the groups, one with the codes of departments stands for them."""
    if any(field == "group" for field, _ in table.scores):
        return
    for index, meaning in enumerate(table.meanings):
        held = table.profiles[index]
        words = headers.words(table.names[index]).split()
        if not meaning or meaning.field != DECOY or len(words) < 2 or words[-1] not in headers.CODES:
            continue
        of = headers.meaning(" ".join(words[:-1]))
        if of and of.field == "group" and held.filled > 1 and held.unique <= 0.5:
            table.scores["group", index] = 0.5
            return


def side_table(table: Candidates) -> None:
    """Leaves out a small table beside the people: right of a blank column, its columns all filled in the same few
    rows from the first one on."""
    for gap, held in enumerate(table.profiles):
        beside = [index for index in range(gap + 1, len(table.names)) if table.profiles[index].filled]
        if table.names[gap] or held.filled or len(beside) < 2:
            continue
        rows = {tuple(value != "" for value in table.values[index]) for index in beside}
        size = table.profiles[beside[0]].filled
        people = max((table.profiles[index].filled for index in range(gap)), default=0)
        if len(rows) == 1 and size <= people / 2 and all(next(iter(rows))[:size]):
            for key in [key for key in table.scores if key[1] in beside]:
                del table.scores[key]
            return
