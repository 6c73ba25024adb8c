"""What a sync costs in calls, beside what it must cost at least; and its time where every answer takes 50 ms."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator

import httpx

from akiles_console.api.client import Client
from akiles_console.auth.tokens import BearerAuth
from akiles_console.clock import Clock
from akiles_console.demo.faults import Fault, Rule
from akiles_console.demo.server import DemoServer
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.sync import run
from akiles_console.sync.apply import PEOPLE_AT_ONCE
from akiles_console.sync.plan import Options

LATENCY = 0.05
WRITES = 6
"""Of one new person: the member, two groups, e-mail, PIN and link."""


def figures() -> Iterator[str]:
    """One line a figure."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["AKILES_CONSOLE_HOME"] = home
        yield from asyncio.run(_figures())


async def _figures() -> list[str]:
    calls, _ = await _resync(5_000, 10)
    snapshot = calls - 10 - 10
    first, seconds = await _first(1_000, 0)
    least = 4 + 1_000 * WRITES + 1_000 // 100
    late_calls, late = await _first(1_000, LATENCY)
    limit = late_calls * LATENCY / PEOPLE_AT_ONCE
    return [
        f"re-sync of 5,000 with 10 new names: {calls} calls (snapshot {snapshot}, 10 writes, 10 to verify)",
        f"first sync of 1,000 with {WRITES} writes each: {first:,} calls (at least {least:,}), {seconds:.0f} s",
        f"first sync of 1,000 at {LATENCY * 1000:.0f} ms: {late:.1f} s, {late / limit:.2f} times the latency limit of "
        f"{limit:.1f} s ({PEOPLE_AT_ONCE} people at once)",
    ]


async def _resync(members: int, changes: int) -> tuple[int, float]:
    async with DemoServer(template="empty", members=members) as server:
        there = sorted(server.backend.members, key=lambda one: one["metadata"]["sourceID"])
        people = [
            Employee(row=n, employee_id=one["metadata"]["sourceID"], name=one["name"] + " Jr" * (n < changes))
            for n, one in enumerate(there)
        ]
        return await _timed(server, people, Mapping.of({}), Options())


async def _first(count: int, latency: float) -> tuple[int, float]:
    async with DemoServer() as server:
        if latency:
            server.faults.append(Rule(Fault.DELAY, seconds=latency, count=10**9))
        people = [
            Employee(row=n, employee_id=f"{n:05}", name=f"P {n}", emails=(f"p{n}@example.com",), groups=("Team",))
            for n in range(count)
        ]
        options = Options(credentials=("email", "magic_link", "pin"), pin_length=8)
        return await _timed(server, people, Mapping.of({"Team": ["Operations", "Everyone"]}), options)


async def _timed(server: DemoServer, people: list[Employee], mapping: Mapping, options: Options) -> tuple[int, float]:
    async with httpx.AsyncClient(trust_env=False) as http:
        client = Client(http, server.api_url, BearerAuth(server.access_token), clock=Clock())
        reading = Reading(file="staff.csv", digest="0" * 64, format="csv", employees=tuple(people))
        begun = time.monotonic()
        report = await run.execute(client, reading, mapping, options)
        seconds = time.monotonic() - begun
    wrong = [one for one in report.people if not one.verified]
    if wrong or report.calls != len(server.requests):
        raise SystemExit(f"{len(wrong)} not verified; {report.calls} calls told, {len(server.requests)} counted")
    return report.calls, seconds
