"""What can go wrong between us and the Akiles API, as a small tree.

Two questions decide what happens next: may the write have been done all the same (`maybe_done`), and does the
server ask us to wait (`retry_after`)? Details hold what a person may read; never a secret.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from akiles_console.auth.grants import plain
from akiles_console.failure import Failure

LONGEST_MESSAGE = 300
"""Characters of a vendor's message that are shown."""

READS = frozenset({"GET", "HEAD"})


class ApiError(Failure):
    """A request to Akiles did not give what was asked for.

    `operation` is method and path template ("POST /members"), `object` the ids in its path ("mem_1 mp_2", or ""),
    `status` the HTTP status or 0 where there was no answer, `retry_after` the seconds Akiles asks to wait or None.
    `code` defaults to the one of the class.
    """

    default_code: ClassVar[str] = "api_error"

    def __init__(
        self,
        operation: str,
        *,
        code: str = "",
        object: str = "",
        status: int = 0,
        retry_after: float | None = None,
        **details: str | int,
    ) -> None:
        super().__init__(code or self.default_code, operation=operation, object=object, status=status, **details)
        self.operation = operation
        self.object = object
        self.status = status
        self.retry_after = retry_after
        if retry_after is not None:
            self.details["seconds"] = round(retry_after)

    def retold(self, operation: str, object: str) -> Self:
        """The same of another request that it holds for as well."""
        told = type(self)(operation, code=self.code, object=object, status=self.status, retry_after=self.retry_after)
        told.details = {**self.details, **told.details}
        return told

    @property
    def writes(self) -> bool:
        """Whether the operation was to change something."""
        return self.operation.partition(" ")[0] not in READS

    @property
    def maybe_done(self) -> bool:
        """True where a write may have been done although it failed: look before you repeat it."""
        return False


class Unreachable(ApiError):
    """No connection to Akiles, or none that is worth a try now: the request was surely not sent."""

    default_code = "unreachable"


class LostAnswer(ApiError):
    """The request was sent, or may have been, and no whole answer came."""

    default_code = "lost_answer"

    @property
    def maybe_done(self) -> bool:
        """A write whose answer was lost may have been done."""
        return self.writes


class BadAnswer(ApiError):
    """An answer that cannot be Akiles': HTML, a redirect, over 10 MB, broken JSON, a list without end."""

    default_code = "answer_broken"

    @property
    def maybe_done(self) -> bool:
        """A write with an unreadable answer may have been done."""
        return self.writes


class Unauthorized(ApiError):
    """401: Akiles no longer takes our token."""

    default_code = "unauthorized"


class Forbidden(ApiError):
    """403: the connection may not do this."""

    default_code = "forbidden"


class NotFound(ApiError):
    """404, or an id that cannot exist."""

    default_code = "not_found"


class Refused(ApiError):
    """400 and the other 4xx: Akiles understood and said no; `type` and `message` as the vendor gave them."""

    default_code = "refused"

    @property
    def type(self) -> str:
        """The vendor's word for the reason, such as `invalid_request`; may be empty."""
        return str(self.details.get("type", ""))

    @property
    def invalid_request(self) -> bool:
        """Whether Akiles did not understand the request, or a parameter of it."""
        return self.status == 400 and self.type == "invalid_request"


class TooMany(ApiError):
    """429: too many requests; surely not done."""

    default_code = "too_many"


class ServerFault(ApiError):
    """5xx: Akiles failed on its side."""

    default_code = "server_fault"

    @property
    def maybe_done(self) -> bool:
        """A write that ended in a server's fault may have been done."""
        return self.writes


def presentable(text: str, secrets: Iterable[str] = ()) -> str:
    """A vendor's text, fit to be shown: one line, at most 300 characters, without what we sent in secret."""
    for secret in filter(None, secrets):
        text = text.replace(secret, "***")
    return plain(text, LONGEST_MESSAGE)
