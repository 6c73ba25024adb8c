"""Two servers without a socket: a scripted Akiles, which raises on what it was not told, and the practice one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from akiles_console.api.client import Client
from akiles_console.auth.tokens import BearerAuth
from akiles_console.clock import Clock
from akiles_console.demo import data, routes
from akiles_console.demo.backend import Backend
from akiles_console.demo.refusal import Refusal, invalid


class Time:
    """Virtual time: sleeping moves it on at once; `slept` remembers every pause."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)

    def clock(self) -> Clock:
        start = datetime(2026, 1, 5, tzinfo=UTC)
        return Clock(
            now=lambda: start + timedelta(seconds=self.seconds),
            monotonic=lambda: self.seconds,
            sleep=self.sleep,
            random=lambda: 0.5,
        )


Answer = httpx.Response | Exception
Reply = Callable[[httpx.Request], Answer]


class Akiles:
    """Answers by method and path, in the order in which answers were given; the last one stays."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self._replies: dict[str, list[Answer | Reply]] = {}

    def on(self, operation: str, *answers: Answer | Reply | Any) -> None:
        """`operation` as in "GET /sites"; an answer is a response, an exception, a function or JSON."""
        ready = [
            a if isinstance(a, httpx.Response | Exception) or callable(a) else httpx.Response(200, json=a)
            for a in answers
        ]
        self._replies.setdefault(operation, []).extend(ready)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        operation = f"{request.method} {request.url.path.removeprefix('/v2')}"
        if operation not in self._replies:
            raise AssertionError(f"nobody expected {operation}")
        replies = self._replies[operation]
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        answer = reply if isinstance(reply, httpx.Response | Exception) else reply(request)
        if isinstance(answer, Exception):
            raise answer
        # a fresh copy: httpx closes what it has read, and the last answer is given again
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def bodies(self, operation: str) -> list[Any]:
        """What was sent to an operation."""
        return [
            json.loads(r.content) for r in self.requests if f"{r.method} {r.url.path.removeprefix('/v2')}" == operation
        ]


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def akiles() -> Iterator[Akiles]:
    yield Akiles()


@pytest.fixture
async def client(akiles: Akiles, time: Time) -> AsyncIterator[Client]:
    async with httpx.AsyncClient(transport=httpx.MockTransport(akiles), trust_env=False) as http:
        yield Client(http, "https://api.akiles.test/v2", BearerAuth("token"), clock=time.clock())


class Practice:
    """The practice Akiles in this process: faithful, and it can lack parameters as an older server may.

    `refuses` are names of parameters answered with 400 `invalid_request`, `before` is called with each request.
    """

    def __init__(self, template: str = "office", now: datetime = datetime(2026, 1, 5, tzinfo=UTC)) -> None:
        self.backend: Backend = data.build(template, "Practice", lambda: now)
        self.refuses: set[str] = set()
        self.requests: list[httpx.Request] = []
        self.before: Callable[[httpx.Request], None] = lambda request: None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.before(request)
        self.requests.append(request)
        query = request.url.params.multi_items()
        body = json.loads(request.content) if request.content else None
        try:
            if self.refuses & {name for name, _ in query}:
                raise invalid("A parameter is unknown here.")
            path = request.url.path.removeprefix("/v2")
            return httpx.Response(200, json=routes.answer(self.backend, request.method, path, query, body))
        except Refusal as refusal:
            return httpx.Response(refusal.status, json=refusal.body())

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        """A new connection to it."""
        async with httpx.AsyncClient(transport=httpx.MockTransport(self), trust_env=False) as http:
            yield Client(http, "https://api.akiles.test/v2", BearerAuth("token"), clock=Time().clock())


@pytest.fixture
def practice() -> Practice:
    return Practice()


@pytest.fixture(scope="session")
def new_practice() -> type[Practice]:
    """For tests that need more than one."""
    return Practice
