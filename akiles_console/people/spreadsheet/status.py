"""Status words of many systems: still employed, gone, or not known here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from akiles_console.people.spreadsheet import vocabulary
from akiles_console.people.spreadsheet.headers import NEGATIVE, compact, words

EMPLOYED, LEFT = "employed", "left"

_BLOCKS: tuple[tuple[bool | str, str], ...] = (
    (True, vocabulary.EMPLOYED),
    ("leave", vocabulary.ON_LEAVE),
    (False, vocabulary.LEFT),
    (False, vocabulary.SUSPENDED),
)
_MEANING = {words(word): meaning for meaning, block in _BLOCKS for word in re.split(r",\s+", block.strip())}
_HOLDS = {
    words(word): hold
    for hold, block in (("suspended", vocabulary.SUSPENDED), ("not_confirmed", vocabulary.NOT_CONFIRMED))
    for word in re.split(r",\s+", block.strip())
}
_LETTERS: tuple[dict[str, bool | str], ...] = (
    {"A": True, "I": False, "T": False, "L": "leave", "P": "leave"},
    {"A": True, "B": False},
)
_TICKS = dict.fromkeys("✓✔☑✅●", True) | dict.fromkeys("✗✘☐❌○", False)
_NOT = frozenset({"not", "no", "non", "nicht", "nao", "niet", "nie", "never", "ex", "former", "last", "before"})
_PLAIN = frozenset({"employee", "status", "is", "currently", "still", "mitarbeiter", "empleado", "salarie"})
_YES = frozenset(vocabulary.YES.split())
_NO = frozenset(vocabulary.NO.split())


@lru_cache(maxsize=4096)
def meaning(value: str, header: str) -> bool | str | None:
    """True employed, False gone, "leave" employed but away, None not known; `header` turns "Leaver: yes" round."""
    word = words(value)
    if value.strip() in _TICKS:
        return _TICKS[value.strip()] != (compact(header) in NEGATIVE)
    if compact(header) == "useraccountcontrol" and word.isdecimal():
        return not int(word) & 2  # ACCOUNTDISABLE of Active Directory
    if word in _YES or word in _NO:
        return (word in _YES) != (compact(header) in NEGATIVE)
    if word in _MEANING:
        return _MEANING[word]
    coded = re.fullmatch(r"\s*\w{1,4}\s*[-–:.)]\s*(.{3,})|(.{3,}?)\s*[-–:]\s*\w{1,4}\s*", value)  # "T - Terminated"
    if coded and (bare := words(coded[1] or coded[2])) in _MEANING:
        return _MEANING[bare]
    return _told(word)


def hold(value: str, header: str) -> str | None:
    """Why somebody gets no access although they have not left: suspended, not_confirmed, None for no reason."""
    if compact(header) in ("suspended", "issuspended") and meaning(value, header) is False:
        return "suspended"
    return _HOLDS.get(words(value))


def letters(values: Iterable[str]) -> dict[str, bool | str]:
    """What a column of single letters says, where they are the ones that payroll writes; else nothing."""
    found = {value.strip().upper() for value in values}
    for code in _LETTERS:
        if len(found) > 1 and found <= set(code):
            return {letter: code[letter] for letter in found}
    return {}


def _told(word: str) -> bool | str | None:
    """The one meaning of all known words in a longer status, such as "active full time"; None where they differ."""
    if " " not in word or set(word.split()) & _NOT:
        return None
    parts = word.split()[:8]
    runs = {" ".join(parts[i : i + length]) for length in (1, 2, 3) for i in range(len(parts) - length + 1)}
    if not any(" ".join(parts[:length]) in _MEANING or parts[0] in _PLAIN for length in (1, 2, 3)):
        return None  # the word before may be a "not" of a language that is not known here
    said = {_MEANING[run] for run in runs if len(run) > 3 and run in _MEANING}
    if False in said:
        return False if said <= {False} else None
    return ("leave" if "leave" in said else True) if said else None
