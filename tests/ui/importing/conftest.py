"""The Import page on the practice organization, over real HTTP, with nobody waiting for pauses."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget

from akiles_console import paths
from akiles_console.clock import Clock
from akiles_console.demo.server import DemoServer
from akiles_console.session import Endpoints, Session
from akiles_console.ui.pages.importing.page import ImportPage
from akiles_console.ui.tasks import Tasks

Until = Callable[..., Awaitable[None]]


async def _no_pause(_seconds: float) -> None:
    await asyncio.sleep(0)


class Desk:
    """A page and what a person does with it; every wait is for something that can be seen."""

    def __init__(self, page: ImportPage, tasks: Tasks, until: Until) -> None:
        self.page, self.tasks, self.until = page, tasks, until
        self.troubles: list[Any] = []
        self.doing: list[str] = []
        page.troubled.connect(self.troubles.append)
        page.busy.connect(self.doing.append)

    @property
    def step(self) -> str:
        return next(
            name for name in ("file", "columns", "check", "groups", "preview", "apply")
            if getattr(self.page, name).isVisible()
        )  # fmt: skip

    async def read(self, path: Path) -> None:
        """Opens a file and waits until its first rows or what is wrong with it are shown."""
        self.page.open(path)
        await self.until(lambda: not self.tasks.running("import-read"), 20)

    async def go_on(self) -> None:
        await self.until(self.page.primary.isEnabled, 20)
        self.page.primary.click()

    async def to_groups(self, path: Path) -> None:
        await self.read(path)
        while self.step != "groups":  # a known kind of file begins at Check
            await self.go_on()
        await self.until(lambda: not self.tasks.running("import-groups"), 20)

    async def to_preview(self, path: Path) -> None:
        await self.to_groups(path)
        await self.go_on()
        await self.planned()

    async def planned(self) -> None:
        await self.until(lambda: self.page.runner.planned is not None, 20)

    async def finished(self) -> None:
        await self.until(lambda: self.step == "apply" and not self.page.runner.running, 30)
        await self.until(lambda: not self.tasks.running("import-give"), 20)

    def rows(self, record_list: Any) -> list[list[str]]:
        table = record_list.table
        return [[table.index(r, c).data() for c in range(table.columnCount())] for r in range(table.rowCount())]

    def select(self, record_list: Any, first: str) -> None:
        """Selects the row whose first column says that."""
        record_list.view.selectRow([row[0] for row in self.rows(record_list)].index(first))


@pytest.fixture
def opened(qtbot: Any, demo: DemoServer, until: Until) -> Callable[..., contextlib.AbstractAsyncContextManager[Desk]]:
    """`async with opened() as desk:` - a connected page, ended in good order."""

    @contextlib.asynccontextmanager
    async def open_desk(
        session: Session | None = None, open_url: Callable[[str], None] | None = None
    ) -> AsyncIterator[Desk]:
        clock = Clock(sleep=_no_pause)
        if session is None:
            endpoints = Endpoints(demo.api_url, demo.auth_url, "demo")
            session = Session(endpoints, access_token=demo.access_token, clock=clock)
            await session.restore()
        window, failed = QWidget(), []
        tasks = Tasks(window)
        tasks.failed.connect(lambda name, error: failed.append((name, error)))
        page = ImportPage(session, tasks, True, clock, open_url, window)
        page.resize(1000, 640)
        window.resize(1000, 640)
        window.show()
        try:
            yield Desk(page, tasks, until)
        finally:
            await page.aclose()
            await tasks.aclose()
            await session.aclose()
            shiboken6.delete(window)  # now and in this thread, not whenever and wherever Python collects it
        assert not failed

    return open_desk


@pytest.fixture
def sample() -> Path:
    """The spreadsheet that comes with the program."""
    return paths.resource("sample_employees.xlsx")


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """Two people with groups that there are."""
    path = tmp_path / "staff.csv"
    rows = (
        "Employee ID,Name,E-mail,Department",
        "1,Ana Ruiz,ana@example.com,Engineering",
        "2,Bo Lind,bo@example.com,Sales",
    )
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    return path
