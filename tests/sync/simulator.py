"""The sync engine in a world of its own: virtual time, a network that loses and repeats, administrators, a second
console, tokens that run out, computers that sleep, are killed or have a full disk. Everything comes from one seed.

    python tests/sync/simulator.py 10000 [FIRST_SEED]     that many schedules; prints the seeds that break a promise

After every write: nobody else's member was touched · each thing that is made carries an operation id that is in the
journal already · nothing is changed or taken that this console has not looked at in the last minutes · who has access
and keeps it by the file always has a group (make before break) · one console alone never has two members for one
employee. After a calm run: it finished, everybody is as the file says with one of each credential, nobody is there
twice, foreign members are what they were. After one more: nothing was written, by either console.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from world import LATEST_COMMIT, BrokenPromise, VirtualLoop, World

from akiles_console import paths
from akiles_console.api.client import Client
from akiles_console.auth.grants import TokenSet
from akiles_console.auth.tokens import TokenAuth, Tokens
from akiles_console.failure import Failure
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.sync import run
from akiles_console.sync.guard import Approval
from akiles_console.sync.journal import Journal
from akiles_console.sync.plan import Options

MAPPING = Mapping.of({"Engineering": ["Engineering"], "Sales": ["Sales"], "Operations": ["Operations", "Everyone"]})
OPTIONS = Options(credentials=("email", "magic_link", "pin"), leavers="end", pin_length=6)
FOLDER: ContextVar[Path] = ContextVar("FOLDER")
POWER_CUTS = 4
"""Every so many schedules end with a power cut."""
FAILED = Path(__file__).with_name("failed_seeds.txt")


class _Keys:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def load(self, entry: str) -> str | None:
        return self.kept.get(entry)

    async def save(self, entry: str, value: str) -> None:
        self.kept[entry] = value

    async def delete(self, entry: str) -> None:
        self.kept.pop(entry, None)


class Console(httpx.AsyncBaseTransport):
    """One computer with the program: its folder, its login with tokens that rotate, and its way to Akiles."""

    def __init__(self, world: World, name: str, home: Path) -> None:
        self.world, self.name, self.home = world, name, home
        home.mkdir(parents=True)
        self.http = httpx.AsyncClient(transport=self)
        self.access, self.refresh, self.ends = "", "", 0.0
        self.disk_full_after: int | None = None
        self.failed: Failure | None = None
        self.control: run.Control | None = None
        self.task: asyncio.Task[Any] | None = None
        self.client = Client(self.http, "http://127.0.0.1/v2", TokenAuth(self._tokens()), clock=world.clock())

    def _tokens(self) -> Tokens:
        keys: Any = _Keys()
        keys.kept["refresh-token"] = self.refresh
        lock = self.home / "tokens.lock"
        tokens = Tokens(self.http, "http://127.0.0.1", "id", "secret", keys, lock_file=lock, clock=self.world.clock())
        self.keys = keys
        return tokens

    async def login(self) -> None:
        """The person connects again."""
        given = self._given()
        tokens = self._tokens()
        await tokens.start(TokenSet(**given))
        self.client.authorize(TokenAuth(tokens))

    def _given(self) -> dict[str, Any]:
        life = self.world.chance.choice([100, 900, 3600])
        number = self.world.chance.getrandbits(40)
        self.access, self.refresh = f"a{number}", f"r{number}"
        self.ends = self.world.loop.time() + self.world.slept + life
        return {"access_token": self.access, "refresh_token": self.refresh, "expires_in": life}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        if request.url.path == "/oauth2/token":
            return self._renewed(parse_qs(request.content.decode()))
        late = self.world.loop.time() + self.world.slept >= self.ends
        if late or request.headers["authorization"] != f"Bearer {self.access}":
            return httpx.Response(401, json={"type": "unauthorized", "message": "no", "args": {}})
        return await self.world.handle(request, self.name)

    def _renewed(self, form: dict[str, list[str]]) -> httpx.Response:
        if form.get("refresh_token") != [self.refresh]:
            return httpx.Response(400, json={"error": "invalid_grant"})
        given = self._given()
        if not self.world.calm and self.world.chance.random() < self.world.trouble / 2:
            raise httpx.ReadError("cut")  # rotated, and nobody has the new one
        return httpx.Response(200, json=given)

    async def attempt(self, people: dict[str, Employee], options: Options, agree: bool = True) -> run.Report | None:
        """One run; None where it was refused, broke off or was killed. `agree`: to whatever the preview says."""
        FOLDER.set(self.home)
        attended = self.world.chance.random() < 0.5
        self.control = run.Control(attended=attended)
        self.control.changed = self._paused
        self.task = asyncio.get_running_loop().create_task(self._both(people, options, agree, self.control))
        try:
            return await self.task
        except Failure as failure:
            self.failed = failure
            if failure.code in ("signed_out", "unauthorized", "renewal_refused"):
                await self.login()
        except asyncio.CancelledError:
            pass
        finally:
            self.control = None
        return None

    async def _both(
        self, people: dict[str, Employee], options: Options, agree: bool, control: run.Control
    ) -> run.Report:
        reading, clock = file_of(people), self.world.clock()
        proposal = await run.prepare(self.client, reading, MAPPING, options, clock=clock)
        losses = proposal.verdict.number if agree else None
        approval = Approval(plan_id=proposal.plan.id if agree else None, losses=losses)
        return await run.execute(self.client, reading, MAPPING, options, approval, clock=clock, control=control)

    def _paused(self) -> None:
        """Somebody comes by after a while and goes on; meanwhile others are at it."""
        control = self.control
        if control is not None and control.state == "paused":
            seconds = self.world.chance.choice([5.0, 100.0, 4000.0])
            self.world.loop.call_later(seconds / 2, self.world.administrator)
            self.world.loop.call_later(seconds, self._come_by, control)

    def _come_by(self, control: run.Control) -> None:
        async def again() -> None:
            if control.reason == "signed_out":
                await self.login()
            control.go_on()

        self.coming = asyncio.get_running_loop().create_task(again())

    def happen(self) -> None:
        """Something that happens to the computer in the middle of a run."""
        what = self.world.chance.choice(["kill", "kill", "pause", "sleep", "cancel", "disk"])
        if what == "kill" and self.task:
            self.task.cancel()
        elif what == "sleep":
            self.world.sleep(3 * 3600)
        elif what == "disk":
            self.disk_full_after = self.world.chance.randrange(4)
        elif self.control is not None and what == "cancel":
            self.control.cancel()
        elif self.control is not None and self.control.attended:
            self.control.pause()


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
        if fate < 0.3:
            one = somebody(one.row, chance.choice(groups))
        elif fate < 0.37:
            one = msgspec.structs.replace(one, active=False)
        changed[key] = one
    for number in range(len(people) + 1, len(people) + 1 + chance.randrange(3)):
        changed[f"{number:03}"] = somebody(number, chance.choice(groups))
    return changed


async def schedule(seed: int, loop: VirtualLoop, home: Path, disk: _Disk) -> None:
    """Some months of one organization. Raises BrokenPromise."""
    world = World(seed, loop)
    chance = random.Random(seed + 1)
    options = msgspec.structs.replace(OPTIONS, roster=chance.choice(["partial", "full"]))
    people = {f"{n:03}": somebody(n, chance.choice(["Engineering", "Sales", "Operations"])) for n in range(1, 6)}
    consoles = [Console(world, name, home / name) for name in ("first", "second")]
    for console in consoles:
        disk.consoles[console.home] = console
        await console.login()
    for _month in range(2):
        await _one_month(world, consoles, people, options, chance)
        people = next_month(people, chance)
    if seed % POWER_CUTS == 0:
        await _power_cut(world, consoles[0], people, options, chance)
    for console in consoles:
        await console.http.aclose()


async def _one_month(
    world: World, consoles: list[Console], people: dict[str, Employee], options: Options, chance: random.Random
) -> None:
    held = {m["metadata"]["sourceID"] for m in world.ours() if m["group_associations"] and not m["ends_at"]}
    world.never_without = held & {key for key, one in people.items() if one.active is not False}
    world.calm, world.at_request = False, {}
    world.two_consoles = chance.random() < 0.4
    for console in consoles:
        if chance.random() < 0.6:
            world.at_request[world.requests + chance.randrange(1, 70)] = console.happen
    if options.roster == "full" and chance.random() < 0.3:
        await consoles[0].attempt(dict(list(people.items())[: len(people) // 3]), options, agree=False)
    await asyncio.gather(*(_storm(one, people, options, chance) for one in consoles[: 1 + world.two_consoles]))
    world.calm, world.at_request = True, {}
    for console in consoles:
        console.disk_full_after = None
    dead = chance.random() < 0.3
    if dead or world.two_consoles:  # what still travels arrives; of its own writes a console knows that
        await asyncio.sleep(16 * 60 if dead else LATEST_COMMIT)
    alive = consoles[:1] if dead or not world.two_consoles else chance.sample(consoles, 2)
    for console in alive:
        await _calmly(console, people, options)
    world.two_consoles = False
    world._check()
    before = len(world.writes)
    for console in alive:
        await _calmly(console, people, options)
    if len(world.writes) != before:
        raise BrokenPromise(f"one more run wrote {world.writes[before:]}")
    world.check_foreign()
    _as_the_file_says(world, people)


async def _power_cut(
    world: World, console: Console, people: dict[str, Employee], options: Options, chance: random.Random
) -> None:
    """A run over a draft ends with a write on its way; the file itself is imported at once, before that arrives."""
    world.never_without = set()
    number = len(people) + 1
    people = {**people, f"{number:03}": somebody(number, chance.choice(["Engineering", "Sales", "Operations"]))}
    draft = {key: msgspec.structs.replace(one, name=f"{one.name} (draft)") for key, one in people.items()}
    await _calmly(console, dict(list(people.items())[:-1]), options)
    world.power_cut = (chance.randrange(8), lambda: console.task and console.task.cancel())
    await console.attempt(draft, options)
    world.power_cut = None
    await _calmly(console, people, options)
    await asyncio.sleep(LATEST_COMMIT)
    if world.broken:
        raise world.broken
    world._check()
    _as_the_file_says(world, people)


async def _storm(console: Console, people: dict[str, Employee], options: Options, chance: random.Random) -> None:
    await asyncio.sleep(chance.uniform(0, 5))
    if chance.random() < 0.3:  # a first version of the file, mended at once
        draft = {key: msgspec.structs.replace(one, name=f"{one.name} (draft)") for key, one in people.items()}
        await console.attempt(draft, options)
    for _try in range(chance.randrange(1, 3)):
        await console.attempt(people, options)
        console.disk_full_after = None


async def _calmly(console: Console, people: dict[str, Employee], options: Options) -> None:
    for _try in range(3):  # one may be signed out, and one may meet the last write that was still on its way
        if report := await console.attempt(people, options):
            break
    if report is None or report.state != "finished":
        raise BrokenPromise(f"a calm run did not finish: {report or repr(console.failed)}")
    wrong = [one for one in report.people if one.status in ("failed", "unknown")]
    if wrong:
        raise BrokenPromise(f"a calm run left {wrong}")


def _as_the_file_says(world: World, people: dict[str, Employee]) -> None:
    names = {group["id"]: group["name"] for group in world.backend.tables["member_groups"].by_id.values()}
    wanted = dict(MAPPING.groups)
    members = {m["metadata"]["sourceID"]: m for m in world.ours()}
    for key, one in people.items():
        member = members.get(key)
        if one.active is False:
            if member and not member["ends_at"]:
                raise BrokenPromise(f"{key} left and still gets in")
            continue
        if member is None:
            raise BrokenPromise(f"{key} was lost")
        held = sorted(names[child["member_group_id"]] for child in member["group_associations"])
        counts = [len(world.backend.living(kind, member["id"])) for kind in ("emails", "pins", "magic_links")]
        if held != sorted(wanted[one.groups[0]]) or counts != [1, 1, 1] or member["name"] != one.name:
            raise BrokenPromise(f"{key} has {held}, {counts}, {member['name']}")


class _Disk:
    """Stands between the journals and their disks: keeps what was journalled, and is full at times."""

    def __init__(self) -> None:
        self.consoles: dict[Path, Console] = {}
        self._home, self._execute, self._intend = paths.home, Journal._execute, Journal.intend

    def __enter__(self) -> _Disk:
        disk = self

        def execute(journal: Journal, statement: str, values: tuple[object, ...] = ()) -> Any:
            console = disk.consoles.get(FOLDER.get())
            if console and console.disk_full_after is not None and not statement.startswith("SELECT"):
                console.disk_full_after -= 1
                if console.disk_full_after < 0:
                    statement = "INSERT INTO full VALUES (1)"  # no such table: SQLite's own error, told as any other
            return disk._execute(journal, statement, values)

        async def intend(journal: Journal, run_id: str, operation_id: str, operation: Any, member_id: Any) -> None:
            await disk._intend(journal, run_id, operation_id, operation, member_id)
            disk.consoles[FOLDER.get()].world.journalled.add(operation_id)

        paths.home = FOLDER.get  # type: ignore[assignment]
        Journal._execute = execute  # type: ignore[method-assign]
        Journal.intend = intend  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        paths.home, Journal._execute, Journal.intend = self._home, self._execute, self._intend  # type: ignore


@contextmanager
def _briskly() -> Iterator[None]:
    """httpx spends a quarter of a schedule's time on parsing the same addresses and looking for cookies: done once,
    and not at all. What is sent and answered is the same."""
    modules = (httpx._urls, httpx._urlparse)
    parse, cookies = httpx._urlparse.urlparse, httpx.Cookies.extract_cookies
    try:
        for module in modules:
            module.urlparse = _PARSED  # type: ignore[attr-defined]
        httpx.Cookies.extract_cookies = lambda *_: None  # type: ignore[method-assign]
        yield
    finally:
        for module in modules:
            module.urlparse = parse  # type: ignore[attr-defined]
        httpx.Cookies.extract_cookies = cookies  # type: ignore[method-assign]


_PARSED = lru_cache(10_000)(httpx._urlparse.urlparse)


def simulate(seed: int, home: Path) -> str | None:
    """Runs one schedule; what promise it broke, or None."""
    loop = VirtualLoop()
    try:
        with _Disk() as disk, _briskly():
            loop.run_until_complete(schedule(seed, loop, home, disk))
    except BrokenPromise as broken:
        return f"seed {seed}: {broken}"
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
        with suppress(BrokenPromise):
            loop.run_until_complete(asyncio.sleep(0))
        loop.close()
    return None


def main(count: int, first: int) -> int:
    """Runs schedules and prints what broke, and keeps the seeds in `FAILED`; the exit code."""
    broken = 0
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as home:
            found = simulate(seed, Path(home))
        if found:
            broken += 1
            print(found, flush=True)
            with FAILED.open("a") as file:
                file.write(f"{found}\n")
    print(f"{count} schedules from seed {first}: {broken} broke a promise")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
