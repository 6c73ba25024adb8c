"""The settings that shape a plan, beside the preview."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from akiles_console.sync.plan import Options
from akiles_console.ui.pages.importing import verdicts
from akiles_console.ui.pages.importing.parts import fill, number
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

PIN_LENGTH = 6
"""Digits of a random PIN unless the person says otherwise; Akiles takes 4 to 20."""

DAYS = 14
"""Days before their start from which people are synced, where the person asks for that."""


class SettingsPanel(QScrollArea):
    """What the file is, what happens to leavers, what people open doors with, taking over members, who starts later,
    and whether anything is written at all.

    Signals:
        changed: the new `Options`.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._options = Options(pin_length=PIN_LENGTH)
        self.setAccessibleName(_("Settings of this import"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card = QFrame(self)
        card.setProperty("role", "card")
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(6)
        self._add_roster(card)
        self._add_leavers(card)
        self._add_credentials(card)
        self._add_adopt(card)
        self._add_scope(card)
        self._add_switch(card)
        self._column.addStretch(1)
        self.setWidget(card)
        self._show()

    @property
    def options(self) -> Options:
        """The settings as they stand."""
        return self._options

    def choose(self, options: Options) -> None:
        """Takes options that were changed elsewhere: decisions about people, employee ids."""
        before, self._options = self._options, options
        if options != before:
            self.changed.emit(options)

    def recall(self, options: Options) -> None:
        """Shows options of last time, and tells nobody."""
        widgets = (self._leavers, *self._ticks.values(), self._length, self._later, self._days, self._enabled)
        for widget in widgets:
            widget.blockSignals(True)
        self._leavers.setCurrentIndex(max(0, self._leavers.findData(options.leavers)))
        for kind, tick in self._ticks.items():
            tick.setChecked(kind in options.credentials)
        self._length.setValue(options.pin_length or PIN_LENGTH)
        self._later.setChecked(options.valid_within is not None)
        self._days.setValue(DAYS if options.valid_within is None else options.valid_within)
        self._enabled.setChecked(options.enabled)
        for widget in widgets:
            widget.blockSignals(False)
        self._options = options
        self._show()

    def forget_decisions(self) -> None:
        """Another file: what was decided about people of the one before no longer holds."""
        self._options = msgspec.structs.replace(self._options, decisions=(), rekey=False)

    def _title(self, text: str, parent: QWidget) -> QLabel:
        if self._column.count():
            self._column.addSpacing(10)
        shown = label(text, "strong", parent)
        self._column.addWidget(shown)
        return shown

    def _add_roster(self, card: QWidget) -> None:
        self._title(_("This file lists"), card)
        group = QButtonGroup(card)
        self.partial = QRadioButton(_("only these people"), card)
        self.full = QRadioButton(_("everybody: the others have left"), card)
        for radio in (self.partial, self.full):
            radio.setAccessibleName(radio.text())
            group.addButton(radio)
            self._column.addWidget(radio)
        self.partial.setChecked(True)
        self.full.toggled.connect(self._on_changed)  # not clicked: a screen reader toggles

    def _add_leavers(self, card: QWidget) -> None:
        title = self._title(_("People who have left"), card)
        self._leavers = QComboBox(card)
        title.setBuddy(self._leavers)  # on Linux a screen reader calls a combo by its label alone
        self._leavers.setAccessibleName(_("People who have left"))
        fill(
            self._leavers,
            [(_("End their access"), "end"), (_("Delete them at Akiles"), "delete"), (_("Keep their access"), "keep")],
            "end",
        )
        self._leavers.activated.connect(self._on_changed)
        self._column.addWidget(self._leavers)

    def _add_credentials(self, card: QWidget) -> None:
        self._title(_("They open doors with"), card)
        self._ticks: dict[str, QCheckBox] = {}
        for kind, text in (
            ("email", _("E-mail and the Akiles app")), ("pin", _("PIN")), ("magic_link", _("Magic link")),
            ("card", _("Card")),
        ):  # fmt: skip
            tick = QCheckBox(text, card)
            tick.setAccessibleName(text)
            tick.setChecked(kind in self._options.credentials)
            tick.toggled.connect(self._on_changed)
            self._ticks[kind] = tick
            if kind == "pin":
                self._column.addLayout(self._pin_row(tick, card))
            else:
                self._column.addWidget(tick)
        self._problem = label("", "loss", card)
        self._column.addWidget(self._problem)

    def _pin_row(self, tick: QCheckBox, card: QWidget) -> QHBoxLayout:
        self._length = number(_("Digits of a PIN"), 4, 20, card)
        self._length.setSuffix(_(" digits"))
        self._length.setValue(PIN_LENGTH)
        self._length.valueChanged.connect(self._on_changed)
        row = QHBoxLayout()
        row.addWidget(tick)
        row.addWidget(self._length)
        row.addStretch(1)
        return row

    def _add_adopt(self, card: QWidget) -> None:
        self._title(_("Already at Akiles, made by hand"), card)
        self._adopt = QCheckBox(_("Take over members with\nthe same e-mail"), card)
        self._adopt.setAccessibleName(_("Take over members with the same e-mail"))
        self._adopt.toggled.connect(self._on_changed)
        self._column.addWidget(self._adopt)

    def _add_scope(self, card: QWidget) -> None:
        self._title(_("People who start later"), card)
        self._later = QCheckBox(_("Only who starts within"), card)
        self._later.setAccessibleName(_("Only people who start within some days"))
        self._later.toggled.connect(self._on_changed)
        self._days = number(_("Days until they start"), 0, 365, card)
        self._days.setSuffix(_(" days"))
        self._days.setValue(DAYS)
        self._days.valueChanged.connect(self._on_changed)
        self._column.addWidget(self._later)
        row = QHBoxLayout()
        row.addSpacing(22)
        row.addWidget(self._days)
        row.addStretch(1)
        self._column.addLayout(row)

    def _add_switch(self, card: QWidget) -> None:
        self._title(_("Importing"), card)
        self._enabled = QCheckBox(_("is switched on"), card)
        self._enabled.setAccessibleName(_("Importing is switched on"))
        self._enabled.setToolTip(_("Switched off, everything can be looked at and nothing is written."))
        self._enabled.setChecked(True)
        self._enabled.toggled.connect(self._on_changed)
        self._column.addWidget(self._enabled)

    def _show(self) -> None:
        self._days.setEnabled(self._options.valid_within is not None)
        self._length.setEnabled("pin" in self._options.credentials)
        self._problem.setText(verdicts.settings_problem(self._options))
        self._problem.setVisible(bool(self._problem.text()))

    def _on_changed(self) -> None:
        before = self._options
        self._options = msgspec.structs.replace(
            before,
            roster="full" if self.full.isChecked() else "partial",
            leavers=self._leavers.currentData(),
            credentials=tuple(sorted(kind for kind, tick in self._ticks.items() if tick.isChecked())),
            pin_length=self._length.value(),
            adopt_email=self._adopt.isChecked(),
            valid_within=self._days.value() if self._later.isChecked() else None,
            enabled=self._enabled.isChecked(),
        )
        self._show()
        if self._options != before:
            self.changed.emit(self._options)
