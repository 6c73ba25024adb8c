"""The question before a change is sent: what it means, losses in red and first, the safe button as the default."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from akiles_console.ui import dialogs
from akiles_console.ui.pages.doors.drawer import Lines
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

_TALLEST = 320


async def agreed(
    parent: QWidget, title: str, lines: Lines, *, action: str, destructive: bool = False, number: int = 0
) -> bool:
    """Whether the person wants it; with `number` only once they have typed it."""
    dialog = Review(parent, title, lines, action=action, destructive=destructive, number=number)
    return await dialogs.ask(dialog, lambda _dialog: True) is True


class Review(QDialog):
    """Lines in their colours, and two buttons."""

    def __init__(
        self, parent: QWidget, title: str, lines: Lines, *, action: str, destructive: bool, number: int
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(520)
        self._number = number
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "heading", self))
        column.addWidget(_shown(lines, self))
        if number:
            column.addWidget(self._number_field())
        column.addWidget(self._buttons(action, destructive))

    def _number_field(self) -> QLineEdit:
        field = QLineEdit(self)
        prompt = _("Type {number} to go on").format(number=self._number)
        field.setPlaceholderText(prompt)
        field.setAccessibleName(prompt)
        field.textChanged.connect(self._on_typed)
        return field

    def _buttons(self, action: str, destructive: bool) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        safe, self.does = QPushButton(_("Cancel"), box), QPushButton(action, box)
        box.addButton(safe, QDialogButtonBox.ButtonRole.RejectRole)
        box.addButton(self.does, QDialogButtonBox.ButtonRole.AcceptRole)
        self.does.setProperty("role", "destructive" if destructive else "primary")
        self.does.setEnabled(not self._number)
        default, other = (safe, self.does) if destructive else (self.does, safe)
        other.setAutoDefault(False)
        default.setDefault(True)
        for button in (safe, self.does):
            button.setAccessibleName(button.text())
        return box

    def _on_typed(self, text: str) -> None:
        self.does.setEnabled(text.strip() == str(self._number))


def _shown(lines: Lines, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(_("What it means"))
    content = QWidget(area)
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(6)
    for text, role in lines:
        column.addWidget(label(text, role, content))
    column.addStretch(1)
    area.setWidget(content)
    content.setFixedWidth(460)
    content.ensurePolished()
    area.setFixedHeight(min(_TALLEST, column.heightForWidth(460) + 8))
    return area
