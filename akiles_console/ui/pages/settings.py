"""The Settings page: the connection, this computer, this program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from akiles_console import __version__, messages, paths
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui import dialogs, words
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.copy_button import CopyButton
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.page import Page
from akiles_console.wording import _


class SettingsPage(Page):
    """What is connected since when, where things are kept, and the way out."""

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Settings"), "", parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._problem = label("", "loss", self)
        self._problem.hide()
        self.disconnect_button = QPushButton(_("Disconnect…"), self)
        self.disconnect_button.setAccessibleName(_("Disconnect"))
        self.disconnect_button.clicked.connect(self._on_disconnect)
        self._values = {name: label("", "body", self) for name in ("organization", "since", "kept")}
        self._write_connection()
        self._write_computer()
        self.body.addStretch(1)
        self.reload()

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

    def _write_computer(self) -> None:
        self.body.addSpacing(20)
        grid = self._section(_("This computer"))
        folder = str(paths.home())
        self._row(grid, 0, _("Data folder"), label(folder, "body", self))
        grid.addWidget(CopyButton(_("Copy the path"), folder, self), 1, 1, Qt.AlignmentFlag.AlignLeft)
        self._row(grid, 2, _("Version"), label(f"Akiles Console {__version__}", "body", self))

    def _section(self, title: str) -> QGridLayout:
        self.body.addWidget(label(title, "heading", self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        return grid

    def _row(self, grid: QGridLayout, row: int, title: str, value: QWidget) -> None:
        grid.addWidget(label(title, "muted", self), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1)

    def _on_disconnect(self) -> None:
        self._tasks.start("disconnect", self._disconnect())

    async def _disconnect(self) -> None:
        organization = self._session.organization
        sure = await dialogs.confirm(
            self,
            _("Disconnect from {organization}?").format(organization=organization.name if organization else ""),
            _(
                "This computer forgets the key to the organization. Nothing changes at Akiles: "
                "everybody keeps the access they have. You can connect again at any time."
            ),
            action=_("Disconnect"),
            destructive=True,
        )
        if not sure:
            return
        try:
            await self._session.disconnect()
        except Failure as failure:
            self._problem.setText(str(messages.of(failure)))
            self._problem.show()
        else:
            self.left.emit("")
