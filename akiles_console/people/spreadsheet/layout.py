"""A layout file: what a person decided about one kind of file, kept to be used again.

`{"sheet": ..., "header_row": ..., "columns": {"Header": field or null}, "answers": {"code": choice}}`; every
part may be left out.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from akiles_console.people.spreadsheet.reader import read
from akiles_console.people.spreadsheet.reading import FIELDS, Options, SpreadsheetError


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's content; `columns` goes by the header's text."""

    sheet: str | None = None
    header_row: int | None = None
    columns: dict[str, str | None] = {}
    answers: dict[str, str] = {}


def load(path: Path) -> Layout:
    """Raises SpreadsheetError: layout_unreadable."""
    try:
        layout = msgspec.json.decode(path.read_bytes(), type=Layout)
    except (OSError, msgspec.DecodeError) as error:
        raise SpreadsheetError("layout_unreadable", file=path.name, reason=str(error)) from error
    unknown = sorted({field for field in layout.columns.values() if field} - set(FIELDS))
    if unknown:
        raise SpreadsheetError("layout_unreadable", file=path.name, reason=f"no such field: {unknown[0]}")
    return layout


async def choose(file: Path, options: Options, layout_file: Path | None) -> Options:
    """How to read a file as a layout says; what `options` say outright wins. Raises SpreadsheetError."""
    if layout_file is None:
        return options
    layout = load(layout_file)
    header_row = options.header_row if options.header_row is not None else layout.header_row
    options = msgspec.structs.replace(
        options,
        sheet=options.sheet or layout.sheet,
        header_row=header_row,
        answers=tuple(sorted(layout.answers.items())),
    )
    if not layout.columns:
        return options
    found = await read(file, options)
    columns = tuple(
        (column.index, layout.columns[column.header]) for column in found.columns if column.header in layout.columns
    )
    return msgspec.structs.replace(options, columns=columns)
