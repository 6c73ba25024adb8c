"""What the tests of the whole window share."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from akiles_console.clock import Clock
from akiles_console.ui.main_window import MainWindow
from akiles_console.ui.organizations import Organizations
from akiles_console.ui.places import Pages


def _nowhere(_address: str) -> None:
    """No browser."""


@pytest.fixture
def window_on(qtbot: Any) -> Callable[..., contextlib.AbstractAsyncContextManager[MainWindow]]:
    """`async with window_on(organizations) as window:` - the window, closed in good order at the end."""

    @contextlib.asynccontextmanager
    async def opened(
        organizations: Organizations, open_url: Callable[[str], object] = _nowhere
    ) -> AsyncIterator[MainWindow]:
        made = MainWindow()
        qtbot.addWidget(made)
        made.show()
        try:
            await made.begin(Pages(organizations, made.tasks, Clock(), open_url))
            yield made
        finally:
            await made.aclose()
            await organizations.aclose()

    return opened
