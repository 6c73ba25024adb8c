"""Tasks: one of a name at a time, failures reach somebody, nothing outlives the window."""

import asyncio

import pytest
from PySide6.QtWidgets import QPushButton

from akiles_console.ui.tasks import Tasks

pytestmark = pytest.mark.anyio


async def test_a_double_click_starts_once(qtbot, until):
    tasks, started, go = Tasks(), [], asyncio.Event()

    async def work():
        started.append(1)
        await go.wait()

    button = QPushButton("Go")
    qtbot.addWidget(button)
    button.clicked.connect(lambda: tasks.start("work", work()))
    button.click()
    button.click()
    await until(lambda: started)
    assert len(started) == 1
    assert tasks.running("work")
    go.set()
    await until(lambda: not tasks.running("work"))
    button.click()
    await until(lambda: len(started) == 2)
    await tasks.aclose()


async def test_a_failing_coroutine_reaches_failed(qapp, until):
    tasks, seen = Tasks(), []
    tasks.failed.connect(lambda name, error: seen.append((name, str(error))))

    async def work():
        raise ValueError("broken")

    tasks.start("work", work())
    await until(lambda: seen)
    assert seen == [("work", "broken")]
    assert not tasks.running("work")


async def test_cancelling_is_no_failure(qapp, until):
    tasks, failed, ended = Tasks(), [], []
    tasks.failed.connect(lambda *what: failed.append(what))

    async def work():
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(1)

    tasks.start("work", work())
    await asyncio.sleep(0.01)
    tasks.cancel("work")
    assert not tasks.running("work")
    await until(lambda: ended)
    assert failed == []


async def test_restart_replaces_and_the_old_one_does_not_end_the_new(qapp, until):
    tasks, ended = Tasks(), []

    async def work(name):
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(name)

    tasks.start("work", work("old"))
    await asyncio.sleep(0.01)
    tasks.restart("work", work("new"))
    await until(lambda: ended)
    await asyncio.sleep(0.01)
    assert ended == ["old"]
    assert tasks.running("work")
    await tasks.aclose()
    assert ended == ["old", "new"]


async def test_aclose_waits_for_what_cleans_up_and_takes_nothing_new(qapp):
    tasks, cleaned = Tasks(), []

    async def work():
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.05)
            cleaned.append(1)

    tasks.start("work", work())
    await asyncio.sleep(0.01)
    await tasks.aclose()
    assert cleaned == [1]
    assert not tasks.start("work", work())
    assert not tasks.running("work")


async def test_a_change_is_told_at_the_beginning_and_at_the_end(qapp, until):
    tasks, seen = Tasks(), []
    tasks.changed.connect(lambda: seen.append(tasks.running("work")))

    async def work():
        await asyncio.sleep(0)

    tasks.start("work", work())
    await until(lambda: len(seen) == 2)
    assert seen == [True, False]
