"""One request to the Akiles API, from template to record: sent, counted, repeated where that is safe, decoded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar
from urllib.parse import quote

import httpx
import msgspec

from akiles_console.api.answers import Call, ahead, check, decoded
from akiles_console.api.circuit import Circuit
from akiles_console.api.errors import READS, ApiError, BadAnswer, LostAnswer, NotFound, TooMany, Unreachable
from akiles_console.api.pace import Pace
from akiles_console.api.retry import LONGEST_PAUSE, TRIES, retry_delay
from akiles_console.clock import Clock, Wakefulness
from akiles_console.failure import Failure

_log = logging.getLogger(__name__)

T = TypeVar("T")

BIGGEST_BODY = 10 * 1024 * 1024
"""Bytes; a longer answer is not read to its end."""

_TIMEOUT = httpx.Timeout(30, connect=5, pool=None)
_SLOWEST = 120.0
"""Seconds that a whole answer may take: a read time-out alone lets a dripping server hold us for ever."""

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
_PROBE = Call("GET /organization")


class Transport:
    """Sends requests, at first with at most `concurrency` in flight; `calls` counts every single one that was sent.

    `refused` is what `lists.accepted` remembers for the connection.
    """

    def __init__(
        self, http: httpx.AsyncClient, api_url: str, auth: httpx.Auth, *, clock: Clock, concurrency: int
    ) -> None:
        self.calls = 0
        self.refused: set[tuple[str, str]] = set()
        self._http = http
        self._api_url = api_url.rstrip("/")
        self._auth = auth
        self._clock = clock
        self._ahead = timedelta()
        self._pace = Pace(clock, concurrency)
        self._circuit = Circuit(clock, self._probe)

    def now(self) -> datetime:
        """What time it is at Akiles: by our clock, and by how much it was wrong at the last answer."""
        return self._clock.now() + self._ahead

    def authorize(self, auth: httpx.Auth) -> None:
        """Takes another login in place of the one it has."""
        self._auth = auth

    async def request(
        self,
        kind: type[T],
        method: str,
        template: str,
        *,
        ids: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, object] | None = None,
        hidden: str = "",
        tries: int = TRIES,
    ) -> T:
        """The answer as a `kind`; `template` is a path with the names of `ids` in braces.

        `hidden` is a secret in the body that no error may repeat. Raises an ApiError, or the Failure that kept
        us from having a token.
        """
        call = Call(f"{method} {template}", " ".join((ids or {}).values()), hidden)
        request = self._build(call, template, ids or {}, query, body)
        return await self._tried(call, request, tries, lambda content: decoded(kind, call, content))

    async def command(
        self, method: str, template: str, *, ids: Mapping[str, str], body: Mapping[str, object] | None = None
    ) -> None:
        """As `request`, where nobody needs the answer: it may be empty."""
        call = Call(f"{method} {template}", " ".join(ids.values()))
        request = self._build(call, template, ids, None, body)
        await self._tried(call, request, TRIES, lambda content: content and decoded(object, call, content))

    def _build(
        self,
        call: Call,
        template: str,
        ids: Mapping[str, str],
        query: Mapping[str, str] | None = None,
        body: Mapping[str, object] | None = None,
    ) -> httpx.Request:
        if any(not value.strip(".") for value in ids.values()):  # "", "." and ".." would be another path
            raise NotFound(call.operation, object=call.object)
        path = template.format_map({name: quote(value, safe="") for name, value in ids.items()})
        content = None if body is None else msgspec.json.encode(body)
        headers = {"Accept": "application/json"} | ({} if content is None else {"Content-Type": "application/json"})
        return self._http.build_request(
            call.operation.partition(" ")[0],
            self._api_url + path,
            params=query,
            content=content,
            headers=headers,
            timeout=_TIMEOUT,
        )

    async def _tried(self, call: Call, request: httpx.Request, tries: int, read: Callable[[bytes], T]) -> T:
        attempt, awake = 0, Wakefulness(self._clock)
        while True:
            attempt += 1
            try:
                return read(await self._admitted(call, request, awake))
            except Failure as error:
                delay = retry_delay(error, attempt, request.method, self._clock.random, tries)
                if delay is None:
                    raise
                _log.info("%s: %s, again in %.1f s", call.operation, error.code, delay)
            await self._clock.sleep(delay)

    async def _admitted(self, call: Call, request: httpx.Request, awake: Wakefulness) -> bytes:
        """Sends it when there is room and Akiles is there; raises what the probe says where it is not.

        A write that waited while the computer slept is not sent: it was decided upon hours ago.
        """
        while True:
            if trouble := await self._circuit.trouble():
                raise _away(call, trouble)
            async with self._pace:
                if request.method not in READS and awake.slept():
                    raise Unreachable(call.operation, code="slept", object=call.object)
                if not self._circuit.open:  # it may have opened while we stood in line
                    return await self._observed(call, request)

    async def _observed(self, call: Call, request: httpx.Request) -> bytes:
        started = self._clock.monotonic()
        try:
            content = await self._exchange(call, request)
        except ApiError as error:
            self._circuit.ended(error)
            if isinstance(error, TooMany):
                self._pace.too_many(started)
            if error.retry_after is not None and error.retry_after <= LONGEST_PAUSE:
                self._pace.pause(error.retry_after)
            raise
        self._circuit.ended(None)
        self._pace.answered(self._clock.monotonic() - started)
        return content

    async def _probe(self) -> Failure | None:
        try:
            await self._exchange(_PROBE, self._build(_PROBE, "/organization", {}))
        except Failure as failure:
            return failure
        return None

    async def _exchange(self, call: Call, request: httpx.Request) -> bytes:
        """Sends it as often as `auth` wants: httpx itself would read a 401 without any limit, and not count."""
        flow = self._auth.async_auth_flow(request)
        try:
            sending = await anext(flow)
            while True:
                response, content = await self._sent(call, sending)
                try:
                    sending = await flow.asend(response)
                except StopAsyncIteration:
                    break
        finally:
            await flow.aclose()
        check(call, response, content, self._clock.now())
        return content

    async def _sent(self, call: Call, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        started = self._clock.monotonic()
        self.calls += 1
        try:
            async with asyncio.timeout(_SLOWEST):
                response = await self._http.send(request, auth=None, stream=True, follow_redirects=False)
                try:
                    content = await _read(call, response)
                finally:
                    await response.aclose()
        except TimeoutError:
            raise LostAnswer(call.operation, object=call.object) from None
        except httpx.HTTPError as error:
            raise _from_transport(call, error) from error
        self._ahead = ahead(response, self._clock.now())
        elapsed = (self._clock.monotonic() - started) * 1000
        _log.debug("%s %d %.0f ms", call.operation, response.status_code, elapsed)
        return response, content


async def _read(call: Call, response: httpx.Response) -> bytes:
    content = bytearray()
    async for chunk in response.aiter_bytes():
        content += chunk
        if len(content) > BIGGEST_BODY:
            raise BadAnswer(call.operation, code="answer_too_big", object=call.object, status=response.status_code)
    return bytes(content)


def _from_transport(call: Call, error: httpx.HTTPError) -> ApiError:
    if isinstance(error, httpx.DecodingError):
        return BadAnswer(call.operation, object=call.object)
    if not isinstance(error, _NOT_SENT):
        return LostAnswer(call.operation, object=call.object)
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Unreachable(call.operation, code="certificate_untrusted", object=call.object)
    if isinstance(error, httpx.ProxyError) and not str(error).startswith("5"):  # 502: it does not reach Akiles now
        return Unreachable(call.operation, code="proxy_login", object=call.object)
    return Unreachable(call.operation, object=call.object)


def _away(call: Call, trouble: ApiError) -> ApiError:
    """What a request that was not sent is told: the probe's own reason, as far as it is true of a write, too."""
    if call.operation.partition(" ")[0] in READS:
        return trouble.retold(call.operation, call.object)
    if isinstance(trouble, Unreachable) or trouble.code == "captive_portal":
        return Unreachable(call.operation, code=trouble.code, object=call.object)
    return Unreachable(call.operation, code="akiles_away", object=call.object, status=trouble.status)
