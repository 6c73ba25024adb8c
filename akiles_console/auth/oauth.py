"""The login: consent in the person's browser, PKCE, and the way back over loopback."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import httpx

from akiles_console.auth.address import require_secure
from akiles_console.auth.callback import HOST, PATH, Callback
from akiles_console.auth.grants import GrantRefused, GrantUnanswered, TokenSet, request_tokens
from akiles_console.clock import Clock
from akiles_console.failure import Failure

SCOPE = "full_read_write offline"
PATIENCE = 300.0
"""Seconds that a person has for the consent page."""


def redirect_uri(port: int) -> str:
    """The address to register with the application in the Akiles Developer Center, to the letter."""
    return f"http://{HOST}:{port}{PATH}"


def new_state() -> str:
    """What one attempt is recognised by: 256 bits."""
    return secrets.token_urlsafe(32)


async def authorize(
    callback: Callback,
    *,
    auth_url: str,
    client_id: str,
    client_secret: str,
    show: Callable[[str], None],
    http: httpx.AsyncClient,
    clock: Clock,
) -> TokenSet:
    """Lets the person allow us in, and gives the tokens; a refresh token is among them.

    `callback` is new, and may be told a pasted address meanwhile. `show` gets the address of the consent page and
    returns at once. Cancel it to stop waiting. Raises Failure: insecure_address, port_in_use, consent_denied,
    consent_timeout, login_refused, client_refused, redirect_refused, no_refresh_token, auth_unreachable,
    auth_no_answer.
    """
    auth_url = require_secure(auth_url)
    verifier = secrets.token_urlsafe(64)  # 86 characters
    async with callback:
        asked = {
            "client_id": client_id,
            "redirect_uri": callback.redirect_uri,
            "response_type": "code",
            "scope": SCOPE,
            "state": callback.state,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        }
        show(f"{auth_url}/oauth2/auth?{urlencode(asked)}")
        code = await _first(callback, clock)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asked["redirect_uri"],
        "client_id": client_id,
        "client_secret": client_secret,
        "code_verifier": verifier,
    }
    tokens = await _exchange(http, auth_url, form)
    if tokens.refresh_token is None:
        raise Failure("no_refresh_token")
    return tokens


async def application_known(
    http: httpx.AsyncClient, auth_url: str, client_id: str, client_secret: str, port: int
) -> bool:
    """Whether the server knows the application, asked with a code that it cannot know; False where it does not say.

    Whether the redirect address is registered shows in the browser only. Raises Failure: insecure_address,
    client_refused, redirect_refused, auth_unreachable, auth_no_answer.
    """
    form = {
        "grant_type": "authorization_code",
        "code": secrets.token_urlsafe(24),
        "redirect_uri": redirect_uri(port),
        "client_id": client_id,
        "client_secret": client_secret,
        "code_verifier": secrets.token_urlsafe(64),
    }
    try:
        await _exchange(http, require_secure(auth_url), form)
    except GrantRefused as refused:
        return refused.error == "invalid_grant"
    return False  # whoever gives tokens for any code says nothing by it


def challenge(verifier: str) -> str:
    """PKCE's S256."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


async def _first(callback: Callback, clock: Clock) -> str:
    """The code, or Failure `consent_timeout` when the clock has slept its patience."""
    patience = asyncio.ensure_future(clock.sleep(PATIENCE))
    try:
        waiting: set[asyncio.Future[Any]] = {callback.answer, patience}
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        if callback.answer.done():
            return callback.answer.result()
        raise Failure("consent_timeout", minutes=round(PATIENCE / 60))
    finally:
        patience.cancel()


async def _exchange(http: httpx.AsyncClient, auth_url: str, form: dict[str, str]) -> TokenSet:
    try:
        return await request_tokens(http, auth_url, form)
    except GrantRefused as refused:
        if refused.error in ("invalid_client", "unauthorized_client"):
            raise Failure("client_refused") from None
        if "redirect" in str(refused.details).lower():
            raise Failure("redirect_refused", address=form["redirect_uri"]) from None
        raise
    except GrantUnanswered as unanswered:
        raise Failure(unanswered.code) from None
