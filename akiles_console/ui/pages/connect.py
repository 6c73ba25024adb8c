"""The first page: what to do in three sentences, then the person's browser does the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from akiles_console import messages, settings
from akiles_console.auth.oauth import redirect_uri
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.copy_button import CopyButton
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

_WIDTH = 620  # pixels
_LOWEST_PORT, _HIGHEST_PORT = 1024, 65535


@dataclass(frozen=True)
class Practice:
    """The application that the practice organization knows already; its secret opens nothing real."""

    client_id: str
    client_secret: str


class ConnectPage(QScrollArea):
    """Asks for what the connection needs, waits for the browser, and says what went wrong in its place.

    Signals:
        connected: the session is connected now.
    """

    connected = Signal()

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        *,
        open_url: Callable[[str], None],
        practice: Practice | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Page: {title}").format(title=_("Connect")))
        self.setWidgetResizable(True)
        self._session, self._tasks, self._open_url, self._practice = session, tasks, open_url, practice
        column = self._column()
        self._write_heading(column)
        self._form = self._make_form()
        self._waiting = self._make_waiting()
        self._problem = label("", "loss", self)
        kept = _(
            "The key to your organization goes into this computer's keyring. "
            "Where there is none, it stays in memory and you connect again next time."
        )
        for part in (self._form, self._problem, self._waiting, label(kept, "muted", self)):
            column.addWidget(part)
        column.addStretch(3)
        self._show_form()

    def say(self, text: str) -> None:
        """Says why this page is shown, for example that the connection ended; "" for nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _column(self) -> QVBoxLayout:
        content = QWidget(self)
        narrow = QWidget(content)
        narrow.setFixedWidth(_WIDTH)
        row = QHBoxLayout(content)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(narrow)
        row.addStretch(1)
        column = QVBoxLayout(narrow)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addStretch(2)
        self.setWidget(content)
        return column

    def _write_heading(self, column: QVBoxLayout) -> None:
        if self._practice is not None:
            column.addWidget(label(_("Try it with a practice organization"), "title", self))
            sentences = [
                _("It runs inside this program and behaves like the real Akiles, with people, doors and groups."),
                _("Press Connect: your browser asks you to choose an organization and to allow the access."),
                _("Nothing here is real, so nothing can break."),
            ]
        else:
            column.addWidget(label(_("Connect to Akiles"), "title", self))
            sentences = [
                _("1.  In the Akiles Developer Center, create an application and register the address below in it."),
                _("2.  Copy its client id and client secret from there into the fields."),
                _("3.  Press Connect: your browser asks you to choose your organization and to allow the access."),
            ]
        for sentence in sentences:
            column.addWidget(label(sentence, "body", self))
        column.addSpacing(10)

    def _make_form(self) -> QWidget:
        form, known = QWidget(self), settings.load()
        self._fields: list[QWidget] = []
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(10)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        self.uri = QLineEdit(redirect_uri(known.redirect_port), form)
        self.uri.setReadOnly(True)
        self._copy_uri = CopyButton(_("Copy the redirect address"), self.uri.text(), form)
        self.port = QLineEdit(str(known.redirect_port), form)
        self.port.setValidator(QIntValidator(0, _HIGHEST_PORT, self.port))
        self.port.textChanged.connect(self._on_port)
        self.client_id = QLineEdit(known.client_id, form)
        self.client_secret = QLineEdit(form)
        self.client_secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.client_id.returnPressed.connect(self._on_connect)
        self.client_secret.returnPressed.connect(self._on_connect)
        self._add_field(grid, 0, _("Redirect address"), self.uri, self._copy_uri)
        self._port_name = self._add_field(grid, 1, _("Port"), self.port)
        self._add_field(grid, 2, _("Client id"), self.client_id)
        self._add_field(grid, 3, _("Client secret"), self.client_secret)
        if self._practice is not None:
            for unneeded in self._fields:
                unneeded.hide()
        self.connect_button = QPushButton(_("Connect"), form)
        self.connect_button.setProperty("role", "primary")
        self.connect_button.setAccessibleName(_("Connect"))
        self.connect_button.setDefault(True)
        self.connect_button.clicked.connect(self._on_connect)
        grid.addWidget(self.connect_button, 4, 1 if self._practice is None else 0, Qt.AlignmentFlag.AlignLeft)
        return form

    def _add_field(
        self, grid: QGridLayout, row: int, title: str, field: QWidget, more: QWidget | None = None
    ) -> QLabel:
        name = label(title, "muted", self)
        name.setWordWrap(False)
        name.setBuddy(field)
        field.setAccessibleName(title)
        grid.addWidget(name, row, 0)
        grid.addWidget(field, row, 1)
        self._fields += [name, field]
        if more is not None:
            grid.addWidget(more, row, 2)
            self._fields.append(more)
        return name

    def _make_waiting(self) -> QFrame:
        card = QFrame(self)
        card.setProperty("role", "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(label(_("Waiting for your browser…"), "heading", card))
        rows.addWidget(
            label(_("Allow the access there. If no page opened, copy the address into a browser."), "body", card)
        )
        buttons = QHBoxLayout()
        self.copy_address = CopyButton(_("Copy the address"), "", card)
        self.cancel_button = QPushButton(_("Cancel"), card)
        self.cancel_button.setAccessibleName(_("Cancel"))
        self.cancel_button.clicked.connect(self._on_cancel)
        buttons.addWidget(self.copy_address)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        rows.addLayout(buttons)
        return card

    def _on_port(self, port: str) -> None:
        self.uri.setText(redirect_uri(int(port or 0)))
        self._copy_uri.content = self.uri.text()

    def _on_cancel(self) -> None:
        self._tasks.cancel("connect")

    def _on_connect(self) -> None:
        if self._practice is not None:
            client_id, secret = self._practice.client_id, self._practice.client_secret
        else:
            client_id, secret = self.client_id.text().strip(), self.client_secret.text().strip()
        if not client_id or not secret:
            self.say(_("Fill in the client id and the client secret; you find both in the Akiles Developer Center."))
            (self.client_id if not client_id else self.client_secret).setFocus()
            return
        port = int(self.port.text() or 0)
        if not _LOWEST_PORT <= port <= _HIGHEST_PORT:
            self.say(_("Fill in a port from {low} to {high}.").format(low=_LOWEST_PORT, high=_HIGHEST_PORT))
            self.port.setFocus()
            return
        self._tasks.start("connect", self._connect(client_id, secret, port))

    async def _connect(self, client_id: str, client_secret: str, port: int) -> None:
        self.say("")
        self._form.hide()
        self._waiting.show()
        self.cancel_button.setFocus()
        try:
            await self._session.connect(client_id, client_secret, port=port, show=self._show_address)
        except Failure as failure:
            self.say(str(messages.of(failure)))
            if failure.code == "port_in_use":  # another port is the way out, in practice too
                self._port_name.show()
                self.port.show()
        else:
            self.client_secret.clear()
            self.connected.emit()
        finally:
            self._show_form()

    def _show_address(self, address: str) -> None:
        self.copy_address.content = address
        self._open_url(address)

    def _show_form(self) -> None:
        self._waiting.hide()
        self._form.show()
        self._problem.setVisible(bool(self._problem.text()))
