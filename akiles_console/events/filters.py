"""Which events somebody wants to see, or to be told of; remembered with the organization."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from akiles_console.api.events import Event
from akiles_console.events.records import Seen
from akiles_console.events.sentences import method

_FILE = "log.json"
_NOBODY: frozenset[str] = frozenset()


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What is set has to fit; "" and False let everything through.

    `person`: who did it, or whom it was done to; `group`: of one of them, or what it was done to; ids all three with
    `door`. `verb` and `method` as Akiles has them, or "magic_link".
    """

    person: str = ""
    door: str = ""
    group: str = ""
    verb: str = ""
    method: str = ""
    late: bool = False


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """What the log was filtered by last, and what the person wants to be told of on the desktop; None: nothing."""

    filters: Filters = Filters()
    notices: Filters | None = None


def keeps(filters: Filters, seen: Seen, groups_of: Mapping[str, frozenset[str]]) -> bool:
    """Whether an event fits. `groups_of` has the groups of each member, by their ids."""
    event = seen.event
    return (
        (not filters.late or seen.late_by > 0)
        and (not filters.verb or event.verb == filters.verb)
        and (not filters.door or event.object.gadget_id == filters.door)
        and (not filters.method or method(event) == filters.method)
        and (not filters.person or filters.person in people(event))
        and (not filters.group or _of_group(event, filters.group, groups_of))
    )


def people(event: Event) -> tuple[str, ...]:
    """The ids of the members that an event is about: who did it, whom it was done to."""
    return tuple(filter(None, (event.subject.member_id, event.object.member_id)))


def _of_group(event: Event, group: str, groups_of: Mapping[str, frozenset[str]]) -> bool:
    if event.object.member_group_id == group:
        return True
    return any(group in groups_of.get(one, _NOBODY) for one in people(event))


def load(folder: Path) -> Remembered:
    """What is remembered in an organization's folder; the defaults where that cannot be read."""
    try:
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=Remembered)
    except (OSError, msgspec.DecodeError):
        return Remembered()


def save(folder: Path, remembered: Remembered) -> None:
    """Remembers it. Raises OSError."""
    handle, fresh = tempfile.mkstemp(dir=folder, prefix=".log-")
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode(remembered))
    os.replace(fresh, folder / _FILE)
