"""Earlier imports: every run that this computer remembers of the organization, and how it ended for each person."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akiles_console import messages
from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.sync import history
from akiles_console.ui import words as ui_words
from akiles_console.ui.pages.importing import earlier_words, outcomes
from akiles_console.ui.pages.importing.earlier_words import PastRow
from akiles_console.ui.pages.importing.outcomes import RunRow
from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.tables import Column
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.page import everything
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

RUNS: tuple[Column[PastRow], ...] = (
    Column(_("File"), lambda row: row.file, 22),
    Column(_("When"), lambda row: row.when, 18, sort=lambda row: row.begun),
    Column(_("By"), lambda row: row.who, 14),
    Column(_("How it ended"), lambda row: row.state, 18, tone=lambda row: row.tone),
    Column(_("People"), lambda row: str(row.people), 8, sort=lambda row: row.people),
    Column(_("Changes made"), lambda row: row.changes, 18),
)
PEOPLE: tuple[Column[RunRow], ...] = (
    Column(_("Person"), lambda row: row.name, 22),
    Column(_("State"), lambda row: row.title, 13, sort=lambda row: row.rank,
           tone=lambda row: outcomes.TONES.get(row.state)),
    Column(_("What"), lambda row: row.what, 30),
)  # fmt: skip


class EarlierRuns(QWidget):
    """The runs above, the people of the chosen one below; the journal holds no names: they are today's members'.

    Signals:
        undo: the id of the run that the person wants to take back.
        finish: the id of the run that the person wants to finish, and the path of its file.
        again: the path of the file that the person wants to import once more, since its run cannot be finished.
        troubled: the Failure that reading ended with, None once it went well.
    """

    undo = Signal(str)
    finish = Signal(str, str)
    again = Signal(object)
    troubled = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._members: list[Member] = []
        self._sought = ""
        self.runs: RecordList[PastRow] = RecordList(
            name=_("Earlier imports"),
            columns=RUNS,
            empty=_("Nothing was imported into this organization from this computer yet."),
            key=lambda row: row.id,
            parent=self,
        )
        self.people: RecordList[RunRow] = RecordList(
            name=_("People of the chosen run"),
            columns=PEOPLE,
            empty=_("Choose a run above to see how it ended for each person."),
            key=lambda row: row.key,
            parent=self,
        )
        self._advice = label("", "muted", self)
        self.finish_button = button(_("Finish it"), "primary", self)
        self.again_button = button(_("Import the file again"), "primary", self)
        self.undo_button = button(_("Undo this run"), "normal", self)
        row = QHBoxLayout()
        row.addWidget(self._advice, 1)
        row.addWidget(self.finish_button)
        row.addWidget(self.again_button)
        row.addWidget(self.undo_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("Earlier imports, from this computer"), "heading", self))
        column.addWidget(self.runs, 2)
        column.addLayout(row)
        column.addWidget(self.people, 3)
        self.runs.view.selectionModel().selectionChanged.connect(self._on_selection)
        self.runs.retry.connect(self.reload)
        self.people.retry.connect(self.reload)
        self.again_button.clicked.connect(self._on_again)
        self.finish_button.clicked.connect(self._on_finish)
        self.undo_button.clicked.connect(self._on_undo)
        self._on_selection()

    def seek(self, run_id: str) -> None:
        """Brings that run to hand once the runs are read; "" the newest."""
        self._sought = run_id

    def reload(self) -> None:
        """Reads the runs and today's members anew."""
        self._tasks.restart("import-earlier", self._load())

    def close_down(self) -> None:
        """Ends what is being read."""
        for name in ("import-earlier", "import-earlier-people"):
            self._tasks.cancel(name)

    def focus_first(self) -> None:
        """Puts the keyboard where the list begins."""
        self.runs.view.setFocus()

    async def _load(self) -> None:
        self.runs.set_loading()
        try:
            client = self._session.client
            past, sites, self._members = await asyncio.gather(
                asyncio.to_thread(history.past, self._organization, self._clock.now),
                everything(client.sites.list()),
                everything(client.members.list()),
            )
        except Failure as failure:
            self.runs.set_error(str(messages.of(failure)))
            self.troubled.emit(failure)
            return
        zone = ui_words.zone_of(site for site in sites if not site.is_deleted)
        self.runs.set_rows(earlier_words.past_rows(past, self._clock.now(), zone))
        place = self.runs.table.row_of(self._sought)
        if place is None and self.runs.table.total and not self.runs.selection():
            place = 0
        if place is not None:
            self.runs.view.selectRow(place)
        self._sought = ""
        self._on_selection()
        self.troubled.emit(None)

    async def _load_people(self, run_id: str) -> None:
        self.people.set_loading()
        try:
            endings = await asyncio.to_thread(history.people, self._organization, run_id, self._clock.now)
        except Failure as failure:
            self.people.set_error(str(messages.of(failure)))
            return
        names = await asyncio.to_thread(history.names, endings, self._members)
        self.people.set_rows(earlier_words.people_rows(endings, names))

    @property
    def _organization(self) -> str:
        return self._session.organization.id if self._session.organization else ""

    def _chosen(self) -> PastRow | None:
        return next(iter(self.runs.selection()), None)

    def _on_selection(self) -> None:
        row = self._chosen()
        self.finish_button.setVisible(row is not None and row.can_finish)
        self.again_button.setVisible(row is not None and not row.can_finish and row.path != "")
        self.undo_button.setVisible(row is not None and row.can_undo)
        self._advice.setText(row.advice if row else "")
        if row is None:
            self.people.set_rows(())
        else:
            self._tasks.restart("import-earlier-people", self._load_people(row.id))

    def _on_finish(self) -> None:
        row = self._chosen()
        if row is not None:
            self.finish.emit(row.id, row.path)

    def _on_again(self) -> None:
        row = self._chosen()
        if row is not None:
            self.again.emit(Path(row.path))

    def _on_undo(self) -> None:
        row = self._chosen()
        if row is not None:
            self.undo.emit(row.id)
