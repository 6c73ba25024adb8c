"""What is counted, what is capped, and what an error tells."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from akiles_console.api import transport
from akiles_console.api.client import Client
from akiles_console.api.errors import BadAnswer, Forbidden, LostAnswer, Refused, Unauthorized, Unreachable
from akiles_console.auth.tokens import SignedOut

pytestmark = pytest.mark.anyio

SKY = {"id": "org_1", "name": "Sky"}
TOKEN = "tok-9c1f"


class Renewing(httpx.Auth):
    """Sends a second time after a 401, as the real one does; `trouble` is raised instead, at the given step."""

    def __init__(self, first: Exception | None = None, second: Exception | None = None) -> None:
        self.trouble = [first, second]
        self.closed = False

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        try:
            for trouble in self.trouble:
                if trouble:
                    raise trouble
                request.headers["Authorization"] = f"Bearer {TOKEN}"
                response = yield request
                if response.status_code != 401:
                    return
        finally:
            self.closed = True


@asynccontextmanager
async def connected(akiles: Any, time: Any, auth: httpx.Auth) -> AsyncIterator[Client]:
    async with httpx.AsyncClient(transport=httpx.MockTransport(akiles), trust_env=False) as http:
        yield Client(http, "https://api.akiles.test/v2", auth, clock=time.clock())


REFUSED = httpx.Response(401, json={"type": "unauthorized", "message": "expired"})


class TestCounting:
    async def test_the_second_send_after_a_401_counts(self, akiles: Any, time: Any) -> None:
        akiles.on("GET /organization", REFUSED, SKY)
        async with connected(akiles, time, Renewing()) as client:
            await client.organization()
            assert client.calls == len(akiles.requests) == 2

    async def test_also_when_it_gets_no_answer(self, akiles: Any, time: Any) -> None:
        akiles.on("GET /organization", REFUSED, httpx.ReadError("reset"), REFUSED, SKY)
        async with connected(akiles, time, Renewing()) as client:
            await client.organization()
            assert client.calls == len(akiles.requests) == 4

    async def test_tries_that_do_not_connect_count(self, akiles: Any, time: Any) -> None:
        akiles.on("GET /organization", httpx.ConnectError("no"), httpx.ConnectTimeout("slow"), SKY)
        async with connected(akiles, time, Renewing()) as client:
            await client.organization()
            assert client.calls == 3

    async def test_what_was_not_sent_for_want_of_a_token_does_not(self, akiles: Any, time: Any) -> None:
        akiles.on("GET /organization", REFUSED)
        for auth, calls in ((Renewing(first=SignedOut()), 0), (Renewing(second=SignedOut()), 1)):
            async with connected(akiles, time, auth) as client:
                with pytest.raises(SignedOut):
                    await client.organization()
                assert client.calls == calls
                assert auth.closed

    async def test_a_token_that_is_not_taken_twice_is_told(self, akiles: Any, time: Any) -> None:
        akiles.on("GET /organization", REFUSED)
        async with connected(akiles, time, Renewing()) as client:
            with pytest.raises(Unauthorized):
                await client.organization()
            assert client.calls == 2


class TestLimits:
    @pytest.mark.parametrize("status", [200, 401, 403, 500])
    async def test_no_answer_is_read_beyond_ten_megabytes(self, akiles: Any, time: Any, status: int) -> None:
        read = 0

        class Endless(httpx.AsyncByteStream):
            async def __aiter__(self) -> AsyncIterator[bytes]:
                nonlocal read
                while True:
                    read += 1_000_000
                    yield b" " * 1_000_000

        class Flood(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                return httpx.Response(status, headers={"Content-Type": "application/json"}, stream=Endless())

        async with httpx.AsyncClient(transport=Flood(), trust_env=False) as http:
            client = Client(http, "https://api.akiles.test/v2", Renewing(), clock=time.clock())
            with pytest.raises(BadAnswer) as caught:
                await client.organization()
        assert (caught.value.code, caught.value.status) == ("answer_too_big", status)
        assert read <= 11_000_000

    @pytest.mark.parametrize("drip", [b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", b""])
    async def test_an_answer_that_drips_has_an_end(self, time: Any, drip: bytes, monkeypatch: Any) -> None:
        """Each byte comes well within the read time-out; the whole never does."""
        monkeypatch.setattr(transport, "_SLOWEST", 0.2)

        over = asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(drip)
            while not reader.at_eof():
                writer.write(b"H")
                await asyncio.sleep(0.02)
            writer.close()
            over.set()

        async with (
            await asyncio.start_server(serve, "127.0.0.1", 0) as server,
            httpx.AsyncClient(trust_env=False) as http,
        ):
            url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v2"
            with pytest.raises(LostAnswer):
                await Client(http, url, httpx.Auth(), clock=time.clock()).organization(tries=1)
            await over.wait()


class TestTelling:
    async def test_an_error_says_operation_object_status_type_and_message(self, client: Client, akiles: Any) -> None:
        said = {"type": "conflict", "message": "Revoked elsewhere"}
        akiles.on("DELETE /members/mem_1/pins/mp_2", httpx.Response(409, json=said))
        with pytest.raises(Refused) as caught:
            await client.pins.delete("mem_1", "mp_2")
        assert caught.value.details == {
            "operation": "DELETE /members/{member_id}/pins/{id}",
            "object": "mem_1 mp_2",
            "status": 409,
            "type": "conflict",
            "message": "Revoked elsewhere",
        }

    async def test_no_error_repeats_the_token_or_the_pin(self, akiles: Any, time: Any) -> None:
        said = {"type": f"odd {TOKEN}", "message": f"'Bearer {TOKEN}' may not set 831964"}
        akiles.on("POST /members/mem_1/pins", httpx.Response(403, json=said))
        async with connected(akiles, time, Renewing()) as client:
            with pytest.raises(Forbidden) as caught:
                await client.pins.create("mem_1", pin="831964", metadata={})
        assert caught.value.details["message"] == "'Bearer ***' may not set ***"
        assert TOKEN not in str(caught.value) + repr(caught.value)

    @pytest.mark.parametrize("error", [httpx.ConnectError("no"), httpx.ProxyError("407 Proxy Authentication")])
    async def test_what_never_left_names_its_object(self, client: Client, akiles: Any, error: Exception) -> None:
        akiles.on("DELETE /members/mem_1", error)
        akiles.on("GET /organization", error)
        with pytest.raises(Unreachable) as caught:
            await client.members.delete("mem_1")
        assert caught.value.object == "mem_1"

    @pytest.mark.parametrize("odd", ["soon", "-5", "1e3", "٣", "9" * 400, "Mon, 99 Foo", "Mon, 05 Jan 2026 00:00:00"])
    async def test_a_pause_that_cannot_be_read_is_none(self, client: Client, akiles: Any, time: Any, odd: str) -> None:
        busy = httpx.Response(429, json={}, headers=[(b"Retry-After", odd.encode())])
        akiles.on("GET /organization", busy, SKY)
        await client.organization()
        assert time.slept == [0.5]

    @pytest.mark.parametrize("body", [b'{"id": "\xff"}', b"[" * 100_000, b"\xef\xbb\xbf{}", b"null", b""])
    async def test_broken_json_is_a_bad_answer(self, client: Client, akiles: Any, body: bytes) -> None:
        akiles.on("POST /members", httpx.Response(200, content=body, headers={"Content-Type": "application/json"}))
        with pytest.raises(BadAnswer) as caught:
            await client.members.create(name="Ana", metadata={})
        assert caught.value.code == "answer_broken"
