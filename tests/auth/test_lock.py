"""The lock holds between processes, and dies with its holder."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

from akiles_console.auth.lock import FileLock
from akiles_console.clock import Clock
from akiles_console.failure import Failure

pytestmark = pytest.mark.anyio

HOLDER = """
import asyncio, sys
from pathlib import Path
from akiles_console.auth.lock import FileLock
from akiles_console.clock import Clock

async def hold():
    async with FileLock(Path(sys.argv[1]), Clock()):
        print("held", flush=True)
        sys.stdin.readline()

asyncio.run(hold())
"""


async def test_another_process_keeps_us_out_until_it_ends(tmp_path: Path, time: Any) -> None:
    file = tmp_path / "lock"
    pipe = asyncio.subprocess.PIPE
    holder = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLDER, str(file), stdin=pipe, stdout=pipe)
    assert holder.stdout is not None
    assert (await holder.stdout.readline()).strip() == b"held"
    with pytest.raises(Failure) as caught:
        async with FileLock(file, time.clock()):
            raise AssertionError("two hold it")
    assert caught.value.code == "busy_elsewhere"
    assert time.seconds >= 60
    holder.kill()
    await holder.communicate()
    async with FileLock(file, time.clock()):
        pass


async def test_one_after_the_other(tmp_path: Path) -> None:
    inside, most = 0, 0

    async def work() -> None:
        nonlocal inside, most
        async with FileLock(tmp_path / "lock", Clock(sleep=lambda seconds: asyncio.sleep(0.001))):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.002)
            inside -= 1

    await asyncio.gather(*(work() for _ in range(8)))
    assert most == 1
