"""Every run that this computer remembers, over all organizations."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

from akiles_console import paths
from akiles_console.sync.journal import Journal
from akiles_console.sync.plan import PlanError
from akiles_console.sync.records import Ending, Run


def every_run() -> tuple[Run, ...]:
    """The runs, newest first. Reads files. Raises PlanError: journal_unusable, journal_newer."""
    found: list[Run] = []
    for file in sorted(paths.home().glob("organizations/*/journal.sqlite3")):
        with closing(Journal(file.parent, lambda: datetime.now(UTC))) as journal:
            found += journal.runs()
    return tuple(sorted(found, key=lambda run: run.started_at, reverse=True))


def ended(run_id: str) -> tuple[Run, tuple[Ending, ...]]:
    """A run and how it ended for each person; nothing for people of a run that was cut off. Reads files.

    Raises PlanError: run_unknown, journal_unusable, journal_newer.
    """
    for file in sorted(paths.home().glob("organizations/*/journal.sqlite3")):
        with closing(Journal(file.parent, lambda: datetime.now(UTC))) as journal:
            for run in journal.runs():
                if run.id == run_id:
                    return run, journal.endings(run_id)
    raise PlanError("run_unknown", run=run_id)
