"""A secret that Akiles tells once: shown, copied for half a minute, and kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from akiles_console.ui.pages.doors.tab import button
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

CLIPBOARD = 30_000
"""Milliseconds after which a copied secret is taken from the clipboard again."""
# What keeps a text out of clipboard histories: Windows, KDE, macOS.
_KEEP_OUT = (
    ("ExcludeClipboardContentFromMonitorProcessing", b"1"),
    ("x-kde-passwordManagerHint", b"secret"),
    ("application/x-nspasteboard-concealed-type", b"1"),
)


class SecretOnce(QDialog):
    """The text, a button that copies it, and one that closes for good."""

    def __init__(self, parent: QWidget, secret: str) -> None:
        super().__init__(parent)
        title = _("The webhook is made: keep its secret now")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(520)
        self.field = QLineEdit(secret, self)
        self.field.setReadOnly(True)
        self.field.setAccessibleName(_("Secret"))
        self.copy = button(_("Copy for 30 seconds"), self._on_copy, self)
        self.copy.setAutoDefault(False)
        self.done_button = button(_("I have kept it"), self.accept, self, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "heading", self))
        text = _("The other program needs it to tell that a message is from Akiles. It cannot be seen again.")
        column.addWidget(label(text, "body", self))
        row, foot = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        column.addLayout(row)
        column.addLayout(foot)
        self.finished.connect(self.field.clear)

    def _on_copy(self) -> None:
        """The clipboard is emptied by a timer of the application: it outlives this dialog."""
        held = QMimeData()
        held.setText(self.field.text())
        for kind, value in _KEEP_OUT:
            held.setData(kind, QByteArray(value))
        QGuiApplication.clipboard().setMimeData(held)
        _Forget(self.field.text())
        self.copy.setText(_("Copied"))


class _Forget(QTimer):
    """Takes a text from the clipboard after half a minute, or when the program ends, if it is still there."""

    def __init__(self, text: str) -> None:
        app = QGuiApplication.instance()
        super().__init__(app, interval=CLIPBOARD, singleShot=True)
        self._text = text
        self.timeout.connect(self._forget)
        if app is not None:
            app.aboutToQuit.connect(self._forget)
        self.start()

    def _forget(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""
        self.deleteLater()
