"""Things that go wrong on purpose, for tests: rules that a request may fall under."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Fault(Enum):
    """What happens to a request."""

    UNAVAILABLE = "503"
    TOO_MANY = "429 with Retry-After"
    UNAUTHORIZED = "401"
    HTML = "200 with a page that is no JSON"
    DELAY = "answered late"
    DROP = "cut before anything is done"
    LOSE_ANSWER = "cut after it was done"


@dataclass
class Rule:
    """The next `count` requests with this method (None: any) whose path matches suffer `fault`.

    `path` is a regular expression, searched in the whole path (`/v2/members/...`, `/oauth2/token`).
    `seconds` is the Retry-After or the delay. `skip` lets the first matching ones through.
    """

    fault: Fault
    path: str = ""
    method: str | None = None
    count: int = 1
    skip: int = 0
    seconds: float = 1.0

    def _fits(self, method: str, path: str) -> bool:
        return self.count > 0 and self.method in (None, method) and bool(re.search(self.path, path))

    def strikes(self, method: str, path: str) -> bool:
        """Whether this request suffers; counts down."""
        if not self._fits(method, path):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.count -= 1
        return True


def striking(rules: list[Rule], method: str, path: str) -> Rule | None:
    """The first rule that a request falls under."""
    return next((rule for rule in rules if rule.strikes(method, path)), None)
