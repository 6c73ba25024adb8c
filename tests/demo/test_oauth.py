"""Signing in: the consent page, codes, PKCE, tokens that rotate, and every way it is refused."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from akiles_console.demo.server import DemoServer

pytestmark = pytest.mark.anyio

_REDIRECT = "http://127.0.0.1:8765/akiles/callback"
_VERIFIER = "v" * 86
_CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(_VERIFIER.encode()).digest()).rstrip(b"=").decode()
_ASKED = {
    "client_id": "practice-console",
    "redirect_uri": _REDIRECT,
    "response_type": "code",
    "scope": "full_read_write offline",
    "state": "a&b=<c>",
    "code_challenge": _CHALLENGE,
    "code_challenge_method": "S256",
}


def _without(*names: str, **changed: str) -> dict[str, str]:
    return {name: value for name, value in {**_ASKED, **changed}.items() if name not in names}


class Browser:
    """What a person's browser does: shows the page, presses a button, follows nothing."""

    def __init__(self, server: DemoServer) -> None:
        self.server = server

    async def get(self, asked: Any) -> httpx.Response:
        async with httpx.AsyncClient(base_url=self.server.auth_url, trust_env=False) as http:
            return await http.get("/oauth2/auth", params=asked)

    async def press(self, decision: str, asked: Any = None, place: int = 0) -> dict[str, str]:
        """Opens the page, chooses an organization, presses the button; the parameters of the redirect."""
        page = (await self.get(asked or _ASKED)).raise_for_status().text
        fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
        form = {unescape(name): unescape(value) for name, value in fields}
        form["organization"] = re.findall(r'<input type="radio" name="organization" value="([^"]*)"', page)[place]
        async with httpx.AsyncClient(base_url=self.server.auth_url, trust_env=False) as http:
            answer = await http.post("/oauth2/auth", data={**form, "decision": decision})
        assert answer.status_code == 302
        target = urlsplit(answer.headers["location"])
        assert f"{target.scheme}://{target.netloc}{target.path}" == _REDIRECT
        return dict(parse_qsl(target.query))

    async def token(self, **form: str) -> httpx.Response:
        secret = {"client_id": self.server.client_id, "client_secret": self.server.client_secret}
        async with httpx.AsyncClient(base_url=self.server.auth_url, trust_env=False) as http:
            answer = await http.post("/oauth2/token", data={**secret, **form})
        assert answer.headers["cache-control"] == "no-store"
        return answer

    async def exchange(self, code: str, **form: str) -> httpx.Response:
        usual = {"grant_type": "authorization_code", "redirect_uri": _REDIRECT, "code_verifier": _VERIFIER}
        return await self.token(code=code, **{**usual, **form})

    async def renew(self, token: str) -> httpx.Response:
        return await self.token(grant_type="refresh_token", refresh_token=token)

    async def sign_in(self, place: int = 0) -> dict[str, Any]:
        code = (await self.press("allow", place=place))["code"]
        return dict((await self.exchange(code)).raise_for_status().json())


@pytest.fixture
def browser(server: DemoServer) -> Browser:
    return Browser(server)


def _invalid(answer: httpx.Response, error: str = "invalid_grant", status: int = 400) -> bool:
    return answer.status_code == status and answer.json()["error"] == error and bool(answer.json()["error_description"])


async def test_the_page_offers_both_organizations_and_runs_nothing(browser: Browser) -> None:
    """Names to choose from, Allow and Deny, no script, nothing kept, nothing of the request unescaped."""
    answer = await browser.get(_without(state="<script>alert(1)</script>"))
    assert "Practice office" in answer.text
    assert "Practice annex" in answer.text
    assert "Allow</button>" in answer.text
    assert "Deny</button>" in answer.text
    assert "<script" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_a_sign_in_gives_tokens_of_the_chosen_organization(browser: Browser, connect: Any) -> None:
    """The state comes back as it was, the tokens belong to what was chosen."""
    assert (await browser.press("allow"))["state"] == _ASKED["state"]
    for place, name in enumerate(("Practice office", "Practice annex")):
        tokens = await browser.sign_in(place)
        assert tokens["token_type"] == "bearer"
        assert tokens["expires_in"] == 3600
        async with connect(browser.server, tokens["access_token"]) as api:
            assert (await api.get("/organization")).json()["name"] == name


