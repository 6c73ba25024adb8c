"""The mapping behind the page: read with the organization, changed here at once, and given to Akiles a moment later."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from akiles_console import messages, paths
from akiles_console.access import building as buildings
from akiles_console.access.building import Building
from akiles_console.api.errors import ApiError
from akiles_console.api.models import MemberGroup
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.people import kept_mapping, mapping_change
from akiles_console.people.kept_mapping import Kept
from akiles_console.people.mapping import same_group
from akiles_console.people.mapping_change import Change
from akiles_console.session import Session
from akiles_console.sync import ownership, shared_mapping
from akiles_console.sync.plan import Options
from akiles_console.ui import mapping_words
from akiles_console.ui.pages.mapping import rows
from akiles_console.ui.pages.mapping.rows import MappingRow, Picture
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _

_PAUSE = 1.5
"""Seconds after a change before Akiles is told, so that ten ticks in a row are one change."""
_PATIENCE = 3.0
"""Seconds that the window waits for the last change to be given when it closes."""


class MappingKeeper(QObject):
    """Holds what is kept, the building it is about, and what can be undone.

    Signals:
        changed: there is something new to show.
        failed: nothing can be shown; the text says why.
        said: what a person should know, "" for nothing, and whether it is a trouble.
        troubled: the Failure that a read ended with, None once one went well.
    """

    changed = Signal()
    failed = Signal(str)
    said = Signal(str, bool)
    troubled = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self.kept, self.building, self.picture = Kept(), Building(), Picture()
        self._by_hand: list[str] = []
        self._turn = 0
        self.ours: Mapping[str, int] = {}
        """How many members of ours are in each member group now, by its id."""
        self.done: list[Change] = []
        self.undone: list[Change] = []
        self._waiting: list[Change] = []
        self._to_give = False

    def reload(self) -> None:
        """Reads what Akiles has anew, and gives it what is not there yet."""
        self._tasks.restart("mapping", self._load())

    def reread(self) -> None:
        """Takes up what another page has changed on this computer."""
        self._tasks.restart("mapping-reread", self._reread())

    def change(self, change: Change) -> None:
        """Makes a change that can be undone; one that changes nothing is none."""
        if change:
            self.done.append(change)
            self.undone.clear()
            self._make(change)

    def undo(self) -> None:
        """Takes the last change back, whatever a colleague has changed since."""
        if self.done:
            self.undone.append(self.done.pop())
            self._make(self.undone[-1].reversed())

    def redo(self) -> None:
        """Makes the change again that was taken back last."""
        if self.undone:
            self.done.append(self.undone.pop())
            self._make(self.done[-1])

    def add(self, hr_group: str) -> None:
        """Shows an HR group that is not mapped yet; it is kept once it opens something."""
        self._by_hand.append(hr_group)
        self.reread()

    def added(self, hr_group: str) -> bool:
        """Whether it was added so."""
        return same_group(hr_group) in map(same_group, self._by_hand)

    def remove(self, row: MappingRow) -> None:
        """Takes everything that an HR group opens out of the mapping, and the HR group where it was added by hand."""
        self._by_hand = [name for name in self._by_hand if same_group(name) != same_group(row.hr_group)]
        self.change(Change(removed=tuple((row.hr_group, target) for target in row.kept)))
        self.reread()

    async def aclose(self) -> None:
        """Gives what was changed a moment ago; it is kept on this computer in any case."""
        self._tasks.cancel("mapping")
        self._tasks.cancel("mapping-give")
        if self._to_give and self._session.connected:
            with contextlib.suppress(TimeoutError, Failure, OSError):  # next time, then
                async with asyncio.timeout(_PATIENCE):
                    await shared_mapping.share(self._session.client, self._folder(), self._clock)

    def _make(self, change: Change) -> None:
        self._waiting.append(change)
        self._tasks.start("mapping-keep", self._keep())

    async def _keep(self) -> None:
        while self._waiting:
            change = self._waiting.pop(0)

            def changed(kept: Kept, change: Change = change) -> Kept:
                wanted = mapping_change.applied(kept.mapping, change)
                return kept_mapping.revise(kept, wanted, self._clock.now(), kept_mapping.user())

            try:
                self.kept = await asyncio.to_thread(kept_mapping.update, self._folder(), changed)
            except OSError as error:
                self.said.emit(_not_kept(error), True)
            else:
                self._to_give = True
            await self._tell()
        self._tasks.start("mapping-give", self._give())

    async def _give(self) -> None:
        while self._to_give:
            await self._clock.sleep(_PAUSE)
            self._to_give = False
            await self._share(None)

    async def _load(self) -> None:
        try:
            building = await buildings.read(self._session.client)
        except Failure as failure:
            await self._show_local(failure)
            return
        self.building = building
        self._to_give = False
        await self._share(list(building.groups.values()))
        self.troubled.emit(None)
        await self._count_ours()

    async def _share(self, groups: list[MemberGroup] | None) -> None:
        try:
            shared = await shared_mapping.share(self._session.client, self._folder(), self._clock, groups)
        except ApiError as failure:
            self.said.emit(mapping_words.kept_here(failure), True)
        except Failure as failure:
            self.said.emit(str(messages.of(failure)), True)
        except OSError as error:
            self.said.emit(_not_kept(error), True)
        else:
            self.kept = shared.kept
            remarks = mapping_words.remarks(shared)
            self.said.emit(remarks or mapping_words.with_the_organization(shared), bool(remarks))
        await self._tell()

    async def _tell(self) -> None:
        """Makes the picture anew; the newest one wins, and one that is about to be outdated is not shown."""
        self._turn += 1
        turn, by_hand = self._turn, tuple(self._by_hand)
        made = await asyncio.to_thread(rows.picture, self.kept, self.building, by_hand)
        if turn == self._turn and not self._waiting:
            self.picture = made
            self.changed.emit()

    async def _show_local(self, failure: Failure) -> None:
        """Without Akiles the copy on this computer still works; its groups are those known from last time."""
        self.troubled.emit(failure)
        self.kept, _damaged = await asyncio.to_thread(kept_mapping.load, self._folder())
        if not self.building.groups:
            known = self.kept.names.items()
            self.building = Building(groups={id: MemberGroup(id=id, name=name) for id, name in known})
        if not self.building.groups:
            self.failed.emit(str(messages.of(failure)))
            return
        why = messages.of(failure).what
        self.said.emit(
            _("This is the mapping as this computer knows it; you can work on it. {why} F5 tries again.").format(
                why=why
            ),
            True,
        )
        await self._tell()

    async def _count_ours(self) -> None:
        own, count = Options().source_name, Counter[str]()
        try:
            async for member in self._session.client.members.list(source=own):
                if ownership.marked(member.metadata, own):
                    count.update({link.member_group_id for link in member.group_associations})
        except Failure as failure:
            self.troubled.emit(failure)
            return
        self.ours = count
        self.changed.emit()

    async def _reread(self) -> None:
        self.kept, _damaged = await asyncio.to_thread(kept_mapping.load, self._folder())
        await self._tell()

    def _folder(self) -> Path:
        organization = self._session.organization
        return paths.organization(organization.id if organization else "")


def _not_kept(error: OSError) -> str:
    return _("The mapping could not be kept on this computer ({reason}); nothing was changed.").format(
        reason=error.strerror or ""
    )
