"""The events that this computer has seen, so that history and the names of deleted people remain: one SQLite file an
organization, for 90 days.

An event holds ids, names, methods and addresses of phones, and no secret: Akiles puts none in.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from akiles_console.api.events import Event
from akiles_console.events.looks import Looks
from akiles_console.events.records import LogError, Seen, sortable

FILE = "events.sqlite3"
VERSION = 1
KEEP = timedelta(days=90)

_FIRST = """
CREATE TABLE event (id TEXT PRIMARY KEY, at TEXT NOT NULL, late_by INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE INDEX event_at ON event(at);
CREATE TABLE name (id TEXT PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE used (credential TEXT PRIMARY KEY, first TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE looks (one INTEGER PRIMARY KEY CHECK (one = 1), body BLOB NOT NULL) STRICT;
"""
_ADD = "INSERT INTO event VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
_NAME = (
    "INSERT INTO name VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, at = excluded.at "
    "WHERE excluded.at >= at"
)
_USED = (
    "INSERT INTO used VALUES (?, ?, ?) ON CONFLICT (credential) "
    "DO UPDATE SET first = min(first, excluded.first), at = max(at, excluded.at)"
)


class Store:
    """The kept events of one organization in `folder`. Its calls block for a moment on the disk. Raises LogError:
    log_unusable (disk full, read-only, damaged), log_newer."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._lock = threading.Lock()
        with _told():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._db = sqlite3.connect(folder / FILE, check_same_thread=False, isolation_level=None)
        try:
            with _told():
                self._prepare((now() - KEEP).strftime("%Y-%m-%dT%H:%M:%S"))
        except LogError:
            self.close()
            raise

    def _prepare(self, oldest: str) -> None:
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")  # what a power cut takes is read again: looks go the same way
        if sys.platform == "darwin":
            self._db.execute("PRAGMA fullfsync=ON")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise LogError("log_newer")
        if version < VERSION:
            self._db.executescript(f"BEGIN; {_FIRST} PRAGMA user_version={VERSION}; COMMIT;")
        for table in ("event", "name", "used"):
            self._db.execute(f"DELETE FROM {table} WHERE at < ?", (oldest,))

    def close(self) -> None:
        """Closes the file; the store cannot be used afterwards. A thread that still writes ends first."""
        with self._lock:
            self._db.close()

    def keep(self, seen: Iterable[Seen], looks: Looks | None = None) -> None:
        """Keeps events, each once, with the names in them and the first use of each credential; then how far the log
        was read. All of it or nothing."""
        events = [(one.event, sortable(one.event), one.late_by) for one in seen]
        with self._lock, _told():
            self._db.execute("BEGIN")
            try:
                self._db.executemany(_ADD, ((e.id, at, late, msgspec.json.encode(e)) for e, at, late in events))
                self._db.executemany(_NAME, ((id, name, at) for e, at, _ in events for id, name in names_in(e)))
                self._db.executemany(_USED, ((id, at, at) for e, at, _ in events for id in credentials_in(e)))
                if looks is not None:
                    self._db.execute("INSERT OR REPLACE INTO looks VALUES (1, ?)", (msgspec.json.encode(looks),))
                self._db.execute("COMMIT")
            except BaseException:
                self._db.rollback()
                raise

    def keep_names(self, names: Mapping[str, str], at: datetime) -> None:
        """Keeps what somebody or something is called at that time."""
        when = f"{at:%Y-%m-%dT%H:%M:%S}"
        with self._lock, _told():
            self._db.execute("BEGIN")
            self._db.executemany(_NAME, ((id, name, when) for id, name in names.items() if name))
            self._db.execute("COMMIT")

    def looks(self) -> Looks | None:
        """How far the log was read; None where it never was."""
        found = self._all("SELECT body FROM looks")
        return msgspec.json.decode(found[0][0], type=Looks) if found else None

    def history(self, most: int) -> tuple[Seen, ...]:
        """The newest events, the newest first."""
        rows = self._all("SELECT late_by, body FROM event ORDER BY at DESC, id DESC LIMIT ?", (most,))
        return tuple(Seen(event=msgspec.json.decode(body, type=Event), late_by=late) for late, body in rows)

    def ids(self) -> list[str]:
        """The ids of all events kept."""
        return [id for (id,) in self._all("SELECT id FROM event")]

    def names(self) -> dict[str, str]:
        """What people and things are called or were called last, by id."""
        return dict(self._all("SELECT id, name FROM name"))

    def first_uses(self) -> dict[str, str]:
        """When each credential first opened something, by id, as far as this computer has seen (RFC 3339, UTC).

        One that has opened nothing for 90 days is forgotten."""
        return dict(self._all("SELECT credential, first FROM used"))

    def _all(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock, _told():
            return self._db.execute(statement, values).fetchall()


def uses(folder: Path, now: Callable[[], datetime]) -> tuple[dict[str, str], datetime | None]:
    """What is known of first uses in an organization's folder, and from when on its log was read; see `first_uses`.

    Reads a file; nothing is known where there is none, or where it cannot be read: it only ever adds to what is shown.
    """
    if not (folder / FILE).exists():
        return {}, None
    try:
        with closing(Store(folder, now)) as store:
            looks = store.looks()
            return store.first_uses(), looks.beginning if looks else None
    except LogError:
        return {}, None


def names_in(event: Event) -> Iterator[tuple[str, str]]:
    """The ids and names that an event came with."""
    for one in (
        *(event.subject_member, event.object_member, event.object_gadget),
        *(event.object_device, event.object_site),
    ):
        if one is not None and one.name:
            yield one.id, one.name


def credentials_in(event: Event) -> Iterator[str]:
    """The credentials that an event is a use of."""
    if event.verb == "use":
        of = event.subject
        yield from filter(None, (of.member_email_id, of.member_magic_link_id, of.member_pin_id, of.member_card_id))


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError, msgspec.DecodeError) as error:
        raise LogError("log_unusable", reason=str(error)) from error
