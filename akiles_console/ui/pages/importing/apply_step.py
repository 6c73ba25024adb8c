"""Step 6: the run while it goes, person by person, and its report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from akiles_console.sync.run import Progress, Report
from akiles_console.ui.pages.importing import outcomes
from akiles_console.ui.pages.importing.outcomes import RunRow
from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.pages.importing.report_parts import Counts, RowActions
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.label import label
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
    """Progress with ways to pause and to stop; afterwards the counts and what to press.

    Signals:
        pause, go_on, cancel: what the person wants of the run under way.
        reconnect: the person wants to sign in again, so that it goes on.
        again: the person wants to see what is left.
        undo: the id of the run that the person wants to take back.
        save: the rows of the report that the person wants in a file.
        row_wanted: the row of the file that the person wants to see in Check.
        pin_wanted: the key of the person for whom Akiles is to choose the PIN.
    """

    pause = Signal()
    go_on = Signal()
    cancel = Signal()
    reconnect = Signal()
    again = Signal()
    undo = Signal(str)
    save = Signal(object)
    row_wanted = Signal(int)
    pin_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind, self._run_id = "import", ""
        self._waiting: dict[str, RunRow] = {}
        self._pending: dict[str, RunRow] = {}
        self._rows: Sequence[RunRow] = ()
        self._progress: Progress | None = None
        self.headline = label("", "heading", self)
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(_("Progress"))
        self._bar.setTextVisible(False)
        self._words = label("", "muted", self)
        self._make_buttons()
        self._counts = Counts(self)
        self.list: RecordList[RunRow] = RecordList(
            name=_("People of this run"),
            columns=COLUMNS,
            empty=_("This run changes nobody."),
            key=lambda row: row.key,
            parent=self,
        )
        self.chosen = RowActions(self)
        self._flush = QTimer(self, interval=_FLUSH)
        self._flush.timeout.connect(self._on_flush)
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        self.reconnect_button = button(_("Reconnect"), "primary", self)
        self.pause_button = button(_("Pause"), "normal", self)
        self.continue_button = button(_("Continue"), "normal", self)
        self.cancel_button = button(_("Cancel the rest"), "normal", self)
        self.again_button = button(_("Preview what is left"), "normal", self)
        self.undo_button = button(_("Undo this run"), "normal", self)
        self.save_button = button(_("Save the report"), "normal", self)
        self._while_running = (self.reconnect_button, self.pause_button, self.continue_button, self.cancel_button)
        self._afterwards = (self.again_button, self.undo_button, self.save_button)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        for press in (*self._while_running, *self._afterwards):
            row.addWidget(press)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addWidget(self._bar)
        column.addWidget(self._counts)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.chosen)

    def _connect(self) -> None:
        self.pause_button.clicked.connect(self.pause)
        self.continue_button.clicked.connect(self.go_on)
        self.cancel_button.clicked.connect(self.cancel)
        self.reconnect_button.clicked.connect(self.reconnect)
        self.again_button.clicked.connect(self.again)
        self.undo_button.clicked.connect(self._on_undo)
        self.save_button.clicked.connect(self._on_save)
        self.list.view.selectionModel().selectionChanged.connect(self._on_selection)
        self.chosen.row_wanted.connect(self.row_wanted)
        self.chosen.pin_wanted.connect(self.pin_wanted)

    def show_start(self, kind: str, rows: Sequence[RunRow]) -> None:
        """A run begins: everybody waits. `kind`: import | undo | resume."""
        self._kind, self._run_id = kind, ""
        self._pending, self._progress, self._rows = {}, None, ()
        self.headline.setText(outcomes.progress_words(Progress(phase="read")))
        self._bar.setRange(0, 0)
        self._bar.show()
        self._show_buttons()
        self.show_control("running", "", can_reconnect=False)
        self._counts.hide()
        self.chosen.hide()
        self._waiting = {row.key: row for row in rows}
        self.list.set_rows(rows)
        self._flush.start()

    def show_progress(self, progress: Progress) -> None:
        """Keeps what happened for the next look of the table."""
        self._progress = progress
        if progress.outcome is not None:
            row = outcomes.outcome_row(progress.outcome, self._waiting)
            self._pending[row.key] = row

    def show_control(self, state: str, reason: str, *, can_reconnect: bool) -> None:
        """Where the run stands: `Control.state` and `Control.reason`, and whether signing in again is possible."""
        self._words.setText(outcomes.control_words(state, reason, self._kind))
        paused = state == "paused"
        signed_out = paused and reason == "signed_out" and can_reconnect
        self.reconnect_button.setVisible(signed_out)
        self.continue_button.setVisible(paused and not signed_out)
        self.pause_button.setVisible(not paused)
        self.pause_button.setEnabled(state == "running")
        self.cancel_button.setVisible(True)
        self.cancel_button.setEnabled(state != "ending")
        first = self.reconnect_button if signed_out else self.continue_button
        if paused and self.isVisible():
            first.setFocus()

    def show_report(self, report: Report) -> None:
        """How it ended, for everybody."""
        self._on_flush()
        rows = self._rows = outcomes.report_rows(report, self._waiting)
        self._end(outcomes.report_headline(report, rows, self._kind))
        self._counts.show_counts(rows)
        advice = outcomes.report_advice(report, rows, self._kind)
        self._words.setText(advice or outcomes.verified_words())
        self._run_id = report.run_id
        self._show_buttons(
            again=bool(advice) and self._kind == "import", undo=self._kind != "undo" and bool(rows), save=bool(rows)
        )
        self.list.set_rows(rows)

    def show_problem(self, headline: str, text: str) -> None:
        """The run could not go on, and why."""
        self._end(headline)
        self._words.setText(text)
        self._show_buttons(again=self._kind == "import")

    def say(self, text: str) -> None:
        """Says something beside the buttons."""
        self._words.setText(text)

    def focus_first(self) -> None:
        """Puts the keyboard where the step begins."""
        (self.pause_button if self.pause_button.isVisible() else self.list.view).setFocus()

    def _end(self, headline: str) -> None:
        self._flush.stop()
        self._on_flush()
        self.headline.setText(headline)
        self._bar.hide()

    def _show_buttons(self, *, again: bool = False, undo: bool = False, save: bool = False) -> None:
        """Those of the report; those of a run under way are gone then."""
        for press in self._while_running:
            press.hide()
        for press, on in zip(self._afterwards, (again, undo, save), strict=True):
            press.setVisible(on)

    def _on_undo(self) -> None:
        self.undo.emit(self._run_id)

    def _on_save(self) -> None:
        self.save.emit(self._rows)

    def _on_selection(self) -> None:
        self.chosen.show_row(next(iter(self.list.selection()), None))

    def _on_flush(self) -> None:
        unknown = {key: row for key, row in self._pending.items() if key not in self._waiting}
        if unknown:  # of a run that was made from the journal nobody is known beforehand
            self._waiting |= unknown
            self.list.set_rows(self._waiting.values())
        for row in self._pending.values():
            self.list.update_row(row)
        self._pending = {}
        if self._progress is not None:
            self.headline.setText(outcomes.progress_words(self._progress, self._kind))
            known = self._progress.phase == "write"
            self._bar.setRange(0, self._progress.total if known else 0)
            self._bar.setValue(self._progress.done)
