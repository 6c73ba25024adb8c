"""What the person chose, kept for the next time."""

from __future__ import annotations

import asyncio
from pathlib import Path

from akiles_console.events import filters
from akiles_console.events.filters import Remembered
from akiles_console.events.records import LogError


async def remember(folder: Path, remembered: Remembered) -> None:
    """Remembers in the organization's folder what was chosen. Raises LogError `choice_forgotten`."""
    try:
        await asyncio.to_thread(filters.save, folder, remembered)
    except OSError as error:
        raise LogError("choice_forgotten", reason=error.strerror or type(error).__name__) from error
