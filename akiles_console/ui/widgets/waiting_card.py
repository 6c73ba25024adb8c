"""What stands on the page while the browser has the word: the address again, a way to paste, a way to stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from akiles_console.ui.widgets.copy_button import CopyButton
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class WaitingCard(QFrame):
    """Signals:
    cancelled: the person does not want to wait any more.
    pasted: the address that the person took from the browser.
    """

    cancelled = Signal()
    pasted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(label(_("Waiting for your browser…"), "heading", self))
        self._text = label("", "body", self)
        rows.addWidget(self._text)
        rows.addWidget(self._make_pasting())
        buttons = QHBoxLayout()
        self.copy_address = CopyButton(_("Copy the address"), "", self)
        self.cancel_button = QPushButton(_("Cancel"), self)
        self.cancel_button.setAccessibleName(_("Cancel"))
        self.cancel_button.clicked.connect(self.cancelled)
        buttons.addWidget(self.copy_address)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        rows.addLayout(buttons)

    def begin(self, *, pasting: bool) -> None:
        """Shows itself; with `pasting` the browser cannot come back by itself."""
        self._text.setText(
            _("Allow the access there. The last page will not open: copy its address from the browser into the field.")
            if pasting
            else _("Allow the access there. If no page opened, copy the address into a browser.")
        )
        self.address.clear()
        self._problem.hide()
        self._pasting.setVisible(pasting)
        self.show()
        (self.address if pasting else self.cancel_button).setFocus()

    def refuse(self) -> None:
        """Says that the pasted address is not the one that is waited for."""
        self._problem.show()
        self.address.selectAll()

    def _make_pasting(self) -> QWidget:
        self._pasting = QWidget(self)
        rows = QVBoxLayout(self._pasting)
        rows.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.address = QLineEdit(self._pasting)
        self.address.setAccessibleName(_("Address of the last page"))
        self.address.setPlaceholderText(_("Address of the last page"))
        self.address.returnPressed.connect(self._on_paste)
        use = QPushButton(_("Use this address"), self._pasting)
        use.setAccessibleName(use.text())
        use.clicked.connect(self._on_paste)
        row.addWidget(self.address, 1)
        row.addWidget(use)
        rows.addLayout(row)
        self._problem = label(
            _("That is not the last page of this sign-in. Copy the whole address after you allowed the access."),
            "loss",
            self._pasting,
        )
        rows.addWidget(self._problem)
        return self._pasting

    def _on_paste(self) -> None:
        self.pasted.emit(self.address.text())
