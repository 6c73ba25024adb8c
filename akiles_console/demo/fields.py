"""What may stand in the body of a request: one check a field. A check gives the value to store, or refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from akiles_console.demo.refusal import invalid

Check = Callable[[str, Any], Any]

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"().]+(\.[^\s@,;<>\"().]+)+")
_UID = re.compile(r"[0-9A-Fa-f]{8}|[0-9A-Fa-f]{14}|[0-9A-Fa-f]{20}")
_ADDRESS = re.compile(
    r"https?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?"
    r"(/([A-Za-z0-9._~:/@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?(\?([A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)
_PIN = re.compile(r"[0-9]{4,20}")
_CARD_ID = re.compile(r"crd_[0-9a-z]{1,40}")
_METADATA_BYTES = 1024
_DAY = 86400
_METHODS = ("online", "bluetooth", "mobile_nfc", "pin", "card")
_RULE = {"site_id", "gadget_id", "action_id", "schedule_id", "presence", "access_methods"}
_WEBHOOK_OBJECTS = ("gadget", "gadget_action", "member", "member_group", "organization", "site")
_WEBHOOK_VERBS = (None, "create", "edit", "delete", "use")


def checked(body: Any, checks: Mapping[str, Check], required: Collection[str] = ()) -> dict[str, Any]:
    """The fields of a body, each checked; refuses what is unknown, missing or no JSON object."""
    if not isinstance(body, dict):
        raise invalid("The body must be a JSON object.")
    for field in required:
        if field not in body:
            raise invalid(f"The field {field!r} is missing.", field=field)
    return {field: _check_of(checks, field)(field, value) for field, value in body.items()}


def _check_of(checks: Mapping[str, Check], field: str) -> Check:
    if field not in checks:
        raise invalid(f"The field {field!r} is unknown here.", field=field)
    return checks[field]


def name(field: str, value: Any) -> str:
    """A text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise invalid(f"{field!r} must not be empty.", field=field)
    return value


def text_or_null(field: str, value: Any) -> str | None:
    """A text or null."""
    if value is not None and not isinstance(value, str):
        raise invalid(f"{field!r} must be a text or null.", field=field)
    return value


def boolean(field: str, value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise invalid(f"{field!r} must be true or false.", field=field)
    return value


def moment(field: str, value: Any) -> str | None:
    """An RFC 3339 time with its offset, or null; stored in UTC with its fraction digits as they came."""
    if value is None:
        return None
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise invalid(f"{field!r} must be an RFC 3339 time.", field=field)
    seconds, fraction, offset = found.groups()
    try:
        there = datetime.fromisoformat(seconds + ("+00:00" if offset == "Z" else offset))
        return f"{there.astimezone(UTC).isoformat()[:19]}{fraction or ''}Z"
    except (ValueError, OverflowError) as error:
        raise invalid(f"{field!r} is no time that exists.", field=field) from error


def instant(stored: str) -> str:
    """A stored time with all nine fraction digits, so that instants compare as texts."""
    seconds, _, fraction = stored.removesuffix("Z").partition(".")
    return f"{seconds}.{fraction.ljust(9, '0')}Z"


def metadata(field: str, value: Any) -> dict[str, str]:
    """Texts by text, at most 1,024 bytes as compact JSON."""
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise invalid(f"{field!r} must hold texts only.", field=field)
    if len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()) > _METADATA_BYTES:
        raise invalid(f"{field!r} must not be longer than {_METADATA_BYTES} bytes.", field=field)
    return dict(value)


def email(field: str, value: Any) -> str:
    """Exactly one e-mail address."""
    if not isinstance(value, str) or not _EMAIL.fullmatch(value) or len(value) > 254:
        raise invalid(f"{field!r} is no e-mail address.", field=field)
    return value


def pin(field: str, value: Any) -> str | None:
    """4 to 20 digits, or null."""
    if value is not None and not (isinstance(value, str) and _PIN.fullmatch(value)):
        raise invalid(f"{field!r} must be 4 to 20 digits.", field=field)
    return value


def pin_length(field: str, value: Any) -> int | None:
    """4 to 20, or null."""
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 4 <= value <= 20):
        raise invalid(f"{field!r} must be a number from 4 to 20.", field=field)
    return value


