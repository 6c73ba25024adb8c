"""A scripted Akiles on httpx.MockTransport: it knows what it was told to know, and raises on the rest."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from akiles_console.api.client import Client
from akiles_console.auth.tokens import BearerAuth
from akiles_console.clock import Clock


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
