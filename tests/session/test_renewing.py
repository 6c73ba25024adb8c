"""Access tokens that end while many requests are on their way, over real HTTP."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from akiles_console.clock import Clock
from akiles_console.demo.server import DemoServer
from akiles_console.session import Session

pytestmark = pytest.mark.anyio


async def test_fifty_tasks_on_an_expired_token_renew_once(started: Any, at: Any, ring: Any, login: Any) -> None:
    shift = timedelta()

    def now() -> datetime:
        return datetime.now(UTC) + shift

    async with DemoServer(now=now) as demo:
        session = started(at(demo), clock=Clock(now=now))
        await login(session)
        saved = ring.saved
        shift = timedelta(hours=2)
        found = await asyncio.gather(*(session.client.organization() for _ in range(50)))
        assert {organization.name for organization in found} == {"Practice office"}
        assert ring.saved == saved + 1
        assert session.client.calls == 50
        await session.aclose()


async def test_fifty_tasks_refused_at_once_renew_once(
    session: Session, demo: DemoServer, ring: Any, login: Any
) -> None:
    await login(session)
    saved = ring.saved
    demo.gate._access.clear()  # the server forgot our token before its time
    await asyncio.gather(*(session.client.organization() for _ in range(50)))
    assert ring.saved == saved + 1
    assert 51 <= session.client.calls <= 54  # at most the four that were in flight were sent twice


async def test_two_programs_share_one_connection(started: Any, session: Session, demo: DemoServer, login: Any) -> None:
    await login(session)
    other = started()
    assert await other.restore()
    for _ in range(3):
        demo.gate._access.clear()
        await asyncio.gather(*(s.client.organization() for s in (session, other) for _ in range(10)))
    assert session.connected
    assert other.connected