def uid(field: str, value: Any) -> str | None:
    """The number in a card's chip: 4, 7 or 10 bytes in hex, or null. Stored in capitals."""
    if value is None:
        return None
    if not isinstance(value, str) or not _UID.fullmatch(value):
        raise invalid(f"{field!r} must be 8, 14 or 20 hexadecimal digits.", field=field)
    return value.upper()


def card_id(field: str, value: Any) -> str | None:
    """The id of a card as Akiles makes them, or null."""
    if value is not None and not (isinstance(value, str) and _CARD_ID.fullmatch(value)):
        raise invalid(f"{field!r} must be the id of a card.", field=field)
    return value


def web_address(field: str, value: Any) -> str:
    """An http or https address of plain ASCII, at most 2,000 characters."""
    if not isinstance(value, str) or len(value) > 2000 or not _is_address(value):
        raise invalid(f"{field!r} must be an http or https address.", field=field)
    return value


def _is_address(value: str) -> bool:
    try:
        return bool(_ADDRESS.fullmatch(value)) and urlsplit(value).port != 0
    except ValueError:
        return False


def webhook_filter(field: str, value: Any) -> list[Any]:
    """Which events a webhook gets: rules `{"object_type", "verb"}`, completed; no verb stands for all of them."""
    if not isinstance(value, list):
        raise invalid(f"{field!r} must be a list of rules.", field=field)
    for rule in value:
        if not isinstance(rule, dict) or set(rule) - {"object_type", "verb"}:
            raise invalid(f"{field!r} holds a rule with an unknown key.", field=field)
        if rule.get("object_type") not in _WEBHOOK_OBJECTS or rule.get("verb") not in _WEBHOOK_VERBS:
            raise invalid(f"{field!r} holds a rule with an unknown type or verb.", field=field)
    return [{"object_type": rule["object_type"], "verb": rule.get("verb")} for rule in value]


def weekdays(field: str, value: Any) -> list[Any]:
    """Seven days from Monday on, each `{"ranges": [{"start", "end"}]}` in seconds of the day, without overlap."""
    if not isinstance(value, list) or len(value) != 7:
        raise invalid(f"{field!r} must be seven days.", field=field)
    for day in value:
        ranges = day.get("ranges") if isinstance(day, dict) and set(day) == {"ranges"} else None
        if not isinstance(ranges, list) or not all(_is_range(one) for one in ranges):
            raise invalid(f"{field!r} holds a day without proper ranges.", field=field)
        ordered = sorted((one["start"], one["end"]) for one in ranges)
        if any(late[0] < early[1] for early, late in pairwise(ordered)):
            raise invalid(f"{field!r} holds ranges that overlap.", field=field)
    return value


def _is_range(one: Any) -> bool:
    if not isinstance(one, dict) or set(one) != {"start", "end"}:
        return False
    start, end = one["start"], one["end"]
    return type(start) is int and type(end) is int and 0 <= start < end <= _DAY


def permissions(field: str, value: Any) -> list[Any]:
    """Rules of a group, completed to all six keys and, where methods are named, to all five methods.

    Whether what they name exists is checked elsewhere.
    """
    if not isinstance(value, list):
        raise invalid(f"{field!r} must be a list of rules.", field=field)
    return [_rule(field, rule) for rule in value]


def _rule(field: str, rule: Any) -> dict[str, Any]:
    if not isinstance(rule, dict) or set(rule) - _RULE:
        raise invalid(f"{field!r} holds a rule with an unknown key.", field=field)
    for key in _RULE - {"access_methods"}:
        text_or_null(f"{field}.{key}", rule.get(key))
    methods = rule.get("access_methods")
    if methods is not None and not (
        isinstance(methods, dict)
        and set(methods) <= set(_METHODS)
        and all(isinstance(allowed, bool) for allowed in methods.values())
    ):
        raise invalid(f"{field!r} holds a rule with unknown access methods.", field=field)
    if rule.get("presence") not in (None, "none", "gps"):
        raise invalid(f"{field!r} holds a rule with an unknown presence.", field=field)
    complete = {key: rule.get(key) for key in sorted(_RULE)}
    if methods is not None:
        complete["access_methods"] = {method: methods.get(method, False) for method in _METHODS}
    return complete
