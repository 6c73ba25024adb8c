"""The last states of the mapping in a dialog: who left them, when, what was changed, and the way back to one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from akiles_console.people.kept_mapping import Kept
from akiles_console.people.mapping import Mapping
from akiles_console.people.mapping_change import Change, difference
from akiles_console.ui.pages.mapping import rows
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.ui.words import moment
from akiles_console.wording import _


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """A state as a row shows it."""

    number: int
    when: str
    who: str
    what: str
    mapping: Mapping


COLUMNS: tuple[Column[Past], ...] = (
    Column(_("When"), lambda past: past.when, 18, sort=lambda past: past.number),
    Column(_("Who"), lambda past: past.who, 18),
    Column(_("What was changed"), lambda past: past.what, 54),
)


def past(kept: Kept, now: datetime, zone: str) -> tuple[Past, ...]:
    """The states of a mapping in words, the newest first."""
    older = (*(state.mapping for state in kept.history[1:]), Mapping())
    return tuple(
        Past(
            number=number,
            when=moment(state.at, now, zone),
            who=state.by or _("another computer"),
            what=rows.history_words(before, state.mapping, kept.names),
            mapping=state.mapping,
        )
        for number, (state, before) in enumerate(zip(kept.history, older, strict=False))
    )


class History(QDialog):
    """Restoring makes the mapping what it was then; it is one more change, which can be undone."""

    def __init__(self, states: tuple[Past, ...], current: Callable[[], Mapping], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("History of the mapping"))
        self.setAccessibleName(_("History of the mapping"))
        self.resize(760, 460)
        self._current = current
        self._chosen: Past | None = None
        self.list: RecordList[Past] = RecordList(
            name=_("History"), columns=COLUMNS, empty=_("Nothing was changed yet."),
            key=lambda one: one.number, parent=self,
        )  # fmt: skip
        box = QDialogButtonBox(self)
        self.restore = QPushButton(_("Restore this state"), box)
        self.restore.setProperty("role", "primary")
        close = QPushButton(_("Close"), box)
        box.addButton(self.restore, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.restore, close):
            button.setAccessibleName(button.text())
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(_("History of the mapping"), "heading", self))
        column.addWidget(
            label(
                _("What this computer knows: its own changes, and others' as it saw them. No person is touched by it."),
                "muted", self,
            )
        )  # fmt: skip
        column.addWidget(self.list, 1)
        column.addWidget(box)
        self.list.selected.connect(self._on_selected)
        self.list.set_rows(states)
        self._on_selected(None)
        self.list.view.selectRow(0)

    def change(self) -> Change:
        """What makes the chosen state of what there is now."""
        return difference(self._current(), self._chosen.mapping) if self._chosen else Change()

    def _on_selected(self, chosen: Past | None) -> None:
        self._chosen = chosen
        self.restore.setEnabled(bool(self.change()))
