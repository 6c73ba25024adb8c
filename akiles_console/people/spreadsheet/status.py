"""Status words of many systems: still employed, gone, or not known here."""

from __future__ import annotations

import re

from akiles_console.people.spreadsheet import vocabulary
from akiles_console.people.spreadsheet.headers import NEGATIVE, compact, words

EMPLOYED, LEFT = "employed", "left"

_BLOCKS: tuple[tuple[bool | str, str], ...] = (
    (True, vocabulary.EMPLOYED),
    ("leave", vocabulary.ON_LEAVE),
    (False, vocabulary.LEFT),
)
_MEANING = {words(word): meaning for meaning, block in _BLOCKS for word in re.split(r",\s+", block.strip())}
_YES = frozenset(vocabulary.YES.split())
_NO = frozenset(vocabulary.NO.split())


def meaning(value: str, header: str) -> bool | str | None:
    """True employed, False gone, "leave" employed but away, None not known; `header` turns "Leaver: yes" round."""
    word = words(value)
    if word in _YES or word in _NO:
        return (word in _YES) != (compact(header) in NEGATIVE)
    return _MEANING.get(word)
