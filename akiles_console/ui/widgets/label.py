"""Text on a page: always plain, so that a name out of a spreadsheet is never read as HTML."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(text: str, role: str = "body", parent: QWidget | None = None) -> QLabel:
    """A wrapping label. `role` picks its look in `style.qss`: title, heading, body, muted, loss, ..."""
    made = QLabel(text, parent)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made


def tinted(shown: QLabel, role: str) -> None:
    """Gives a label the look of another role."""
    shown.setProperty("role", role)
    shown.style().unpolish(shown)
    shown.style().polish(shown)
