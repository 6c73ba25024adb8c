"""Reads a spreadsheet in a child process, since a hostile workbook ends the process that opens it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from pathlib import Path

import msgspec

from akiles_console.people.employee import Problem
from akiles_console.people.spreadsheet.child import FLAG, Answer, Request, unpacked
from akiles_console.people.spreadsheet.reading import Options, Reading, SpreadsheetError

SECONDS = 20.0
"""How long reading may take before it is given up."""


async def read(path: Path, options: Options = Options(), *, seconds: float = SECONDS) -> Reading:
    """What a file says. Raises SpreadsheetError; the child is ended on cancellation and after `seconds`."""
    return await _read(Request(os.path.abspath(path), options), seconds)  # noqa: ASYNC240 - it asks no disk


async def read_pasted(
    text: str | None, html: str | None, options: Options = Options(), *, seconds: float = SECONDS
) -> Reading:
    """What the clipboard says: the table in `html` where it has one, else `text` (tab separated). Its `file` is "".

    Raises SpreadsheetError: empty_file where there is neither, and all that `read` raises.
    """
    chosen = html if html and "<table" in html.lower() else text
    if not chosen or not chosen.strip():
        raise SpreadsheetError("empty_file")
    if chosen is html and "<table" in html.lower():
        chosen = html[html.lower().index("<table") :]
    return await _read(Request("", options, chosen.encode("utf-8", "replace")), seconds)


async def ask_for_copy(request: Request, seconds: float) -> tuple[Problem, ...]:
    """Has the copy made that the request's `order` describes, and tells what it lacks. Raises SpreadsheetError."""
    answer = await _answer(request, seconds)
    if answer.code:
        raise SpreadsheetError(answer.code, **answer.details)
    return answer.problems


async def _read(request: Request, seconds: float) -> Reading:
    answer = await _answer(request, seconds)
    if answer.reading is None:
        raise SpreadsheetError(answer.code, **answer.details)
    return answer.reading


async def _answer(request: Request, seconds: float) -> Answer:
    process = await asyncio.to_thread(_start)
    try:
        return await asyncio.to_thread(_ask, process, request, seconds)
    except BaseException:
        with contextlib.suppress(OSError):
            process.kill()  # the thread waiting for it ends with it
        raise


def command() -> list[str]:
    """How this program starts its child: frozen it is its own interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    return [sys.executable, "-P", "-m", "akiles_console", FLAG]  # -P: nothing of the folder it is started in


def _start() -> subprocess.Popen[bytes]:
    hidden = 0
    if sys.platform == "win32":
        hidden = subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a crash prints may quote cells
        env={name: value for name, value in os.environ.items() if not name.startswith("AKILES_")},  # no token near it
        creationflags=hidden,
    )


def _ask(process: subprocess.Popen[bytes], request: Request, seconds: float) -> Answer:
    with process:
        try:
            out, _ = process.communicate(msgspec.msgpack.encode(request), timeout=seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise SpreadsheetError("reader_timeout", seconds=int(seconds)) from error
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        raise SpreadsheetError("reader_crashed")
    try:
        return unpacked(out)
    except msgspec.DecodeError as error:
        raise SpreadsheetError("reader_crashed") from error
