"""Words for codes of reading a spreadsheet and mapping its groups."""

from __future__ import annotations

from akiles_console.wording import N_

SENTENCES: dict[str, tuple[str, str]] = {}
