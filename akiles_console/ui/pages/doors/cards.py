"""The Cards tab: every card, who holds it, giving it to somebody and taking it back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from akiles_console.access import cards, editing
from akiles_console.access.cards import Holder
from akiles_console.api.models import Card, Member
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.sync.plan import Options
from akiles_console.ui import dialogs, words
from akiles_console.ui.pages.doors import rows
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.pages.doors.drawer import Details, Lines
from akiles_console.ui.pages.doors.person_picker import PersonPicker
from akiles_console.ui.pages.doors.review import agreed
from akiles_console.ui.pages.doors.rows import Row
from akiles_console.ui.pages.doors.tab import Tab, button
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.page import everything
from akiles_console.wording import _

_OWN = Options().source_name


class CardsTab(Tab):
    """Cards are found by name, printed code, UID or id. Who holds them is read once the tab is in front."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        self._holders: Mapping[str, Holder] | None = None
        self._members: list[Member] = []
        empty = _("No card is known at Akiles yet. A card is known once a reader of Akiles has seen it.")
        super().__init__(_("Cards"), rows.CARDS, empty, self._card_rows, self._card_details, parent)
        self._session, self._tasks = session, tasks
        self.give = button(_("Give to…"), self._on_give, self)
        self.take = button(_("Take back…"), self._on_take, self)
        self.drawer.add_buttons(self.give, self.take)
        self.list.search.textChanged.connect(self._on_typed)  # after the list, whose own filter comes first

    def show_contents(self, contents: Contents) -> None:
        """Shows the cards, then who holds them if somebody looks."""
        super().show_contents(contents)
        if self.isVisible():
            self.read_people()

    def read_people(self) -> None:
        """Reads who holds the cards."""
        self._tasks.restart("doors-people", self._read())

    async def _read(self) -> None:
        try:
            self._members = await everything(self._session.client.members.list())
        except Failure as failure:
            await self.tell(_("Who holds the cards was not read"), failure)
            return
        self._holders = await asyncio.to_thread(cards.holders, self._members)
        super().show_contents(self.contents)

    def _card_rows(self, contents: Contents) -> list[Row]:
        return rows.cards(contents, self._holders)

    def _card_details(self, id: str, contents: Contents) -> Details | None:
        card = contents.cards.get(id)
        if card is None:
            return None
        holder = (self._holders or {}).get(id)
        names = [(_("Printed code"), card.printed_code), (_("UID"), card.uid), (_("Id"), card.id)]
        sections: list[tuple[str, Lines]] = [(title, ((text, "body"),)) for title, text in names if text]
        if holder is not None:
            whose = _("looked after by {whose}").format(whose=words.whose(holder.member, _OWN))
            sections.insert(0, (_("Held by"), ((holder.member.name, "body"), (whose, "muted"))))
        elif self._holders is not None:
            sections.insert(0, (_("Held by"), ((_("Nobody."), "muted"),)))
        return Details(rows.card_name(card), "", tuple(sections), card.id)

    def _show(self, id: str) -> None:
        super()._show(id)
        known = self._holders is not None
        held = known and id in (self._holders or {})
        self.give.setVisible(known and not held)
        self.take.setVisible(held)

    def _on_typed(self, text: str) -> None:
        sought = cards.needle(text)
        if sought != text:
            self.list.search.setText(sought)

    def _on_give(self) -> None:
        if (card := self.contents.cards.get(self.chosen)) is not None:
            self._tasks.start("doors-edit", self._give(card))

    def _on_take(self) -> None:
        card, holder = self.contents.cards.get(self.chosen), (self._holders or {}).get(self.chosen)
        if card is not None and holder is not None:
            self._tasks.start("doors-edit", self._take(card, holder))

    async def _give(self, card: Card) -> None:
        name = rows.card_name(card)
        title = _("Who gets “{card}”?").format(card=name)
        member = await dialogs.ask(PersonPicker(self, title, self._members, _("Choose")), PersonPicker.chosen)
        if member is None:
            return
        lines = [(_("It opens what the groups of {person} open, from now on.").format(person=member.name), "body")]
        whose = words.whose(member, _OWN)
        if member.metadata.get("source"):
            lines.append((_("{person} is looked after by {whose}.").format(person=member.name, whose=whose), "warn"))
        question = _("Give “{card}” to {person}?").format(card=name, person=member.name)
        if await agreed(self, question, tuple(lines), action=_("Give the card")):
            await self._write(_("Giving a card."), _("The card was not given"), card=card, member=member)

    async def _take(self, card: Card, holder: Holder) -> None:
        person = holder.member.name
        question = _("Take “{card}” from {person}?").format(card=rows.card_name(card), person=person)
        lines = ((_("{person} opens no door with it any more.").format(person=person), "loss"),)
        if await agreed(self, question, lines, action=_("Take the card"), destructive=True):
            await self._write(_("Taking a card."), _("The card was not taken"), holder=holder)

    async def _write(
        self, doing: str, failed: str, *, card: Card | None = None, member: Member | None = None,
        holder: Holder | None = None,
    ) -> None:  # fmt: skip
        self.busy.emit(doing)
        try:
            if card is not None and member is not None:
                await editing.give_card(self._session.client, member, card.id)
            elif holder is not None:
                await editing.take_card(self._session.client, holder.held)
        except Failure as failure:
            await self.tell(failed, failure)
        finally:
            self.busy.emit("")
        self.changed.emit()
