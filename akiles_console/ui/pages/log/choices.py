"""What the log is filtered by: a row of choices that fill up with what the log has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QWidget

from akiles_console.events.filters import Filters
from akiles_console.events.sentences import METHODS, VERBS
from akiles_console.wording import _

Options = Iterable[tuple[str, str]]
"""Ids with their names."""


class Choices(QWidget):
    """Person, door, group, verb, method and lateness.

    Signals:
        changed: the person chose something else.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offered: dict[str, tuple[tuple[str, str], ...]] = {}
        self.boxes = {
            "person": self._box(_("Everybody"), _("Only this person")),
            "door": self._box(_("All doors"), _("Only this door")),
            "group": self._box(_("All groups"), _("Only people of this group")),
            "verb": self._box(_("Any action"), _("Only what was done so")),
            "method": self._box(_("Any way"), _("Only what was done by this method")),
        }
        self.late = QCheckBox(_("Late only"), self)
        self.late.setAccessibleName(_("Only events that were reported late"))
        self.late.toggled.connect(self._on_changed)
        self.clear = QPushButton(_("Show all"), self)
        self.clear.setProperty("role", "quiet")
        self.clear.setAccessibleName(_("Show all events"))
        self.clear.clicked.connect(self._on_clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for box in self.boxes.values():
            row.addWidget(box, 1)
        row.addWidget(self.late)
        row.addWidget(self.clear)
        self._on_changed()

    def chosen(self) -> Filters:
        """What is chosen now."""
        values = {name: str(box.currentData() or "") for name, box in self.boxes.items()}
        return Filters(**values, late=self.late.isChecked())

    def choose(self, filters: Filters, names: Mapping[str, str]) -> None:
        """Shows these as chosen, also what is not on offer yet; `names` by id."""
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                self._set(box, str(getattr(filters, name)), names)
        with QSignalBlocker(self.late):
            self.late.setChecked(filters.late)
        self._on_changed()

    def offer(
        self, people: Options, doors: Options, groups: Options, verbs: Iterable[str], ways: Iterable[str]
    ) -> None:
        """What there is to choose from; an open list is left alone until the next time."""
        offers = {
            "person": people, "door": doors, "group": groups,
            "verb": ((verb, _(VERBS.get(verb, verb))) for verb in verbs),
            "method": ((way, _(METHODS.get(way, way))) for way in ways),
        }  # fmt: skip
        for name, found in offers.items():
            options = tuple(sorted(found, key=lambda one: one[1].casefold()))
            box = self.boxes[name]
            if options != self._offered.get(name) and not box.view().isVisible():
                self._offered[name] = options
                self._fill(box, options)

    def _fill(self, box: QComboBox, options: tuple[tuple[str, str], ...]) -> None:
        with QSignalBlocker(box):
            chosen, text = str(box.currentData() or ""), box.currentText()
            every = box.itemText(0)
            box.clear()
            box.addItem(every, "")
            for id, name in options:
                box.addItem(name, id)
            self._set(box, chosen, {chosen: text})

    def _set(self, box: QComboBox, id: str, names: Mapping[str, str]) -> None:
        place = box.findData(id)
        if place < 0:
            box.addItem(names.get(id, id), id)
            place = box.count() - 1
        box.setCurrentIndex(place)

    def _box(self, every: str, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.addItem(every, "")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.setMaxVisibleItems(20)
        box.currentIndexChanged.connect(self._on_changed)
        return box

    def _on_clear(self) -> None:
        self.choose(Filters(), {})

    def _on_changed(self) -> None:
        self.clear.setEnabled(self.chosen() != Filters())
        self.changed.emit()
