"""How a file is begun: as it was left, as its kind was decided last time, or by the layout that it is known for."""

from __future__ import annotations

from datetime import datetime

import msgspec

from akiles_console.people.spreadsheet import drafts
from akiles_console.people.spreadsheet.reading import Options, Reading
from akiles_console.ui.pages.importing import flow, source
from akiles_console.wording import _, plural


class Begun(msgspec.Struct, frozen=True):
    """How to read it, why that is known (`known`: the Columns step has nothing to ask), and what was mended already."""

    options: Options
    known: bool = False
    words: str = ""
    cells: tuple[drafts.Cell, ...] = ()


def begun(organization: str, kind: str, reading: Reading, options: Options) -> Begun:
    """Decides for a file that was read for the first time under `options`."""
    left = drafts.load(organization, reading.digest)
    if left is not None and left.cells:
        again = msgspec.structs.replace(left.options, password=options.password, fixes=left.fixes)
        return Begun(again, True, _left_words(left), left.cells)
    decided = source.decided(organization, reading, options)
    if decided is not None:
        words = _("You have imported this kind of file before: columns are read as then.")
        return Begun(decided, True, words)
    if reading.layout and not reading.questions and not flow.doubts(reading, options):
        words = _("This is the layout of {system}: its columns are known.").format(system=reading.layout)
        return Begun(options, True, words)
    return Begun(options)


def continued(organization: str, kind: str, reading: Reading, options: Options) -> Begun:
    """What an earlier file of the same kind says of this one: cells mended for the same person, rows set aside."""
    before = drafts.latest(organization, kind)
    if before is None or before.digest == reading.digest:
        return Begun(options)
    cells = drafts.matching(before, reading)
    fixes = tuple((cell.row, cell.column, cell.now) for cell in cells)
    said = []
    if cells:
        said.append(
            plural(
                "{count} cell says what you mended in {{file}}, so it is mended here too.",
                "{count} cells say what you mended in {{file}}, so they are mended here too.",
                len(cells),
            ).format(file=before.file)
        )
    said += _aside_words(before, reading)
    if fixes:
        columns = tuple((column.index, column.field) for column in reading.columns)
        options = msgspec.structs.replace(options, fixes=fixes, sheet=reading.sheet, columns=columns)
    return Begun(options, words=" ".join(said), cells=cells)


def _left_words(left: drafts.Draft) -> str:
    day = datetime.fromisoformat(left.kept_at).astimezone().date()
    return plural(
        "You worked on this file before: {count} cell is mended as you left it on {{day}}.",
        "You worked on this file before: {count} cells are mended as you left them on {{day}}.",
        len(left.cells),
    ).format(day=day.isoformat())


def _aside_words(before: drafts.Draft, reading: Reading) -> list[str]:
    fine, missing = drafts.solved(before, reading)
    said = []
    if fine:
        one = "{count} row that was set aside in {{file}} is fine now."
        said.append(plural(one, "{count} rows that were set aside in {{file}} are fine now.", fine))
    if missing:
        one = "{count} row that was set aside in {{file}} is not in this file."
        said.append(plural(one, "{count} rows that were set aside in {{file}} are not in this file.", missing))
    return [text.format(file=before.file) for text in said]
