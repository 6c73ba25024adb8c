"""The practice Akiles behind real HTTP on 127.0.0.1: the API, OAuth, its consent page."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from akiles_console.demo import data, oauth, practice, state, webhooks
from akiles_console.demo.answers import API, Answers, refused, too_many
from akiles_console.demo.backend import Backend
from akiles_console.demo.faults import Rule, striking, suffer
from akiles_console.demo.lists import Object
from akiles_console.demo.practice import PracticeClock
from akiles_console.demo.wire import Cut, Request, Response, serve

_SAVE_AFTER = 0.5  # seconds from a write to the file
_REMEMBERED = 200_000  # requests
T = TypeVar("T")


def _now() -> datetime:
    return datetime.now(UTC)


class DemoServer:
    """Two practice organizations behind one address.

    `template` and `members` say what the first one starts with (`members` more people as a sync would
    have made them), `rate_limit` is requests a second, `state_file` keeps everything between two
    starts, `now` gives an aware time. Run it in the caller's loop (`async with`, `start`, `stop`) or in
    a thread of its own (`start_in_thread`, `stop_thread`). A port in use raises OSError at the start.
    `state_in_use`: another program has the state file, so that nothing of this one is kept.

    Once it listens, the API is at `api_url`, and `/oauth2/auth` and `/oauth2/token` are below `auth_url`.
    `requests` are the last API requests, as (method, path below `/v2`), `request_count` how many there
    were; `faults` what shall go wrong. `access_token` never expires and is for automation. `backend` is
    the first organization, `clock` the time in both of them.

    `reset`, `set_clock`, `open_door`, `late_report` and `set_online` may be called from any thread.
    """

    def __init__(
        self,
        *,
        template: str = "office",
        members: int = 0,
        port: int = 0,
        rate_limit: float | None = None,
        state_file: Path | None = None,
        now: Callable[[], datetime] | None = None,
        token_seconds: int = 3600,
    ) -> None:
        self.client_id = oauth.CLIENT_ID
        self.client_secret = oauth.CLIENT_SECRET
        self.port = port
        self.auth_url = self.api_url = ""
        self.requests: deque[tuple[str, str]] = deque(maxlen=_REMEMBERED)
        self.request_count = 0
        self.faults: list[Rule] = []
        self.gate = oauth.Gate(now or _now, token_seconds)
        self.clock = PracticeClock(now or _now)
        self._keeper = state.Keeper(state_file) if state_file else None
        organizations = self._keeper.load(self.clock, self.gate) if self._keeper else None
        if organizations is None:
            organizations = data.start(template, self.clock)
            data.add_members(organizations[0], members, self.clock())
        self._organizations: dict[str, Backend] = {}
        self._take(organizations)
        self.access_token = self.gate.automation_token(self.backend.id)
        self._rate_limit = rate_limit
        self._allowance, self._counted_at = rate_limit or 0.0, 0.0
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._late: list[asyncio.TimerHandle] = []
        self._saving: asyncio.TimerHandle | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._home = 0  # the thread of that loop
        self._over = asyncio.Event()

    @property
    def state_in_use(self) -> bool:
        """Whether another program has the state file."""
        return self._keeper is not None and not self._keeper.ours

    @property
    def writes(self) -> list[tuple[str, str]]:
        """Those of `requests` that were no GET."""
        return [one for one in self.requests if one[0] != "GET"]

    # Running

    async def start(self) -> None:
        """Listens; `port` is the real one afterwards. OSError when it is in use."""
        self._loop, self._home = asyncio.get_running_loop(), threading.get_ident()
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        self.auth_url = f"http://127.0.0.1:{self.port}"
        self.api_url = f"{self.auth_url}{API}"

    async def stop(self) -> None:
        """Stops listening, ends the connections, keeps what there is to keep."""
        if self._server is not None:
            self._server.close()
            for late in self._late:
                late.cancel()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self._server.wait_closed()
            self._server = None
        if self._saving is not None:
            self._saving.cancel()
            self._save()
        if self._keeper is not None:
            self._keeper.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def start_in_thread(self) -> None:
        """Runs in a thread of its own; returns when it listens. OSError when the port is in use."""
        started = threading.Event()
        problems: list[BaseException] = []

        def run() -> None:
            try:
                asyncio.run(self._until_quit(started))
            except OSError as error:
                problems.append(error)
            finally:
                started.set()

        self._thread = threading.Thread(target=run, name="practice Akiles", daemon=True)
        self._thread.start()
        started.wait()
        if problems:
            self._thread = None
            raise problems[0]

    async def _until_quit(self, started: threading.Event) -> None:
        self._over = asyncio.Event()
        async with self:
            started.set()
            await self._over.wait()

    def stop_thread(self) -> None:
        """Ends the thread of `start_in_thread`; again is no harm."""
        if self._thread is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(self._over.set)
            self._thread.join(10)
            self._thread = None

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A task of our own: the one that asyncio would make complains loudly when it is cancelled.
        self._spawn(serve(reader, writer, self._dated))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="practice Akiles")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Answering

    async def _dated(self, request: Request) -> Response | Cut:
        """The answer, with what time it is here: a client can tell how wrong its own clock is."""
        response = await self._answer(request)
        if isinstance(response, Response):
            response.headers["date"] = format_datetime(self.clock().astimezone(UTC), usegmt=True)
        return response

    async def _answer(self, request: Request) -> Response | Cut:
        if request.headers.get("host") not in (f"127.0.0.1:{self.port}", f"localhost:{self.port}"):
            return Response(421, "text/plain", b"This server answers to 127.0.0.1 only.")
        if request.path.startswith(f"{API}/"):
            self.requests.append((request.method, request.path.removeprefix(API)))
            self.request_count += 1
            if wait := self._too_early():
                return refused(too_many(), wait)
        rule = striking(self.faults, request)
        if rule is None:
            return self._do(request)
        return await suffer(
            rule, partial(self._do, request), partial(self._pretend, request), partial(self._do_in, request)
        )

    def _do(self, request: Request) -> Response:
        response = Answers(self._organizations, self.gate).to(request)
        if request.method != "GET":
            self._save_soon()
        return response

    def _do_in(self, request: Request, seconds: float) -> None:
        self._late.append(asyncio.get_running_loop().call_later(seconds, self._do, request))

    def _pretend(self, request: Request) -> Response:
        copies = {key: state.copied(one) for key, one in self._organizations.items()}
        return Answers(copies, self.gate).to(request)

    def _too_early(self) -> float:
        """So many seconds until the rate limit lets one more request through: a bucket of one second."""
        if self._rate_limit is None:
            return 0.0
        at = asyncio.get_running_loop().time()
        earned = (at - self._counted_at) * self._rate_limit
        self._counted_at = at
        self._allowance = min(max(self._rate_limit, 1.0), self._allowance + earned)
        if self._allowance < 1:
            return (1 - self._allowance) / self._rate_limit
        self._allowance -= 1
        return 0.0

    # Practising

    def reset(self, template: str = "office") -> None:
        """Everything as on the first day, nobody signed out; ValueError for a template that does not exist."""

        def start_again() -> None:
            fresh = data.start(template, self.clock, tuple(self._organizations))
            for one in fresh:
                one.chance.seed()  # or the next objects had the ids of those that were thrown away
            self._take(fresh)

        self._inside(start_again)

    def set_clock(self, moment: datetime | None) -> None:
        """It is `moment` (aware, else ValueError) in the organizations, and goes on from there; None: real time."""

        def set_it() -> None:
            self.clock.set(moment)
            for one in self._organizations.values():
                one.clock_was_set()

        self._inside(set_it)

    def open_door(self, member_id: str | None = None, gadget_id: str | None = None) -> dict[str, Any]:
        """Somebody opens a door; see `practice.open_door`."""
        return self._inside(lambda: practice.open_door(self.backend, member_id, gadget_id))

    def late_report(self, device_id: str | None = None, *, count: int = 3, hours: float = 3.0) -> dict[str, Any]:
        """A device comes back with what it kept; see `practice.late_report`."""
        return self._inside(lambda: practice.late_report(self.backend, device_id, count=count, hours=hours))

    def set_online(self, device_id: str, online: bool) -> bool:
        """Takes a device off the network or back on it; False for an unknown or virtual one."""
        return self._inside(lambda: practice.set_online(self.backend, device_id, online))

    def _inside(self, call: Callable[[], T]) -> T:
        """Does something between two requests, whichever thread asks, and keeps it."""
        if self._server is None or self._loop is None or threading.get_ident() == self._home:
            return self._changed(call)

        async def there() -> T:
            return self._changed(call)

        return asyncio.run_coroutine_threadsafe(there(), self._loop).result(10)

    def _changed(self, call: Callable[[], T]) -> T:
        result = call()
        if self._server is not None:
            self._save_soon()
        else:
            self._save()
        return result

    def _take(self, organizations: list[Backend]) -> None:
        self.backend = organizations[0]
        self._organizations = {one.id: one for one in organizations}
        for one in organizations:
            one.on_event = partial(self._send_out, one)

    def _send_out(self, backend: Backend, event: Object) -> None:
        wanting = webhooks.wanting(backend, event) if self._server is not None else []
        for webhook in wanting:
            self._spawn(webhooks.deliver(webhook, msgspec.json.encode(event)))

    # Keeping

    def _save_soon(self) -> None:
        if self._keeper is not None and self._saving is None:
            self._saving = asyncio.get_running_loop().call_later(_SAVE_AFTER, self._save)

    def _save(self) -> None:
        self._saving = None
        if self._keeper is not None:
            self._keeper.save(list(self._organizations.values()), self.gate)
