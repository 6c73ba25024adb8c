"""The ear on loopback: it hears exactly one thing, whatever else comes by."""

from __future__ import annotations

import asyncio
import socket
from urllib.parse import urlsplit

import pytest

from akiles_console.auth.callback import Callback, judge
from akiles_console.failure import Failure

pytestmark = pytest.mark.anyio

STATE = "s" * 43
AUTHORITY = "127.0.0.1:8765"
RIGHT = f"/akiles/callback?code=the-code&state={STATE}&scope=offline"


def head(target: str, host: str = AUTHORITY, method: str = "GET", more: str = "") -> str:
    return f"{method} {target} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n{more}\r\n"


async def send(callback: Callback, request: str) -> str:
    parts = urlsplit(callback.redirect_uri)
    assert parts.port is not None
    reader, writer = await asyncio.open_connection("127.0.0.1", parts.port)
    writer.write(request.encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


class TestJudging:
    def test_the_right_request_gives_its_code(self) -> None:
        assert judge(head(RIGHT), authority=AUTHORITY, state=STATE) == (200, "the-code", None)

    @pytest.mark.parametrize(
        ("request_head", "status"),
        [
            (head("/favicon.ico"), 404),
            (head("/"), 404),
            (head(RIGHT.replace("callback", "callback/")), 404),
            (head(f"http://{AUTHORITY}{RIGHT}"), 404),
            (head("/favicon.ico", host="evil.example"), 404),
            (head(RIGHT, host="localhost:8765"), 421),
            (head(RIGHT, host="127.0.0.1"), 421),
            (head(RIGHT, host="evil.example"), 421),
            (head(RIGHT, more="Host: 127.0.0.1:8765\r\n"), 421),
            ("GET " + RIGHT + " HTTP/1.1\r\n\r\n", 421),
            (head(RIGHT + "&code=other"), 400),
            (head(RIGHT + f"&state={STATE}"), 400),
            (head(RIGHT + "&x=%ff"), 400),
            (head(RIGHT + "&a" * 30), 400),
            (head(RIGHT.replace(STATE, "wrong")), 400),
            (head(RIGHT.replace(STATE, "%C3%B1")), 400),
            (head("/akiles/callback?code=the-code"), 400),
            (head("/akiles/callback?error=access_denied&state=wrong"), 400),
            (head(f"/akiles/callback?state={STATE}"), 400),
            (head(f"/akiles/callback?code=&state={STATE}"), 400),
            (head("/akiles/callback"), 400),
            (head(RIGHT, method="POST"), 405),
            ("\r\n\r\n", 405),
            ("\x16\x03\x01\x02\r\n\r\n", 405),
        ],
    )
    def test_anything_else_gives_nothing(self, request_head: str, status: int) -> None:
        assert judge(request_head, authority=AUTHORITY, state=STATE) == (status, "", None)

    def test_a_denial_and_other_errors_are_told_apart(self) -> None:
        denied = judge(head(f"/akiles/callback?error=access_denied&state={STATE}"), authority=AUTHORITY, state=STATE)
        assert denied.failure is not None
        assert denied.failure.code == "consent_denied"
        query = f"?error=invalid_scope&error_description=No%0A{'x' * 400}&state={STATE}&code=ignored"
        other = judge(head(f"/akiles/callback{query}"), authority=AUTHORITY, state=STATE)
        assert other.code == ""
        assert other.failure is not None
        assert other.failure.details == {"type": "invalid_scope", "message": f"No {'x' * 297}"}


class TestPasting:
    async def test_only_the_address_of_this_attempt_is_taken(self) -> None:
        async with Callback(8765, STATE, listen=False) as callback:
            right = f"http://{AUTHORITY}{RIGHT}"
            for wrong in (
                "",
                RIGHT,
                right.replace("http:", "https:"),
                right.replace("8765", "8766"),
                right.replace(AUTHORITY, "evil.example"),
                right.replace(STATE, "w" * 43),
                right.replace("the-code", "two words"),
                right + "\r\nHost: evil.example",
                right + "&code=other",
            ):
                assert not callback.paste(wrong)
            assert not callback.answer.done()
            assert callback.paste(f" {right}\n")
            assert await callback.answer == "the-code"

    async def test_a_denial_can_be_pasted_too(self) -> None:
        async with Callback(8765, STATE, listen=False) as callback:
            assert callback.paste(f"http://{AUTHORITY}/akiles/callback?error=access_denied&state={STATE}")
            with pytest.raises(Failure) as caught:
                await callback.answer
            assert caught.value.code == "consent_denied"

    async def test_it_takes_no_port(self) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            async with Callback(other.getsockname()[1], STATE, listen=False) as callback:
                assert callback._server is None


class TestListening:
    async def test_two_thousand_wrong_requests_beside_two_hundred_idle_ones_do_not_end_the_wait(self) -> None:
        async with Callback(0, STATE) as callback:
            authority = urlsplit(callback.redirect_uri).netloc
            idle = [await asyncio.open_connection(*authority.split(":")) for _ in range(200)]
            wrong = [
                head("/favicon.ico", authority),
                head(RIGHT.replace(STATE, "w" * 43), authority),
                head(RIGHT, "evil.example"),
                "x" * 20_000,
                "\r\n\r\n",
            ]
            for _ in range(50):
                answers = await asyncio.gather(*(send(callback, request) for request in wrong * 8))
                assert not any("200 OK" in answer for answer in answers)
            assert not callback.answer.done()
            assert "200 OK" in await send(callback, head(RIGHT, authority))
            assert await callback.answer == "the-code"
        for _, writer in idle:
            writer.close()

    async def test_the_answer_page_says_nothing_and_is_not_kept(self) -> None:
        async with Callback(0, STATE) as callback:
            authority = urlsplit(callback.redirect_uri).netloc
            for request in (head(RIGHT, authority), head("/<script>", authority)):
                answer = await send(callback, request)
                assert "Cache-Control: no-store" in answer
                assert "Content-Security-Policy: default-src 'none'" in answer
                assert "the-code" not in answer
                assert "script>" not in answer
                assert STATE not in answer

    async def test_only_the_first_right_answer_counts(self) -> None:
        async with Callback(0, STATE) as callback:
            authority = urlsplit(callback.redirect_uri).netloc
            await send(callback, head(RIGHT, authority))
            again = await send(callback, head(RIGHT.replace("the-code", "other"), authority))
            assert "200 OK" in again  # somebody reloaded the page
            assert await callback.answer == "the-code"

    async def test_it_listens_on_loopback_only_and_stops_with_the_wait(self) -> None:
        async with Callback(0, STATE) as callback:
            port = urlsplit(callback.redirect_uri).port
            assert callback.redirect_uri == f"http://127.0.0.1:{port}/akiles/callback"
            assert callback._server is not None
            assert [s.getsockname()[0] for s in callback._server.sockets] == ["127.0.0.1"]
        with pytest.raises(OSError, match=r"refused|Connect"):
            await asyncio.open_connection("127.0.0.1", port)
        assert callback.answer.cancelled()

    async def test_a_taken_port_is_named(self) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            with pytest.raises(Failure) as caught:
                async with Callback(port, STATE):
                    raise AssertionError("it listens beside somebody else")
        assert (caught.value.code, caught.value.details) == ("port_in_use", {"port": port})

    async def test_a_port_that_is_none_is_named_too(self) -> None:
        with pytest.raises(Failure) as caught:
            async with Callback(70_000, STATE):
                pass
        assert caught.value.code == "port_in_use"
