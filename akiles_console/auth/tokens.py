"""Access tokens for requests: renewed once for all who wait, also across processes, and never lost on the way."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from akiles_console.auth.grants import GrantRefused, GrantUnanswered, TokenSet, is_token, request_tokens
from akiles_console.auth.lock import FileLock
from akiles_console.auth.storage import REFRESH_TOKEN, Storage
from akiles_console.clock import Clock
from akiles_console.failure import Failure

_log = logging.getLogger(__name__)

RENEW_EARLY = 600.0
"""Seconds before its end at which a token is renewed, if it lives more than twice as long."""

_PAUSE_LOST = 20.0  # seconds; the server may still be busy with the token that we sent
_PAUSE_AWAY = 2.0


class SignedOut(Failure):
    """Akiles took the connection back: only a new login helps."""

    def __init__(self) -> None:
        super().__init__("signed_out")


class RenewalFailed(Failure):
    """There is no fresh token now; the request was not done. `retry_after`: seconds until a try makes sense."""

    def __init__(self, code: str, retry_after: float, **details: str | int) -> None:
        super().__init__(code, **details)
        self.retry_after = retry_after


@dataclass(frozen=True)
class _Access:
    token: str = field(repr=False)
    life: float
    ends: datetime


class Tokens:
    """The tokens of one connection. The refresh token rests in `storage`, the access token in memory only.

    `lock_file` keeps two processes from renewing at once. All of it runs in one event loop.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        auth_url: str,
        client_id: str,
        client_secret: str,
        storage: Storage,
        *,
        lock_file: Path,
        clock: Clock,
    ) -> None:
        self._http = http
        self._auth_url = auth_url
        self._client = {"client_id": client_id, "client_secret": client_secret}
        self._storage = storage
        self._lock_file = lock_file
        self._clock = clock
        self._current: _Access | None = None
        self._unsaved: tuple[TokenSet, datetime] | None = None
        self._renewal: asyncio.Task[None] | None = None
        self._trouble: Failure | None = None
        self._quiet_until = 0.0

    @property
    def signed_out(self) -> bool:
        """Whether Akiles took the connection back."""
        return isinstance(self._trouble, SignedOut)

    async def start(self, tokens: TokenSet) -> None:
        """Takes the tokens of a login. Raises KeyringLocked, KeyringFailed, Failure `busy_elsewhere`."""
        async with FileLock(self._lock_file, self._clock):
            await self._keep(tokens, self._clock.now())

    async def access(self) -> str:
        """A token that is good now. Raises SignedOut, RenewalFailed, KeyringLocked, KeyringFailed."""
        current = self._current
        if current is None:
            return await self.renewed("")
        left = (current.ends - self._clock.now()).total_seconds()
        if left <= 0:
            return await self.renewed(current.token)
        if left <= RENEW_EARLY and current.life > 2 * RENEW_EARLY:
            try:
                return await self.renewed(current.token)
            except SignedOut:
                raise
            except Failure as failure:  # the old one still has minutes
                _log.info("renewing early failed: %s", failure.code)
        return current.token

    async def renewed(self, stale: str) -> str:
        """A token other than `stale`: a new one, unless somebody else has renewed it already. Raises as `access`."""
        if self._current is not None and self._current.token != stale:
            return self._current.token
        if self._renewal is None:
            self._raise_trouble()
            self._renewal = asyncio.get_running_loop().create_task(self._renew(), name="renew the access token")
            self._renewal.add_done_callback(self._settled)
        await asyncio.shield(self._renewal)  # who stops waiting must not cut the answer off: the token rotates
        assert self._current is not None
        return self._current.token

    async def aclose(self, patience: float = 10.0) -> None:
        """Lets a renewal under way come home, so that its token is not lost."""
        if self._renewal is not None:
            done, _ = await asyncio.wait({self._renewal}, timeout=patience)
            if not done:
                self._renewal.cancel()

    def _raise_trouble(self) -> None:
        """What went wrong a moment ago still holds: nothing is sent again at once."""
        if self._trouble is None:
            return
        left = self._quiet_until - self._clock.monotonic()
        if self.signed_out:
            raise SignedOut
        if left > 0:
            raise RenewalFailed(self._trouble.code, left, **self._trouble.details)

    def _settled(self, renewal: asyncio.Task[None]) -> None:
        self._renewal = None
        error = None if renewal.cancelled() else renewal.exception()
        self._trouble = error if isinstance(error, Failure) else None
        pause = error.retry_after if isinstance(error, RenewalFailed) else _PAUSE_AWAY
        self._quiet_until = self._clock.monotonic() + pause

    async def _renew(self) -> None:
        async with FileLock(self._lock_file, self._clock):
            if self._unsaved is None:
                self._unsaved = await self._asked()
            tokens, since = self._unsaved
            await self._keep(tokens, since)
            self._unsaved = None

    async def _asked(self) -> tuple[TokenSet, datetime]:
        """New tokens for the refresh token that rests in the storage now: another process may have renewed it."""
        refresh = await self._storage.load(REFRESH_TOKEN)
        if refresh is None:
            raise SignedOut
        since = self._clock.now()
        form = {"grant_type": "refresh_token", "refresh_token": refresh} | self._client
        try:
            return await request_tokens(self._http, self._auth_url, form), since
        except GrantRefused as refused:
            if refused.error != "invalid_grant":
                raise RenewalFailed("renewal_refused", _PAUSE_LOST, **refused.details) from None
        except GrantUnanswered as lost:
            raise RenewalFailed(lost.code, _PAUSE_LOST if lost.sent else _PAUSE_AWAY) from None
        with contextlib.suppress(Failure):  # a dead token left in a locked keyring does no harm
            await self._storage.delete(REFRESH_TOKEN)
        raise SignedOut

    async def _keep(self, tokens: TokenSet, since: datetime) -> None:
        """Saves the rotated refresh token before its access token is used."""
        if tokens.refresh_token is not None:
            await self._storage.save(REFRESH_TOKEN, tokens.refresh_token)
        ends = since + timedelta(seconds=tokens.life)
        self._current = _Access(tokens.access_token, tokens.life, ends)


class TokenAuth(httpx.Auth):
    """Adds the access token to a request, and renews it once where Akiles does not take it."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Raises as `Tokens.access`, before anything is sent or after a 401."""
        token = await self._tokens.access()
        request.headers["Authorization"] = f"Bearer {token}"
        response = yield request
        if response.status_code == 401:
            token = await self._tokens.renewed(token)
            request.headers["Authorization"] = f"Bearer {token}"
            yield request


class BearerAuth(httpx.Auth):
    """A fixed access token, for automation (`AKILES_ACCESS_TOKEN`): nothing renews it."""

    def __init__(self, token: str) -> None:
        """Raises Failure `token_malformed` for what cannot be a token, before it gets near a header."""
        if not is_token(token):
            raise Failure("token_malformed")
        self._header = f"Bearer {token}"

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Adds the token."""
        request.headers["Authorization"] = self._header
        yield request
