"""The root of every error that a person gets to read."""

from __future__ import annotations


class Failure(Exception):
    """Something went wrong that a person can be told about.

    `code` names it (stable, also printed by the command line), `details` are the arguments of its
    sentence. `messages.sentence` turns both into words; nothing here is worded. Never put a secret
    into `details`.
    """

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return f"{self.code} {self.details}" if self.details else self.code
