"""Things that go wrong on purpose, for tests: rules that a request may fall under, and what then happens."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from enum import Enum
from urllib.parse import urlencode

from akiles_console.demo.answers import page, refused, too_many, unauthorized
from akiles_console.demo.refusal import Refusal, invalid
from akiles_console.demo.wire import Cut, Request, Response

_LONG = 11_000_000  # bytes; more than a client should take


class Fault(Enum):
    """What happens to a request."""

    # Answered, and nothing is done
    UNAVAILABLE = "503"
    TOO_MANY = "429 with Retry-After"
    TOO_MANY_UNTIL = "429 with Retry-After as a date"
    UNAUTHORIZED = "401"
    FORBIDDEN = "403"
    REFUSE = "400 invalid_request"
    HTML = "200 with a page that is no JSON"
    DROPPED_WRITE = "200 as if it were done"
    # Not answered, or not in time
    DELAY = "done and answered late"
    DROP = "cut before anything is done"
    RESET = "reset before anything is done"
    LATE_COMMIT = "cut at once, done later"
    # Done, but
    LOSE_ANSWER = "cut after it was done"
    RESET_AFTER = "reset after it was done"
    ERROR_AFTER = "500 after it was done"
    HALF_BODY = "the head and half the body of the answer, then cut"
    BROKEN_JSON = "200 with JSON that ends too early"
    LONG_BODY = "200 with 11 MB of JSON"


@dataclass
class Rule:
    """The next `count` requests with this method (None: any) whose path matches suffer `fault`.

    `path` is a regular expression, searched in the whole path (`/v2/members/...`, `/oauth2/token`),
    `query` likewise in the query as it is sent by a form. `seconds` is the Retry-After, the delay or how
    long after the cut a late commit happens. `skip` lets the first matching ones through.
    """

    fault: Fault
    path: str = ""
    method: str | None = None
    count: int = 1
    skip: int = 0
    seconds: float = 1.0
    query: str = ""

    def strikes(self, request: Request) -> bool:
        """Whether this request suffers; counts down."""
        if not self._fits(request):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.count -= 1
        return True

    def _fits(self, request: Request) -> bool:
        return (
            self.count > 0
            and self.method in (None, request.method)
            and bool(re.search(self.path, request.path))
            and bool(re.search(self.query, urlencode(request.query)))
        )


def striking(rules: list[Rule], request: Request) -> Rule | None:
    """The first rule that a request falls under."""
    return next((rule for rule in rules if rule.strikes(request)), None)


async def suffer(
    rule: Rule, do: Callable[[], Response], pretend: Callable[[], Response], do_in: Callable[[float], None]
) -> Response | Cut:
    """What comes back for a request under a rule.

    `do` does what is asked, `pretend` answers as if, `do_in` does it so many seconds later.
    """
    match rule.fault:
        case Fault.DROP | Fault.RESET:
            return Cut(reset=rule.fault is Fault.RESET)
        case Fault.LATE_COMMIT:
            do_in(rule.seconds)
            return Cut()
        case Fault.DELAY:
            await asyncio.sleep(rule.seconds)
            return do()
        case Fault.DROPPED_WRITE:
            return pretend()
        case Fault.LOSE_ANSWER | Fault.RESET_AFTER | Fault.ERROR_AFTER | Fault.HALF_BODY:
            return _after(rule.fault, do())
        case Fault.BROKEN_JSON | Fault.LONG_BODY:
            return _misshapen(rule.fault, do())
    return _instead(rule)


def _after(fault: Fault, done: Response) -> Response | Cut:
    if fault is Fault.ERROR_AFTER:
        return refused(Refusal(500, "internal", "Something went wrong."))
    return Cut(half=done if fault is Fault.HALF_BODY else None, reset=fault is Fault.RESET_AFTER)


def _misshapen(fault: Fault, done: Response) -> Response:
    body = done.body[:-2] if fault is Fault.BROKEN_JSON else done.body + b" " * _LONG
    return replace(done, body=body)


def _instead(rule: Rule) -> Response:
    match rule.fault:
        case Fault.HTML:
            return page(200, "<!doctype html><title>Welcome</title><p>Please sign in to the network.</p>")
        case Fault.UNAUTHORIZED:
            return refused(unauthorized())
        case Fault.FORBIDDEN:
            return refused(Refusal(403, "forbidden", "This organization does not have this feature."))
        case Fault.REFUSE:
            return refused(invalid("This is not possible here."))
        case Fault.TOO_MANY:
            return refused(too_many(), rule.seconds)
        case Fault.TOO_MANY_UNTIL:
            until = datetime.now(UTC) + timedelta(seconds=rule.seconds)
            return replace(refused(too_many()), headers={"retry-after": format_datetime(until, usegmt=True)})
    return refused(Refusal(503, "unavailable", "Akiles is not available at the moment."))
