"""The report of a run as a file: who, how it ended, what was said; no secret is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from akiles_console.people.spreadsheet.export import Sheet
from akiles_console.ui import exporting
from akiles_console.ui.pages.importing.apply_step import ApplyStep
from akiles_console.ui.pages.importing.outcomes import RunRow
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _


def sheet(rows: Iterable[RunRow]) -> Sheet:
    """The report as it is saved."""
    return Sheet(
        name=_("Import report"),
        titles=(_("Key"), _("Person"), _("State"), _("What")),
        rows=[(row.key, row.name, row.title, row.what) for row in rows],
    )


class ReportFile(QObject):
    """Writes it where the person wants it, and says on the Apply step how that went."""

    def __init__(self, tasks: Tasks, step: ApplyStep, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._step = tasks, step
        step.save.connect(self._on_save)

    def _on_save(self, rows: Sequence[RunRow]) -> None:
        self._tasks.start("import-report", self._write(rows))

    async def _write(self, rows: Sequence[RunRow]) -> None:
        report = sheet(rows)
        target = await exporting.choose(self._step, report.name, "csv")
        if target is not None:
            self._step.say(await exporting.write(report, target, "csv"))
