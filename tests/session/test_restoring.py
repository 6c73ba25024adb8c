"""A connection that was stored: taken up again, taken back, forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from akiles_console import settings
from akiles_console.auth.storage import KeyringLocked
from akiles_console.auth.tokens import SignedOut
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure
from akiles_console.session import NotConnected, Session

pytestmark = pytest.mark.anyio


async def test_after_a_restart_it_is_still_connected(started: Any, session: Session, login: Any) -> None:
    await login(session)
    since = session.since
    again = started()
    assert await again.restore()
    assert again.organization is not None
    assert again.organization.name == "Practice office"
    assert again.since is not None and since is not None
    assert abs((again.since - since).total_seconds()) <= 1
    third = started()  # the token that was rotated in between is the one that is kept
    assert await third.restore()


async def test_without_anything_stored_nothing_happens(session: Session, ring: Any) -> None:
    ring.locked = True  # it is not even asked
    assert not await session.restore()
    with pytest.raises(NotConnected):
        _ = session.client


async def test_disconnecting_forgets(session: Session, ring: Any, login: Any) -> None:
    await login(session)
    await session.disconnect()
    assert not session.connected
    assert ring.entries == {}
    assert settings.load().connections == {}
    assert not await session.restore()


async def test_a_locked_keyring_is_not_no_connection(started: Any, session: Session, ring: Any, login: Any) -> None:
    await login(session)
    again = started()
    ring.locked = True
    with pytest.raises(KeyringLocked):
        await again.restore()
    ring.locked = False
    assert await again.restore()


async def test_a_locked_keyring_does_not_keep_anybody_out(session: Session, ring: Any, login: Any) -> None:
    ring.locked = True
    await login(session)
    assert session.connected and session.keyring is None
    assert [site.name async for site in session.client.sites.list()]
    ring.locked = False
    assert ring.entries == {}


async def test_akiles_away_is_told_and_nothing_is_lost(
    started: Any, session: Session, demo: DemoServer, login: Any, time: Any
) -> None:
    await login(session)
    port = demo.port
    await demo.stop()
    again = started(clock=time.clock())
    with pytest.raises(Failure) as caught:
        await again.restore()
    assert caught.value.code == "auth_unreachable"
    assert not again.connected
    demo.port = port
    await demo.start()
    time.seconds += 60
    assert await again.restore()


async def test_a_connection_taken_back_is_forgotten(
    started: Any, session: Session, demo: DemoServer, ring: Any, login: Any
) -> None:
    await login(session)
    demo.gate.revoke_all()
    again = started()
    with pytest.raises(SignedOut):
        await again.restore()
    assert [s for s, _ in ring.entries if s.endswith("refresh-token")] == []
    assert not await again.restore()
    with pytest.raises(SignedOut):  # and the session that was running finds out too
        await session.client.organization()
    assert not session.connected
    assert session.organization is None


async def test_without_a_keyring_it_lasts_for_the_session(
    started: Any, monkeypatch: pytest.MonkeyPatch, login: Any
) -> None:
    monkeypatch.setattr("akiles_console.auth.storage._system_keyring", lambda: None)
    session = started(backend=None)
    await login(session)
    assert session.keyring is None
    assert await session.restore()
    again = started(backend=None)
    assert not await again.restore()


async def test_another_organization_behind_the_same_token_stops(
    started: Any, session: Session, demo: DemoServer, login: Any
) -> None:
    await login(session)
    demo.backend.organization["id"] = "org_other"
    again = started()
    with pytest.raises(Failure) as caught:
        await again.restore()
    assert caught.value.code == "organization_changed"
    assert not again.connected
