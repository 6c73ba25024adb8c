"""One cell at a time: what a value means as an id, a name, an address, a group, a PIN or a card.

Every function takes the cells of one column and gives one result per cell, and reports what is wrong with a cell
through `report(index, code, **details)`. A blank cell says nothing; a cell with only `-` clears (`CLEAR`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import cast

Cell = str | float | int | bool | date | datetime | time | timedelta
"""A value of a workbook; a text of a csv file. Blank is ""."""

Report = Callable[..., None]

CLEAR = "-"
MAX_DIGITS = 15  # a workbook's number holds no more of them exactly

_NOTHING = frozenset({"n/a", "#n/a", "na", "none", "null", "nil", "nan", "–", "—", "--", "k.a.", "s/d"})
_BETWEEN = re.compile(
    r"[;,|\n]+|\s+/\s+|(?:(?<=\.[a-z]{2})|(?<=\.[a-z]{3}))/(?=[^\s@/]+@)"
)  # what stands between several addresses
_PRINTED = re.compile(r"\d{1,3},\d{5}")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})*")
_HONORIFIC = re.compile(r"(?<=[\u3040-\u9fff\uac00-\ud7af])\s*(?:様|さん|さま|殿|님)$")
_HIDDEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_JOINERS = re.compile("[\u200c\u200d]")
_ADDRESS = re.compile(
    r"(?![^@]{64})[A-Za-z0-9](?:[A-Za-z0-9_+-]++|\.(?!\.|@))*+"
    r"@(?:[a-z0-9](?:(?!--)[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}(?!(?:local|test|invalid|onion|arpa|alt)\b)[a-z]{2,24}"
)
"""The ordinary addresses: what matches needs no closer look, and every one of them is valid."""

_LETTER = "A-Za-zÀ-ÖØ-öø-ſ"


def _lines(one: str) -> re.Pattern[str]:
    """What matches lines, each of them blank or an ordinary cell: a column is looked at as a whole, in a tenth of
    the time that its cells take one by one."""
    return re.compile(rf"(?:(?:{one})?+\n)*+")


_IDS = _lines(r"[A-Za-z]{0,8}+[-_]?+[0-9]{1,15}+")
_NAMES = _lines(rf"[{_LETTER}][{_LETTER}0-9_'.-]*+(?: [{_LETTER}0-9_][{_LETTER}0-9_'.-]*+)*+")
_ADDRESSES = _lines(_ADDRESS.pattern)
_RUN = 200  # cells that are looked at together: where one is odd, all of them are looked at one by one

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|v|phd|ph\.d|md|m\.d|dds|dvm|esq|mba|cpa|rn|b\.?sc|m\.?sc)\.?", re.I)


class Error(str):
    """A cell that holds an error of the workbook, such as #N/A."""

    __slots__ = ()


class Padded(str):
    """A number of the workbook as its format shows it: 42 formatted as 00000."""

    __slots__ = ()


def shown(value: Cell) -> str:
    """A cell as a text: whole numbers without a fraction, dates as ISO."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**MAX_DIGITS:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def tidy(text: str) -> str:
    """A text composed (NFC), with every run of blanks and line breaks as one blank."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def blank(value: Cell) -> bool:
    """Whether a cell says nothing; words such as "n/a" say nothing too."""
    return isinstance(value, str) and not isinstance(value, Error) and (
        not (bare := value.strip()) or bare.casefold() in _NOTHING
    )  # fmt: skip


