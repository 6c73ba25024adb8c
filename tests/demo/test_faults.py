"""The switchboard of faults: what the caller sees, and what was really done."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
import pytest

import akiles_console
from akiles_console.demo.faults import Fault, Rule
from akiles_console.demo.server import DemoServer

pytestmark = pytest.mark.anyio

_CUT = (httpx.RemoteProtocolError, httpx.ReadError)


@pytest.fixture
async def plain(server: DemoServer) -> AsyncIterator[httpx.AsyncClient]:
    """A client that does not look at the answers."""
    headers = {"authorization": f"Bearer {server.access_token}"}
    async with httpx.AsyncClient(base_url=server.api_url, headers=headers, trust_env=False) as http:
        yield http


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [
        (Fault.UNAVAILABLE, 503, "unavailable"),
        (Fault.TOO_MANY, 429, "too_many_requests"),
        (Fault.TOO_MANY_UNTIL, 429, "too_many_requests"),
        (Fault.UNAUTHORIZED, 401, "unauthorized"),
        (Fault.FORBIDDEN, 403, "forbidden"),
        (Fault.REFUSE, 400, "invalid_request"),
    ],
)
async def test_refused_and_nothing_done(
    api: httpx.AsyncClient, server: DemoServer, fault: Fault, status: int, kind: str
) -> None:
    """An error as Akiles words it, Retry-After where there is one, and the next request is answered as usual."""
    server.faults.append(Rule(fault, "/members$", "POST", seconds=7))
    answer = await api.post("/members", json={"name": "Ana"})
    assert (answer.status_code, answer.json()["type"]) == (status, kind)
    wait = answer.headers.get("retry-after")
    if fault is Fault.TOO_MANY_UNTIL:
        assert abs(parsedate_to_datetime(wait) - datetime.now(UTC) - timedelta(seconds=7)) < timedelta(seconds=3)
    else:
        assert wait == ("7" if fault is Fault.TOO_MANY else None)
    assert len(server.backend.members) == 25
    assert (await api.post("/members", json={"name": "Ana"})).json()["name"] == "Ana"


async def test_a_page_of_somebody_else(api: httpx.AsyncClient, server: DemoServer) -> None:
    """200 and HTML, as a hotel's network answers; nothing is done."""
    server.faults.append(Rule(Fault.HTML, "/members$", "POST"))
    answer = await api.post("/members", json={"name": "Ana"})
    assert (answer.status_code, answer.headers["content-type"][:9]) == (200, "text/html")
    assert len(server.backend.members) == 25


@pytest.mark.parametrize(
    ("fault", "members"),
    [
        (Fault.DROP, 25),
        (Fault.RESET, 25),
        (Fault.LATE_COMMIT, 25),
        (Fault.LOSE_ANSWER, 26),
        (Fault.RESET_AFTER, 26),
        (Fault.HALF_BODY, 26),
    ],
)
async def test_cut(plain: httpx.AsyncClient, server: DemoServer, fault: Fault, members: int) -> None:
    """The caller cannot tell whether it was done before the cut, or not at all."""
    server.faults.append(Rule(fault, "/members$", skip=1, seconds=60))
    assert (await plain.get("/members")).status_code == 200
    with pytest.raises(_CUT):
        await plain.post("/members", json={"name": "Ana"})
    assert len(server.backend.members) == members
    assert (await plain.get("/organization")).status_code == 200


async def test_a_reset_is_a_reset(server: DemoServer) -> None:
    """An RST, which some clients treat in another way than an end."""
    server.faults.append(Rule(Fault.RESET))
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(f"GET /v2/organization HTTP/1.1\r\nhost: 127.0.0.1:{server.port}\r\n\r\n".encode())
    with pytest.raises(ConnectionResetError):
        await asyncio.wait_for(reader.read(), 5)
    writer.close()


async def test_half_a_body(server: DemoServer) -> None:
    """The head promises more than there comes."""
    server.faults.append(Rule(Fault.HALF_BODY))
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    head = f"GET /v2/organization HTTP/1.1\r\nhost: 127.0.0.1:{server.port}\r\n"
    writer.write(f"{head}authorization: Bearer {server.access_token}\r\n\r\n".encode())
    got, _, body = (await asyncio.wait_for(reader.read(), 5)).partition(b"\r\n\r\n")
    writer.close()
    promised = int(got.lower().partition(b"content-length: ")[2].split()[0])
    assert got.startswith(b"HTTP/1.1 200")
    assert len(body) == promised // 2


