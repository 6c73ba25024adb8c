"""Codes of the engine become sentences: the same ones in the window and on the command line.

Each room's codes have a module here, with `SENTENCES`: code -> (what happened and what was not changed, what
to do next). Both are templates for the code's details, in English, marked with `N_` for translation.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from akiles_console.failure import Failure
from akiles_console.messages import access, browse, connection, editing, events, plan, source
from akiles_console.wording import _


class Words(msgspec.Struct, frozen=True):
    """What a person reads: `what` happened, and the `hint` on what to do next (may be empty)."""

    what: str
    hint: str

    def __str__(self) -> str:
        return f"{self.what} {self.hint}".strip()


_SENTENCES = {
    code: words
    for room in (access, browse, connection, editing, events, plan, source)
    for code, words in room.SENTENCES.items()
}


class _Shown(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence(code: str, details: Mapping[str, str | int] | None = None) -> Words:
    """The words for a code; a code that nobody wrote words for is shown as it is (rule 10)."""
    what, hint = _SENTENCES.get(code, (code, ""))
    shown = _Shown(details or {})
    return Words(_(what).format_map(shown), _(hint).format_map(shown) if hint else "")


def of(failure: Failure) -> Words:
    """The words for a failure."""
    return sentence(failure.code, failure.details)
