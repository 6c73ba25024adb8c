"""The only bridge between Qt and asyncio: a slot ends by handing a coroutine to `Tasks`."""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    import asyncio  # loaded when the first task begins: the window is painted before

_Coroutine = Coroutine[Any, Any, None]


class Tasks(QObject):
    """Coroutines of a window, each under a name; one of a name runs at a time.

    Signals:
        failed: name and exception of a coroutine that raised. Being cancelled is not a failure.
        changed: some task began or ended.
    """

    failed = Signal(str, object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: dict[str, asyncio.Task[None]] = {}
        self._alive: set[asyncio.Task[None]] = set()  # also those that are still being cancelled
        self._closed = False

    def start(self, name: str, coro: _Coroutine) -> bool:
        """Runs the coroutine unless one of that name runs; then it is closed unrun and False comes back."""
        if self._closed or self.running(name):
            coro.close()
            return False
        self._begin(name, coro)
        return True

    def restart(self, name: str, coro: _Coroutine) -> None:
        """Cancels what runs under that name and runs the coroutine in its place."""
        self.cancel(name)
        self.start(name, coro)

    def cancel(self, name: str) -> None:
        """Asks what runs under that name to stop; nothing happens where nothing runs."""
        task = self._current.pop(name, None)
        if task is not None:
            task.cancel()

    def running(self, name: str) -> bool:
        """Whether a coroutine of that name runs and was not told to stop."""
        return name in self._current

    async def aclose(self) -> None:
        """Cancels everything, waits until all of it has ended, and takes nothing new."""
        self._closed = True
        await self.settle()

    async def settle(self) -> None:
        """Cancels everything but the coroutine that calls this, and waits until all of it has ended."""
        import asyncio

        own = asyncio.current_task()
        self._current = {name: task for name, task in self._current.items() if task is own}
        while others := self._alive - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.wait(others)

    def _begin(self, name: str, coro: _Coroutine) -> None:
        import asyncio

        try:
            loop = asyncio.get_running_loop()  # raises, where ensure_future would lose the coroutine silently
        except RuntimeError:
            coro.close()
            raise
        task = loop.create_task(coro, name=name)
        self._current[name] = task
        self._alive.add(task)
        task.add_done_callback(partial(self._ended, name))
        self.changed.emit()

    def _ended(self, name: str, task: asyncio.Task[None]) -> None:
        self._alive.discard(task)
        if self._current.get(name) is task:
            del self._current[name]
        error = None if task.cancelled() else task.exception()
        self.changed.emit()
        if error is not None:
            self.failed.emit(name, error)
