"""The HTTP around the practice Akiles: connections, limits, faults, running in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from akiles_console.demo.server import DemoServer

pytestmark = pytest.mark.anyio


def _head(server: DemoServer, line: str, *more: str) -> str:
    """The head of a request with a good token, up to the last line break but one."""
    usual = (f"host: 127.0.0.1:{server.port}", f"authorization: Bearer {server.access_token}")
    return "\r\n".join((f"{line} HTTP/1.1", *usual, *more, ""))


async def _raw(server: DemoServer, sent: bytes) -> bytes:
    """What comes back for some bytes, until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(sent)
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    await writer.wait_closed()
    return answer


async def test_requests_are_counted_in_order(api: httpx.AsyncClient, server: DemoServer) -> None:
    """`requests` has all of the API, `writes` what was no GET; signing in is neither."""
    await api.get("/organization")
    await api.post("/members", json={"name": "Ana"})
    await api.get(f"{server.auth_url}/oauth2/auth")
    assert list(server.requests) == [("GET", "/organization"), ("POST", "/members")]
    assert server.request_count == 2
    assert server.writes == [("POST", "/members")]


async def test_one_connection_serves_many_requests(server: DemoServer) -> None:
    """Two requests sent at once on one connection are answered one after the other."""
    first = _head(server, "GET /v2/organization")
    second = _head(server, "GET /v2/organization", "connection: close")
    answer = await _raw(server, f"{first}\r\n{second}\r\n".encode())
    assert answer.count(b"HTTP/1.1 200") == 2


async def test_what_is_no_http_gets_400(server: DemoServer) -> None:
    """A broken request ends its connection and nothing else."""
    assert (await _raw(server, b"\x16\x03\x01 hello\r\n\r\n")).startswith(b"HTTP/1.1 400")
    head = _head(server, "POST /v2/members", "content-length: 1000001")
    assert (await _raw(server, f"{head}\r\n{' ' * 1000001}".encode())).startswith(b"HTTP/1.1 413")
    last = _head(server, "GET /", "connection: close")
    assert (await _raw(server, f"{last}\r\n".encode())).startswith(b"HTTP/1.1 404")


async def test_another_host_is_not_ours(server: DemoServer) -> None:
    """A page of the wide web that points its own name at this computer gets nothing."""
    head = b"GET /oauth2/auth HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n"
    assert (await _raw(server, head)).startswith(b"HTTP/1.1 421")


async def test_an_expected_body_is_asked_for(server: DemoServer) -> None:
    """A client that waits for 100 Continue is told to go on."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    more = ("content-type: application/json", "content-length: 14", "expect: 100-continue", "connection: close")
    head = _head(server, "POST /v2/members", *more) + "\r\n"
    writer.write(head.encode())
    assert (await asyncio.wait_for(reader.readline(), 5)).startswith(b"HTTP/1.1 100")
    writer.write(b'{"name":"Ana"}')
    assert b"HTTP/1.1 200" in await asyncio.wait_for(reader.read(), 5)
    writer.close()
    await writer.wait_closed()


async def test_the_rate_limit_says_when_to_come_back(connect: Callable[..., httpx.AsyncClient]) -> None:
    """More than so many a second are 429 with Retry-After, and a second later it goes on."""
    async with DemoServer(template="empty", rate_limit=5) as server, connect(server) as api:
        answers = [await api.get("/organization") for _ in range(8)]
        assert [answer.status_code for answer in answers[:5]] == [200] * 5
        slow = answers[-1]
        assert (slow.status_code, slow.headers["retry-after"], slow.json()["type"]) == (429, "1", "too_many_requests")
        await asyncio.sleep(0.5)
        assert (await api.get("/organization")).status_code == 200
    async with DemoServer(template="empty", rate_limit=0.25) as server, connect(server) as api:
        assert (await api.get("/organization")).status_code == 200
        assert (await api.get("/organization")).headers["retry-after"] == "4"


async def test_a_port_in_use_is_an_error(server: DemoServer) -> None:
    """Both ways of starting say so."""
    with pytest.raises(OSError, match="address already in use"):
        await DemoServer(template="empty", port=server.port).start()
    with pytest.raises(OSError, match="address already in use"):
        DemoServer(template="empty", port=server.port).start_in_thread()


async def test_stopping_cuts_idle_connections(api: httpx.AsyncClient, server: DemoServer) -> None:
    """An open connection does not keep the server alive; stopping again is no harm."""
    await api.get("/organization")
    await asyncio.wait_for(server.stop(), 2)
    await server.stop()
    with pytest.raises(httpx.TransportError):
        await api.get("/organization")


def test_in_a_thread_of_its_own() -> None:
    """It listens when the call returns, and is gone when it was stopped; the address can be used again."""
    server = DemoServer(template="empty")
    server.start_in_thread()
    headers: Any = {"authorization": f"Bearer {server.access_token}"}
    with httpx.Client(headers=headers, trust_env=False) as http:
        assert http.get(f"{server.api_url}/organization").status_code == 200
        server.stop_thread()
        server.stop_thread()
        with pytest.raises(httpx.ConnectError):
            http.get(f"{server.api_url}/organization")
        again = DemoServer(template="empty", port=server.port)
        again.start_in_thread()
        again.stop_thread()


def test_an_unknown_template_is_refused() -> None:
    """A word that is no template does not give an empty building."""
    with pytest.raises(ValueError, match="castle"):
        DemoServer(template="castle")
