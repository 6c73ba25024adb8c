"""The practice Akiles behind real HTTP on 127.0.0.1: the API, OAuth, its consent page."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from akiles_console.demo import data, oauth, state
from akiles_console.demo.answers import API, Answers, page, refused, too_many, unauthorized
from akiles_console.demo.faults import Fault, Rule, striking
from akiles_console.demo.refusal import Refusal
from akiles_console.demo.wire import Request, Response, serve

_SAVE_AFTER = 0.5  # seconds from a write to the file
_PAGE_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'self' http://127.0.0.1:*"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def _now() -> datetime:
    return datetime.now(UTC)


class DemoServer:
    """Two practice organizations behind one address.

    `template` and `members` say what the first one starts with (`members` more people as a sync would
    have made them), `rate_limit` is requests a second, `state_file` keeps everything between two
    starts, `now` gives an aware time. Run it in the caller's loop (`async with`, `start`, `stop`) or in
    a thread of its own (`start_in_thread`, `stop_thread`). A port in use raises OSError at the start.

    Once it listens, the API is at `api_url`, and `/oauth2/auth` and `/oauth2/token` are below `auth_url`.
    `requests` are the API requests so far, as (method, path below `/v2`), `faults` what shall go wrong.
    `access_token` never expires and is for automation. `backend` is the first organization.
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
        self.requests: list[tuple[str, str]] = []
        self.faults: list[Rule] = []
        clock = now or _now
        self.gate = oauth.Gate(clock, token_seconds)
        self._state_file = state_file
        kept = state.load(state_file, clock, self.gate) if state_file else None
        if kept is None:
            kept = [data.build(template, "Practice office", clock), data.build("empty", "Practice annex", clock, 1)]
            data.add_members(kept[0], members, clock())
        self._organizations = kept
        self._answers = Answers({one.id: one for one in kept}, self.gate)
        self.backend = kept[0]
        self.access_token = self.gate.automation_token(self.backend.id)
        self._rate_limit = rate_limit
        self._allowance, self._counted_at = rate_limit or 0.0, 0.0
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[Any]] = set()
        self._saving: asyncio.TimerHandle | None = None
        self._thread: threading.Thread | None = None
        self._quit: Callable[[], None] = lambda: None

    @property
    def writes(self) -> list[tuple[str, str]]:
        """The API requests so far that were no GET."""
        return [one for one in self.requests if one[0] != "GET"]

    # Running

    async def start(self) -> None:
        """Listens; `port` is the real one afterwards. OSError when it is in use."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        self.auth_url = f"http://127.0.0.1:{self.port}"
        self.api_url = f"{self.auth_url}{API}"

    async def stop(self) -> None:
        """Stops listening, ends the connections, keeps what there is to keep."""
        if self._server is not None:
            self._server.close()
            for task in self._connections:
                task.cancel()
            await asyncio.gather(*self._connections, return_exceptions=True)
            await self._server.wait_closed()
            self._server = None
        if self._saving is not None:
            self._saving.cancel()
            self._save()

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
            raise problems[0]

    async def _until_quit(self, started: threading.Event) -> None:
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        async with self:
            self._quit = lambda: _in_thread(loop, over.set)
            started.set()
            await over.wait()

    def stop_thread(self) -> None:
        """Ends the thread of `start_in_thread`; again is no harm."""
        if self._thread is not None:
            self._quit()
            self._thread.join(10)
            self._thread = None

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A task of our own: the one that asyncio would make complains loudly when it is cancelled.
        task = asyncio.create_task(serve(reader, writer, self._answer), name="practice connection")
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    # Answering

    async def _answer(self, request: Request) -> Response | None:
        if request.headers.get("host") not in (f"127.0.0.1:{self.port}", f"localhost:{self.port}"):
            return Response(421, "text/plain", b"This server answers to 127.0.0.1 only.")
        if request.path.startswith(f"{API}/"):
            self.requests.append((request.method, request.path.removeprefix(API)))
            if not self._in_time():
                return refused(too_many(), 1.0)
        rule = striking(self.faults, request.method, request.path)
        if rule is None:
            return self._answer_now(request)
        return await self._suffer(rule, request)

    def _answer_now(self, request: Request) -> Response:
        response = self._answers.to(request)
        if request.method != "GET":
            self._save_soon()
        return response

    async def _suffer(self, rule: Rule, request: Request) -> Response | None:
        match rule.fault:
            case Fault.DROP:
                return None
            case Fault.LOSE_ANSWER:
                self._answer_now(request)
                return None
            case Fault.DELAY:
                await asyncio.sleep(rule.seconds)
                return self._answer_now(request)
            case Fault.HTML:
                return page(200, "<!doctype html><title>Welcome</title><p>Please sign in to the network.</p>")
            case Fault.UNAUTHORIZED:
                return refused(unauthorized())
            case Fault.TOO_MANY:
                return refused(too_many(), rule.seconds)
        return refused(Refusal(503, "unavailable", "Akiles is not available at the moment."))

    def _in_time(self) -> bool:
        """Whether the rate limit lets one more request through: a bucket of one second."""
        if self._rate_limit is None:
            return True
        at = asyncio.get_running_loop().time()
        earned = (at - self._counted_at) * self._rate_limit
        self._counted_at = at
        self._allowance = min(max(self._rate_limit, 1.0), self._allowance + earned)
        if self._allowance < 1:
            return False
        self._allowance -= 1
        return True

    # Keeping

    def _save_soon(self) -> None:
        if self._state_file is not None and self._saving is None:
            self._saving = asyncio.get_running_loop().call_later(_SAVE_AFTER, self._save)

    def _save(self) -> None:
        self._saving = None
        if self._state_file is not None:
            state.save(self._state_file, self._organizations, self.gate)


def _in_thread(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    loop.call_soon_threadsafe(call)
