"""The fields of the application that a customer registers at Akiles: redirect address, port, client id, secret."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from akiles_console.auth.oauth import redirect_uri
from akiles_console.ui.widgets.copy_button import CopyButton
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

_LOWEST_PORT, _HIGHEST_PORT = 1024, 65535


class ApplicationForm(QWidget):
    """`secret_kept`: the keyring has the secret, so that the field may stay empty.

    Signals:
        entered: Enter was pressed in a field.
    """

    entered = Signal()

    def __init__(self, client_id: str, port: int, *, secret_kept: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._secret_kept = secret_kept
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(10)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        self.uri = QLineEdit(redirect_uri(port), self)
        self.uri.setReadOnly(True)
        self._copy_uri = CopyButton(_("Copy the redirect address"), self.uri.text(), self)
        self.port = QLineEdit(str(port), self)
        self.port.setValidator(QIntValidator(0, _HIGHEST_PORT, self.port))
        self.port.textChanged.connect(self._on_port)
        self.client_id = QLineEdit(client_id, self)
        self.client_secret = QLineEdit(self)
        self.client_secret.setEchoMode(QLineEdit.EchoMode.Password)
        if secret_kept:
            self.client_secret.setPlaceholderText(_("the one in the keyring"))
        for field in (self.client_id, self.client_secret):
            field.returnPressed.connect(self.entered)
        self._add(0, _("Redirect address"), self.uri)
        grid.addWidget(self._copy_uri, 0, 2)
        self._add(1, _("Port"), self.port)
        self._add(2, _("Client id"), self.client_id)
        self._add(3, _("Client secret"), self.client_secret)

    def values(self) -> tuple[str, str | None, int]:
        """Client id, secret (None: the one in the keyring) and port."""
        return (
            self.client_id.text().strip(),
            self.client_secret.text().strip() or None,
            int(self.port.text() or 0),
        )

    def problem(self) -> str:
        """What is missing, in a sentence, with the focus in its field; "" where nothing is."""
        client_id, secret, port = self.values()
        if not client_id or not (secret or self._secret_kept):
            (self.client_id if not client_id else self.client_secret).setFocus()
            return _("Fill in the client id and the client secret; you find both in the Akiles Developer Center.")
        if not _LOWEST_PORT <= port <= _HIGHEST_PORT:
            self.port.setFocus()
            return _("Fill in a port from {low} to {high}.").format(low=_LOWEST_PORT, high=_HIGHEST_PORT)
        return ""

    def _add(self, row: int, title: str, field: QWidget) -> None:
        name = label(title, "muted", self)
        name.setWordWrap(False)
        name.setBuddy(field)
        field.setAccessibleName(title)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(field, row, 1)

    def _on_port(self, port: str) -> None:
        self.uri.setText(redirect_uri(int(port or 0)))
        self._copy_uri.content = self.uri.text()
