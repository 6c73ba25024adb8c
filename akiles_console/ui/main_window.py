"""The window: connecting first, then the workspace; closing in good order; what it remembers.

Nothing heavy is imported here, so that the window is on the screen before HTTP and the keyring are loaded.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from akiles_console import paths, settings
from akiles_console.failure import Failure
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

if TYPE_CHECKING:
    from akiles_console.session import Session
    from akiles_console.ui.pages.connect import ConnectPage
    from akiles_console.ui.widgets.page import Page
    from akiles_console.ui.workspace import Workspace

_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """Shows what the session allows: nothing before it is there, Connect, or the pages.

    Signals:
        painted: the window is on the screen for the first time.
        closed: the person closed the window; whoever runs it awaits `aclose` then.
    """

    painted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tasks = Tasks(self)
        self.tasks.failed.connect(self.unexpected)
        self.workspace: Workspace | None = None
        self._connect_page: ConnectPage | None = None
        self._make_workspace: Callable[[], Workspace] | None = None
        self._memory = dict(settings.load().window)
        self._is_painted = self._closing = False
        self.setWindowTitle("Akiles Console")
        self.setWindowIcon(QIcon(str(paths.resource("icons", "app.svg"))))
        self.setMinimumSize(860, 560)
        self._stack = QStackedWidget(self)
        self._opening = label(_("Opening…"), "placeholder", self)
        self._opening.setContentsMargins(32, 24, 32, 24)
        self._stack.addWidget(self._opening)
        self.setCentralWidget(self._stack)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Refresh), self, self._on_refresh)
        self.resize(1280, 800)
        self.restoreGeometry(QByteArray.fromBase64(self._memory.get("geometry", "").encode("ascii", "ignore")))

    @property
    def closing(self) -> bool:
        """Whether the person closed the window."""
        return self._closing

    async def begin(self, session: Session, connect_page: ConnectPage, make_workspace: Callable[[], Workspace]) -> None:
        """Takes up the connection of last time; the Connect page where there is none or it is refused."""
        self._connect_page, self._make_workspace = connect_page, make_workspace
        connect_page.connected.connect(self._show_workspace)
        self._stack.addWidget(connect_page)
        try:
            connected = await session.restore()
        except Failure as failure:
            self._show_connect(_words(failure))
            return
        if connected:
            self._show_workspace()
        else:
            self._show_connect()

    def unexpected(self, name: str, error: BaseException) -> None:
        """Logs an error that nobody expected, and says so in one quiet place, without its details."""
        _log.error("unexpected error in %s", name, exc_info=error)
        if isinstance(error, Failure):
            text = _words(error)
        else:
            text = _("Something went wrong in this program; it is in the log. Press F5 to see what is there now.")
        if self.workspace is not None:
            self.workspace.unexpected(text)
        elif self._connect_page is not None:
            self._show_connect(text)
        else:
            self._opening.setText(text)

    async def aclose(self) -> None:
        """Lets every page and task stop in good order, then takes the window away."""
        self._remember()
        if self.workspace is not None:
            self.workspace.banner.say(_("Stopping…"))
            await self.workspace.aclose()
        await self.tasks.aclose()
        self.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stays until everything has stopped: `closed` is emitted once, and `aclose` hides the window."""
        event.ignore()
        if not self._closing:
            self._closing = True
            self.setEnabled(False)
            self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells once that the window can be seen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def _show_connect(self, text: str = "") -> None:
        if self._connect_page is not None:
            self._connect_page.say(text)
            self._stack.setCurrentWidget(self._connect_page)

    def _show_workspace(self) -> None:
        if self._make_workspace is None:
            return
        workspace = self.workspace = self._make_workspace()
        workspace.left.connect(self._on_leave)
        workspace.built.connect(self._recall)
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        self.setWindowTitle(f"{workspace.organization} · Akiles Console")
        workspace.go(self._memory.get("page", ""))

    def _on_refresh(self) -> None:
        if self.workspace is not None:
            self.workspace.reload()

    def _on_leave(self, text: str) -> None:
        self.tasks.start("leave", self._leave(text))

    async def _leave(self, text: str) -> None:
        """From the workspace back to the Connect page: nothing of the organization stays in the window."""
        self._remember()
        workspace, self.workspace = self.workspace, None
        self._show_connect(text)
        self.setWindowTitle("Akiles Console")
        if workspace is not None:
            await workspace.aclose()
            self._stack.removeWidget(workspace)
            workspace.deleteLater()

    def _recall(self, page: Page) -> None:
        for name, found in page.lists().items():
            found.restore(self._memory.get(f"list/{name}", ""))

    def _remember(self) -> None:
        self._memory["geometry"] = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        if self.workspace is not None:
            self._memory["page"] = self.workspace.current
            self._memory |= {f"list/{name}": found.state() for name, found in self.workspace.lists().items()}
        try:
            settings.save(msgspec.structs.replace(settings.load(), window=self._memory))
        except OSError as error:
            _log.warning("the window's state could not be kept: %s", type(error).__name__)


def _words(failure: Failure) -> str:
    from akiles_console import messages  # only once something failed

    return str(messages.of(failure))
