"""Step 4: what each HR group opens. The groups of the file on the left, the groups at Akiles on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akiles_console.people.employee import Employee
from akiles_console.ui.pages.importing import choice
from akiles_console.ui.pages.importing.choice import Choices, GroupRow
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.group_ticks import GroupTicks
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
        self.panel = GroupTicks(self)
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
            self._show_in_panel(row)

    def _show_in_panel(self, row: GroupRow) -> None:
        people = plural("{count} person in this file", "{count} people in this file", row.people)
        self.panel.show_choice(
            row.hr_group, _("{people}; proposed by name").format(people=people) if row.proposed else people, row.chosen
        )

    def _on_activated(self, _row: GroupRow) -> None:
        self.panel.focus_first()

    def _on_chosen(self, hr_group: str, groups: tuple[str, ...]) -> None:
        self._rows = choice.choose(self._rows, hr_group, groups)
        row = next(row for row in self._rows if row.hr_group == hr_group)
        self.list.update_row(row)
        self._show_in_panel(row)
        self._say()
        self.changed.emit(self._rows)
