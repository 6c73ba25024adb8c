"""The Import page: one step in front, the stepper on top, one primary button.

What a step shows is decided in `flow`, `choice`, `words` and `outcomes`; here is only who comes after whom.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from akiles_console import messages, paths
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.people.spreadsheet import reader
from akiles_console.people.spreadsheet.reading import Options, Reading
from akiles_console.session import Session
from akiles_console.ui import dialogs
from akiles_console.ui.pages.importing import flow, mending, problems
from akiles_console.ui.pages.importing.apply_step import ApplyStep
from akiles_console.ui.pages.importing.check_step import CheckStep
from akiles_console.ui.pages.importing.columns_step import ColumnsStep
from akiles_console.ui.pages.importing.file_back import FileBack
from akiles_console.ui.pages.importing.file_step import FileStep
from akiles_console.ui.pages.importing.grouper import Grouper
from akiles_console.ui.pages.importing.groups_step import GroupsStep
from akiles_console.ui.pages.importing.mending import Fixes
from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.pages.importing.preview_step import PreviewStep
from akiles_console.ui.pages.importing.problems import Checked
from akiles_console.ui.pages.importing.runner import Runner
from akiles_console.ui.pages.importing.stepper import Stepper
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import tinted
from akiles_console.ui.widgets.page import Page
from akiles_console.wording import _

_PASSWORD = frozenset({"needs_password", "wrong_password"})

_AnyStep = FileStep | ColumnsStep | CheckStep | GroupsStep | PreviewStep | ApplyStep


class ImportPage(Page):
    """From a file to people who can open doors."""

    def __init__(
        self, session: Session, tasks: Tasks, demo: bool, clock: Clock | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Import"), parent=parent)
        self._tasks = tasks
        self._step = "file"
        self._path: Path | None = None
        self._options = Options()
        self._reading: Reading | None = None
        self._checked: Checked | None = None
        self._attempt = self._options
        self.file = FileStep(practice=demo, parent=self)
        self.columns = ColumnsStep(self)
        self.check = CheckStep(self)
        self.groups = GroupsStep(self)
        self.preview = PreviewStep(self)
        self.apply = ApplyStep(self)
        self.file_back = FileBack(tasks, self.check, self)
        self.grouper = Grouper(session, tasks, self.groups, self)
        self.runner = Runner(session, tasks, clock or Clock(), self.preview, self.apply, self)
        self._lay_out()
        self._connect()
        self._go("file")

    def reload(self) -> None:
        """Reads anew what the step in front stands on."""
        if self._step in ("file", "columns", "check") and self._path is not None:
            self._read_again(self._options)
        elif self._step == "groups":
            self.grouper.reload()
        elif self._step == "preview":
            self.runner.plan()

    async def aclose(self) -> None:
        """Ends what is under way; returns once the journal knows of a run that was cut off."""
        for name in ("import-choose", "import-read", "import-file-back", "import-groups"):
            self._tasks.cancel(name)
        await self.runner.aclose()

    def open(self, path: Path) -> None:
        """Begins anew with this file; nothing happens while a run is under way."""
        if self.runner.running:
            return
        self._begin_anew()
        self._path = path
        self._read_again(Options())

    # What is where

    def _lay_out(self) -> None:
        self.back = button(_("Back"), "normal", self)
        self.primary = button("", "primary", self)
        self.head.addWidget(self.back)
        self.head.addWidget(self.primary)
        self.stepper = Stepper(self)
        self._stack = QStackedWidget(self)
        steps: tuple[_AnyStep, ...] = (
            self.file, self.columns, self.check, self.groups, self.preview, self.apply,
        )  # fmt: skip
        self._steps = dict(zip(flow.STEPS, steps, strict=True))
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
        self.file.retry.connect(self._on_retry)
        self.file.options_changed.connect(self._read_again)
        self.columns.options_changed.connect(self._read_again)
        self.check.fixes_changed.connect(self._on_fixes)
        self.grouper.changed.connect(self._show)
        self.grouper.troubled.connect(self.troubled)
        self.runner.changed.connect(self._show)
        self.runner.wanted.connect(self._go)
        self.runner.busy.connect(self.busy)
        self.runner.troubled.connect(self.troubled)

    def _go(self, step: str) -> None:
        self._step = step
        self._stack.setCurrentWidget(self._steps[step])
        self._show()
        if step == "groups" and self._reading is not None:
            self.grouper.load(self._reading)
        elif step == "preview" and self._reading is not None:
            self.grouper.keep()
            self.runner.take(self._reading, self.grouper.mapping())
        if self.isVisible():
            self._steps[step].focus_first()

    def _show(self) -> None:
        """The stepper and the two buttons, as the step in front allows."""
        self.stepper.show_steps(flow.steps(self._step, self._reading, self._mapped))
        text, enabled = self._primary()
        self.primary.setText(text)
        self.primary.setAccessibleName(text)
        self.primary.setEnabled(enabled)
        tinted(self.primary, "destructive" if self._step == "preview" and self.runner.dangerous else "primary")
        self.primary.setVisible(not self.runner.running)
        self.back.setVisible(self._step not in ("file", "apply"))

    def _primary(self) -> tuple[str, bool]:
        """What the primary button says, and whether it can be pressed."""
        if self._step == "preview":
            return self.runner.action()
        if self._step == "apply":
            return _("Import another file"), True
        if self._reading is None or self._checked is None:
            return _("Continue"), False
        if self._step == "check":
            return problems.continue_words(self._checked.fine), self._checked.fine > 0
        ready = {"file": True, "columns": not self._reading.questions, "groups": self._mapped}
        return _("Continue"), ready[self._step]

    @property
    def _mapped(self) -> bool:
        return self.grouper.shown_for(self._reading)

    # The file

    def _read_again(self, options: Options) -> None:
        if self._path is not None:
            self._attempt = options
            self._tasks.restart("import-read", self._read(self._path, options))

    async def _read(self, path: Path, options: Options) -> None:
        self.file.show_busy(path.name)
        try:
            reading = await reader.read(path, options)
        except Failure as failure:
            self._go("file")
            self.file.show_problem(path.name, messages.of(failure), options, password=failure.code in _PASSWORD)
            return
        if options.fixes and self._reading is not None and reading.digest != self._reading.digest:
            await self._read(path, msgspec.structs.replace(options, fixes=()))  # the rows may not be the same any more
            self.check.say(_("The file was changed meanwhile: what was mended here was let go."))
            return
        checked = await asyncio.to_thread(problems.checked, reading, options.fixes)
        self._options, self._reading, self._checked = options, reading, checked
        self.file.show_reading(reading, options)
        self.columns.show_reading(reading, options)
        self.check.show_checked(checked)
        self.file_back.take(path, reading, options)
        limit = flow.furthest(reading, mapped=False)
        beyond = flow.STEPS.index(self._step) > flow.STEPS.index(limit)
        self._go(limit) if beyond and not self.runner.running else self._show()

    async def _choose(self) -> None:
        patterns = (
            _("Spreadsheets (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt)"),
            _("All files (*)"),
        )
        folder = self._path.parent if self._path else None
        path = await dialogs.choose_file(self, _("Choose a file"), patterns, folder)
        if path is not None:
            self.open(path)

    # What the person does

    def _on_back(self) -> None:
        self._go(flow.STEPS[flow.STEPS.index(self._step) - 1])

    def _on_primary(self) -> None:
        if self._step == "preview":
            self.runner.run()
        elif self._step == "apply":
            self._begin_anew()
        else:
            self._go(flow.STEPS[flow.STEPS.index(self._step) + 1])

    def _begin_anew(self) -> None:
        self._path, self._reading, self._checked = None, None, None
        self.file.show_empty()
        self.check.say("")
        self._go("file")

    def _on_choose(self) -> None:
        self._tasks.start("import-choose", self._choose())

    def _on_fixes(self, fixes: Fixes) -> None:
        if self._reading is not None:
            self.check.say("")
            self._read_again(mending.with_fixes(self._options, self._reading, fixes))

    def _on_retry(self) -> None:
        self._read_again(self._attempt)

    def _on_sample(self) -> None:
        self.open(paths.resource("sample_employees.xlsx"))

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes a file that is held over the page, wherever it is."""
        if _dropped(event) is not None and not self.runner.running:
            event.acceptProposedAction()
            self.file.highlight(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The file went elsewhere."""
        self.file.highlight(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Begins with the file that was let go."""
        self.file.highlight(False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open(path)


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that is being dragged, or None."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
