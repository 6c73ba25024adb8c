"""What a source says of one person."""

from __future__ import annotations

import msgspec


class Employee(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """One row of the source, read and checked; what a cell left blank is empty here and changes nothing.

    `row` counts from 0 in the sheet. `starts_at` and `ends_at` are ISO dates (`2026-01-31`), or local
    date-times (`2026-01-31T09:00:00`) where the cell had a time; both are meant in the site's zone.
    `active` is False for a leaver, None where the source does not say. `hold` is why somebody gets no access although
    they have not left: suspended | not_confirmed, None for no reason. `cleared` names the fields whose cell
    said `-`: their value is to be removed. `pin` is a secret: it is kept out of `repr` and of every log.

    Encoded, it is an array without names: half as much to send from one process to the other.
    """

    row: int
    employee_id: str | None = None
    name: str = ""
    emails: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    starts_at: str | None = None
    ends_at: str | None = None
    active: bool | None = None
    hold: str | None = None
    pin: str | None = None
    cards: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Employee(row={self.row}, id={self.employee_id!r})"

    @property
    def key(self) -> str | None:
        """What identifies this person at Akiles (`metadata.sourceID`): the id, or the first e-mail, or None."""
        return self.employee_id or (self.emails[0].lower() if self.emails else None)


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something in the source that a person should know; an `error` parks its row.

    `row` counts from 0 in the sheet, None for the whole file; `column` is the header, or None.
    `code` with `details` becomes a sentence in `messages`.
    """

    row: int | None = None
    column: str | None = None
    severity: str
    code: str
    details: dict[str, str | int] = {}
