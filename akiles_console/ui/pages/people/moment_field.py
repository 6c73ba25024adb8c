"""A moment that may be none: a tick, and a date with a time in the zone of the sites."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone, Signal
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QHBoxLayout, QWidget

from akiles_console.browse.difference import same_moment
from akiles_console.sync import when


class MomentField(QWidget):
    """Shows an RFC 3339 time, or none; gives the same text back as long as nobody changed it.

    Signals:
        changed: the person chose another moment, or none.
    """

    changed = Signal()

    def __init__(self, title: str, name: str, text: str | None, proposal: datetime, zone: str, parent: QWidget) -> None:
        """`name` is what a screen reader says, `proposal` what is offered first where there is none yet."""
        super().__init__(parent)
        self._text, self._zone = text, zone
        self.tick = QCheckBox(title, self)
        self.tick.setAccessibleName(name)
        self.edit = QDateTimeEdit(self)
        self.edit.setTimeZone(QTimeZone.utc())  # the wall clock of the site, whatever this computer's zone does
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("d MMM yyyy, HH:mm")
        self.edit.setAccessibleName(name)
        self.edit.setDateTime(_wall(_instant(text) or proposal, zone))
        self._shown = self.edit.dateTime()
        self.tick.setChecked(text is not None)
        self.edit.setEnabled(text is not None)
        self.tick.toggled.connect(self._on_changed)
        self.edit.dateTimeChanged.connect(self._on_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tick)
        row.addWidget(self.edit, 1)

    def value(self) -> str | None:
        """The moment as Akiles wants it; None for none."""
        if not self.tick.isChecked():
            return None
        now = self.edit.dateTime()
        if self._text is not None and now == self._shown:
            return self._text
        wall = datetime(
            now.date().year(), now.date().month(), now.date().day(), now.time().hour(), now.time().minute(),
            now.time().second(), tzinfo=when.zone(self._zone),
        )  # fmt: skip
        text = when.shown(wall)
        return self._text if same_moment(text, self._text) else text

    def _on_changed(self) -> None:
        self.edit.setEnabled(self.tick.isChecked())
        self.changed.emit()


def _instant(text: str | None) -> datetime | None:
    try:
        return when.instant(text)
    except ValueError:
        return None


def _wall(moment: datetime, zone: str) -> QDateTime:
    local = moment.astimezone(when.zone(zone))
    date, time = QDate(local.year, local.month, local.day), QTime(local.hour, local.minute, local.second)
    return QDateTime(date, time, QTimeZone.utc())
