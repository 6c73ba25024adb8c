"""What needs somebody today: one reading of Akiles and of the runs of this computer, and a pure decision over both."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from akiles_console.access import building as buildings
from akiles_console.access import doors
from akiles_console.access.building import Building
from akiles_console.api.client import Client
from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.sync import history, when
from akiles_console.sync.history import Past
from akiles_console.sync.ownership import owner
from akiles_console.sync.plan import Options
from akiles_console.sync.records import Run

KINDS = (
    "unfinished", "attention", "unmapped", "no_door", "no_credential", "offline", "ending", "ready", "ended",
)  # fmt: skip
"""What there may be to say, the most pressing first."""

QUIET = frozenset({"ending", "ready", "ended"})
"""Kinds that are good to know and ask nothing of anybody."""

WEEK = timedelta(days=7)


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """Something to know or to do. `kind` is one of `KINDS`; `names` of people or doors, sorted; `first`: when the
    first of it happens (RFC 3339); `run` where it is about one."""

    kind: str
    count: int
    names: tuple[str, ...] = ()
    first: str | None = None
    run: Run | None = None


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """What the decision is made from: everybody with credentials and groups, the doors, the runs, the moment."""

    members: tuple[Member, ...]
    building: Building
    past: Past
    now: datetime


async def read(client: Client, organization_id: str, clock: Clock) -> Snapshot:
    """Reads it: ceil(members / 100) calls and one for each hundred groups, doors, sites, schedules and devices.

    Raises ApiError, PlanError: journal_unusable, journal_newer.
    """

    async def everybody() -> tuple[Member, ...]:
        return tuple([member async for member in client.members.list(expand=True)])

    members, building, past = await asyncio.gather(
        everybody(), buildings.read(client), asyncio.to_thread(history.past, organization_id, clock.now)
    )
    return Snapshot(members=members, building=building, past=past, now=clock.now())


def needs(snapshot: Snapshot) -> tuple[Need, ...]:
    """Everything that there is to say, in the order of `KINDS`."""
    found = [*_of_runs(snapshot.past), *_of_people(snapshot), *_of_doors(snapshot.building)]
    return tuple(sorted(found, key=lambda need: KINDS.index(need.kind)))


def _of_runs(past: Past) -> Iterable[Need]:
    broken = history.unfinished(past)
    if broken:
        yield Need(kind="unfinished", count=max(0, broken.operations - broken.done), run=broken)
    newest = history.newest_import(past.runs)
    if newest is None or newest.state != "finished":
        return
    troubled = sum(one.status in ("failed", "unknown") for one in past.last)
    if troubled:
        yield Need(kind="attention", count=troubled, run=newest)
    unmapped = sum(one.skip_reason == "no_mapping" for one in past.last)
    if unmapped:
        yield Need(kind="unmapped", count=unmapped, run=newest)


def _of_people(snapshot: Snapshot) -> Iterable[Need]:
    """Of members of ours and of those made by hand: other integrations look after their own."""
    found: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    now, opens = snapshot.now, _Openings(snapshot.building)
    for member in snapshot.members:
        if member.is_deleted or owner(member.metadata) not in (None, Options().source_name):
            continue
        starts, ends = _dates(member)
        if ends and now - WEEK <= ends <= now:
            found["ended"].append((ends, member.name))
        elif ends and now < ends <= now + WEEK:
            found["ending"].append((ends, member.name))
        if starts and now < starts <= now + WEEK and (ends is None or ends > starts):
            found[opens.readiness(member)].append((starts, member.name))
    for kind, people in found.items():
        first = when.shown(min(people)[0])
        names = tuple(sorted((name for _, name in people), key=str.casefold))
        yield Need(kind=kind, count=len(people), names=names, first=first)


def _dates(member: Member) -> tuple[datetime | None, datetime | None]:
    try:
        return when.instant(member.starts_at), when.instant(member.ends_at)
    except ValueError:
        return None, None


class _Openings:
    """Who gets in, worked out once for each set of groups and kinds of credentials."""

    def __init__(self, building: Building) -> None:
        self._building = building
        self._known: dict[tuple[frozenset[str], tuple[bool, ...]], str] = {}

    def readiness(self, member: Member) -> str:
        """Whether somebody who is about to start gets in: ready, no_door or no_credential."""
        groups = frozenset(link.member_group_id for link in member.group_associations)
        held = (bool(member.emails), bool(member.pins), bool(member.magic_links), bool(member.cards))
        if (groups, held) not in self._known:
            self._known[groups, held] = self._worked_out(member, groups)
        return self._known[groups, held]

    def _worked_out(self, member: Member, groups: frozenset[str]) -> str:
        opens = doors.openings(groups, self._building)
        if not opens:
            return "no_door"
        return "ready" if doors.gets_in(member, opens, self._building) else "no_credential"


def _of_doors(building: Building) -> Iterable[Need]:
    away = {device.id for device in building.devices.values() if device.hardware_id and not device.status.online}
    behind = {gadget.device_id for gadget in building.gadgets.values()}
    names = [gadget.name for gadget in building.gadgets.values() if gadget.device_id in away]
    names += [building.devices[one].name for one in away - behind]
    if names:
        yield Need(kind="offline", count=len(names), names=tuple(sorted(names, key=str.casefold)))
