"""One request to the Akiles API, from template to record: sent, counted, repeated where that is safe, decoded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from akiles_console.api.errors import (
    ApiError,
    BadAnswer,
    Forbidden,
    LostAnswer,
    NotFound,
    Refused,
    ServerFault,
    TooMany,
    Unauthorized,
    Unreachable,
    presentable,
)
from akiles_console.api.retry import TRIES, retry_delay
from akiles_console.clock import Clock
from akiles_console.failure import Failure

_log = logging.getLogger(__name__)

T = TypeVar("T")

BIGGEST_BODY = 10 * 1024 * 1024
"""Bytes; a longer answer is not read to its end."""

_TIMEOUT = httpx.Timeout(30, connect=5, pool=None)
_SLOWEST_BODY = 120.0
"""Seconds that a whole body may take: a read time-out alone lets a dripping server hold us for ever."""

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
_BY_STATUS: dict[int, type[ApiError]] = {
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    429: TooMany,
}


class _VendorError(msgspec.Struct):
    type: str = ""
    message: str = ""


class Transport:
    """Sends requests with at most `concurrency` in flight and counts them in `calls`, every try for itself."""

    def __init__(
        self, http: httpx.AsyncClient, api_url: str, auth: httpx.Auth, *, clock: Clock, concurrency: int
    ) -> None:
        self.calls = 0
        self._http = http
        self._api_url = api_url.rstrip("/")
        self._auth = auth
        self._clock = clock
        self._slots = asyncio.Semaphore(concurrency)

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
        operation = f"{method} {template}"
        content = None if body is None else msgspec.json.encode(body)
        request = self._http.build_request(
            method,
            self._api_url + _path(operation, template, ids or {}),
            params=query,
            content=content,
            headers={"Accept": "application/json"} | ({} if content is None else {"Content-Type": "application/json"}),
            timeout=_TIMEOUT,
        )
        attempt = 0
        while True:
            attempt += 1
            try:
                return decoded(kind, operation, await self._send(operation, request, hidden))
            except Failure as error:
                delay = retry_delay(error, attempt, method, self._clock.random, tries)
                if delay is None:
                    raise
                _log.info("%s: %s, again in %.1f s", operation, error.code, delay)
            await self._clock.sleep(delay)

    async def _send(self, operation: str, request: httpx.Request, hidden: str) -> bytes:
        async with self._slots:
            started = self._clock.monotonic()
            self.calls += 1
            try:
                response = await self._http.send(request, auth=self._auth, stream=True, follow_redirects=False)
                self.calls += len(response.history)  # a request that was sent again with a new token
                try:
                    content = await _read(operation, response)
                finally:
                    await response.aclose()
            except httpx.HTTPError as error:
                raise _from_transport(operation, error) from error
        elapsed = (self._clock.monotonic() - started) * 1000
        _log.debug("%s %d %.0f ms", operation, response.status_code, elapsed)
        self._check(operation, response, content, hidden)
        return content

    def _check(self, operation: str, response: httpx.Response, content: bytes, hidden: str) -> None:
        status = response.status_code
        if response.is_success:
            if not _is_json(response):
                raise BadAnswer(operation, code="answer_not_json", status=status)
            return
        if status < 400 or status == 511:  # redirects are off: a captive portal's way to say hello
            raise BadAnswer(operation, code="answer_not_json", status=status)
        if status == 407:
            raise Unreachable(operation, code="proxy_login", status=status)
        said = _vendor_error(content)
        kind = ServerFault if status >= 500 else _BY_STATUS.get(status, Refused)
        pause = self._retry_after(response)
        raise kind(
            operation,
            code=_code(kind, pause, said.message),
            status=status,
            retry_after=pause,
            type=presentable(said.type, hidden),
            message=presentable(said.message, hidden),
        )

    def _retry_after(self, response: httpx.Response) -> float | None:
        """Seconds, from a number or a date; None where there is none or it cannot be read."""
        text = response.headers.get("Retry-After", "").strip()
        if text.isdecimal():
            return float(text)
        try:
            return max(0.0, (parsedate_to_datetime(text) - self._clock.now()).total_seconds())
        except (ValueError, TypeError):  # no date, or one without a zone
            return None


def decoded(kind: type[T], operation: str, content: bytes) -> T:
    """`content` as a `kind`. Unknown fields are dropped; a null where we expect a value counts as left out."""
    try:
        try:
            return msgspec.json.decode(content, type=kind)
        except msgspec.ValidationError:
            return msgspec.convert(_without_nulls(msgspec.json.decode(content)), kind)
    except msgspec.DecodeError as error:  # also a wrong type or a missing field
        raise BadAnswer(operation, code="answer_broken", status=200) from error


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _path(operation: str, template: str, ids: Mapping[str, str]) -> str:
    if any(not value.strip(".") for value in ids.values()):  # "", "." and ".." would be another path
        raise NotFound(operation)
    return template.format_map({name: quote(value, safe="") for name, value in ids.items()})


def _from_transport(operation: str, error: httpx.HTTPError) -> ApiError:
    if isinstance(error, httpx.DecodingError):
        return BadAnswer(operation)
    if not isinstance(error, _NOT_SENT):
        return LostAnswer(operation)
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Unreachable(operation, code="certificate_untrusted")
    if isinstance(error, httpx.ProxyError):
        return Unreachable(operation, code="proxy_login")
    return Unreachable(operation)


def _code(kind: type[ApiError], pause: float | None, message: str) -> str:
    """The code whose sentence has room for what the server said."""
    if kind is TooMany and pause is not None:
        return "too_many_wait"
    return f"{kind.default_code}_silently" if kind in (Refused, Forbidden) and not message else kind.default_code


async def _read(operation: str, response: httpx.Response) -> bytes:
    content = bytearray()
    try:
        async with asyncio.timeout(_SLOWEST_BODY):
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > BIGGEST_BODY:
                    raise BadAnswer(operation, code="answer_too_big", status=response.status_code)
    except TimeoutError:
        raise LostAnswer(operation, status=response.status_code) from None
    return bytes(content)


def _is_json(response: httpx.Response) -> bool:
    media: str = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return media == "application/json" or media.endswith("+json")


def _vendor_error(content: bytes) -> _VendorError:
    try:
        return msgspec.json.decode(content, type=_VendorError)
    except msgspec.DecodeError:  # a proxy's page: the status says it all
        return _VendorError()
