"""Step 5: what will happen, in words, and the settings that shaped it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from akiles_console.sync.run import Proposal
from akiles_console.ui.pages.importing import words
from akiles_console.ui.pages.importing.settings_panel import SettingsPanel
from akiles_console.ui.pages.importing.words import PlanRow
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

COLUMNS: tuple[Column[PlanRow], ...] = (
    Column(_("Person"), lambda row: row.name, 20),
    Column(_("What happens"), lambda row: row.title, 13, sort=lambda row: row.place,
           tone=lambda row: words.TONES.get(row.kind)),
    Column(_("In detail"), lambda row: row.what, 30),
)  # fmt: skip


class PreviewStep(QWidget):
    """A sentence, the danger, everybody's changes; the settings beside them.

    Signals:
        settings_changed: the `Options` to plan anew with.
        retry: plan once more.
    """

    settings_changed = Signal(object)
    retry = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[PlanRow, ...] = ()
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
        self._detail = label("", "body", self)
        self._detail.hide()
        self.settings = SettingsPanel(self)
        self._changes = QCheckBox(_("Changes only"), self)
        self._changes.setAccessibleName(_("Changes only"))
        self._changes.toggled.connect(self._fill)
        self.list.bar.addWidget(self._changes)
        self._lay_out()
        self.list.selected.connect(self._on_selected)
        self.list.retry.connect(self.retry)
        self.settings.changed.connect(self.settings_changed)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.notice, self.headline, self.danger, self._rest):
            left.addWidget(widget)
        left.addWidget(self.list, 1)
        left.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.settings)

    def show_busy(self) -> None:
        """A plan is being made; the old one stays in sight, but says that it is not the last word."""
        self.headline.setText(_("Comparing the file with Akiles…"))
        tinted(self.headline, "muted")
        self._rest.setText(" ")
        self.list.set_loading()

    def show_nothing(self, text: str) -> None:
        """There is no plan, and why."""
        self.headline.setText("")
        self._rest.setText("")
        self.danger.hide()
        self._detail.hide()
        self._rows = ()
        self.list.set_error(text)

    def show_blocked(self, text: str) -> None:
        """The settings allow no plan, and why."""
        self.headline.setText(text)
        tinted(self.headline, "heading")
        self._rest.setText("")
        self.danger.hide()
        self._detail.hide()
        self._rows = ()
        self.list.set_rows(())

    def show_plan(self, proposal: Proposal, rows: Sequence[PlanRow], notice: str) -> None:
        """The plan in words; `notice` says why it is shown again."""
        self._rows = tuple(rows)
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self.headline.setText(words.headline(proposal.plan))
        tinted(self.headline, "heading")
        danger = words.verdict_words(proposal.verdict, proposal.plan)
        self.danger.setText(danger)
        self.danger.setVisible(bool(danger))
        self._rest.setText(words.rest(proposal.plan))
        self._rest.setVisible(bool(self._rest.text()))
        self._fill()

    def focus_first(self) -> None:
        """Puts the keyboard where the step begins."""
        self.list.view.setFocus()

    def _fill(self) -> None:
        quiet = ("unchanged",) if self._changes.isChecked() else ()
        self.list.set_rows(row for row in self._rows if row.kind not in quiet)
        self._on_selected(next(iter(self.list.selection()), None))

    def _on_selected(self, row: PlanRow | None) -> None:
        self._detail.setVisible(row is not None and bool(row.what))
        if row is not None:
            self._detail.setText(_("{name}: {what}").format(name=row.name, what=row.what))
