"""The one way by which any list becomes a file: asked where, written beside the window's thread, said how it went."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from akiles_console.people.spreadsheet import export
from akiles_console.people.spreadsheet.export import Sheet
from akiles_console.ui import dialogs
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import N_, _

_PATTERNS = {"xlsx": N_("Excel workbook (*.xlsx)"), "csv": N_("Table for a spreadsheet (*.csv)")}


class Exporter(QObject):
    """Saves the rows of lists that were handed to `serve`."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def serve(self, lists: Iterable[RecordList[Any]]) -> None:
        """From now on these lists are saved when somebody wants it."""
        for one in lists:
            one.export_wanted.connect(self._on_wanted)

    def _on_wanted(self, shown: RecordList[Any], format: str, chosen: bool) -> None:
        self._tasks.start("export", self._save(shown, format, chosen))

    async def _save(self, shown: RecordList[Any], format: str, chosen: bool) -> None:
        sheet = shown.sheet(chosen)  # what was on the screen when it was asked for
        target = await choose(shown, sheet.name, format)
        if target is None:
            return
        shown.say(_("Writing {file}…").format(file=target.name))
        shown.say(await write(sheet, target, format))


async def choose(parent: QWidget, name: str, format: str) -> Path | None:
    """Where a list called `name` is to be saved; None where the person changed their mind."""
    title = _("Save: {list}").format(list=name)
    return await dialogs.choose_save(parent, title, (_(_PATTERNS[format]),), Path.home() / f"{name}.{format}")


async def write(sheet: Sheet, target: Path, format: str) -> str:
    """Writes it and says how that went."""
    try:
        await asyncio.to_thread(export.save, sheet, target, format)
    except OSError as error:
        return _("{file} could not be saved ({reason}). Choose another folder.").format(
            file=target.name, reason=error.strerror
        )
    return _("{file} is saved.").format(file=target.name)
