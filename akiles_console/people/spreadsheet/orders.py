"""What the child process is asked to write: comments on cells and mended cells, into a copy."""

from __future__ import annotations

import msgspec


class Note(msgspec.Struct, frozen=True):
    """A comment: `row` and `column` of the sheet from 0.

    `value` is what the cell says in the copy, None for what it said; where the cell cannot be changed, since it is a
    formula, `instead` is the comment.
    """

    row: int
    column: int
    text: str
    value: str | None = None
    instead: str = ""


class Order(msgspec.Struct, frozen=True):
    """What to write: the sheet's name, the notes, the file to make, and the SHA-256 that the source must have."""

    sheet: str | None
    notes: tuple[Note, ...]
    target: str
    digest: str

    def __repr__(self) -> str:  # a value may be of a person
        return f"Order({len(self.notes)} notes)"
