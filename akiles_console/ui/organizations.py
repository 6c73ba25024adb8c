"""The organizations of a window: which there are, and the open session of each, kept until the window goes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from akiles_console import connections, paths, settings
from akiles_console.failure import Failure
from akiles_console.session import Endpoints, Session
from akiles_console.settings import Settings
from akiles_console.ui import theme

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from akiles_console.clock import Clock
    from akiles_console.demo.server import DemoServer

PRACTICE = "demo"
"""The place of practice organizations, as `Endpoints.name` has it."""


@dataclass(frozen=True)
class Entry:
    """One organization of this computer. `key` is its connection's id, `colour` `#rrggbb`, `since` RFC 3339."""

    key: str
    title: str
    colour: str
    since: str
    practice: bool


class Organizations(QObject):
    """`real` is where Akiles is; None: there is only practice. `access_token` stands in for stored connections there.

    `server` is a practice Akiles that runs already; else one is started when it is needed, and stopped in the end.
    Every change of the settings may raise Failure `settings_not_saved`.

    Signals:
        changed: an organization was added, renamed, coloured or removed.
    """

    changed = Signal()

    def __init__(
        self,
        real: Endpoints | None,
        *,
        access_token: str | None = None,
        server: DemoServer | None = None,
        clock: Clock | None = None,
        backend: KeyringBackend | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._real, self._access_token = real, access_token
        self._clock, self._backend = clock, backend
        self._own_server: DemoServer | None = None
        self.server = server
        """The practice Akiles, once it runs."""
        self.practice_only = real is None
        self._sessions: list[Session] = []

    def entries(self) -> list[Entry]:
        """Everything that this computer is connected to, practice last."""
        kept = settings.load()
        places = [PRACTICE] if self._real is None or self._real.name == PRACTICE else [self._real.name, PRACTICE]
        return [
            Entry(
                key=key,
                title=connections.title(one),
                colour=one.colour or theme.organization_colour(one.organization_id),
                since=one.since,
                practice=place == PRACTICE,
            )
            for place in places
            for key, one in connections.at(kept, place).items()
        ]

    def entry(self, key: str | None) -> Entry | None:
        """The one with this key; None where there is none."""
        return next((one for one in self.entries() if one.key == key), None)

    async def first(self, remembered: str) -> Session:
        """The session to begin with: the one remembered, else the active one, else one that is still to connect."""
        if self._access_token is not None and self._real is not None:
            return self._kept(Session(self._real, access_token=self._access_token, clock=self._clock))
        entries = {one.key: one for one in self.entries()}
        active = connections.active(settings.load(), self._real.name if self._real else PRACTICE)
        for key in (remembered, active):
            if key in entries:
                return await self.open(str(key))
        return await self.new(practice=self.practice_only)

    async def open(self, key: str) -> Session:
        """The session of a connection, perhaps not restored yet. Raises Failure `practice_unavailable`."""
        for session in self._sessions:
            if session.connection == key:
                return session
        entry = self.entry(key)
        endpoints = await self._endpoints(practice=entry is not None and entry.practice)
        return self._kept(Session(endpoints, connection=key, clock=self._clock, backend=self._backend))

    async def new(self, *, practice: bool) -> Session:
        """A session that is still to connect. Raises Failure `practice_unavailable`."""
        endpoints = await self._endpoints(practice=practice)
        return self._kept(Session(endpoints, clock=self._clock, backend=self._backend))

    async def shown(self, session: Session) -> None:
        """This one is in use now; others of the same organization are closed."""
        for other in [one for one in self._sessions if one is not session]:
            if other.connection is not None and other.connection == session.connection:
                self._sessions.remove(other)
                await other.aclose()
        key = session.connection
        if key is not None:
            _update(lambda kept: connections.activated(kept, key))
        self.changed.emit()

    def rename(self, key: str, name: str) -> None:
        """Calls it so on this computer; "" as at Akiles. Raises Failure `name_taken`, `name_too_long`."""
        _update(lambda kept: connections.renamed(kept, key, name))
        self.changed.emit()

    def colour(self, key: str, colour: str) -> None:
        """Gives it a colour on this computer."""
        _update(lambda kept: connections.coloured(kept, key, colour))
        self.changed.emit()

    async def remove(self, key: str) -> None:
        """Forgets the connection and its keys. Raises KeyringLocked, KeyringFailed: nothing was forgotten then."""
        await (await self.open(key)).disconnect()
        self.changed.emit()

    async def aclose(self) -> None:
        """Closes every session, and the practice Akiles if it was started here."""
        for session in self._sessions:
            await session.aclose()
        self._sessions.clear()
        if self._own_server is not None:
            await asyncio.to_thread(self._own_server.stop_thread)

    def _kept(self, session: Session) -> Session:
        self._sessions.append(session)
        return session

    async def _endpoints(self, *, practice: bool) -> Endpoints:
        if not practice and self._real is not None:
            return self._real
        if self.server is None:
            self.server = self._own_server = await asyncio.to_thread(_practice_server)
        return Endpoints(self.server.api_url, self.server.auth_url, PRACTICE)


def _practice_server() -> DemoServer:
    from akiles_console.demo.server import DemoServer  # most people never need it

    server = DemoServer(state_file=paths.home() / "practice.json")
    try:
        server.start_in_thread()
    except OSError as error:
        raise Failure("practice_unavailable", reason=error.strerror or type(error).__name__) from error
    return server


def _update(change: Callable[[Settings], Settings]) -> None:
    try:
        settings.update(change)
    except OSError as error:
        raise Failure("settings_not_saved", reason=error.strerror or type(error).__name__) from error
