"""Columns of cells become employees, with a problem for everything that is wrong or worth knowing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from akiles_console.people.employee import Employee, Problem
from akiles_console.people.spreadsheet import bands, cells, headers, status
from akiles_console.people.spreadsheet.body import Body
from akiles_console.people.spreadsheet.cells import CLEAR, Cell, Report, shown
from akiles_console.people.spreadsheet.columns import Matching
from akiles_console.people.spreadsheet.dates import dates, order_of
from akiles_console.people.spreadsheet.groups import groups
from akiles_console.people.spreadsheet.reading import Options, Question

WARNINGS = frozenset({"name_invisible", "date_out_of_range", "email_twice", "ended_but_active", "name_error"})
"""Codes of a cell that do not park its row."""

_CODES = frozenset("23456789")


@dataclass(slots=True)
class Table:
    """The people of a table on their way: cells in, problems and questions out."""

    body: Body
    matching: Matching
    options: Options
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    inner_ids: list[Cell] | None = None
    """The employee numbers that were found inside the names, where no column has them."""

    headings: tuple[str, list[str]] | None = None
    """A field that no column has, and what the headings between the people say of it for each of them."""

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.body.rows)

    def cells(self, index: int) -> list[Cell]:
        """The cells of the column with a sheet index."""
        return self.body.columns[index]

    def headed(self, name: str) -> list[Cell] | None:
        """What the headings between the people say of a field."""
        return list(self.headings[1]) if self.headings and self.headings[0] == name else None

    def first(self, name: str) -> int | None:
        """The sheet index of a field's first column, or None."""
        return next(iter(self.matching.of(name)), None)

    def header(self, index: int) -> str:
        """The header of the column with a sheet index."""
        return next(column.header for column in self.matching.columns if column.index == index)

    def report(self, index: int | None) -> Report:
        """A reporter for the column with a sheet index; None for the row as a whole."""
        header = None if index is None else self.header(index)

        def add(position: int, code: str, **details: str | int) -> None:
            severity = "warning" if code in WARNINGS else "error"
            self.problems.append(
                Problem(row=self.body.rows[position], column=header, severity=severity, code=code, details=details)
            )

        return add

    def note(self, code: str, index: int | None = None, severity: str = "info", **details: str | int) -> None:
        """A problem of the whole file or of one column."""
        header = None if index is None else self.header(index)
        self.problems.append(Problem(column=header, severity=severity, code=code, details=details))

    def one(self, name: str, read: Callable[[Sequence[Cell], Report], list[str | None]]) -> list[str | None]:
        """The column of a field that has at most one, read; all None where it has none."""
        found = self.matching.of(name)
        return read(self.cells(found[0]), self.report(found[0])) if found else [None] * self.size


_Standing = tuple[bool | None, str | None]
"""Whether somebody is employed, and why they get no access all the same."""


def employees(table: Table, names: Sequence[str]) -> list[Employee]:
    """Everybody in the table by row, also those with an error, named as `names` has them."""
    order = _order(table)
    inner = table.inner_ids
    ids = cells.ids(inner, table.report(None)) if inner is not None else table.one("employee_id", cells.ids)
    emails = _addresses(table)
    several = any(headers.compact(table.header(i)) in headers.SEVERAL for i in table.matching.of("group"))
    parts = groups(_group_columns(table), table.report(None), several=several) or [()] * table.size
    starts = table.one("starts_at", lambda values, report: list(dates(values, order, report)))
    ends = table.one("ends_at", lambda values, report: list(dates(values, order, report)))
    standing = _status(table)
    pins = table.one("pin", cells.pins)
    columns = table.matching.of("card")
    cards = [cells.cards(table.cells(i), table.report(i)) for i in columns]
    cleared = _cleared(table)
    people = [
        Employee(
            row=row, employee_id=employee_id, name=name, emails=addresses, groups=named, starts_at=start, ends_at=end,
            active=is_active, hold=hold, pin=pin, cards=held, cleared=clear,
        )
        for row, employee_id, name, addresses, named, start, end, (is_active, hold), pin, held, clear in zip(
            table.body.rows, ids, names, emails, parts, starts, ends, standing, pins,
            _joined(cards, table.size), cleared, strict=True,
        )
    ]  # fmt: skip
    _numbers(table)
    return people


def _group_columns(table: Table) -> list[list[Cell]]:
    """The columns of groups; asked where one left of the people seems to hold for blank cells below it too."""
    headed = table.headed("group")
    if headed is not None:
        return [headed]
    people = min((i for name in ("employee_id", "name", "first_name") for i in table.matching.of(name)), default=0)
    found = []
    for index in table.matching.of("group"):
        values = table.cells(index)
        if index < people and bands.leads(values):
            answer = dict(table.options.answers).get("fill_down")
            values = bands.carried(values) if answer == "yes" else values
            if answer is None and all(question.code != "fill_down" for question in table.questions):
                details: dict[str, str | int] = {"column": table.header(index), "example": shown(values[0])}
                table.questions.append(Question(code="fill_down", choices=("yes", "no"), details=details))
        found.append(values)
    return found


