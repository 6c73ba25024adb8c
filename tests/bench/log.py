"""The Live log page while 1,000 events a second arrive, a key in its filter over 100,000 of them, and what an idle
console asks of Akiles."""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from stall import longest

BEFORE, SECONDS, A_SECOND, ROWS, ROUNDS = 50_000, 10, 1_000, 100_000, 5
START = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def figures() -> Iterator[str]:
    """A line for the longest stall while events arrive, one for each query, one for the calls a minute."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import PySide6.QtWidgets  # noqa: F401 - qasync takes the binding that is already imported
    import qasync

    from akiles_console.app import Application, dress

    application = Application(["bench"])
    dress(application)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AKILES_CONSOLE_HOME"] = f"{folder}/home"
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
            yield from runner.run(_measured())


def _events(first: int, count: int) -> tuple[Any, ...]:
    """Some that happened one after the other, each 20th late by an hour."""
    from akiles_console.api.events import Event, EventObject, EventSubject, Named
    from akiles_console.events.records import Seen

    made = []
    for number in range(first, first + count):
        late = 3600 if number % 20 == 0 else 0
        at = START + timedelta(milliseconds=number, seconds=-late)
        person, door = f"mem_{number % 500}", f"gad_{number % 40}"
        event = Event(
            id=f"evt_{number}", created_at=at.isoformat().replace("+00:00", "Z"), verb="use",
            subject=EventSubject(member_id=person, access_method=("pin", "card", "online")[number % 3]),
            object=EventObject(type="gadget_action", gadget_id=door, gadget_action_id="open"),
            subject_member=Named(id=person, name=f"Ana Surname{number % 500}"),
            object_gadget=Named(id=door, name=f"Door {number % 40}"),
        )  # fmt: skip
        made.append(Seen(event=event, late_by=late))
    return tuple(made)


async def _measured() -> list[str]:
    from PySide6.QtWidgets import QWidget

    from akiles_console.clock import Clock
    from akiles_console.demo.server import DemoServer
    from akiles_console.events.records import Batch
    from akiles_console.session import Endpoints, Session
    from akiles_console.ui.garbage import GarbageCollector
    from akiles_console.ui.pages.log.page import LogPage
    from akiles_console.ui.tasks import Tasks

    server = DemoServer()
    server.start_in_thread()
    session = Session(Endpoints(server.api_url, server.auth_url, "demo"), access_token=server.access_token)
    await session.restore()
    window = QWidget()
    tasks = Tasks(window)
    GarbageCollector(window)
    page = LogPage(session, tasks, Clock(), window)
    page.resize(1100, 700)
    window.resize(1100, 700)
    window.show()
    page.reload()
    while not page.up_to_date:  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0.01)
    told = [await _idle(page, server)]
    tasks.cancel("log-follow")
    page.list.set_rows(page._rows.made(_events(0, BEFORE)))
    await asyncio.sleep(1)
    number = BEFORE

    async def burst() -> None:
        nonlocal number
        for _tenth in range(SECONDS * 10):
            fresh = _events(number, A_SECOND // 10)
            number += len(fresh)
            page._take(Batch(seen=fresh, complete=True))
            await asyncio.sleep(0.1)

    for what, row in (("", None), (", an event open beside the list", 5)):
        if row is not None:
            page.list.view.selectRow(row)
        stall = await longest(burst)
        told.append(
            f"log, {A_SECOND:,} events a second for {SECONDS} s on {page.list.table.total:,}{what}: "
            f"longest stall {stall * 1000:.0f} ms (under 50 wanted)"
        )
    page.list.set_rows(page._rows.made(_events(0, ROWS)))
    await asyncio.sleep(2)
    for query in ("s", "surname19", "nobody at all"):
        costs = []
        for _round in range(ROUNDS):
            page.list.search.setText("")
            await asyncio.sleep(0.05)
            begun = time.perf_counter()
            page.list.search.setText(query)
            page.list.view.viewport().repaint()
            costs.append(time.perf_counter() - begun)
        cost = statistics.median(costs) * 1000
        told.append(f"log, filter {ROWS:,} events by {query!r}: {cost:.1f} ms, painted (under 16 wanted)")
    await page.aclose()
    await tasks.aclose()
    await session.aclose()
    window.close()
    server.stop_thread()
    return told


async def _idle(page: Any, server: Any) -> str:
    """Calls of a quiet minute in front, where looks are 5 s apart."""
    begun, before = time.perf_counter(), server.request_count
    page._feed.tail.in_front = True
    await asyncio.sleep(62)
    front = (server.request_count - before) * 60 / (time.perf_counter() - begun)
    return f"calls a minute of an idle console with the log in front: {front:.1f} (12 looks and a deep one in it)"
