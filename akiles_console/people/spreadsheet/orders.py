"""What the child process is asked to write: comments on cells, into a copy."""

from __future__ import annotations

import msgspec


class Note(msgspec.Struct, frozen=True):
    """A comment: `row` and `column` of the sheet from 0."""

    row: int
    column: int
    text: str


class Order(msgspec.Struct, frozen=True):
    """What to write: the sheet's name, the notes, the file to make, and the SHA-256 that the source must have."""

    sheet: str | None
    notes: tuple[Note, ...]
    target: str
    digest: str
