"""Garbage is collected on the thread of the window only.

Python collects where it happens to allocate. A worker thread that does so takes Qt objects of the window apart
under Qt's feet, which now and then ends in a crash that nobody can explain.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 300
"""Milliseconds; a collection of young objects takes well under one of them."""


class GarbageCollector(QObject):
    """Does by a timer what Python would do by itself, by the same thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collects the oldest generation that is due, if one is."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return
