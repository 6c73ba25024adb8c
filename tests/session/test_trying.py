"""The Test button: what can be known of an application before anybody logs in."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from akiles_console.demo.faults import Fault, Rule
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure
from akiles_console.session import Endpoints, Session

pytestmark = pytest.mark.anyio


@pytest.fixture
def port() -> int:
    """One that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


async def test_the_right_id_and_secret_are_known_and_nothing_is_kept(
    session: Session, demo: DemoServer, ring: Any, port: int
) -> None:
    assert await session.try_application(demo.client_id, demo.client_secret, port=port)
    assert not session.connected
    assert ring.entries == {}


@pytest.mark.parametrize("wrong", ["id", "secret"])
async def test_a_wrong_id_or_secret_is_told(session: Session, demo: DemoServer, port: int, wrong: str) -> None:
    known = {"id": demo.client_id, "secret": demo.client_secret} | {wrong: "wrong"}
    with pytest.raises(Failure) as caught:
        await session.try_application(known["id"], known["secret"], port=port)
    assert caught.value.code == "client_refused"


async def test_a_taken_port_is_told_before_anything_is_sent(session: Session, demo: DemoServer) -> None:
    with pytest.raises(Failure) as caught:
        await session.try_application(demo.client_id, demo.client_secret, port=demo.port)
    assert caught.value.code == "port_in_use"


async def test_nobody_there_is_told(started: Any, port: int) -> None:
    away = started(Endpoints("http://127.0.0.1:9/v2", "http://127.0.0.1:9", "x"))
    with pytest.raises(Failure) as caught:
        await away.try_application("id", "secret", port=port)
    assert caught.value.code == "auth_unreachable"


async def test_a_page_of_somebody_else_in_between_is_told(session: Session, demo: DemoServer, port: int) -> None:
    demo.faults.append(Rule(Fault.HTML, "/oauth2/token$", "POST"))
    with pytest.raises(Failure) as caught:
        await session.try_application(demo.client_id, demo.client_secret, port=port)
    assert caught.value.code == "auth_no_answer"
