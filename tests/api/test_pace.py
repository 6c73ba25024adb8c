"""How many requests are in flight, and what happens when Akiles is not there: in virtual time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from akiles_console.api.circuit import FAILURES
from akiles_console.api.client import Client
from akiles_console.api.errors import ApiError, BadAnswer, LostAnswer, ServerFault, TooMany, Unreachable
from akiles_console.api.pace import MOST, QUICK
from akiles_console.auth.tokens import RenewalFailed

pytestmark = pytest.mark.anyio

SKY = httpx.Response(200, json={"id": "org_1", "name": "Sky"})
AWAY = httpx.Response(503, json={"type": "away", "message": "Maintenance"})
Answer = Callable[[httpx.Request], Awaitable[httpx.Response]]


class Wire(httpx.AsyncBaseTransport):
    """Takes `seconds` of virtual time and a turn of the loop for each answer, and watches how many fly."""

    def __init__(self, time: Any, seconds: float = 0.1) -> None:
        self.time = time
        self.seconds = seconds
        self.flying = self.most = self.answered = 0
        self.answer: Callable[[httpx.Request], httpx.Response] = lambda request: SKY

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.flying += 1
        self.most = max(self.most, self.flying)
        await asyncio.sleep(0.001)
        self.time.seconds += self.seconds / self.flying
        self.flying -= 1
        self.answered += 1
        answer = self.answer(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


@pytest.fixture
def wire(time: Any) -> Wire:
    return Wire(time)


@pytest.fixture
def connect(time: Any) -> Callable[..., Any]:
    @contextlib.asynccontextmanager
    async def opened(wire: httpx.AsyncBaseTransport, **how: Any) -> Any:
        async with httpx.AsyncClient(transport=wire, trust_env=False) as http:
            yield Client(http, "https://api.akiles.test/v2", httpx.Auth(), clock=time.clock(), **how)

    return opened


async def ask(client: Client, times: int) -> None:
    await asyncio.gather(*(client.organization() for _ in range(times)))


class TestPace:
    async def test_it_starts_with_four(self, wire: Wire, connect: Any) -> None:
        async with connect(wire) as client:
            await ask(client, 7)
        assert wire.most == 4

    async def test_it_grows_while_answers_are_quick_and_has_an_end(self, wire: Wire, connect: Any) -> None:
        async with connect(wire) as client:
            await ask(client, 40)
            assert 4 < wire.most < MOST
            await ask(client, 400)
        assert wire.most == MOST

    async def test_slow_answers_do_not_make_it_grow(self, wire: Wire, connect: Any) -> None:
        wire.seconds = 4 * QUICK + 0.1
        async with connect(wire) as client:
            await ask(client, 100)
        assert wire.most == 4

    async def test_who_asks_one_after_the_other_gets_no_room_for_a_burst(self, wire: Wire, connect: Any) -> None:
        async with connect(wire) as client:
            for _ in range(100):
                await client.organization()
            await ask(client, 5)
        assert wire.most == 4

    async def test_it_halves_once_for_all_that_were_refused_together(self, wire: Wire, connect: Any) -> None:
        async with connect(wire) as client:
            wire.answer = lambda request: httpx.Response(429, json={})
            refused = await asyncio.gather(*(client.organization(tries=1) for _ in range(4)), return_exceptions=True)
            assert all(isinstance(one, TooMany) for one in refused)
            wire.answer = lambda request: SKY
            wire.most = 0
            await asyncio.gather(*(client.organization() for _ in range(2)))
        assert wire.most == 2

    async def test_it_never_goes_below_one(self, wire: Wire, connect: Any) -> None:
        wire.answer = lambda request: httpx.Response(429, json={})
        async with connect(wire) as client:
            for _ in range(3):
                with pytest.raises(TooMany):
                    await client.organization()
            assert client._transport._pace.limit == 1
            wire.answer = lambda request: SKY
            wire.most = 0
            await ask(client, 3)
        assert wire.most == 2  # and grows again

    async def test_a_pause_that_is_asked_for_is_one_for_all(self, wire: Wire, connect: Any, time: Any) -> None:
        """A server that takes five requests a second gets a hundred done, nobody runs out of tries."""
        taken: dict[int, int] = {}

        def five_a_second(request: httpx.Request) -> httpx.Response:
            second = int(time.seconds)
            taken[second] = taken.get(second, 0) + 1
            return SKY if taken[second] <= 5 else httpx.Response(429, json={}, headers={"Retry-After": "1"})

        wire.seconds = 0.01
        wire.answer = five_a_second
        async with connect(wire) as client:
            await ask(client, 100)
            assert client.calls < 200

    async def test_others_wait_for_it_too(self, client: Client, akiles: Any, time: Any) -> None:
        akiles.on("GET /organization", httpx.Response(429, json={}, headers={"Retry-After": "30"}), SKY)
        with pytest.raises(TooMany):
            await client.organization(tries=1)
        await client.organization()
        assert time.slept == [30]

    async def test_who_gives_up_waiting_leaves_his_slot(self, wire: Wire, connect: Any) -> None:
        async with connect(wire, concurrency=1) as client:
            client._transport._pace.pause(5)
            waiting = asyncio.ensure_future(client.organization())
            await asyncio.sleep(0)
            waiting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await waiting
            await ask(client, 2)
        assert wire.answered == 2


class TestCircuit:
    async def test_five_failures_in_a_row_open_it_and_all_wait_for_one_probe(
        self, wire: Wire, connect: Any, time: Any
    ) -> None:
        wire.answer = lambda request: AWAY
        async with connect(wire) as client:
            answers = await asyncio.gather(*(client.members.get("mem_1") for _ in range(100)), return_exceptions=True)
            assert all(isinstance(answer, ServerFault) for answer in answers)
            assert client.calls < 60  # 600 without it
            wire.answered = 0
            with pytest.raises(ServerFault) as caught:
                await client.members.get("mem_1")
            assert wire.answered == 6
        error = caught.value
        assert (error.operation, error.object, error.status) == ("GET /members/{member_id}", "mem_1", 503)
        assert error.details["message"] == "Maintenance"

    async def test_a_write_is_not_sent_while_it_is_open(self, client: Client, akiles: Any, time: Any) -> None:
        akiles.on("GET /organization", AWAY)
        await self.opened(client)
        with pytest.raises(Unreachable) as caught:
            await client.members.create(name="Ana", metadata={})
        assert (caught.value.code, caught.value.status, caught.value.maybe_done) == ("akiles_away", 503, False)
        assert {r.method for r in akiles.requests} == {"GET"}

    async def test_one_answer_closes_it_and_lets_all_go(self, client: Client, akiles: Any, time: Any) -> None:
        akiles.on("GET /organization", AWAY)
        await self.opened(client)
        akiles._replies.clear()
        akiles.on("GET /organization", SKY)
        akiles.on("GET /members/mem_1", httpx.Response(200, json={"id": "mem_1", "name": "Ana"}))
        before = client.calls
        await asyncio.gather(*(client.members.get("mem_1", expand=False) for _ in range(10)))
        assert client.calls == before + 1 + 10
        assert not client._transport._circuit.open

    async def test_probes_keep_their_distance(self, client: Client, akiles: Any, time: Any) -> None:
        akiles.on("GET /organization", AWAY)
        await self.opened(client)
        start, before = time.seconds, client.calls
        for _ in range(10):
            with pytest.raises(ServerFault):
                await client.organization(tries=1)
        assert client.calls == before + 10
        assert time.seconds - start >= 9 * 2.0

    async def test_a_refusal_is_an_answer(self, client: Client, akiles: Any) -> None:
        for status in (400, 401, 403, 404, 409, 429):
            akiles._replies.clear()
            akiles.on("GET /organization", AWAY)
            for _ in range(FAILURES - 1):
                with pytest.raises(ServerFault):
                    await client.organization(tries=1)
            akiles._replies.clear()
            akiles.on("GET /organization", httpx.Response(status, json={}), AWAY)
            for _ in range(FAILURES):
                with pytest.raises(ApiError):
                    await client.organization(tries=1)
            assert not client._transport._circuit.open
            akiles.on("GET /organization", SKY)
            akiles._replies["GET /organization"].pop(0)
            await client.organization(tries=1)

    async def test_the_words_of_a_network_s_page_reach_a_write(self, client: Client, akiles: Any) -> None:
        akiles.on("GET /organization", httpx.Response(200, html="<h1>Hotel Wi-Fi</h1>"))
        for _ in range(FAILURES):
            with pytest.raises(BadAnswer):
                await client.organization(tries=1)
        with pytest.raises(Unreachable) as caught:
            await client.members.create(name="Ana", metadata={})
        assert caught.value.code == "captive_portal"

    async def test_who_stops_waiting_does_not_keep_the_others_waiting(
        self, client: Client, akiles: Any, time: Any
    ) -> None:
        akiles.on("GET /organization", AWAY)
        await self.opened(client)
        akiles._replies.clear()
        akiles.on("GET /organization", SKY)
        tasks = [asyncio.ensure_future(client.organization()) for _ in range(3)]
        await asyncio.sleep(0)
        tasks[0].cancel()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert isinstance(found[0], asyncio.CancelledError)
        assert [getattr(one, "name", one) for one in found[1:]] == ["Sky", "Sky"]

    async def test_those_in_line_are_not_sent_once_it_is_open(self, wire: Wire, connect: Any) -> None:
        """A hundred stand in line for four slots when it opens."""

        def gone(request: httpx.Request) -> httpx.Response:
            raise httpx.ReadError("reset")

        wire.answer = gone
        async with connect(wire) as client:
            writes = [client.members.create(name="Ana", metadata={}) for _ in range(100)]
            answers = await asyncio.gather(*writes, return_exceptions=True)
        lost = [a for a in answers if isinstance(a, LostAnswer)]
        assert FAILURES <= len(lost) <= FAILURES + 3  # the four that flew when it opened
        assert all(isinstance(a, Unreachable) and not a.maybe_done for a in answers if a not in lost)

    async def test_trouble_with_the_token_is_not_akiles_being_away(self, akiles: Any, time: Any) -> None:
        class Tokenless(httpx.Auth):
            async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
                raise RenewalFailed("auth_unreachable", 2.0)
                yield request

        async with httpx.AsyncClient(transport=httpx.MockTransport(akiles), trust_env=False) as http:
            client = Client(http, "https://api.akiles.test/v2", Tokenless(), clock=time.clock())
            for _ in range(FAILURES):
                with pytest.raises(RenewalFailed):
                    await client.organization()
            assert not client._transport._circuit.open
        assert client.calls == 0

    async def opened(self, client: Client) -> None:
        for _ in range(FAILURES):
            with pytest.raises(ServerFault):
                await client.organization(tries=1)
        assert client._transport._circuit.open
