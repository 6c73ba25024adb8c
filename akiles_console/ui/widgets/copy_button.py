"""A button that copies one text which is no secret: an id, an address to register."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from akiles_console.wording import _

_SAID_FOR = 2_000
"""Milliseconds for which the button says that it has copied."""


class CopyButton(QPushButton):
    """Says what it copies, and for two seconds that it did."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setAccessibleName(title)
        self._title = title
        self.content = text
        """What is copied; may be changed at any time."""
        self._back = QTimer(self, interval=_SAID_FOR, singleShot=True)
        self._back.timeout.connect(self._say_title)
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.content)
        self.setText(_("Copied"))
        self._back.start()

    def _say_title(self) -> None:
        self.setText(self._title)
