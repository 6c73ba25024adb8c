"""The Today page: what needs somebody, then what is good to know; calm where there is nothing."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from akiles_console import messages, today
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import NotConnected, Session
from akiles_console.today import QUIET
from akiles_console.ui import words as ui_words
from akiles_console.ui.pages.today import words
from akiles_console.ui.pages.today.words import Line
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.page import Page
from akiles_console.wording import _

_OLD = 60.0
"""Seconds after which what is shown is read anew when the page comes to the front again."""


class TodayPage(Page):
    """One line for each thing, one button on each line."""

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(_("Today"), parent=parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._read_at: float | None = None
        self.headline = label("", "heading", self)
        self.problem = label("", "loss", self)
        self.retry = QPushButton(_("Retry"), self)
        self.retry.setAccessibleName(_("Retry"))
        self.retry.clicked.connect(self.reload)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(_("What there is today"))
        self.lines: tuple[Line, ...] = ()
        """What is shown."""
        for widget in (self.headline, self.problem):
            self.body.addWidget(widget)
        self.body.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._scroll, 1)
        self._show_problem("")

    def reload(self) -> None:
        """Reads everything anew; what is shown stays until then."""
        self._tasks.restart("today", self._load())

    async def _load(self) -> None:
        if not self.lines:
            self.headline.setText(_("Looking…"))
            tinted(self.headline, "muted")
        self._show_problem("")
        try:
            organization = self._session.organization
            if organization is None:
                raise NotConnected
            snapshot = await today.read(self._session.client, organization.id, self._clock)
        except Failure as failure:
            self.lines = ()
            self._fill()
            self.headline.setText("")
            self._show_problem(str(messages.of(failure)))
            self.troubled.emit(failure)
            return
        self._read_at = self._clock.monotonic()
        needs = await asyncio.to_thread(today.needs, snapshot)
        self.headline.setText(words.headline(needs))
        tinted(self.headline, "heading")
        self.lines = words.lines(needs, snapshot.now, ui_words.zone_of(snapshot.building.sites.values()))
        self._fill()
        self.troubled.emit(None)

    def _show_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.retry.setVisible(bool(text))

    def _fill(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(8)
        pressing = [line for line in self.lines if line.kind not in QUIET]
        for line in pressing:
            column.addWidget(self._card(line, content))
        if len(pressing) < len(self.lines):
            column.addSpacing(16 if pressing else 0)
            column.addWidget(label(_("Good to know"), "muted", content))
        for line in self.lines:
            if line.kind in QUIET:
                column.addWidget(self._card(line, content))
        column.addStretch(1)
        self._scroll.setWidget(content)

    def _card(self, line: Line, parent: QWidget) -> QFrame:
        card = QFrame(parent)
        card.setProperty("role", "card")
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(label(line.title, "body" if line.kind in QUIET else "strong", card))
        said.addWidget(label(line.detail, "muted", card))
        button = QPushButton(line.action, card)
        button.setAccessibleName(_("{action}: {what}").format(action=line.action, what=line.title))
        button.setProperty("leads_to", (line.place, line.seek))
        button.clicked.connect(self._on_action)
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addLayout(said, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

    def _on_action(self) -> None:
        place, seek = self.sender().property("leads_to")
        self.elsewhere.emit(place, seek)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Reads anew what has grown old while another page was in front."""
        super().showEvent(event)
        if self._read_at is not None and self._clock.monotonic() - self._read_at > _OLD:
            self.reload()
