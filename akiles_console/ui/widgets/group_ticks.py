"""The groups at Akiles with a tick each and the doors they open: what one HR group is mapped to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class GroupTicks(QFrame):
    """One HR group at a time; a page may put its own words and buttons into `foot`, below the ticks.

    Signals:
        chosen: an HR group, and the ids of the member groups that are ticked for it now.
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Akiles groups"))
        self.setFixedWidth(320)
        self._hr_group = ""
        self._groups: Mapping[str, tuple[str, str]] | None = None
        self._ticks: dict[str, QCheckBox] = {}
        self._title = label("", "heading", self)
        self._people = label("", "muted", self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(_("Akiles groups"))
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(0, 0, 8, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 8, 8)
        column.addWidget(self._title)
        column.addWidget(self._people)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.foot)

    def set_groups(self, groups: Mapping[str, tuple[str, str]]) -> None:
        """The member groups to tick: id -> (name, doors in words). Those shown stay where nothing differs."""
        if groups == self._groups:
            return
        self._groups = dict(groups)
        content = QWidget(self._scroll)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 4, 8, 4)
        column.setSpacing(2)
        self._ticks = {}
        for group, (name, doors) in sorted(groups.items(), key=lambda item: item[1][0].casefold()):
            tick = QCheckBox(name.replace("&", "&&"), content)
            tick.setAccessibleName(name)
            tick.setAccessibleDescription(doors)
            tick.toggled.connect(self._on_ticked)  # a screen reader toggles: no click then
            words = label(doors, "muted", content)
            words.setIndent(24)
            self._ticks[group] = tick
            column.addWidget(tick)
            column.addWidget(words)
            column.addSpacing(8)
        if not groups:
            column.addWidget(
                label(_("This organization has no groups yet. Make one in Akiles first."), "warn", content)
            )
        column.addStretch(1)
        self._scroll.setWidget(content)

    def show_choice(self, hr_group: str, people: str, chosen: Collection[str]) -> None:
        """Ticks what is chosen for this HR group, "" = people without one; `people` says how many have it."""
        self._hr_group = hr_group
        self._title.setText(
            _("“{group}” opens").format(group=hr_group) if hr_group else _("People without a group open")
        )
        self._people.setText(people)
        for group, tick in self._ticks.items():
            tick.blockSignals(True)
            tick.setChecked(group in chosen)
            tick.blockSignals(False)
        first = next((tick for tick in self._ticks.values() if tick.isChecked()), None)
        if first is not None and not self.isAncestorOf(self.focusWidget() or self):
            self._scroll.ensureWidgetVisible(first)

    def focus_first(self) -> None:
        """Puts the keyboard on the first tick."""
        first = next(iter(self._ticks.values()), None)
        if first is not None:
            first.setFocus()

    def _on_ticked(self) -> None:
        ticked = tuple(group for group, tick in self._ticks.items() if tick.isChecked())
        self.chosen.emit(self._hr_group, ticked)