async def test_a_no_is_sent_back(browser: Browser) -> None:
    """Deny, or an organization that does not exist, is access_denied, with the state and without a code."""
    back = await browser.press("deny")
    assert (back["error"], back["state"], "code" in back) == ("access_denied", _ASKED["state"], False)
    form = {**_ASKED, "organization": "org_other", "decision": "allow"}
    async with httpx.AsyncClient(base_url=browser.server.auth_url, trust_env=False) as http:
        answer = await http.post("/oauth2/auth", data=form)
    assert "error=access_denied" in answer.headers["location"]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        _without("client_id"),
        _without(client_id="other"),
        _without("redirect_uri"),
        _without(redirect_uri="https://evil.example/akiles/callback"),
        _without(redirect_uri="http://127.0.0.1:8765/akiles/callback/x"),
        _without(redirect_uri="http://127.0.0.1:8765/akiles/callback\n"),
        _without(redirect_uri="http://localhost:8765/akiles/callback"),
        [*_ASKED.items(), ("client_id", "other")],
    ],
)
async def test_a_wrong_application_or_address_goes_nowhere(browser: Browser, asked: Any) -> None:
    """Who is not registered gets a page in words, never a redirect."""
    answer = await browser.get(asked)
    assert answer.status_code == 400
    assert "Nothing was allowed" in answer.text


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (_without("response_type"), "unsupported_response_type"),
        (_without(response_type="token"), "unsupported_response_type"),
        (_without("scope"), "invalid_scope"),
        (_without(scope="offline"), "invalid_scope"),
        (_without(scope="full_read_write everything"), "invalid_scope"),
        (_without(code_challenge_method="plain"), "invalid_request"),
        (_without(colour="red"), "invalid_request"),
    ],
)
async def test_other_mistakes_go_back_to_the_application(browser: Browser, asked: Any, error: str) -> None:
    """With an error code and the state."""
    answer = await browser.get(asked)
    back = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    assert (answer.status_code, back["error"], back["state"]) == (302, error, _ASKED["state"])


async def test_without_offline_there_is_no_refresh_token(browser: Browser) -> None:
    """Only who asks for `offline` may renew."""
    code = (await browser.press("allow", _without(scope="full_read_write")))["code"]
    assert "refresh_token" not in (await browser.exchange(code)).json()


async def test_a_connection_may_be_for_reading_only(browser: Browser, connect: Any) -> None:
    """The page says so, and a write is forbidden."""
    asked = _without(scope="full_read_only")
    assert "may read the people" in (await browser.get(asked)).text
    assert "may read and change the people" in (await browser.get(_ASKED)).text
    tokens = (await browser.exchange((await browser.press("allow", asked))["code"])).json()
    async with connect(browser.server, tokens["access_token"]) as api:
        assert (await api.get("/members")).status_code == 200
        answer = await api.post("/members", json={"name": "Ana"})
        assert (answer.status_code, answer.json()["type"]) == (403, "forbidden")


async def test_without_state_and_challenge_it_works_too(browser: Browser) -> None:
    """Both are the application's own affair."""
    back = await browser.press("allow", _without("state", "code_challenge", "code_challenge_method"))
    assert set(back) == {"code"}
    assert (await browser.exchange(back["code"])).status_code == 200


@pytest.mark.parametrize(
    "form",
    [{"code_verifier": "w" * 86}, {"code_verifier": ""}, {"redirect_uri": "http://127.0.0.1:8766/akiles/callback"}],
)
async def test_a_wrong_exchange_burns_the_code(browser: Browser, form: dict[str, str]) -> None:
    """The right one afterwards comes too late."""
    code = (await browser.press("allow"))["code"]
    assert _invalid(await browser.exchange(code, **form))
    assert _invalid(await browser.exchange(code))


async def test_a_code_works_once(browser: Browser, connect: Any) -> None:
    """The second use revokes what the first one gave."""
    code = (await browser.press("allow"))["code"]
    tokens = (await browser.exchange(code)).json()
    assert _invalid(await browser.exchange(code))
    async with connect(browser.server, tokens["access_token"]) as api:
        assert (await api.get("/organization")).status_code == 401
    assert _invalid(await browser.renew(tokens["refresh_token"]))


