"""What is wrong with a file and what to do, with a field for its password where that is it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from akiles_console.messages import Words
from akiles_console.ui.pages.importing.parts import button
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class ProblemCard(QFrame):
    """The file's name, what is wrong with it and what to do.

    Signals:
        password_given: what the person typed into the field for the password.
    """

    password_given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "problem")
        self._what = label("", "strong", self)
        self._hint = label("", "body", self)
        self._password = QLineEdit(self)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setAccessibleName(_("Password of the file"))
        self._password.setPlaceholderText(_("Password of the file"))
        self._password.setFixedWidth(260)
        self._open = button(_("Open"), "normal", self)
        self.again = button(_("Retry"), "normal", self)
        row = QHBoxLayout()
        row.addWidget(self._password)
        row.addWidget(self._open)
        row.addWidget(self.again)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self._what)
        column.addWidget(self._hint)
        column.addLayout(row)
        self._open.clicked.connect(self._on_open)
        self._password.returnPressed.connect(self._on_open)

    def show_problem(self, file: str, words: Words, password: bool) -> None:
        """Shows it."""
        self._what.setText(_("{file}: {what}").format(file=file, what=words.what))
        self._hint.setText(words.hint)
        self._hint.setVisible(bool(words.hint))
        self._password.clear()
        self._password.setVisible(password)
        self._open.setVisible(password)
        self.again.setVisible(not password)
        if password:
            self._password.setFocus()

    def _on_open(self) -> None:
        if self._password.text():
            self.password_given.emit(self._password.text())
            self._password.clear()
