"""What the journal keeps of a run, its writes and its outcomes: no secret, no e-mail address, no name."""

from __future__ import annotations

import getpass
import hashlib
import platform
from datetime import datetime

import msgspec

from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet import drafts
from akiles_console.people.spreadsheet.reading import Options as ReadOptions
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.sync.plan import RESTORE, Operation, Options

OPEN = frozenset({"running", "interrupted", "stopped"})
"""The states of a run that may have left something undone."""
_DATES = ("starts_at", "ends_at")


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What a run was made from, so that it can be made again: the file's path and digest, how it was read (without
    a password), the mapping in ids, and the options. Text typed in the window by hand is not kept: `mended` says
    that there was some. `cells` are the mended ones as `drafts.digest_of` has them, `pins` how many PINs were typed,
    `undecided` how many decisions are left out, since they are about somebody whose key is an address."""

    path: str
    digest: str
    reading: ReadOptions
    mapping: Mapping
    options: Options
    mended: bool = False
    cells: str = ""
    pins: int = 0
    undecided: int = 0


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run as `akiles-console runs` shows it.

    `state`: running | finished | stopped | interrupted | resumed | undone. One that says running and is not, was
    cut off. `approved` is how many losses were agreed to. `who` ran it, see `whoever`. `done`, `failed`, `unknown`
    count its writes.
    """

    id: str
    plan_id: str
    organization_id: str
    file: str
    rows: int
    roster: str
    people: int
    operations: int
    started_at: str
    ended_at: str | None
    state: str
    origin: str | None = None
    approved: int = 0
    who: str = ""
    done: int = 0
    failed: int = 0
    unknown: int = 0


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One write of a run. `state`: intent | done | failed | unknown. `object_id` is what it made or changed,
    `target` the member group or card it was about, `dates` what an edit found and left (JSON of `Edit`)."""

    id: str
    run_id: str
    kind: str
    person: str
    member_id: str | None
    object_id: str | None
    state: str
    code: str | None
    at: str
    target: str | None
    dates: str | None


class Edit(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an edit of a member found and left: dates, marks and whether it is deleted, "" for nothing. An employee id
    that is an address is not kept: None in `before`, its digest in `after`. `name`: a name was changed, too."""

    before: dict[str, str | None] = {}
    after: dict[str, str] = {}
    name: bool = False


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """How a run ended for one person; `problems` are codes."""

    person: str
    member_id: str | None
    status: str
    verified: bool
    skip_reason: str | None
    problems: tuple[str, ...]


def origin_of(path: str, reading: Reading, how: ReadOptions, mapping: Mapping, options: Options) -> Origin:
    """What a run over this reading is made from, as the journal may keep it: no password, no mended cell (it may be a
    PIN), nothing that was decided about somebody whose key is an address. `path` is "" for a pasted table."""
    decided = tuple(one for one in options.decisions if "@" not in one.key)
    pin_columns = {column.index for column in reading.columns if column.field == "pin"}
    return Origin(
        path=path,
        digest=reading.digest,
        reading=msgspec.structs.replace(how, password=None, fixes=()),
        mapping=mapping,
        options=msgspec.structs.replace(options, decisions=decided),
        mended=bool(how.fixes) or decided != options.decisions or not path,
        cells=drafts.digest_of(drafts.kept_fixes(reading, how.fixes)),
        pins=sum(column in pin_columns for _row, column, _text in how.fixes),
        undecided=len(options.decisions) - len(decided),
    )


def can_be_resumed(run: Run) -> str:
    """What it takes to finish a run: "alone" (the journal knows all), "mended" (what was mended by hand has to be
    kept on this computer still), or "" where it cannot be finished; then the same file is imported again."""
    origin = made_from(run)
    if run.state not in OPEN or origin is None or not_kept(origin):
        return ""
    return "mended" if origin.mended else "alone"


def made_from(run: Run) -> Origin | None:
    """What a run was made from; None where the journal does not have it."""
    return msgspec.json.decode(run.origin, type=Origin) if run.origin else None


def not_kept(origin: Origin) -> str:
    """What was done by hand for a run and is kept nowhere, as a code of `messages`; "" where there is nothing."""
    if origin.pins:
        return "pin_not_kept"
    if origin.undecided:
        return "decision_not_kept"
    return "" if origin.path and (origin.cells or not origin.mended) else "run_not_resumable"


def person_of(key: str) -> str:
    """How a person is named in the journal: the employee id, or a digest where the key is an address."""
    return "#" + hashlib.sha256(key.encode()).hexdigest()[:16] if "@" in key else key


def whoever() -> str:
    """Who is at this computer, as its system calls them: "user (computer)", as much of it as is known; of a user name
    that is an e-mail address only what is before the @."""
    try:
        user = getpass.getuser().partition("@")[0].strip()
    except (OSError, KeyError, ImportError):  # no variable says it, and the system does not know the number either
        user = ""
    computer = platform.node().partition(".")[0].strip()
    return f"{user} ({computer})" if user and computer else user or computer


def run_of(operation_id: str) -> str:
    """The run that a write belongs to, from the operation id that Akiles keeps with what it made."""
    return operation_id.rpartition("-")[0]


def seconds_to_wait(open_since: datetime | None, now: datetime, settle: float) -> float:
    """How long a write whose outcome is open since then may still appear: 0 where none is."""
    if open_since is None:
        return 0.0
    return min(settle, max(0.0, settle - (now - open_since).total_seconds()))


def target_of(operation: Operation) -> str | None:
    """The group or card that a write is about; never an address."""
    if operation.kind in ("add_group", "add_card"):
        return operation.target
    changes = dict(operation.changes)
    return changes.get("member_group_id") or changes.get("card_id")


def edit_of(operation: Operation) -> str | None:
    """What an edit finds and leaves, as JSON of `Edit`; None where it is no edit. Never a name, never an address."""
    if operation.kind not in ("update_member", "end_member"):
        return None
    if RESTORE in operation.changes:
        return msgspec.json.encode(Edit(before={"is_deleted": "true"}, after={"is_deleted": "false"})).decode()
    kept = [field for field, _ in operation.before if field in _DATES or field.startswith("metadata.")]
    before, after = dict(operation.before), dict(operation.changes)
    edit = Edit(
        before={field: None if "@" in before[field] else before[field] for field in kept},
        after={field: person_of(after[field]) for field in kept},
        name="name" in after,
    )
    return msgspec.json.encode(edit).decode()
