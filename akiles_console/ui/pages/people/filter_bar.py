"""The row of choices above the list of people: how they stand, group, what they open doors with, whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from akiles_console.api.models import MemberGroup
from akiles_console.browse.filters import BY_HAND, Filter
from akiles_console.ui.pages.people.rows import OWN
from akiles_console.wording import _


class FilterBar(QWidget):
    """Four choices that add up, and a button that takes all of them back.

    Signals:
        changed: the new `Filter`.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.standing = self._box(_("Access"))
        self.group = self._box(_("Group"))
        self.credential = self._box(_("Opens with"))
        self.owner = self._box(_("Looked after by"))
        self._boxes = (self.standing, self.group, self.credential, self.owner)
        self.clear = QPushButton(_("Show everybody"), self)
        self.clear.setProperty("role", "quiet")
        self.clear.setAccessibleName(_("Show everybody"))
        self.clear.hide()
        self.clear.clicked.connect(self._on_clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for box in self._boxes:
            row.addWidget(box, 1)
        row.addWidget(self.clear)
        row.addStretch(1)
        _fill(self.standing, _("Any access"), (
            (_("Gets in now"), "active"), (_("Starts later"), "later"), (_("Ends within 14 days"), "ending"),
            (_("Has ended"), "ended"), (_("In no group"), "no_group"), (_("Nothing to open with"), "no_credential"),
        ))  # fmt: skip
        _fill(self.credential, _("Any credential"), (
            (_("E-mail"), "email"), (_("PIN"), "pin"), (_("Magic link"), "magic_link"), (_("Card"), "card"),
        ))  # fmt: skip
        self.offer((), ())

    def offer(self, groups: Iterable[MemberGroup], owners: Sequence[str]) -> None:
        """Offers these groups and owners; what was chosen stays where it is still there."""
        named = sorted(((group.name, group.id) for group in groups), key=lambda pair: pair[0].casefold())
        _fill(self.group, _("Any group"), named)
        known = {BY_HAND: _("By hand"), OWN: _("This program")}
        _fill(self.owner, _("Anybody's"), [(known.get(one, one), one) for one in owners])
        self._show()

    def filter(self) -> Filter:
        """What is chosen."""
        standing, group, credential, owner = (box.currentData() or "" for box in self._boxes)
        return Filter(standing=standing, group=group, credential=credential, owner=owner)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(_("Show only: {what}").format(what=name))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(9)
        box.setMaximumWidth(220)
        box.activated.connect(self._on_changed)
        return box

    def _show(self) -> None:
        self.clear.setVisible(self.filter() != Filter())

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit(self.filter())

    def _on_clear(self) -> None:
        for box in self._boxes:
            box.setCurrentIndex(0)
        self.standing.setFocus()
        self._on_changed()


def _fill(box: QComboBox, everything: str, entries: Iterable[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, "")
    for text, data in entries:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
