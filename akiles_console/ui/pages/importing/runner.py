"""Plans and runs what the earlier steps gathered, and shows both in their steps."""

from __future__ import annotations

import asyncio

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from akiles_console import messages
from akiles_console.access import building as buildings
from akiles_console.access.building import Building
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.session import Session
from akiles_console.sync import run
from akiles_console.sync.control import Control
from akiles_console.sync.guard import Approval
from akiles_console.sync.plan import Options
from akiles_console.sync.run import Progress, Proposal
from akiles_console.ui import dialogs
from akiles_console.ui.pages.importing import outcomes, verdicts, words
from akiles_console.ui.pages.importing.apply_step import ApplyStep
from akiles_console.ui.pages.importing.preview_step import PreviewStep
from akiles_console.ui.pages.importing.words import PlanRow
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _

_QUIET = 350
"""Milliseconds without another change of a setting before a plan is made."""


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What a proposal was made from: an approval holds for exactly this."""

    reading: Reading
    mapping: Mapping
    options: Options
    proposal: Proposal
    rows: tuple[PlanRow, ...]


class Runner(QObject):
    """Holds at most one plan that may be run, and at most one run.

    Signals:
        changed: there is a plan now, or none any more; a run began or ended.
        wanted: the name of the step that should come to the front.
        busy: what the run is doing; "" when it is over.
        troubled: the Failure a plan or a run ended with, None once one went well.
        reported: a run came to its end and told how.
    """

    changed = Signal()
    wanted = Signal(str)
    busy = Signal(str)
    troubled = Signal(object)
    reported = Signal()

    def __init__(
        self, session: Session, tasks: Tasks, clock: Clock, preview: PreviewStep, apply: ApplyStep, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._preview, self._apply = preview, apply
        self._source: tuple[Reading, Mapping] | None = None
        self._building: Building | None = None
        self._notice = ""
        self._control = Control()
        self._over = asyncio.Event()
        self._over.set()
        self.planned: Planned | None = None
        """The plan on show; None while there is none or it no longer holds."""
        self._soon = QTimer(self, singleShot=True, interval=_QUIET)
        self._soon.timeout.connect(self.plan)
        preview.settings_changed.connect(self._on_settings)
        preview.retry.connect(self.plan)
        apply.cancel.connect(self._on_cancel)
        apply.again.connect(self._on_again)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return not self._over.is_set()

    def take(self, reading: Reading, mapping: Mapping) -> None:
        """This is the file and the mapping to plan from; plans at once."""
        if self._source is None or self._source[0] is not reading:
            self._preview.settings.forget_decisions()
        self._source, self._building = (reading, mapping), None
        self.plan()

    def plan(self) -> None:
        """Makes a plan anew, in place of one that is being made."""
        if self._source is None or self.running:
            return
        self._soon.stop()
        self._forget()
        problem = verdicts.settings_problem(self._preview.settings.options)
        if problem:
            self._tasks.cancel("import-plan")
            self._preview.show_blocked(problem)
        else:
            self._tasks.restart("import-plan", self._plan(*self._source, self._preview.settings.options))

    def action(self) -> tuple[str, bool]:
        """What the primary button says of the plan on show, and whether it can be pressed."""
        if self.planned is None:
            return _("Give access"), False
        plan, switched_on = self.planned.proposal.plan, self.planned.options.enabled
        return words.action(plan), switched_on and bool(plan.operations)

    @property
    def dangerous(self) -> bool:
        """Whether somebody loses all access by the plan on show."""
        return self.planned is not None and bool(self.planned.proposal.plan.losing)

    def run(self) -> None:
        """Runs the plan on show; a second call does nothing while the first one asks or runs."""
        if self.planned is not None and self.action()[1]:
            self._tasks.start("import-run", self._run(self.planned))

    async def aclose(self) -> None:
        """Ends a run that is under way and waits until the journal knows."""
        self._soon.stop()
        for name in ("import-plan", "import-run"):
            self._tasks.cancel(name)
        await self._over.wait()

    async def _plan(self, reading: Reading, mapping: Mapping, options: Options) -> None:
        self._preview.show_busy()
        try:
            proposal = await run.prepare(self._session.client, reading, mapping, options, clock=self._clock)
            building = self._building = self._building or await buildings.read(self._session.client)
        except Failure as failure:
            self._preview.show_nothing(str(messages.of(failure)))
            self.troubled.emit(failure)
            return
        calendar = words.Calendar(timezone=proposal.plan.timezone, now=proposal.now)
        names = proposal.directory.group_names()
        rows = await asyncio.to_thread(words.plan_rows, proposal.plan, names, calendar)
        notice, self._notice = self._notice, ""
        self._preview.show_plan(proposal, rows, building, notice)
        self.planned = Planned(reading=reading, mapping=mapping, options=options, proposal=proposal, rows=rows)
        self.troubled.emit(None)
        self.changed.emit()

    async def _run(self, planned: Planned) -> None:
        plan, verdict = planned.proposal.plan, planned.proposal.verdict
        if verdict.verdict != "ok":
            title, text, action = verdicts.confirm_words(verdict, plan)
            agreed = await dialogs.confirm_number(self._preview, title, text, number=verdict.number, action=action)
            if not agreed or self.planned is not planned:
                return
        self._over.clear()
        self._control = Control()
        self._apply.show_start(planned.rows)
        self.wanted.emit("apply")
        try:
            await self._execute(planned)
        finally:
            self._over.set()
            self._forget()

    async def _execute(self, planned: Planned) -> None:
        plan = planned.proposal.plan
        try:
            report = await run.execute(
                self._session.client, planned.reading, planned.mapping, planned.options,
                Approval(
                    plan_id=plan.id, losses=planned.proposal.verdict.number,
                    organization_id=plan.organization_id, made_at=planned.proposal.now,
                ),
                clock=self._clock, progress=self._on_progress, control=self._control,
            )  # fmt: skip
        except Failure as failure:
            self._refused(failure)
            return
        finally:
            self.busy.emit("")  # before the trouble, which takes its place in the banner
        self._apply.show_report(report)
        self.reported.emit()
        self.troubled.emit(Failure(report.halted[0], **report.halted[1]) if report.halted else None)

    def _refused(self, failure: Failure) -> None:
        """The run ended with a failure: a plan that moved is shown as it is now, all else is said."""
        said = messages.of(failure)
        if failure.code in ("plan_moved", "plan_stale"):
            self._notice = said.what
            self._on_again()
        else:
            self._apply.show_problem(said.what, said.hint)
            self.troubled.emit(failure)

    def _forget(self) -> None:
        self.planned = None
        self.changed.emit()

    def _on_settings(self) -> None:
        self._tasks.cancel("import-plan")  # else it would show a plan of the settings before
        self._forget()
        self._preview.show_busy()
        self._soon.start()

    def _on_progress(self, progress: Progress) -> None:
        self._apply.show_progress(progress)
        self.busy.emit(outcomes.progress_words(progress))

    def _on_cancel(self) -> None:
        self._control.cancel()
        self.busy.emit(_("Stopping after what is under way…"))

    def _on_again(self) -> None:
        self._over.set()
        self.wanted.emit("preview")
