"""The child process: its answers, its end, and the time and memory it is given."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akiles_console import paths
from akiles_console.people.employee import Employee
from akiles_console.people.spreadsheet import child, reader
from akiles_console.people.spreadsheet.reading import Options, Reading, SpreadsheetError

pytestmark = pytest.mark.anyio


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("Employee ID,Name,PIN\nE1,Ana Lee,471199\n")
    return path


def instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Lets another program answer instead of the child."""
    monkeypatch.setattr(reader, "command", lambda: [sys.executable, "-c", code])


async def code_of(path: Path, options: Options = Options(), seconds: float = 20) -> str:
    with pytest.raises(SpreadsheetError) as refused:
        await reader.read(path, options, seconds=seconds)
    return refused.value.code


async def test_a_file_becomes_employees(roster: Path) -> None:
    reading = await reader.read(roster)
    assert [(e.employee_id, e.name, e.pin) for e in reading.employees] == [("E1", "Ana Lee", "471199")]
    assert reading.file == "list.csv" and len(reading.digest) == 64


async def test_a_refusal_of_the_child_is_a_refusal_here(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.7")
    assert await code_of(tmp_path / "list.pdf") == "unsupported_format"
    assert await code_of(tmp_path / "gone.csv") == "file_unreadable"


@pytest.mark.parametrize(
    "code",
    ["import os; os.abort()", "raise SystemExit(1)", "print('no answer')", "pass",
     "import sys; sys.stdout.buffer.write((9).to_bytes(4, 'big'))"],
)  # fmt: skip
async def test_any_end_without_an_answer_is_a_crash(monkeypatch: pytest.MonkeyPatch, roster: Path, code: str) -> None:
    instead(monkeypatch, code)
    assert await code_of(roster) == "reader_crashed"


async def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, roster: Path) -> None:
    instead(monkeypatch, "import time; time.sleep(60)")
    began = time.monotonic()
    assert await code_of(roster, seconds=0.5) == "reader_timeout"
    assert time.monotonic() - began < 10


async def test_a_cancelled_reading_ends_its_child(
    monkeypatch: pytest.MonkeyPatch, roster: Path, tmp_path: Path
) -> None:
    sign = tmp_path / "sign"
    instead(monkeypatch, f"import time, pathlib; pathlib.Path({str(sign)!r}).touch(); time.sleep(60)")
    task = asyncio.create_task(reader.read(roster))
    while not sign.exists():  # noqa: ASYNC110 - another process makes it
        await asyncio.sleep(0.01)
    began = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert time.monotonic() - began < 5


async def test_the_password_is_in_no_argument_and_in_no_repr(roster: Path) -> None:
    options = Options(password="s3cret")
    assert "s3cret" not in repr(options) + repr(child.Request(str(roster), options)) + " ".join(reader.command())
    assert (await reader.read(roster, options)).employees


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory reliably")
async def test_a_lie_about_the_size_of_a_sheet_ends_the_child_and_not_us(
    xlsx: Callable[..., Path], cells: Callable[..., str]
) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = xlsx(cells(1, "Employee ID", "Name") + cells(2, "E1", "Ana") + far, dimension="A1:B2")
    assert await code_of(path) in ("reader_crashed", "too_large")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory reliably")
async def test_shared_strings_that_unpack_to_gigabytes_end_in_a_sentence(xlsx: Callable[..., Path]) -> None:
    text = b"<sst>" + b"<si><t>" + b"a" * 280_000_000 + b"</t></si></sst>"
    row = '<row r="1">' + "".join(f'<c r="{chr(65 + n)}1" t="s"><v>0</v></c>' for n in range(26)) + "</row>"
    path = xlsx(row, parts={"xl/sharedStrings.xml": text})
    assert await code_of(path) in ("reader_crashed", "too_large", "damaged", "no_people", "empty_file")


async def test_files_with_holes_end_in_a_reading_or_a_sentence(data: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    whole = (paths.resource("sample_employees.xlsx").read_bytes(), (data / "example-users.csv").read_bytes())

    async def end(number: int) -> str:
        content = bytearray(whole[number % 2])
        for _ in range(chance.choice((1, 5, 50))):
            place = chance.randrange(len(content))
            content[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(content)
        try:
            return (await reader.read(path)).format
        except SpreadsheetError as refused:
            return refused.code

    ends = [await end(number) for number in range(24)]
    assert {"damaged", "csv"} <= set(ends) and "reader_crashed" not in ends and "reader_timeout" not in ends


async def test_no_token_is_handed_to_the_child(monkeypatch: pytest.MonkeyPatch, roster: Path, tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    monkeypatch.setenv("AKILES_ACCESS_TOKEN", "canary")
    instead(monkeypatch, f"import os, pathlib; pathlib.Path({str(sign)!r}).write_text(repr(dict(os.environ)))")
    assert await code_of(roster) == "reader_crashed"
    assert "canary" not in sign.read_text() and "PATH" in sign.read_text()


def test_the_child_is_this_program_frozen_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reader.command() == [sys.executable, "-P", "-m", "akiles_console", "--read-spreadsheet"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert reader.command() == [sys.executable, "--read-spreadsheet"]


@given(st.integers(0, 3 * child.BATCH))
def test_an_answer_survives_the_pipe(people: int) -> None:
    employees = tuple(Employee(row=row, name=f"P{row}") for row in range(people))
    answer = child.Answer(Reading(file="f", digest="d", format="csv", employees=employees))
    data = b"".join(child.frames(answer))
    assert child.unpacked(data) == answer
    with pytest.raises(msgspec.DecodeError):
        child.unpacked(data[:-1])
