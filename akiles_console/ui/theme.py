"""How it looks: two palettes, light and dark, following the system; the style sheet is filled from them.

Fusion is the base on every platform: the native styles ignore parts of a style sheet and of a palette, so
only there can contrast be promised, and a picture in the README looks like what everybody has.
"""

from __future__ import annotations

import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QObject, Qt
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from akiles_console import paths
from akiles_console.wording import N_


@dataclass(frozen=True)
class Colours:
    """Colours by what they are for. Every text colour has 4.5:1 on every surface it stands on."""

    page: str
    side: str
    raised: str
    hover: str
    chosen: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    link: str
    loss: str
    gain: str
    warn: str
    danger: str
    danger_hover: str
    practice: str
    practice_stripe: str
    warn_surface: str


LIGHT = Colours(
    page="#ffffff", side="#f5f5f3", raised="#ffffff", hover="#ececea", chosen="#e3e8fb", line="#e4e4e0",
    field_line="#8b8b88", text="#1f2023", muted="#5c5f66", accent="#3a55c9", accent_hover="#2f47ad",
    on_accent="#ffffff", link="#3550c4", loss="#b3261e", gain="#1b6b3c", warn="#7d4c00",
    danger="#b3261e", danger_hover="#931f18", practice="#fff6dc", practice_stripe="#fdedc0",
    warn_surface="#fdf3e1",
)  # fmt: skip

DARK = Colours(
    page="#1d1e21", side="#17181a", raised="#26282c", hover="#2a2c30", chosen="#2c3557", line="#34363b",
    field_line="#82868e", text="#ececee", muted="#a7abb3", accent="#4a63d0", accent_hover="#4059c4",
    on_accent="#ffffff", link="#a3b4ff", loss="#ff9c93", gain="#86d6a4", warn="#f0c06b",
    danger="#b93a32", danger_hover="#a8322b", practice="#3a3118", practice_stripe="#443a1d",
    warn_surface="#332a18",
)  # fmt: skip

_STRIPES = {
    N_("Blue"): "#3a55c9", N_("Teal"): "#0e7c86", N_("Violet"): "#8a3ffc", N_("Orange"): "#b5540c",
    N_("Green"): "#2f7d32", N_("Pink"): "#b0286b", N_("Grey"): "#5b6b7b", N_("Brown"): "#946b00",
}  # fmt: skip


_worn = LIGHT


def colours() -> Colours:
    """The colours in use now."""
    return _worn


def tone(name: str) -> QColor:
    """The text colour of a tone: loss, gain, muted, warn."""
    return QColor(getattr(colours(), name))


def stripes() -> dict[str, str]:
    """The colours that an organization may have, by name."""
    return _STRIPES


def organization_colour(organization_id: str) -> str:
    """The stripe of an organization: always the same one for the same id."""
    return tuple(_STRIPES.values())[zlib.crc32(organization_id.encode()) % len(_STRIPES)]


def icon(name: str) -> QIcon:
    """One of our drawings in the colours in use now; `name` is its file in resources/icons."""
    shown = QIcon()
    drawing = paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    now = colours()
    for mode, colour in ((QIcon.Mode.Normal, now.muted), (QIcon.Mode.Selected, now.text)):
        for scale in (1, 2):
            pixmap = QPixmap()
            size = str(20 * scale)
            coloured = drawing.replace("currentColor", colour).replace(
                'width="20" height="20"', f'width="{size}" height="{size}"'
            )
            pixmap.loadFromData(QByteArray(coloured.encode()), "SVG")
            pixmap.setDevicePixelRatio(scale)
            shown.addPixmap(pixmap, mode)
            shown.addPixmap(pixmap, mode, QIcon.State.On)
    return shown


def sheet(shown: Colours, template: str) -> str:
    """The style sheet with each `@name` replaced by that colour."""
    for name, value in sorted(asdict(shown).items(), key=lambda item: -len(item[0])):
        template = template.replace(f"@{name}", value)
    return template


def palette(shown: Colours) -> QPalette:
    """The palette for everything that the style sheet leaves to Fusion."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, value in (
        (role.Window, shown.page), (role.Base, shown.page), (role.AlternateBase, shown.side),
        (role.Button, shown.raised), (role.ToolTipBase, shown.raised), (role.ToolTipText, shown.text),
        (role.WindowText, shown.text), (role.Text, shown.text), (role.ButtonText, shown.text),
        (role.PlaceholderText, shown.muted), (role.Highlight, shown.chosen), (role.Accent, shown.accent),
        (role.HighlightedText, shown.text), (role.Link, shown.link), (role.LinkVisited, shown.link),
        (role.Light, shown.raised), (role.Mid, shown.line), (role.Dark, shown.field_line),
    ):  # fmt: skip
        made.setColor(where, QColor(value))
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(shown.muted))
    return made


class Theme(QObject):
    """Dresses the application, and again whenever the system turns light or dark."""

    def __init__(self, app: QApplication, template: Path | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._template = (template or paths.resource("style.qss")).read_text(encoding="utf-8")
        QDir.setSearchPaths("icons", [str(paths.resource("icons"))])  # for url(icons:...) in the style sheet
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self.dress)
        self.dress(app.styleHints().colorScheme())

    def dress(self, asked: Qt.ColorScheme) -> None:
        """Puts on the dark or the light colours."""
        global _worn
        _worn = DARK if asked == Qt.ColorScheme.Dark else LIGHT
        self._app.setPalette(palette(_worn))
        self._app.setStyleSheet(sheet(_worn, self._template))
