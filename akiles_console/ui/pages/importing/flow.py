"""What the steps of an import show and allow, decided without a window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from akiles_console import messages
from akiles_console.people.spreadsheet import headers
from akiles_console.people.spreadsheet.reading import FIELDS, Column, Options, Question, Reading
from akiles_console.wording import N_, _, plural

STEPS = ("file", "columns", "check", "groups", "preview", "apply")
TITLES = {
    "file": N_("File"), "columns": N_("Columns"), "check": N_("Check"), "groups": N_("Groups"),
    "preview": N_("Preview"), "apply": N_("Apply"),
}  # fmt: skip

FIELD_TITLES = {
    "employee_id": N_("Employee number"), "name": N_("Whole name"), "first_name": N_("First name"),
    "last_name": N_("Last name"), "email": N_("E-mail"), "group": N_("Group or department"),
    "starts_at": N_("First day"), "ends_at": N_("Last day"), "status": N_("Working or left"), "pin": N_("PIN"),
    "card": N_("Card"),
}  # fmt: skip

SEVERAL = frozenset({"email", "group", "card"})
"""Fields that several columns may feed: Group1, Group2, ..."""

DOUBTFUL = 0.8
"""Under this confidence (0 to 1) a column that was matched by itself is shown as worth a look."""

HIDDEN = "••••"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the stepper. `state`: done | current | open | locked; only done and open ones can be gone to."""

    name: str
    title: str
    state: str


def furthest(reading: Reading | None, mapped: bool) -> str:
    """The last step that can be gone to; `mapped`: the groups were shown for this reading."""
    if reading is None:
        return "file"
    if reading.questions:
        return "columns"
    return "preview" if mapped else "groups"


def steps(current: str, reading: Reading | None, mapped: bool) -> tuple[Step, ...]:
    """The stepper. From Apply there is no way back by itself: what was written is written."""
    here, limit = STEPS.index(current), STEPS.index(furthest(reading, mapped))

    def state(place: int) -> str:
        if place == here:
            return "current"
        if place < here:
            return "locked" if current == "apply" else "done"
        return "open" if place <= limit and current != "apply" else "locked"

    return tuple(Step(name=name, title=_(TITLES[name]), state=state(i)) for i, name in enumerate(STEPS))


# File


def other_sheet(options: Options, sheet: str) -> Options:
    """Another sheet is another table: what was said about rows and columns no longer holds."""
    return msgspec.structs.replace(options, sheet=sheet, header_row=None, columns=(), answers=())


def other_header(options: Options, row: int) -> Options:
    """Another header row, counted from 0, -1 for none; the columns are found afresh."""
    return msgspec.structs.replace(options, header_row=row, columns=())


def other_encoding(options: Options, encoding: str) -> Options:
    """Another way to read the bytes of a text file; the columns are found afresh."""
    answers = tuple(pair for pair in options.answers if pair[0] != "encoding")
    return msgspec.structs.replace(options, encoding=encoding, columns=(), answers=answers)


def with_password(options: Options, password: str) -> Options:
    """The same with the file's password."""
    return msgspec.structs.replace(options, password=password)


def format_words(reading: Reading) -> str:
    """What kind of file it is, and how many people rows were found in it."""
    people = plural("{count} person", "{count} people", len(reading.employees))
    return _("{format} file, {people}").format(format=reading.format.upper(), people=people)


ENCODINGS = {
    "utf-8": N_("Unicode (UTF-8)"), "utf-16": N_("Unicode (UTF-16)"), "cp1252": N_("Western European (Windows)"),
    "mac_roman": N_("Western European (Mac)"), "cp850": N_("Western European (DOS)"),
    "iso-8859-15": N_("Western European (ISO)"), "iso-8859-2": N_("Central European (ISO)"),
    "big5": N_("Chinese (Big5)"),
    "cp1250": N_("Central European (Windows)"), "mac_latin2": N_("Central European (Mac)"),
    "cp852": N_("Central European (DOS)"), "cp1257": N_("Baltic (Windows)"), "cp1251": N_("Cyrillic (Windows)"),
    "koi8_r": N_("Cyrillic (KOI8-R)"), "cp866": N_("Cyrillic (DOS)"), "cp1253": N_("Greek (Windows)"),
    "cp1254": N_("Turkish (Windows)"), "cp1255": N_("Hebrew (Windows)"), "cp932": N_("Japanese (Shift-JIS)"),
    "euc_jp": N_("Japanese (EUC)"), "gb18030": N_("Chinese (GB 18030)"), "cp949": N_("Korean (Windows)"),
}  # fmt: skip
"""What to call the encodings that a person may choose: those that the reader knows."""