def ids(values: Sequence[Cell], report: Report) -> list[str | None]:
    """Employee ids as the source writes them: leading zeros stay, a whole number has no fraction.

    Reports: id_error, id_not_whole, id_scientific, id_odd, id_too_long, id_invisible.
    """
    # A table that a program wrote with numbers as fractions: every id ends in ".0" or none is one
    texts = (v for v in values if isinstance(v, str) and v)
    fractions = (re.fullmatch(r"\d+\.0", text.strip()) for text in texts)
    if next(fractions, None) and all(fractions):
        return [v.strip()[:-2] if isinstance(v, str) and v else _id(v, i, report) for i, v in enumerate(values)]
    if thousands(values):
        return [v.replace(",", "") or None if isinstance(v, str) else _id(v, i, report) for i, v in enumerate(values)]
    found: list[str | None] = []
    for start, run, plain in _runs(values, _IDS):
        found += [text or None for text in plain] if plain else [_id(v, i, report) for i, v in enumerate(run, start)]
    return found


def thousands(values: Sequence[Cell]) -> bool:
    """Whether a column's numbers were written with a sign between the thousands: all that are long enough, "1,001"."""
    texts = [value for value in values if isinstance(value, str) and value]
    if not texts or not any("," in text for text in texts[:_RUN]):
        return False
    return all(_THOUSANDS.fullmatch(text) for text in texts)


def _runs(values: Sequence[Cell], ordinary: re.Pattern[str]) -> Iterator[tuple[int, Sequence[Cell], Sequence[str]]]:
    """The cells in runs: where a run starts, its cells, and the same as texts where all are blank or `ordinary`."""
    for start in range(0, len(values), _RUN):
        run = values[start : start + _RUN]
        texts = cast(Sequence[str], run) if set(map(type, run)) == {str} else ()
        lines = "\n".join(texts) + "\n"
        yield start, run, texts if lines.count("\n") == len(run) and ordinary.fullmatch(lines) else ()


def _id(value: Cell, index: int, report: Report) -> str | None:
    if isinstance(value, str) and not isinstance(value, Error):
        text = value.strip()
        if not text or text == CLEAR or (len(text) <= 4 and text.casefold() in _NOTHING):
            return None
        if text.isascii() and text.isalnum() and len(text) <= 64 and not (text[0].isdigit() and "E" in text.upper()):
            return text
        return _odd_id(text, index, report)
    if isinstance(value, Error):
        report(index, "id_error", value=str(value))
    elif isinstance(value, float | int) and not isinstance(value, bool):
        if float(value).is_integer() and 0 <= value < 10**MAX_DIGITS:
            return str(int(value))
        report(index, "id_not_whole", value=shown(value))
    else:
        report(index, "id_odd", value=shown(value))
    return None


def _odd_id(text: str, index: int, report: Report) -> str | None:
    if _HIDDEN.search(text) or _JOINERS.search(text):
        report(index, "id_invisible")
        return None
    if re.fullmatch(r"\d+(?:[.,]\d+)?[eE]\+?\d+", text) and ("+" in text or "." in text or "," in text):
        report(index, "id_scientific", value=text)
        return None
    text = tidy(text)
    if re.fullmatch(r"['’]\w+", text):
        return text[1:]  # how a spreadsheet program is told to keep the zeros
    if len(text) > 200:
        report(index, "id_too_long")
        return None
    return text


def names(values: Sequence[Cell], report: Report) -> list[str]:
    """Whole names or parts of one, tidy. Reports: name_error, name_invisible (a warning: they are taken out)."""
    found: list[str] = []
    for start, run, plain in _runs(values, _NAMES):
        found += plain or [_name(value, index, report) for index, value in enumerate(run, start)]
    return found


def _name(value: Cell, index: int, report: Report) -> str:
    if isinstance(value, Error):
        report(index, "name_error", value=str(value))
        return ""
    text = shown(value)
    if not text.isascii() or not text.isprintable():
        if _HIDDEN.search(text):
            report(index, "name_invisible")
            text = _HIDDEN.sub("", text)
        return _HONORIFIC.sub("", tidy(text)) if text.strip() not in ("-", "–", "—") else ""
    text = text.strip()
    return "" if text == CLEAR else (" ".join(text.split()) if "  " in text else text)


