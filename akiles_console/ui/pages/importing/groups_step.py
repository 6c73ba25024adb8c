"""Step 4: what each HR group opens. The groups of the file on the left, the groups at Akiles on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from akiles_console.people.employee import Employee
from akiles_console.ui.pages.importing import choice
from akiles_console.ui.pages.importing.choice import Choices, GroupRow
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _, plural


def _tone(row: GroupRow) -> str | None:
    if row.chosen:
        return None
    return "warn" if row.people else "muted"


class GroupsStep(QWidget):
    """A list of HR groups; the chosen one's Akiles groups are ticked beside it.

    Signals:
        changed: the rows after the person's choice.
        retry: what failed is to be tried again.
    """

    changed = Signal(object)
    retry = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[GroupRow, ...] = ()
        self._names: dict[str, str] = {}
        self._employees: Sequence[Employee] = ()
        self.notice = label("", "notice", self)
        self._sentence = label("", "muted", self)
        self.list: RecordList[GroupRow] = RecordList(
            name=_("Groups of the file"),
            columns=self._columns(),
            empty=_("This file names no groups."),
            key=lambda row: row.hr_group,
            parent=self,
        )
        self.panel = Panel(self)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(self.list, 1)
        lists.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self._sentence)
        column.addLayout(lists, 1)
        self.list.selected.connect(self._on_selected)
        self.list.activated.connect(self._on_activated)
        self.list.retry.connect(self.retry)
        self.panel.chosen.connect(self._on_chosen)
        self.notice.hide()
        self.panel.hide()

    def _columns(self) -> tuple[Column[GroupRow], ...]:
        return (
            Column(_("In the file"), lambda row: row.hr_group or _("(no group)"), 20),
            Column(_("People"), lambda row: str(row.people), 8, sort=lambda row: row.people),
            Column(_("Akiles groups"), self._chosen, 20, tone=_tone),
        )

    def _chosen(self, row: GroupRow) -> str:
        names = ", ".join(sorted(self._names.get(group, group) for group in row.chosen))
        if not names:
            return _("opens nothing yet") if row.hr_group or row.people else _("nothing")
        return _("{groups} (proposed)").format(groups=names) if row.proposed else names

    def show_loading(self) -> None:
        """The groups of Akiles are on their way."""
        self.list.set_loading()

    def show_problem(self, text: str) -> None:
        """They could not be read."""
        self.panel.hide()
        self.list.set_error(text)

    def show_choices(
        self, found: Choices, groups: Mapping[str, tuple[str, str]], employees: Sequence[Employee], notice: str
    ) -> None:
        """`groups` are the living member groups: id -> (name, its doors in words)."""
        self._names = {group: name for group, (name, _doors) in groups.items()}
        self._employees = employees
        self.show_notice(notice)
        self.panel.set_groups(groups)
        self.panel.show()
        self._rows = found.rows
        self.list.set_rows(found.rows)
        self._say()
        if not self.list.selection() and self._rows:
            self.list.view.selectRow(0)

    def show_notice(self, text: str) -> None:
        """Says something about what is kept from last time and for next time; "" for nothing."""
        self.notice.setText(text)
        self.notice.setVisible(bool(text))

    def focus_first(self) -> None:
        """Puts the keyboard where the step begins."""
        self.list.view.setFocus()

    def _say(self) -> None:
        bare = choice.uncovered(self._employees, choice.mapping_of(self._rows))
        tinted(self._sentence, "warn" if any(bare) else "muted")
        self._sentence.setText(
            choice.uncovered_sentence(*bare) or _("Everybody in this file has a group that opens something.")
        )

    def _on_selected(self, row: GroupRow | None) -> None:
        self.panel.setEnabled(row is not None)
        if row is not None:
            self.panel.show_row(row)

    def _on_activated(self, _row: GroupRow) -> None:
        self.panel.focus_first()

    def _on_chosen(self, hr_group: str, groups: tuple[str, ...]) -> None:
        self._rows = choice.choose(self._rows, hr_group, groups)
        row = next(row for row in self._rows if row.hr_group == hr_group)
        self.list.update_row(row)
        self.panel.show_row(row)
        self._say()
        self.changed.emit(self._rows)


class Panel(QFrame):
    """The groups at Akiles with a tick each, and the doors they open.

    Signals:
        chosen: an HR group, and the ids of the member groups that are ticked for it now.
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Akiles groups"))
        self.setFixedWidth(320)
        self._row = GroupRow(hr_group="", people=0)
        self._ticks: dict[str, QCheckBox] = {}
        self._title = label("", "heading", self)
        self._people = label("", "muted", self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(_("Akiles groups"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 8, 8)
        column.addWidget(self._title)
        column.addWidget(self._people)
        column.addWidget(self._scroll, 1)

    def set_groups(self, groups: Mapping[str, tuple[str, str]]) -> None:
        """The member groups to tick: id -> (name, doors in words)."""
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

    def show_row(self, row: GroupRow) -> None:
        """Ticks what is chosen for this HR group."""
        self._row = row
        self._title.setText(
            _("“{group}” opens").format(group=row.hr_group) if row.hr_group else _("People without a group open")
        )
        people = plural("{count} person in this file", "{count} people in this file", row.people)
        self._people.setText(_("{people}; proposed by name").format(people=people) if row.proposed else people)
        for group, tick in self._ticks.items():
            tick.blockSignals(True)
            tick.setChecked(group in row.chosen)
            tick.blockSignals(False)

    def focus_first(self) -> None:
        """Puts the keyboard on the first tick."""
        first = next(iter(self._ticks.values()), None)
        if first is not None:
            first.setFocus()

    def _on_ticked(self) -> None:
        ticked = tuple(group for group, tick in self._ticks.items() if tick.isChecked())
        self.chosen.emit(self._row.hr_group, ticked)
