"""The runs that this computer remembers: of one organization or of all, what is left of them, and of whom they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime

import msgspec

from akiles_console import paths
from akiles_console.api.models import Member
from akiles_console.sync.journal import Journal, folder_of, one_run
from akiles_console.sync.ownership import SOURCE_ID
from akiles_console.sync.plan import PlanError
from akiles_console.sync.records import OPEN, Ending, Run, person_of

_UNDO = "undo of "


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """The runs of one organization, the newest first. `last` says how the newest import ended for each person;
    `busy`: one of them is being carried out right now, by this program or another one."""

    runs: tuple[Run, ...] = ()
    last: tuple[Ending, ...] = ()
    busy: bool = False


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


def past(organization_id: str, now: Callable[[], datetime]) -> Past:
    """What is remembered of an organization. Reads files. Raises PlanError: journal_unusable, journal_newer."""
    folder = folder_of(organization_id)
    if not (folder / "journal.sqlite3").exists():
        return Past()
    with closing(Journal(folder, now)) as journal:
        runs = journal.runs()
        newest = newest_import(runs)
        last = journal.endings(newest.id) if newest else ()
    return Past(runs=runs, last=last, busy=any(run.state == "running" for run in runs) and _busy(organization_id))


def people(organization_id: str, run_id: str, now: Callable[[], datetime]) -> tuple[Ending, ...]:
    """How a run ended for each person; of one that was cut off those of whom something was written, as unknown.

    Reads files. Raises PlanError: journal_unusable, journal_newer.
    """
    with closing(Journal(folder_of(organization_id), now)) as journal:
        known = journal.endings(run_id)
        entries = () if known else journal.entries(run_id)
    met = {entry.person: entry.member_id for entry in entries}
    met |= {entry.person: entry.object_id for entry in entries if entry.kind == "create_member"}
    return known or tuple(
        Ending(person=person, member_id=member_id, status="unknown", verified=False, skip_reason=None, problems=())
        for person, member_id in met.items()
    )


def _busy(organization_id: str) -> bool:
    try:
        with one_run(folder_of(organization_id)):
            return False
    except PlanError as error:
        if error.code != "run_in_progress":
            raise
        return True


def takes_back(run: Run) -> str | None:
    """The id of the run that this one took back; None where it is an import."""
    return run.plan_id.removeprefix(_UNDO) if run.plan_id.startswith(_UNDO) else None


def newest_import(runs: Iterable[Run]) -> Run | None:
    """The newest run that imported something."""
    return next((run for run in runs if takes_back(run) is None), None)


def unfinished(past: Past) -> Run | None:
    """The newest import that broke off or was stopped, unless a later run over the same file came to its end."""
    ended: set[str] = set()
    for place, run in enumerate(past.runs):
        if run.state not in OPEN:
            ended.add(run.file)
        elif run.file not in ended and takes_back(run) is None and not (past.busy and place == 0):
            return run
    return None


def names(endings: Sequence[Ending], members: Iterable[Member]) -> dict[str, str]:
    """What the people of a run are called at Akiles now: `Ending.person` -> name; who is gone is left out."""
    wanted = {one.person for one in endings}
    by_id = {one.member_id: one.person for one in endings if one.member_id}
    found: dict[str, str] = {}
    for member in members:
        keys = [member.metadata.get(SOURCE_ID, ""), *(email.email.lower() for email in member.emails)]
        for person in [by_id.get(member.id, ""), *(person_of(key) for key in keys if key)]:
            if person in wanted:
                found.setdefault(person, member.name)
    return found
