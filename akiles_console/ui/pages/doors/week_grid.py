"""A week as a picture that is drawn in: by mouse, and by keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from akiles_console.access import week
from akiles_console.access.week import DAY, Week
from akiles_console.ui import theme
from akiles_console.ui.pages.doors.week_words import DAYS, hours
from akiles_console.wording import _

SNAP = 15 * 60
"""Seconds to which the mouse keeps."""
STEP = 30 * 60
"""Seconds that an arrow key goes."""
_EDGE = 6
"""Pixels at the end of a span where it is pulled instead of moved."""
_HEAD = 26


@dataclass(frozen=True)
class _Stroke:
    """A drag: what it began with. `how` is open, move, start or end; `at` the second where it was pressed."""

    how: str
    before: Week
    day: int
    place: int
    at: int


class WeekGrid(QWidget):
    """Seven rows of 24 hours. Drag over free room opens hours, a span is pulled at its ends or moved.

    Arrows walk, with Shift they mark; Space opens what is marked or closes it; Delete closes the span; Ctrl+C and
    Ctrl+V copy a day.

    Signals:
        changed: the week as it was just drawn.
        moved: the cursor is somewhere else.
    """

    changed = Signal(object)
    moved = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.week: Week = week.EMPTY
        self.day, self.at, self._mark = 0, 9 * 3600, 9 * 3600
        self._copied: int | None = None
        self._stroke: _Stroke | None = None
        self._gutter = max(self.fontMetrics().horizontalAdvance(_(day)) for day in DAYS) + 16
        self._tell()

    @property
    def place(self) -> int | None:
        """Which span of its day the cursor is in."""
        return week.place_at(self.week, self.day, self.at)

    def show_week(self, shown: Week) -> None:
        """Shows this week; the cursor stays."""
        self.week = shown
        self._tell()

    def sizeHint(self) -> QSize:
        """Room enough to hit half an hour."""
        return QSize(self._gutter + 24 * 24, _HEAD + 7 * 36)

    def minimumSizeHint(self) -> QSize:
        """What still can be read."""
        return QSize(self._gutter + 24 * 14, _HEAD + 7 * 24)

    # By mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a stroke where it is pressed."""
        if event.button() != Qt.MouseButton.LeftButton or event.position().x() < self._gutter:
            return
        day, at = self._day(event.position().toPoint()), self._second(event.position().x())
        place, how = self._hit(day, event.position().x())
        self._stroke = _Stroke(how, self.week, day, place, _snapped(at))
        self._go(day, self.week[day][place].start if how != "open" else _snapped(at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws on; without a button it shows what a press would do."""
        if self._stroke is None:
            _place, how = self._hit(self._day(event.position().toPoint()), event.position().x())
            shapes = {"open": Qt.CursorShape.CrossCursor, "move": Qt.CursorShape.OpenHandCursor}
            self.setCursor(shapes.get(how, Qt.CursorShape.SizeHorCursor))
            return
        self._draw(self._stroke, _snapped(self._second(event.position().x())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends the stroke; one that changed nothing is none."""
        stroke, self._stroke = self._stroke, None
        if stroke is not None and stroke.before != self.week:
            self.changed.emit(self.week)

    def _draw(self, stroke: _Stroke, at: int) -> None:
        if stroke.how == "open":
            self.week = week.add(stroke.before, stroke.day, min(stroke.at, at), max(stroke.at, at))
            self._go(stroke.day, min(stroke.at, at))
            return
        span = stroke.before[stroke.day][stroke.place]
        start, end = span.start, span.end
        if stroke.how == "start":
            start = min(at, end - SNAP)
        elif stroke.how == "end":
            end = max(at, start + SNAP)
        else:
            by = max(-start, min(DAY - end, at - stroke.at))
            start, end = start + by, end + by
        self.week = week.move(stroke.before, stroke.day, stroke.place, start, end)
        self._go(stroke.day, start)

    def _hit(self, day: int, x: float) -> tuple[int, str]:
        for place, span in enumerate(self.week[day]):
            left, right = self._x(span.start), self._x(span.end)
            if abs(x - left) <= _EDGE:
                return place, "start"
            if abs(x - right) <= _EDGE:
                return place, "end"
            if left < x < right:
                return place, "move"
        return 0, "open"

    # By keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walks, marks, opens, closes and copies."""
        steps = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}
        days = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copied = self.day
            self._tell()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._copied is not None:
            self.put(week.copied(self.week, self._copied, [self.day]))
        elif key in steps:
            at = max(0, min(DAY - STEP, self.at + steps[key]))
            self._go(self.day, at, keep_mark=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in days:
            self._go(max(0, min(6, self.day + days[key])), self.at)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            start, end = self.marked()
            does = week.add if week.place_at(self.week, self.day, start) is None else week.remove
            self.put(does(self.week, self.day, start, end))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.place is not None:
            span = self.week[self.day][self.place]
            self.put(week.remove(self.week, self.day, span.start, span.end))
        else:
            super().keyPressEvent(event)

    def marked(self) -> tuple[int, int]:
        """The first second that is marked, and the one after the last."""
        return min(self.at, self._mark), max(self.at, self._mark) + STEP

    def put(self, made: Week) -> None:
        """Makes this the week, as if it had been drawn."""
        if made != self.week:
            self.week = made
            self._go(self.day, self.at)
            self.changed.emit(made)

    def _go(self, day: int, at: int, *, keep_mark: bool = False) -> None:
        self.day, self.at = day, min(at, DAY - STEP)
        self._mark = self._mark if keep_mark else self.at
        self._tell()
        self.moved.emit()

    def words(self) -> str:
        """Where the cursor is, and the hours of that day."""
        start, end = self.marked()
        where = _("{day}, {start} to {end}").format(day=_(DAYS[self.day]), start=week.clock(start), end=week.clock(end))
        return _("{where}. Open that day: {hours}.").format(where=where, hours=hours(self.week[self.day]))

    def _tell(self) -> None:
        self.setAccessibleName(_("Week: {cursor}").format(cursor=self.words()))
        self.update()

    # The picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hours above, a row a day, spans as bars with their times, the cursor as a frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lines(painter)
        for day in range(7):
            for span in self.week[day]:
                self._paint_span(painter, day, span.start, span.end)
        if self.hasFocus():
            start, end = self.marked()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.tone("text"), 2))
            painter.drawRect(self._box(self.day, start, end).adjusted(0, -2, 0, 2))

    def _paint_lines(self, painter: QPainter) -> None:
        line, muted = theme.tone("line"), theme.tone("muted")
        for hour in range(25):
            x = self._x(hour * 3600)
            painter.setPen(line)
            painter.drawLine(int(x), _HEAD - 4, int(x), self.height() - 1)
            if hour % (3 if self._x(3 * 3600) - self._x(0) > 48 else 6) == 0:
                painter.setPen(muted)
                aside = Qt.AlignmentFlag.AlignRight if hour == 24 else Qt.AlignmentFlag.AlignHCenter
                box = QRectF(x - (44 if hour == 24 else 22), 0, 44, _HEAD - 6)
                painter.drawText(box, aside | Qt.AlignmentFlag.AlignVCenter, f"{hour:02}:00")
        for day in range(7):
            top = self._top(day)
            painter.setPen(line)
            painter.drawLine(0, int(top), self.width(), int(top))
            painter.setPen(theme.tone("text"))
            box = QRectF(0, top, self._gutter - 8, self._tall())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, _(DAYS[day]))

    def _paint_span(self, painter: QPainter, day: int, start: int, end: int) -> None:
        box = self._box(day, start, end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tone("accent"))
        painter.drawRoundedRect(box, 4, 4)
        text = f"{week.clock(start)}–{week.clock(end)}"
        if painter.fontMetrics().horizontalAdvance(text) + 8 <= box.width():
            painter.setPen(theme.tone("on_accent"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _tall(self) -> float:
        return (self.height() - _HEAD) / 7

    def _top(self, day: int) -> float:
        return _HEAD + day * self._tall()

    def _box(self, day: int, start: int, end: int) -> QRectF:
        return QRectF(self._x(start), self._top(day) + 4, self._x(end) - self._x(start), self._tall() - 8)

    def _x(self, second: int) -> float:
        return self._gutter + (self.width() - self._gutter - 2) * second / DAY

    def _second(self, x: float) -> int:
        wide = max(1, self.width() - self._gutter - 2)
        return max(0, min(DAY, round((x - self._gutter) / wide * DAY)))

    def _day(self, at: QPoint) -> int:
        return max(0, min(6, int((at.y() - _HEAD) / self._tall())))


def _snapped(second: int) -> int:
    return round(second / SNAP) * SNAP