_ALSO = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
"""Encodings that are called like another one."""


def encodings(reading: Reading) -> list[tuple[str, str]]:
    """(text, encoding) of the encodings to choose from; the one that was found is always among them."""
    found = [(_(title), name) for name, title in ENCODINGS.items() if _ALSO.get(reading.encoding or "") != name]
    if reading.encoding and reading.encoding not in ENCODINGS:
        found.insert(0, (encoding_name(reading.encoding), reading.encoding))
    return found


def encoding_name(encoding: str) -> str:
    """What to call an encoding; one that has no name here is called as the reader does."""
    return _(ENCODINGS.get(_ALSO.get(encoding, encoding), encoding))


def encoding_readings(question: Question) -> list[tuple[str, list[str]]]:
    """Each way to read the file, with the words that the ways do not agree on."""
    return [(page, str(question.details.get(f"words:{page}", "")).split(" · ")) for page in question.choices]


def sheets(reading: Reading) -> list[tuple[str, object]]:
    """(text, name) of the sheets to choose from, hidden ones last and marked."""
    hidden = [name for name in reading.sheets if name in reading.hidden_sheets]
    seen = [name for name in reading.sheets if name not in reading.hidden_sheets]
    return [*((name, name) for name in seen), *((_("{sheet} (hidden)").format(sheet=name), name) for name in hidden)]


_FILE_NOTES = frozenset({"rows_hidden", "column_hidden", "encoding_assumed", "format_mismatch", "far_cells_ignored"})


def notes(reading: Reading) -> str:
    """What a person should know of how the file was read: rows left out, hidden or filtered ones, guessed letters."""
    said = [left_out_words(reading)] if reading.skipped else []
    for problem in reading.problems:
        if problem.row is None and problem.code in _FILE_NOTES:
            details = dict(problem.details)
            if problem.code == "encoding_assumed":
                details["encoding"] = encoding_name(str(details["encoding"]))
            said.append(str(messages.sentence(problem.code, details)))
    return " ".join(said)


_LEFT_OUT = {
    "blank": N_("{count} blank"), "footer": N_("{count} with a total or a note"),
    "repeated_header": N_("{count} with the headers again"), "duplicate": N_("{count} that repeat another row"),
    "same_person": N_("{count} more of a person above"), "no_person": N_("{count} without a name, number or e-mail"),
    "other_table": N_("{count} of another table below"),
    "example": N_("{count} that are examples or explain the columns"),
}  # fmt: skip


def left_out_words(reading: Reading) -> str:
    """How many rows below the header are no people, and why."""
    reasons = Counter(skip.reason for skip in reading.skipped)
    why = [_(_LEFT_OUT.get(reason, "{count} " + reason)).format(count=n) for reason, n in reasons.items()]
    total = plural("{count} row is no person and was left out", "{count} rows are no people and were left out",
                   len(reading.skipped))  # fmt: skip
    return _("{total}: {reasons}.").format(total=total, reasons=", ".join(why))


