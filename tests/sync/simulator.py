"""The sync engine in a world of its own: virtual time, a network that loses and repeats, a second administrator, and
a program that is killed. Everything comes from one seed.

    python tests/sync/simulator.py 10000 [FIRST_SEED]     that many schedules; prints the seeds that break a promise
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import selectors
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from akiles_console.api.client import Client
from akiles_console.api.errors import ApiError
from akiles_console.auth.tokens import BearerAuth
from akiles_console.clock import Clock
from akiles_console.demo import data, routes
from akiles_console.demo.refusal import Refusal
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.sync import run
from akiles_console.sync.guard import Approval
from akiles_console.sync.plan import Options, PlanError

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MAPPING = Mapping.of({"Engineering": ["Engineering"], "Sales": ["Sales"], "Operations": ["Operations", "Everyone"]})
OPTIONS = Options(credentials=("email", "magic_link", "pin"), leavers="end", pin_length=6)
LATEST_COMMIT = 60.0


class BrokenPromise(AssertionError):
    """Something happened that must never happen."""


class _Selector(selectors.DefaultSelector):
    """Where the loop would sleep, time jumps instead."""

    def __init__(self, pass_time: Callable[[float], None]) -> None:
        super().__init__()
        self._pass_time = pass_time

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready and timeout is None:
            raise BrokenPromise("everybody waits for ever")
        if not ready and timeout:
            self._pass_time(timeout)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose time is only counted; work for threads is done at once."""

    def __init__(self) -> None:
        self.passed = 0.0
        super().__init__(_Selector(self._pass))

    def _pass(self, seconds: float) -> None:
        self.passed += seconds

    def time(self) -> float:
        return self.passed

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:  # handed to whoever awaits, as a thread would
            future.set_exception(error)
        return future


