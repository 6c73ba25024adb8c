"""A walk over every widget of every page: names for a screen reader, plain text, a way through by keyboard."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

from akiles_console.session import Endpoints
from akiles_console.ui.organizations import Organizations

pytestmark = pytest.mark.anyio

INTERACTIVE = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QSpinBox, QTabBar)
PLACES = ("today", "people", "import", "mapping", "log", "doors", "settings")


@pytest.fixture
def organizations(qapp, demo):
    """The practice organization, by its access token."""
    return Organizations(Endpoints(demo.api_url, demo.auth_url, "demo"), access_token=demo.access_token, server=demo)


def unnamed(window):
    """Interactive widgets without a name, as `Class in Class`; Qt's own inner parts are left out."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, INTERACTIVE):
            continue
        inner = isinstance(widget, QHeaderView) or widget.objectName().startswith("qt_")
        parent = widget.parentWidget()
        above = (parent, parent.parentWidget())  # a combo box keeps its list in a frame
        inner = inner or any(isinstance(one, (QComboBox, QSpinBox, QLineEdit, QAbstractItemView)) for one in above)
        if not inner and not widget.accessibleName():
            found.append(f"{type(widget).__name__} in {type(parent).__name__}")
    return found


def rich(window):
    """Labels that would read a name as HTML."""
    return [found.text() for found in window.findChildren(QLabel) if found.textFormat() != Qt.TextFormat.PlainText]


async def every_page(window, until):
    for place in PLACES:
        window.workspace.go(place)
        await until(lambda: not any(window.tasks.running(name) for name in PLACES), 20)
        yield place


async def test_everything_has_a_name_and_shows_plain_text(window_on, organizations, until):
    async with window_on(organizations) as window:
        async for place in every_page(window, until):
            assert (place, unnamed(window), rich(window)) == (place, [], [])
        window.workspace.page("people").list.view.selectRow(0)
        assert (unnamed(window), rich(window)) == ([], [])
        window.workspace.page("people").drawer.edit_button.click()
        assert (unnamed(window), rich(window)) == ([], [])
        assert window.findChildren(QTextEdit) == []
        assert window.findChildren(QMessageBox) == []


async def test_the_first_page_has_names_and_shows_plain_text(window_on, demo):
    for real in (None, Endpoints(demo.api_url, demo.auth_url, "akiles")):
        async with window_on(Organizations(real, server=demo)) as window:
            assert (unnamed(window), rich(window)) == ([], [])


async def test_no_two_lists_share_a_name(window_on, organizations, until):
    """Their widths and sorting are remembered by it."""
    async with window_on(organizations) as window:
        names = []
        async for place in every_page(window, until):
            names += window.workspace.page(place).lists()
        assert len(names) == len(set(names))


async def test_tab_goes_through_sidebar_page_and_back(qtbot, window_on, organizations, until):
    async with window_on(organizations) as window:
        window.activateWindow()
        await until(window.isActiveWindow)
        window.workspace.go("people")
        page = window.workspace.page("people")
        await until(lambda: page.list.table.total)
        window.workspace.buttons[0].setFocus()
        order = []
        for _step in range(25):
            order.append(window.focusWidget())
            qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
            await asyncio.sleep(0)
            if window.focusWidget() is order[0]:
                break
        assert order.index(page.list.search) < order.index(page.list.view)
        assert window.focusWidget() is order[0]


async def test_the_list_is_reached_by_its_shortcut_on_every_page_with_one(qtbot, window_on, organizations, until):
    async with window_on(organizations) as window:
        window.activateWindow()
        await until(window.isActiveWindow)
        window.workspace.go("people")
        page = window.workspace.page("people")
        await until(lambda: page.list.table.total)
        window.workspace.buttons[0].setFocus()
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert page.list.search.hasFocus()


async def test_nothing_modal_stands_open_after_the_walk(window_on, organizations, until):
    async with window_on(organizations) as window:
        async for _place in every_page(window, until):
            assert [found for found in window.findChildren(QDialog) if found.isVisible()] == []
