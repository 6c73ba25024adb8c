"""A whole connection over real HTTP, with the practice Akiles: login, restart, disconnect, and what goes wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from keyring.backend import KeyringBackend

from akiles_console import log, settings
from akiles_console.api.errors import ApiError, LostAnswer, Unreachable
from akiles_console.auth.storage import KeyringLocked
from akiles_console.auth.tokens import SignedOut
from akiles_console.clock import Clock
from akiles_console.demo.faults import Fault, Rule
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure
from akiles_console.session import AKILES, Endpoints, NotConnected, Session, endpoints_from

pytestmark = pytest.mark.anyio

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
        from keyring.errors import KeyringLocked as Locked

        if self.locked:
            raise Locked


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
async def demo() -> AsyncIterator[DemoServer]:
    async with DemoServer() as server:
        yield server


@pytest.fixture
async def started() -> AsyncIterator[Starter]:
    """Makes sessions, as program starts would, and closes them at the end."""
    sessions: list[Session] = []

    def start(*args: Any, **options: Any) -> Session:
        sessions.append(Session(*args, **options))
        return sessions[-1]

    yield start
    for session in sessions:
        await session.aclose()


@pytest.fixture
async def session(started: Starter, demo: DemoServer, ring: Ring) -> Session:
    return started(at(demo), backend=ring)


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


def at(demo: DemoServer) -> Endpoints:
    return Endpoints(demo.api_url, demo.auth_url, "demo")


class Time:
    """Virtual time: pauses of the engine take none, a person's patience with the browser does not end."""

    def __init__(self) -> None:
        self.seconds = 0.0

    async def _sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0 if seconds < 100 else 60)

    def clock(self) -> Clock:
        return Clock(monotonic=lambda: self.seconds, sleep=self._sleep)


def content(folder: Path) -> str:
    """Everything that is written below a folder."""
    return b"".join(f.read_bytes() for f in folder.rglob("*") if f.is_file()).decode()


class Browser:
    """A person in front of the consent page; `show` is what the session gets."""

    def __init__(self, decision: str = "allow", organization: int = 0) -> None:
        self.decision = decision
        self.organization = organization
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
            self.pages.append((await http.get(sent.headers["Location"])).text)

    async def done(self) -> None:
        await asyncio.gather(*self._tasks)


async def login(session: Session, demo: DemoServer, browser: Browser | None = None, port: int = 0) -> Browser:
    browser = browser or Browser()
    await session.connect(demo.client_id, demo.client_secret, port=port, show=browser.show)
    await browser.done()
    return browser


