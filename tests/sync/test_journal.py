"""The journal keeps its word (`security.md`, "Sync"): how it writes, what it never holds, when nothing may begin."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from akiles_console import paths
from akiles_console.sync import history, journal, records
from akiles_console.sync.journal import Journal
from akiles_console.sync.plan import Operation, Options, Plan, PlanError
from akiles_console.sync.records import Ending

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
PLAN = Plan(id="p", organization_id="org_1", operations=(), people=(), managed=0, rows=2, timezone="UTC")
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions and limits")


def place(office=None) -> Path:
    return paths.organization(office.server.backend.id if office else "org_1")


async def one_past_run(folder: Path, writes: int = 1, now: datetime = NOW) -> str:
    with closing(Journal(folder, lambda: now)) as kept:
        run_id = await kept.begin(PLAN, "staff.csv", "full")
        for number in range(writes):
            operation = Operation(kind="add_group", key=f"{number:05}", target="mg_1")
            await kept.intend(run_id, f"{run_id}-{number}", operation, "mem_1")
            await kept.settle(f"{run_id}-{number}", "done", "mga_1")
        plain = {"member_id": None, "status": "synced", "verified": True, "skip_reason": None, "problems": ()}
        await kept.conclude(run_id, [Ending(person=f"{number:05}", **plain) for number in range(writes)])
        await kept.end(run_id, "finished")
    return run_id


def test_every_write_is_on_the_disk_before_it_counts(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with closing(Journal(place(), lambda: NOW)) as kept:
        told = {name: kept._execute(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "fullfsync")}
        assert told == {"journal_mode": "wal", "synchronous": 2, "fullfsync": 1}
        tables = kept._execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 's%'"
        )
        assert sorted(tables) == [("operation", 1), ("outcome", 1), ("run", 1)]


@on_posix
def test_nobody_else_on_this_computer_can_look_into_it():
    for folder in (paths.home(), place()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.anyio
async def test_what_is_older_than_ninety_days_is_gone():
    await one_past_run(place(), now=NOW - timedelta(days=91))
    kept_id = await one_past_run(place(), now=NOW - timedelta(days=89))
    with closing(Journal(place(), lambda: NOW)) as kept:
        assert [run.id for run in kept.runs()] == [kept_id]
        for table in ("operation", "outcome"):
            assert kept._execute(f"SELECT DISTINCT run_id FROM {table}") == [(kept_id,)]


@pytest.mark.anyio
async def test_no_secret_no_address_and_no_name_is_in_it(office, employee):
    people = [employee(1, pin="739105", name="Nadja Lind", emails=("nadja@example.com",)), employee(2)]
    await office.sync(people, Options(credentials=("email", "magic_link", "pin"), pin_length=6))
    secrets = {"739105", "Nadja", "nadja@", "example.com"}
    for member in office.ours():
        for pin in member["pins"]:
            secrets.add(str((await office.client.pins.reveal(member["id"], pin["id"])).pin))
        for link in member["magic_links"]:
            secrets.add((await office.client.magic_links.reveal(member["id"], link["id"])).link)
    written = b"".join(file.read_bytes() for file in place(office).iterdir())
    assert len(secrets) == 7 and b"00001" in written and not [one for one in secrets if one.encode() in written]


# Who ran it


@pytest.mark.parametrize(
    ("user", "computer", "said"),
    [
        ("sam", "desk-7.office.example.com", "sam (desk-7)"),
        ("sam@example.com", "desk-7", "sam (desk-7)"),
        ("", "desk-7", "desk-7"),
        ("sam", "", "sam"),
    ],
)
def test_who_ran_it_is_told_as_far_as_the_system_tells(monkeypatch, user, computer, said):
    monkeypatch.setattr(records.getpass, "getuser", lambda: user)
    monkeypatch.setattr(records.platform, "node", lambda: computer)
    assert records.whoever() == said


def test_a_computer_that_does_not_know_who_is_there_is_no_obstacle(monkeypatch):
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(records.getpass, "getuser", nobody)
    monkeypatch.setattr(records.platform, "node", lambda: "desk-7")
    assert records.whoever() == "desk-7"


@pytest.mark.anyio
async def test_the_run_says_who_ran_it(monkeypatch):
    monkeypatch.setenv("LOGNAME", "sam")
    monkeypatch.setattr(records.platform, "node", lambda: "desk-7")
    run_id = await one_past_run(place(), now=datetime.now(UTC))
    assert history.ended(run_id)[0].who == "sam (desk-7)"


@pytest.mark.parametrize("version", [1, 2])
def test_a_journal_of_an_earlier_version_is_taken_along(version):
    with closing(sqlite3.connect(place() / "journal.sqlite3")) as old:
        old.executescript("".join((journal._FIRST, journal._SECOND)[:version]) + f"PRAGMA user_version = {version};")
        more = ", NULL, 0" if version == 2 else ""
        old.execute(
            f"INSERT INTO run VALUES ('run_1','p','o','f',1,'full',1,1,'{NOW.isoformat()}',NULL,'finished'{more})"
        )
        old.commit()
    with closing(Journal(place(), lambda: NOW)) as kept:
        assert [(run.id, run.who, run.approved) for run in kept.runs()] == [("run_1", "", 0)]
        assert kept._execute("PRAGMA user_version") == [(journal.VERSION,)]


# When nothing may begin


def garbage(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "journal.sqlite3").write_bytes(b"this is no database" * 1000)


def newer(folder: Path, patch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(folder / "journal.sqlite3")) as db:
        db.execute(f"PRAGMA user_version = {journal.VERSION + 1}")


def read_only_file(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """As SQLite meets it; whoever runs the tests may write everywhere."""
    with closing(Journal(folder, lambda: NOW)):
        pass
    right = sqlite3.connect

    def connect(path: Path, **more):
        return right(f"file:{path}?mode=ro" if path.name == "journal.sqlite3" else path, uri=True, **more)

    patch.setattr(sqlite3, "connect", connect)


def folder_that_cannot_be_used(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """A file is where the folder should be."""
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("")


def disk_full(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """No file may grow: the system refuses it, SQLite finds out."""
    import resource

    with closing(Journal(folder, lambda: NOW)):
        pass
    right = Journal.begin

    async def begin(self, *given):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            return await right(self, *given)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    patch.setattr(Journal, "begin", begin)


def no_room_for_another_page(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """SQLite's own "database or disk is full"."""
    right = Journal._prepare

    def prepare(self) -> None:
        right(self)
        for _ in range(40):
            self._db.execute("INSERT INTO run SELECT hex(randomblob(8)),'p','o','f',1,'full',1,1,?,NULL,'finished',"
                             "NULL,0,''", (datetime.now(UTC).isoformat(),))  # fmt: skip
        self._db.execute(f"PRAGMA max_page_count = {self._db.execute('PRAGMA page_count').fetchone()[0]}")
        with contextlib.suppress(sqlite3.OperationalError):
            while True:
                self._db.execute("INSERT INTO operation SELECT hex(randomblob(8)), id, '', '', '', '', 'done', '', '', "
                                 "'', '' FROM run LIMIT 1")  # fmt: skip

    patch.setattr(Journal, "_prepare", prepare)


