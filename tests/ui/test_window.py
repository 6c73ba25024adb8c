"""The window: connecting, pages over real HTTP, and ending in good order."""

import asyncio
import contextlib

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from akiles_console import messages
from akiles_console.session import Endpoints
from akiles_console.ui import tables
from akiles_console.ui.main_window import MainWindow
from akiles_console.ui.organizations import Organizations

pytestmark = pytest.mark.anyio


@pytest.fixture
def organizations(qapp, demo):
    """The practice organization, by its access token."""
    return Organizations(Endpoints(demo.api_url, demo.auth_url, "demo"), access_token=demo.access_token, server=demo)


def shown_rows(record_list):
    table = record_list.table
    return [[table.index(r, c).data() for c in range(table.columnCount())] for r in range(table.rowCount())]


async def test_people_are_read_and_one_opens_beside_the_list(window_on, organizations, demo, until):
    async with window_on(organizations) as window:
        window.workspace.go("people")
        page = window.workspace.page("people")
        await until(lambda: page.list.table.total)
        assert page.list.table.total == 25
        assert not page.drawer.isVisible()
        page.list.view.selectRow(0)
        assert page.drawer.isVisible()


async def test_the_first_window_fits_on_a_small_screen_with_what_the_system_puts_around_it(window_on, organizations):
    async with window_on(organizations) as window:
        room = window.screen().availableSize()
        assert room.height() <= 800, "a screen on which the wished size does not fit"
        assert window.height() + 40 <= room.height()
        assert window.width() + 16 <= max(room.width(), window.minimumWidth() + 16)


async def test_doors_devices_sites_and_groups_are_read(window_on, organizations, demo, until):
    async with window_on(organizations) as window:
        window.workspace.go("doors")
        page = window.workspace.page("doors")
        await until(lambda: page.groups.list.table.total)
        totals = {name: found.table.total for name, found in page.lists().items()}
        known = {"Doors": 10, "Devices": 8, "Sites": 2, "Groups": 6, "Schedules": 3, "Who can open it": 0}
        assert known.items() <= totals.items()
        assert sum(row[3] == "offline" for row in shown_rows(page.devices.list)) == 1
        assert all(row[1] for row in shown_rows(page.devices.list))


async def test_a_server_that_goes_away_is_said_and_retry_helps(window_on, organizations, demo, until):
    async with window_on(organizations) as window:
        window.workspace.go("people")
        page = window.workspace.page("people")
        await until(lambda: page.list.table.total)
        await asyncio.to_thread(demo.stop_thread)
        window.workspace.reload()
        again = next(b for b in page.findChildren(QPushButton) if b.text() == "Retry")
        await until(again.isVisible, 60)
        assert "akiles" in window.workspace.banner.status().lower()
        demo.start_in_thread()
        again.click()
        await until(lambda: page.list.table.total == 25, 60)
        assert window.workspace.banner.status() == ""


async def test_the_keyboard_goes_to_every_page_and_reloads(qtbot, window_on, organizations, demo, until):
    async with window_on(organizations) as window:
        window.activateWindow()
        await until(window.isActiveWindow)
        page = window.workspace.page("people")
        await until(lambda: page.list.table.total)
        for number, place in enumerate(("today", "people", "import", "mapping", "log", "doors", "settings"), 1):
            qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
            assert window.workspace.current == place
        window.workspace.go("people")
        before = len(demo.requests)
        qtbot.keyClick(window, Qt.Key.Key_F5)
        await until(lambda: len(demo.requests) > before)


def press(window, text):
    next(b for b in window.findChildren(QPushButton) if b.text() == text and b.isVisible()).click()


def said(window):
    return [found.text() for found in window.findChildren(QLabel) if found.isVisible()]


