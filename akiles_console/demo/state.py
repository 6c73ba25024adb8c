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
from akiles_console.demo.oauth import Gate

_VERSION = 1


def save(path: Path, organizations: list[Backend], gate: Gate) -> None:
    """Replaces the file in one step."""
    document = {
        "version": _VERSION,
        "organizations": [_kept(one) for one in organizations],
        "connections": gate.kept(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(msgspec.json.encode(document))
    fresh.replace(path)


def load(path: Path, now: Callable[[], datetime], gate: Gate) -> list[Backend] | None:
    """What `save` kept, tokens put into `gate`; None without a file. A damaged one is renamed to `*.damaged`."""
    try:
        document = msgspec.json.decode(path.read_bytes())
        if document["version"] != _VERSION or not document["organizations"]:
            raise ValueError("another version, or nothing in it")
        organizations = [_restored(kept, now) for kept in document["organizations"]]
        gate.restore(document["connections"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError, msgspec.DecodeError):
        path.replace(path.with_name(path.name + ".damaged"))
        return None
    return organizations


def _kept(backend: Backend) -> dict[str, Any]:
    children = {
        child: [one for mine in of_members.values() for one in mine.values()]
        for child, of_members in backend.children.items()
    }
    tables = {kind: list(table.by_id.values()) for kind, table in backend.tables.items()}
    return {"organization": backend.organization, "tables": tables, "children": children}


def _restored(kept: dict[str, Any], now: Callable[[], datetime]) -> Backend:
    backend = Backend("", now=now, chance=random.Random())
    backend.organization = kept["organization"]
    for kind in KINDS:
        for one in kept["tables"][kind]:
            backend.take_in(kind, one)
    for child in CHILDREN:
        for one in kept["children"][child]:
            backend.take_in_child(child, one)
    return backend
