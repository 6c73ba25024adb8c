"""This computer's copy of an organization's mapping: what it is, how it came to be, and what the last file asked for.

`mapping.json` is the mapping as `cli.md` has it, so that a person can read it and a command can use it; beside it
`mapping_history.json` holds the pairings (`people/pairings.py`), the last states, and the names of the member groups,
which show what has vanished and let the window work offline. A mapping edited by hand in `mapping.json` is taken up.
"""

from __future__ import annotations

import getpass
import os
from collections import Counter
from collections.abc import Callable, Container, Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from akiles_console.auth.lock import held
from akiles_console.people import mapping as people_mapping
from akiles_console.people import pairings as sets
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping, MappingError, same_group
from akiles_console.people.mapping_change import pairs
from akiles_console.people.pairings import Pairings

STATES = 50
"""How many states of the mapping are remembered."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The mapping as somebody left it: `at` in UTC, RFC 3339; `by` the user of this computer, "" = another computer."""

    at: str
    by: str
    mapping: Mapping


class LastFile(msgspec.Struct, frozen=True, kw_only=True):
    """The HR groups of the file that was looked at last: those of one person together, with how many people have
    exactly these. Nobody is named, and people who have left do not count. `at` in UTC, RFC 3339."""

    name: str
    at: str
    people: tuple[tuple[tuple[str, ...], int], ...] = ()


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """All that is kept. `seen` is what Akiles is known to have or to have been given; `names` are member groups by
    id, also of those that vanished; `history` has the newest state first."""

    pairings: Pairings = ()
    seen: Pairings = ()
    names: dict[str, str] = {}
    history: tuple[State, ...] = ()
    last_file: LastFile | None = None

    @property
    def mapping(self) -> Mapping:
        """The mapping as it is now."""
        return sets.mapping_of(self.pairings)


def last_file(name: str, at: datetime, employees: Iterable[Employee]) -> LastFile:
    """What is remembered of a file."""
    count = Counter(tuple(sorted(set(one.groups))) for one in employees if one.active is not False)
    return LastFile(name=name, at=_text(at), people=tuple(sorted(count.items())))


def people_by_group(file: LastFile | None) -> tuple[tuple[str, int], ...]:
    """The HR groups of the last file with how many people each has, the biggest first; "" = people without one."""
    count: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for groups, people in file.people if file else ():
        for name in groups or ("",):
            shown[same_group(name)] = min(shown.get(same_group(name), name), name)
        count.update(dict.fromkeys({same_group(name) for name in groups or ("",)}, people))
    return tuple((shown[key], n) for key, n in sorted(count.items(), key=lambda item: (-item[1], item[0])))


def unmapped(kept: Kept, living: Container[str] | None = None) -> tuple[tuple[str, int], ...]:
    """The HR groups of the last file that open nothing, with how many people each has; "" = people without a group.

    With `living`, ids of the member groups at Akiles now, a group that vanished opens nothing.
    """
    opening = _opening(kept, living)
    return tuple(found for found in people_by_group(kept.last_file) if same_group(found[0]) not in opening)


def uncovered(kept: Kept, living: Container[str] | None = None) -> int:
    """How many people of the last file get nothing: none of their groups opens anything."""
    opening = _opening(kept, living)
    people = kept.last_file.people if kept.last_file else ()
    return sum(n for groups, n in people if not any(same_group(name) in opening for name in groups or ("",)))


def revise(kept: Kept, mapping: Mapping, at: datetime, by: str) -> Kept:
    """With the mapping that a person made; a state of the history where it differs."""
    return _told(kept, msgspec.structs.replace(kept, pairings=sets.revised(kept.pairings, mapping)), at, by)


def take_in(kept: Kept, theirs: Pairings, at: datetime) -> Kept:
    """With what Akiles has, which others may have changed."""
    taken = msgspec.structs.replace(
        kept, pairings=sets.merged(kept.pairings, theirs), seen=sets.merged(kept.seen, theirs)
    )
    return _told(kept, taken, at, "")


def user() -> str:
    """Who works at this computer, as the system calls them; "?" where it does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def load(folder: Path) -> tuple[Kept, MappingError | None]:
    """What is kept in the folder of an organization, and what of it could not be read: that is set aside as
    `*.damaged.json`, and nothing counts as taken out of the mapping for that."""
    kept, problem = Kept(), None
    try:
        kept = msgspec.json.decode((folder / "mapping_history.json").read_bytes(), type=Kept)
    except FileNotFoundError:
        pass
    except (OSError, msgspec.DecodeError) as error:
        problem = _set_aside(folder / "mapping_history.json", str(error))
    plain = folder / "mapping.json"
    if plain.exists():
        try:
            by_hand = people_mapping.read(plain)
        except MappingError as error:
            problem = _set_aside(plain, str(error.details.get("reason", "")))
        else:
            kept = _with_hand_edits(kept, by_hand, complete=problem is None)
    return kept, problem


def update(folder: Path, change: Callable[[Kept], Kept]) -> Kept:
    """Keeps what `change` makes of what is kept now, and gives it. Raises OSError."""
    with held(folder / "mapping.lock"):  # another window of this computer may be at it
        before, _problem = load(folder)
        after = change(before)
        if after != before or not (folder / "mapping_history.json").exists():
            people_mapping.write(folder / "mapping.json", after.mapping)
            people_mapping.put(folder / "mapping_history.json", after)
        return after


def _with_hand_edits(kept: Kept, by_hand: Mapping, *, complete: bool) -> Kept:
    """Where the history is lost (not `complete`), the plain file only adds: nothing says what it had before."""
    wanted = Mapping.of({name: to for name, to in by_hand.groups if to}, by_hand.default)
    if wanted == kept.mapping:
        return kept
    added = sets.revised(kept.pairings, wanted)
    if not complete:
        added = sets.merged(kept.pairings, (one for one in added if one.there))
    return msgspec.structs.replace(kept, pairings=added)


def _told(before: Kept, after: Kept, at: datetime, by: str) -> Kept:
    if after.mapping == before.mapping:
        return after
    state = State(at=_text(at), by=by, mapping=after.mapping)
    return msgspec.structs.replace(after, history=(state, *before.history)[:STATES])


def _opening(kept: Kept, living: Container[str] | None) -> set[str]:
    return {
        same_group(name) for name, target in pairs(kept.mapping) if living is None or target in living
    }  # fmt: skip


def _set_aside(file: Path, reason: str) -> MappingError:
    try:
        os.replace(file, file.with_suffix(".damaged.json"))
    except OSError as error:
        reason = f"{reason}; {error.strerror}"
    return MappingError("mapping_unreadable", file=file.name, reason=reason)


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
