"""Akiles in virtual time, behind a bad network and with others at it: what the simulator runs the engine against."""

from __future__ import annotations

import asyncio
import functools
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from akiles_console.clock import Clock
from akiles_console.demo import data, routes
from akiles_console.demo.refusal import Refusal

sys.path.insert(0, str(Path(__file__).parents[1]))
from virtual_time import BrokenPromise, VirtualLoop

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LATEST_COMMIT = 60.0
LOOKED_AT_WITHIN = 300.0
"""Seconds between a look at a member and a write upon it: 30 of the engine, the rest for repeats and late arrivals."""
OURS = "akiles-console"


class World:
    """Akiles behind a bad network, and who else is at it. `calm` switches all of that off."""

    def __init__(self, seed: int, loop: VirtualLoop) -> None:
        self.chance = random.Random(seed)
        self.loop = loop
        self.slept = 0.0
        self.travelling: list[tuple[asyncio.TimerHandle, Callable[[], None]]] = []
        self.backend = data.build("empty", "Practice office", self.now, seed)
        for name in ("Engineering", "Sales", "Operations", "Everyone"):
            self.ask("POST", "/member_groups", {"name": name})
        for number in range(5):
            mark = {"source": "guesty", "sourceID": f"{number:03}"} if number % 2 else {}
            self.ask("POST", "/members", {"name": f"Guest {number}", "metadata": mark})
        self.foreign = self._foreign()
        self.calm = False
        self.two_consoles = False
        self.requests = 0
        self.broken: BrokenPromise | None = None
        self.power_cut: tuple[int, Callable[[], object]] | None = None
        """After how many more writes one leaves whose sender is gone before it arrives, and what ends the sender."""
        self.at_request: dict[int, Callable[[], object]] = {}
        self.writes: list[tuple[str, str]] = []
        self.journalled: set[str] = set()
        self.seen: dict[tuple[str, str], float] = {}
        self.trouble = self.chance.choice([0.0, 0.05, 0.15, 0.3])
        self.never_without: set[str] = set()

    def now(self) -> datetime:
        return START + timedelta(seconds=self.loop.time() + self.slept)

    def clock(self) -> Clock:
        return Clock(now=self.now, monotonic=self.loop.time, random=self.chance.random)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """What somebody does in the panel, without any network."""
        return routes.answer(self.backend, method, path, [], body)

    def _foreign(self) -> dict[str, str]:
        members = self.backend.tables["members"].by_id.values()
        return {m["id"]: json.dumps(m, sort_keys=True) for m in members if m["metadata"].get("source") != OURS}

    async def handle(self, request: httpx.Request, console: str) -> httpx.Response:
        if self.broken:
            raise self.broken
        self.requests += 1
        awake, sent = self.slept, self.loop.time() + self.slept
        if happening := self.at_request.pop(self.requests, None):
            happening()
            await asyncio.sleep(0)
        await asyncio.sleep(self.chance.uniform(0.01, 0.2))
        if request.method != "GET" and self._cut_off(request, console, sent):
            raise httpx.ReadError("cut", request=request)
        fault = "" if self.calm or self.chance.random() > self.trouble else self._fault(request.method)
        now, self.slept = self.slept, awake  # what was on its way when the computer fell asleep arrived before that
        try:
            answer = self._before(request, console, sent, fault) or self._commit(request, console, sent)
        finally:
            self.slept = now
        if fault == "dropped write" and request.method == "POST" and answer.status_code == 200:
            path = f"{request.url.path.removeprefix('/v2')}/{answer.json()['id']}"
            self.ask("DELETE", path)  # answered, and not there when one looks
        if fault == "lost answer":
            raise httpx.ReadError("cut", request=request)
        if fault == "503 after":
            return _unavailable()
        if fault == "html":
            return httpx.Response(200, html="<p>Please sign in to the guest network</p>")
        if fault == "broken":
            return httpx.Response(200, content=b'{"id": "mem_', headers={"content-type": "application/json"})
        return answer

    def _cut_off(self, request: httpx.Request, console: str, sent: float) -> bool:
        if self.power_cut is None:
            return False
        left, end = self.power_cut
        self.power_cut = (left - 1, end) if left else None
        if left:
            return False
        self.loop.call_later(self.chance.uniform(5, LATEST_COMMIT), self._arrive, request, console, sent)
        end()
        return True

    def _fault(self, method: str) -> str:
        always = ["reset", "lost answer", "429", "503", "html", "broken", "administrator", "page"]
        writes = ["late commit", "503 after", "dropped write", "dropped write"]
        return self.chance.choice(always if method == "GET" else always + writes)

    def _before(self, request: httpx.Request, console: str, sent: float, fault: str) -> httpx.Response | None:
        if fault == "reset":
            raise httpx.ConnectError("refused", request=request)
        if fault == "late commit":
            arrive = functools.partial(self._arrive, request, console, sent)
            self.travelling.append((self.loop.call_later(self.chance.uniform(0, LATEST_COMMIT), arrive), arrive))
            raise httpx.ReadError("cut", request=request)
        if fault == "429":
            body = {"type": "rate", "message": "slow", "args": {}}
            return httpx.Response(429, headers={"Retry-After": "2"}, json=body)
        if fault == "503":
            return _unavailable()
        if fault == "administrator":
            self.administrator()
        if fault == "page":
            self._elsewhere()
        return None

    def sleep(self, seconds: float) -> None:
        """The computer sleeps: its monotonic clock stands still, while Akiles gets what was still on its way."""
        begun, travelling, self.travelling = self.slept, self.travelling, []
        for arrival, arrive in sorted(travelling, key=lambda one: one[0].when()):
            if arrival.when() > self.loop.time() and not arrival.cancelled():
                arrival.cancel()
                self.slept = begun + arrival.when() - self.loop.time()
                arrive()
        self.slept = begun + seconds

    def _arrive(self, request: httpx.Request, console: str, sent: float) -> None:
        """A write that nobody waits for any more; what it breaks is told to the next one who asks."""
        try:
            self._commit(request, console, sent)
        except BrokenPromise as broken:
            self.broken = self.broken or broken

    def _commit(self, request: httpx.Request, console: str, sent: float) -> httpx.Response:
        path, write = request.url.path.removeprefix("/v2"), request.method != "GET"
        body = json.loads(request.content) if request.content else None
        if write:
            self._check_request(request.method, path, body, console, sent)
        query = [(name, "3" if name == "limit" else value) for name, value in request.url.params.multi_items()]
        try:
            done = routes.answer(self.backend, request.method, path, query, body)
        except Refusal as refusal:
            return httpx.Response(refusal.status, json=refusal.body())
        if write:
            self.writes.append((request.method, path))
            self._check()
        elif path.startswith("/members"):
            for member in done.get("data", [done]):
                self.seen[console, member["id"]] = self.loop.time() + self.slept
        return httpx.Response(200, json=done)

    def administrator(self) -> None:
        """Somebody else ends a group of one of our people, or renames one, at the worst moment."""
        people = [one for one in self.ours() if one["group_associations"]]
        if self.calm or not people:
            return
        member = self.chance.choice(people)
        if self.chance.random() < 0.5:
            self.ask("PATCH", f"/members/{member['id']}", {"name": "Renamed by hand"})
            return
        child = self.chance.choice(member["group_associations"])
        self.ask("DELETE", f"/members/{member['id']}/group_associations/{child['id']}")
        self.never_without.discard(member["metadata"]["sourceID"])

    def _elsewhere(self) -> None:
        """Another integration makes or deletes a member of its own while somebody turns pages."""
        known = [m for m, kept in self.foreign.items() if not json.loads(kept)["is_deleted"]]
        if len(known) > 4 and self.chance.random() < 0.5:
            self.ask("DELETE", f"/members/{self.chance.choice(known)}")
        else:
            self.ask("POST", "/members", {"name": "Guest", "metadata": {"source": "guesty", "sourceID": "001"}})
        self.foreign = self._foreign()

    def ours(self) -> list[dict[str, Any]]:
        """Our living members with their groups."""
        return [
            {**m, "group_associations": self.backend.living("group_associations", m["id"])}
            for m in self.backend.tables["members"].by_id.values()
            if m["metadata"].get("source") == OURS and not m["is_deleted"]
        ]

    def _check_request(self, method: str, path: str, body: Any, console: str, sent: float) -> None:
        member_id = path.split("/")[2] if path.count("/") > 1 else ""
        if member_id in self.foreign:
            raise BrokenPromise("somebody else's member was written")
        if method == "POST" and body.get("metadata", {}).get("operation") not in self.journalled:
            raise BrokenPromise(f"{method} {path} was not in the journal")
        unseen = sent - self.seen.get((console, member_id), -1e9)
        if method != "POST" and unseen > LOOKED_AT_WITHIN:
            raise BrokenPromise(f"{method} {path} without a look since {unseen:.0f} s")

    def _check(self) -> None:
        members = self.ours()
        keys = Counter(m["metadata"]["sourceID"] for m in members)
        if not self.two_consoles and any(n > 1 for n in keys.values()):
            raise BrokenPromise(f"two members for {[key for key, n in keys.items() if n > 1]}")
        with_access = {m["metadata"]["sourceID"] for m in members if m["group_associations"] and not m["ends_at"]}
        if self.never_without - with_access:
            raise BrokenPromise(f"{sorted(self.never_without - with_access)} stood before a closed door")

    def check_foreign(self) -> None:
        """Raises BrokenPromise where anybody else's member is not what it was."""
        if self._foreign() != self.foreign:
            raise BrokenPromise("somebody else's member was written")


def _unavailable() -> httpx.Response:
    return httpx.Response(503, json={"type": "unavailable", "message": "later", "args": {}})
