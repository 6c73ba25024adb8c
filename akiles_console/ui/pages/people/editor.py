"""Changing one person: the form, the difference before it is sent, and sending it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from akiles_console import messages
from akiles_console.api.models import Card, Member
from akiles_console.browse import checks, send
from akiles_console.browse.difference import differences, onto
from akiles_console.browse.effect import Effect, effect
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui import dialogs
from akiles_console.ui.pages.people import change_words
from akiles_console.ui.pages.people.change_words import Around, Line
from akiles_console.ui.pages.people.form import Form
from akiles_console.ui.pages.people.parts import button
from akiles_console.ui.pages.people.review import Review
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.page import everything
from akiles_console.wording import _, plural

_TASK = "person-edit"
_CARD = "person-card"
WIDTH = 356
"""Pixels, of the side with one person."""


class Editor(QFrame):
    """One person at a time: typed, looked at, sent. A member without an id is a new one.

    Signals:
        saved: what was sent, as a `browse.send.Done`, and the member as it was before.
        left: the person is done here, without anything sent.
        busy: what is being written, "" when it is done.
    """

    saved = Signal(object, object)
    left = Signal()
    busy = Signal(str)

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._before: Member | None = None
        self._holders: Callable[[], Mapping[str, str]] = dict
        self._looking = False  # for a card by its name
        self.form: Form | None = None
        self.setProperty("role", "card")
        self.setAccessibleName(_("Change a person"))
        self.setFixedWidth(WIDTH)
        self._title = label("", "heading", self)
        self.said: QLabel = label("", "loss", self)
        self.review = Review(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.review)
        self.back = button(_("Cancel"), "normal", self)
        self.next = button(_("Look at the changes"), "primary", self)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.next)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.addWidget(self._title)
        head.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    @property
    def touched(self) -> bool:
        """Whether something was changed that is not sent."""
        if self.form is None or self._before is None:
            return False
        return bool(differences(self._before, self.form.wished())) or self._looking or self._tasks.running(_TASK)

    def edit(self, member: Member, around: Around, holders: Callable[[], Mapping[str, str]]) -> None:
        """Begins with a member as it was last read. `holders` gives card id -> name of who has it."""
        self._before, self._around, self._holders = member, around, holders
        self._title.setText(_("Change {name}").format(name=member.name) if member.id else _("Add a person"))
        self._show_form(member)
        self._say("")
        assert self.form is not None
        self.form.name.setFocus()
        self.form.name.selectAll()

    def propose(self, wished: Member) -> None:
        """Shows how it could be, as a difference to look at; the form is behind it."""
        if self._before is not None:
            self._show_form(wished)
            self._show_review(self._before, wished)

    def close_form(self) -> None:
        """Forgets what was typed."""
        self._before = None
        self._drop_form()

    def _show_form(self, wished: Member, digits: Mapping[str, str] | None = None) -> None:
        self._drop_form()
        form = self.form = Form(wished, self._around, self)
        form.credentials.digits.update(digits or {})
        form.credentials.card_wanted.connect(self._on_card)
        form.credentials.refused.connect(self._on_refused)
        form.changed.connect(self._on_changed)
        self._stack.addWidget(form)
        self._on_form()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.credentials.forget()
            self._stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _on_form(self) -> None:
        """To the form, from the review or at first."""
        if self.form is not None:
            self._stack.setCurrentWidget(self.form)
        self.back.setText(_("Cancel"))
        self.next.setText(_("Look at the changes"))
        tinted(self.next, "primary")
        self._name_buttons()

    def _name_buttons(self) -> None:
        for one in (self.back, self.next):
            one.setAccessibleName(one.text())

    def _say(self, text: str, role: str = "loss") -> None:
        self.said.setText(text)
        tinted(self.said, role)
        self.said.setVisible(bool(text))

    @property
    def _reviewing(self) -> bool:
        return self._stack.currentWidget() is self.review

    def _on_changed(self) -> None:
        self._say("")

    def _on_refused(self, failure: Failure) -> None:
        self._say(str(messages.of(failure)))

    def _on_back(self) -> None:
        if self._reviewing:
            self._on_form()
            return
        self.close_form()
        self.left.emit()

    def _on_next(self) -> None:
        if self.form is None or self._before is None:
            return
        if self._looking:  # a card that came now would be in what is sent and not in what was looked at
            self._say_looking()
            return
        if self._reviewing:
            self._tasks.start(_TASK, self._send(self._before, self.form.wished(), self.form))
            return
        wished = self.form.wished()
        try:
            checks.check(wished, self.form.credentials.digits)
        except Failure as failure:
            self._say(str(messages.of(failure)))
            return
        self._show_review(self._before, wished)

    def _show_review(self, before: Member, wished: Member) -> None:
        changes = differences(before, wished)
        if not changes:
            self._say(_("Nothing is changed yet."), "muted")
            return
        self._say("")
        found = effect(before, wished, self._around.building, self._around.now)
        lines: list[Line] = change_words.losses(wished.name, found)
        whose = change_words.ownership(before)
        if whose is not None and whose[1] == "notice":
            lines.append(whose)
        lines += change_words.lines(changes, self._around)
        self.review.show_lines(
            plural("{count} change, not sent yet", "{count} changes, not sent yet", len(changes)), lines
        )
        self._stack.setCurrentWidget(self.review)
        self.back.setText(_("Back"))
        self.next.setText(self._verb(before, len(changes)))
        tinted(self.next, "destructive" if found.lost else "primary")
        self._name_buttons()
        (self.back if found.lost else self.next).setFocus()

    def _verb(self, before: Member, count: int) -> str:
        if not before.id:
            return _("Add this person")
        return plural("Save {count} change", "Save {count} changes", count)

    def _on_card(self, text: str) -> None:
        if self.form is not None:
            if self._tasks.start(_CARD, self._find_card(text, self.form)):
                self._looking = True
            else:
                self._say_looking()

    def _say_looking(self) -> None:
        self._say(_("A card is still being looked for. Try again in a moment."), "muted")

    async def _find_card(self, text: str, form: Form) -> None:
        try:
            cards: list[Card] = await everything(self._session.client.cards.list())
            found = checks.find_card(text, cards, self._holders())
        except Failure as failure:
            self._say(str(messages.of(failure)))
            return
        finally:
            self._looking = False
        if form is self.form:
            self._around = replace(self._around, cards={**self._around.cards, found.id: found})
            form.credentials.add_card(found)

    async def _send(self, before: Member, wished: Member, form: Form) -> None:
        found = effect(before, wished, self._around.building, self._around.now)
        if found.everything and not await confirm_loss(self, before.name, found, _("Take all access away")):
            return
        self._working(True)
        try:
            done = await self._sent(before, wished, dict(form.credentials.digits))
        except send.Meanwhile as stopped:
            self._show_meanwhile(before, wished, stopped.fresh, dict(form.credentials.digits))
            return
        except Failure as failure:
            self._say(str(messages.of(failure)))
            return
        finally:
            self._working(False)
        self.close_form()
        self.saved.emit(done, before)

    async def _sent(self, before: Member, wished: Member, digits: Mapping[str, str]) -> send.Done:
        client = self._session.client
        if not before.id:
            return await send.create(client, wished, digits, self._clock)
        return await send.apply(client, before, wished, digits, self._clock)

    def _show_meanwhile(self, before: Member, wished: Member, fresh: Member, digits: Mapping[str, str]) -> None:
        """What somebody else changed is shown, and what the person wants is put on top of it, to be looked at anew."""
        theirs = change_words.lines(differences(before, fresh), self._around)
        self._before = fresh
        self._show_form(onto(fresh, before, wished), digits)
        told = "\n".join(f"· {text}" for text, _role in theirs)
        self._say(
            _("Somebody else has changed this person meanwhile, so nothing was written:\n{changes}\n"
              "Below is how it is now, with your changes. Look at them again.").format(changes=told)
        )  # fmt: skip

    def _working(self, on: bool) -> None:
        for one in (self.back, self.next):
            one.setEnabled(not on)
        self.busy.emit(_("Saving a person.") if on else "")


async def confirm_loss(parent: QWidget, name: str, found: Effect, action: str) -> bool:
    """Asks before somebody loses all access, by name and doors; the safe button is the default."""
    text = _("These doors no longer open for {name}: {doors}.").format(name=name, doors=change_words.doors(found.lost))
    return await dialogs.confirm(
        parent, _("{name} will not get in anywhere any more").format(name=name), text, action=action, destructive=True
    )
