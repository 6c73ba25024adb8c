"""What reading a spreadsheet gives: the same record in the child process, the window and `inspect`."""

from __future__ import annotations

import msgspec

from akiles_console.failure import Failure
from akiles_console.people.employee import Employee, Problem

FIELDS = (
    "employee_id", "name", "first_name", "last_name", "email", "group", "starts_at", "ends_at",
    "status", "pin", "card",
)  # fmt: skip
"""The fields a column can be; `cli.md` prints them."""


class SpreadsheetError(Failure):
    """A file that cannot be read as a list of people.

    Codes: not_a_spreadsheet, empty_file, file_unreadable, needs_password, wrong_password, too_large, damaged, too_old,
    labelled (rights management), unsupported_format, unknown_sheet, no_people, reader_crashed,
    reader_timeout, layout_unreadable, file_changed, file_unwritable.
    """


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the person chose instead of what would be found. None = find it.

    `header_row` counts from 0; -1 says that there is no header. `columns` pairs a column's index with one of
    `FIELDS`, or with None for "not used"; columns not named are matched as found. `answers` pairs a question's
    `key` with the choice taken; a bare code answers every question of that code. `password` is a secret. `fixes` are
    cells that the person mended (row and column as they count in the sheet, from 0; the new text, perhaps a PIN).
    """

    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    password: str | None = None
    columns: tuple[tuple[int, str | None], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    fixes: tuple[tuple[int, int, str], ...] = ()

    def __repr__(self) -> str:
        return f"Options(sheet={self.sheet!r}, header_row={self.header_row})"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the table, the field found for it, how sure (0 to 1), and its first values."""

    index: int
    header: str
    field: str | None = None
    confidence: float = 0.0
    samples: tuple[str, ...] = ()


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Something the person must decide; `choices` are the values `Options.answers` takes."""

    code: str
    choices: tuple[str, ...]
    details: dict[str, str | int] = {}

    @property
    def key(self) -> str:
        """What `Options.answers` calls this question: its code, and the word where one code asks about several."""
        return f"{self.code}:{self.details['word']}" if "word" in self.details else self.code


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """A row below the header that is no person, and why: blank, footer, repeated_header, other_table, example,
    duplicate, same_person, no_person. `text` is what it can be recognised by; never a PIN."""

    row: int
    reason: str
    text: str = ""


class FaultyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row with an error or a warning: what its `cells` say, as (column index, text), of the columns in use."""

    row: int
    cells: tuple[tuple[int, str], ...]

    def __repr__(self) -> str:  # a cell may be a PIN
        return f"FaultyRow(row={self.row})"


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one file says, under some `Options`.

    `preview` holds the first rows of the sheet as shown texts, for the window. `digest` is the SHA-256 of the
    file's bytes. `layout` names the HR system whose layout it is, where it is known. `employees` has every person
    row, also those with an error in `problems`; `faulty` what the rows with a problem say, to be mended.
    """

    file: str
    digest: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    header_row: int | None = None
    layout: str | None = None
    columns: tuple[Column, ...] = ()
    questions: tuple[Question, ...] = ()
    employees: tuple[Employee, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()
    faulty: tuple[FaultyRow, ...] = ()

    def __repr__(self) -> str:  # the preview and the employees may hold PINs
        return f"Reading({self.file!r}, {len(self.employees)} employees, {len(self.problems)} problems)"

    @property
    def parked(self) -> frozenset[int]:
        """The rows that have an error and stay out of a plan until it is mended."""
        return frozenset(p.row for p in self.problems if p.severity == "error" and p.row is not None)

    @property
    def same_pin(self) -> frozenset[int]:
        """Those of the parked rows whose only error is that another row has the same PIN."""
        other = {p.row for p in self.problems if p.severity == "error" and p.code != "pin_twice"}
        return self.parked - other
