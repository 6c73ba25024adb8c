"""The report of a run as a file: who, how it ended, what was said; no secret is in it."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from akiles_console.ui import dialogs
from akiles_console.ui.pages.importing.apply_step import ApplyStep
from akiles_console.ui.pages.importing.outcomes import RunRow
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _


def csv_text(rows: Iterable[RunRow]) -> str:
    """The rows as CSV, in which no cell is taken for a formula (`security.md`, "Files")."""
    out = io.StringIO(newline="")
    write = csv.writer(out)
    write.writerow([_("Key"), _("Person"), _("State"), _("What")])
    write.writerows([_plain(cell) for cell in (row.key, row.name, row.title, row.what)] for row in rows)
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


class ReportFile(QObject):
    """Writes it where the person wants it, and says on the Apply step how that went."""

    def __init__(self, tasks: Tasks, step: ApplyStep, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._step = tasks, step
        step.save.connect(self._on_save)

    def _on_save(self, rows: Sequence[RunRow]) -> None:
        self._tasks.start("import-report", self._write(rows))

    async def _write(self, rows: Sequence[RunRow]) -> None:
        proposal = Path.home() / _("Import report.csv")
        target = await dialogs.choose_save(
            self._step, _("Save the report"), (_("Table for a spreadsheet (*.csv)"),), proposal
        )
        if target is None:
            return
        try:
            text = csv_text(rows)
            await asyncio.to_thread(target.write_text, text, encoding="utf-8-sig", newline="")
        except OSError as error:
            self._step.say(
                _("The report could not be saved ({reason}). Choose another folder.").format(reason=error.strerror)
            )
            return
        self._step.say(_("{file} is saved.").format(file=target.name))
