"""Where things live: the program's resources and this computer's data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """A file or folder that ships with the program: frozen, installed by pip, or in a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen)] if frozen else [_PACKAGE, _PACKAGE.parent]
    roots = [place / "resources" for place in places]
    root = next((r for r in roots if r.is_dir()), roots[-1])
    return root.joinpath(*parts)


def home() -> Path:
    """The folder for settings, journal, logs and locks; made if missing, closed to others (0700).

    `AKILES_CONSOLE_HOME` moves all of it (tests, portable use). Raises OSError where it cannot be made.
    """
    chosen = os.environ.get("AKILES_CONSOLE_HOME")
    folder = Path(chosen) if chosen else platformdirs.user_data_path("akiles-console", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def organization(organization_id: str) -> Path:
    """The folder of one organization below `home()`: its mapping, layouts and journal."""
    safe = "".join(c for c in organization_id if c.isalnum() or c in "_-") or "unknown"
    folder = home() / "organizations" / safe
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
