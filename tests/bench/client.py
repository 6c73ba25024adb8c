"""What the client costs beside what it stands on: bare httpx for requests, bare msgspec for decoding; and memory."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime

import httpx
import msgspec

from akiles_console.api.client import Client
from akiles_console.api.lists import Page
from akiles_console.api.models import Member, Organization
from akiles_console.auth.tokens import BearerAuth
from akiles_console.clock import Clock
from akiles_console.demo import data, routes
from akiles_console.demo.backend import Backend

REQUESTS = 500
ROUNDS = 7
EXPAND = "emails,pins,cards,magic_links,group_associations"


def figures() -> Iterator[str]:
    """Requests a second one after the other and side by side, decoding 10,000 members, keeping 100,000."""
    yield from asyncio.run(requests())
    pages = list(expanded(10_000))
    decoder = msgspec.json.Decoder(Page[Member])
    bare = _median(lambda: [decoder.decode(page) for page in pages])
    ours = _median(lambda: asyncio.run(listed(iter(pages))))
    yield (
        f"decode 10,000 expanded members: {ours:.0f} ms through the client with its 100 requests, "
        f"msgspec alone {bare:.0f} ms, ratio {ours / bare:.2f}"
    )
    megabytes = memory(100_000)
    yield f"memory for 100,000 expanded members: {megabytes:.0f} MB, {megabytes / 100:.1f} kB each"


async def requests() -> list[str]:
    """GET /organization of a practice server in a process of its own, in turns with bare httpx; one line a way."""
    command = [sys.executable, "-m", "akiles_console", "demo-server"]
    with tempfile.TemporaryDirectory() as home:
        settings = {**os.environ, "AKILES_CONSOLE_HOME": home}
        server = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, env=settings)
        try:
            return await both_ways(server)
        finally:
            server.terminate()
            await server.wait()


async def both_ways(server: asyncio.subprocess.Process) -> list[str]:
    """The lines, from a server that is about to say where it is."""
    assert server.stdout is not None
    at = json.loads(await server.stdout.readline())
    async with httpx.AsyncClient(trust_env=False) as http:
        client = Client(http, at["api_url"], BearerAuth(at["access_token"]), clock=Clock())
        url, headers = f"{at['api_url']}/organization", {"Authorization": f"Bearer {at['access_token']}"}

        async def bare() -> object:
            return msgspec.json.decode((await http.get(url, headers=headers)).content, type=Organization)

        return [
            await compared("one after the other", _in_turn, client.organization, bare),
            await compared("16 side by side", _side_by_side, client.organization, bare),
        ]


Ask = Callable[[], Awaitable[object]]


async def compared(how: str, run: Callable[[Ask], Awaitable[None]], client: Ask, bare: Ask) -> str:
    """A line: requests a second of both, medians of rounds taken in turns."""
    rates: dict[Ask, list[float]] = {client: [], bare: []}
    for _ in range(ROUNDS):
        for ask, seen in rates.items():
            begun = time.perf_counter()
            await run(ask)
            seen.append(REQUESTS / (time.perf_counter() - begun))
    ours, floor = (statistics.median(seen) for seen in rates.values())
    return f"requests a second, {how}: {ours:.0f}, bare httpx {floor:.0f}, ratio {ours / floor:.2f}"


async def _in_turn(ask: Ask) -> None:
    for _ in range(REQUESTS):
        await ask()


async def _side_by_side(ask: Ask) -> None:
    todo = iter(range(REQUESTS))

    async def worker() -> None:
        for _ in todo:
            await ask()

    await asyncio.gather(*(worker() for _ in range(16)))


def expanded(members: int) -> Iterator[bytes]:
    """The pages of the practice server's expanded listing, as bytes."""
    backend: Backend = data.build("empty", "Bench", lambda: datetime.now(UTC))
    data.add_members(backend, members, datetime.now(UTC))
    cursor: list[tuple[str, str]] = []
    while True:
        query = [("limit", "100"), ("expand", EXPAND), *cursor]
        page = routes.answer(backend, "GET", "/members", query, None)
        yield msgspec.json.encode(page)
        if not page["has_next"]:
            return
        cursor = [("cursor", page["cursor_next"])]


async def listed(pages: Iterator[bytes]) -> list[Member]:
    """The members as the client gives them, from pages that cost no network."""

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=next(pages), headers={"Content-Type": "application/json"})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer), trust_env=False) as http:
        client = Client(http, "http://127.0.0.1/v2", BearerAuth("t"), clock=Clock())
        return [member async for member in client.members.list()]


def memory(count: int) -> float:
    """Megabytes that the members of a listing keep, without the pages they came in."""
    pages = list(expanded(count))
    gc.collect()
    tracemalloc.start()
    members = asyncio.run(listed(iter(pages)))
    gc.collect()
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(members) == count
    return kept / 1e6


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000
