"""Where tokens rest: in the system's keyring, or for this session in memory; never in a file."""

from __future__ import annotations

import asyncio
import hmac
import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from akiles_console.failure import Failure

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

REFRESH_TOKEN = "refresh-token"
CLIENT_SECRET = "client-secret"

LONGEST_VALUE = 1280
"""Characters that Windows' vault holds; longer values stay in memory everywhere, so that nothing differs."""

_USER = "akiles-console"
_NAMES = {"win32": "Windows Credential Manager", "darwin": "macOS Keychain"}


class KeyringLocked(Failure):
    """The keyring does not open now: that says nothing about what is in it."""

    def __init__(self) -> None:
        super().__init__("keyring_locked")


class KeyringFailed(Failure):
    """The keyring is there and does not do its work."""

    def __init__(self, reason: str) -> None:
        super().__init__("keyring_failed", reason=reason)


class Storage:
    """Secrets of one connection, by entry. Every method may raise KeyringLocked or KeyringFailed.

    `connection` is part of the entries' names. `backend` stands in for the system's keyring, in tests; nothing in
    the environment can swap it. A call takes at most `patience` seconds: a keyring that asks the person blocks.
    """

    def __init__(self, connection: str, backend: KeyringBackend | None = None, patience: float = 15.0) -> None:
        self._connection = connection
        self._backend = backend
        self._opened = backend is not None
        self._patience = patience
        self._memory: dict[str, str] = {}
        self._worker = _Worker()

    @property
    def name(self) -> str | None:
        """What a person calls the keyring; None while anything is kept in memory only, or nothing was asked yet."""
        if self._backend is None or self._memory:
            return None
        known = type(self._backend).__module__.startswith("keyring.backends.")
        return _NAMES.get(sys.platform, "Secret Service") if known else type(self._backend).__name__

    async def load(self, entry: str) -> str | None:
        """The value, or None where there is none."""
        if entry in self._memory:
            return self._memory[entry]
        backend = await self._keyring()
        if backend is None:
            return None
        return await self._call(lambda: backend.get_password(self._service(entry), _USER))

    async def save(self, entry: str, value: str) -> None:
        """Keeps the value and makes sure that it can be read back."""
        backend = await self._keyring()
        if backend is None or len(value) > LONGEST_VALUE:
            await self.delete(entry)  # an older one must not come back at the next start
            self._memory[entry] = value
            return
        service = self._service(entry)

        def keep() -> str | None:
            backend.set_password(service, _USER, value)
            return backend.get_password(service, _USER)

        kept = await self._call(keep)
        if kept is None or not hmac.compare_digest(kept.encode(), value.encode()):
            raise KeyringFailed("it kept nothing")
        self._memory.pop(entry, None)

    async def delete(self, entry: str) -> None:
        """Forgets the value; no error where there is none."""
        self._memory.pop(entry, None)
        backend = await self._keyring()
        if backend is None:
            return
        service = self._service(entry)

        def forget() -> None:
            if backend.get_password(service, _USER) is not None:
                backend.delete_password(service, _USER)

        await self._call(forget)

    def keep_in_memory(self) -> None:
        """From here on nothing goes to the keyring: what is saved lasts as long as this object."""
        self._backend, self._opened = None, True

    def close(self) -> None:
        """Ends the worker thread once it has nothing to do."""
        self._worker.close()

    def _service(self, entry: str) -> str:
        return f"akiles-console {self._connection} {entry}"

    async def _keyring(self) -> KeyringBackend | None:
        if not self._opened:
            self._backend = await self._call(_system_keyring)
            self._opened = True
        return self._backend

    async def _call(self, work: Callable[[], T]) -> T:
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.wrap_future(self._worker.submit(lambda: _translated(work)))
        except TimeoutError:
            raise KeyringLocked from None


def _translated(work: Callable[[], T]) -> T:
    """Runs in the worker: `work`, with every keyring's own errors turned into ours."""
    from keyring import errors

    try:
        return work()
    except (errors.KeyringLocked, errors.InitError) as error:  # InitError: the person dismissed the prompt
        raise KeyringLocked from error
    except Exception as error:  # each system's keyring has exceptions of its own
        raise KeyringFailed(type(error).__name__) from error


def _system_keyring() -> KeyringBackend | None:
    """The one keyring of this system, named: a frozen program finds none by itself. None where there is none."""
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring as Chosen
    elif sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as Chosen
    else:
        from keyring.backends.SecretService import Keyring as Chosen
    try:
        _ = Chosen.priority  # asks the service, where there is one
    except (RuntimeError, OSError):  # no such service, or no bus to ask on
        return None
    make: Callable[[], KeyringBackend] = Chosen  # its own signature is untyped
    return make()


class _Worker:
    """One thread that does keyring calls in order. A daemon: a prompt nobody answers must not keep us from quitting."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def submit(self, work: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="keyring", daemon=True)
            self._thread.start()
        self._jobs.put((future, work))
        return future

    def close(self) -> None:
        if self._thread is not None:
            self._jobs.put(None)
            self._thread = None

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            future, work = job
            if not future.set_running_or_notify_cancel():  # its caller gave up while it waited in line
                continue
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - handed to who waits for it
                future.set_exception(error)
