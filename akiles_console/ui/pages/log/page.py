"""The Live log page: what happens at the doors, as it happens, and what devices report late."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from akiles_console import messages
from akiles_console.clock import Clock
from akiles_console.events import filters
from akiles_console.events.filters import Filters, Remembered
from akiles_console.events.records import Batch
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui import words
from akiles_console.ui.pages.log import saving
from akiles_console.ui.pages.log.choices import Choices
from akiles_console.ui.pages.log.drawer import Drawer
from akiles_console.ui.pages.log.feed import Feed
from akiles_console.ui.pages.log.notices import Notices, notice_box
from akiles_console.ui.pages.log.rows import COLUMNS, EXPORTED, WHOLE_ONLY, Row, Rows
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.page import Page
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _, plural

_INSERT_EVERY = 250
"""Milliseconds between two inserts into the list."""

_AT_ONCE = 1_000
"""Events of one insert, at most: the rest comes with the next."""

_MOST = 100_000
"""Events in the list; the oldest go first. They stay on disk."""

_OFFER_EVERY = 2_000
"""Milliseconds between two looks at what there is to choose from."""


class LogPage(Page):
    """Follows the log from when it is first seen until the window closes, also while another page is in front."""

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        notices: Notices | None = None,
    ) -> None:
        """`notices` shows them on the desktop; without it the system's tray does."""
        super().__init__(_("Live log"), parent=parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._notices = notices or Notices(self)
        self._feed: Feed | None = None
        self._rows = Rows({}, clock.now(), "UTC")
        self._groups: dict[str, str] = {}
        self._groups_of: dict[str, frozenset[str]] | None = None
        self._waiting: list[Row] = []
        self._paused = self._troubled = False
        self.up_to_date = False
        """Whether Akiles has been read to the end once."""
        self._remembered = Remembered()
        self._build()
        self._inserts = QTimer(self, interval=_INSERT_EVERY)
        self._inserts.timeout.connect(self._insert)
        self._offers = QTimer(self, interval=_OFFER_EVERY)
        self._offers.timeout.connect(self._offer)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._watch)
        self._tell_state()

    def _build(self) -> None:
        self.state = label("", "muted", self)
        self.state.setWordWrap(False)
        self.follow = self._button(_("Pause"), self._on_follow)
        self.tell = notice_box(self._notices.possible, self)
        self.tell.toggled.connect(self._on_tell)
        for widget in (self.state, self.tell, self.follow):
            self.head.addWidget(widget)
        self.choices = Choices(self)
        self.body.addWidget(self.choices)
        self.list: RecordList[Row] = RecordList(
            name=_("Live log"),
            columns=COLUMNS,
            empty=_("Nothing has happened yet. Whoever opens a door now is here some seconds later."),
            key=lambda row: row.seen.event.id,
            rank=lambda row: row.rank,
            exported=EXPORTED,
            parent=self,
        )
        self.list.search.setFixedWidth(220)  # beside the drawer the row is short
        self.drawer = Drawer(self)
        self.drawer.hide()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list, 1)
        row.addWidget(self.drawer)
        self.body.addLayout(row, 1)
        self.choices.changed.connect(self._on_chosen)
        self.list.selected.connect(self._on_selected)
        self.list.retry.connect(self.reload)
        self.list.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.list.view.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)
        self.drawer.who.connect(self._on_who)
        self.drawer.only.connect(self._on_only)

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(slot)
        return button

    # Following

    def reload(self) -> None:
        """Begins to follow anew; what is shown stays until then."""
        self._tasks.restart("log-follow", self._follow())

    async def _follow(self) -> None:
        self.list.set_loading()
        self._up_to_date(False)
        feed: Feed | None = None
        try:
            feed = self._feed = Feed(self._session, self._clock)
            opened, groups, sites = await feed.open()
            rows = Rows(opened.names, self._session.client.now(), words.zone_of(sites))
            made = await asyncio.to_thread(rows.made, opened.history)
            self._rows, self._groups = rows, {one.id: one.name for one in groups}
            self._waiting.clear()
            self._recall(opened.remembered)
            self._said(opened.trouble)
            if made:
                self.list.set_rows(made)
            self._offer()
            self._watch()
            async with aclosing(feed.batches(opened)) as batches:
                async for batch in batches:
                    self._take(batch)
        except Failure as failure:
            self._lost(failure)
        finally:
            if feed is not None:
                feed.close()

    def _take(self, batch: Batch) -> None:
        self._rows.now = self._session.client.now()
        made = self._rows.made(batch.seen)
        self._waiting = (self._waiting + made)[-_MOST:]
        self._notify(made)
        self._said(batch.trouble if batch.trouble or not batch.complete else None, quiet=not batch.complete)
        if batch.complete and not self._waiting and not self.list.table.total:
            self.list.set_rows(())
        if made:
            self._inserts.start()
            self._offers.start()
        if batch.complete:
            self._offer()
            self._up_to_date(True)
        self._watch()

    def _up_to_date(self, now: bool) -> None:
        if now is not self.up_to_date:
            self.up_to_date = now
            self._tell_state()

    def _said(self, trouble: Failure | None, *, quiet: bool = False) -> None:
        """What went wrong, or that it is well again; `quiet`: no news is no news."""
        if trouble is not None or (self._troubled and not quiet):
            self._troubled = trouble is not None
            self.troubled.emit(trouble)
            self._tell_state()

    def _lost(self, failure: Failure) -> None:
        self._troubled = True
        self.troubled.emit(failure)
        if not self.list.table.total:
            self.list.set_error(str(messages.of(failure)))
        self._tell_state(_("Stopped. Press F5 to follow again."))

    def _insert(self) -> None:
        if self._paused or not self._waiting:
            self._inserts.stop()
            self._tell_state()
            return
        now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        if self.list.table.total + len(now) > _MOST:
            self.list.keep_first(_MOST * 9 // 10)
        self.list.add_rows(now)

    # Pausing

    def _on_follow(self) -> None:
        if not self._paused:
            self._pause(True)
            return
        self.list.view.sortByColumn(-1, self.list.view.horizontalHeader().sortIndicatorOrder())
        self._pause(False)
        self._insert()
        self.list.view.scrollToTop()

    def _on_scrolled(self, value: int) -> None:
        """Whoever scrolls away reads: nothing may move then. Back at the top it goes on."""
        if not self.list.view.sorted:
            self._pause(value > 0)

    def _on_sorted(self) -> None:
        if self.list.view.sorted:
            self._pause(True)

    def _pause(self, paused: bool) -> None:
        self._paused = paused
        if not paused and self._waiting:
            self._inserts.start()
        self._tell_state()

    def _tell_state(self, text: str = "") -> None:
        new = len(self._waiting) if self._paused else 0
        following = _("Following") if self.up_to_date else _("Reading…")
        following = _("Akiles does not answer; trying again") if self._troubled else following
        self.state.setText(text or (_("Paused") if self._paused else following))
        words = _("Follow") if self._paused else _("Pause")
        self.follow.setText(plural("Show {count} new", "Show {count} new", new) if new else words)
        self.follow.setAccessibleName(self.follow.text())
        role = "primary" if new else ""
        if self.follow.property("role") != role:
            tinted(self.follow, role)

    def _watch(self) -> None:
        """Looks more often while somebody does."""
        if self._feed is not None and self._feed.tail is not None:
            active = QGuiApplication.applicationState().name == "ApplicationActive"
            self._feed.tail.in_front = self.isVisible() and active

    # Choosing

    def _recall(self, remembered: Remembered) -> None:
        self._remembered = remembered
        self.choices.choose(remembered.filters, self._rows.names)
        self.tell.blockSignals(True)
        self.tell.setChecked(remembered.notices is not None and self.tell.isEnabled())
        self.tell.blockSignals(False)

    def _offer(self) -> None:
        self._offers.stop()
        rows = self._rows
        groups = self._groups.items()
        self.choices.offer(rows.people.items(), rows.doors.items(), groups, rows.verbs, rows.methods)

    def _on_chosen(self) -> None:
        chosen = self.choices.chosen()
        if chosen.group and self._groups_of is None:
            self._tasks.start("log-groups", self._read_groups())
        self._narrow(chosen)
        self._remember(chosen, self._remembered.notices)

    def _narrow(self, chosen: Filters) -> None:
        groups_of = self._groups_of or {}
        fits = None if chosen == Filters() else lambda row: filters.keeps(chosen, row.seen, groups_of)
        self.list.narrow(fits)

    async def _read_groups(self) -> None:
        if self._feed is None:
            return
        try:
            self._groups_of = await self._feed.groups_of()
        except Failure as failure:
            self._said(failure)
            return
        self._narrow(self.choices.chosen())

    def _remember(self, chosen: Filters, notices: Filters | None) -> None:
        wanted = Remembered(filters=chosen, notices=notices)
        if self._feed is not None and wanted != self._remembered:
            self._remembered = wanted
            self._tasks.restart("log-remember", saving.remember(self._feed.folder, wanted))

    def _on_tell(self, on: bool) -> None:
        chosen = self.choices.chosen()
        if on and chosen.group and self._groups_of is None:
            self._tasks.start("log-groups", self._read_groups())
        self._remember(chosen, chosen if on else None)

    def _notify(self, made: list[Row]) -> None:
        wanted = self._remembered.notices
        if wanted is None or not self.tell.isChecked() or self._feed is None or self._feed.first:
            return
        fitting = [row for row in made if filters.keeps(wanted, row.seen, self._groups_of or {})]
        if fitting:
            newest = max(fitting, key=lambda row: row.rank)
            title = plural("{count} new event", "{count} new events", len(fitting))
            self._notices.tell(title, f"{newest.told.sentence}, {newest.at}")

    # One event

    def _on_selected(self, row: Row | None) -> None:
        for number in WHOLE_ONLY:
            self.list.view.setColumnHidden(number, row is not None)
        self.drawer.setVisible(row is not None)
        if row is not None:
            self.drawer.show_event(row, self._rows.names)

    def _on_who(self, name: str) -> None:
        self.elsewhere.emit("people", name)

    def _on_only(self, id: str) -> None:
        self.choices.choose(Filters(person=id), self._rows.names)

    # Ending

    async def aclose(self) -> None:
        """Stops following; what was seen is on disk."""
        self._inserts.stop()
        self._offers.stop()
        self._tasks.cancel("log-follow")

    def showEvent(self, event: QShowEvent) -> None:
        """Looks more often again."""
        super().showEvent(event)
        self._watch()

    def hideEvent(self, event: QHideEvent) -> None:
        """Looks less often, and goes on."""
        super().hideEvent(event)
        self._watch()
