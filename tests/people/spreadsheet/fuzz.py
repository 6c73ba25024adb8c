"""Damaged spreadsheets by the thousand: `.venv/bin/python tests/people/spreadsheet/fuzz.py SECONDS [SEED]`.

Every file is read by the real child process code in a process of its own, with its limits. It must end in a reading
that hangs together, or in a refusal that has words. A crash of calamine (a panic, an abort, too much memory) ends in a
sentence in the window and is counted; an exception of ours is a fault: its file is kept and the exit code is 1.
"""

from __future__ import annotations

import io
import os
import random
import re
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec

from akiles_console import messages
from akiles_console.people.spreadsheet import child, file
from akiles_console.people.spreadsheet.reading import Options, SpreadsheetError

sys.path.insert(0, str(Path(__file__).parent))
import written  # the file beside this one

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
SECONDS = 20
LARGEST = 300_000
ROWS = [
    ("Employee ID", "First Name", "Last Name", "Email", "Department", "Start date", "Status", "PIN"),
    *((f"{n:05d}", "José", f"García {n}", f"p{n}@example.com", "R&D; Sales", f"{n + 1:02d}/03/2026", "Active", "")
      for n in range(12)),
]  # fmt: skip

_NASTY = (
    b"\x00", b"\xff\xfe", b'"', b"'", b",", b";", b"\t", b"\r", b"\n", b"=", b"@", b"\xe2\x80\xae", b"\xc3", b"9" * 400,
    b"1e308", b"-1", b"NaN", b"2958466", b"9999-12-31", b"0000-00-00", b"<", b">", b"&#0;", b"&amp;", b"#N/A",
    b"XFD1048576", b"A0", b"<!DOCTYPE a>", b"]]>", b"," * 3000, b"\n" * 3000, b"a" * 70_000,
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")


def originals() -> list[tuple[str, bytes]]:
    """Our own rows in every format, and the small files of the corpus where it is there."""
    found = [(f"list.{ending}", write(ROWS)) for ending, write in written.FORMATS.items()]
    for path in sorted(CORPUS.glob("*/*/*")) if CORPUS.is_dir() else ():
        if path.is_file() and path.stat().st_size < LARGEST:
            found.append((path.name, path.read_bytes()))
    return found


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same file with something wrong in it: in a part of a package more often than in the package."""
    if data.startswith(b"PK") and chance.random() < 0.9:
        return _in_package(data, chance)
    return _in_bytes(data, chance)


def _in_package(data: bytes, chance: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(entry.filename, package.read(entry)) for entry in package.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError):
        return _in_bytes(data, chance)
    likely = [at for at, (name, _) in enumerate(parts) if "sheet" in name or name == "content.xml"] or range(len(parts))
    at = chance.choice(likely) if chance.random() < 0.8 else chance.randrange(max(1, len(parts)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, body) in enumerate(parts):
            package.writestr(name, _in_bytes(body, chance) if number == at else body)
    return out.getvalue()


def _in_bytes(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _nasty(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_NASTY) + data[at + chance.choice((0, 0, 1, 7)) :]


def _number(data: bytes, chance: random.Random) -> bytes:
    """Another number where one stood: counts, references, sizes, dates."""
    places = list(_NUMBER.finditer(data))
    if not places:
        return data
    place = chance.choice(places)
    other = chance.choice((0, 1, 7, 255, 65_536, 1_048_577, 2**31, 10**12))
    return data[: place.start()] + str(other).encode() + data[place.end() :]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data) + 1)
    piece = data[begin : begin + chance.choice((1, 30, 500))]
    return data[:begin] + piece * chance.choice((2, 2, 50)) + data[begin + len(piece) :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data) + 1)
    return data[:begin] + data[begin + chance.choice((1, 20, 400, len(data))) :]


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_nasty, _number, _number, _flipped, _doubled, _cut)


def ends(path: Path) -> tuple[str, str, int]:
    """How reading a file ends, what our code said on stderr, and its peak memory in kB."""
    with tempfile.TemporaryFile() as said:
        return _ends(path, said)


def _ends(path: Path, said: IO[bytes]) -> tuple[str, str, int]:
    asked, told = os.pipe(), os.pipe()
    process = os.fork()
    if process == 0:
        os.close(asked[1])
        os.close(told[0])
        _child(asked[0], told[1], said.fileno())
    os.close(asked[0])
    os.close(told[1])
    signal.alarm(SECONDS)
    try:
        with os.fdopen(asked[1], "wb") as out:
            out.write(msgspec.msgpack.encode(child.Request(str(path), Options())))
        with os.fdopen(told[0], "rb") as answers:
            data = answers.read()
    except TimeoutError:
        os.kill(process, signal.SIGKILL)
        data = b""
    finally:
        signal.alarm(0)
    _, status, usage = os.wait4(process, 0)
    said.seek(0)
    words = said.read().decode(errors="replace")
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGKILL:
        return "reader_timeout", "", usage.ru_maxrss
    if code != 0:
        ours = words if "Traceback" in words and "PanicException" not in words else ""
        return "reader_crashed", ours, usage.ru_maxrss
    return (*_judged(child.unpacked(data)), usage.ru_maxrss)


def _child(stdin: int, stdout: int, stderr: int) -> None:
    """What `reader` starts, without the start."""
    os.dup2(stdin, 0)
    os.dup2(stdout, 1)
    os.dup2(stderr, 2)
    signal.alarm(0)
    try:
        sys.stdin = os.fdopen(0, "r")
        sys.stdout = os.fdopen(1, "w")
        child.main()
    except BaseException:
        import traceback

        os.write(2, traceback.format_exc().encode())
    os._exit(1)


def _judged(answer: child.Answer) -> tuple[str, str]:
    reading = answer.reading
    if reading is None:
        said = messages.of(SpreadsheetError(answer.code, **answer.details))
        return answer.code, "" if said.what and said.hint else f"no words for {answer.code}"
    people = [employee.row for employee in reading.employees]
    gone = {skipped.row for skipped in reading.skipped}
    if len(set(people)) != len(people) or gone & set(people):
        return "read", f"rows {people} and set aside {sorted(gone)} do not fit together"
    for problem in reading.problems:
        if not messages.of(SpreadsheetError(problem.code, **problem.details)).what:
            return "read", f"no words for {problem.code}"
    return "read", ""


def main(seconds: float, seed: int) -> int:
    """Fuzzes for so long and prints what came of it; 1 where our code failed."""
    signal.signal(signal.SIGALRM, _too_long)
    assert file  # loaded before the first fork
    chance, whole = random.Random(seed), originals()
    found: Counter[str] = Counter()
    peak, faults, number = 0, 0, 0
    end = time.monotonic() + seconds
    print(f"seed {seed}, {len(whole)} originals", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            name, data = chance.choice(whole)
            path = Path(folder) / name
            path.write_bytes(damaged(data, chance))
            how, fault, memory = ends(path)
            found[how] += 1
            peak, number = max(peak, memory), number + 1
            if fault or how == "reader_timeout":
                faults += bool(fault)
                kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{number}-{name}"
                kept.write_bytes(path.read_bytes())
                print(f"{how}: {kept}\n{fault}", flush=True)
            path.unlink()
    told = ", ".join(f"{how} {count}" for how, count in found.most_common())
    print(f"{number} files from seed {seed}: {faults} faults of ours; {told}; peak {peak // 1000} MB")
    return 1 if faults else 0


def _too_long(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)))
