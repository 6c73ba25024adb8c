"""Step 6: the run while it goes, person by person, and its report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from akiles_console.sync.run import Progress, Report
from akiles_console.ui.pages.importing import outcomes
from akiles_console.ui.pages.importing.outcomes import RunRow
from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.pages.importing.words import PlanRow
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

_FLUSH = 150
"""Milliseconds between two looks of the table at what has happened."""

COLUMNS: tuple[Column[RunRow], ...] = (
    Column(_("Person"), lambda row: row.name, 22),
    Column(_("State"), lambda row: row.title, 13, sort=lambda row: row.rank,
           tone=lambda row: outcomes.TONES.get(row.state)),
    Column(_("What"), lambda row: row.what, 30),
)  # fmt: skip


class ApplyStep(QWidget):
    """Progress with a way to stop; afterwards the counts and what to press.

    Signals:
        cancel: the person wants the run to stop after what is under way.
        again: the person wants to see what is left.
    """

    cancel = Signal()
    again = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._waiting: dict[str, RunRow] = {}
        self._pending: dict[str, RunRow] = {}
        self._progress: Progress | None = None
        self.headline = label("", "heading", self)
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(_("Progress"))
        self._bar.setTextVisible(False)
        self._words = label("", "muted", self)
        self._cancel = button(_("Cancel the rest"), "normal", self)
        self._counts = Counts(self)
        self._again = button(_("Preview what is left"), "normal", self)
        self.list: RecordList[RunRow] = RecordList(
            name=_("People of this run"),
            columns=COLUMNS,
            empty=_("This run changes nobody."),
            key=lambda row: row.key,
            parent=self,
        )
        self._flush = QTimer(self, interval=_FLUSH)
        self._flush.timeout.connect(self._on_flush)
        self._cancel.clicked.connect(self._on_cancel)
        self._again.clicked.connect(self.again)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self._cancel)
        row.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addWidget(self._bar)
        column.addWidget(self._counts)
        column.addLayout(row)
        column.addWidget(self.list, 1)

    def show_start(self, people: Sequence[PlanRow]) -> None:
        """A run begins: everybody waits."""
        self._pending, self._progress = {}, None
        self.headline.setText(_("Giving access…"))
        self._words.setText(_("Cancel lets what is under way finish; the others stay as they are."))
        self._bar.setRange(0, 0)
        self._show_running(True)
        self._cancel.setEnabled(True)
        self._again.hide()
        self._counts.hide()
        self._waiting = {row.key: row for row in outcomes.waiting_rows(people)}
        self.list.set_rows(self._waiting.values())
        self._flush.start()

    def show_progress(self, progress: Progress) -> None:
        """Keeps what happened for the next look of the table."""
        self._progress = progress
        if progress.outcome is not None:
            row = outcomes.outcome_row(progress.outcome, self._waiting)
            self._pending[row.key] = row

    def show_report(self, report: Report) -> None:
        """How it ended, for everybody."""
        rows = outcomes.report_rows(report, self._waiting)
        self._end(outcomes.report_headline(report, rows))
        self._counts.show_counts(rows)
        advice = outcomes.report_advice(report, rows)
        self._words.setText(advice or outcomes.verified_words())
        self._again.setVisible(bool(advice))
        self.list.set_rows(rows)

    def show_problem(self, headline: str, text: str) -> None:
        """The run could not go on, and why."""
        self._end(headline)
        self._words.setText(text)
        self._again.show()

    def focus_first(self) -> None:
        """Puts the keyboard where the step begins."""
        (self._cancel if self._cancel.isVisible() else self.list.view).setFocus()

    def _end(self, headline: str) -> None:
        self._flush.stop()
        self._on_flush()
        self.headline.setText(headline)
        self._show_running(False)

    def _show_running(self, on: bool) -> None:
        self._bar.setVisible(on)
        self._cancel.setVisible(on)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._words.setText(_("Stopping: what is under way is finished and read back, the others stay as they are."))
        self.cancel.emit()

    def _on_flush(self) -> None:
        for row in self._pending.values():
            self.list.update_row(row)
        self._pending = {}
        if self._progress is not None:
            self.headline.setText(outcomes.progress_words(self._progress))
            known = self._progress.phase == "write"
            self._bar.setRange(0, self._progress.total if known else 0)
            self._bar.setValue(self._progress.done)


class Counts(QWidget):
    """How many people are in each state; the states that matter always, the others when somebody is in them."""

    _ALWAYS = ("verified", "not_verified", "needs_you")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(32)
        self._labels = {}
        for state in (*self._ALWAYS, "not_begun"):
            number, title = label("", "title", self), label(_(outcomes.STATES[state]), "muted", self)
            title.setWordWrap(False)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(number)
            column.addWidget(title)
            self._row.addLayout(column)
            self._labels[state] = (number, title)
        self._row.addStretch(1)

    def show_counts(self, rows: Sequence[RunRow]) -> None:
        """Shows the counts of these rows."""
        found = outcomes.counts(rows)
        for state, (number, title) in self._labels.items():
            shown = state in self._ALWAYS or found[state] > 0
            number.setVisible(shown)
            title.setVisible(shown)
            number.setText(str(found[state]))
            number.setAccessibleName(f"{title.text()}: {found[state]}")
            tinted(number, outcomes.TONES[state] if found[state] else "muted")
        self.show()
