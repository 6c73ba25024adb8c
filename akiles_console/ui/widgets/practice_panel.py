"""What a practice organization can do on request: start anew, another time, a door that opens, a late report."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from akiles_console.ui import dialogs, words
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

if TYPE_CHECKING:
    from akiles_console.demo.server import DemoServer


def monday_morning(now: datetime, timezone: str) -> datetime:
    """The Monday after `now` (aware) at 09:00 in the zone."""
    local = now.astimezone(ZoneInfo(timezone))
    day = local.date() + timedelta(days=7 - local.weekday())
    return datetime(day.year, day.month, day.day, 9, tzinfo=local.tzinfo)


class PracticePanel(QWidget):
    """Buttons for the practice Akiles, and a line that says what came of them."""

    def __init__(self, server: DemoServer, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._server, self._tasks = server, tasks
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for line in (
            ((_("Somebody opens a door"), self._on_open), (_("An offline device reports late"), self._on_late)),
            (
                (_("It is Monday 09:00"), self._on_monday),
                (_("It is the real time"), self._on_real_time),
                (_("Start anew…"), self._on_reset),
            ),
        ):
            row = QHBoxLayout()
            for title, pressed in line:
                row.addWidget(self._button(title, pressed))
            row.addStretch(1)
            rows.addLayout(row)
        self.said = label(_("Time there: {moment}").format(moment=self._moment()), "muted", self)
        rows.addWidget(self.said)

    def _button(self, title: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(title, self)
        button.setAccessibleName(title)
        button.clicked.connect(pressed)
        return button

    def _timezone(self) -> str:
        sites = self._server.backend.tables["sites"].by_id.values()
        return next((str(site["timezone"]) for site in sites), "UTC")

    def _moment(self) -> str:
        now = self._server.clock().astimezone(ZoneInfo(self._timezone()))
        return words.local_moment(now, now)

    def _on_open(self) -> None:
        self._tasks.start("practice", self._open())

    def _on_late(self) -> None:
        self._tasks.start("practice", self._late())

    def _on_monday(self) -> None:
        moment = monday_morning(self._server.clock(), self._timezone())
        self._tasks.start("practice", self._set_clock(moment))

    def _on_real_time(self) -> None:
        self._tasks.start("practice", self._set_clock(None))

    def _on_reset(self) -> None:
        self._tasks.start("practice", self._reset())

    async def _open(self) -> None:
        told = await asyncio.to_thread(self._server.open_door)
        if told["opened"]:
            self.said.setText(_("{member} opened {gadget}.").format(member=told["member"], gadget=told["gadget"]))
        else:
            self.said.setText(_("Nobody gets in anywhere now. Set the time, or give somebody a group."))

    async def _late(self) -> None:
        told: dict[str, Any] = await asyncio.to_thread(self._server.late_report)
        if told["device"] is None:
            self.said.setText(_("There is no device that could report late."))
        else:
            text = _("{device} is back and reported {count} openings, with the times when they happened.")
            self.said.setText(text.format(device=told["device"], count=len(told["events"])))

    async def _set_clock(self, moment: datetime | None) -> None:
        await asyncio.to_thread(self._server.set_clock, moment)
        self.said.setText(_("Time there: {moment}").format(moment=self._moment()))

    async def _reset(self) -> None:
        sure = await dialogs.confirm(
            self,
            _("Start the practice organization anew?"),
            _("Its people, groups and events are as on the first day then. Nothing real is touched."),
            action=_("Start anew"),
            destructive=True,
        )
        if sure:
            await asyncio.to_thread(self._server.reset)
            self.said.setText(_("Everything is as on the first day. Press F5 on a page to see it."))
