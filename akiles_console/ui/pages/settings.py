"""The Settings page: the connection, this computer, this program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from akiles_console import __version__, messages, paths
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui import dialogs, words
from akiles_console.ui.organizations import PRACTICE, Organizations
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.copy_button import CopyButton
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.organization_list import OrganizationList
from akiles_console.ui.widgets.page import Page
from akiles_console.ui.widgets.practice_panel import PracticePanel
from akiles_console.wording import _

if TYPE_CHECKING:
    from akiles_console.demo.server import DemoServer


class SettingsPage(Page):
    """What is connected since when, where things are kept, and the way out."""

    def __init__(
        self,
        session: Session,
        organizations: Organizations,
        tasks: Tasks,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Settings"), "", parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._organizations = organizations
        self._problem = label("", "loss", self)
        self._problem.hide()
        self.disconnect_button = QPushButton(_("Disconnect…"), self)
        self.disconnect_button.setAccessibleName(_("Disconnect"))
        self.disconnect_button.clicked.connect(self._on_disconnect)
        self._values = {name: label("", "body", self) for name in ("organization", "since", "kept")}
        self._sections = self._scrolling()
        self._write_connection()
        self._write_organizations()
        if session.endpoints.name == PRACTICE and organizations.server is not None:
            self._write_practice(organizations.server)
        self._write_computer()
        self._sections.addStretch(1)
        self.reload()

    def _scrolling(self) -> QVBoxLayout:
        """Where the sections go; it scrolls where the window is low or there are many organizations."""
        area, content = QScrollArea(self), QWidget(self)
        area.setAccessibleName(_("Settings"))
        area.setWidgetResizable(True)
        area.setWidget(content)
        self.body.addWidget(area, 1)
        sections = QVBoxLayout(content)
        sections.setContentsMargins(0, 0, 8, 0)
        return sections

    def reload(self) -> None:
        """Shows what the session says now."""
        organization = self._session.organization
        self._values["organization"].setText(organization.name if organization else _("not connected"))
        self._values["since"].setText(self._since())
        self._values["kept"].setText(
            self._session.keyring or _("memory: you will connect again next time, this computer offers no keyring")
        )

    def _since(self) -> str:
        since = self._session.since
        return (
            words.local_moment(since.astimezone(), self._clock.now())
            if since
            else _("the start of this program, with an access token")
        )

    def _write_connection(self) -> None:
        grid = self._section(_("Connection"))
        self._row(grid, 0, _("Organization"), self._values["organization"])
        self._row(grid, 1, _("Connected since"), self._values["since"])
        self._row(grid, 2, _("Key kept in"), self._values["kept"])
        grid.addWidget(self.disconnect_button, 3, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._problem, 4, 1)

    def _write_organizations(self) -> None:
        self._sections.addSpacing(20)
        self._sections.addWidget(label(_("Organizations on this computer"), "heading", self))
        self.organizations = OrganizationList(self._organizations, self._session.connection, self._clock, self)
        self.organizations.renamed.connect(self._on_rename)
        self.organizations.coloured.connect(self._on_colour)
        self.organizations.removed.connect(self._on_remove)
        self._sections.addWidget(self.organizations)

    def _write_practice(self, server: DemoServer) -> None:
        self._sections.addSpacing(20)
        self._sections.addWidget(label(_("Practice"), "heading", self))
        self.practice = PracticePanel(server, self._tasks, self)
        self._sections.addWidget(self.practice)

    def _write_computer(self) -> None:
        self._sections.addSpacing(20)
        grid = self._section(_("This computer"))
        folder = str(paths.home())
        self._row(grid, 0, _("Data folder"), label(folder, "body", self))
        grid.addWidget(CopyButton(_("Copy the path"), folder, self), 1, 1, Qt.AlignmentFlag.AlignLeft)
        self._row(grid, 2, _("Version"), label(f"Akiles Console {__version__}", "body", self))

    def _section(self, title: str) -> QGridLayout:
        self._sections.addWidget(label(title, "heading", self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        self._sections.addLayout(grid)
        return grid

    def _row(self, grid: QGridLayout, row: int, title: str, value: QWidget) -> None:
        grid.addWidget(label(title, "muted", self), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1)

    def _say(self, failure: Failure | None) -> None:
        self._problem.setText(str(messages.of(failure)) if failure else "")
        self._problem.setVisible(failure is not None)

    def _on_disconnect(self) -> None:
        self._tasks.start("disconnect", self._remove(self._session.connection))

    def _on_remove(self, key: str) -> None:
        self._tasks.start("disconnect", self._remove(key))

    def _on_rename(self, key: str) -> None:
        self._tasks.start("rename", self._rename(key))

    def _on_colour(self, key: str, colour: str) -> None:
        try:
            self._organizations.colour(key, colour)
        except Failure as failure:
            self._say(failure)

    async def _rename(self, key: str) -> None:
        entry = self._organizations.entry(key)
        if entry is None:
            return
        name = await dialogs.ask_text(
            self,
            _("Rename {organization} on this computer").format(organization=entry.title),
            _("Nobody else sees this name. Leave it empty for the one that Akiles has."),
            value=entry.title,
            action=_("Rename"),
        )
        if name is None:
            return
        try:
            self._organizations.rename(key, name)
        except Failure as failure:
            self._say(failure)
        else:
            self._say(None)

    async def _remove(self, key: str | None) -> None:
        """Asks, then forgets the connection; None: the one of an access token, which is only ended."""
        entry = self._organizations.entry(key)
        sure = await dialogs.confirm(
            self,
            _("Disconnect from {organization}?").format(organization=entry.title if entry else _("the organization")),
            _(
                "This computer forgets the key to the organization, its name and its colour here. Its mapping and the "
                "record of its runs stay on this computer. Nothing changes at Akiles: everybody keeps the access they "
                "have. You can connect again at any time."
            ),
            action=_("Disconnect"),
            destructive=True,
        )
        if not sure:
            return
        shown = key == self._session.connection
        try:
            await (self._session.disconnect() if key is None else self._organizations.remove(key))
        except Failure as failure:
            self._say(failure)
            return
        if shown:
            self.left.emit("")
