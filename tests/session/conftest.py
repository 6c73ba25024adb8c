"""A practice Akiles, a keyring that can refuse, program starts, and a person in front of the browser."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from akiles_console import log
from akiles_console.clock import Clock
from akiles_console.demo.server import DemoServer
from akiles_console.session import Endpoints, Session

Starter = Callable[..., Session]


class Ring(KeyringBackend):
    """A keyring in memory; `locked` makes it refuse, `saved` counts."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False
        self.saved = 0

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.saved += 1
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.entries[service, username]

    def _check(self) -> None:
        if self.locked:
            raise KeyringLocked


class Time:
    """Virtual time: pauses of the engine take none, a person's patience with the browser does not end."""

    def __init__(self) -> None:
        self.seconds = 0.0

    async def _sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0 if seconds < 100 else 60)

    def clock(self) -> Clock:
        return Clock(monotonic=lambda: self.seconds, sleep=self._sleep)


class Browser:
    """A person in front of the consent page; `show` is what the session gets. `comes_back=False`: the last page, with
    its address in `ended_at`, is not loaded."""

    def __init__(self, decision: str = "allow", organization: int = 0, *, comes_back: bool = True) -> None:
        self.decision = decision
        self.organization = organization
        self.comes_back = comes_back
        self.ended_at = ""
        self.pages: list[str] = []
        self._tasks: list[asyncio.Task[None]] = []

    def show(self, url: str) -> None:
        self._tasks.append(asyncio.get_running_loop().create_task(self._visit(url)))

    async def _visit(self, url: str) -> None:
        async with httpx.AsyncClient(trust_env=False) as http:
            consent = (await http.get(url)).raise_for_status().text
            choices = [part.partition('"')[0] for part in consent.split('name="organization" value="')[1:]]
            asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
            form = asked | {"decision": self.decision, "organization": choices[self.organization]}
            sent = await http.post(url.partition("?")[0], data=form)
            assert sent.status_code in (302, 303)
            self.ended_at = sent.headers["Location"]
            if self.comes_back:
                self.pages.append((await http.get(self.ended_at)).text)

    async def done(self) -> None:
        await asyncio.gather(*self._tasks)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def browser() -> type[Browser]:
    return Browser


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
async def demo() -> AsyncIterator[DemoServer]:
    async with DemoServer() as server:
        yield server


@pytest.fixture
def at() -> Callable[[DemoServer], Endpoints]:
    return lambda server: Endpoints(server.api_url, server.auth_url, "demo")


@pytest.fixture
async def started(demo: DemoServer, ring: Ring, at: Callable[[DemoServer], Endpoints]) -> AsyncIterator[Starter]:
    """Makes sessions for the practice Akiles, as program starts would, and closes them at the end."""
    sessions: list[Session] = []

    def start(endpoints: Endpoints | None = None, **options: Any) -> Session:
        sessions.append(Session(endpoints or at(demo), **{"backend": ring} | options))
        return sessions[-1]

    yield start
    for session in sessions:
        await session.aclose()


@pytest.fixture
async def session(started: Starter) -> Session:
    return started()


@pytest.fixture
def login(demo: DemoServer) -> Callable[..., Awaitable[Browser]]:
    """Connects a session as a person would who allows it."""

    async def through(session: Session, person: Browser | None = None, port: int = 0) -> Browser:
        person = person or Browser()
        await session.connect(demo.client_id, demo.client_secret, port=port, show=person.show)
        await person.done()
        return person

    return through


@pytest.fixture
def content() -> Callable[[Path], str]:
    """Everything that is written below a folder."""
    return lambda folder: b"".join(f.read_bytes() for f in folder.rglob("*") if f.is_file()).decode()


@pytest.fixture
def logged(own_folder: Path) -> Iterator[None]:
    """The log with everything in it, for one test."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    log.setup(debug=True)
    yield
    for handler in [h for h in root.handlers if h not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
