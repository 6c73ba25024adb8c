"""What this computer remembers between starts: never a secret."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

import msgspec

from akiles_console import paths

_log = logging.getLogger(__name__)

DEFAULT_PORT = 8765
"""Of the redirect URI that a customer registers in the Akiles Developer Center."""


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """The organization that we are connected to, with the application's `client_id`; `since` is RFC 3339."""

    organization_id: str
    organization_name: str
    client_id: str
    since: str


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`connections` are named by `Endpoints.name`; `window` holds geometry and the state of tables as text."""

    client_id: str = ""
    redirect_port: int = DEFAULT_PORT
    connections: dict[str, Connection] = {}
    window: dict[str, str] = {}


def load() -> Settings:
    """The settings; a damaged file is set aside and fresh ones are given. Raises OSError."""
    file = _file()
    try:
        return msgspec.json.decode(file.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except msgspec.DecodeError:
        aside = file.with_suffix(".damaged.json")
        os.replace(file, aside)
        _log.warning("the settings could not be read; the file is set aside as %s", aside.name)
        return Settings()


def save(settings: Settings) -> None:
    """Writes the settings whole or not at all. Raises OSError, for example on a full disk."""
    file = _file()
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".settings-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _file() -> Path:
    return paths.home() / "settings.json"
