"""The append-only memory of runs: an intent is on disk before its write leaves, its outcome right after.

No secret, no e-mail address and no name of an employee is in it: people are their employee id, or a digest where the
id is an address. Who ran it is there as this computer calls them. One SQLite file an organization.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from akiles_console import paths
from akiles_console.sync.plan import Operation, Plan, PlanError
from akiles_console.sync.records import OPEN, Ending, Entry, Origin, Run, edit_of, person_of, target_of, whoever

VERSION = 3
KEEP = timedelta(days=90)

_T = TypeVar("_T", Run, Entry)
_FIRST = """
CREATE TABLE run (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, organization_id TEXT NOT NULL, file TEXT NOT NULL,
    rows INTEGER NOT NULL, roster TEXT NOT NULL, people INTEGER NOT NULL, operations INTEGER NOT NULL,
    started_at TEXT NOT NULL, ended_at TEXT, state TEXT NOT NULL
) STRICT;
CREATE TABLE operation (
    id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES run(id), kind TEXT NOT NULL, person TEXT NOT NULL,
    member_id TEXT, object_id TEXT, state TEXT NOT NULL, code TEXT, at TEXT NOT NULL
) STRICT;
CREATE INDEX operation_run ON operation(run_id);
"""
_SECOND = """
ALTER TABLE run ADD COLUMN origin TEXT;
ALTER TABLE run ADD COLUMN approved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN target TEXT;
ALTER TABLE operation ADD COLUMN dates TEXT;
CREATE TABLE outcome (
    run_id TEXT NOT NULL REFERENCES run(id), person TEXT NOT NULL, member_id TEXT, status TEXT NOT NULL,
    verified INTEGER NOT NULL, skip_reason TEXT, problems TEXT NOT NULL
) STRICT;
CREATE INDEX outcome_run ON outcome(run_id);
"""
_THIRD = "ALTER TABLE run ADD COLUMN who TEXT NOT NULL DEFAULT '';"


class Journal:
    """The journal of one organization in `folder`. Its calls block for a moment on the disk; the async ones do so
    in a thread. Raises PlanError: journal_unusable (disk full, read-only, damaged), journal_newer."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._path = folder / "journal.sqlite3"
        self._folder = folder
        self._now = now
        self._lock = threading.Lock()
        with _told():
            self._db = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
        try:
            with _told():
                self._prepare()
        except PlanError:
            self.close()
            raise

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        if sys.platform == "darwin":
            self._db.execute("PRAGMA fullfsync=ON")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise PlanError("journal_newer")
        steps = "".join((_FIRST, _SECOND, _THIRD)[version:])
        if steps:
            self._db.executescript(f"BEGIN; {steps} PRAGMA user_version={VERSION}; COMMIT;")
        old = (self._now() - KEEP).isoformat()
        for table in ("operation", "outcome"):
            self._db.execute(f"DELETE FROM {table} WHERE run_id IN (SELECT id FROM run WHERE started_at < ?)", (old,))
        self._db.execute("DELETE FROM run WHERE started_at < ?", (old,))

    def close(self) -> None:
        """Closes the file; the journal cannot be used afterwards. A thread that still writes ends first: SQLite would
        bring the whole program down."""
        with self._lock:
            self._db.close()

    async def begin(self, plan: Plan, file: str, roster: str, origin: Origin | None = None, approved: int = 0) -> str:
        """Opens a run and gives its id, once the whole file was found to be sound (80 ms for 150,000 writes)."""
        await asyncio.to_thread(self._look_through)
        run_id = f"run_{uuid.uuid4().hex[:12]}"
        kept = msgspec.json.encode(origin).decode() if origin else None
        await self._write(
            "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 'running', ?, ?, ?)",
            (
                *(run_id, plan.id, plan.organization_id, file, plan.rows, roster),
                *(len(plan.people), len(plan.operations), self._now().isoformat(), kept, approved, whoever()),
            ),
        )
        return run_id

    def _look_through(self) -> None:
        found = self._execute("PRAGMA quick_check(1)")
        if found != [("ok",)]:
            raise PlanError("journal_unusable", reason="damaged")

    async def intend(self, run_id: str, operation_id: str, operation: Operation, member_id: str | None) -> None:
        """The write is about to leave; also once more, after an obstacle that is out of the way."""
        await self._write(
            "INSERT INTO operation VALUES (?, ?, ?, ?, ?, NULL, 'intent', NULL, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET state = 'intent', code = NULL, at = excluded.at",
            (
                *(operation_id, run_id, operation.kind, person_of(operation.key), member_id, self._now().isoformat()),
                *(target_of(operation), edit_of(operation)),
            ),
        )

    async def settle(
        self, operation_id: str, state: str, object_id: str | None = None, code: str | None = None
    ) -> None:
        """How the write ended: done | failed | unknown."""
        await self._write(
            "UPDATE operation SET state = ?, object_id = ?, code = ?, at = ? WHERE id = ?",
            (state, object_id, code, self._now().isoformat(), operation_id),
        )

    async def end(self, run_id: str, state: str) -> None:
        """The run is over: finished | stopped | interrupted."""
        await self._write(
            "UPDATE run SET state = ?, ended_at = ? WHERE id = ?", (state, self._now().isoformat(), run_id)
        )

    async def conclude(self, run_id: str, endings: Iterable[Ending]) -> None:
        """Keeps how the run ended for each person."""
        rows = [
            (run_id, one.person, one.member_id, one.status, int(one.verified), one.skip_reason, ",".join(one.problems))
            for one in endings
        ]
        await asyncio.to_thread(self._keep_outcomes, rows)

    def _keep_outcomes(self, rows: Sequence[tuple[object, ...]]) -> None:
        with self._lock, _told():
            self._db.execute("BEGIN")
            self._db.executemany("INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            self._db.execute("COMMIT")

    def end_now(self, run_id: str, state: str) -> None:
        """The same without a thread, for a run that is being torn down."""
        self._execute("UPDATE run SET state = ?, ended_at = ? WHERE id = ?", (state, self._now().isoformat(), run_id))

    def last_rows(self) -> int | None:
        """The row count of the last finished run over a full roster, or None."""
        found = self._execute(
            "SELECT rows FROM run WHERE state = 'finished' AND roster = 'full' ORDER BY started_at DESC LIMIT 1"
        )
        return found[0][0] if found else None

    def open_since(self) -> datetime | None:
        """When the last write left of which a copy may still be on its way; None where there is none."""
        found = self._execute("SELECT MAX(at) FROM operation WHERE state IN ('intent', 'unknown') OR code = 'repeated'")
        return datetime.fromisoformat(found[0][0]) if found[0][0] else None

    def run(self, run_id: str | None = None) -> Run:
        """One run, or the newest that was cut off or stopped, unless a later one over the same file came to its end.

        Raises PlanError: run_unknown, nothing_to_resume.
        """
        done_since: set[str] = set()
        for run in self.runs():
            waits = run.state in OPEN and run.file not in done_since and not run.plan_id.startswith("undo of ")
            if run.id == run_id or (run_id is None and waits):
                return run
            done_since.add(run.file)
        raise PlanError("run_unknown", run=run_id) if run_id else PlanError("nothing_to_resume")

    def entries(self, run_id: str) -> tuple[Entry, ...]:
        """The writes of a run, oldest first."""
        rows = self._execute("SELECT * FROM operation WHERE run_id = ? ORDER BY rowid", (run_id,))
        return tuple(_record(row, Entry) for row in rows)

    def endings(self, run_id: str) -> tuple[Ending, ...]:
        """How a run ended for each person; empty where it was cut off."""
        rows = self._execute("SELECT * FROM outcome WHERE run_id = ? ORDER BY rowid", (run_id,))
        return tuple(
            Ending(
                person=person,
                member_id=member_id,
                status=status,
                verified=bool(verified),
                skip_reason=reason,
                problems=tuple(filter(None, problems.split(","))),
            )
            for _, person, member_id, status, verified, reason, problems in rows
        )

    def runs(self) -> tuple[Run, ...]:
        """Every run still kept, the newest first."""
        rows = self._execute(
            "SELECT run.*, COUNT(*) FILTER (WHERE operation.state = 'done'), "
            "COUNT(*) FILTER (WHERE operation.state = 'failed'), "
            "COUNT(*) FILTER (WHERE operation.state IN ('unknown', 'intent')) "
            "FROM run LEFT JOIN operation ON operation.run_id = run.id GROUP BY run.id ORDER BY started_at DESC"
        )
        return tuple(_record(row, Run) for row in rows)

    def _execute(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock, _told():
            return self._db.execute(statement, values).fetchall()

    async def _write(self, statement: str, values: tuple[object, ...]) -> None:
        await asyncio.to_thread(self._execute, statement, values)


def _record(row: tuple[Any, ...], kind: type[_T]) -> _T:
    fields = kind.__struct_fields__
    return msgspec.convert(dict(zip(fields, row, strict=True)), kind)


def folder_of(organization_id: str) -> Path:
    """Where the journal of an organization is; made if missing. Raises PlanError: journal_unusable."""
    with _told():
        return paths.organization(organization_id)


@contextmanager
def one_run(folder: Path) -> Iterator[None]:
    """Only one run an organization and computer: SQLite's own lock, which dies with the process.

    Raises PlanError: run_in_progress, journal_unusable.
    """
    with _told():
        lock = sqlite3.connect(folder / "run.lock", timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise PlanError("run_in_progress") from error
        yield
    finally:
        lock.close()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise PlanError("journal_unusable", reason=str(error)) from error
