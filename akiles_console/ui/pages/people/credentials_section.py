"""The part of the form about what a person opens doors with: each to be taken away, and new ones to be added.

The digits of a new PIN stay in this widget until they are sent, and are shown nowhere again.
"""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from akiles_console.api.models import Card, Member, MemberCard, MemberEmail, MemberMagicLink, MemberPin
from akiles_console.browse import checks
from akiles_console.browse.difference import KINDS, NEW, children_of, what
from akiles_console.failure import Failure
from akiles_console.ui.pages.people.change_words import Around, child
from akiles_console.ui.pages.people.parts import Removable, button
from akiles_console.wording import N_, _

OWN_PIN, RANDOM_PIN = "own_pin", "random_pin"
DIGITS = 6
"""Digits of a random PIN unless the person says otherwise."""

_CHOICES = (
    (N_("E-mail"), "email", N_("ana@example.com")),
    (N_("PIN that Akiles chooses"), RANDOM_PIN, N_("How many digits: 6")),
    (N_("PIN of your choice"), OWN_PIN, N_("4 to 20 digits")),
    (N_("Card"), "card", N_("Id, UID or printed code")),
    (N_("Magic link"), "magic_link", ""),
)


class CredentialsSection(QWidget):
    """Credentials of one person as they are to be.

    Signals:
        changed: something is other than before.
        card_wanted: what somebody typed as the name of a card; `add_card` adds the one that is found.
        refused: the Failure that says why something cannot be added.
    """

    changed = Signal()
    card_wanted = Signal(str)
    refused = Signal(object)

    def __init__(self, member: Member, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._member, self._around = member, around
        self._held: dict[str, tuple[str, Any]] = {}
        self._rows: dict[str, Removable] = {}
        self.digits: dict[str, str] = {}
        """Those of new PINs, by the id of the PIN."""
        self._column = QVBoxLayout()
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(_("What to add"))
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for title, kind, _hint in _CHOICES:
            self.kind.addItem(_(title), kind)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.field = QLineEdit(self)
        self.field.returnPressed.connect(self._on_add)
        self.add = button(_("Add"), "normal", self, _("Add the credential"))
        self.add.clicked.connect(self._on_add)
        foot = QHBoxLayout()
        foot.addWidget(self.field, 1)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._column)
        column.addWidget(self.kind)
        column.addLayout(foot)
        for kind in KINDS:
            for held in children_of(member, kind) if kind != "group" else ():
                self._show(kind, held)
        self._on_kind()

    def held(self, kind: str) -> tuple[Any, ...]:
        """What of one kind there is to be; new ones have a new id."""
        return tuple(held for of, held in self._held.values() if of == kind)

    def add_card(self, card: Card) -> None:
        """Adds a card that was found."""
        self._around = Around(
            self._around.building, self._around.now, self._around.zone, {**self._around.cards, card.id: card}
        )
        self._new("card", MemberCard(id=_new_id(), member_id=self._member.id, card_id=card.id))

    def forget(self) -> None:
        """No digits stay here any longer."""
        self.digits.clear()
        self.field.clear()

    def _show(self, kind: str, held: Any) -> None:
        text = child(kind, what(kind, held), self._around)
        shown = text[:1].upper() + text[1:] if kind == "magic_link" else text
        if held.id.startswith(NEW):
            shown = _("{what}, new").format(what=shown)
        row = Removable(held.id, shown, _("Remove"), _("Remove {what}").format(what=text), self)
        row.removed.connect(self._on_removed)
        self._held[held.id], self._rows[held.id] = (kind, held), row
        self._column.addWidget(row)

    def _new(self, kind: str, held: Any) -> None:
        self._show(kind, held)
        self.field.clear()
        self.field.setFocus()
        self.changed.emit()

    def _on_kind(self) -> None:
        title, kind, hint = _CHOICES[self.kind.currentIndex()]
        self.field.clear()
        self.field.setPlaceholderText(_(hint))
        self.field.setAccessibleName(_("{what} to add").format(what=_(title)))
        self.field.setVisible(kind != "magic_link")
        hidden = QLineEdit.EchoMode.PasswordEchoOnEdit if kind == OWN_PIN else QLineEdit.EchoMode.Normal
        self.field.setEchoMode(hidden)

    def _on_add(self) -> None:
        kind, text = str(self.kind.currentData()), self.field.text().strip()
        member_id = self._member.id
        if kind == "card":
            self.card_wanted.emit(text)
        elif kind == "magic_link":
            self._new(kind, MemberMagicLink(id=_new_id(), member_id=member_id))
        elif kind == "email":
            if text:
                self._new(kind, MemberEmail(id=_new_id(), member_id=member_id, email=text))
        else:
            self._add_pin(kind, text)

    def _add_pin(self, kind: str, text: str) -> None:
        length = len(text) if kind == OWN_PIN else int(text or DIGITS) if text.isdecimal() or not text else 0
        plain = text.isascii() and (text.isdigit() or not text)
        if not plain or length not in checks.PIN_DIGITS:
            self.refused.emit(Failure("pin_unusable"))
            return
        pin = MemberPin(id=_new_id(), member_id=self._member.id, length=length)
        if kind == OWN_PIN:
            self.digits[pin.id] = text
        self._new("pin", pin)

    def _on_removed(self, id: str) -> None:
        self._held.pop(id)
        self.digits.pop(id, None)
        row = self._rows.pop(id)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.kind.setFocus()
        self.changed.emit()


def _new_id() -> str:
    return f"{NEW}{uuid.uuid4().hex}"
