"""The tail of the event log in a world of its own: virtual time, devices that report late, a bad network, a program
that is closed, killed and put to sleep, and a clock that is set. Everything comes from one seed.

    python tests/events/simulator.py 10000 [FIRST_SEED]     that many schedules; prints the seeds that break a promise
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from contextlib import aclosing, closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx

from akiles_console.api.client import Client
from akiles_console.auth.tokens import BearerAuth
from akiles_console.clock import Clock
from akiles_console.demo import data, routes
from akiles_console.demo.refusal import Refusal
from akiles_console.events.store import Store
from akiles_console.events.tail import Tail

sys.path.insert(0, str(Path(__file__).parents[1]))
from virtual_time import BrokenPromise, VirtualLoop

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SLACK = 6
"""Seconds by which the two clocks, to a second each, and the way may differ."""


class World:
    """Akiles, whose devices report when they can, and a computer whose clock is not to be trusted.

    `slept`: time that the loop did not count. `wrong`: by how much our clock is wrong. `reports`: what is still to be
    reported, as (when, event), the next one last.
    """

    def __init__(self, seed: int, loop: VirtualLoop) -> None:
        self.chance = random.Random(seed)
        self.loop = loop
        self.slept = timedelta()
        self.wrong = timedelta()
        self.trouble = 0.0
        self.backend = data.build("empty", "Practice office", self.now, seed)
        self.reported: dict[str, datetime] = {}
        self.happened: dict[str, datetime] = {}
        self.reports: list[tuple[datetime, dict[str, Any]]] = []
        self.looked: list[datetime] = []
        self.begun: datetime | None = None  # from when on the first complete look showed

    def now(self) -> datetime:
        """The true time, which Akiles has."""
        return START + timedelta(seconds=self.loop.time()) + self.slept

    def clock(self) -> Clock:
        """The clock of the computer."""
        return Clock(now=lambda: self.now() + self.wrong, monotonic=self.loop.time, random=self.chance.random)

    def plan(self, begin: datetime, end: datetime, count: int) -> None:
        """So many events between two moments, each reported sooner or later."""
        for _ in range(count):
            at = begin + (end - begin) * self.chance.random()
            most = self.chance.choices((2, 600, 48 * 3600 - 60), (6, 2, 2))[0]
            report = max(self.now(), at + timedelta(seconds=self.chance.uniform(0, most)))
            if report - at > timedelta(hours=48):
                continue
            event = self.backend.event("use", "gadget_action", at=at)
            self.happened[event["id"]] = at
            self.reports.append((report, event))
        self.reports.sort(key=lambda one: one[0], reverse=True)

    def deliver(self) -> None:
        """Reports what has come in by now."""
        while self.reports and self.reports[-1][0] <= self.now():
            _, event = self.reports.pop()
            self.reported[event["id"]] = self.now()
            self.backend.report(event)

    async def handle(self, request: httpx.Request) -> httpx.Response:
        """One request, over a network that may lose it."""
        await asyncio.sleep(self.chance.uniform(0.01, 0.3))
        self.deliver()
        fault = self.chance.choice(("cut", "429", "503", "html")) if self.chance.random() < self.trouble else ""
        if fault == "cut":
            raise httpx.ReadError("cut", request=request)
        headers = {"Date": format_datetime(self.now(), usegmt=True)}
        if fault == "429":
            pause = str(self.chance.choice((1, 20, 90)))
            error = {"type": "rate", "message": "slow", "args": {}}
            return httpx.Response(429, headers=headers | {"Retry-After": pause}, json=error)
        if fault == "503":
            return httpx.Response(503, headers=headers, json={"type": "unavailable", "message": "", "args": {}})
        if fault == "html":
            return httpx.Response(200, headers=headers, html="<p>Please sign in to the guest network</p>")
        query = list(request.url.params.multi_items())
        try:
            done = routes.answer(self.backend, request.method, request.url.path.removeprefix("/v2"), query, None)
        except Refusal as refusal:
            return httpx.Response(refusal.status, headers=headers, json=refusal.body())
        return httpx.Response(200, headers=headers, json=done)


class Window:
    """What a person sees of the log between two starts of the program."""

    def __init__(self, world: World, client: Client, folder: Path) -> None:
        self.world = world
        self.store = Store(folder, world.clock().now)
        self.shown = {seen.event.id for seen in self.store.history(100_000)}
        self.since = since = client.now() - timedelta(hours=48)
        self.tail = Tail(
            client, world.clock(), store=self.store, looks=self.store.looks(), known=self.store.ids(), since=since
        )
        self.lates: dict[str, int] = {}

    async def watch(self, seconds: float | None) -> None:
        """Follows, and holds what comes against the truth."""
        async with aclosing(self.tail.batches(seconds)) as batches:
            async for batch in batches:
                for seen in batch.seen:
                    if seen.event.id in self.shown:
                        raise BrokenPromise(f"{seen.event.id} was shown twice")
                    self.shown.add(seen.event.id)
                    self._late(seen.event.id, seen.late_by)
                if batch.complete and self.tail.looks:
                    self.world.looked.append(self.tail.looks.at)
                    self.world.begun = self.world.begun or self.since

    def _late(self, id: str, late_by: int) -> None:
        world = self.world
        happened, reported = world.happened[id], world.reported[id]
        truly = (reported - happened).total_seconds()
        if late_by and truly < 120 - SLACK:
            raise BrokenPromise(f"{id} is marked as late and came after {truly} s")
        if late_by > (world.now() - happened).total_seconds() + SLACK:
            raise BrokenPromise(f"{id} is marked {late_by} s late, which it cannot be")
        slack = timedelta(seconds=SLACK)
        noticed = [at for at in world.looked if happened + timedelta(seconds=120) + slack < at < reported - slack]
        if noticed and not late_by:
            raise BrokenPromise(f"{id} came {truly} s late and is not marked")


async def schedule(seed: int, loop: VirtualLoop, folder: Path) -> None:
    """Some days of one log. Raises BrokenPromise."""
    world = World(seed, loop)
    chance = world.chance
    world.plan(START - timedelta(hours=40), START, chance.choice((0, 5, 150)))
    async with httpx.AsyncClient(transport=httpx.MockTransport(world.handle)) as http:
        for _life in range(chance.randrange(1, 4)):
            world.trouble = chance.choice((0.0, 0.05, 0.3))
            await _life_of(world, http, folder)
            world.slept += timedelta(hours=chance.choice((0.01, 1, 30)) * chance.random())
        world.trouble, world.wrong = 0.0, timedelta()
        client = await _client(world, http)
        window, last = Window(world, client, folder), world.now()
        with closing(window.store):
            await window.watch(0)
    beginning = max(window.tail.looks.beginning, world.begun) if window.tail.looks and world.begun else START
    promised = {id for id, at in world.reported.items() if at <= last and world.happened[id] >= beginning}
    lost = promised - window.shown
    if lost:
        truth = [(world.happened[one], world.reported[one]) for one in sorted(lost)]
        raise BrokenPromise(f"{len(lost)} of {len(world.reported)} events were lost: {truth[:3]}")


async def _client(world: World, http: httpx.AsyncClient) -> Client:
    """A connection that has heard from Akiles, as every one has."""
    client = Client(http, "http://127.0.0.1/v2", BearerAuth("practice"), clock=world.clock())
    trouble, world.trouble = world.trouble, 0.0
    await client.organization()
    world.trouble = trouble
    return client


async def _life_of(world: World, http: httpx.AsyncClient, folder: Path) -> None:
    """From a start to an end or a kill; meanwhile it is hidden, put to sleep, and its clock is set."""
    chance = world.chance
    window = Window(world, await _client(world, http), folder)
    with closing(window.store):
        watching = asyncio.get_running_loop().create_task(window.watch(None))
        for _scene in range(chance.randrange(1, 5)):
            begin = world.now()
            stay = chance.choice((3, 40, 300)) * chance.random()
            asleep = timedelta(hours=chance.choice((0, 0, 2, 20)) * chance.random())
            end = begin + timedelta(seconds=stay) + asleep
            world.plan(begin, end, chance.choice((0, 3, 30, 250)))
            window.tail.in_front = chance.random() < 0.5
            if chance.random() < 0.2:
                world.wrong = timedelta(hours=chance.uniform(-30, 30))
            await asyncio.sleep(stay)
            world.slept += asleep
            if watching.done():
                break
        watching.cancel()
        done, _ = await asyncio.wait({watching})
        for one in done:
            if not one.cancelled() and one.exception():
                raise one.exception() or BrokenPromise


def simulate(seed: int, folder: Path) -> str | None:
    """Runs one schedule; what promise it broke, or None."""
    loop = VirtualLoop()
    try:
        loop.run_until_complete(schedule(seed, loop, folder))
    except BrokenPromise as broken:
        return f"seed {seed}: {broken}"
    finally:
        loop.close()
    return None


def main(count: int, first: int) -> int:
    """Runs schedules and prints what broke; the exit code."""
    broken = 0
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
            found = simulate(seed, Path(folder))
        if found:
            broken += 1
            print(found, flush=True)
    print(f"{count} schedules from seed {first}: {broken} broke a promise")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
