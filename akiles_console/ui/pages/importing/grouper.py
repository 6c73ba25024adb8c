"""The groups at Akiles, what HR groups were mapped to last time, and what the person chooses now."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from akiles_console import messages, paths
from akiles_console.failure import Failure
from akiles_console.people import mapping as people_mapping
from akiles_console.people.mapping import Mapping, MappingError
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.session import Session
from akiles_console.ui import words as ui_words
from akiles_console.ui.pages.importing import choice, problems
from akiles_console.ui.pages.importing.choice import GroupRow
from akiles_console.ui.pages.importing.groups_step import GroupsStep
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.page import everything
from akiles_console.wording import _


class Grouper(QObject):
    """Fills the Groups step and remembers what is chosen there, also for other files.

    Signals:
        changed: the groups of a file are shown, or their choice changed.
        troubled: the Failure that reading Akiles ended with, None once it went well.
    """

    changed = Signal()
    troubled = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, step: GroupsStep, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._step = session, tasks, step
        self._reading: Reading | None = None
        self._known: Mapping | None = None
        self._rows: tuple[GroupRow, ...] = ()
        step.changed.connect(self._on_chosen)
        step.retry.connect(self.reload)

    def shown_for(self, reading: Reading | None) -> bool:
        """Whether the groups of this very reading have been shown."""
        return reading is not None and reading is self._reading and bool(self._rows)

    def load(self, reading: Reading) -> None:
        """Shows the groups of this reading with what Akiles has now."""
        if reading is not self._reading:
            self._reading, self._rows = reading, ()
        self.reload()

    def reload(self) -> None:
        """Reads the groups at Akiles anew."""
        if self._reading is not None:
            self._tasks.restart("import-groups", self._load(self._reading))

    def mapping(self) -> Mapping:
        """What the person chose for this file, in ids of member groups."""
        return choice.mapping_of(self._rows)

    def keep(self) -> None:
        """Keeps the choice, proposals with it, for next time and for a colleague."""
        self._known = choice.remembered(choice.accepted(self._rows), self._known or Mapping())
        self._tasks.start("import-keep", self._keep())

    async def _load(self, reading: Reading) -> None:
        self._step.show_loading()
        notice = ""
        try:
            client = self._session.client
            groups, gadgets, sites, schedules = await asyncio.gather(
                everything(client.member_groups.list()), everything(client.gadgets.list()),
                everything(client.sites.list()), everything(client.schedules.list()),
            )  # fmt: skip
        except Failure as failure:
            self._step.show_problem(str(messages.of(failure)))
            self.troubled.emit(failure)
            return
        if self._known is None:
            known, notice = await asyncio.to_thread(_read, self._file())
        else:
            known = self._known
        living = [group for group in groups if not group.is_deleted]
        pairs = tuple((group.id, group.name) for group in living)
        employees = problems.usable(reading)
        found = await asyncio.to_thread(choice.choices, employees, known, pairs)
        building = (ui_words.by_id(gadgets), ui_words.by_id(sites), ui_words.by_id(schedules))
        doors = {group.id: (group.name, ui_words.doors(group, *building)) for group in living}
        self._step.show_choices(found, doors, employees, notice or choice.gone_sentence(found.gone))
        self._known = known
        self._on_chosen(found.rows)
        self.troubled.emit(None)

    async def _keep(self) -> None:
        try:
            await asyncio.to_thread(people_mapping.write, self._file(), choice.to_keep(self._known or Mapping()))
        except OSError as error:
            self._step.show_notice(
                _("The choice could not be kept for next time ({reason}).").format(reason=error.strerror or "")
            )

    def _on_chosen(self, rows: tuple[GroupRow, ...]) -> None:
        self._rows = rows
        self._known = choice.remembered(rows, self._known or Mapping())
        self.changed.emit()

    def _file(self) -> Path:
        organization = self._session.organization
        return paths.organization(organization.id if organization else "") / "mapping.json"


def _read(path: Path) -> tuple[Mapping, str]:
    """What was chosen last time, and what to say where it cannot be read."""
    if not path.exists():
        return Mapping(), ""
    try:
        return people_mapping.read(path), ""
    except MappingError as error:
        return Mapping(), str(messages.of(error))