class TestConnecting:
    async def test_a_login_ends_with_an_organization(self, session: Session, demo: DemoServer, ring: Ring) -> None:
        assert not session.connected
        browser = await login(session, demo)
        assert session.organization is not None
        assert session.organization.name == "Practice office"
        assert session.since is not None
        assert session.keyring == "Ring"
        assert len([s async for s in session.client.sites.list()]) == 2
        assert len([m async for m in session.client.members.list()]) == 25
        assert "close this page" in browser.pages[0]
        assert sorted(service.split()[-1] for service, _ in ring.entries) == ["client-secret", "refresh-token"]

    async def test_a_login_works_on_the_window_s_loop(self, qapp: Any, session: Session, demo: DemoServer) -> None:
        await login(session, demo)
        assert len([m async for m in session.client.members.list()]) == 25

    async def test_the_other_organization_may_be_chosen(self, session: Session, demo: DemoServer) -> None:
        await login(session, demo, Browser(organization=1))
        assert session.organization is not None
        assert session.organization.name == "Practice annex"

    async def test_a_denial_leaves_everything_as_it_was(self, session: Session, demo: DemoServer, ring: Ring) -> None:
        await login(session, demo)
        before = dict(ring.entries)
        with pytest.raises(Failure) as caught:
            await login(session, demo, Browser("deny"))
        assert caught.value.code == "consent_denied"
        assert session.connected
        assert ring.entries == before

    async def test_a_port_in_use_is_named(self, session: Session, demo: DemoServer) -> None:
        with pytest.raises(Failure) as caught:
            await login(session, demo, port=demo.port)
        assert (caught.value.code, caught.value.details) == ("port_in_use", {"port": demo.port})

    async def test_a_wrong_secret_is_told(self, session: Session, demo: DemoServer) -> None:
        browser = Browser()
        with pytest.raises(Failure) as caught:
            await session.connect(demo.client_id, "wrong", port=0, show=browser.show)
        await browser.done()
        assert caught.value.code == "client_refused"
        assert not session.connected

    async def test_one_login_at_a_time_and_it_can_be_cancelled(self, session: Session, demo: DemoServer) -> None:
        shown: asyncio.Queue[str] = asyncio.Queue()
        first = asyncio.create_task(session.connect(demo.client_id, "x", port=0, show=shown.put_nowait))
        url = await shown.get()
        with pytest.raises(Failure) as caught:
            await login(session, demo)
        assert caught.value.code == "login_runs"
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        port = int(parse_qs(urlsplit(url).query)["redirect_uri"][0].split(":")[2].split("/")[0])
        await login(session, demo, port=port)  # the port is free again
        assert session.connected

    async def test_a_full_disk_is_told(
        self, session: Session, demo: DemoServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(changed: settings.Settings) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(settings, "save", full)
        browser = Browser()
        with pytest.raises(Failure) as caught:
            await login(session, demo, browser)
        await browser.done()
        assert caught.value.details == {"reason": "No space left on device"}
        assert not session.connected

    async def test_the_settings_hold_no_secret(
        self, session: Session, demo: DemoServer, ring: Ring, own_folder: Path
    ) -> None:
        await login(session, demo)
        written = content(own_folder)
        assert "Practice office" in written
        assert demo.client_id in written
        assert [secret for secret in ring.entries.values() if secret in written] == []

    async def test_no_secret_reaches_the_log(
        self, session: Session, demo: DemoServer, ring: Ring, own_folder: Path, logged: None
    ) -> None:
        await login(session, demo)
        client = session.client
        member = await client.members.create(name="Ana Canary", metadata={})
        await client.emails.create(member.id, email="ana.canary@example.com", metadata={})
        await client.pins.create(member.id, pin="83196427", metadata={})
        assert [m async for m in client.members.list(email="ana.canary@example.com")] != []
        with pytest.raises(ApiError):  # taken
            await client.pins.create(member.id, pin="83196427", metadata={})
        demo.gate._access.clear()
        await client.organization()
        demo.faults.append(Rule(Fault.LOSE_ANSWER, "/members$", "POST"))
        with pytest.raises(LostAnswer) as caught:
            await client.members.create(name="Ana Canary", metadata={})
        logging.getLogger("akiles_console.test").error("it failed", exc_info=caught.value)
        text = content(own_folder)
        assert "POST /members/{member_id}/pins 200" in text
        secrets = [*ring.entries.values(), "83196427", "canary", "Canary"]
        assert [secret for secret in secrets if secret in text] == []


class TestRestoring:
    async def test_after_a_restart_it_is_still_connected(
        self, started: Starter, session: Session, demo: DemoServer, ring: Ring
    ) -> None:
        await login(session, demo)
        since = session.since
        again = started(at(demo), backend=ring)
        assert await again.restore()
        assert again.organization is not None
        assert again.organization.name == "Practice office"
        assert again.since is not None and since is not None
        assert abs((again.since - since).total_seconds()) <= 1
        third = started(at(demo), backend=ring)  # the token that was rotated in between is the one that is kept
        assert await third.restore()

    async def test_without_anything_stored_nothing_happens(self, session: Session, ring: Ring) -> None:
        ring.locked = True  # it is not even asked
        assert not await session.restore()
        with pytest.raises(NotConnected):
            _ = session.client

    async def test_disconnecting_forgets(self, session: Session, demo: DemoServer, ring: Ring) -> None:
        await login(session, demo)
        await session.disconnect()
        assert not session.connected
        assert ring.entries == {}
        assert settings.load().connections == {}
        assert not await session.restore()

    async def test_a_locked_keyring_is_not_no_connection(
        self, started: Starter, session: Session, demo: DemoServer, ring: Ring
    ) -> None:
        await login(session, demo)
        again = started(at(demo), backend=ring)
        ring.locked = True
        with pytest.raises(KeyringLocked):
            await again.restore()
        ring.locked = False
        assert await again.restore()

    async def test_a_locked_keyring_does_not_keep_anybody_out(
        self, session: Session, demo: DemoServer, ring: Ring
    ) -> None:
        ring.locked = True
        await login(session, demo)
        assert session.connected and session.keyring is None
        assert [site.name async for site in session.client.sites.list()]
        ring.locked = False
        assert ring.entries == {}

    async def test_akiles_away_is_told_and_nothing_is_lost(
        self, started: Starter, session: Session, demo: DemoServer, ring: Ring
    ) -> None:
        await login(session, demo)
        port = demo.port
        await demo.stop()
        time = Time()
        again = started(at(demo), backend=ring, clock=time.clock())
        with pytest.raises(Failure) as caught:
            await again.restore()
        assert caught.value.code == "auth_unreachable"
        assert not again.connected
        demo.port = port
        await demo.start()
        time.seconds += 60
        assert await again.restore()

    async def test_a_connection_taken_back_is_forgotten(
        self, started: Starter, session: Session, demo: DemoServer, ring: Ring
    ) -> None:
        await login(session, demo)
        demo.gate.revoke_all()
        again = started(at(demo), backend=ring)
        with pytest.raises(SignedOut):
            await again.restore()
        assert [s for s, _ in ring.entries if s.endswith("refresh-token")] == []
        assert not await again.restore()
        with pytest.raises(SignedOut):  # and the session that was running finds out too
            await session.client.organization()
        assert not session.connected
        assert session.organization is None

    async def test_without_a_keyring_it_lasts_for_the_session(
        self, started: Starter, demo: DemoServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("akiles_console.auth.storage._system_keyring", lambda: None)
        session = started(at(demo))
        await login(session, demo)
        assert session.keyring is None
        assert await session.restore()
        again = started(at(demo))
        assert not await again.restore()

    async def test_another_organization_behind_the_same_token_stops(
        self, started: Starter, session: Session, demo: DemoServer, ring: Ring
    ) -> None:
        await login(session, demo)
        demo.backend.organization["id"] = "org_other"
        again = started(at(demo), backend=ring)
        with pytest.raises(Failure) as caught:
            await again.restore()
        assert caught.value.code == "organization_changed"
        assert not again.connected


class TestRenewing:
    async def test_fifty_tasks_on_an_expired_token_renew_once(
        self, started: Starter, ring: Ring, own_folder: Path
    ) -> None:
        shift = timedelta()

        def now() -> datetime:
            return datetime.now(UTC) + shift

        async with DemoServer(now=now) as demo:
            session = started(at(demo), backend=ring, clock=Clock(now=now))
            await login(session, demo)
            saved = ring.saved
            shift = timedelta(hours=2)
            found = await asyncio.gather(*(session.client.organization() for _ in range(50)))
            assert {organization.name for organization in found} == {"Practice office"}
            assert ring.saved == saved + 1
            assert session.client.calls == 50
            await session.aclose()

    async def test_fifty_tasks_refused_at_once_renew_once(self, session: Session, demo: DemoServer, ring: Ring) -> None:
        await login(session, demo)
        saved = ring.saved
        demo.gate._access.clear()  # the server forgot our token before its time
        await asyncio.gather(*(session.client.organization() for _ in range(50)))
        assert ring.saved == saved + 1
        assert 51 <= session.client.calls <= 54  # at most the four that were in flight were sent twice

    async def test_two_programs_share_one_connection(
        self, started: Starter, session: Session, demo: DemoServer, ring: Ring
    ) -> None:
        await login(session, demo)
        other = started(at(demo), backend=ring)
        assert await other.restore()
        for _ in range(3):
            demo.gate._access.clear()
            await asyncio.gather(*(s.client.organization() for s in (session, other) for _ in range(10)))
        assert session.connected
        assert other.connected


class TestFixedToken:
    async def test_an_access_token_needs_no_keyring(self, started: Starter, demo: DemoServer, own_folder: Path) -> None:
        session = started(at(demo), access_token=demo.access_token)
        assert await session.restore()
        assert session.organization is not None
        assert (session.keyring, session.since) == (None, None)
        assert content(own_folder) == ""

    async def test_a_wrong_one_is_refused(self, started: Starter, demo: DemoServer) -> None:
        session = started(at(demo), access_token="wrong")
        with pytest.raises(ApiError) as caught:
            await session.restore()
        assert caught.value.code == "unauthorized"

    async def test_nobody_there(self, started: Starter) -> None:
        session = started(
            Endpoints("http://127.0.0.1:9/v2", "http://127.0.0.1:9", "x"), access_token="t", clock=Time().clock()
        )
        with pytest.raises(Unreachable):
            await session.restore()

    @pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "ñ"])
    def test_what_cannot_be_a_token_is_refused_without_being_repeated(self, token: str) -> None:
        with pytest.raises(Failure) as caught:
            Session(AKILES, access_token=token)
        assert (caught.value.code, caught.value.details) == ("token_malformed", {})


