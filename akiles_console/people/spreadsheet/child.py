"""The child process that reads a spreadsheet: a request on stdin, the answer on stdout, limits around itself.

Its only caller is `reader.read`; `__main__` comes here at once when asked with `--read-spreadsheet`.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec

from akiles_console.people.employee import Employee, Problem
from akiles_console.people.spreadsheet.orders import Order
from akiles_console.people.spreadsheet.reading import FaultyRow, Options, Reading, SpreadsheetError

T = TypeVar("T")

FLAG = "--read-spreadsheet"
MEMORY = 1_000_000_000
"""Bytes of address space the child may use, where the system can limit it."""


class Request(msgspec.Struct, frozen=True):
    """What to read: the file at `path`, or `content` where it was pasted. With `order` a commented copy is made.

    `options` may hold a password: a request travels over a pipe and is never shown.
    """

    path: str
    options: Options
    content: bytes | None = None
    order: Order | None = None

    def __repr__(self) -> str:
        return "Request(...)"


class Answer(msgspec.Struct, frozen=True):
    """The reading, or the code and details of the SpreadsheetError that came instead.

    The reading comes without its people and problems: they follow in batches, so that the window's process can
    breathe between them while it unpacks 100,000 of them.
    """

    reading: Reading | None = None
    code: str = ""
    details: dict[str, str | int] = {}
    problems: tuple[Problem, ...] = ()


class Batch(msgspec.Struct, frozen=True):
    """Some more of what a long reading has."""

    employees: tuple[Employee, ...] = ()
    problems: tuple[Problem, ...] = ()
    faulty: tuple[FaultyRow, ...] = ()

    def __repr__(self) -> str:
        return "Batch(...)"


BATCH = 2000
"""Employees, problems or rows in one batch."""


def frames(answer: Answer) -> Iterator[bytes]:
    """An answer as bytes: each frame is its length in 4 bytes and a msgpack value; the answer, then the batches."""
    values: list[Answer | Batch] = [answer]
    if (reading := answer.reading) is not None:
        values = [Answer(msgspec.structs.replace(reading, employees=(), problems=(), faulty=()))]
        values += [Batch(employees=some) for some in _batches(reading.employees)]
        values += [Batch(problems=some) for some in _batches(reading.problems)]
        values += [Batch(faulty=some) for some in _batches(reading.faulty)]
    encoder = msgspec.msgpack.Encoder()
    for value in values:
        packed = encoder.encode(value)
        yield len(packed).to_bytes(4, "big")
        yield packed


def _batches(records: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    return (records[start : start + BATCH] for start in range(0, len(records), BATCH))


def unpacked(data: bytes) -> Answer:
    """The answer in the bytes that `frames` made. Raises msgspec.DecodeError for anything else."""
    view, place = memoryview(data), 0
    found: list[memoryview] = []
    while place < len(view):
        length = int.from_bytes(view[place : place + 4], "big")
        found.append(view[place + 4 : place + 4 + length])
        place += 4 + length
    if place != len(view) or not found:
        raise msgspec.DecodeError("cut off")
    answer = msgspec.msgpack.decode(found[0], type=Answer)
    decoder = msgspec.msgpack.Decoder(Batch)
    batches = [decoder.decode(frame) for frame in found[1:]]
    if answer.reading is None or not batches:
        return answer
    reading = msgspec.structs.replace(
        answer.reading,
        employees=tuple(one for batch in batches for one in batch.employees),
        problems=tuple(one for batch in batches for one in batch.problems),
        faulty=tuple(one for batch in batches for one in batch.faulty),
    )
    return Answer(reading)


def main() -> NoReturn:
    """Answers the one request on stdin and ends the process; any other end is a crash to the caller."""
    _limit_memory()
    gc.disable()  # one short job that only allocates: collecting would double its time
    from akiles_console.people.spreadsheet.file import read_data, read_here  # loaded under the limit

    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    try:
        if request.order is not None:
            from akiles_console.people.spreadsheet.annotate import annotate

            answer = Answer(problems=annotate(Path(request.path), request.options, request.order))
        elif request.content is None:
            answer = Answer(read_here(Path(request.path), request.options))
        else:
            answer = Answer(read_data("", request.content, request.options))
    except SpreadsheetError as error:
        answer = Answer(code=error.code, details=error.details)
    except MemoryError:
        answer = Answer(code="too_large", details={"limit": f"{MEMORY // 1_000_000_000} GB of memory"})
    for part in frames(answer):
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
    os._exit(0)  # taking 100,000 people apart would take a while, and nothing is left to be tidied


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):  # macOS refuses some limits
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
