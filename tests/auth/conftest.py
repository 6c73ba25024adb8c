"""Stand-ins for what lies outside: time, a keyring, a token endpoint."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from akiles_console.auth.storage import Storage
from akiles_console.clock import Clock


class Time:
    """Virtual time: sleeping moves it on, and leaves the keyring's thread a real moment to do its work."""

    def __init__(self) -> None:
        self.seconds = 0.0

    async def _sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0.005)

    def clock(self) -> Clock:
        start = datetime(2026, 1, 5, tzinfo=UTC)
        return Clock(
            now=lambda: start + timedelta(seconds=self.seconds),
            monotonic=lambda: self.seconds,
            sleep=self._sleep,
        )


class Ring(KeyringBackend):
    """A keyring in memory; `locked` makes it refuse, `forgets` makes it keep nothing, `before` runs first."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = self.forgets = False
        self.before: Callable[[], object] = lambda: None

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        if not self.forgets:
            self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.entries[service, username]

    def _check(self) -> None:
        self.before()
        if self.locked:
            raise KeyringLocked


class TokenEndpoint:
    """A token endpoint whose refresh tokens rotate: `refresh-1` gives `access-2` and `refresh-2`, and so on.

    `next` answers once instead; an exception there loses the answer after the rotation. `gate` holds answers back,
    `asked` tells that somebody asked.
    """

    def __init__(self) -> None:
        self.number = 1
        self.life: Any = 3600
        self.forms: list[dict[str, str]] = []
        self.next: list[httpx.Response | Exception] = []
        self.asked = asyncio.Event()
        self.gate: asyncio.Event | None = None

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.url == "https://auth.akiles.test/oauth2/token"
        form = dict(httpx.QueryParams(request.content.decode()))
        self.forms.append(form)
        self.asked.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.next:
            answer = self.next.pop(0)
            if isinstance(answer, httpx.Response):
                return answer
            self.number += 1
            raise answer
        if form.get("refresh_token") != f"refresh-{self.number}":
            return httpx.Response(400, json={"error": "invalid_grant", "error_description": "reused"})
        self.number += 1
        return httpx.Response(200, json=self.answer())

    def answer(self) -> dict[str, Any]:
        return {
            "access_token": f"access-{self.number}",
            "refresh_token": f"refresh-{self.number}",
            "token_type": "bearer",
            "expires_in": self.life,
        }


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
async def storage(ring: Ring) -> AsyncIterator[Storage]:
    storage = Storage("test", ring, patience=0.2)
    yield storage
    storage.close()


@pytest.fixture
def endpoint() -> TokenEndpoint:
    return TokenEndpoint()


@pytest.fixture
async def http(endpoint: TokenEndpoint) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.MockTransport(endpoint), trust_env=False) as http:
        yield http
