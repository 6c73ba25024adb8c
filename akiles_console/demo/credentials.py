"""PINs, links, tokens and webhook secrets of the practice organization.

They are derived from the id of the object that stands for them, so that they need not be stored. This
is practice: none of them opens a door.
"""

from __future__ import annotations

import hashlib
from typing import Any

from akiles_console.demo.refusal import invalid

SECRET = ("pins", "magic_links", "tokens")  # kinds of children with something to reveal
_DEFAULT_LENGTH = 6
_TRIES = 2000


class Pins:
    """The living PINs of one organization, each only once. Digits given by a caller live in memory only."""

    def __init__(self) -> None:
        self._digits: dict[str, str] = {}  # pin id -> digits
        self._taken: set[str] = set()

    def give(self, pin_id: str, length: int | None, digits: str | None) -> str:
        """The digits of a new PIN: those asked for, or free ones. Refuses taken ones."""
        if digits is None:
            digits = self._free(pin_id, length or _DEFAULT_LENGTH)
        elif length not in (None, len(digits)):
            raise invalid("'length' does not fit the PIN.", field="length")
        elif digits in self._taken:
            raise invalid("This PIN is already in use.", field="pin")
        self._digits[pin_id] = digits
        self._taken.add(digits)
        return digits

    def digits(self, pin_id: str) -> str:
        """The digits of a PIN that was given."""
        return self._digits[pin_id]

    def release(self, pin_id: str) -> None:
        """Makes the digits free for others; the PIN can still be revealed."""
        self._taken.discard(self._digits[pin_id])

    def _free(self, pin_id: str, length: int) -> str:
        for attempt in range(_TRIES):
            digits = str(_number(f"{pin_id}/{attempt}") % 10**length).zfill(length)
            if digits not in self._taken:
                return digits
        raise invalid("No PIN of this length is free.", field="length")


def reveal(child: str, one: dict[str, Any], pins: Pins) -> dict[str, Any]:
    """A PIN, magic link or token together with its secret; `child` is its kind."""
    if child == "pins":
        return {**one, "pin": pins.digits(one["id"])}
    if child == "magic_links":
        number = _number(one["id"])
        return {**one, "link": f"https://link.akiles.example/#ml_{number % 10**13}_{number % 10**40:x}"}
    return {**one, "token": f"{one['id']}_{_number(one['id']) % 2**192:048x}"}


def webhook_secret(webhook_id: str) -> str:
    """What a webhook signs with: 32 hexadecimal digits."""
    return f"{_number(f'secret of {webhook_id}') % 2**128:032x}"


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
