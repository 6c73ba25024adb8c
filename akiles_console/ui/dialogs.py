"""Questions to the person that are opened and awaited: never a nested event loop, always plain text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

D = TypeVar("D", bound=QDialog)
T = TypeVar("T")


async def ask(dialog: D, read: Callable[[D], T]) -> T | None:
    """Opens the dialog and waits; what `read` makes of it once accepted, None once rejected.

    The dialog is disposed of afterwards, also when the waiting task is cancelled.
    """
    finished: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def finish(result: int) -> None:
        if not finished.done():
            finished.set_result(result)

    dialog.finished.connect(finish)
    dialog.open()
    try:
        accepted = await finished == QDialog.DialogCode.Accepted
        return read(dialog) if accepted else None
    finally:
        if isValid(dialog):
            dialog.close()
            dialog.deleteLater()


async def confirm(
    parent: QWidget, title: str, text: str, *, action: str, destructive: bool = False, danger: str = ""
) -> bool:
    """Whether the person pressed the button that says `action`; Enter presses the safe one. `danger` is said in red,
    before the text."""
    dialog = _Question(parent, title, text, action=action, destructive=destructive, danger=danger)
    return await ask(dialog, _yes) is True


async def confirm_number(parent: QWidget, title: str, text: str, *, number: int, action: str) -> bool:
    """Like `confirm`, but the button answers only once the person has typed `number`."""
    dialog = _Question(parent, title, text, action=action, destructive=True, number=number)
    return await ask(dialog, _yes) is True


async def ask_text(parent: QWidget, title: str, text: str, *, value: str, action: str) -> str | None:
    """A line of text that begins as `value`; None where the person changed their mind."""
    dialog = _Question(parent, title, text, action=action, value=value)
    return await ask(dialog, lambda answered: answered.value())


async def tell(parent: QWidget, title: str, text: str) -> None:
    """Says something and waits until the person has seen it."""
    await ask(_Question(parent, title, text), _yes)


async def choose_file(parent: QWidget, title: str, patterns: Sequence[str], folder: Path | None = None) -> Path | None:
    """The existing file that the person chose. A pattern reads `Spreadsheets (*.xlsx *.csv)`."""
    dialog = QFileDialog(parent, title, str(folder) if folder else "")
    dialog.setAccessibleName(title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(patterns))
    return await ask(dialog, lambda chosen: Path(chosen.selectedFiles()[0]))


async def choose_save(parent: QWidget, title: str, patterns: Sequence[str], proposal: Path) -> Path | None:
    """Where the person wants a file to be saved, asked again before an existing file is replaced.

    `proposal` is where and under which name it would be.
    """
    dialog = QFileDialog(parent, title, str(proposal.parent))
    dialog.setAccessibleName(title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilters(list(patterns))
    dialog.setDefaultSuffix(proposal.suffix.removeprefix("."))
    dialog.selectFile(proposal.name)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # Qt would ask in a loop of its own
    target = await ask(dialog, lambda chosen: Path(chosen.selectedFiles()[0]))
    if target is None or not await asyncio.to_thread(target.exists):
        return target
    text = _("The folder already has a file of that name; what is in it now would be lost.")
    sure = await confirm(
        parent, _("Replace {file}?").format(file=target.name), text, action=_("Replace"), destructive=True
    )
    return target if sure else None


def _yes(_dialog: QDialog) -> bool:
    return True


class _Question(QDialog):
    """A title, a text, perhaps a number or a line to type; a button that does it and one that does not."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        *,
        action: str | None = None,
        destructive: bool = False,
        number: int | None = None,
        value: str | None = None,
        danger: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._number = number
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(title, "heading", self))
        words = label(text, "body", self)
        words.setMinimumWidth(400)
        if danger:
            layout.addWidget(label(danger, "danger", self))
        layout.addWidget(words)
        if number is not None:
            layout.addWidget(self._number_field(number))
        self._line = QLineEdit(value or "", self)
        self._line.setAccessibleName(title)
        self._line.setVisible(value is not None)
        layout.addWidget(self._line)
        layout.addSpacing(4)
        layout.addWidget(self._buttons(action, destructive))

    def value(self) -> str:
        """The line of text as it is now."""
        return self._line.text()

    def _number_field(self, number: int) -> QLineEdit:
        field = QLineEdit(self)
        prompt = _("Type {number} to go on").format(number=number)
        field.setAccessibleName(prompt)
        field.setPlaceholderText(prompt)
        field.textChanged.connect(self._number_typed)
        return field

    def _buttons(self, action: str | None, destructive: bool) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        safe = QPushButton(_("OK") if action is None else _("Cancel"), box)
        box.addButton(safe, QDialogButtonBox.ButtonRole.RejectRole)
        safe.setDefault(True)
        if action is not None:
            self._does = QPushButton(action, box)
            self._does.setProperty("role", "destructive" if destructive else "primary")
            self._does.setAutoDefault(False)
            self._does.setEnabled(self._number is None)
            box.addButton(self._does, QDialogButtonBox.ButtonRole.AcceptRole)
            if not destructive:
                safe.setDefault(False)
                self._does.setAutoDefault(True)
                self._does.setDefault(True)
        for button in box.buttons():
            button.setAccessibleName(button.text())
        return box

    def _number_typed(self, text: str) -> None:
        self._does.setEnabled(text.strip() == str(self._number))
