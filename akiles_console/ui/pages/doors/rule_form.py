"""One rule of a group as a form: only what Akiles takes can be chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QVBoxLayout, QWidget

from akiles_console.access import rules
from akiles_console.access.doors import METHODS
from akiles_console.api.models import PermissionRule
from akiles_console.ui.pages.doors.change_words import rule as in_words
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.widgets.label import label
from akiles_console.wording import N_, _

_NAMES = {
    "online": N_("over the internet, with the app"),
    "bluetooth": N_("Bluetooth"), "mobile_nfc": N_("phone at a reader"),
    "pin": N_("PIN"), "card": N_("card"),
}  # fmt: skip


class RuleForm(QFrame):
    """Where, when and how a rule opens.

    Signals:
        changed: the rule as it is now.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Rule"))
        self._rule, self._contents = PermissionRule(), Contents()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        self.where = self._combo(_("Opens"), self._on_where)
        self.action = self._combo(_("Does"), self._on_action)
        self.when = self._combo(_("When"), self._on_when)
        column.addWidget(label(_("How"), "small", self))
        self.methods = {method: self._tick(_(_NAMES[method]), self._on_method) for method in METHODS}
        self.nearby = self._tick(_("Over the internet only with the phone at the site"), self._on_nearby)
        column.addSpacing(6)
        self.sentence = label("", "strong", self)
        column.addWidget(self.sentence)
        column.addStretch(1)

    def show_rule(self, rule: PermissionRule, contents: Contents) -> None:
        """Shows this rule; what it names and is not there any more is shown by its id."""
        self._rule, self._contents = rule, contents
        built = contents.building
        sites = sorted((one.name, one.id) for one in built.sites.values())
        doors = sorted((one.name, contents.site(one.site_id), one.id) for one in built.gadgets.values())
        places = [(_("Every door"), "everything:")]
        places += [(_("Every door of {site}").format(site=name), f"site:{id}") for name, id in sites]
        places += [(f"{name} ({site})", f"door:{id}") for name, site, id in doors]
        kind = rules.place(rule)
        chosen = {"door": rule.gadget_id, "site": rule.site_id}.get(kind) or ""
        _fill(self.where, places, f"{kind}:{chosen}")
        gadget = built.gadgets.get(rule.gadget_id or "")
        actions = [(one.name or one.id, one.id) for one in gadget.actions] if gadget else []
        _fill(self.action, [(_("Everything it can"), ""), *actions], rule.action_id or "")
        self.action.setEnabled(bool(actions))
        hours = sorted((one.name, one.id) for one in built.schedules.values())
        _fill(self.when, [(_("Always"), ""), *hours], rule.schedule_id or "")
        allowed = rules.allowed(rule)
        for method, tick in self.methods.items():
            _set(tick, method in allowed)
            tick.setEnabled(allowed != (method,))
        _set(self.nearby, rule.presence == rules.NEARBY)
        self.nearby.setEnabled("online" in allowed)
        self.sentence.setText(in_words(rule, contents))

    def _combo(self, title: str, does: object) -> QComboBox:
        self._column.addWidget(label(title, "small", self))
        made = QComboBox(self)
        made.setAccessibleName(title)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(20)
        made.activated.connect(does)
        self._column.addWidget(made)
        return made

    def _tick(self, text: str, does: object) -> QCheckBox:
        made = QCheckBox(text, self)
        made.setAccessibleName(text)
        made.toggled.connect(does)
        self._column.addWidget(made)
        return made

    def _tell(self, rule: PermissionRule) -> None:
        self.show_rule(rule, self._contents)
        self.changed.emit(rule)

    def _on_where(self) -> None:
        kind, _colon, id = str(self.where.currentData()).partition(":")
        built = self._contents.building
        if kind == "everything":
            self._tell(rules.for_everything(self._rule))
        elif kind == "site" and id in built.sites:
            self._tell(rules.for_site(self._rule, id, built))
        elif kind == "door" and id in built.gadgets:
            self._tell(rules.for_door(self._rule, id, built))

    def _on_action(self) -> None:
        id = str(self.action.currentData())
        if id != (self._rule.action_id or ""):
            self._tell(rules.with_action(self._rule, id, self._contents.building))

    def _on_when(self) -> None:
        id = str(self.when.currentData())
        if id != (self._rule.schedule_id or ""):
            self._tell(rules.with_schedule(self._rule, id, self._contents.building))

    def _on_method(self) -> None:
        rule = self._rule
        for method, tick in self.methods.items():
            rule = rules.with_method(rule, method, tick.isChecked())
        self._tell(rule)

    def _on_nearby(self, on: bool) -> None:
        self._tell(rules.with_presence(self._rule, on))


def _fill(combo: QComboBox, items: list[tuple[str, str]], chosen: str) -> None:
    """`chosen` is shown also where it is not among the items."""
    combo.clear()
    for text, data in items:
        combo.addItem(text, data)
    if combo.findData(chosen) < 0:
        combo.addItem(_("not there any more: {id}").format(id=chosen.rpartition(":")[2]), chosen)
    combo.setCurrentIndex(combo.findData(chosen))


def _set(tick: QCheckBox, on: bool) -> None:
    tick.blockSignals(True)
    tick.setChecked(on)
    tick.blockSignals(False)