REFUSED = [
    (garbage, "journal_unusable"),
    (newer, "journal_newer"),
    (read_only_file, "journal_unusable"),
    (folder_that_cannot_be_used, "journal_unusable"),
    pytest.param(disk_full, "journal_unusable", marks=on_posix),
    (no_room_for_another_page, "journal_unusable"),
]


@pytest.mark.anyio
@pytest.mark.parametrize(("trouble", "code"), REFUSED)
async def test_nothing_is_written_while_the_journal_cannot_be_used(office, employee, monkeypatch, trouble, code):
    trouble(place(office), monkeypatch)
    with pytest.raises(PlanError) as told:
        await office.sync([employee(1)])
    assert told.value.code == code and not office.server.writes


@pytest.mark.anyio
async def test_a_page_damaged_deep_inside_is_found_before_the_first_write(office, employee):
    file = place(office) / "journal.sqlite3"
    await one_past_run(place(office), writes=400, now=datetime.now(UTC))
    content = bytearray(file.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    pages = range(size, len(content), size)
    leaves = [at for at in pages if content[at] == 0x0D and b"synced" in content[at : at + size]]
    middle = leaves[len(leaves) // 2]
    content[middle + 8 : middle + 200] = b"\xff" * 192
    file.write_bytes(content)
    with closing(Journal(place(office), lambda: datetime.now(UTC))) as kept:
        assert kept.last_rows() == 2 and len(kept.runs()) == 1  # what a run looks at first is sound
    with pytest.raises(PlanError, match="journal_unusable"):
        await office.sync([employee(1)])
    assert not office.server.writes