def turned(name: str) -> str:
    """ "Last, First" as "First Last"; "Ana Lee, Jr." stays, and "Lee, Ana, Jr." keeps its suffix behind."""
    parts = [part.strip() for part in re.split("[,，、]", name)]
    suffix = f", {parts.pop()}" if len(parts) in (2, 3) and _SUFFIX.fullmatch(parts[-1]) else ""
    if len(parts) != 2 or not all(parts):
        return name
    last, first = parts
    return f"{first} {last}{suffix}"


def addresses(values: Sequence[Cell], report: Report) -> list[tuple[str, ...]]:
    """The e-mail addresses of each cell; several are parted at ; , | and blanks.

    Reports: email_invalid, email_error.
    """
    found: list[tuple[str, ...]] = []
    for start, run, plain in _runs(values, _ADDRESSES):
        if plain:
            found += [(text,) if text else () for text in plain]
        else:
            found += [_addresses(value, index, report) for index, value in enumerate(run, start)]
    return found


def _addresses(value: Cell, index: int, report: Report) -> tuple[str, ...]:
    if type(value) is str and _ADDRESS.fullmatch(value):
        return (value,)
    if isinstance(value, Error):
        report(index, "email_error", value=str(value))
        return ()
    if blank(value) or value == CLEAR:
        return ()
    text = shown(value).strip()
    whole = re.fullmatch(r"[^<>;,|]*<([^<>]+)>", text)  # "Ana Lee <ana@example.com>"
    parts = [whole[1]] if whole else [part for some in _BETWEEN.split(text) for part in _apart(some.strip())]
    found: dict[str, str] = {}
    for part in filter(None, (p.removeprefix("mailto:") for p in parts)):
        address = _address(part)
        if address is None:
            report(index, "email_invalid", value=part[:80])
        else:
            found.setdefault(address.casefold(), address)
    return tuple(found.values())


def _apart(text: str) -> list[str]:
    """Addresses with blanks between them; anything else with a blank is one thing, and wrong."""
    parts = text.split()
    return parts if all("@" in part for part in parts) else [text]


def _address(text: str) -> str | None:
    if _ADDRESS.fullmatch(text):
        return text
    if _HIDDEN.search(text) or _JOINERS.search(text):
        return None
    from email_validator import EmailNotValidError, validate_email  # slow to load, and only odd addresses need it

    try:
        return str(validate_email(text, check_deliverability=False).normalized)
    except EmailNotValidError:
        return None


def pins(values: Sequence[Cell], report: Report) -> list[str | None]:
    """PINs: 4 to 20 ASCII digits. Reports pin_invalid and pin_error; never a PIN itself."""
    found: list[str | None] = []
    for index, value in enumerate(values):
        text = "" if blank(value) else shown(value).strip()
        if isinstance(value, Error):
            report(index, "pin_error")
            text = ""
        elif text and text != CLEAR and not re.fullmatch(r"[0-9]{4,20}", text):
            report(index, "pin_invalid")
            text = ""
        found.append(text if text and text != CLEAR else None)
    return found


def cards(values: Sequence[Cell], report: Report) -> list[tuple[str, ...]]:
    """The cards of each cell, parted at ; , | / and line breaks; "123,45678" all the way down is one card, as it is
    printed: its facility and its number. Reports: card_error."""
    told = [value.strip() for value in values if isinstance(value, str) and not blank(value) and value != CLEAR]
    between = r"[;|\n]+|\s+/\s+" if told and all(map(_PRINTED.fullmatch, told)) else r"[;,|\n]+|\s+/\s+"
    found: list[tuple[str, ...]] = []
    for index, value in enumerate(values):
        if isinstance(value, Error):
            report(index, "card_error", value=str(value))
            found.append(())
            continue
        text = "" if blank(value) else shown(value).strip()
        parts = () if text == CLEAR else (tidy(part) for part in re.split(between, text))
        found.append(tuple(dict.fromkeys(part for part in parts if part)))
    return found
