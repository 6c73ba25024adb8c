"""When a failed request is sent again, and after how long: pure, so that it can be read and tested as a table."""

from __future__ import annotations

from collections.abc import Callable

from akiles_console.api.errors import READS, BadAnswer, LostAnswer, ServerFault, TooMany, Unreachable
from akiles_console.auth.tokens import RenewalFailed
from akiles_console.failure import Failure

TRIES = 6
LONGEST_PAUSE = 60.0
"""Seconds; where the server asks for a longer pause, the person hears of it instead of waiting blindly."""

_HOPELESS = frozenset(
    {"certificate_untrusted", "proxy_login", "slept", "answer_too_big", "list_without_end", "renewal_refused"}
)


def retry_delay(
    error: Failure, attempt: int, method: str, random: Callable[[], float], tries: int = TRIES
) -> float | None:
    """Seconds to wait before the next try, or None to give up.

    `attempt` counts the tries made so far, from 1; `random` gives 0 <= x < 1. Reads are repeated after whatever
    may pass; writes only when the request was surely not taken, so that nothing is ever done twice.
    """
    if attempt >= tries or error.code in _HOPELESS or not _may_repeat(error, method):
        return None
    asked: float | None = getattr(error, "retry_after", None)
    if asked is not None:
        return asked if asked <= LONGEST_PAUSE else None
    return random() * min(LONGEST_PAUSE, 2.0 ** (attempt - 1))


def _may_repeat(error: Failure, method: str) -> bool:
    if isinstance(error, (Unreachable, TooMany, RenewalFailed)):
        return True
    return method in READS and isinstance(error, (LostAnswer, BadAnswer, ServerFault))
