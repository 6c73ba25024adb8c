"""Text on a page: always plain, so that a name out of a spreadsheet is never read as HTML."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

_SIZES = {"title": 1.7, "heading": 1.15, "strong": 1.0, "small": 0.9}
"""How much bigger than the system's font a role is, so that a big system font stays bigger."""
_BOLD = frozenset({"title", "heading", "strong"})


def label(text: str, role: str = "body", parent: QWidget | None = None) -> QLabel:
    """A wrapping label.

    `role` picks its look in `style.qss`: title, heading, strong, body, small, muted, loss, gain, warn, notice.
    """
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("role", role)
    if role in _SIZES:
        font = made.font()
        font.setPointSizeF(font.pointSizeF() * _SIZES[role])
        font.setWeight(QFont.Weight.DemiBold if role in _BOLD else QFont.Weight.Normal)
        made.setFont(font)
    return made


def tinted(shown: QWidget, role: str) -> None:
    """Gives a widget the colours of another role."""
    shown.setProperty("role", role)
    shown.style().unpolish(shown)
    shown.style().polish(shown)
