"""How the child process ends over a file, and what that took: `.venv/bin/python tests/people/spreadsheet/hostile.py`.

Prints a line for each hostile file of `bombs.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import msgspec

from akiles_console.people.spreadsheet import child, reader
from akiles_console.people.spreadsheet.reading import Options

sys.path.insert(0, str(Path(__file__).parent))
import bombs  # the file beside this one


class End(msgspec.Struct, frozen=True):
    """How it ended: `code` is read, a SpreadsheetError's, reader_crashed or reader_timeout; seconds and peak kB."""

    code: str
    seconds: float
    memory: int


def blown_up(what: str) -> End:
    """Makes a bomb and has it read as the window would, with the same child, limit of memory and patience."""
    name, _ = bombs.BOMBS[what]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        subprocess.run([sys.executable, bombs.__file__, what, str(path)], check=True)
        return _end(path)


def _end(path: Path) -> End:
    request = child.Request(str(path), Options(password="s3cret"))
    begun = time.perf_counter()
    with subprocess.Popen(
        reader.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin and process.stdout
        late = threading.Timer(reader.SECONDS, process.kill)
        late.start()
        process.stdin.write(msgspec.msgpack.encode(request))
        process.stdin.close()
        data = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        hung = not late.is_alive()
        late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    code = "reader_timeout" if hung else "reader_crashed"
    if process.returncode == 0:
        answer = child.unpacked(data)
        code = answer.code or "read"
    return End(code, time.perf_counter() - begun, usage.ru_maxrss)


def main() -> None:
    """A line a bomb."""
    for what in bombs.BOMBS:
        end = blown_up(what)
        print(f"{what}: {end.code} after {end.seconds:.1f} s, peak {end.memory // 1000} MB", flush=True)


if __name__ == "__main__":
    main()
