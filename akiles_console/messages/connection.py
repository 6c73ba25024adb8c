"""Words for codes of signing in and talking to Akiles."""

from __future__ import annotations

from akiles_console.wording import N_

SENTENCES: dict[str, tuple[str, str]] = {}