@contextlib.asynccontextmanager
async def connecting(window_on, demo, ring, browse):
    """A window with nothing stored, on which Connect was pressed; `browse` gets the address of the consent page."""
    tasks = []

    def show(address):
        tasks.append(asyncio.ensure_future(browse(address)))

    organizations = Organizations(None, server=demo, backend=ring)
    async with window_on(organizations, show) as window:
        assert window.workspace is None
        press(window, "Connect")
        yield window, organizations
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_connecting_goes_through_the_browser_and_lasts(window_on, demo, ring, consent, until):
    async with connecting(window_on, demo, ring, consent) as (window, _organizations):
        await until(lambda: window.workspace is not None, 20)
        assert window.windowTitle().startswith("Practice office")
        assert "Practice: nothing here is real" in said(window)
    async with window_on(Organizations(None, server=demo, backend=ring)) as restarted:
        assert restarted.workspace is not None


async def test_a_denied_consent_is_said_in_its_place(window_on, demo, ring, consent, until):
    asked = []

    async def deny(address):
        asked.append(address)
        await consent(address, "deny")

    async with connecting(window_on, demo, ring, deny) as (window, _organizations):
        await until(lambda: asked and not window.tasks.running("connect"))
        assert any(str(messages.sentence("consent_denied")) == text for text in said(window))
        press(window, "Connect")
        await until(lambda: len(asked) == 2 and not window.tasks.running("connect"))


async def test_waiting_for_the_browser_can_be_cancelled(window_on, demo, ring, until):
    addresses = []

    async def nobody(address):
        addresses.append(address)

    async with connecting(window_on, demo, ring, nobody) as (window, _organizations):
        await until(lambda: addresses, 20)
        assert "Waiting for your browser…" in said(window)
        press(window, "Copy the address")
        assert QApplication.clipboard().text() == addresses[0]
        press(window, "Cancel")
        await until(lambda: "Waiting for your browser…" not in said(window))
        press(window, "Connect")
        await until(lambda: len(addresses) == 2)


async def test_disconnecting_asks_and_leads_back(window_on, demo, ring, consent, until):
    async with connecting(window_on, demo, ring, consent) as (window, organizations):
        await until(lambda: window.workspace is not None, 20)
        window.workspace.go("settings")
        press(window, "Disconnect…")
        await until(lambda: window.findChild(QDialog) is not None)
        dialog = window.findChild(QDialog)
        assert "everybody keeps the access they have" in " ".join(said(dialog))
        press(dialog, "Disconnect")
        await until(lambda: window.workspace is None)
        assert organizations.entries() == []
        assert ring.kept == {}


def quit_the_application(_window):
    """What Cmd-Q and the end of a session send."""
    QCoreApplication.sendEvent(QApplication.instance(), QEvent(QEvent.Type.Quit))


@pytest.mark.parametrize("how", [MainWindow.close, quit_the_application])
async def test_the_window_stays_until_everything_has_stopped(window_on, organizations, how):
    stopped, closed = [], asyncio.Event()

    async def work():
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.02)
            stopped.append(1)

    async with window_on(organizations) as window:
        window.closed.connect(closed.set)
        window.tasks.start("work", work())
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_soon(how, window)
        await asyncio.wait_for(closed.wait(), 5)
        assert window.isVisible()
        assert stopped == []
    assert stopped == [1]
    assert not window.isVisible()


async def test_size_and_sorting_are_remembered_and_the_day_begins_with_today(window_on, organizations, demo, until):
    async with window_on(organizations) as first:
        first.resize(790, 600)
        first.workspace.go("people")
        await until(lambda: first.workspace.page("people").list.table.total)
        first.workspace.page("people").list.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        first.workspace.go("doors")
    async with window_on(organizations) as second:
        assert second.workspace.current == "today"
        assert (second.width(), second.height()) == (first.width(), first.height())
        page = second.workspace.page("people")
        await until(lambda: page.list.table.total)
        names = [row[0] for row in shown_rows(page.list)]
        assert names == sorted(names, key=tables.folded, reverse=True)


async def test_an_unexpected_error_is_said_quietly_and_without_its_text(window_on, organizations, demo, until):
    async def work():
        raise ValueError("secret 4711")

    async with window_on(organizations) as window:
        window.tasks.start("work", work())
        await until(window.workspace.banner.status)
        assert "in the log" in window.workspace.banner.status()
        assert "4711" not in window.workspace.banner.status()