class World:
    """Akiles behind a bad network. `calm` switches the faults off; `kill_at` cancels the run at that request."""

    def __init__(self, seed: int, loop: VirtualLoop) -> None:
        self.chance = random.Random(seed)
        self.loop = loop
        self.backend = data.build("office", "Practice office", self.now, seed)
        self.foreign = self._foreign()
        self.calm = False
        self.kill_at: int | None = None
        self.task: asyncio.Task[Any] | None = None
        self.requests = 0
        self.writes: list[tuple[str, str]] = []
        self.trouble = self.chance.choice([0.0, 0.05, 0.15, 0.3])
        self.never_without: set[str] = set()

    def now(self) -> datetime:
        return START + timedelta(seconds=self.loop.time())

    def clock(self) -> Clock:
        return Clock(now=self.now, monotonic=self.loop.time, random=self.chance.random)

    def _foreign(self) -> dict[str, str]:
        ours = "akiles-console"
        return {
            m["id"]: json.dumps(m, sort_keys=True) for m in self.backend.members if m["metadata"].get("source") != ours
        }

    async def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        if self.kill_at == self.requests and self.task:
            self.task.cancel()
            await asyncio.sleep(0)
        await asyncio.sleep(self.chance.uniform(0.01, 0.2))
        fault = "" if self.calm or self.chance.random() > self.trouble else self._fault(request.method)
        answer = self._before(request, fault)
        if answer is None:
            answer = self._commit(request)
        if fault == "dropped write" and request.method == "POST" and answer.status_code == 200:
            path = f"{request.url.path.removeprefix('/v2')}/{answer.json()['id']}"
            routes.answer(self.backend, "DELETE", path, [], None)  # answered, and not there when one looks
        if request.method != "GET":
            self._check()
        self._after(request, fault)
        return answer

    def _fault(self, method: str) -> str:
        reads = ["reset", "lost answer", "429", "503", "html", "broken"]
        return self.chance.choice(
            reads if method == "GET" else [*reads, "late commit", "503 after", "dropped write", "administrator"]
        )

    def _before(self, request: httpx.Request, fault: str) -> httpx.Response | None:
        if fault == "reset":
            raise httpx.ConnectError("refused", request=request)
        if fault == "late commit":
            delay = self.chance.uniform(0, LATEST_COMMIT)
            self.loop.call_later(delay, self._commit, request)
            raise httpx.ReadError("cut", request=request)
        if fault == "429":
            return httpx.Response(
                429, headers={"Retry-After": "2"}, json={"type": "rate", "message": "slow", "args": {}}
            )
        if fault == "503":
            return httpx.Response(503, json={"type": "unavailable", "message": "later", "args": {}})
        if fault == "administrator":
            self._administrator()
        return None

    def _after(self, request: httpx.Request, fault: str) -> None:
        if fault == "lost answer":
            raise httpx.ReadError("cut", request=request)
        if fault in ("html", "broken", "503 after"):
            raise _Answered(fault)

    def _commit(self, request: httpx.Request) -> httpx.Response:
        if request.method != "GET":
            self.writes.append((request.method, request.url.path))
        body = json.loads(request.content) if request.content else None
        query = list(request.url.params.multi_items())
        try:
            done = routes.answer(self.backend, request.method, request.url.path.removeprefix("/v2"), query, body)
        except Refusal as refusal:
            return httpx.Response(refusal.status, json=refusal.body())
        return httpx.Response(200, json=done)

    def _administrator(self) -> None:
        """Somebody else ends a group of one of our people, or renames one, at the worst moment."""
        people = [one for one in self.ours().values() if one["group_associations"]]
        if not people:
            return
        member = self.chance.choice(people)
        if self.chance.random() < 0.5:
            routes.answer(self.backend, "PATCH", f"/members/{member['id']}", [], {"name": "Renamed by hand"})
            return
        child = self.chance.choice(member["group_associations"])
        path = f"/members/{member['id']}/group_associations/{child['id']}"
        routes.answer(self.backend, "DELETE", path, [], None)
        self.never_without.discard(member["metadata"]["sourceID"])

    def ours(self) -> dict[str, dict[str, Any]]:
        """Our living members by id."""
        return {m["id"]: m for m in self.backend.members if m["metadata"].get("source") == "akiles-console"}

    def _check(self) -> None:
        if self._foreign() != self.foreign:
            raise BrokenPromise("somebody else's member was written")
        twice = [key for key, n in Counter(m["metadata"]["sourceID"] for m in self.ours().values()).items() if n > 1]
        if twice:
            raise BrokenPromise(f"two members for {twice}")
        for member in self.ours().values():
            if member["metadata"]["sourceID"] in self.never_without and not member["group_associations"]:
                raise BrokenPromise(f"{member['metadata']['sourceID']} stood before a closed door")


class _Answered(Exception):
    """The write was done, and this came instead of its answer."""


