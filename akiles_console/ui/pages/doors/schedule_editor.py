"""The editor of a schedule: the week to draw in, exact times beside it, days copied with a button."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from akiles_console.access import week
from akiles_console.access.editing import same_schedule
from akiles_console.api.models import Schedule
from akiles_console.ui.pages.doors import week_words
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.pages.doors.editor import RecordEditor
from akiles_console.ui.pages.doors.tab import button
from akiles_console.ui.pages.doors.week_grid import WeekGrid
from akiles_console.ui.widgets.label import label
from akiles_console.wording import N_, _

NEW = Schedule(id="", name="", weekdays=week.weekdays(week.EMPTY))
_HOW = N_("Drag over the hours, or use the arrow keys: Shift marks, Space opens or closes, Delete removes.")


class ScheduleEditor(RecordEditor[Schedule]):
    """`base` is the schedule as it was read, `NEW` for one that does not exist yet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Schedule"), parent)
        self.base = NEW
        self.grid = WeekGrid(self)
        self._zone = label("", "muted", self)
        self._in_words = label("", "body", self)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.grid, 1)
        row.addWidget(self._panel())
        self.body.addWidget(label(_(_HOW), "muted", self))
        self.body.addLayout(row, 1)
        self.body.addWidget(self._in_words)
        self.body.addWidget(self._zone)
        self.name.textChanged.connect(self._judge)
        self.grid.changed.connect(self._judge)
        self.grid.moved.connect(self._show_day)

    def begin(self, record: Schedule, contents: Contents) -> None:
        """Starts with this schedule as it is."""
        self.base = record
        self.calm()
        self.name.setText(record.name)
        self._zone.setText(week_words.zones(record if record.id else None, contents.building))
        self.grid.show_week(week.of(record.weekdays))
        self._judge()

    def wanted(self) -> Schedule:
        """The schedule as it is to be."""
        days = week.weekdays(self.grid.week)
        return msgspec.structs.replace(self.base, name=self.name.text().strip(), weekdays=days)

    def first(self) -> QWidget:
        """The week, or the name of a new one."""
        return self.grid if self.base.id else self.name

    def _panel(self) -> QFrame:
        panel = QFrame(self)
        panel.setProperty("role", "card")
        panel.setFixedWidth(250)
        column = QVBoxLayout(panel)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        self._day = label("", "strong", panel)
        self.start, self.end = self._clock(_("From"), panel), self._clock(_("Until"), panel)
        times = QHBoxLayout()
        times.addWidget(self.start)
        times.addWidget(label("–", "body", panel))
        times.addWidget(self.end)
        self._wrong = label("", "warn", panel)
        self.apply = button(_("Open these hours"), self._on_open, panel)
        self.close_them = button(_("Close these hours"), self._on_close, panel)
        self.weekdays = button(_("Copy the day to Mon–Fri"), self._on_weekdays, panel)
        self.every_day = button(_("Copy the day to every day"), self._on_every_day, panel)
        self.clear = button(_("Close the whole day"), self._on_clear, panel)
        column.addWidget(self._day)
        column.addLayout(times)
        column.addWidget(self._wrong)
        for one in (self.apply, self.close_them):
            column.addWidget(one)
        column.addSpacing(12)
        for one in (self.weekdays, self.every_day, self.clear):
            column.addWidget(one)
        column.addStretch(1)
        return panel

    def _clock(self, name: str, parent: QWidget) -> QLineEdit:
        field = QLineEdit(parent)
        field.setAccessibleName(name)
        field.setPlaceholderText("09:00")
        field.setMaxLength(5)
        field.returnPressed.connect(self._on_open)
        return field

    def _judge(self) -> None:
        wanted = self.wanted()
        self._in_words.setText("; ".join(week_words.week_lines(self.grid.week)))
        self.set_ready(bool(wanted.name) and not same_schedule(wanted, self.base))
        self._show_day()

    def _show_day(self) -> None:
        """The chosen day with the span that the cursor is in."""
        grid = self.grid
        self._day.setText(_(week_words.DAYS[grid.day]))
        self._wrong.hide()
        if grid.place is not None:
            span = grid.week[grid.day][grid.place]
            self.start.setText(week.clock(span.start))
            self.end.setText(week.clock(span.end))
        else:
            start, end = grid.marked()
            self.start.setText(week.clock(start))
            self.end.setText(week.clock(end))
        self.close_them.setEnabled(bool(grid.week[grid.day]))
        self.clear.setEnabled(bool(grid.week[grid.day]))

    def _typed(self) -> tuple[int, int] | None:
        start, end = week.second(self.start.text()), week.second(self.end.text())
        if start is None or end is None or start >= end:
            self._wrong.setText(_("Two times such as 08:30 and 17:00, the first one earlier; a day ends at 24:00."))
            self._wrong.show()
            return None
        return start, end

    def _on_open(self) -> None:
        """The span that the cursor is in gets the typed times; where there is none, they are opened as well."""
        grid, typed = self.grid, self._typed()
        if typed is None:
            return
        if grid.place is not None:
            grid.put(week.move(grid.week, grid.day, grid.place, *typed))
        else:
            grid.put(week.add(grid.week, grid.day, *typed))

    def _on_close(self) -> None:
        if (typed := self._typed()) is not None:
            self.grid.put(week.remove(self.grid.week, self.grid.day, *typed))

    def _on_weekdays(self) -> None:
        self.grid.put(week.copied(self.grid.week, self.grid.day, range(5)))

    def _on_every_day(self) -> None:
        self.grid.put(week.copied(self.grid.week, self.grid.day, range(7)))

    def _on_clear(self) -> None:
        self.grid.put(week.cleared(self.grid.week, self.grid.day))
