"""Opening a door from the window: held for a second, named, every refusal explained."""

import pytest
from PySide6.QtCore import Qt

from akiles_console.demo.faults import Fault, Rule
from akiles_console.ui.pages.doors import hold_button

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def short_second(monkeypatch):
    monkeypatch.setattr(hold_button, "HOLD", 60)


def opener(desk, door):
    desk.select(desk.page.doors, door)
    return desk.page.doors.opener


async def hold(desk, qtbot, button):
    done = []
    button.held.connect(lambda: done.append(True))
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    await desk.until(lambda: done)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    await desk.settled()


async def test_a_door_opens_only_when_the_button_is_held(desk_on, qtbot):
    async with desk_on() as desk:
        found = opener(desk, "Street door")
        (button,) = found.buttons
        assert "Street door" in button.text() and "Street door" in button.accessibleName()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert found.said.text().endswith("Nothing was done.") and desk.writes() == []
        await hold(desk, qtbot, button)
        assert found.said.text().startswith("Street door: Akiles did it at")
        assert [method for method, path in desk.writes() if "/actions/open" in path] == ["POST"]


async def test_the_space_bar_holds_it_too(desk_on, qtbot):
    async with desk_on() as desk:
        found = opener(desk, "Street door")
        button = found.buttons[0]
        button.setFocus()
        qtbot.keyPress(button, Qt.Key.Key_Space)
        await desk.until(lambda: desk.writes())
        qtbot.keyRelease(button, Qt.Key.Key_Space)
        await desk.settled()
        assert found.said.text().startswith("Street door: Akiles did it at")


async def test_each_action_has_its_button(desk_on):
    async with desk_on() as desk:
        assert [one.text() for one in opener(desk, "Garage gate").buttons] == [
            "Open: Garage gate",
            "Close: Garage gate",
        ]
        assert [one.text() for one in opener(desk, "Lift").buttons] == ["Open: Lift"]


@pytest.mark.parametrize(
    ("door", "fault", "said"),
    [
        ("Tool room", None, "Tool room was not opened: its device has no connection"),
        ("Lift", Fault.FORBIDDEN, "Lift was not opened: Akiles lets only organizations that pay"),
        ("Lift", Fault.LOSE_ANSWER, "No answer came: Lift may have opened or not."),
        ("Lift", Fault.REFUSE, "Akiles did not accept this."),
    ],
)
async def test_a_door_that_does_not_open_says_why(desk_on, qtbot, door, fault, said):
    async with desk_on() as desk:
        if fault:
            desk.demo.faults.append(Rule(fault, path="actions", method="POST"))
        found = opener(desk, door)
        await hold(desk, qtbot, found.buttons[0])
        assert found.said.text().startswith(said)
        assert len(desk.writes()) == 1
