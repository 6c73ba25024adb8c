"""The composition root of the window: what is built from what, and how it ends."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from akiles_console.ui.garbage import GarbageCollector
from akiles_console.ui.theme import Theme

if TYPE_CHECKING:
    import asyncio

    from akiles_console.ui.main_window import MainWindow

_log = logging.getLogger(__name__)


class Application(QApplication):
    """Quitting from the menu, the dock or the system closes the windows, so that they can stop in good order."""

    def event(self, event: QEvent) -> bool:
        """Turns Cmd-Q and the end of the session into closing the windows."""
        if event.type() == QEvent.Type.Quit:
            self.closeAllWindows()
            event.ignore()
            return True
        return super().event(event)


def run(*, demo: bool) -> int:
    """Shows the window until it is closed; the exit code. Raises OSError where the data folder cannot be made."""
    from akiles_console.ui.main_window import MainWindow

    app = Application(sys.argv)
    dress(app)
    window = MainWindow()
    window.show()
    paint(app, window)
    import asyncio

    import qasync  # after PySide6: it takes the binding that is there

    from akiles_console import log

    log.setup()
    GarbageCollector(app)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        return runner.run(_main(window, demo))


def paint(app: QApplication, window: MainWindow) -> None:
    """Runs Qt alone until the window is on the screen, at most a second where it stays covered.

    What follows - asyncio, HTTP, the keyring - takes longer to load than a window takes to appear. This loop is
    over before another begins: nothing is nested.
    """
    limit = QTimer(app, singleShot=True, interval=1000)
    limit.timeout.connect(app.exit)
    window.painted.connect(app.exit)
    limit.start()
    app.exec()
    limit.stop()
    window.painted.disconnect(app.exit)


def dress(app: QApplication) -> Theme:
    """Names the application, gives it its looks, and keeps it alive until the window has stopped in good order."""
    app.setApplicationName("Akiles Console")
    app.setDesktopFileName("akiles-console")
    app.setQuitOnLastWindowClosed(False)
    return Theme(app)


def open_url(address: str) -> None:
    """Opens the system's browser."""
    QDesktopServices.openUrl(QUrl(address))


async def _main(window: MainWindow, demo: bool) -> int:
    import asyncio

    closed = asyncio.Event()
    window.closed.connect(closed.set)
    if window.closing:
        closed.set()
    _catch_everything(window)
    async with contextlib.AsyncExitStack() as stack:
        window.tasks.start("begin", _begin(window, demo, stack))
        await closed.wait()
        await window.aclose()
    return 0


async def _begin(window: MainWindow, demo: bool, stack: contextlib.AsyncExitStack) -> None:
    """Loads what is heavy, now that the window is on the screen, and hands it the session."""
    import asyncio

    await asyncio.to_thread(importlib.import_module, "akiles_console.session")
    from akiles_console.clock import Clock
    from akiles_console.session import endpoints_from
    from akiles_console.ui.organizations import Organizations
    from akiles_console.ui.places import Pages

    token = os.environ.get("AKILES_ACCESS_TOKEN") if os.environ.get("AKILES_API_URL") and not demo else None
    organizations = Organizations(
        None if demo else endpoints_from(os.environ), access_token=token or None, parent=window
    )
    stack.push_async_callback(organizations.aclose)
    await window.begin(Pages(organizations, window.tasks, Clock(), open_url))


def _catch_everything(window: MainWindow) -> None:
    """What nobody caught goes to the log and to one quiet place in the window, never as a stack trace."""

    def of_python(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        window.unexpected("a slot", error)

    def of_the_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            window.unexpected("the loop", error)
        else:
            _log.error("the loop says: %s", context.get("message"))

    import asyncio

    sys.excepthook = of_python
    asyncio.get_running_loop().set_exception_handler(of_the_loop)
