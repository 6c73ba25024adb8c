"""What every editor of the Doors page has: a name, a way out, the one button that saves, and what went wrong."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.pages.doors.drawer import Lines
from akiles_console.ui.pages.doors.tab import button
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class Record(Protocol):
    """What has an id at Akiles; "" while it does not exist yet."""

    @property
    def id(self) -> str:
        """Its id."""


R = TypeVar("R", bound=Record)


class Editor(QWidget):
    """Takes the place of the list; subclasses fill `body` and say what is wanted.

    Signals:
        closed: the person wants back to the list; what was not saved is gone.
        save: the person wants it to be saved.
        theirs: of two versions the person takes the one that somebody else made in the meantime.
    """

    closed = Signal()
    save = Signal()
    theirs = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._saving = self._ready = False
        self.name = QLineEdit(self)
        self.name.setAccessibleName(_("Name"))
        self.name.setPlaceholderText(_("Name"))
        self.name.setMaxLength(200)
        self.name.setMaximumWidth(360)
        self.cancel = button(_("Back without saving"), self.closed, self)
        self.saver = button(_("Save…"), self.save, self, "primary")
        self._said = label("", "danger", self)
        self._said.hide()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 16, 0, 0)
        self.body.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addStretch(1)
        head.addWidget(self.cancel)
        head.addWidget(self.saver)
        self.body.addLayout(head)
        self.body.addWidget(self._said)
        self.body.addWidget(self._conflict_card())

    def say(self, text: str) -> None:
        """Says what went wrong; "" takes it away."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def show_conflict(self, lines: Lines) -> None:
        """Says what somebody else has changed in the meantime, and asks whose stays."""
        text = _("Somebody else has changed this in the meantime. Nothing of yours was sent:")
        self._theirs.setText("\n".join([text, *(f"• {line}" for line, _role in lines)]))
        self._conflict.show()
        self._mine.setFocus()

    def set_saving(self, saving: bool) -> None:
        """While it is being saved nothing else can be pressed."""
        self._saving = saving
        self._enable()

    def set_ready(self, ready: bool) -> None:
        """Whether there is something that can be saved."""
        self._ready = ready
        self._enable()

    def calm(self) -> None:
        """Nothing went wrong (any more)."""
        self.say("")
        self._conflict.hide()

    def _enable(self) -> None:
        self.saver.setEnabled(self._ready and not self._saving)
        self.saver.setText(_("Saving…") if self._saving else _("Save…"))
        self.cancel.setEnabled(not self._saving)

    def _conflict_card(self) -> QFrame:
        card = self._conflict = QFrame(self)
        card.setProperty("role", "problem")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 10)
        self._theirs = label("", "body", card)
        self._mine = button(_("Keep mine"), card.hide, card)
        row = QHBoxLayout()
        row.addWidget(self._mine)
        row.addWidget(button(_("Take theirs"), self.theirs, card))
        row.addStretch(1)
        column.addWidget(self._theirs)
        column.addLayout(row)
        card.hide()
        return card


class RecordEditor(Editor, Generic[R]):
    """An editor of one kind of record. `base` is the one that is edited, as it was read, or a new one."""

    base: R

    def begin(self, record: R, contents: Contents) -> None:
        """Starts with this record as it is."""
        raise NotImplementedError

    def wanted(self) -> R:
        """The record as it is to be."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Where the person begins."""
        return self.name