class Transport(httpx.AsyncBaseTransport):
    """Hands requests to the world."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        try:
            return await self._world.handle(request)
        except _Answered as answered:
            if str(answered) == "503 after":
                return httpx.Response(503, json={"type": "unavailable", "message": "later", "args": {}})
            if str(answered) == "html":
                return httpx.Response(200, html="<p>Please sign in to the guest network</p>")
            return httpx.Response(200, content=b'{"id": "mem_', headers={"content-type": "application/json"})


def file_of(people: dict[str, Employee]) -> Reading:
    """A file with these people."""
    return Reading(file="staff.xlsx", digest="0" * 64, format="xlsx", employees=tuple(people.values()))


def somebody(number: int, group: str) -> Employee:
    """One row."""
    key = f"{number:03}"
    return Employee(row=number, employee_id=key, name=f"Person {key}", emails=(f"p{key}@example.com",), groups=(group,))


def next_month(people: dict[str, Employee], chance: random.Random) -> dict[str, Employee]:
    """The file after some joined, moved and left."""
    groups = [name for name, _ in MAPPING.groups]
    changed = {}
    for key, one in people.items():
        fate = chance.random()
        if fate < 0.15:
            one = somebody(one.row, chance.choice(groups))
        elif fate < 0.22:
            one = Employee(
                row=one.row, employee_id=key, name=one.name, emails=one.emails, groups=one.groups, active=False
            )
        changed[key] = one
    for number in range(len(people) + 1, len(people) + 1 + chance.randrange(3)):
        changed[f"{number:03}"] = somebody(number, chance.choice(groups))
    return changed


async def schedule(seed: int, loop: VirtualLoop) -> None:
    """Three months of one organization. Raises BrokenPromise."""
    world = World(seed, loop)
    chance = random.Random(seed + 1)
    people = {f"{n:03}": somebody(n, chance.choice(["Engineering", "Sales", "Operations"])) for n in range(1, 8)}
    async with httpx.AsyncClient(transport=Transport(world)) as http:
        for _month in range(3):
            client = Client(http, "http://127.0.0.1/v2", BearerAuth("practice"), clock=world.clock())
            await _one_month(world, client, people, chance)
            people = next_month(people, chance)


async def _one_month(world: World, client: Client, people: dict[str, Employee], chance: random.Random) -> None:
    held = {m["metadata"]["sourceID"] for m in world.ours().values() if m["group_associations"]}
    world.never_without = held & {key for key, one in people.items() if one.active is not False}
    world.calm, world.kill_at = False, None
    if chance.random() < 0.5:
        world.kill_at = world.requests + chance.randrange(1, 60)
    for _try in range(2):
        await _attempt(world, client, people)
        world.kill_at = None
    world.calm = True
    await asyncio.sleep(LATEST_COMMIT)  # what still travels arrives, and is counted to whoever sent it
    report = await _attempt(world, client, people)
    if report is None or report.state != "finished":
        raise BrokenPromise(f"a calm run did not finish: {report}")
    wrong = [one for one in report.people if one.status in ("failed", "unknown")]
    if wrong:
        raise BrokenPromise(f"a calm run left {wrong}")
    before = len(world.writes)
    await _attempt(world, client, people)
    if len(world.writes) != before:
        raise BrokenPromise(f"a second run wrote {world.writes[before:]}")
    _as_the_file_says(world, people)


async def _attempt(world: World, client: Client, people: dict[str, Employee]) -> run.Report | None:
    """One run with whatever losses it has approved; None where it was refused, broke off or was killed."""

    async def both() -> run.Report:
        proposal = await run.prepare(client, file_of(people), MAPPING, OPTIONS, clock=world.clock())
        approval = Approval(plan_id=proposal.plan.id, losses=proposal.verdict.people)
        return await run.execute(client, file_of(people), MAPPING, OPTIONS, approval, clock=world.clock())

    world.task = asyncio.get_running_loop().create_task(both())
    with suppress(ApiError, PlanError, asyncio.CancelledError):
        return await world.task
    return None


def _as_the_file_says(world: World, people: dict[str, Employee]) -> None:
    names = {group["id"]: group["name"] for group in world.backend.tables["member_groups"].by_id.values()}
    wanted = dict(MAPPING.groups)
    members = {m["metadata"]["sourceID"]: m for m in world.ours().values()}
    for key, one in people.items():
        member = members.get(key)
        if one.active is False:
            if member and not member["ends_at"]:
                raise BrokenPromise(f"{key} left and still gets in")
            continue
        if member is None:
            raise BrokenPromise(f"{key} was lost")
        held = sorted(names[child["member_group_id"]] for child in member["group_associations"])
        counts = [len(member[kind]) for kind in ("emails", "pins", "magic_links")]
        if held != sorted(wanted[one.groups[0]]) or counts != [1, 1, 1] or member["name"] != one.name:
            raise BrokenPromise(f"{key} has {held}, {counts}, {member['name']}")


def simulate(seed: int, home: Path) -> str | None:
    """Runs one schedule; what promise it broke, or None."""
    os.environ["AKILES_CONSOLE_HOME"] = str(home)
    loop = VirtualLoop()
    try:
        loop.run_until_complete(schedule(seed, loop))
    except BrokenPromise as broken:
        return f"seed {seed}: {broken}"
    finally:
        loop.close()
    return None


def main(count: int, first: int) -> int:
    """Runs schedules and prints what broke; the exit code."""
    broken = 0
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as home:
            found = simulate(seed, Path(home))
        if found:
            broken += 1
            print(found, flush=True)
    print(f"{count} schedules from seed {first}: {broken} broke a promise")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
