"""What a column holds, in shares of its filled cells (0 to 1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from akiles_console.people.spreadsheet import status
from akiles_console.people.spreadsheet.cells import CLEAR, Cell, blank, shown
from akiles_console.people.spreadsheet.dates import looks_like_date

_EMAIL = re.compile(r"\S+@\S+\.\w+")
_WORD = r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*"
_FULL_NAME = re.compile(rf"{_WORD}(?:,? {_WORD}){{1,5}}")


class Profile(NamedTuple):
    """`filled` cells, `distinct` values; the rest are shares: `unique` of different values, of e-mails,
    dates (`real_date`: typed ones), texts with letters, with digits, short ones, whole names, status words."""

    filled: int
    distinct: int
    unique: float
    email: float
    date: float
    real_date: float
    letters: float
    digits: float
    short: float
    full_name: float
    status: float


def profile(values: Sequence[Cell]) -> Profile:
    """The profile of one column's cells."""
    filled = list(islice((value for value in values if not blank(value) and value != CLEAR), HEAD))
    texts = [shown(value).strip() for value in filled]
    if not filled:
        return Profile(0, 0, 1.0, *(0.0,) * 8)
    count = len(filled)
    real = [isinstance(value, date) for value in filled]

    def share(flags: Sequence[object]) -> float:
        return sum(1 for flag in flags if flag) / count

    return Profile(
        filled=count,
        distinct=len(set(texts)),
        unique=len(set(texts)) / count,
        email=share([_EMAIL.search(text) for text in texts]),
        date=share([_maybe_date(value) for value in filled]),
        real_date=share(real),
        letters=share([any(map(str.isalpha, text)) and not is_date for text, is_date in zip(texts, real, strict=True)]),
        digits=share([any(map(str.isdecimal, text)) for text in texts]),
        short=share([len(text) <= 20 and " " not in text for text in texts]),
        full_name=share([_whole_name(text) for text in texts]),
        status=share([status.meaning(text, "") is not None for text in texts]),
    )


def like_id(held: Profile) -> bool:
    """Whether every cell is another short text or number, as ids are."""
    return held.filled > 0 and held.unique == 1 and held.short > 0.9 and held.email == 0 and held.real_date == 0


def like_name(held: Profile) -> bool:
    """Whether most cells are different texts, as names are."""
    return held.letters > 0.7 and held.unique > 0.5 and held.email < 0.3 and held.status < 0.5 and held.date < 0.3


HEAD = 100
"""Filled cells of a column that are looked at."""


def _whole_name(text: str) -> bool:
    """Two to six words without digits, most of them with a capital where the script has any."""
    if len(text) > 60 or not _FULL_NAME.fullmatch(text):
        return False
    parts = text.split()
    return sum(part[0] != part[0].casefold() or not part[0].isascii() for part in parts) * 2 >= len(parts)


def _maybe_date(value: Cell) -> bool:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return 18264 <= value <= 73415
    return isinstance(value, date) or (isinstance(value, str) and len(value) <= 40 and looks_like_date(value))