def _numbers(table: Table) -> None:
    """Says where a spreadsheet program may have eaten zeros: it stores what looks like a number as one."""
    for index in table.matching.of("pin"):
        if numeric := sum(1 for value in table.cells(index) if isinstance(value, float | int)):
            table.note("pin_numeric", index, cells=numeric)
    for index in (*table.matching.of("employee_id"), *table.matching.of("pin")):
        others = [value for value in table.cells(index) if type(value) is not str]
        if shown_so := [value for value in others if isinstance(value, cells.Padded)]:
            example = "" if index in table.matching.of("pin") else str(shown_so[0])
            table.note("numbers_as_shown", index, cells=len(shown_so), example=example)
    for index in table.matching.of("employee_id"):
        values = table.cells(index)
        if cells.thousands(values):
            table.note("thousands_left_out", index, example=shown(next(v for v in values if "," in shown(v))))
        if {float, int, bool} & set(map(type, values)) and any(
            isinstance(value, str) and value.startswith("0") for value in values
        ):
            table.note("zeros_may_be_lost", index, "warning")


def _joined(columns: Sequence[Sequence[tuple[str, ...]]], size: int) -> Sequence[tuple[str, ...]]:
    if len(columns) < 2:
        return columns[0] if columns else [()] * size
    return [tuple(dict.fromkeys(v for cell in row for v in cell)) for row in zip(*columns, strict=True)]


def _addresses(table: Table) -> Sequence[tuple[str, ...]]:
    """All addresses of a row; a name to sign in with counts only where there is no other, and need not be one."""
    columns = table.matching.of("email")
    logins = [i for i in columns if headers.compact(table.header(i)) in headers.LOGIN]
    found = [cells.addresses(table.cells(i), table.report(i)) for i in columns if i not in logins]
    own = _joined(found, table.size)
    for index in logins:
        own = [held or login for held, login in zip(own, cells.addresses(table.cells(index), _silent), strict=True)]
    return own


def _silent(_index: int, _code: str, **_details: str | int) -> None:
    """A report that nobody reads."""


def _order(table: Table) -> str:
    """Whether day or month comes first in texts; asked where nothing in the file tells."""
    columns = table.matching.of("starts_at") + table.matching.of("ends_at")
    proof = order_of(value for index in columns for value in set(table.cells(index)))
    if proof == {"either"} and len(table.matching.orders - {"either"}) == 1:
        proof = set(table.matching.orders)  # who writes birthdays the day first writes all dates so
    answer = dict(table.options.answers).get("date_order")
    if answer in ("day_first", "month_first"):
        return answer
    if {"day_first", "month_first"} <= proof or (proof == {"either"} and not table.matching.day_first):
        table.questions.append(Question(code="date_order", choices=("day_first", "month_first")))
        return "day_first"
    if proof == {"either"}:
        table.note("day_first_assumed", columns[0])
    return "month_first" if "month_first" in proof else "day_first"


def _status(table: Table) -> list[_Standing]:
    """Whether each person is employed, and why somebody who is gets no access."""
    index, headed = table.first("status"), table.headed("status")
    if index is None and headed is None:
        return [(None, None)] * table.size
    header = "" if index is None else table.header(index)
    values = (headed or []) if index is None else table.cells(index)
    answers = dict(table.options.answers)
    known: dict[Cell, _Standing] = {}
    count = Counter(values)
    letters = status.letters(shown(value) for value in count if not cells.blank(value) and value != CLEAR)
    coded = any(shown(value).strip() in _CODES for value in count)  # where there are more, 0 and 1 are not no and yes
    for value, people in count.items():
        word = cells.tidy(shown(value))
        if cells.blank(value) or value == CLEAR:
            known[value] = (None, None)
            continue
        hold = status.hold(word, header)
        meaning = None if coded and word.isdecimal() else letters.get(word.upper(), status.meaning(word, header))
        answer = answers.get(f"status_word:{word}", answers.get("status_word"))
        if meaning is None and answer in (status.EMPLOYED, status.LEFT):
            meaning = answer == status.EMPLOYED
        if meaning is None and hold is None:
            details: dict[str, str | int] = {"word": word, "people": people}
            table.questions.append(
                Question(code="status_word", choices=(status.EMPLOYED, status.LEFT), details=details)
            )
        if meaning == "leave":
            table.note("on_leave_counts_as_employed", index, word=word, people=people)
        known[value] = (None if meaning is None else bool(meaning), hold)
    return [known[value] for value in values]


def _cleared(table: Table) -> Sequence[tuple[str, ...]]:
    """The fields whose cell says `-`, by row; only what can be taken away can be cleared."""
    cleared: dict[int, list[str]] = {}
    for name in ("email", "group", "starts_at", "ends_at", "pin", "card"):
        columns = [table.cells(i) for i in table.matching.of(name)]
        if not any(CLEAR in column for column in columns):
            continue
        for position, row in enumerate(zip(*columns, strict=True)):
            if CLEAR in row and all(value == CLEAR or cells.blank(value) for value in row):
                cleared.setdefault(position, []).append(name)
    if not cleared:
        return [()] * table.size
    return [tuple(cleared.get(position, ())) for position in range(table.size)]
