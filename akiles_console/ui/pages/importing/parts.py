"""The small widgets that several steps of an import share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox, QWidget


def button(text: str, role: str, parent: QWidget) -> QPushButton:
    """A button that is called what it says. `role` as in `style.qss`: normal, primary, quiet."""
    made = QPushButton(text, parent)
    made.setProperty("role", role)
    made.setAccessibleName(text)
    return made


def number(name: str, least: int, most: int, parent: QWidget) -> QSpinBox:
    """A field for a whole number, called `name`; it speaks up once the person is done typing."""
    made = QSpinBox(parent)
    made.setAccessibleName(name)
    made.setRange(least, most)
    made.setKeyboardTracking(False)
    made.lineEdit().setTextMargins(8, 0, 0, 0)  # a style sheet does not reach the field inside
    return made


def fill(box: QComboBox, entries: Sequence[tuple[str, object]], value: object) -> None:
    """Puts (text, value) pairs into a combo and shows the one with `value`, without telling anybody."""
    box.blockSignals(True)
    box.clear()
    for text, data in entries:
        box.addItem(text, data)
    box.setCurrentIndex(next((i for i, (_text, data) in enumerate(entries) if data == value), -1))
    box.blockSignals(False)
