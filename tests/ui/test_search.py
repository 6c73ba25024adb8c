"""Search over everything: Ctrl+K, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from akiles_console.demo.faults import Fault, Rule
from akiles_console.session import Endpoints
from akiles_console.ui.organizations import Organizations
from akiles_console.ui.search import Search

pytestmark = pytest.mark.anyio


@pytest.fixture
def organizations(qapp, demo):
    """The practice organization, by its access token."""
    return Organizations(Endpoints(demo.api_url, demo.auth_url, "demo"), access_token=demo.access_token, server=demo)


def shown(search):
    items = [search.found.topLevelItem(n) for n in range(search.found.topLevelItemCount())]
    return [(item.text(0), item.text(1)) for item in items]


async def asked(window, until, text):
    """The search after that was typed into it."""
    search = window.workspace.findChild(Search)
    search.open()
    await until(lambda: search._read_at is not None)
    QTest.keyClicks(search.field, text)
    await until(lambda: not window.tasks.running("search"))
    return search


async def test_a_person_is_found_and_chosen_by_keyboard(window_on, organizations, until):
    async with window_on(organizations) as window:
        search = await asked(window, until, "ferran")
        assert shown(search)[0] == ("Ferran Puig i Soler", "person, Everyone, Operations")
        QTest.keyClick(search.field, Qt.Key.Key_Return)
        assert not search.isVisible() and window.workspace.current == "people"
        page = window.workspace.page("people")
        await until(lambda: page.list.selection())
        assert [one.member.name for one in page.list.selection()] == ["Ferran Puig i Soler"]


async def test_doors_groups_cards_pages_and_actions_are_found(window_on, organizations, until):
    async with window_on(organizations) as window:
        search = await asked(window, until, "tool room")
        assert shown(search) == [("Tool room", "door, Harbour workshop")]
        QTest.keyClick(search.field, Qt.Key.Key_Return)
        page = window.workspace.page("doors")
        await until(lambda: page.doors.list.selection())
        assert page.doors.list.selection()[0].cells[0] == "Tool room"
        search = await asked(window, until, "engineering")
        QTest.keyClick(search.field, Qt.Key.Key_Return)
        await until(lambda: page.groups.list.selection())
        assert page.tabs.currentWidget() is page.groups
        for text, kind in (("card 01", "card, given to"), ("settings", "page"), ("reconnect", "action")):
            search.open()
            search.field.setText(text)
            await until(lambda: not window.tasks.running("search"))
            assert shown(search)[0][1].startswith(kind)


async def test_arrows_go_round_and_escape_gives_the_focus_back(window_on, organizations, until):
    async with window_on(organizations) as window:
        search = await asked(window, until, "")
        first = search.found.currentItem()
        QTest.keyClick(search.field, Qt.Key.Key_Up)
        assert search.found.currentItem() is search.found.topLevelItem(search.found.topLevelItemCount() - 1)
        QTest.keyClick(search.field, Qt.Key.Key_Down)
        assert search.found.currentItem() is first
        QTest.keyClick(search.field, Qt.Key.Key_Escape)
        assert not search.isVisible()


async def test_pages_are_found_also_where_nothing_can_be_read(window_on, organizations, demo, until):
    async with window_on(organizations) as window:
        await until(lambda: not window.tasks.running("today"))
        demo.faults.append(Rule(Fault.FORBIDDEN, "/members$", "GET", count=9))
        search = window.workspace.findChild(Search)
        search.open()
        await until(lambda: not window.tasks.running("search-read") and not window.tasks.running("search"))
        assert search.note.text() and ("People", "page") in shown(search)
