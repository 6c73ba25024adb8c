"""What the steps of an import show and allow, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from akiles_console import messages
from akiles_console.people.employee import Employee, Problem
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


ENCODINGS = (
    ("utf-8", N_("Unicode (UTF-8)")), ("utf-16", N_("Unicode (UTF-16)")),
    ("cp1252", N_("Western European (Windows)")), ("mac_roman", N_("Western European (Mac)")),
    ("cp1250", N_("Central European (Windows)")), ("cp1251", N_("Cyrillic (Windows)")),
    ("cp1253", N_("Greek (Windows)")), ("cp1254", N_("Turkish (Windows)")), ("shift_jis", N_("Japanese (Shift-JIS)")),
    ("gb18030", N_("Chinese (GB 18030)")),
)  # fmt: skip


def encodings(reading: Reading) -> list[tuple[str, str]]:
    """(text, encoding) of the encodings to choose from; the one that was found is always among them."""
    found = [(_(title), name) for name, title in ENCODINGS]
    if reading.encoding and reading.encoding not in dict(ENCODINGS):
        found.insert(0, (reading.encoding, reading.encoding))
    return found


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


# Columns


class FieldRow(msgspec.Struct, frozen=True, kw_only=True):
    """One of our fields and the columns found for it; `samples` are values a person may see."""

    field: str
    title: str
    columns: tuple[Column, ...]
    samples: tuple[str, ...]
    doubtful: bool

    @property
    def several(self) -> bool:
        """Whether one more column may feed this field."""
        return self.field in SEVERAL


def field_rows(reading: Reading, options: Options) -> tuple[FieldRow, ...]:
    """Every field in a steady order. What the person chose is not doubtful any more."""
    said = {index for index, _field in options.columns}
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
            )
        )
    return tuple(rows)


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
    **{("encoding", name): title for name, title in ENCODINGS},
}


def choice_words(question: Question, choice: str) -> str:
    """One of the answers to a question, in words; columns, sheets and what is unknown are shown as they are."""
    return _(_CHOICES.get((question.code, choice), choice))


def answer(options: Options, question: Question, choice: str) -> Options:
    """The person's answer to a question of the reader."""
    answers = {**dict(options.answers), question.key: choice}
    return msgspec.structs.replace(options, answers=tuple(sorted(answers.items())))


# Check


class CheckRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the Check table. `row` counts from 0, None for the whole file. `severity`: error | warning |
    info | fine."""

    row: int | None
    person: str
    column: str
    what: str
    severity: str

    @property
    def place(self) -> str:
        """Where it is, as a person counts rows."""
        return _("Whole file") if self.row is None else str(self.row + 1)


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The Check step: a sentence, its problems worst first, everybody, and how many people are fine."""

    sentence: str
    problems: tuple[CheckRow, ...]
    everybody: tuple[CheckRow, ...]
    fine: int


_WORST = {"error": 0, "warning": 1, "info": 2}


def checked(reading: Reading) -> Checked:
    """What the Check step shows of a reading."""
    names = {employee.row: shown_name(employee) for employee in reading.employees}
    parked = reading.parked
    ordered = sorted(reading.problems, key=lambda p: (_WORST.get(p.severity, 3), -1 if p.row is None else p.row))
    problems = tuple(_problem_row(problem, names) for problem in ordered)
    said: dict[int | None, list[str]] = {}
    for line in problems:
        said.setdefault(line.row, []).append(line.what)
    everybody = tuple(_person_row(employee, parked, said) for employee in reading.employees)
    fine = sum(employee.row not in parked for employee in reading.employees)
    return Checked(sentence=check_sentence(fine, len(parked)), problems=problems, everybody=everybody, fine=fine)


def check_sentence(fine: int, aside: int) -> str:
    """How many people go on, and how many rows stay behind."""
    people = plural("{count} person is fine", "{count} people are fine", fine)
    if not aside:
        return _("{people}.").format(people=people)
    rows = plural("{count} row is set aside", "{count} rows are set aside", aside)
    return _("{people}, {rows}.").format(people=people, rows=rows)


def continue_words(fine: int) -> str:
    """What the primary button of the Check step says."""
    return plural("Continue with {count} person", "Continue with {count} people", fine)


def usable(reading: Reading) -> tuple[Employee, ...]:
    """The employees without an error: those who go on."""
    parked = reading.parked
    return tuple(employee for employee in reading.employees if employee.row not in parked)


def shown_name(employee: Employee) -> str:
    """What to call a person who may lack a name."""
    return employee.name or employee.employee_id or next(iter(employee.emails), "")


def _problem_row(problem: Problem, names: dict[int, str]) -> CheckRow:
    return CheckRow(
        row=problem.row,
        person=names.get(problem.row, "") if problem.row is not None else "",
        column=problem.column or "",
        what=str(messages.sentence(problem.code, problem.details)),
        severity=problem.severity,
    )


def _person_row(employee: Employee, parked: Iterable[int], said: dict[int | None, list[str]]) -> CheckRow:
    lines = said.get(employee.row, [])
    return CheckRow(
        row=employee.row,
        person=shown_name(employee),
        column="",
        what=" ".join(lines) if lines else ", ".join((*employee.groups, *employee.emails)),
        severity="error" if employee.row in parked else "fine",
    )
