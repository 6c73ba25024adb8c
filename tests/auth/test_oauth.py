"""The login: what is asked, and each way in which it can end."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from akiles_console.auth.callback import Callback
from akiles_console.auth.grants import TokenSet
from akiles_console.auth.oauth import authorize, challenge, new_state, redirect_uri
from akiles_console.clock import Clock
from akiles_console.failure import Failure

pytestmark = pytest.mark.anyio


class Login:
    """One login against a scripted token endpoint; the browser comes back at once."""

    def __init__(self, answer: Any) -> None:
        self.asked: dict[str, str] = {}
        self.form: dict[str, str] = {}
        self._answer = answer
        self._visit: asyncio.Task[Any] | None = None

    async def run(self, clock: Clock | None = None, auth_url: str = "https://auth.akiles.test") -> TokenSet:
        async with httpx.AsyncClient(transport=httpx.MockTransport(self._token), trust_env=False) as http:
            return await authorize(
                Callback(0, new_state()),
                auth_url=auth_url,
                client_id="id",
                client_secret="the-secret",
                show=self._show,
                http=http,
                clock=clock or Clock(),
            )

    def _show(self, url: str) -> None:
        assert url.startswith("https://auth.akiles.test/oauth2/auth?")
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self._visit = asyncio.get_running_loop().create_task(self._come_back())

    async def _come_back(self) -> None:
        async with httpx.AsyncClient(trust_env=False) as browser:
            query = {"code": "the-code", "state": self.asked["state"]}
            await browser.get(self.asked["redirect_uri"], params=query)

    def _token(self, request: httpx.Request) -> httpx.Response:
        assert request.method == "POST"
        assert request.url == "https://auth.akiles.test/oauth2/token"
        self.form = dict(httpx.QueryParams(request.content.decode()))
        if isinstance(self._answer, Exception):
            raise self._answer
        answer = self._answer
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)


GIVEN = {"access_token": "access", "refresh_token": "refresh", "expires_in": 3600, "token_type": "bearer"}


async def test_what_is_asked_and_exchanged_fits_together() -> None:
    login = Login(GIVEN)
    assert await login.run() == TokenSet("access", "refresh", 3600)
    asked, form = login.asked, login.form
    assert asked["scope"] == "full_read_write offline"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len(asked["state"]) == 43
    assert len(form["code_verifier"]) == 86
    assert asked["code_challenge"] == challenge(form["code_verifier"])
    assert form["redirect_uri"] == asked["redirect_uri"]
    assert (form["grant_type"], form["code"]) == ("authorization_code", "the-code")
    assert (form["client_id"], form["client_secret"]) == ("id", "the-secret")


async def test_state_and_verifier_are_new_each_time() -> None:
    logins = [Login(GIVEN) for _ in range(3)]
    for login in logins:
        await login.run()
    assert len({login.asked["state"] for login in logins}) == 3
    assert len({login.form["code_verifier"] for login in logins}) == 3


def test_the_challenge_is_the_one_of_rfc_7636() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_the_address_to_register() -> None:
    assert redirect_uri(8765) == "http://127.0.0.1:8765/akiles/callback"


def error(code: str, description: str = "", status: int = 400) -> httpx.Response:
    return httpx.Response(status, json={"error": code, "error_description": description})


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (error("invalid_client", status=401), "client_refused"),
        (error("unauthorized_client"), "client_refused"),
        (error("invalid_request", "redirect_uri does not match"), "redirect_refused"),
        (error("invalid_grant", "code is too old"), "login_refused"),
        ({"access_token": "access", "expires_in": 3600}, "no_refresh_token"),
        (httpx.ConnectError("refused"), "auth_unreachable"),
        (httpx.ConnectTimeout("slow"), "auth_unreachable"),
        (httpx.ReadTimeout("slow"), "auth_no_answer"),
        (httpx.Response(502, html="<html>"), "auth_no_answer"),
        (httpx.Response(404, html="<html>"), "auth_no_answer"),
        (httpx.Response(200, html="<html>"), "auth_no_answer"),
        (httpx.Response(302, headers={"Location": "https://x.example"}), "auth_no_answer"),
        ({"access_token": "two words", "refresh_token": "r"}, "auth_no_answer"),
        ({"access_token": "", "refresh_token": "r"}, "auth_no_answer"),
        ({"access_token": "a" * 1_100_000, "refresh_token": "r"}, "auth_no_answer"),
    ],
)
async def test_each_way_to_fail_has_its_code(answer: Any, code: str) -> None:
    with pytest.raises(Failure) as caught:
        await Login(answer).run()
    assert caught.value.code == code


async def test_a_server_that_repeats_our_secrets_does_not_get_them_shown() -> None:
    with pytest.raises(Failure) as caught:
        await Login(error("invalid_grant", "bad the-code for the-secret")).run()
    assert caught.value.details == {"type": "invalid_grant", "message": "bad *** for ***"}


async def test_patience_ends_after_five_minutes(time: Any) -> None:
    urls: list[str] = []
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda r: httpx.Response(500))) as http:
        with pytest.raises(Failure) as caught:
            await authorize(
                Callback(0, new_state()),
                auth_url="https://auth.akiles.test",
                client_id="id",
                client_secret="x",
                show=urls.append,
                http=http,
                clock=time.clock(),
            )
    assert (caught.value.code, caught.value.details) == ("consent_timeout", {"minutes": 5})
    assert time.seconds == 300
    assert len(urls) == 1


async def test_the_browser_is_never_sent_to_an_address_in_the_clear() -> None:
    login = Login(GIVEN)
    with pytest.raises(Failure) as caught:
        await login.run(auth_url="http://auth.akiles.test")
    assert caught.value.code == "insecure_address"
    assert login.asked == {}


def test_tokens_are_not_shown() -> None:
    assert repr(TokenSet("access", "refresh")) == "TokenSet(***)"


def test_a_life_that_nobody_said_is_an_hour() -> None:
    assert TokenSet("a").life == TokenSet("a", expires_in=0).life == 3600