def preview_cells(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The first rows for the screen; cells below the header in a PIN column are hidden."""
    pins = {column.index for column in reading.columns if column.field == "pin"}
    first = -1 if reading.header_row is None else reading.header_row
    if not pins:
        return reading.preview
    return tuple(
        row if number <= first else tuple(HIDDEN if i in pins and cell else cell for i, cell in enumerate(row))
        for number, row in enumerate(reading.preview)
    )


def preview_widths(cells: Sequence[Sequence[str]], least: int = 6, most: int = 34) -> list[int]:
    """How many characters wide each column of the preview should be; a long title above the table does not count."""
    table = [row for row in cells if sum(bool(cell) for cell in row) > 1] or cells
    width = max((len(row) for row in cells), default=0)
    return [
        min(most, max([least, *(len(row[column]) for row in table if column < len(row))])) for column in range(width)
    ]


# Columns


class FieldRow(msgspec.Struct, frozen=True, kw_only=True):
    """One of our fields and the columns found for it; `samples` are values a person may see.

    `unbelieved` are columns whose header names this field, but most of what they hold is something else.
    """

    field: str
    title: str
    columns: tuple[Column, ...]
    samples: tuple[str, ...]
    doubtful: bool
    unbelieved: tuple[Column, ...] = ()

    @property
    def several(self) -> bool:
        """Whether one more column may feed this field."""
        return self.field in SEVERAL


def field_rows(reading: Reading, options: Options) -> tuple[FieldRow, ...]:
    """Every field in a steady order. What the person chose is not doubtful any more."""
    said = {index for index, _field in options.columns}
    headers_doubted = {one.column for one in reading.problems if one.code == "column_not_believed"}
    unbelieved = [c for c in reading.columns if c.field is None and c.header in headers_doubted]
    rows = []
    for field in FIELDS:
        found = tuple(column for column in reading.columns if column.field == field)
        samples = [value for column in found for value in column.samples if value][:3]
        if field == "pin":
            samples = [HIDDEN for _value in samples]
        rows.append(
            FieldRow(
                field=field,
                title=_(FIELD_TITLES[field]),
                columns=found,
                samples=tuple(samples),
                doubtful=any(c.confidence < DOUBTFUL and c.index not in said for c in found),
                unbelieved=tuple(c for c in unbelieved if _named(c) == field and c.index not in said),
            )
        )
    return tuple(rows)


def _named(column: Column) -> str | None:
    """The field that a column's header names."""
    known = headers.meaning(column.header)
    return known.field if known is not None else None


def settled(options: Options, row: FieldRow) -> Options:
    """The person's word that the columns found for a field are right."""
    said = dict(options.columns) | {column.index: row.field for column in row.columns}
    return msgspec.structs.replace(options, columns=tuple(sorted(said.items(), key=lambda pair: pair[0])))


def doubts(reading: Reading, options: Options) -> tuple[FieldRow, ...]:
    """The fields whose column was found by guessing or not believed, and about which the person said nothing."""
    return tuple(row for row in field_rows(reading, options) if row.doubtful or row.unbelieved)


def column_title(column: Column) -> str:
    """What to call a column: its header, else its letter as in Excel."""
    if column.header.strip():
        return column.header
    letters, rest = "", column.index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return _("Column {letters}").format(letters=letters)


def choose_column(options: Options, field: str, old: int | None, new: int | None) -> Options:
    """The field is fed by column `new` instead of `old`; None = none. A column feeds one field at a time."""
    said = dict(options.columns)
    if old is not None:
        said[old] = None
    if new is not None:
        said[new] = field
    return msgspec.structs.replace(options, columns=tuple(sorted(said.items(), key=lambda pair: pair[0])))


_CHOICES = {
    ("date_order", "day_first"): N_("The day comes first: 31/01/2026"),
    ("date_order", "month_first"): N_("The month comes first: 01/31/2026"),
    ("status_word", "employed"): N_("They work here"),
    ("status_word", "left"): N_("They have left"),
    ("fill_down", "yes"): N_("Yes, for all of them"),
    ("fill_down", "no"): N_("No, they have none"),
    **{("encoding", name): title for name, title in ENCODINGS.items()},
}


def choice_words(question: Question, choice: str) -> str:
    """One of the answers to a question, in words; columns, sheets and what is unknown are shown as they are."""
    return _(_CHOICES.get((question.code, choice), choice))


def answer(options: Options, question: Question, choice: str) -> Options:
    """The person's answer to a question of the reader."""
    answers = {**dict(options.answers), question.key: choice}
    return msgspec.structs.replace(options, answers=tuple(sorted(answers.items())))
