"""A run is paused, goes on, and is cancelled; and how long the rest takes."""

from __future__ import annotations

import asyncio

import pytest

from akiles_console.sync.control import Control, seconds_left

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("done", "total", "elapsed", "left"),
    [(0, 10, 60.0, None), (4, 10, 60.0, None), (8, 10, 2.0, None), (5, 20, 10.0, 30.0), (20, 20, 10.0, 0.0)],
)
def test_the_time_left_is_told_once_there_is_a_pace(done, total, elapsed, left):
    assert seconds_left(done, total, elapsed) == left


def test_a_pause_waits_for_the_write_under_way():
    states = []
    control = Control(changed=lambda: states.append((control.state, control.reason)))
    with control.writing():
        control.pause()
    control.go_on()
    control.cancel()
    control.go_on()
    assert states == [("pausing", "person"), ("paused", "person"), ("running", ""), ("ending", "")]
    assert control.times_continued == 1


async def test_nobody_is_admitted_during_a_pause():
    control = Control()
    control.pause()
    waiting = asyncio.create_task(control.admitted())
    await asyncio.sleep(0)
    assert not waiting.done()
    control.go_on()
    assert await waiting
    control.cancel()
    assert not await control.admitted()


async def test_an_obstacle_holds_a_run_only_where_somebody_can_go_on():
    assert not await Control().hold("network")
    control = Control(attended=True)
    control.pause()
    held = asyncio.create_task(control.hold("signed_out"))
    await asyncio.sleep(0)
    assert (control.state, control.reason) == ("paused", "signed_out")
    control.go_on()
    assert await held


async def test_a_held_run_can_be_cancelled():
    control = Control(attended=True)
    held = asyncio.create_task(control.hold("network"))
    await asyncio.sleep(0)
    control.cancel()
    assert not await held