async def test_a_code_grows_old(browser: Browser, time: Any) -> None:
    """After 15 minutes it is nothing."""
    code = (await browser.press("allow"))["code"]
    time.pass_by(minutes=15)
    assert _invalid(await browser.exchange(code))
    assert _invalid(await browser.exchange("another"))


async def test_the_secret_is_required(browser: Browser) -> None:
    """invalid_client without it, with a wrong one, or for another client; the code survives."""
    code = (await browser.press("allow"))["code"]
    for wrong in ({"client_secret": ""}, {"client_secret": "ñ"}, {"client_id": "other"}):
        assert _invalid(await browser.exchange(code, **wrong), "invalid_client", 401)
    assert (await browser.exchange(code)).status_code == 200


async def test_token_requests_of_another_kind(browser: Browser) -> None:
    """An unknown grant type, no form, GET, a parameter twice."""
    assert _invalid(await browser.token(grant_type="password"), "unsupported_grant_type")
    async with httpx.AsyncClient(base_url=browser.server.auth_url, trust_env=False) as http:
        assert _invalid(await http.post("/oauth2/token", json={}), "invalid_request")
        assert (await http.get("/oauth2/token")).status_code == 405
        form = {"content-type": "application/x-www-form-urlencoded"}
        twice = await http.post("/oauth2/token", content=b"code=1&code=2", headers=form)
        assert _invalid(twice, "invalid_request")


async def test_access_ends_and_is_renewed(browser: Browser, connect: Any, time: Any) -> None:
    """An hour later 401; the refresh token gives new tokens, the old access token stays dead."""
    tokens = await browser.sign_in()
    time.pass_by(minutes=59)
    async with connect(browser.server, tokens["access_token"]) as api:
        assert (await api.get("/organization")).status_code == 200
        time.pass_by(minutes=1)
        answer = await api.get("/organization")
        assert (answer.status_code, answer.json()["type"]) == (401, "unauthorized")
    renewed = (await browser.renew(tokens["refresh_token"])).json()
    assert renewed["refresh_token"] != tokens["refresh_token"]
    async with connect(browser.server, renewed["access_token"]) as api:
        assert (await api.get("/organization")).status_code == 200


async def test_a_refresh_token_works_once(browser: Browser, connect: Any) -> None:
    """The old one again is a theft: the whole connection ends."""
    tokens = await browser.sign_in()
    other = await browser.sign_in()
    renewed = (await browser.renew(tokens["refresh_token"])).json()
    assert _invalid(await browser.renew(tokens["refresh_token"]))
    assert _invalid(await browser.renew(renewed["refresh_token"]))
    async with connect(browser.server, renewed["access_token"]) as api:
        assert (await api.get("/organization")).status_code == 401
    assert (await browser.renew(other["refresh_token"])).status_code == 200


async def test_an_administrator_ends_every_connection(browser: Browser, connect: Any) -> None:
    """The application uninstalled: 401, and invalid_grant for the refresh; automation goes on."""
    tokens = await browser.sign_in()
    browser.server.gate.revoke_all()
    assert _invalid(await browser.renew(tokens["refresh_token"]))
    async with connect(browser.server, tokens["access_token"]) as api:
        assert (await api.get("/organization")).status_code == 401
    async with connect(browser.server) as api:
        assert (await api.get("/organization")).status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic {token}", "{token}"])
async def test_the_api_wants_a_bearer(server: DemoServer, header: str) -> None:
    """No token, a wrong one, or a right one in another way: 401, even where there is nothing."""
    async with httpx.AsyncClient(base_url=server.api_url, trust_env=False) as http:
        for path in ("/organization", "/nothing"):
            headers = {"authorization": header.format(token=server.access_token)}
            answer = await http.get(path, headers=headers)
            assert (answer.status_code, answer.json()["type"]) == (401, "unauthorized")


async def test_organizations_do_not_see_each_other(browser: Browser, connect: Callable[..., Any]) -> None:
    """A member of the office does not exist for a token of the annex."""
    member = browser.server.backend.members[0]["id"]
    async with connect(browser.server, (await browser.sign_in(1))["access_token"]) as annex:
        assert (await annex.get(f"/members/{member}")).status_code == 404
        assert (await annex.delete(f"/members/{member}")).status_code == 404
        assert (await annex.get("/members")).json()["data"] == []
