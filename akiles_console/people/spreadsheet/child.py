"""The child process that reads a spreadsheet: a request on stdin, the answer on stdout, limits around itself.

Its only caller is `reader.read`; `__main__` comes here at once when asked with `--read-spreadsheet`.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from pathlib import Path

import msgspec

from akiles_console.people.spreadsheet.reading import Options, Reading, SpreadsheetError

FLAG = "--read-spreadsheet"
MEMORY = 1_000_000_000
"""Bytes of address space the child may use, where the system can limit it."""


class Request(msgspec.Struct, frozen=True):
    """What to read. `options` may hold a password: a request travels over a pipe and is never shown."""

    path: str
    options: Options

    def __repr__(self) -> str:
        return "Request(...)"


class Answer(msgspec.Struct, frozen=True):
    """The reading, or the code and details of the SpreadsheetError that came instead."""

    reading: Reading | None = None
    code: str = ""
    details: dict[str, str | int] = {}


def main() -> int:
    """Answers the one request on stdin; any end without an answer is a crash to the caller."""
    _limit_memory()
    gc.disable()  # one short job that only allocates: collecting would double its time
    from akiles_console.people.spreadsheet.here import read_here  # loaded under the limit

    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    try:
        answer = Answer(read_here(Path(request.path), request.options))
    except SpreadsheetError as error:
        answer = Answer(code=error.code, details=error.details)
    except MemoryError:
        answer = Answer(code="too_large", details={"limit": f"{MEMORY // 1_000_000_000} GB of memory"})
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
    sys.stdout.buffer.flush()
    return 0


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):  # macOS refuses some limits
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
