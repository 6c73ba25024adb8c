"""Plans what the earlier steps gathered, shows it in the Preview step, and has it carried out once it is approved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from akiles_console import messages
from akiles_console.access import building as buildings
from akiles_console.access.building import Building
from akiles_console.api.client import Client
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.session import Session
from akiles_console.sync import run
from akiles_console.sync.control import Control
from akiles_console.sync.guard import Approval
from akiles_console.sync.plan import Decision, Options
from akiles_console.sync.records import Origin
from akiles_console.sync.run import Progress, Proposal, Report
from akiles_console.ui import dialogs
from akiles_console.ui.pages.importing import outcomes, settings_file, verdicts, words
from akiles_console.ui.pages.importing.apply_step import ApplyStep
from akiles_console.ui.pages.importing.performer import MOVED, Performer, Work
from akiles_console.ui.pages.importing.preview_step import PreviewStep
from akiles_console.ui.pages.importing.source import Reread
from akiles_console.ui.pages.importing.words import PlanRow
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _

_QUIET = 350
"""Milliseconds without another change of a setting before a plan is made."""


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What a proposal was made from: an approval holds for exactly this. `origin`: what a run of it can be made from
    again."""

    reading: Reading
    mapping: Mapping
    options: Options
    proposal: Proposal
    rows: tuple[PlanRow, ...]
    origin: Origin


class Runner(QObject):
    """Holds at most one plan that may be run, and hands it to the performer.

    Signals:
        changed: there is a plan now, or none any more.
        wanted: the name of the step that should come to the front.
        troubled: the Failure a plan ended with, None once one was made.
        reported: a run came to its end and told how.
    """

    changed = Signal()
    wanted = Signal(str)
    troubled = Signal(object)
    reported = Signal()

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        clock: Clock,
        preview: PreviewStep,
        apply: ApplyStep,
        performer: Performer,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._preview, self._performer = preview, performer
        self._source: tuple[Reading, Mapping, Reread] | None = None
        self._building: Building | None = None
        self._notice = ""
        self._recalled = False
        self.planned: Planned | None = None
        """The plan on show; None while there is none or it no longer holds."""
        self._soon = QTimer(self, singleShot=True, interval=_QUIET)
        self._soon.timeout.connect(self.plan)
        preview.settings_changed.connect(self._on_settings)
        preview.retry.connect(self.plan)
        apply.again.connect(self._on_again)
        apply.pin_wanted.connect(self._on_pin)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._performer.running

    def take(self, reading: Reading, mapping: Mapping, reread: Reread) -> None:
        """This is the file and the mapping to plan from, and how the file can be read again; plans at once."""
        if self._source is None or self._source[0] is not reading:
            self._preview.settings.forget_decisions()
        self._source, self._building = (reading, mapping, reread), None
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

    def close(self) -> None:
        """Ends a plan that is being made."""
        self._soon.stop()
        self._tasks.cancel("import-plan")

    async def _plan(self, reading: Reading, mapping: Mapping, reread: Reread, options: Options) -> None:
        self._preview.show_busy()
        if not self._recalled:
            options = await asyncio.to_thread(settings_file.recall, self._organization, options)
            self._recalled = True
            self._preview.settings.recall(options)
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
        origin = reread.origin(reading, mapping, options)
        self.planned = Planned(
            reading=reading, mapping=mapping, options=options, proposal=proposal, rows=rows, origin=origin
        )
        self.troubled.emit(None)
        self.changed.emit()

    async def _run(self, planned: Planned) -> None:
        plan, verdict = planned.proposal.plan, planned.proposal.verdict
        if verdict.verdict != "ok":
            title, text, action = verdicts.confirm_words(verdict, plan)
            agreed = await dialogs.confirm_number(self._preview, title, text, number=verdict.number, action=action)
            if not agreed or self.planned is not planned:
                return
        failure = await self._performer.perform("import", outcomes.waiting_rows(planned.rows), self._work(planned))
        self._forget()
        if failure is None:
            self.reported.emit()
        elif failure.code in MOVED:  # it is shown as it is now
            self._notice = messages.of(failure).what
            self._on_again()

    def _work(self, planned: Planned) -> Work:
        plan, verdict = planned.proposal.plan, planned.proposal.verdict
        approval = Approval(
            plan_id=plan.id, losses=verdict.number, organization_id=plan.organization_id, made_at=planned.proposal.now
        )

        async def work(client: Client, progress: Callable[[Progress], None], control: Control) -> Report:
            return await run.execute(
                client, planned.reading, planned.mapping, planned.options, approval,
                clock=self._clock, progress=progress, control=control, origin=planned.origin,
            )  # fmt: skip

        return work

    @property
    def _organization(self) -> str:
        return self._session.organization.id if self._session.organization else ""

    def _forget(self) -> None:
        self.planned = None
        self.changed.emit()

    def _on_settings(self) -> None:
        self._tasks.cancel("import-plan")  # else it would show a plan of the settings before
        self._forget()
        self._preview.show_busy()
        options = self._preview.settings.options
        self._tasks.restart("import-settings", asyncio.to_thread(settings_file.keep, self._organization, options))
        self._soon.start()

    def _on_pin(self, key: str) -> None:
        """The PIN of the file was not taken for this person: Akiles is to choose one."""
        settings = self._preview.settings
        settings.choose(settings.options.deciding(Decision(key=key, kind="random_pin")))
        self._on_again()

    def _on_again(self) -> None:
        self.wanted.emit("preview")
