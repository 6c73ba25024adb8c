"""The table of what is repeated and when."""

from __future__ import annotations

import pytest

from akiles_console.api.errors import (
    ApiError,
    BadAnswer,
    LostAnswer,
    NotFound,
    Refused,
    ServerFault,
    TooMany,
    Unauthorized,
    Unreachable,
)
from akiles_console.api.retry import retry_delay
from akiles_console.failure import Failure


@pytest.mark.parametrize(
    ("kind", "reads", "writes"),
    [
        (Unreachable, True, True),
        (TooMany, True, True),
        (LostAnswer, True, False),
        (BadAnswer, True, False),
        (ServerFault, True, False),
        (Unauthorized, False, False),
        (NotFound, False, False),
        (Refused, False, False),
    ],
)
def test_writes_are_repeated_only_when_surely_not_sent(kind: type[ApiError], reads: bool, writes: bool) -> None:
    for method, expected in (("GET", reads), ("POST", writes), ("PATCH", writes), ("DELETE", writes)):
        delay = retry_delay(kind(f"{method} /x"), 1, method, lambda: 0.5)
        assert (delay is not None) == expected


def test_pauses_grow_with_full_jitter_and_end_after_six_tries() -> None:
    error = Unreachable("GET /x")
    assert [retry_delay(error, n, "GET", lambda: 0.999) for n in range(1, 7)] == pytest.approx(
        [0.999, 1.998, 3.996, 7.992, 15.984, None]
    )
    assert retry_delay(error, 5, "GET", lambda: 0.0) == 0


def test_retry_after_is_honoured_up_to_a_minute() -> None:
    for asked, expected in ((0.0, 0.0), (60.0, 60.0), (60.5, None)):
        assert retry_delay(TooMany("POST /x", retry_after=asked), 1, "POST", lambda: 0.5) == expected


def test_what_no_waiting_mends_is_not_repeated() -> None:
    for code in ("certificate_untrusted", "proxy_login"):
        assert retry_delay(Unreachable("GET /x", code=code), 1, "GET", lambda: 0.5) is None
    assert retry_delay(BadAnswer("GET /x", code="list_without_end"), 1, "GET", lambda: 0.5) is None
    assert retry_delay(Failure("signed_out"), 1, "GET", lambda: 0.5) is None
