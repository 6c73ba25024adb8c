"""The settings of imports into an organization, kept for next time on this computer.

What a file is (everybody or only some), who is taken over and what was decided about people is asked each time.
"""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from akiles_console import paths
from akiles_console.sync.plan import Options

_log = logging.getLogger(__name__)


class _Kept(msgspec.Struct):
    enabled: bool = True
    leavers: str = "end"
    credentials: tuple[str, ...] = ("email",)
    pin_length: int | None = None
    valid_within: int | None = None


def recall(organization: str, options: Options) -> Options:
    """The options with what was kept of them; as they are where nothing was, or it cannot be read."""
    try:
        kept = msgspec.json.decode(_file(organization).read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return options
    known = msgspec.structs.asdict(kept)
    known["pin_length"] = kept.pin_length or options.pin_length
    return msgspec.structs.replace(options, **known)


def keep(organization: str, options: Options) -> None:
    """Keeps them for next time."""
    kept = _Kept(**{field: getattr(options, field) for field in _Kept.__struct_fields__})
    try:
        _file(organization).write_bytes(msgspec.json.encode(kept))
    except OSError as error:
        _log.warning("the settings of the import could not be kept: %s", error.strerror)


def _file(organization: str) -> Path:
    return paths.organization(organization) / "import-settings.json"
