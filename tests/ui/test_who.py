"""Who can open a door: in words, through a group, at an hour, in the window."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDateTime

from akiles_console.access import building
from akiles_console.demo.faults import Fault, Rule
from akiles_console.session import Endpoints
from akiles_console.ui.organizations import Organizations
from akiles_console.ui.pages.doors import who
from akiles_console.ui.pages.doors.contents import Contents

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)  # a Thursday


@pytest.fixture
def organizations(qapp, demo):
    """The practice organization, by its access token."""
    return Organizations(Endpoints(demo.api_url, demo.auth_url, "demo"), access_token=demo.access_token, server=demo)


async def office(session):
    """The practice office's doors by name, its members, and what the page knows."""
    await session.restore()
    found = Contents(building=await building.read(session.client), now=NOW)
    return {gadget.name: gadget.id for gadget in found.building.gadgets.values()}, found, [
        member async for member in session.client.members.list()
    ]  # fmt: skip


async def test_people_are_narrowed_by_group_and_by_hour(session):
    doors, contents, members = await office(session)
    groups = {group.name: group.id for group in contents.building.groups.values()}

    def names(door, group="", at=None):
        return [row.name for row in who.rows(doors[door], members, contents, NOW, groups.get(group, ""), at)]

    assert names("Tool room", "Operations") == ["Chidi Okonkwo", "Ferran Puig i Soler"]
    assert set(names("Tool room", "Operations")) < set(names("Tool room"))
    assert names("Tool room", "Operations", at=NOW + timedelta(hours=14)) == []
    assert names("Server room", "Management", at=NOW + timedelta(hours=14)) == ["Núria Casals Ferrer"]
    (row,) = who.rows(doors["Garage gate"], members, contents, NOW, groups["Operations"], None)[1:]
    assert (row.name, row.now) == ("Ferran Puig i Soler", "Opens now.")
    assert row.how == "Always, only Open, by card, through Operations"


async def test_the_page_shows_it_for_the_chosen_door_and_goes_back(window_on, organizations, demo, until):
    async with window_on(organizations) as window:
        window.workspace.go("doors")
        page = window.workspace.page("doors")
        await until(lambda: page.doors.list.table.total)
        page.doors.list.search.setText("tool room")
        page.doors.list.view.selectRow(0)
        page.who_button.click()
        await until(lambda: page.who.list.table.total)
        everybody = page.who.list.table.total
        assert page.doors.stack.currentWidget() is page.who
        assert [page.who.group.itemText(n) for n in range(page.who.group.count())] == [
            "Through any group", "Through Engineering", "Through Management", "Through Operations",
        ]  # fmt: skip
        page.who.group.setCurrentIndex(3)
        await until(lambda: page.who.list.table.total == 2)
        page.who.hour.setCurrentIndex(2)
        assert page.who.moment.isVisible()
        sunday = page.who.moment.minimumDateTime().addDays(1)
        sunday = sunday.addDays((7 - sunday.date().dayOfWeek()) % 7)
        page.who.moment.setDateTime(QDateTime(sunday.date(), sunday.time()))
        await until(lambda: page.who.list.table.total == 0 and not window.tasks.running("doors-who"))
        page.who.hour.setCurrentIndex(0)
        page.who.group.setCurrentIndex(0)
        await until(lambda: page.who.list.table.total == everybody)
        demo.faults.append(Rule(Fault.FORBIDDEN, "/members", "GET"))
        page.who.reload()
        await until(lambda: not window.tasks.running("doors-who"))
        page.who.return_button.click()
        assert page.doors.stack.currentWidget() is page.doors.browse
