"""What this computer remembers between starts: never a secret."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from akiles_console import paths

_log = logging.getLogger(__name__)

DEFAULT_PORT = 8765
"""Of the redirect URI that a customer registers in the Akiles Developer Center."""


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """One organization that this computer can work with, through the application `client_id`.

    `place` is the `Endpoints.name` where it is, `since` RFC 3339. `name` and `colour` (`#rrggbb`) are what the person
    chose for this computer; "" for those that come by themselves.
    """

    organization_id: str
    organization_name: str
    client_id: str
    since: str
    place: str = ""
    redirect_port: int = DEFAULT_PORT
    name: str = ""
    colour: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`connections` by their ids, `active` the id of the one in use at each place; see `connections`.

    `client_id` and `redirect_port` are those of the last login. `window` holds geometry and the state of tables
    as text.
    """

    client_id: str = ""
    redirect_port: int = DEFAULT_PORT
    connections: dict[str, Connection] = {}
    active: dict[str, str] = {}
    window: dict[str, str] = {}


def load() -> Settings:
    """The settings; a damaged file is set aside and fresh ones are given. Raises OSError."""
    file = _file()
    try:
        return _today(msgspec.json.decode(file.read_bytes(), type=Settings))
    except FileNotFoundError:
        return Settings()
    except msgspec.DecodeError:
        aside = file.with_suffix(".damaged.json")
        os.replace(file, aside)
        _log.warning("the settings could not be read; the file is set aside as %s", aside.name)
        return Settings()


def update(change: Callable[[Settings], Settings]) -> Settings:
    """Saves what `change` makes of the settings as they are now, and gives it. Raises OSError, and what it raises."""
    changed = change(load())
    save(changed)
    return changed


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


def _today(kept: Settings) -> Settings:
    """Settings of the time when each place had one connection, named like it: that stays its id, and is in use."""
    old = {key: one for key, one in kept.connections.items() if not one.place}
    if not old:
        return kept
    placed = {
        key: msgspec.structs.replace(one, place=key, redirect_port=kept.redirect_port) for key, one in old.items()
    }
    active = {key: key for key in old} | kept.active
    return msgspec.structs.replace(kept, connections=kept.connections | placed, active=active)


def _file() -> Path:
    return paths.home() / "settings.json"
