"""How long the window's thread did not turn: what a person feels as a window that hangs."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable


async def longest(act: Callable[[], Awaitable[None]]) -> float:
    """The longest time in seconds that the event loop did not turn while something was done."""
    from PySide6.QtCore import QTimer

    last, found = time.perf_counter(), 0.0

    def tick() -> None:
        nonlocal last, found
        now = time.perf_counter()
        found, last = max(found, now - last), now

    timer = QTimer(interval=0)
    timer.timeout.connect(tick)
    timer.start()
    await act()
    tick()
    timer.stop()
    return found