async def test_done_although_cut(plain: httpx.AsyncClient, server: DemoServer) -> None:
    """A late commit: nothing to be seen at first, and then it is there."""
    server.faults.append(Rule(Fault.LATE_COMMIT, "/members$", "POST", seconds=0.3))
    with pytest.raises(_CUT):
        await plain.post("/members", json={"name": "Ana"})
    assert len(server.backend.members) == 25
    await asyncio.sleep(0.5)
    assert len(server.backend.members) == 26


async def test_an_error_after_it_was_done(api: httpx.AsyncClient, server: DemoServer) -> None:
    """500, and yet."""
    server.faults.append(Rule(Fault.ERROR_AFTER, "/members$", "POST"))
    assert (await api.post("/members", json={"name": "Ana"})).status_code == 500
    assert len(server.backend.members) == 26


async def test_a_dropped_write(api: httpx.AsyncClient, server: DemoServer) -> None:
    """An answer like any other, after which nothing is different: no object, no event, no change."""
    server.faults.append(Rule(Fault.DROPPED_WRITE, count=3))
    member = server.backend.members[0]
    events = len(server.backend.tables["events"].by_id)
    made = (await api.post("/members", json={"name": "Ana"})).raise_for_status().json()
    assert (await api.patch(f"/members/{member['id']}", json={"name": "Eva"})).json()["name"] == "Eva"
    assert (await api.delete(f"/members/{member['id']}")).json()["is_deleted"]
    assert (await api.get(f"/members/{made['id']}")).status_code == 404
    assert (await api.get(f"/members/{member['id']}")).json()["name"] == member["name"]
    assert len(server.backend.members) == 25
    assert len(server.backend.tables["events"].by_id) == events


async def test_bodies_that_cannot_be_read(plain: httpx.AsyncClient, server: DemoServer) -> None:
    """JSON that ends too early with the right length; more than anybody should take."""
    server.faults += [Rule(Fault.BROKEN_JSON), Rule(Fault.LONG_BODY)]
    broken = await plain.get("/organization")
    assert (broken.status_code, broken.headers["content-type"]) == (200, "application/json")
    with pytest.raises(ValueError, match="Expecting"):
        broken.json()
    long = await plain.get("/organization")
    assert len(long.content) > 10_000_000
    assert long.json()["id"] == server.backend.id


async def test_a_late_answer(api: httpx.AsyncClient, server: DemoServer) -> None:
    """It comes after the delay; others are answered meanwhile."""
    server.faults.append(Rule(Fault.DELAY, "/organization", seconds=0.2))
    late = asyncio.ensure_future(api.get("/organization"))
    await asyncio.sleep(0.05)
    assert (await api.get("/sites")).status_code == 200
    assert not late.done()
    assert (await late).status_code == 200


async def test_rules_by_parameter_method_and_count(api: httpx.AsyncClient, server: DemoServer) -> None:
    """A server that knows no `expand`, twice; everything else goes on."""
    server.faults.append(Rule(Fault.REFUSE, "/members$", "GET", count=2, query="expand=emails%2Cpins"))
    expand = {"expand": "emails,pins"}
    statuses = [(await api.get("/members", params=params)).status_code for params in (expand, {}, expand, expand)]
    assert statuses == [400, 200, 400, 200]


async def test_stopping_forgets_late_commits(connect: Callable[..., httpx.AsyncClient]) -> None:
    """A server that is gone does nothing any more."""
    async with DemoServer(template="empty") as server, connect(server) as api:
        server.faults.append(Rule(Fault.LATE_COMMIT, "/members$", seconds=0.1))
        with pytest.raises(_CUT):
            await api.post("/members", json={"name": "Ana"})
        await server.stop()
        await asyncio.sleep(0.2)
        assert server.backend.members == []


def test_nothing_of_the_program_reaches_the_faults() -> None:
    """They are off, and neither the window nor the command line knows their names."""
    assert DemoServer(template="empty").faults == []
    package = Path(akiles_console.__file__).parent
    for source in package.rglob("*.py"):
        if source.parent.name == "demo":
            continue
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Attribute) and node.attr == "faults"), source
            assert not (isinstance(node, ast.ImportFrom) and node.module == "akiles_console.demo.faults"), source
