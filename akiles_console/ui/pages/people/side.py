"""The side of the People page: one person to look at, or the same person to be changed; and deleting one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from akiles_console import messages
from akiles_console.api.events import Event
from akiles_console.api.models import Card, Member
from akiles_console.browse import send
from akiles_console.browse.difference import back
from akiles_console.browse.effect import effect
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.sync.ownership import owner
from akiles_console.ui import dialogs
from akiles_console.ui.pages.people import change_words
from akiles_console.ui.pages.people.change_words import Around
from akiles_console.ui.pages.people.drawer import NOTHING, Drawer, Written, credential_lines
from akiles_console.ui.pages.people.editor import WIDTH, Editor
from akiles_console.ui.pages.people.rows import OWN, Person
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _

_PAUSE = 0.25
"""Seconds that somebody stays on a person before more is read of them."""
_EVENTS = 5
_CARDS = 10
"""Cards of one person whose names are read."""


class PersonSide(QStackedWidget):
    """Hidden where nobody is shown and nobody is added.

    Signals:
        wrote: the member as read back after an edit, None where that failed; the member as it was before.
        deleted: the id of a member that is gone.
        busy: what is being written, "" when it is done.
    """

    wrote = Signal(object, object)
    deleted = Signal(str)
    busy = Signal(str)

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._shown: Person | None = None
        self._around: Around | None = None
        self._holders: Callable[[], Mapping[str, str]] = dict
        self._before: Member | None = None  # of the last edit that can be taken back
        self._written = NOTHING
        self._cards: dict[str, Card] = {}
        self.setFixedWidth(WIDTH)
        self.drawer = Drawer(self)
        self.editor = Editor(session, tasks, clock, self)
        self.addWidget(self.drawer)
        self.addWidget(self.editor)
        self.hide()
        self.drawer.edit.connect(self._on_edit)
        self.drawer.remove.connect(self._on_remove)
        self.drawer.undo.connect(self._on_undo)
        self.editor.saved.connect(self._on_saved)
        self.editor.left.connect(self._on_left)
        self.editor.busy.connect(self.busy)

    @property
    def editing(self) -> bool:
        """Whether somebody is being changed or added, with something typed already."""
        return self.currentWidget() is self.editor and self.editor.touched

    def show_person(self, shown: Person | None, around: Around, holders: Callable[[], Mapping[str, str]]) -> None:
        """Shows this person; nobody hides it. What is being typed stays in front."""
        same = self._shown is not None and shown is not None and self._shown.member.id == shown.member.id
        if not same:
            self._before, self._written = None, NOTHING
        self._shown, self._around, self._holders = shown, replace(around, cards=self._cards), holders
        if not self.editing:
            self._show()

    def add(self, around: Around, holders: Callable[[], Mapping[str, str]]) -> None:
        """Begins with a new person, unless somebody else is being changed."""
        if self.editing:
            return
        self._around = replace(around, cards=self._cards)
        self._edit(Member(id="", name=""), holders)

    def _edit(self, member: Member, holders: Callable[[], Mapping[str, str]]) -> None:
        assert self._around is not None
        self.editor.edit(member, self._around, holders)
        self.setCurrentWidget(self.editor)
        self.show()

    def _show(self) -> None:
        self.editor.close_form()
        self.setCurrentWidget(self.drawer)
        self.setVisible(self._shown is not None)
        if self._shown is not None and self._around is not None:
            self.drawer.show_person(self._shown, self._around, self._written)
            self._tasks.restart("person", self._read_more(self._shown))

    async def _read_more(self, shown: Person) -> None:
        """The names of this person's cards and their last events; looking through the list reads nothing."""
        await asyncio.sleep(_PAUSE)
        client, member = self._session.client, shown.member
        missing = [held.card_id for held in member.cards if held.card_id not in self._cards][:_CARDS]
        try:
            cards = await asyncio.gather(*(client.cards.get(id) for id in missing))
            self._cards.update({card.id: card for card in cards})
            events: list[Event] = []
            async for event in client.events.list(by_member_id=member.id):
                events.append(event)
                if len(events) == _EVENTS:
                    break
        except Failure as failure:
            self.drawer.say_events(messages.of(failure).what)
            return
        if self._shown is shown and self._around is not None:
            self._around = replace(self._around, cards=self._cards)
            self.drawer.show_more(shown, self._around, events)

    def _on_edit(self) -> None:
        if self._shown is not None:
            self._edit(self._shown.member, self._holders)

    def _on_left(self) -> None:
        self._show()
        if self._shown is not None:
            self.drawer.edit_button.setFocus()

    def _on_saved(self, done: send.Done, before: Member) -> None:
        assert self._around is not None
        lines = change_words.outcome(done, self._around)
        if done.failure is not None:
            lines.insert(0, (str(messages.of(done.failure)), "loss"))
        written = any(state != "not_sent" for _change, state in done.states)
        self._before = before if before.id and written else None
        self._written = Written(lines or [(_("Verified: {name} is added").format(name=before.name), "gain")],
                                undoable=self._before is not None)  # fmt: skip
        self.setCurrentWidget(self.drawer)
        if done.member is not None and (self._shown is None or self._shown.member.id != done.member.id):
            self._shown = None
        kept = self._before, self._written
        self.wrote.emit(done.member, before)
        self._before, self._written = kept
        self._show()
        self.drawer.edit_button.setFocus()

    def _on_undo(self) -> None:
        if self._shown is not None and self._before is not None:
            now, before = self._shown.member, self._before
            self._on_edit()
            self.editor.propose(back(now, before))

    def _on_remove(self) -> None:
        if self._shown is not None and self._around is not None:
            self._tasks.start("person-delete", self._delete(self._shown.member, self._around))

    async def _delete(self, member: Member, around: Around) -> None:
        if not await self._sure(member, around):
            return
        self.busy.emit(_("Deleting a person."))
        try:
            gone = await send.delete(self._session.client, member, self._clock)
        except Failure as failure:
            self._written = Written([(str(messages.of(failure)), "loss")])
            if isinstance(failure, send.Meanwhile):
                self.wrote.emit(failure.fresh, member)
            self._show()
            return
        finally:
            self.busy.emit("")
        if gone:
            self.deleted.emit(member.id)
        else:
            self._written = Written(
                [(_("Not verified: Akiles still shows this person. Press F5 in a minute."), "warn")]
            )
            self._show()

    async def _sure(self, member: Member, around: Around) -> bool:
        found = effect(member, None, around.building, around.now)
        lost = [text for text, _role in credential_lines(member, around)]
        groups = [around.group(place.member_group_id) for place in member.group_associations]
        told = _("Gone with it: {what}. A PIN or a link cannot come back.")
        text = told.format(what=", ".join([*sorted(groups), *lost]))
        mark = owner(member.metadata)
        if mark not in (None, OWN):
            text = " ".join((_("{owner} looks after this person and may add them again.").format(owner=mark), text))
        danger = "".join(line for line, role in change_words.losses(member.name, found) if role == "danger")
        title = _("Delete {name}?").format(name=member.name)
        return await dialogs.confirm(self, title, text, action=_("Delete"), destructive=True, danger=danger)
