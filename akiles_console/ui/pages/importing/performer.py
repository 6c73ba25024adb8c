"""Carries out at most one run at a time: an import, taking one back, finishing one; the Apply step shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from akiles_console import messages
from akiles_console.api.client import Client
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.sync.control import Control
from akiles_console.sync.plan import Plan
from akiles_console.sync.resume import resume
from akiles_console.sync.run import Progress, Report
from akiles_console.sync.undo import foresee, undo
from akiles_console.ui import dialogs
from akiles_console.ui.pages.importing import outcomes, verdicts
from akiles_console.ui.pages.importing.apply_step import ApplyStep
from akiles_console.ui.pages.importing.outcomes import RunRow
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _

Work = Callable[[Client, Callable[[Progress], None], Control], Awaitable[Report]]
"""A run: with whom, whom to tell, and what pauses or ends it."""

MOVED = frozenset({"plan_moved", "plan_stale"})
"""Failures of a plan that has to be looked at anew; nothing was written."""

NOT_KEPT = frozenset({"mended_not_kept", "pin_not_kept", "decision_not_kept"})
"""Failures of a run that cannot be finished, since what was done by hand for it is kept nowhere."""


class Performer(QObject):
    """Its task is called "import-run".

    Signals:
        changed: a run began or ended.
        wanted: the name of the step that should come to the front.
        busy: what the run is doing; "" when it is over.
        troubled: the Failure a run ended with, None once one went well.
        again: the path of the file that the person imports once more, since its run could not be finished.
    """

    changed = Signal()
    wanted = Signal(str)
    busy = Signal(str)
    troubled = Signal(object)
    again = Signal(object)

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        clock: Clock,
        step: ApplyStep,
        open_url: Callable[[str], None] | None,
        parent: QObject,
    ) -> None:
        """`open_url` opens the browser in which the person logs in again; None: there is no way to do so here."""
        super().__init__(parent)
        self._session, self._tasks, self._clock, self._step = session, tasks, clock, step
        self._open_url = open_url
        self._kind = "import"
        self._control = Control()
        self._over = asyncio.Event()
        self._over.set()
        step.pause.connect(self._on_pause)
        step.go_on.connect(self._on_go_on)
        step.cancel.connect(self._on_cancel)
        step.reconnect.connect(self._on_reconnect)
        step.undo.connect(self.take_back)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return not self._over.is_set()

    def take_back(self, run_id: str) -> None:
        """Asks, with counts, and takes a run back."""
        self._tasks.start("import-run", self._take_back(run_id))

    def finish(self, run_id: str, path: str) -> None:
        """Makes the rest of a run that broke off; where that cannot be, its file at `path` is imported again."""
        self._tasks.start("import-run", self._finish(run_id, path))

    async def aclose(self) -> None:
        """Ends a run that is under way and waits until the journal knows."""
        for name in ("import-run", "import-reconnect"):
            self._tasks.cancel(name)
        await self._over.wait()

    async def perform(self, kind: str, rows: Sequence[RunRow], work: Work) -> Failure | None:
        """Does it and shows how it goes and ended; the Failure where it could not be done. `kind`: import | undo |
        resume. One of `MOVED` is the caller's to show."""
        self._kind = kind
        self._over.clear()
        self._control = Control(attended=True, changed=self._on_control)
        self._step.show_start(kind, rows)
        self.wanted.emit("apply")
        self.changed.emit()
        try:
            report = await work(self._session.client, self._on_progress, self._control)
        except Failure as failure:
            if failure.code not in MOVED:
                said = messages.of(failure)
                self._step.show_problem(said.what, said.hint)
                self._end(failure)
            return failure
        finally:
            self.busy.emit("")
            self._tasks.cancel("import-reconnect")
            self._over.set()
            self.changed.emit()
        self._step.show_report(report)
        self._end(Failure(report.halted[0], **report.halted[1]) if report.halted else None)
        return None

    def _end(self, failure: Failure | None) -> None:
        self.busy.emit("")  # before the trouble, which takes its place in the banner
        self.troubled.emit(failure)

    async def _take_back(self, run_id: str) -> None:
        try:
            plan = await foresee(self._session.client, run_id, clock=self._clock)
        except Failure as failure:
            self.troubled.emit(failure)
            await dialogs.tell(self._step.window(), _("This run was not taken back"), str(messages.of(failure)))
            return
        if await self._sure(plan):
            rows = outcomes.waiting_people(plan)
            await self.perform(
                "undo", rows, lambda client, progress, control: undo(
                    client, run_id, clock=self._clock, progress=progress, control=control
                )
            )  # fmt: skip

    async def _sure(self, plan: Plan) -> bool:
        window = self._step.window()
        title, text, action = verdicts.undo_words(plan)
        if not plan.operations:
            await dialogs.tell(window, title, text)
            return False
        if len(plan.losing) < verdicts.TYPE_FROM:
            return await dialogs.confirm(window, title, text, action=action, destructive=True)
        return await dialogs.confirm_number(window, title, text, number=len(plan.losing), action=action)

    async def _finish(self, run_id: str, path: str) -> None:
        failure = await self.perform(
            "resume", (), lambda client, progress, control: resume(
                client, run_id, clock=self._clock, progress=progress, control=control
            )
        )  # fmt: skip
        if failure is not None and failure.code in MOVED:
            said = messages.of(failure)
            self._step.show_problem(said.what, said.hint)
            self._end(failure)
        elif failure is not None and failure.code in NOT_KEPT:
            self._end(None)
            title, text, action = _("This run cannot be finished"), str(messages.of(failure)), _("Import it again")
            if await dialogs.confirm(self._step.window(), title, text, action=action):
                self.again.emit(Path(path))

    async def _reconnect(self) -> None:
        if self._open_url is None:
            self._control.go_on()
            return
        self._step.say(_("Your browser asks you to sign in. The run goes on by itself once you did."))
        try:
            await self._session.reconnect(show=self._open_url)
        except Failure as failure:
            self._step.say(str(messages.of(failure)))
            return
        self.troubled.emit(None)
        self._control.go_on()

    def _on_progress(self, progress: Progress) -> None:
        self._step.show_progress(progress)
        if self._control.state == "running":
            self.busy.emit(outcomes.progress_words(progress, self._kind))

    def _on_control(self) -> None:
        state, reason = self._control.state, self._control.reason
        self._step.show_control(state, reason, can_reconnect=self._session.since is not None)
        if state != "running":
            self.busy.emit(outcomes.control_headline(state))

    def _on_pause(self) -> None:
        self._control.pause()

    def _on_go_on(self) -> None:
        self._control.go_on()

    def _on_cancel(self) -> None:
        self._control.cancel()

    def _on_reconnect(self) -> None:
        self._tasks.start("import-reconnect", self._reconnect())
