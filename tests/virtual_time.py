"""Time that is only counted: what both simulators run in."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from typing import Any


class BrokenPromise(AssertionError):
    """Something happened that must never happen."""


class _Selector(selectors.DefaultSelector):
    """Where the loop would sleep, time jumps instead."""

    def __init__(self, pass_time: Callable[[float], None]) -> None:
        super().__init__()
        self._pass_time = pass_time

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None:
            raise BrokenPromise("everybody waits for ever")
        if timeout:
            self._pass_time(timeout)
        return []  # nothing here ever comes from outside


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose time is only counted; work for threads is done at once."""

    def __init__(self) -> None:
        self.passed = 0.0
        super().__init__(_Selector(self._pass))

    def _pass(self, seconds: float) -> None:
        self.passed += seconds

    def time(self) -> float:
        return self.passed

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:  # handed to whoever awaits, as a thread would
            future.set_exception(error)
        return future
