"""What an answer is: one of Akiles, an error of Akiles, or something else that speaks HTTP. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, TypeVar

import httpx
import msgspec

from akiles_console.api.errors import (
    ApiError,
    BadAnswer,
    Forbidden,
    NotFound,
    Refused,
    ServerFault,
    TooMany,
    Unauthorized,
    Unreachable,
    presentable,
)

T = TypeVar("T")

_SAME_TIME = timedelta(seconds=3)

_BY_STATUS: dict[int, type[ApiError]] = {
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    429: TooMany,
}


class Call(NamedTuple):
    """What was asked, as an error may tell it; `hidden` is a secret in the body that none may repeat."""

    operation: str
    object: str = ""
    hidden: str = ""


class _VendorError(msgspec.Struct):
    type: str = ""
    message: str = ""


def check(call: Call, response: httpx.Response, content: bytes, now: datetime) -> None:
    """Raises the ApiError that an answer is, if it is one. Without content, a 2xx needs no content type."""
    status = response.status_code
    if response.is_success and (not content or _media(response).endswith(("/json", "+json"))):
        return
    if status < 400 or status == 511:  # HTML where JSON was asked for, or a redirect: those are off
        raise _stranger(call, response)
    if status == 407:
        raise Unreachable(call.operation, code="proxy_login", object=call.object, status=status)
    raise _error(call, response, content, now)


def ahead(response: httpx.Response, now: datetime) -> timedelta:
    """By how much the clock of who answered is ahead of ours (RFC 9110, 6.6.1: `Date`); nothing where it does not say,
    and for differences that its whole seconds and the way here explain."""
    try:
        difference = parsedate_to_datetime(response.headers.get("Date", "")) - now
    except (ValueError, TypeError, OverflowError):
        return timedelta()
    return difference if abs(difference) > _SAME_TIME else timedelta()


def decoded(kind: type[T], call: Call, content: bytes) -> T:
    """`content` as a `kind`. Unknown fields are dropped; a null where we expect a value counts as left out."""
    try:
        try:
            return msgspec.json.decode(content, type=kind)
        except msgspec.ValidationError:
            return msgspec.convert(_without_nulls(msgspec.json.decode(content)), kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:  # also a wrong type, a missing field
        raise BadAnswer(call.operation, object=call.object, status=200) from error


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _media(response: httpx.Response) -> str:
    media: str = response.headers.get("Content-Type", "")
    return media.partition(";")[0].strip().lower()


def _stranger(call: Call, response: httpx.Response) -> BadAnswer:
    """An answer in the place of Akiles': a network's sign-in page, as far as one can tell, or anything else."""
    page = response.is_success and _media(response) in ("text/html", "application/xhtml+xml")
    if page or response.status_code == 511 or _leads_away(response):
        return BadAnswer(call.operation, code="captive_portal", object=call.object, status=response.status_code)
    return BadAnswer(call.operation, code="answer_not_json", object=call.object, status=response.status_code)


def _leads_away(response: httpx.Response) -> bool:
    asked = response.request.url
    return response.has_redirect_location and asked.join(response.headers["Location"]).host != asked.host


def _error(call: Call, response: httpx.Response, content: bytes, now: datetime) -> ApiError:
    said, status = _vendor_error(content), response.status_code
    offline = said.type == "hardware_offline"  # the device did not get it, whatever the status is
    kind = Refused if offline else ServerFault if status >= 500 else _BY_STATUS.get(status, Refused)
    pause = _retry_after(response, now)
    token = response.request.headers.get("Authorization", "").partition(" ")[2]
    message = presentable(said.message, (call.hidden, token))
    return kind(
        call.operation,
        code="hardware_offline" if offline else _code(kind, pause, message),
        object=call.object,
        status=status,
        retry_after=pause,
        type=presentable(said.type, (call.hidden, token)),
        message=message,
    )


def _code(kind: type[ApiError], pause: float | None, message: str) -> str:
    """The code whose sentence has room for what the server said."""
    if kind is TooMany and pause is not None:
        return "too_many_wait"
    return f"{kind.default_code}_silently" if kind in (Refused, Forbidden) and not message else kind.default_code


def _retry_after(response: httpx.Response, now: datetime) -> float | None:
    """Seconds, from a number or a date; None where there is none or it cannot be read."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # no date, or one without a zone
        return None


def _vendor_error(content: bytes) -> _VendorError:
    try:
        return msgspec.json.decode(content, type=_VendorError)
    except (msgspec.DecodeError, UnicodeDecodeError):  # a proxy's page: the status says it all
        return _VendorError()
