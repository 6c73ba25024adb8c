"""Where the table is in a sheet: its header row below titles and notes, and which rows are no people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from akiles_console.people.spreadsheet import headers
from akiles_console.people.spreadsheet.cells import Cell, Error, blank, shown, tidy
from akiles_console.people.spreadsheet.dates import looks_like_date

HEAD = 400
"""Rows that are looked at to find the header and the columns."""

_DEEPEST = 60
_FOOTER = re.compile(
    r"(grand |sub|sub-)?total(es|s|i)?\b.*|razem\b.*|łącznie\b.*|итого\b.*|всего\b.*|toplam\b.*|summa\b.*|"
    r"(nº|n\.º|núm(ero)?|number|no\.?|anzahl|aantal|nombre|numero|liczba) (de |of |d')?\w+:? *\d+|"
    r"suma\b.*|summe\b.*|gesamt\b.*|somme\b.*|totaal\b.*|totale\b.*|count\b.*|"
    r"anzahl\b.*|(page|pagina|página|seite)\b.*\d.*|(generated|exported|printed|created|report|erstellt|generado|exportado|généré|"
    r"export|druckdatum|stand)\b.*|end of (report|list|file).*|\* .*|©.*|confidential.*|合計.*|fin del informe.*",
    re.I,
)


def text(value: Cell) -> str:
    """A header cell as one tidy line."""
    return tidy(shown(value))


def header_row(head: Sequence[Sequence[Cell]]) -> int | None:
    """The row that names the columns, counted from 0; None where the table starts without one."""
    for word_for_word, above_something in ((True, True), (False, True), (True, False)):
        best, best_score = None, 0.0
        for number, row in enumerate(head[:_DEEPEST]):
            score = _likeness(row, word_for_word)
            above = any(_filled(below) for below in head[number + 1 : number + 12])
            if score > best_score and above == above_something:
                best, best_score = number, score
        if best is not None:
            return best
    return _plain_header(head)


def _likeness(row: Sequence[Cell], word_for_word: bool) -> float:
    """How many cells are known headers, less what looks like data; 0 where it is no header."""
    filled = [cell for cell in row if not blank(cell)]
    texts = [text(cell) for cell in filled if isinstance(cell, str)]
    if word_for_word:
        known = float(sum(headers.known(name) for name in texts))
    else:
        known = sum(1.0 if m.sure >= 0.9 else 0.5 for m in map(headers.meaning, texts) if m)
    data = sum(1 for cell in filled if is_data(cell))
    least = 1.0 if len(filled) <= 2 else 2.0 if len(filled) <= 8 else 3.0
    return known - data if known - data >= least and data <= len(filled) / 3 else 0.0


def is_data(cell: Cell) -> bool:
    """Whether a cell looks like a value rather than a name of a column."""
    if not isinstance(cell, str):
        return True
    return "@" in cell or len(cell) > 60 or cell.strip().replace(".", "").isdecimal() or looks_like_date(cell)


def _plain_header(head: Sequence[Sequence[Cell]]) -> int | None:
    """The first row of different short texts as wide as the table, above rows that are not like it."""
    widths = [_filled(row) for row in head[:_DEEPEST]]
    width = max(widths, default=0)
    for number, row in enumerate(head[:_DEEPEST]):
        if widths[number] < max(1, 0.7 * width):
            continue
        filled = [text(cell) for cell in row if not blank(cell)]
        texts = not any(is_data(cell) for cell in row if not blank(cell))
        unlike = any(is_data(cell) for below in head[number + 1 : number + 20] for cell in below if not blank(cell))
        return number if texts and unlike and len(set(filled)) == len(filled) else None
    return None


def _filled(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if not blank(cell))


_WEEKDAYS = """
    mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday lun mar mie jue vie
    sab dom lunes martes miercoles jueves viernes sabado domingo mo di mi do fr sa so montag dienstag mittwoch
    donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunedi martedi
    mercoledi giovedi venerdi sabato domenica ma wo vr za zo maandag dinsdag woensdag donderdag vrijdag
    zaterdag zondag mer gio ven jeu sam dim seg ter qua qui sex segunda terca quarta quinta sexta pon wt sr czw pt sob
    nd dl dt dc dj dv ds dg 月 火 水 木 金 土 日
"""
_DAYS = frozenset(_WEEKDAYS.split())


def is_day(header: str) -> bool:
    """Whether a header is a weekday or a date."""
    return headers.compact(header) in _DAYS or looks_like_date(header)


def is_footer(row: Sequence[Cell]) -> bool:
    """Whether a row is a total, a page number or a note on the export: known words, and little else in the row."""
    filled = [cell for cell in row if not blank(cell)]
    if not filled or len(filled) > max(3, len(row) / 2):
        return False
    first = next((cell for cell in filled if isinstance(cell, str) and not isinstance(cell, Error)), "")
    # an address in the words of the note ("exported by ana@example.com") is nobody's of the list
    return bool(_FOOTER.fullmatch(tidy(str(first)))) and not any(
        "@" in str(cell) for cell in filled if cell is not first
    )


def is_note(row: Sequence[Cell], width: int, keys: Sequence[Cell]) -> bool:
    """Whether a row after the last person is a note: at most half as full as the table (`width` cells), and none
    of its identifying cells (`keys`) holds an address or a single word, as an id is."""
    filled = sum(1 for cell in row if not blank(cell))
    return filled <= width / 2 and not any("@" in key or (key and " " not in key) for key in map(text, keys))


def is_calendar(head: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row near the top counts days, as an attendance sheet does."""
    for row in head[:15]:
        days = [text(cell) for cell in row if not blank(cell)]
        numbers = [int(day) for day in days if day.isdecimal() and len(day) < 3]
        runs = sum(1 for one, other in pairwise(numbers) if other == one + 1)
        if runs > 8 or sum(1 for day in days if is_day(day)) > max(4, len(days) / 2):
            return True
    return False


def is_form(head: Sequence[Sequence[Cell]]) -> bool:
    """Whether the rows are questions and answers about one person: known headers stand below one another."""
    rows = [[text(cell) for cell in row if not blank(cell)] for row in head]
    asked = [row[0].rstrip(": ") for row in rows if row]
    known = {label for label in asked if headers.known(label) and not any(map(str.isdecimal, label))}
    wide = sum(1 for row in rows if len(row) > 4)
    return len(known) > 3 and len(known) > len(asked) / 2 and wide == 0


def is_only_name(row: Sequence[Cell], names: Sequence[int]) -> bool:
    """Whether a row has nothing but a name, each word with a capital where the script has any."""
    filled = [index for index, cell in enumerate(row) if not blank(cell)]
    words = [word for index in filled for word in text(row[index]).replace(",", " ").split()]
    return (
        bool(filled)
        and set(filled) <= set(names)
        and 2 <= len(words) <= 4
        and all(word.replace("-", "").replace("'", "").isalpha() and word[0] == word[0].upper() for word in words)
    )


def letters(index: int) -> str:
    """The letters a spreadsheet shows above a column; 0 is A."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text
