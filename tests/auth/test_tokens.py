"""Renewal: once for all who wait, nothing lost, and only `invalid_grant` signs out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from akiles_console.auth.grants import TokenSet
from akiles_console.auth.lock import FileLock
from akiles_console.auth.storage import REFRESH_TOKEN, KeyringLocked, Storage
from akiles_console.auth.tokens import RenewalFailed, SignedOut, TokenAuth, Tokens
from akiles_console.failure import Failure

pytestmark = pytest.mark.anyio

Make = Callable[..., Tokens]


@pytest.fixture
def make(http: httpx.AsyncClient, storage: Storage, time: Any, tmp_path: Path) -> Make:
    """Tokens as a process has them; two of them are two processes with one keyring."""

    def tokens(storage: Storage = storage) -> Tokens:
        auth_url = "https://auth.akiles.test"
        return Tokens(http, auth_url, "id", "secret", storage, lock_file=tmp_path / "lock", clock=time.clock())

    return tokens


async def logged_in(make: Make, life: float = 3600) -> Tokens:
    tokens = make()
    await tokens.start(TokenSet("access-1", "refresh-1", life))
    return tokens


async def test_a_fresh_token_is_used_as_it_is(make: Make, endpoint: Any) -> None:
    tokens = await logged_in(make)
    assert await tokens.access() == "access-1"
    assert endpoint.forms == []


async def test_after_a_restart_the_stored_token_gives_a_new_one(make: Make, endpoint: Any, storage: Storage) -> None:
    await storage.save(REFRESH_TOKEN, "refresh-1")
    assert await make().access() == "access-2"
    assert endpoint.forms == [
        {"grant_type": "refresh_token", "refresh_token": "refresh-1", "client_id": "id", "client_secret": "secret"}
    ]
    assert await storage.load(REFRESH_TOKEN) == "refresh-2"


@pytest.mark.parametrize(
    ("life", "passed", "renewals"),
    [(3600, 2999, 0), (3600, 3001, 1), (1200, 1199, 0), (1200, 1200, 1), (5, 4, 0), (5, 5, 1)],
)
async def test_it_is_renewed_ten_minutes_early_if_it_lives_long_enough(
    make: Make, endpoint: Any, time: Any, life: float, passed: float, renewals: int
) -> None:
    tokens = await logged_in(make, life)
    time.seconds += passed
    await tokens.access()
    assert len(endpoint.forms) == renewals


async def test_a_thousand_tasks_on_an_expired_token_renew_once(make: Make, endpoint: Any, time: Any) -> None:
    tokens = await logged_in(make)
    time.seconds += 4000
    found = await asyncio.gather(*(tokens.access() for _ in range(1000)))
    assert set(found) == {"access-2"}
    assert len(endpoint.forms) == 1


async def test_fifty_requests_refused_at_once_renew_once(make: Make, endpoint: Any) -> None:
    tokens = await logged_in(make)

    def api(request: httpx.Request) -> httpx.Response:
        good = request.headers["Authorization"] == "Bearer access-2"
        return httpx.Response(200 if good else 401)

    async with httpx.AsyncClient(transport=httpx.MockTransport(api), auth=TokenAuth(tokens)) as client:
        answers = await asyncio.gather(*(client.get("https://api.akiles.test/x") for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(endpoint.forms) == 1


async def test_a_request_refused_with_a_fresh_token_is_refused(make: Make, endpoint: Any) -> None:
    tokens = await logged_in(make)
    transport = httpx.MockTransport(lambda request: httpx.Response(401))
    async with httpx.AsyncClient(transport=transport, auth=TokenAuth(tokens)) as client:
        assert (await client.get("https://api.akiles.test/x")).status_code == 401
    assert len(endpoint.forms) == 1


async def test_an_answer_without_a_refresh_token_keeps_the_old_one(
    make: Make, endpoint: Any, storage: Storage, time: Any
) -> None:
    tokens = await logged_in(make)
    endpoint.next.append(httpx.Response(200, json={"access_token": "other", "expires_in": 60}))
    time.seconds += 4000
    assert await tokens.access() == "other"
    assert await storage.load(REFRESH_TOKEN) == "refresh-1"


async def test_two_processes_renew_one_after_the_other_with_the_newest_token(
    make: Make, endpoint: Any, time: Any
) -> None:
    first = await logged_in(make)
    second = make()
    time.seconds += 4000
    found = await asyncio.gather(first.access(), second.access())
    assert sorted(found) == ["access-2", "access-3"]
    assert sorted(form["refresh_token"] for form in endpoint.forms) == ["refresh-1", "refresh-2"]


class TestTrouble:
    async def test_only_invalid_grant_signs_out(self, make: Make, endpoint: Any, storage: Storage, time: Any) -> None:
        tokens = await logged_in(make)
        endpoint.number = 7  # somebody used our token before
        time.seconds += 4000
        with pytest.raises(SignedOut):
            await tokens.access()
        assert tokens.signed_out
        assert await storage.load(REFRESH_TOKEN) is None
        with pytest.raises(SignedOut):
            await tokens.access()
        assert len(endpoint.forms) == 1  # nothing more was asked

    @pytest.mark.parametrize(
        "answer",
        [
            httpx.Response(400, json={"error": "invalid_request"}),
            httpx.Response(401, json={"error": "invalid_client"}),
            httpx.Response(429, json={}),
            httpx.Response(500, json={"error": "invalid_grant"}),
            httpx.Response(200, html="<html>"),
            httpx.Response(400, html="<html>"),
        ],
    )
    async def test_nothing_else_does(
        self, make: Make, endpoint: Any, storage: Storage, time: Any, answer: httpx.Response
    ) -> None:
        tokens = await logged_in(make)
        endpoint.next.append(answer)
        time.seconds += 4000
        with pytest.raises(RenewalFailed):
            await tokens.access()
        assert not tokens.signed_out
        assert await storage.load(REFRESH_TOKEN) == "refresh-1"
        time.seconds += 30
        assert await tokens.access() == "access-2"

    async def test_a_lost_answer_is_not_asked_for_again_at_once(self, make: Make, endpoint: Any, time: Any) -> None:
        tokens = await logged_in(make)
        endpoint.next.append(httpx.ReadTimeout("lost"))
        time.seconds += 4000
        for _ in range(5):
            with pytest.raises(RenewalFailed) as caught:
                await tokens.access()
            assert (caught.value.code, caught.value.retry_after) == ("auth_no_answer", 20)
        assert len(endpoint.forms) == 1
        time.seconds += 21
        with pytest.raises(SignedOut):  # here the server had rotated the token: it is gone
            await tokens.access()
        assert len(endpoint.forms) == 2

    async def test_a_server_away_during_early_renewal_disturbs_nobody(
        self, make: Make, endpoint: Any, time: Any
    ) -> None:
        tokens = await logged_in(make)
        endpoint.next.append(httpx.Response(503))
        time.seconds += 3100
        assert await tokens.access() == "access-1"
        assert await tokens.access() == "access-1"
        assert len(endpoint.forms) == 1
        time.seconds += 60
        assert await tokens.access() == "access-2"

    async def test_a_new_token_is_not_used_before_it_is_kept(
        self, make: Make, endpoint: Any, ring: Any, storage: Storage, time: Any
    ) -> None:
        tokens = await logged_in(make)
        time.seconds += 4000
        endpoint.gate = asyncio.Event()
        waiting = asyncio.create_task(tokens.access())
        await endpoint.asked.wait()
        ring.locked = True
        endpoint.gate.set()
        with pytest.raises(KeyringLocked):
            await waiting
        ring.locked = False
        time.seconds += 5
        assert await tokens.access() == "access-2"
        assert await storage.load(REFRESH_TOKEN) == "refresh-2"
        assert len(endpoint.forms) == 1  # the one that had come was kept, no other asked for

    async def test_a_locked_keyring_does_not_sign_out(
        self, make: Make, endpoint: Any, ring: Any, storage: Storage
    ) -> None:
        await storage.save(REFRESH_TOKEN, "refresh-1")
        ring.locked = True
        tokens = make()
        with pytest.raises(KeyringLocked):
            await tokens.access()
        assert not tokens.signed_out
        assert endpoint.forms == []

    async def test_who_gives_up_waiting_does_not_lose_the_token(
        self, make: Make, endpoint: Any, storage: Storage, time: Any
    ) -> None:
        tokens = await logged_in(make)
        time.seconds += 4000
        endpoint.gate = asyncio.Event()
        waiting = asyncio.create_task(tokens.access())
        await endpoint.asked.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        asyncio.get_running_loop().call_later(0.05, endpoint.gate.set)
        await tokens.aclose()
        assert await storage.load(REFRESH_TOKEN) == "refresh-2"
        assert await tokens.access() == "access-2"

    async def test_closing_does_not_wait_for_ever(self, make: Make, endpoint: Any, time: Any) -> None:
        tokens = await logged_in(make)
        time.seconds += 4000
        endpoint.gate = asyncio.Event()
        waiting = asyncio.create_task(tokens.access())
        await endpoint.asked.wait()
        await tokens.aclose(patience=0.01)
        with pytest.raises(asyncio.CancelledError):
            await waiting

    async def test_another_process_that_never_ends_is_told(
        self, make: Make, endpoint: Any, time: Any, tmp_path: Path
    ) -> None:
        tokens = await logged_in(make)
        time.seconds += 4000
        async with FileLock(tmp_path / "lock", time.clock()):
            with pytest.raises(Failure) as caught:
                await tokens.access()
        assert caught.value.code == "busy_elsewhere"
        assert endpoint.forms == []