class TestEndpoints:
    def test_the_real_ones_are_the_default(self) -> None:
        assert endpoints_from({}) == AKILES
        assert endpoints_from({"AKILES_API_URL": ""}) == AKILES

    def test_others_have_secrets_of_their_own(self) -> None:
        moved = endpoints_from(
            {"AKILES_API_URL": "http://127.0.0.1:8080/v2/", "AKILES_AUTH_URL": "http://127.0.0.1:8080"}
        )
        assert moved == Endpoints("http://127.0.0.1:8080/v2", "http://127.0.0.1:8080", "127.0.0.1:8080")
        assert endpoints_from({"AKILES_AUTH_URL": "https://x.example"}).name == "x.example"

    @pytest.mark.parametrize(
        "url",
        [
            "http://api.akiles.app/v2",
            "http://127.0.0.1.evil.example/v2",
            "https://user:secret@x.example",
            "ftp://x.example",
            "https://",
            "api.akiles.app",
            "https://x.example:port",
            "https://x.example/?q=1",
        ],
    )
    def test_nothing_is_sent_in_the_clear(self, url: str) -> None:
        for name in ("AKILES_API_URL", "AKILES_AUTH_URL"):
            with pytest.raises(Failure) as caught:
                endpoints_from({name: url})
            assert caught.value.code == "insecure_address"
            assert "secret" not in str(caught.value)
