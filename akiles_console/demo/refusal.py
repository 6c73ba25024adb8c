"""How the practice Akiles says no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Refusal(Exception):
    """An answer outside 2xx: `status`, the body `{"type", "message", "args"}`, perhaps `headers`."""

    def __init__(self, status: int, kind: str, message: str, **arguments: Any) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.message = message
        self.arguments = arguments
        self.headers: dict[str, str] = {}

    def body(self) -> dict[str, Any]:
        """The error as Akiles words it."""
        return {"type": self.kind, "message": self.message, "args": self.arguments or None}


def invalid(message: str, **arguments: Any) -> Refusal:
    """400 `invalid_request`: the request itself is wrong and stays so."""
    return Refusal(400, "invalid_request", message, **arguments)


def not_possible(method: str, possible: Iterable[str]) -> Refusal:
    """405 `method_not_allowed`: the path knows other methods."""
    refusal = Refusal(405, "method_not_allowed", f"{method} is not possible here.")
    refusal.headers["allow"] = ", ".join(possible)
    return refusal


def not_found(what: str) -> Refusal:
    """404 `not_found`: no such path or object."""
    return Refusal(404, "not_found", f"{what} was not found.")
