"""Where tokens rest: in the keyring, or in memory and said so."""

from __future__ import annotations

import sys
import threading
from typing import Any

import pytest

from akiles_console.auth import storage as module
from akiles_console.auth.storage import KeyringFailed, KeyringLocked, Storage

pytestmark = pytest.mark.anyio


async def test_what_is_kept_comes_back_and_can_be_forgotten(storage: Storage, ring: Any) -> None:
    assert await storage.load("refresh-token") is None
    await storage.save("refresh-token", "one")
    await storage.save("refresh-token", "two")
    assert await storage.load("refresh-token") == "two"
    assert ring.entries == {("akiles-console test refresh-token", "akiles-console"): "two"}
    assert storage.name == "Ring"
    await storage.delete("refresh-token")
    await storage.delete("refresh-token")
    assert ring.entries == {}


async def test_connections_do_not_share_entries(storage: Storage, ring: Any) -> None:
    other = Storage("other", ring)
    await storage.save("refresh-token", "mine")
    assert await other.load("refresh-token") is None
    other.close()


async def test_without_a_keyring_memory_has_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_system_keyring", lambda: None)
    storage = Storage("test")
    await storage.save("refresh-token", "one")
    assert await storage.load("refresh-token") == "one"
    assert storage.name is None
    await storage.delete("refresh-token")
    assert await storage.load("refresh-token") is None
    storage.close()


async def test_a_value_too_long_for_windows_stays_in_memory(storage: Storage, ring: Any) -> None:
    await storage.save("refresh-token", "short")
    await storage.save("refresh-token", "x" * 1281)
    assert ring.entries == {}
    assert await storage.load("refresh-token") == "x" * 1281
    assert storage.name is None
    await storage.save("refresh-token", "x" * 1280)
    assert len(ring.entries) == 1
    assert storage.name == "Ring"


async def test_a_locked_keyring_is_told(storage: Storage, ring: Any) -> None:
    ring.locked = True
    for call in (storage.load("x"), storage.save("x", "y"), storage.delete("x")):
        with pytest.raises(KeyringLocked):
            await call


async def test_a_keyring_that_waits_for_the_person_counts_as_locked(storage: Storage, ring: Any) -> None:
    answered = threading.Event()
    ring.before = answered.wait
    with pytest.raises(KeyringLocked):
        await storage.save("x", "late")
    with pytest.raises(KeyringLocked):
        await storage.save("x", "in line, and given up")
    answered.set()
    await storage.save("x", "last")
    assert list(ring.entries.values()) == ["last"]


async def test_a_keyring_that_keeps_nothing_is_found_out(storage: Storage, ring: Any) -> None:
    ring.forgets = True
    with pytest.raises(KeyringFailed) as caught:
        await storage.save("x", "s3cr3t")
    assert "s3cr3t" not in str(caught.value)


async def test_errors_of_the_system_are_ours(storage: Storage, ring: Any) -> None:
    def broken() -> None:
        raise ConnectionResetError("s3cr3t")

    ring.before = broken
    with pytest.raises(KeyringFailed) as caught:
        await storage.load("x")
    assert caught.value.details == {"reason": "ConnectionResetError"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it would write to the keyring of a person")
async def test_the_environment_cannot_swap_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    storage = Storage("test")
    await storage.save("x", "y")
    assert await storage.load("x") == "y"  # where there is a bus to nowhere, in memory; never "saved" and gone
    storage.close()
