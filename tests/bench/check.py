"""The Check step with 20,000 rows that each have a problem: how long the window stands still from drop to filter."""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from stall import longest

ROWS = 20_000
ROUNDS = 5


def figures() -> Iterator[str]:
    """A line for opening, for going to the step, for typing into the filter, and a normal file beside its child."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import PySide6.QtWidgets  # noqa: F401 - qasync takes the binding that is already imported
    import qasync

    from akiles_console.app import Application, dress

    application = Application(["bench"])
    dress(application)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AKILES_CONSOLE_HOME"] = f"{folder}/home"
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
            yield from runner.run(_measured(Path(folder)))


async def _measured(folder: Path) -> list[str]:
    from openpyxl import Workbook
    from PySide6.QtWidgets import QWidget

    from akiles_console.people.spreadsheet import reader
    from akiles_console.session import Endpoints, Session
    from akiles_console.ui.garbage import GarbageCollector
    from akiles_console.ui.pages.importing.page import ImportPage
    from akiles_console.ui.tasks import Tasks

    faulty, normal = folder / "faulty.csv", folder / "normal.xlsx"
    lines = (f"{n // 2},Person {n},person{n}@example.com,Team {n % 50}\n" for n in range(ROWS))  # each number twice
    faulty.write_text("Employee ID,Name,E-mail,Department\n" + "".join(lines))
    book = Workbook()
    book.worksheets[0].append(["Employee ID", "Name", "E-mail", "Department"])
    for n in range(1_000):
        book.worksheets[0].append([f"E{n:05}", f"Person {n}", f"person{n}@example.com", f"Team {n % 20}"])
    book.save(normal)

    window = QWidget()
    window.resize(1100, 700)
    tasks = Tasks(window)
    session = Session(Endpoints("https://x.invalid", "https://x.invalid", "akiles"))
    page = ImportPage(session, tasks, False, parent=window)
    page.resize(1100, 700)
    window.show()
    GarbageCollector(window)

    async def opened(path: Path) -> None:
        page.open(path)
        while page.opener.reading is None or tasks.running("import-read"):  # noqa: ASYNC110 - nothing tells it
            await asyncio.sleep(0.002)

    told = []
    for path in (normal, faulty):
        await opened(path)  # the modules are loaded
    for path, what in ((normal, "1,000 rows xlsx"), (faulty, f"{ROWS:,} faulty rows csv")):
        ours, stalls, floor = [], [], []
        for _round in range(ROUNDS):
            begun = time.perf_counter()
            stalls.append(await longest(lambda path=path: opened(path)))
            ours.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            await reader.read(path)
            floor.append(time.perf_counter() - begun)
        took, bare = statistics.median(ours), statistics.median(floor)
        told.append(
            f"open {what}: {took * 1000:.0f} ms, the reader alone {bare * 1000:.0f} ms, ratio {took / bare:.2f}, "
            f"longest stall {statistics.median(stalls) * 1000:.0f} ms, at worst {max(stalls) * 1000:.0f} (wanted: 50)"
        )

    async def step() -> None:
        page._go("check")
        await asyncio.sleep(0.3)

    told.append(f"show {ROWS:,} problems: longest stall {await longest(step) * 1000:.0f} ms (under 50 wanted)")
    for query in ("p", "person 1", "nobody at all"):

        async def typed(query: str = query) -> None:
            page.check.list.search.setText(query)
            await asyncio.sleep(0.1)

        stalls = []
        for _round in range(ROUNDS):
            page.check.list.search.setText("")
            await asyncio.sleep(0.05)
            stalls.append(await longest(typed))
        told.append(f"filter them by {query!r}: {statistics.median(stalls) * 1000:.1f} ms (under 16 wanted)")
    await page.aclose()
    await tasks.aclose()
    await session.aclose()
    window.close()
    return told
