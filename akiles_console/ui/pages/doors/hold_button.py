"""A button that has to be held: nobody opens a door by a slip of the hand."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from akiles_console.ui import theme
from akiles_console.wording import _

HOLD = 1_000
"""Milliseconds for which it is held."""


class HoldButton(QPushButton):
    """Fills while it is held, by mouse or by the space bar.

    Signals:
        held: it was held long enough.
        slipped: it was let go too early.
    """

    held = Signal()
    slipped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self._since = QElapsedTimer()
        self._tick = QTimer(self, interval=30)
        self._tick.timeout.connect(self._on_tick)
        self._done = False
        self.pressed.connect(self._on_pressed)
        self.released.connect(self._on_released)

    def name(self, text: str) -> None:
        """Says what it does, with the name of the door."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(_("{text}: hold for a second").format(text=text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar along the bottom, as far as it has been held."""
        super().paintEvent(event)
        if self._tick.isActive():
            share = min(1.0, self._since.elapsed() / HOLD)
            painter = QPainter(self)
            painter.fillRect(4, self.height() - 6, int((self.width() - 8) * share), 3, theme.tone("link"))

    def _on_pressed(self) -> None:
        self._done = False
        self._since.start()
        self._tick.start()

    def _on_tick(self) -> None:
        self.update()
        if not self.isDown():
            self._tick.stop()
        elif self._since.elapsed() >= HOLD:
            self._done = True
            self._tick.stop()
            self.held.emit()

    def _on_released(self) -> None:
        self._tick.stop()
        self.update()
        if not self._done:
            self.slipped.emit()
