"""Notices on the desktop, where it has a place for them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon, QWidget

from akiles_console import paths
from akiles_console.wording import _

_LOOKALIKES = str.maketrans({"<": "‹", ">": "›", "&": "＆"})


class Notices(QObject):
    """Tells through the icon in the system's tray, which is there from the first notice on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None

    @property
    def possible(self) -> bool:
        """Whether this desktop shows notices."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def tell(self, title: str, text: str) -> None:
        """Shows a notice for some seconds. Some desktops read HTML in it: a name must not be any."""
        if self._icon is None:
            self._icon = QSystemTrayIcon(QIcon(str(paths.resource("icons", "app.svg"))), self)
            self._icon.show()
        plain = text.translate(_LOOKALIKES)
        self._icon.showMessage(title.translate(_LOOKALIKES), plain, QSystemTrayIcon.MessageIcon.NoIcon)


def notice_box(possible: bool, parent: QWidget) -> QCheckBox:
    """Where the person asks for notices; it says why where none are possible."""
    box = QCheckBox(_("Tell me on the desktop"), parent)
    box.setAccessibleName(_("Tell me on the desktop of new events that fit what is chosen now"))
    box.setEnabled(possible)
    fitting, nowhere = _("Of new events that fit what is chosen now"), _("This desktop has no place for notices")
    box.setToolTip(fitting if possible else nowhere)
    return box
