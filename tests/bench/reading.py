"""Reading 100,000 rows x 15 columns into employees, against the bare reader; each in a process of its own."""

from __future__ import annotations

import asyncio
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

import msgspec

from akiles_console.people.spreadsheet import child, reader
from akiles_console.people.spreadsheet.reading import Options

ROOT = Path(__file__).parents[2]

ROWS = 100_000
ROUNDS = 5  # the quickest counts: what is slower was disturbed
HEADER = (
    "Employee ID", "First Name", "Last Name", "Email", "Department", "Job Title", "Hire Date", "End Date", "Status",
    "Phone", "City", "Salary", "Manager", "Cost Center", "Notes",
)  # fmt: skip
DATES = (6, 7)
RAW = {
    "xlsx": "import sys, python_calamine as c\n"
    "for row in c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows(): pass",
    "csv": "import sys, csv\nrows = list(csv.reader(open(sys.argv[1], encoding='utf-8', newline='')))",
}


def figures() -> Iterator[str]:
    """For each format the seconds of the bare reader and of ours until the window has the people, and the peak memory
    of both; then how long a child takes to start, and a small file as a whole."""
    with tempfile.TemporaryDirectory() as folder, _as_installed(folder):
        # Made in another process: a child's peak memory would count what this one held when it started it
        subprocess.run([sys.executable, __file__, folder], check=True)
        small = Path(folder) / "small.csv"
        with (Path(folder) / "list.csv").open(encoding="utf-8") as whole:
            small.write_text("".join(islice(whole, 31)), encoding="utf-8")
        _seconds_of_ours(small)
        for kind in RAW:
            yield from _lines(kind, Path(folder) / f"list.{kind}")
        start = min(_measured([*reader.command()], _request(Path("nowhere.csv")))[0] for _ in range(ROUNDS))
        yield f"reading, a child's start until it answers: {start:.2f} s"
        shown = min(_seconds_of_ours(small) for _ in range(ROUNDS))
        yield f"reading a csv of 30 people until the window has them: {shown:.2f} s (1 s wanted)"


def _lines(kind: str, path: Path) -> Iterator[str]:
    raw, ours = [], []
    for _ in range(ROUNDS):
        raw.append(_measured([sys.executable, "-c", RAW[kind], str(path)], b""))
        ours.append(_seconds_of_ours(path))
    quickest, whole = min(seconds for seconds, _ in raw), min(ours)
    yield (
        f"reading {ROWS:,} rows of {kind}: raw {quickest:.2f} s, employees {whole:.2f} s, "
        f"ratio {whole / quickest:.2f} (1.5 wanted)"
    )
    bare, (_, child_peak) = min(peak for _, peak in raw), _measured(reader.command(), _request(path))
    yield (
        f"peak memory of reading {ROWS:,} rows of {kind}: raw {bare:.0f} MB, the child {child_peak:.0f} MB, "
        f"ratio {child_peak / bare:.2f} (1.5 wanted)"
    )


def _request(path: Path) -> bytes:
    return msgspec.msgpack.encode(child.Request(str(path), Options()))


def _seconds_of_ours(path: Path) -> float:
    """Seconds of what the window does: start a child, have it read the file, take the people."""
    begun = time.perf_counter()
    read = asyncio.run(reader.read(path))
    seconds = time.perf_counter() - begun
    with path.open("rb") as file:
        if path.suffix == ".csv" and len(read.employees) != sum(1 for _ in file) - 1:
            raise RuntimeError("not all people were read")
    return seconds


@contextmanager
def _as_installed(folder: str) -> Iterator[None]:
    """Children run the code of this tree, and its modules are compiled once, as those of an installed program are."""
    before = dict(os.environ)
    os.environ |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled")}
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _measured(command: list[str], request: bytes) -> tuple[float, float]:
    """Seconds and peak megabytes of a process, its start included."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(request)
        process.stdin.close()
        process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    if process.returncode != 0:
        raise RuntimeError(f"{command[:3]} ended with {process.returncode}")
    return seconds, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1000)


def _row(number: int) -> tuple[object, ...]:
    left = number % 9 == 0
    return (
        f"E{number:06d}", ("Ana", "José", "Zoë", "Lars", "Chen")[number % 5], f"García {number}",
        f"user{number}@example.com", ("Engineering", "Sales", "Human Resources")[number % 3],
        f"Consultant {number % 50}",
        40_000 + number % 6_000, 46_100 + number % 3_000 if left else "", "Left" if left else "Active",
        f"+34 600 {number:06d}", f"City {number % 300}", 20_000.5 + number % 40_000, f"M{number % 900:04d}",
        f"CC{number % 40}", f"note {number} for somebody",
    )  # fmt: skip


def _write_csv(path: Path, rows: list[tuple[object, ...]]) -> None:
    def shown(index: int, value: object) -> object:
        return date(1899, 12, 30) + timedelta(days=value) if index in DATES and isinstance(value, int) else value

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows([shown(index, value) for index, value in enumerate(row)] for row in rows)


def _write_xlsx(path: Path, rows: list[tuple[object, ...]]) -> None:
    strings: dict[str, int] = {}
    lines = []
    for number, row in enumerate((HEADER, *rows), 1):
        cells = []
        for index, value in enumerate(row):
            reference = f"{chr(65 + index)}{number}"
            if isinstance(value, str) and value:
                cells.append(f'<c r="{reference}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>')
            elif value != "":
                cells.append(f'<c r="{reference}" s="{int(index in DATES)}"><v>{value}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006'
    parts = {
        "[Content_Types].xml": f'<Types {package}/content-types"><Default Extension="xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships {package}/relationships"><Relationship Id="r" Type="{kind}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{kind}"><sheets><sheet name="People" sheetId="1" r:id="s"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships {package}/relationships">'
        f'<Relationship Id="s" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="t" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="u" Type="{kind}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {main}>{''.join(f'<si><t>{escape(text)}</t></si>' for text in strings)}</sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><dimension ref="A1:O{len(lines)}"/><sheetData>'
        f"{''.join(lines)}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)


if __name__ == "__main__":
    made = [_row(number) for number in range(ROWS)]
    _write_xlsx(Path(sys.argv[1]) / "list.xlsx", made)
    _write_csv(Path(sys.argv[1]) / "list.csv", made)
