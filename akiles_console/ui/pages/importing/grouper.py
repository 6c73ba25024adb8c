"""The groups at Akiles, what HR groups were mapped to last time, and what the person chooses now."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from akiles_console import messages, paths
from akiles_console.api.errors import ApiError
from akiles_console.api.models import MemberGroup
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.people import kept_mapping, mapping_change
from akiles_console.people.kept_mapping import Kept
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.session import Session
from akiles_console.sync import shared_mapping
from akiles_console.ui import mapping_words
from akiles_console.ui import words as ui_words
from akiles_console.ui.pages.importing import choice, problems
from akiles_console.ui.pages.importing.choice import GroupRow
from akiles_console.ui.pages.importing.groups_step import GroupsStep
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.page import everything
from akiles_console.wording import _


class Grouper(QObject):
    """Fills the Groups step from the mapping that is kept with the organization, and keeps what is chosen there.

    Signals:
        changed: the groups of a file are shown, or their choice changed.
        troubled: the Failure that reading Akiles ended with, None once it went well.
    """

    changed = Signal()
    troubled = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, step: GroupsStep, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._clock, self._step = session, tasks, clock, step
        self._reading: Reading | None = None
        self._before = self._known = Mapping()  # what was kept when it was read, and what the person made of it
        self._rows: tuple[GroupRow, ...] = ()
        self._pending = False
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
        """Keeps the choice, proposals with it, on this computer: until a plan is run, nothing is written at Akiles."""
        self._known = choice.remembered(choice.accepted(self._rows), self._known)
        self._tasks.start("import-keep", self._keep())

    def give(self) -> None:
        """Gives the choice to the organization, so that a colleague has it; no call where there is nothing new."""
        if self._pending:
            self._tasks.start("import-give", self._give())

    async def _load(self, reading: Reading) -> None:
        self._step.show_loading()
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
        living = [group for group in groups if not group.is_deleted]
        notice = await self._take_in(groups)
        pairs = tuple((group.id, group.name) for group in living)
        employees = problems.usable(reading)
        found = await asyncio.to_thread(choice.choices, employees, self._known, pairs)
        building = (ui_words.by_id(gadgets), ui_words.by_id(sites), ui_words.by_id(schedules))
        doors = {group.id: (group.name, ui_words.doors(group, *building)) for group in living}
        self._step.show_choices(
            found, doors, employees, " ".join(filter(None, (notice, choice.gone_sentence(found.gone))))
        )
        self._on_chosen(found.rows)
        self.troubled.emit(None)
        await self._remember_file(reading)

    async def _take_in(self, groups: list[MemberGroup]) -> str:
        """Takes up what is kept with the organization by now; what to say about it."""
        try:
            shared = await shared_mapping.take_in(self._folder(), self._clock, groups)
        except OSError as error:
            return _not_kept(error)
        self._take(shared.kept)
        self._pending = bool(shared.pending)
        return mapping_words.remarks(shared, given=False)

    def _take(self, kept: Kept) -> None:
        self._known = choice.rebased(self._known, self._before, kept.mapping)
        self._before = kept.mapping

    async def _remember_file(self, reading: Reading) -> None:
        """For the Mapping page and Today: which groups this file has, and how many people in each; no names."""
        file = kept_mapping.last_file(reading.file, self._clock.now(), problems.usable(reading))

        def with_file(kept: Kept) -> Kept:
            same = kept.last_file is not None and msgspec.structs.replace(kept.last_file, at=file.at) == file
            return kept if same else msgspec.structs.replace(kept, last_file=file)

        try:
            await asyncio.to_thread(kept_mapping.update, self._folder(), with_file)
        except OSError as error:
            self._step.show_notice(_not_kept(error))

    async def _keep(self) -> None:
        change = mapping_change.difference(self._before, choice.to_keep(self._known))
        if not change:
            return

        def changed(kept: Kept) -> Kept:
            wanted = mapping_change.applied(kept.mapping, change)
            return kept_mapping.revise(kept, wanted, self._clock.now(), kept_mapping.user())

        try:
            self._take(await asyncio.to_thread(kept_mapping.update, self._folder(), changed))
        except OSError as error:
            self._step.show_notice(_not_kept(error))
        else:
            self._pending = True

    async def _give(self) -> None:
        try:
            shared = await shared_mapping.share(self._session.client, self._folder(), self._clock)
        except OSError as error:
            self._step.show_notice(_not_kept(error))
        except ApiError as failure:
            self._step.show_notice(mapping_words.kept_here(failure))
        else:
            self._pending = bool(shared.pending)
            self._take(shared.kept)
            self._step.show_notice(mapping_words.remarks(shared))

    def _on_chosen(self, rows: tuple[GroupRow, ...]) -> None:
        self._rows = rows
        self._known = choice.remembered(rows, self._known)
        self.changed.emit()

    def _folder(self) -> Path:
        organization = self._session.organization
        return paths.organization(organization.id if organization else "")


def _not_kept(error: OSError) -> str:
    return _("The choice could not be kept for next time ({reason}).").format(reason=error.strerror or "")
