"""The Import page: one step in front, the stepper on top, one primary button.

What a step shows is decided in `flow`, `choice`, `words` and `outcomes`; here is only who comes after whom.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from akiles_console import paths
from akiles_console.clock import Clock
from akiles_console.session import Session
from akiles_console.ui import dialogs
from akiles_console.ui.pages.importing import flow, problems, source
from akiles_console.ui.pages.importing.apply_step import ApplyStep
from akiles_console.ui.pages.importing.check_step import CheckStep
from akiles_console.ui.pages.importing.columns_step import ColumnsStep
from akiles_console.ui.pages.importing.earlier import EarlierRuns
from akiles_console.ui.pages.importing.file_step import FileStep
from akiles_console.ui.pages.importing.grouper import Grouper
from akiles_console.ui.pages.importing.groups_step import GroupsStep
from akiles_console.ui.pages.importing.opener import Opener
from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.pages.importing.performer import Performer
from akiles_console.ui.pages.importing.preview_step import PreviewStep
from akiles_console.ui.pages.importing.report_file import ReportFile
from akiles_console.ui.pages.importing.runner import Runner
from akiles_console.ui.pages.importing.source import Source
from akiles_console.ui.pages.importing.stepper import Stepper
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.page import Page
from akiles_console.wording import _, plural

_PATIENCE = 400
"""Milliseconds of reading before the page says so and offers to give it up."""

_AnyStep = FileStep | ColumnsStep | CheckStep | GroupsStep | PreviewStep | ApplyStep | EarlierRuns
_EARLIER = "earlier"


class ImportPage(Page):
    """From a file to people who can open doors."""

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        demo: bool,
        clock: Clock | None = None,
        open_url: Callable[[str], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`open_url` opens the browser in which the person logs in again in the middle of a run."""
        super().__init__(_("Import"), parent=parent)
        self._tasks = tasks
        self._step = "file"
        self.file = FileStep(practice=demo, parent=self)
        self.columns = ColumnsStep(self)
        self.check = CheckStep(self)
        self.groups = GroupsStep(self)
        self.preview = PreviewStep(self)
        self.apply = ApplyStep(self)
        steps = (self.file, self.columns, self.check)
        self.opener = Opener(session, tasks, clock or Clock(), steps, self)
        self.grouper = Grouper(session, tasks, clock or Clock(), self.groups, self)
        self.performer = Performer(session, tasks, clock or Clock(), self.apply, open_url, self)
        self.runner = Runner(session, tasks, clock or Clock(), self.preview, self.apply, self.performer, self)
        self.earlier = EarlierRuns(session, tasks, clock or Clock(), self)
        ReportFile(tasks, self.apply, self)
        self._lay_out()
        self._connect()
        self._begin_anew()

    def reload(self) -> None:
        """Reads anew what the step in front stands on."""
        if self._step == _EARLIER:
            self.earlier.reload()
        elif self._step in ("file", "columns", "check"):
            self.opener.reload()
        elif self._step == "groups":
            self.grouper.reload()
        elif self._step == "preview":
            self.runner.plan()

    def seek(self, what: str) -> None:
        """Shows the earlier run with that id."""
        if what and not self.runner.running:
            self.earlier.seek(what)
            self._go(_EARLIER)

    async def aclose(self) -> None:
        """Ends what is under way; returns once the journal knows of a run that was cut off."""
        self.opener.close()
        self.earlier.close_down()
        for name in ("import-choose", "import-open", "import-groups"):
            self._tasks.cancel(name)
        self.runner.close()
        await self.performer.aclose()

    def open(self, found: Source) -> None:
        """Begins anew with this file or table; nothing happens while a run is under way."""
        if self.runner.running:
            return
        if self.opener.unkept:
            self._tasks.restart("import-open", self._ask_and_open(found))
        else:
            self._open(found)

    def _open(self, found: Source) -> None:
        self._begin_anew()
        self.opener.open(found)

    async def _ask_and_open(self, found: Source) -> None:
        """Opens it if what is nowhere but in the window may be lost."""
        text = plural(
            "{count} PIN that you typed here is kept nowhere else and would be lost.",
            "{count} PINs that you typed here are kept nowhere else and would be lost.",
            self.opener.unkept,
        )
        title = _("Open another file?")
        if await dialogs.confirm(self, title, text, action=_("Open the other file"), destructive=True):
            self._open(found)

    # What is where

    def _lay_out(self) -> None:
        self.back = button(_("Back"), "normal", self)
        self.primary = button("", "primary", self)
        self.past = button(_("Earlier imports"), "quiet", self)
        self._reading = label("", "muted", self)
        self._reading.setWordWrap(False)
        self.cancel = button(_("Cancel"), "normal", self)
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._soon.timeout.connect(self._show_reading)
        self._on_reading("")
        for widget in (self._reading, self.cancel, self.past, self.back):
            self.head.addWidget(widget)
        self.head.addWidget(self.primary)
        self.stepper = Stepper(self)
        self._stack = QStackedWidget(self)
        steps: tuple[_AnyStep, ...] = (
            self.file, self.columns, self.check, self.groups, self.preview, self.apply, self.earlier,
        )  # fmt: skip
        self._steps = dict(zip((*flow.STEPS, _EARLIER), steps, strict=True))
        for step in self._steps.values():
            self._stack.addWidget(step)
        self.body.addWidget(self.stepper)
        self.body.addSpacing(8)
        self.body.addWidget(self._stack, 1)
        self.setAcceptDrops(True)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.primary.click)
        QShortcut(QKeySequence("Alt+Left"), self, self.back.click)

    def _connect(self) -> None:
        self.stepper.chosen.connect(self._go)
        self.back.clicked.connect(self._on_back)
        self.primary.clicked.connect(self._on_primary)
        self.file.choose.connect(self._on_choose)
        self.file.sample.connect(self._on_sample)
        self.file.paste.connect(self._on_paste)
        self.file.opened.connect(self.open)
        self.file.left_out_wanted.connect(self._on_left_out)
        self.check.columns_wanted.connect(self._on_columns)
        self.preview.row_wanted.connect(self._on_row)
        self.opener.taken.connect(self._on_taken)
        self.opener.failed.connect(self._on_failed)
        self.opener.busy.connect(self._on_reading)
        self.cancel.clicked.connect(self.opener.cancel)
        self.grouper.changed.connect(self._show)
        self.grouper.troubled.connect(self.troubled)
        self.runner.changed.connect(self._show)
        self.runner.wanted.connect(self._go)
        self.performer.changed.connect(self._show)
        self.performer.wanted.connect(self._go)
        self.performer.busy.connect(self.busy)
        self.performer.troubled.connect(self.troubled)
        self.apply.row_wanted.connect(self._on_row)
        self.past.clicked.connect(self._on_past)
        self.earlier.undo.connect(self.performer.take_back)
        self.earlier.finish.connect(self.performer.finish)
        for one in (self.earlier.again, self.performer.again):
            one.connect(self.open)
        self.earlier.troubled.connect(self.troubled)
        self.runner.troubled.connect(self.troubled)
        self.runner.reported.connect(self.grouper.give)

    def _go(self, step: str) -> None:
        self._step = step
        self._stack.setCurrentWidget(self._steps[step])
        self._show()
        reading = self.opener.reading
        if step == "groups" and reading is not None:
            self.grouper.load(reading)
        elif step == "preview" and reading is not None:
            self.grouper.keep()
            self.runner.take(reading, self.grouper.mapping(), self.opener.reread)
        elif step == "apply":
            self.opener.keep()
        elif step == _EARLIER:
            self.earlier.reload()
        if self.isVisible():
            self._steps[step].focus_first()

    def _show(self) -> None:
        """The stepper and the two buttons, as the step in front allows."""
        aside = self._step == _EARLIER
        self.stepper.setVisible(not aside)
        self.past.setVisible(self._step in ("file", "apply") and not self.runner.running)
        self.primary.setVisible(not self.runner.running and not aside)
        self.back.setVisible(self._step not in ("file", "apply"))
        if aside:
            return
        self.stepper.show_steps(flow.steps(self._step, self.opener.reading, self._mapped))
        text, enabled = self._primary()
        self.primary.setText(text)
        self.primary.setAccessibleName(text)
        self.primary.setEnabled(enabled)
        tinted(self.primary, "destructive" if self._step == "preview" and self.runner.dangerous else "primary")

    def _primary(self) -> tuple[str, bool]:
        """What the primary button says, and whether it can be pressed."""
        if self._step == "preview":
            return self.runner.action()
        if self._step == "apply":
            return _("Import another file"), True
        reading, checked = self.opener.reading, self.opener.checked
        if reading is None or checked is None:
            return _("Continue"), False
        if self._step == "check":
            return problems.continue_words(checked.fine), checked.fine > 0
        ready = {"file": True, "columns": not reading.questions, "groups": self._mapped}
        return _("Continue"), ready[self._step]

    @property
    def _mapped(self) -> bool:
        return self.grouper.shown_for(self.opener.reading)

    # The file

    def _on_taken(self, known: bool) -> None:
        """Shows the step that the reading allows: a known kind of file goes straight to Check."""
        if self._step == _EARLIER:
            return
        limit = flow.furthest(self.opener.reading, mapped=False)
        beyond = flow.STEPS.index(self._step) > flow.STEPS.index(limit)
        if beyond and not self.runner.running:
            self._go(limit)
        elif known and limit != "columns" and self._step == "file":
            self._go("check")
        else:
            self._show()

    def _on_reading(self, file: str) -> None:
        self._reading.setText(_("Reading {file}…").format(file=file) if file else "")
        for widget in (self._reading, self.cancel):
            widget.setVisible(bool(file) and widget.isVisible())
        if file:
            self._soon.start()
        else:
            self._soon.stop()

    def _show_reading(self) -> None:
        for widget in (self._reading, self.cancel):
            widget.show()

    def _on_failed(self) -> None:
        self._go("file")

    async def _choose(self) -> None:
        patterns = (
            _("Spreadsheets (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt)"),
            _("All files (*)"),
        )
        path = await dialogs.choose_file(self, _("Choose a file"), patterns, self.opener.folder)
        if path is not None:
            self.open(path)

    # What the person does

    def _on_back(self) -> None:
        self._go("file" if self._step == _EARLIER else flow.STEPS[flow.STEPS.index(self._step) - 1])

    def _on_primary(self) -> None:
        if self._step == "preview":
            self.runner.run()
        elif self._step == "apply":
            self._begin_anew()
        else:
            self._go(flow.STEPS[flow.STEPS.index(self._step) + 1])

    def _begin_anew(self) -> None:
        self.opener.forget()
        self._go("file")

    def _on_past(self) -> None:
        self._go(_EARLIER)

    def _on_choose(self) -> None:
        self._tasks.start("import-choose", self._choose())

    def _on_columns(self) -> None:
        self.check.say("")
        self._go("columns")

    def _on_row(self, row: int) -> None:
        self._go("check")
        self.check.show_row(row)

    def _on_paste(self) -> None:
        found = source.clipboard()
        if found is None:
            self.file.say(_("There is no table in the clipboard: copy the cells in your spreadsheet program first."))
        else:
            self.open(found)

    def _on_left_out(self) -> None:
        self.check.show_left_out()
        self._go("columns" if self.opener.reading and self.opener.reading.questions else "check")

    def _on_sample(self) -> None:
        self.open(paths.resource("sample_employees.xlsx"))

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes a file or table that is held over the page, whatever step is in front."""
        if not self.runner.running and (source.held(event.mimeData()) is not None or event.mimeData().hasUrls()):
            event.acceptProposedAction()
            self.file.highlight(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The file went elsewhere."""
        self.file.highlight(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Begins with the file or table that was let go."""
        self.file.highlight(False)
        found = source.held(event.mimeData())
        event.acceptProposedAction()
        if found is not None:
            self.open(found)
        else:
            self._go("file")
            self.file.say(_("Drop one file of this computer at a time."))
