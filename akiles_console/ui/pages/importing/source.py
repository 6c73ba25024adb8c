"""Where a list comes from: a file or the clipboard; and what is known of its kind from last time."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet import layout, reader
from akiles_console.people.spreadsheet.reading import Options, Reading
from akiles_console.sync.plan import Options as PlanOptions
from akiles_console.sync.records import Origin, origin_of
from akiles_console.wording import _

_log = logging.getLogger(__name__)


class Pasted(msgspec.Struct, frozen=True):
    """A table from the clipboard, as text and as HTML; it may hold PINs."""

    text: str
    html: str

    def __repr__(self) -> str:
        return "Pasted(...)"


Source = Path | Pasted


class Reread(msgspec.Struct, frozen=True):
    """How something can be read again: the file ("" for a pasted table), and how it was read."""

    path: str
    options: Options

    def origin(self, reading: Reading, mapping: Mapping, options: PlanOptions) -> Origin:
        """What a run over this reading can be made from again, without a secret."""
        return origin_of(self.path, reading, self.options, mapping, options)


def clipboard() -> Source | None:
    """What the clipboard has: one file, or text; None where there is neither."""
    return held(QGuiApplication.clipboard().mimeData())


def held(data: QMimeData) -> Source | None:
    """What is being pasted or dragged: one file of this computer, or a table; None where it is neither."""
    urls = data.urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        return Path(urls[0].toLocalFile())
    if urls:
        return None
    text, html = data.text(), data.html()
    return Pasted(text, html) if text.strip() or html.strip() else None


def name(source: Source) -> str:
    """What to call it."""
    return source.name if isinstance(source, Path) else _("The pasted table")


async def read(source: Source, options: Options) -> Reading:
    """What it says. Raises SpreadsheetError."""
    if isinstance(source, Path):
        return await reader.read(source, options)
    return await reader.read_pasted(source.text, source.html, options)


def kind(reading: Reading) -> str:
    """What kind of file it is, by its headers; of a reading before anything was decided."""
    return layout.layout_key(reading)


def decided(organization: str, reading: Reading, options: Options) -> Options | None:
    """How the person had this kind of file read last time; None where it is new."""
    kept = layout.remembered(organization, kind(reading))
    return layout.with_layout(kept, reading, options) if kept is not None else None


def remember(organization: str, key: str, reading: Reading, options: Options) -> None:
    """Keeps for next time what was decided about this `kind` of file, also what was accepted as found."""
    columns = tuple((column.index, column.field) for column in reading.columns)
    said = msgspec.structs.replace(options, columns=columns)
    try:
        layout.remember(organization, key, layout.layout_of(reading, said))
    except OSError as error:
        _log.warning("what was decided about this kind of file could not be kept: %s", error.strerror)
