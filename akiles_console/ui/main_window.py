"""The window: connecting first, then the workspace; closing in good order; what it remembers.

Nothing heavy is imported here, so that the window is on the screen before HTTP and the keyring are loaded.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from akiles_console import paths, settings
from akiles_console.failure import Failure
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

if TYPE_CHECKING:
    from akiles_console.session import Session
    from akiles_console.ui.exporting import Exporter
    from akiles_console.ui.pages.connect import ConnectPage
    from akiles_console.ui.places import Pages
    from akiles_console.ui.widgets.page import Page
    from akiles_console.ui.workspace import Workspace

_log = logging.getLogger(__name__)
_SIZE = QSize(1280, 800)
_FRAME = QSize(16, 40)
"""What the system puts around a window, about: a first window must not reach beyond a small screen."""


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
        self._pages: Pages | None = None
        self._session: Session | None = None
        self._exporter: Exporter | None = None
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
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self.restoreGeometry(QByteArray.fromBase64(self._memory.get("geometry", "").encode("ascii", "ignore")))

    @property
    def closing(self) -> bool:
        """Whether the person closed the window."""
        return self._closing

    async def begin(self, pages: Pages) -> None:
        """Takes up the connection of last time; the Connect page where there is none or it is refused."""
        self._pages = pages
        await self._enter(partial(pages.organizations.first, self._memory.get("organization", "")))

    def unexpected(self, name: str, error: BaseException) -> None:
        """Logs an error that nobody expected, and says so in one quiet place, without its details."""
        _log.error("unexpected error in %s", name, exc_info=error)
        if isinstance(error, Failure):
            text = _words(error)
        else:
            text = _("Something went wrong in this program; it is in the log. Press F5 to see what is there now.")
        self._say(text)

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

    async def _enter(self, find: Callable[[], Awaitable[Session]], *, anew: bool = False) -> None:
        """Shows the organization of a session, or where that cannot be, or with `anew`, the page that connects it."""
        try:
            session = await find()
        except Failure as failure:
            self._say(_words(failure))
            return
        text = ""
        try:
            connected = not anew and (session.connected or await session.restore())
        except Failure as failure:
            connected, text = False, _words(failure)
        await self._put_away()
        if connected:
            await self._show_workspace(session)
        else:
            self._show_connect(session, text)

    def _show_connect(self, session: Session, text: str) -> None:
        assert self._pages is not None
        self._session = session
        page = self._connect_page = self._pages.connect(session)
        page.connected.connect(self._on_connected)
        page.chosen.connect(self._on_chosen)
        page.wanted.connect(self._on_wanted)
        page.say(text)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.setWindowTitle("Akiles Console")

    async def _show_workspace(self, session: Session) -> None:
        assert self._pages is not None
        await self._pages.organizations.shown(session)
        self._session = session
        workspace = self.workspace = self._pages.workspace(session)
        workspace.left.connect(self._on_leave)
        workspace.chosen.connect(self._on_chosen)
        workspace.wanted.connect(self._on_wanted)
        workspace.built.connect(self._recall)
        workspace.named.connect(self._on_named)
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        self._memory["organization"] = session.connection or ""
        self._on_named(workspace.organization)
        workspace.go("today")

    async def _put_away(self) -> None:
        """Nothing of the organization, or of the page before, stays in the window or goes on."""
        self._remember()
        workspace, self.workspace = self.workspace, None
        page, self._connect_page = self._connect_page, None
        self._stack.setCurrentWidget(self._opening)
        if workspace is not None:
            await workspace.aclose()
        await self.tasks.settle()
        for old in (workspace, page):
            if old is not None:
                self._stack.removeWidget(old)
                old.deleteLater()

    def _say(self, text: str) -> None:
        """Says something in the one quiet place that is there."""
        if self.workspace is not None:
            self.workspace.unexpected(text)
        elif self._connect_page is not None:
            self._connect_page.say(text)
        else:
            self._opening.setText(text)

    def _on_named(self, title: str) -> None:
        self.setWindowTitle(f"{title} · Akiles Console")

    def _on_connected(self) -> None:
        self.tasks.start("enter", self._enter(self._shown))

    def _on_chosen(self, key: str) -> None:
        assert self._pages is not None
        self.tasks.start("enter", self._enter(partial(self._pages.organizations.open, key)))

    def _on_wanted(self, practice: bool) -> None:
        assert self._pages is not None
        self.tasks.start("enter", self._enter(partial(self._pages.organizations.new, practice=practice), anew=True))

    def _on_leave(self, text: str) -> None:
        self.tasks.start("leave", self._leave(text))

    async def _shown(self) -> Session:
        assert self._session is not None
        return self._session

    async def _leave(self, text: str) -> None:
        """From the workspace back to the Connect page: of this organization, unless it was removed."""
        assert self._pages is not None
        organizations, session = self._pages.organizations, await self._shown()
        if organizations.entry(session.connection) is None:
            session = await organizations.new(practice=organizations.practice_only)
        await self._put_away()
        self._show_connect(session, text)

    def _on_refresh(self) -> None:
        if self.workspace is not None:
            self.workspace.reload()

    def _recall(self, page: Page) -> None:
        for name, found in page.lists().items():
            found.restore(self._memory.get(f"list/{name}", ""))
        if self._exporter is None:
            from akiles_console.ui.exporting import Exporter  # not before there is a list

            self._exporter = Exporter(self.tasks, self)
        self._exporter.serve(page.lists().values())

    def _remember(self) -> None:
        self._memory["geometry"] = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        if self.workspace is not None:
            self._memory |= {f"list/{name}": found.state() for name, found in self.workspace.lists().items()}
        try:
            settings.update(lambda kept: msgspec.structs.replace(kept, window=self._memory))
        except OSError as error:
            _log.warning("the window's state could not be kept: %s", type(error).__name__)


def _words(failure: Failure) -> str:
    from akiles_console import messages  # only once something failed

    return str(messages.of(failure))
