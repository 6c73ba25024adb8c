"""The editor of a member group: its rules on the left, the chosen one as a form on the right."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from akiles_console.access.editing import same_group
from akiles_console.api.models import MemberGroup, PermissionRule
from akiles_console.ui.pages.doors import change_words
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.pages.doors.editor import RecordEditor
from akiles_console.ui.pages.doors.rule_form import RuleForm
from akiles_console.ui.pages.doors.tab import button
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

NEW = MemberGroup(id="", name="")


class GroupEditor(RecordEditor[MemberGroup]):
    """`base` is the group as it was read, `NEW` for one that does not exist yet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Group"), parent)
        self.base, self._contents = NEW, Contents()
        self._rules: list[PermissionRule] = []
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Rules"))
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = RuleForm(self)
        self.add = button(_("Add a rule"), self._on_add, self)
        self.remove = button(_("Remove the rule"), self._on_remove, self)
        self._hint = label("", "warn", self)
        left, row, buttons = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        left.addWidget(label(_("Each rule opens doors; rules add up, and none takes anything away."), "muted", self))
        left.addWidget(self.list, 1)
        left.addLayout(buttons)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._scrolled(), 1)
        self.body.addWidget(self._hint)
        self.body.addLayout(row, 1)
        self.name.textChanged.connect(self._judge)
        self.list.currentRowChanged.connect(self._on_row)
        self.form.changed.connect(self._on_changed)

    def _scrolled(self) -> QScrollArea:
        """The form keeps its height in a low window."""
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(_("Rule"))
        area.setWidget(self.form)
        return area

    def begin(self, record: MemberGroup, contents: Contents) -> None:
        """Starts with this group as it is."""
        self.base, self._contents = record, contents
        self.calm()
        self._rules = list(record.permissions)
        self.name.setText(record.name)
        self._fill(0)
        self.name.setFocus()

    def wanted(self) -> MemberGroup:
        """The group as it is to be."""
        return msgspec.structs.replace(self.base, name=self.name.text().strip(), permissions=tuple(self._rules))

    def _fill(self, row: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for rule in self._rules:
            self.list.addItem(change_words.rule(rule, self._contents))
        self.list.setCurrentRow(min(row, len(self._rules) - 1))
        self.list.blockSignals(False)
        self._on_row(self.list.currentRow())
        self._judge()

    def _judge(self) -> None:
        """Whether it can be saved as it is now, and why not."""
        gone = change_words.gone(self._rules, self._contents.building)
        hint = gone or ("" if self._rules else _("Without a rule the group opens nothing."))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        wanted = self.wanted()
        self.set_ready(bool(wanted.name) and not gone and not same_group(wanted, self.base))

    def _on_row(self, row: int) -> None:
        chosen = 0 <= row < len(self._rules)
        self.form.setVisible(chosen)
        self.remove.setEnabled(chosen)
        if chosen:
            self.form.show_rule(self._rules[row], self._contents)

    def _on_changed(self, rule: PermissionRule) -> None:
        row = self.list.currentRow()
        self._rules[row] = rule
        self.list.item(row).setText(change_words.rule(rule, self._contents))
        self._judge()

    def _on_add(self) -> None:
        """A new rule begins narrow: one door, so that nobody opens every door by accident."""
        building = self._contents.building
        first = min(building.gadgets.values(), key=lambda one: one.name.casefold(), default=None)
        self._rules.append(PermissionRule(gadget_id=first.id) if first else PermissionRule())
        self._fill(len(self._rules) - 1)
        self.form.where.setFocus()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        del self._rules[row]
        self._fill(max(0, row - 1))
        (self.list if self._rules else self.add).setFocus()
