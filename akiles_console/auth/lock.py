"""A lock between processes of this computer: a file that the system frees when its holder dies."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from akiles_console.clock import Clock
from akiles_console.failure import Failure

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_POLL = 0.1


class FileLock:
    """Holds `file` while it is entered; waits `patience` seconds for it. Raises Failure `busy_elsewhere`."""

    def __init__(self, file: Path, clock: Clock, patience: float = 60.0) -> None:
        self._file = file
        self._clock = clock
        self._patience = patience
        self._handle = -1

    async def __aenter__(self) -> None:
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            end = self._clock.monotonic() + self._patience
            while not _taken(handle):
                if self._clock.monotonic() >= end:
                    raise Failure("busy_elsewhere")
                await self._clock.sleep(_POLL)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _free(self._handle)


@contextlib.contextmanager
def held(file: Path, patience: float = 10.0) -> Iterator[None]:
    """Holds `file` for a moment, outside the loop's thread; waits `patience` seconds. Raises TimeoutError, OSError."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        end = time.monotonic() + patience
        while not _taken(handle):
            if time.monotonic() >= end:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), file.name)
            time.sleep(_POLL / 10)
    except BaseException:
        os.close(handle)
        raise
    try:
        yield
    finally:
        _free(handle)


def _free(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    os.close(handle)  # elsewhere that frees it


def _taken(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # somebody else has it
        return False
    return True
