"""Every text can be read on every surface it stands on; the sheet knows all its colours."""

from dataclasses import asdict
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon

from akiles_console import paths
from akiles_console.ui import theme

TEXTS = ("text", "muted", "link", "loss", "gain", "warn")
SURFACES = ("page", "side", "raised", "hover", "chosen", "practice", "practice_stripe", "warn_surface")
ON_ACCENT = ("accent", "accent_hover", "danger", "danger_hover")


def luminance(colour):
    def linear(value):
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    rgb = QColor(colour)
    return 0.2126 * linear(rgb.redF()) + 0.7152 * linear(rgb.greenF()) + 0.0722 * linear(rgb.blueF())


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_texts_have_a_contrast_of_four_and_a_half(shown):
    colours = asdict(shown)
    pairs = [*product(TEXTS, SURFACES), *product(["on_accent"], ON_ACCENT)]
    poor = {(a, b): round(contrast(colours[a], colours[b]), 2) for a, b in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_the_edge_of_a_field_and_of_the_focus_can_be_seen(shown):
    assert contrast(shown.field_line, shown.page) >= 3
    assert contrast(shown.link, shown.page) >= 3


def test_an_organization_keeps_its_colour_and_it_can_be_seen():
    stripes = {theme.organization_colour(f"org_{number}") for number in range(50)}
    assert len(stripes) > 4
    assert theme.organization_colour("org_1") == theme.organization_colour("org_1")
    for stripe, ground in product(stripes, (theme.LIGHT.page, theme.DARK.page)):
        assert contrast(stripe, ground) >= 2.2


def test_the_sheet_names_only_colours_that_exist():
    template = paths.resource("style.qss").read_text(encoding="utf-8").partition("*/")[2]
    assert "@" in template
    assert "@" not in theme.sheet(theme.LIGHT, template)


def test_it_turns_dark_with_the_system_and_back(qapp):
    seen = theme.Theme(qapp)
    seen.dress(Qt.ColorScheme.Dark)
    assert theme.colours() is theme.DARK
    assert qapp.palette().window().color() == QColor(theme.DARK.page)
    assert theme.tone("loss") == QColor(theme.DARK.loss)
    seen.dress(Qt.ColorScheme.Light)
    assert theme.colours() is theme.LIGHT


DRAWINGS = sorted(found.stem for found in paths.resource("icons").glob("*.svg") if "currentColor" in found.read_text())


@pytest.mark.parametrize("name", DRAWINGS)
def test_icons_can_be_drawn(qapp, name):
    drawn = theme.icon(name).pixmap(20, 20, QIcon.Mode.Normal).toImage()
    assert any(drawn.pixelColor(x, y).alpha() for x in range(20) for y in range(20))
