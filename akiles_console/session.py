"""Who is connected: restore a connection, make one, end one; hands out the client."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import msgspec

from akiles_console import connections, paths, settings
from akiles_console.api.client import Client
from akiles_console.api.models import Organization
from akiles_console.api.network import Http, open_http
from akiles_console.auth import oauth
from akiles_console.auth.address import require_secure
from akiles_console.auth.callback import Callback, require_free
from akiles_console.auth.grants import TokenSet
from akiles_console.auth.storage import CLIENT_SECRET, REFRESH_TOKEN, KeyringLocked, Storage
from akiles_console.auth.tokens import BearerAuth, SignedOut, TokenAuth, Tokens
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.settings import DEFAULT_PORT, Connection, Settings

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_TRIES = 3
"""Of the first question to Akiles: somebody is waiting for the answer."""


class Endpoints(msgspec.Struct, frozen=True):
    """Where Akiles is. `name` keeps the secrets and settings of one place apart from those of another."""

    api_url: str
    auth_url: str
    name: str


AKILES = Endpoints("https://api.akiles.app/v2", "https://auth.akiles.app", "akiles")


def endpoints_from(environ: Mapping[str, str]) -> Endpoints:
    """The real Akiles, or what `AKILES_API_URL` and `AKILES_AUTH_URL` say. Raises Failure `insecure_address`."""
    api_url = require_secure(environ.get("AKILES_API_URL") or AKILES.api_url)
    auth_url = require_secure(environ.get("AKILES_AUTH_URL") or AKILES.auth_url)
    moved = {urlsplit(url).netloc for url in (api_url, auth_url)} - {
        urlsplit(url).netloc for url in (AKILES.api_url, AKILES.auth_url)
    }
    return Endpoints(api_url, auth_url, " ".join(sorted(moved)) or AKILES.name)


class NotConnected(Failure):
    """Somebody asked for the client of a connection that is not there."""

    def __init__(self) -> None:
        super().__init__("not_connected")


class _Live(NamedTuple):
    """A connection that stands; `tokens` and `since` are None with a fixed access token."""

    client: Client
    organization: Organization
    tokens: Tokens | None = None
    since: datetime | None = None


class Session:
    """At most one connection, and in all its life to one organization only: what is written stays where it was meant.

    `connection` is the id of a stored one; without it `restore` takes the active one of the place, and `connect`
    whatever organization the person chooses. `access_token` stands in for a stored connection (automation).
    `backend` is the keyring of tests; without it the system's one is used, or memory where there is none.
    """

    def __init__(
        self,
        endpoints: Endpoints,
        *,
        connection: str | None = None,
        clock: Clock | None = None,
        access_token: str | None = None,
        backend: KeyringBackend | None = None,
    ) -> None:
        """Raises Failure `token_malformed`, `insecure_address`."""
        require_secure(endpoints.api_url)
        require_secure(endpoints.auth_url)
        self.endpoints = endpoints
        self.connection = connection
        self._clock = clock or Clock()
        self._fixed = None if access_token is None else BearerAuth(access_token)
        self._backend = backend
        self._storage: Storage | None = None
        self._opening = asyncio.Lock()
        self._http: Http | None = None
        self._kept: _Live | None = None
        self._waiting: Tokens | None = None  # of a restore that failed: it may hold a token still to be saved
        self._callback: Callback | None = None  # of a login under way

    @property
    def _live(self) -> _Live | None:
        taken_back = self._kept is not None and self._kept.tokens is not None and self._kept.tokens.signed_out
        return None if taken_back else self._kept

    @property
    def organization(self) -> Organization | None:
        """Whom we are connected to."""
        return self._live.organization if self._live else None

    @property
    def client(self) -> Client:
        """The client of the connection; raises NotConnected."""
        if self._live is None:
            raise NotConnected
        return self._live.client

    @property
    def connected(self) -> bool:
        """Whether Akiles has let us in and not taken it back since."""
        return self._live is not None

    @property
    def keyring(self) -> str | None:
        """Where the connection is kept, as a person calls it; None = in memory, for this session only."""
        return self._storage.name if self._storage else None

    @property
    def since(self) -> datetime | None:
        """When the login was made; None without one."""
        return self._live.since if self._live else None

    async def restore(self) -> bool:
        """Takes up the stored connection; False where there is none.

        Raises the Failure that stands in the way: Akiles away, the keyring locked, SignedOut (the stored token is
        gone then), `organization_changed`. Trying again is always safe.
        """
        if self._fixed is not None:
            client = await self._client(self._fixed)
            await self._take(_Live(client, await client.organization(tries=_TRIES)))
            return True
        kept = settings.load()
        key = self.connection or connections.active(kept, self.endpoints.name)
        known = kept.connections.get(key or "")
        if key is None or known is None:  # the keyring is slow and may ask: it is left alone without a reason
            return False
        storage = self._bind(key)
        secret = await storage.load(CLIENT_SECRET)
        if secret is None or await storage.load(REFRESH_TOKEN) is None:
            return False
        tokens = self._waiting = self._waiting or await self._tokens(known.client_id, secret, storage)
        client = await self._client(TokenAuth(tokens))
        try:
            organization = await client.organization(tries=_TRIES)
        except SignedOut:
            self._waiting = None
            raise
        _require_same(known, organization)
        await self._take(_Live(client, organization, tokens, datetime.fromisoformat(known.since)))
        return True

    async def try_application(self, client_id: str, client_secret: str, *, port: int = DEFAULT_PORT) -> bool:
        """What can be known before a login: the port is free, Akiles is reached, id and secret belong together.

        False where Akiles does not say whether they do. The redirect address shows in the browser only. Raises
        Failure `port_in_use` and those of `oauth.application_known`.
        """
        require_free(port)
        return await oauth.application_known(
            await self._open(), self.endpoints.auth_url, client_id, client_secret, port
        )

    async def connect(
        self,
        client_id: str,
        client_secret: str | None = None,
        *,
        port: int = DEFAULT_PORT,
        show: Callable[[str], None],
        listen: bool = True,
    ) -> Organization:
        """Lets the person log in in the browser that `show` opens, and connects. Cancel it to stop waiting.

        The organization is added, or its connection renewed, and is the active one then. Without a `client_secret`
        the one is taken that is kept with this connection. With `listen=False` the browser cannot come back by
        itself: see `paste`. Until the new connection stands, an old one stays as it is. Raises Failure: `login_runs`,
        `client_secret_missing`, `organization_changed` where the person chose another organization than before,
        those of `oauth.authorize`, of the storage, ApiError, `settings_not_saved`.
        """
        if self._callback is not None:
            raise Failure("login_runs")
        self._callback = Callback(port, oauth.new_state(), listen=listen)
        try:
            secret = client_secret or await self._kept_secret()
            given = await oauth.authorize(
                self._callback,
                auth_url=self.endpoints.auth_url,
                client_id=client_id,
                client_secret=secret,
                show=show,
                http=await self._open(),
                clock=self._clock,
            )
            asking = await self._client(BearerAuth(given.access_token))
            organization = await asking.organization(tries=_TRIES)
            known = settings.load().connections.get(self.connection or "")
            if known is not None:
                _require_same(known, organization)
            await self._keep(client_id, secret, port, given, organization)
        finally:
            self._callback = None
        return organization

    def paste(self, address: str) -> bool:
        """Takes the address at which the browser ended; False where it is not that of the login under way."""
        return self._callback is not None and self._callback.paste(address)

    async def disconnect(self) -> None:
        """Ends the connection and forgets its keys here. Raises KeyringLocked, KeyringFailed: still connected."""
        key = self.connection or connections.active(settings.load(), self.endpoints.name)
        if key is not None:
            storage = self._bind(key)
            await storage.delete(REFRESH_TOKEN)
            await storage.delete(CLIENT_SECRET)
            _update(lambda kept: connections.removed(kept, key))
        await self._take(None)
        self.connection = None  # what comes next may be another organization

    async def aclose(self) -> None:
        """Closes what is open; the stored connection stays."""
        await self._take(None)
        if self._http is not None:
            await self._http.aclose()
            self._http = None
        if self._storage is not None:
            self._storage.close()
            self._storage = None

    def _bind(self, key: str) -> Storage:
        """From here on this session is that connection; its storage."""
        if self._storage is None or self.connection != key:
            if self._storage is not None:
                self._storage.close()
            self._storage = Storage(_storage_name(key), self._backend)
        self.connection = key
        return self._storage

    async def reconnect(self, *, show: Callable[[str], None]) -> Organization:
        """Lets the person log in again with what is kept of this connection; what works with the client goes on.

        Raises as `connect`, and NotConnected where there is nothing kept: a fixed access token.
        """
        known = settings.load().connections.get(self.connection or "")
        if known is None:
            raise NotConnected
        return await self.connect(known.client_id, port=known.redirect_port, show=show)

    async def _kept_secret(self) -> str:
        secret = await self._bind(self.connection).load(CLIENT_SECRET) if self.connection else None
        if secret is None:
            raise Failure("client_secret_missing")
        return secret

    async def _keep(
        self, client_id: str, client_secret: str, port: int, given: TokenSet, organization: Organization
    ) -> None:
        """Binds the tokens to their organization: storage, settings, then the live connection."""
        now, place = self._clock.now(), self.endpoints.name
        storage = self._bind(connections.id_for(settings.load(), place, organization.id))
        tokens = await self._tokens(client_id, client_secret, storage)
        try:
            await storage.save(CLIENT_SECRET, client_secret)
        except KeyringLocked:  # the person is let in all the same, until the program ends
            storage.keep_in_memory()
            await storage.save(CLIENT_SECRET, client_secret)
        await tokens.start(given)
        made = Connection(
            organization_id=organization.id,
            organization_name=organization.name,
            client_id=client_id,
            since=now.isoformat(timespec="seconds"),
            place=place,
            redirect_port=port,
        )
        _update(lambda kept: connections.added(kept, made))
        if self._kept is not None:  # a run that waits for this login goes on with the client it has
            client = self._kept.client
            client.authorize(TokenAuth(tokens))
        else:
            client = await self._client(TokenAuth(tokens))
        await self._take(_Live(client, organization, tokens, now))

    async def _take(self, live: _Live | None) -> None:
        """Puts a connection, or none, in the place of the one before."""
        before, waiting = self._kept and self._kept.tokens, self._waiting
        self._kept, self._waiting = live, None
        for tokens in (before, waiting):
            if tokens is not None:
                await tokens.aclose()

    async def _client(self, auth: TokenAuth | BearerAuth) -> Client:
        return Client(await self._open(), self.endpoints.api_url, auth, clock=self._clock)

    async def _tokens(self, client_id: str, client_secret: str, storage: Storage) -> Tokens:
        return Tokens(
            await self._open(),
            self.endpoints.auth_url,
            client_id,
            client_secret,
            storage,
            lock_file=paths.home() / f"{_safe(self.connection or '')}.lock",
            clock=self._clock,
        )

    async def _open(self) -> Http:
        async with self._opening:
            if self._http is None:
                self._http = await open_http(self.endpoints.api_url, self.endpoints.auth_url)
            return self._http


def _require_same(known: Connection, found: Organization) -> None:
    if known.organization_id != found.id:
        raise Failure("organization_changed", expected=connections.title(known), found=found.name)


def _storage_name(key: str) -> str:
    """Names the entries in the keyring; a data folder of its own (tests, portable use) has entries of its own."""
    if not os.environ.get("AKILES_CONSOLE_HOME"):
        return key
    return f"{key} {hashlib.sha256(str(paths.home().resolve()).encode()).hexdigest()[:12]}"


def _update(change: Callable[[Settings], Settings]) -> None:
    try:
        settings.update(change)
    except OSError as error:
        raise Failure("settings_not_saved", reason=error.strerror or type(error).__name__) from error


def _safe(name: str) -> str:
    return "".join(c if c.isalnum() or c in ".-_" else "_" for c in name)
