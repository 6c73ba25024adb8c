"""Choosing one person out of all: a list that is searched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from akiles_console.api.models import Member
from akiles_console.sync.plan import Options
from akiles_console.ui import words
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

_OWN = Options().source_name


class PersonPicker(QDialog):
    """Everybody who is there, with who looks after them; `action` is what the button says."""

    def __init__(self, parent: QWidget, title: str, members: Sequence[Member], action: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(620, 460)
        columns: tuple[Column[Member], ...] = (
            Column(_("Name"), lambda member: member.name, 30),
            Column(_("E-mail"), lambda member: ", ".join(one.email for one in member.emails), 30),
            Column(_("Looked after by"), lambda member: words.whose(member, _OWN), 16),
        )
        self.list: RecordList[Member] = RecordList(
            name=_("Everybody"), columns=columns, empty=_("Nobody is here yet."), key=lambda one: one.id, sort=0
        )
        self.list.menu.hide()  # a question, not a list to take away
        self.list.set_rows(members)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "heading", self))
        column.addWidget(self.list, 1)
        column.addWidget(self._buttons(action))
        self.list.selected.connect(self._on_selected)
        self.list.activated.connect(self.accept)
        self.list.search.setFocus()

    def chosen(self) -> Member | None:
        """Who is chosen now."""
        return next(iter(self.list.selection()), None)

    def _buttons(self, action: str) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self.does = QPushButton(action, box)
        self.does.setProperty("role", "primary")
        self.does.setEnabled(False)
        safe = QPushButton(_("Cancel"), box)
        safe.setAutoDefault(False)
        box.addButton(self.does, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(safe, QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.does, safe):
            button.setAccessibleName(button.text())
        return box

    def _on_selected(self, member: Member | None) -> None:
        self.does.setEnabled(member is not None)
