"""Words for codes of plans, the guard, runs and their outcomes."""

from __future__ import annotations

from akiles_console.wording import N_

SENTENCES: dict[str, tuple[str, str]] = {}
