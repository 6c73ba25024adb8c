"""What a person mended of a file and which rows were left aside, kept on this computer until it is solved.

One JSON file for each spreadsheet below the organization's folder, by the SHA-256 of its bytes. A PIN and the password
of a workbook are never in it. Kept 90 days from the last change, as long as the journal.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from akiles_console import paths
from akiles_console.people.employee import Employee
from akiles_console.people.spreadsheet.reading import Options, Reading

KEPT = timedelta(days=90)
"""How long a draft is kept after its last change."""

Place = tuple[int, int]
"""Row and column of the sheet, from 0."""


class Cell(msgspec.Struct, frozen=True):
    """A mended cell: its place, what it said, what it says now, its header, and whose row it is (see `whose`)."""

    row: int
    column: int
    was: str
    now: str
    header: str
    who: str

    def __repr__(self) -> str:
        return f"Cell({self.row}, {self.column})"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What was done with one file: how it was read, the cells mended, whose rows are set `aside`.

    `kind` is the file's layout (`layout.layout_key`), `kept_at` an ISO moment in UTC; `options` hold neither fixes nor
    a password.
    """

    digest: str
    kind: str
    file: str
    kept_at: str
    options: Options = Options()
    cells: tuple[Cell, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def fixes(self) -> tuple[tuple[int, int, str], ...]:
        """The cells as `Options.fixes` has them."""
        return tuple((cell.row, cell.column, cell.now) for cell in self.cells)


def kept_fixes(reading: Reading, fixes: Iterable[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """Those of `Options.fixes` that a draft keeps: in a column that means something, and no PIN."""
    fields = {column.index: column.field for column in reading.columns}
    return tuple(fix for fix in fixes if fields.get(fix[1]) not in (None, "pin"))


def digest_of(fixes: Iterable[tuple[int, int, str]]) -> str:
    """Tells whether cells are mended alike without saying how; "" where none is. Never of a PIN: too few digits."""
    listed = sorted(fixes)
    return hashlib.sha256(msgspec.json.encode(listed)).hexdigest()[:32] if listed else ""


def draft(reading: Reading, kind: str, options: Options, was: Mapping[Place, str], now: datetime) -> Draft:
    """What is to be kept of a reading under these options; `was`: what the mended cells said before."""
    columns = {column.index: column for column in reading.columns}
    parked = reading.parked
    wanted = parked | {row for row, _column, _text in options.fixes}
    people = {one.row: one for one in reading.employees if one.row in wanted}
    cells = []
    for row, index, text in kept_fixes(reading, options.fixes):
        who = _whose(people.get(row), columns[index].field)
        cells.append(Cell(row, index, was.get((row, index), ""), text, columns[index].header, who))
    return Draft(
        digest=reading.digest,
        kind=kind,
        file=reading.file,
        kept_at=now.isoformat(timespec="seconds"),
        options=msgspec.structs.replace(options, fixes=(), password=None, sheet=reading.sheet),
        cells=tuple(cells),
        aside=tuple(_whose(people.get(row)) for row in sorted(parked)),
    )


def matching(kept: Draft, reading: Reading) -> tuple[Cell, ...]:
    """The cells of another file of the same kind that say for the same person what was mended already."""
    columns = {column.index: column for column in reading.columns if column.field and column.field != "pin"}
    wanted = {(cell.who, cell.header, cell.was): cell.now for cell in kept.cells if cell.who}
    if not wanted:
        return ()
    rows = {faulty.row for faulty in reading.faulty}
    people = {one.row: one for one in reading.employees if one.row in rows}
    found = []
    for faulty in reading.faulty:
        for index, text in faulty.cells:
            if index in columns:
                who, header = _whose(people.get(faulty.row), columns[index].field), columns[index].header
                if (new := wanted.get((who, header, text))) is not None:
                    found.append(Cell(faulty.row, index, text, new, header, who))
    return tuple(found)


def solved(kept: Draft, reading: Reading) -> tuple[int, int]:
    """Of those who were set aside: how many are fine in this reading, and how many it does not have at all."""
    parked = reading.parked
    names: tuple[set[str], set[str]] = (set(), set())
    for one in reading.employees:
        names[one.row in parked].update((one.employee_id or "", one.name, *one.emails))
    fine, still = names
    gone = [who for who in kept.aside if who and who not in still]
    return sum(who in fine for who in gone), sum(who not in fine for who in gone)


def _whose(person: Employee | None, beside: str | None = None) -> str:
    """Whose row it is: the number, e-mail or name, whichever comes first and is not the field `beside`."""
    if person is None:
        return ""
    said = {"employee_id": person.employee_id, "email": next(iter(person.emails), ""), "name": person.name}
    skipped = "name" if beside in ("first_name", "last_name") else beside
    return next((value for field, value in said.items() if value and field != skipped), "")


# On disk


def keep(organization: str, kept: Draft) -> None:
    """Writes it, or takes it away where nothing is left to be kept. Raises OSError."""
    path = _place(organization, kept.digest)
    if not kept.cells and not kept.aside:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode(kept))
    os.replace(name, path)


def load(organization: str, digest: str) -> Draft | None:
    """What is kept of the file with these bytes; None where there is nothing, or it cannot be read any more."""
    return _read(_place(organization, digest))


def latest(organization: str, kind: str) -> Draft | None:
    """What was kept last of any file of this kind."""
    of_kind = (one for one in _all(organization) if one.kind == kind)
    return max(of_kind, key=lambda one: one.kept_at, default=None)


def forget(organization: str, kind: str) -> None:
    """Takes away what is kept of all files of this kind. Raises OSError."""
    for one in list(_all(organization)):
        if one.kind == kind:
            _place(organization, one.digest).unlink(missing_ok=True)


def purge(organization: str, now: datetime) -> None:
    """Takes away what is older than `KEPT`, and what cannot be read any more. Raises OSError."""
    for path in _folder(organization).glob("*.json"):
        one = _read(path)
        if one is None or datetime.fromisoformat(one.kept_at) < now - KEPT:
            path.unlink(missing_ok=True)


def _all(organization: str) -> Iterable[Draft]:
    return (one for path in _folder(organization).glob("*.json") if (one := _read(path)) is not None)


def _read(path: Path) -> Draft | None:
    with contextlib.suppress(OSError, msgspec.DecodeError, ValueError):
        found = msgspec.json.decode(path.read_bytes(), type=Draft)
        datetime.fromisoformat(found.kept_at)
        return found
    return None


def _folder(organization: str) -> Path:
    return paths.organization(organization) / "mended"


def _place(organization: str, digest: str) -> Path:
    return _folder(organization) / f"{digest}.json"
