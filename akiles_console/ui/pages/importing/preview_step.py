"""Step 5: what will happen, in words, and the settings that shaped it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from akiles_console.access.building import Building
from akiles_console.sync.plan import Decision
from akiles_console.sync.run import Proposal
from akiles_console.ui.pages.importing import person_words, verdicts, words
from akiles_console.ui.pages.importing.parts import button, fill
from akiles_console.ui.pages.importing.person_panel import PersonPanel
from akiles_console.ui.pages.importing.settings_panel import SettingsPanel
from akiles_console.ui.pages.importing.words import PlanRow
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

_SIDE = 288
"""Pixels of the settings, or of the person in their place."""

COLUMNS: tuple[Column[PlanRow], ...] = (
    Column(_("Person"), lambda row: row.name, 20),
    Column(_("What happens"), lambda row: row.title, 13, sort=lambda row: row.place,
           tone=lambda row: words.TONES.get(row.kind)),
    Column(_("In detail"), lambda row: row.what, 30),
)  # fmt: skip


class PreviewStep(QWidget):
    """A sentence, the danger, everybody's changes; the settings beside them, or the person who is selected.

    Signals:
        settings_changed: the `Options` to plan anew with.
        retry: plan once more.
        row_wanted: the row of the file that the person wants to see in Check.
    """

    settings_changed = Signal(object)
    retry = Signal()
    row_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[PlanRow, ...] = ()
        self._proposal: Proposal | None = None
        self._building: Building | None = None
        self._focused = False
        self.notice = label("", "notice", self)
        self.notice.hide()
        self.headline = label("", "heading", self)
        self.danger = label("", "danger", self)
        self.danger.hide()
        self._rest = label("", "muted", self)
        self.list: RecordList[PlanRow] = RecordList(
            name=_("People of this plan"),
            columns=COLUMNS,
            empty=_("Nobody is in this plan: no row of the file can be used."),
            key=lambda row: row.key,
            parent=self,
        )
        self.list.search.setMinimumWidth(120)
        self.list.search.setMaximumWidth(280)
        self.filter = QComboBox(self)
        self.filter.setAccessibleName(_("Which people to show"))
        self.filter.activated.connect(self._fill)
        self.list.bar.addWidget(self.filter)
        self.settings = SettingsPanel(self)
        self.person = PersonPanel(self)
        self._lay_out()
        self.list.view.selectionModel().selectionChanged.connect(self._on_selection)
        self.list.retry.connect(self.retry)
        self.settings.changed.connect(self.settings_changed)
        self.person.decided.connect(self._on_decided)
        self.person.row_wanted.connect(self.row_wanted)
        self.person.closed.connect(self._on_closed)

    def _lay_out(self) -> None:
        self._side = QStackedWidget(self)
        self._side.setFixedWidth(_SIDE)
        self._side.addWidget(self.settings)
        self._side.addWidget(self.person)
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.notice, self.headline, self.danger, self._rest, self._ids()):
            left.addWidget(widget)
        left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._side)

    def _ids(self) -> QWidget:
        """What is said of people who seem to have new employee ids, with one button for all of them."""
        self._rekeys = QFrame(self)
        self._rekeys.setProperty("role", "card")
        self._rekey_words = label("", "body", self._rekeys)
        self.rekey = button("", "normal", self._rekeys)
        self.rekey.setAccessibleName(_("Employee ids"))
        self.rekey.clicked.connect(self._on_rekey)
        row = QHBoxLayout(self._rekeys)
        row.addWidget(self._rekey_words, 1)
        row.addWidget(self.rekey)
        self._rekeys.hide()
        return self._rekeys

    def show_busy(self) -> None:
        """A plan is being made: nothing is said of the old one, and its people are greyed until then."""
        self._proposal = None
        self.headline.setText(_("Comparing the file with Akiles…"))
        tinted(self.headline, "muted")
        self._rest.setText(" ")
        for widget in (self.danger, self._rekeys):
            widget.hide()
        self._focused = self._focused or self.list.view.hasFocus()  # the keyboard leaves what is off
        self.list.view.setEnabled(False)
        self.list.set_loading()

    def show_nothing(self, text: str) -> None:
        """There is no plan, and why."""
        self._clear("")
        self.list.set_error(text)

    def show_blocked(self, text: str) -> None:
        """The settings allow no plan, and why."""
        self._clear(text)
        self.list.set_rows(())

    def _clear(self, headline: str) -> None:
        self._proposal, self._rows = None, ()
        self.headline.setText(headline)
        tinted(self.headline, "heading")
        self._rest.setText("")
        for widget in (self.danger, self._rekeys):
            widget.hide()
        self._side.setCurrentWidget(self.settings)
        self._enable()

    def _enable(self) -> None:
        self.list.view.setEnabled(True)
        if self._focused:
            self.list.view.setFocus()
        self._focused = False

    def show_plan(self, proposal: Proposal, rows: Sequence[PlanRow], building: Building, notice: str) -> None:
        """The plan in words; `notice` says why it is shown again."""
        self._rows, self._proposal, self._building = tuple(rows), proposal, building
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self.headline.setText(words.headline(proposal.plan))
        tinted(self.headline, "heading")
        danger = verdicts.verdict_words(proposal.verdict, proposal.plan)
        self.danger.setText(danger)
        self.danger.setVisible(bool(danger))
        self._rest.setText(words.rest(proposal.plan))
        self._rest.setVisible(bool(self._rest.text()))
        said, press = verdicts.rekey_words(proposal.plan, self.settings.options)
        self._rekey_words.setText(said)
        self.rekey.setText(press)
        self.rekey.setAccessibleName(press or _("Employee ids"))
        self._rekeys.setVisible(bool(said))
        fill(self.filter, words.filters(rows), self.filter.currentData() or "all")
        if self.filter.currentIndex() < 0:
            self.filter.setCurrentIndex(0)
        self._enable()
        self._fill()

    def focus_first(self) -> None:
        """Puts the keyboard where the step begins."""
        self.list.view.setFocus()

    def _fill(self) -> None:
        self.list.set_rows(words.filtered(self._rows, self.filter.currentData() or "all"))
        self._on_selection()

    def _on_selection(self) -> None:
        """Whom the person chose; the row that only has the keyboard is not chosen yet."""
        if self._proposal is None:
            return
        row = next(iter(self.list.selection()), None)
        found = person_words.view(self._proposal, row, self._building) if row is not None else None
        if found is not None:
            self.person.show_view(found)
        self._side.setCurrentWidget(self.settings if found is None else self.person)

    def _on_closed(self) -> None:
        self.list.view.clearSelection()
        self.list.view.setCurrentIndex(self.list.table.index(-1, -1))
        self._side.setCurrentWidget(self.settings)

    def _on_decided(self, decision: Decision, taken: bool) -> None:
        options = self.settings.options
        self.settings.choose(options.deciding(decision) if taken else options.undeciding(decision))

    def _on_rekey(self) -> None:
        options = self.settings.options
        self.settings.choose(msgspec.structs.replace(options, rekey=not options.rekey))
