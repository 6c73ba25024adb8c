"""The files that were opened last for an organization, latest first, and what is left to do in each."""

from __future__ import annotations

import contextlib
import logging
from datetime import datetime
from pathlib import Path

import msgspec

from akiles_console import paths
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.wording import _, plural

MOST = 6
_log = logging.getLogger(__name__)


class Recent(msgspec.Struct, frozen=True):
    """A file, when it was read last (ISO, UTC), how many of its rows were set aside and how many cells were mended."""

    path: str
    when: str
    aside: int = 0
    mended: int = 0

    @property
    def file(self) -> Path:
        """Where it is."""
        return Path(self.path)


def load(organization: str) -> tuple[Recent, ...]:
    """Those that are still there."""
    with contextlib.suppress(OSError, msgspec.DecodeError, ValueError):
        found = msgspec.json.decode(_place(organization).read_bytes(), type=tuple[Recent, ...])
        return tuple(one for one in found if one.file.is_file())
    return ()


def add(organization: str, path: Path, reading: Reading, mended: int, now: datetime) -> None:
    """Puts a file at the head of the list; where that cannot be written, the log says so."""
    one = Recent(str(path.absolute()), now.isoformat(timespec="seconds"), len(reading.parked), mended)
    rest = [old for old in load(organization) if old.path != one.path]
    try:
        _place(organization).write_bytes(msgspec.json.encode([one, *rest][:MOST]))
    except OSError as error:
        _log.warning("the file could not be kept among the recent ones: %s", error.strerror)


def words(one: Recent) -> str:
    """What to call it, and what is left to do in it."""
    left = []
    if one.aside:
        left.append(plural("{count} row set aside", "{count} rows set aside", one.aside))
    if one.mended:
        left.append(plural("{count} cell mended", "{count} cells mended", one.mended))
    if not left:
        return one.file.name
    return _("{file}: {left}").format(file=one.file.name, left=", ".join(left))


def _place(organization: str) -> Path:
    return paths.organization(organization) / "recent-files.json"
