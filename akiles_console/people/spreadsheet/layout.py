"""A layout: what a person decided about one kind of file, given as a file or remembered for an organization.

`{"sheet": ..., "header_row": ..., "columns": {"Header": field or null}, "answers": {"code": choice}}`; every
part may be left out.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import msgspec

from akiles_console import paths
from akiles_console.people.spreadsheet import headers
from akiles_console.people.spreadsheet.reader import read
from akiles_console.people.spreadsheet.reading import FIELDS, Options, Reading, SpreadsheetError


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


def layout_key(reading: Reading) -> str:
    """The kind of file: the same for the same headers in any order, whatever rows and titles there are.

    Take it of a reading with default options, before anything is answered.
    """
    names = sorted(headers.compact(column.header) for column in reading.columns if column.header)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:24]


def layout_of(reading: Reading, options: Options) -> Layout:
    """What the person decided: columns by their headers, the answers and the sheet; never the password."""
    names = {column.index: column.header for column in reading.columns}
    answers = dict(options.answers) | ({"encoding": options.encoding} if options.encoding else {})
    return Layout(
        sheet=options.sheet,
        header_row=-1 if options.header_row == -1 else None,  # titles above a header come and go
        columns={names[index]: field for index, field in options.columns if names.get(index)},
        answers=answers,
    )


def with_layout(layout: Layout, reading: Reading, options: Options) -> Options:
    """The options with what the layout says of this reading; what they say outright wins."""
    said = dict(options.columns)
    for column in reading.columns:
        if column.header in layout.columns:
            said.setdefault(column.index, layout.columns[column.header])
    sheet = options.sheet or (layout.sheet if layout.sheet in reading.sheets else None)
    return msgspec.structs.replace(
        options,
        sheet=sheet,
        header_row=layout.header_row if options.header_row is None else options.header_row,
        columns=tuple(sorted(said.items())),
        answers=tuple(sorted((layout.answers | dict(options.answers)).items())),
    )


def remember(organization: str, key: str, layout: Layout) -> None:
    """Keeps a layout for an organization's files of one kind (`layout_key`). Raises OSError."""
    path = _place(organization, key)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(layout), indent=2))
    os.replace(name, path)


def remembered(organization: str, key: str) -> Layout | None:
    """The layout kept for files of this kind; None where there is none, or it cannot be read any more."""
    path = _place(organization, key)
    try:
        return load(path) if path.is_file() else None
    except SpreadsheetError:
        return None


def forget(organization: str, key: str) -> None:
    """Drops what is remembered for files of this kind."""
    _place(organization, key).unlink(missing_ok=True)


def _place(organization: str, key: str) -> Path:
    return paths.organization(organization) / "layouts" / f"{key}.json"


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
