"""The slim banner above every page: whose doors these are, and what is the matter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from akiles_console.ui import theme
from akiles_console.ui.organizations import Organizations
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.organization_button import OrganizationButton
from akiles_console.wording import _

_STRIPE = 18.0


class Banner(QWidget):
    """Organization, its colour, a status, and where it helps a button to connect again; `dress` comes first.

    Signals:
        again: the person wants to connect again.
    """

    again = Signal()

    def __init__(self, organizations: Organizations, key: str | None, *, practice: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Organization and status"))
        self._practice = practice
        self._status = label("", "muted", self)
        self._status.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._button = QPushButton(_("Connect again"), self)
        self._button.setAccessibleName(_("Connect again"))
        self._button.setVisible(False)
        self._button.clicked.connect(self.again)
        self.organization = OrganizationButton(organizations, key, self)
        self._colour = QColor()
        row = QHBoxLayout(self)
        row.setContentsMargins(23, 8, 32, 8)
        row.setSpacing(16)
        row.addWidget(self.organization)
        if practice:
            note = label(_("Practice: nothing here is real"), "body", self)
            note.setWordWrap(False)
            row.addWidget(note)
        row.addWidget(self._status, 1)
        row.addWidget(self._button)
        self.setMinimumHeight(44)

    def dress(self, title: str, colour: str) -> None:
        """Whose doors these are: the name, and its colour as `#rrggbb`."""
        self.organization.say(title)
        self._colour = QColor(colour)
        self.update()

    def status(self) -> str:
        """What it says now."""
        return self._status.text()

    def say(self, text: str, *, role: str = "muted", button: bool = False) -> None:
        """Shows a status; "" for none. `role` is a label's role, `button`: connecting again would help."""
        self._status.setText(text)
        self._status.setAccessibleName(text)
        tinted(self._status, role)
        self._button.setVisible(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stripes for practice, a strip in the organization's colour along the top, a line below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        ground = QRectF(self.rect())
        painter.fillRect(ground, QColor(colours.practice if self._practice else colours.page))
        if self._practice:
            self._paint_stripes(painter, QColor(colours.practice_stripe))
        painter.fillRect(QRectF(0, 0, ground.width(), 4), self._colour)
        painter.fillRect(QRectF(0, ground.height() - 1, ground.width(), 1), QColor(colours.line))
        painter.end()

    def _paint_stripes(self, painter: QPainter, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        height, left = float(self.height()), -float(self.height())
        while left < self.width():
            corners = ((left, height), (left + height, 0.0), (left + height + _STRIPE, 0.0), (left + _STRIPE, height))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            left += 2 * _STRIPE
