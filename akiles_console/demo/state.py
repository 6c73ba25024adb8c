"""The practice organizations in a file, so that they are the same after a restart. No PIN, link or token in it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from akiles_console.demo.backend import Backend
from akiles_console.demo.kinds import CHILDREN, KINDS
from akiles_console.demo.lock import Lock
from akiles_console.demo.oauth import Gate

_VERSION = 1


class Keeper:
    """Reads and writes the file of one server. While it is `ours` no other program writes there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock(path)
        self.ours = self._lock.take()

    def load(self, now: Callable[[], datetime], gate: Gate) -> list[Backend] | None:
        """What was kept, tokens put into `gate`; None without a file. Our damaged one is renamed to `*.damaged`."""
        try:
            document = msgspec.json.decode(self._path.read_bytes())
            if document["version"] != _VERSION or not document["organizations"]:
                raise ValueError("another version, or nothing in it")
            organizations = [_restored(kept, now) for kept in document["organizations"]]
            gate.restore(document["connections"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, AttributeError, msgspec.DecodeError):
            if self.ours:
                self._path.replace(self._path.with_name(self._path.name + ".damaged"))
            return None
        return organizations

    def save(self, organizations: list[Backend], gate: Gate) -> None:
        """Replaces the file in one step, if it is ours."""
        self.ours = self.ours and self._lock.take()  # given back in a pause, it may have gone to another
        if not self.ours:
            return
        document = {
            "version": _VERSION,
            "organizations": [_kept(one) for one in organizations],
            "connections": gate.kept(),
        }
        fresh = self._path.with_name(self._path.name + ".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(msgspec.json.encode(document))
        fresh.replace(self._path)

    def close(self) -> None:
        """Lets others have the file."""
        self._lock.give_back()


def copied(backend: Backend) -> Backend:
    """An organization of its own with the same objects, to try something on."""
    return _restored(msgspec.json.decode(msgspec.json.encode(_kept(backend))), backend.now)


def _kept(backend: Backend) -> dict[str, Any]:
    children = {
        child: [one for mine in of_members.values() for one in mine.values()]
        for child, of_members in backend.children.items()
    }
    tables = {kind: list(table.by_id.values()) for kind, table in backend.tables.items()}
    return {
        "organization": backend.organization,
        "tables": tables,
        "children": children,
        "buffered": backend.buffered,
    }


def _restored(kept: dict[str, Any], now: Callable[[], datetime]) -> Backend:
    backend = Backend("", now=now, chance=random.Random())
    backend.organization = kept["organization"]
    for kind in KINDS:
        for one in kept["tables"].get(kind, []):  # a file of an earlier version has not all of them
            backend.take_in(kind, one)
    for child in CHILDREN:
        for one in kept["children"][child]:
            backend.take_in_child(child, one)
    backend.buffered = kept.get("buffered", [])
    return backend
