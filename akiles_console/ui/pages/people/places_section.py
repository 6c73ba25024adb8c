"""The part of the form about groups: each with its dates, to be added and taken away."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from akiles_console.api.models import GroupAssociation
from akiles_console.browse.difference import NEW
from akiles_console.ui.pages.people.change_words import Around
from akiles_console.ui.pages.people.moment_field import MomentField
from akiles_console.ui.pages.people.parts import Removable, button
from akiles_console.wording import _

_LATER = timedelta(days=30)


class PlacesSection(QWidget):
    """Groups of one person as they are to be.

    Signals:
        changed: something is other than before.
    """

    changed = Signal()

    def __init__(self, places: Sequence[GroupAssociation], around: Around, member_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._member_id = around, member_id
        self._rows: dict[str, _Place] = {}
        self._column = QVBoxLayout()
        self._choice = QComboBox(self)
        self._choice.setAccessibleName(_("Group to add"))
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._add = button(_("Add"), "normal", self, _("Add the group"))
        self._add.clicked.connect(self._on_add)
        foot = QHBoxLayout()
        foot.addWidget(self._choice, 1)
        foot.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._column)
        column.addLayout(foot)
        for place in sorted(places, key=lambda one: around.group(one.member_group_id).casefold()):
            self._show(place)
        self._offer()

    def places(self) -> tuple[GroupAssociation, ...]:
        """The groups as they are to be; new ones have a new id."""
        return tuple(row.place() for row in self._rows.values())

    def choose(self, group_id: str) -> None:
        """Adds a group, as if it were chosen and Add pressed."""
        self._choice.setCurrentIndex(self._choice.findData(group_id))
        self._on_add()

    def _show(self, place: GroupAssociation) -> None:
        row = _Place(place, self._around, self)
        row.removed.connect(self._on_removed)
        row.changed.connect(self.changed)
        self._rows[place.id] = row
        self._column.addWidget(row)

    def _offer(self) -> None:
        taken = {row.place().member_group_id for row in self._rows.values()}
        groups: Mapping[str, str] = {
            id: group.name for id, group in self._around.building.groups.items() if id not in taken
        }
        self._choice.clear()
        for id, name in sorted(groups.items(), key=lambda pair: pair[1].casefold()):
            self._choice.addItem(name, id)
        self._choice.setEnabled(bool(groups))
        self._add.setEnabled(bool(groups))

    def _on_add(self) -> None:
        group_id = self._choice.currentData()
        if group_id is None:
            return
        id = f"{NEW}{uuid.uuid4().hex}"
        self._show(GroupAssociation(id=id, member_id=self._member_id, member_group_id=group_id))
        self._offer()
        self.changed.emit()

    def _on_removed(self, id: str) -> None:
        row = self._rows.pop(id)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._offer()
        (self._choice if self._choice.isEnabled() else self).setFocus()
        self.changed.emit()


class _Place(QFrame):
    """One group with its dates, which unfold."""

    removed = Signal(str)
    changed = Signal()

    def __init__(self, place: GroupAssociation, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        name = around.group(place.member_group_id)
        head = Removable(place.id, name, _("Remove"), _("Remove the group {name}").format(name=name), self)
        head.removed.connect(self.removed)
        self._dates = button(_("Dates"), "quiet", head, _("Dates in the group {name}").format(name=name))
        self._dates.setCheckable(True)
        self._dates.toggled.connect(self._on_dates)
        head.row.insertWidget(1, self._dates)
        self._fields = QWidget(self)
        self.starts, self.ends = (
            MomentField(title, f"{title}: {name}", text, proposal, around.zone, self._fields)
            for title, text, proposal in (
                (_("From"), place.starts_at, _day(around.now)), (_("Until"), place.ends_at, _day(around.now) + _LATER),
            )
        )  # fmt: skip
        inner = QVBoxLayout(self._fields)
        inner.setContentsMargins(12, 0, 0, 6)
        for shown in (self.starts, self.ends):
            shown.changed.connect(self.changed)
            inner.addWidget(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(head)
        column.addWidget(self._fields)
        dated = bool(place.starts_at or place.ends_at)
        self._dates.setChecked(dated)
        self._fields.setVisible(dated)

    def place(self) -> GroupAssociation:
        """The group with the dates as they are to be."""
        return msgspec.structs.replace(self._place, starts_at=self.starts.value(), ends_at=self.ends.value())

    def _on_dates(self, on: bool) -> None:
        self._fields.setVisible(on)


def _day(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
