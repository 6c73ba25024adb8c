"""Dates of a column: real ones, serial numbers, and texts in the order that the column itself proves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from akiles_console.people.spreadsheet.cells import CLEAR, Cell, Error, Report, blank, shown
from akiles_console.people.spreadsheet.headers import words

EARLIEST, LATEST = 1950, 2100
_SERIALS = range(18264, 73416)  # 1950-01-01 to 2100-12-31, counted from 1899-12-30

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?"
)
_DIGIT = re.compile(r"\d")
_ORDINARY = re.compile(r"(?:19[5-9]|20\d)\d-\d\d-\d\d", re.A)  # most of all dates
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_JAPANESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_RUN_TOGETHER = re.compile(r"(\d\d)()(\d\d)((?:19[5-9]|20\d)\d)")  # 31122026; with the groups of _NUMBERS
_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?,?\s+(?=\d+[-/.])")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")  # a day of the workbook that a text file was made from
_ERA = re.compile(r"(令和|平成|昭和|R|H|S)\s?(\d{1,2}|元)[年.](\d{1,2})[月.](\d{1,2})日?")
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_NUMBERS = re.compile(
    r"(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?:[, ]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s?([ap]\.?m\.?)?)?", re.I
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar enero ene janvier janv gennaio gen januari janeiro gener jaenner janner"
            " stycznia styczen sty leden ledna ianuarie ocak января tammikuu",
            "feb february februar febrero fevrier fevr febbraio februari fevereiro fev febrer"
            " lutego luty lut unor unora subat февраля",
            "mar march marz mrz maerz marzo mars maart mrt marco marc marca marzec mar marts mrc март марта mart",
            "apr april abril abr avril avr aprile kwietnia kwiecien kwi duben dubna апреля aprilie nisan",
            "may mai mayo maggio mag mei maio maig maja maj mayis kveten kvetna мая",
            "jun june juni junio juin giugno giu junho juny czerwca czerwiec cze cerven cervna haziran июня giugno",
            "jul july juli julio juillet juil luglio lug julho juliol lipca lipiec lip cervenec cervence temmuz июля",
            "aug august agosto ago aout augustus agost sierpnia sierpien sie srpen srpna agustos августа augusti",
            "sep sept september septiembre setiembre septembre settembre set setembro setembre"
            " wrzesnia wrzesien wrz zari eylul сентября setem",
            "oct october oktober okt octubre octobre ottobre ott outubro out"
            " pazdziernika pazdziernik paz rijen rijna ekim октября oktober",
            "nov november noviembre novembre novembro listopada listopad lis kasim ноября",
            "dec december dezember dez diciembre dic decembre dicembre dezembro desembre des"
            " grudnia grudzien gru prosinec prosince aralik декабря desember",
        ),
        start=1,
    )
    for name in names.split()
}

Day = str | None


def order_of(values: Iterable[Cell]) -> set[str]:
    """What texts with two small numbers prove: any of `day_first`, `month_first`, and `either` for no proof."""
    proof = set()
    for value in values:
        text = _without_weekday(value.strip()) if isinstance(value, str) else ""
        match = _NUMBERS.match(text)
        if match is None and (match := _RUN_TOGETHER.fullmatch(text)) is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 or match[2] == ".":
            proof.add("day_first")
        elif second > 12:
            proof.add("month_first")
        elif first != second:
            proof.add("either")
    return proof


def dates(values: Sequence[Cell], order: str, report: Report) -> list[Day]:
    """ISO dates, or ISO date-times where the cell has a time; None where blank, clearing or wrong.

    `order` is `day_first` or `month_first`. Reports: date_invalid, date_error, date_out_of_range.
    """
    known = {value: _checked(value, order) for value in dict.fromkeys(values)}
    if any(code for _, code in known.values()):
        for index, value in enumerate(values):
            if code := known[value][1]:
                report(index, code, value=shown(value)[:40])
    days = {value: day for value, (day, _) in known.items()}
    return [days[value] for value in values]


def looks_like_date(value: Cell) -> bool:
    """Whether a cell can be a date as it stands, in either order; numbers cannot."""
    if isinstance(value, float | int) or (isinstance(value, str) and not _DIGIT.search(value)):
        return False
    if isinstance(value, str) and _FOR_EVER.fullmatch(value.strip()):
        return True
    found = [_checked(value, order) for order in ("day_first", "month_first")]
    return any(day or code == "date_out_of_range" for day, code in found)


def open_ended(value: Cell) -> bool:
    """Whether a cell says that there is no end."""
    return isinstance(value, str) and _FOR_EVER.fullmatch(value.strip()) is not None


_FOR_EVER = re.compile(
    r"9999.*|.*\D9999(?: .*)?|0{1,4}([-/.])0{1,2}\1(?:0\1?){1,4}(?: .*)?|∞|until further notice|"
    r"indefinid[oa]|unbefristet|permanent|open(?:.?ended)?|indeterminato|onbepaald|"
    r"present|current|ongoing|indefinite|actualidad|actual|en curs|en curso|en cours|laufend|indéterminé|0(?:[.,]0)?|"
    r"1900-01-00.*|00/01/1900|00:00:00",
    re.I,
)
"""What stands where there is no end; a formula over a blank cell gives 0, which a spreadsheet shows as 00/01/1900."""


def _checked(value: Cell, order: str) -> tuple[Day, str]:
    if isinstance(value, Error):
        return None, "date_error"
    try:
        if isinstance(value, str) and _ORDINARY.fullmatch(value):
            return date.fromisoformat(value).isoformat(), ""
        if blank(value) or value == CLEAR or _FOR_EVER.fullmatch(shown(value).strip()):
            return None, ""
        moment = _moment(value, order)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        return None, "date_invalid"
    if not EARLIEST <= moment.year <= LATEST:
        return None, "date_out_of_range"
    if isinstance(moment, datetime) and (moment.hour or moment.minute or moment.second):
        return moment.isoformat(timespec="seconds"), ""
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat(), ""


def _moment(value: Cell, order: str) -> date | datetime | None:
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, float | int):
        return datetime(1899, 12, 30) + timedelta(days=float(value)) if int(value) in _SERIALS else None
    return _text(value.strip(), order) if isinstance(value, str) else None


def _text(text: str, order: str) -> date | datetime | None:
    text = _without_weekday(text)
    if text.endswith(".") and text[:4].isdecimal():
        text = text[:-1]  # "2020.01.02." in Hungary
    if match := _ISO.fullmatch(text):
        day = datetime(int(match[1]), int(match[2]), int(match[3]))
        return _at(day, match[4], match[5], match[6], None)
    if _SERIAL.fullmatch(text) and int(text[:5]) in _SERIALS:
        return datetime(1899, 12, 30) + timedelta(days=float(text.replace(",", ".")))
    if match := _ERA.fullmatch(text):
        year = 1 if match[2] == "元" else int(match[2])
        return date(_ERAS[match[1]] + year, int(match[3]), int(match[4]))
    if match := _RUN_TOGETHER.fullmatch(text) if not text.startswith(("19", "20")) else None:
        first, second = (int(match[1]), int(match[3])) if order != "month_first" else (int(match[3]), int(match[1]))
        return date(int(match[4]), second, first)
    if match := _COMPACT.fullmatch(text) or _JAPANESE.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), _year(match[4])
        if order == "month_first" and match[2] != ".":
            first, second = second, first
        return _at(datetime(year, second, first), match[5], match[6], match[7], match[8])
    return _named(text)


def _without_weekday(text: str) -> str:
    """ "Mo, 02.03.2020" as "02.03.2020"; the name of a month stays."""
    match = _WEEKDAY.match(text) if text[:1].isalpha() else None
    return text[match.end() :] if match and words(match[0]) not in _MONTHS else text


def _at(day: datetime, hour: str | None, minute: str | None, second: str | None, half: str | None) -> datetime:
    if hour is None:
        return day
    hours = int(hour) % 12 + (12 if half[0] in "pP" else 0) if half else int(hour)
    return day.replace(hour=hours, minute=int(minute or 0), second=int(second or 0))


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if year < 50 else 1900 + year


def _named(text: str) -> date | None:
    """ "1. Januar 2026", "Jan 1, 2026", "1 de enero de 2026", "Mon 05-Jan-26", or None."""
    parts = [p for p in re.split(r"[\s,./'’-]+", text) if p]
    numbers = [
        p for p in (re.sub(r"(?<=\d)(st|nd|rd|th|er|º|ª|r|n|t|e|de|ste)$", "", p) for p in parts) if p.isdecimal()
    ]
    if len(numbers) != 2 or len(parts) > 7:
        return None
    months = [_MONTHS[word] for word in (words(p) for p in parts if not p[0].isdecimal()) if word in _MONTHS]
    if len(months) != 1:
        return None
    if len(numbers[0]) == 4:
        numbers.reverse()
    return date(_year(numbers[1]), months[0], int(numbers[0]))
