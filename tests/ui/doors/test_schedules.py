"""Schedules in the window: the week drawn by mouse and by keyboard, what closes said first, one in use kept."""

import pytest
from PySide6.QtCore import QPoint, Qt

from akiles_console.access import week

pytestmark = pytest.mark.anyio
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


async def schedule(desk, name):
    return next(iter([one async for one in desk.client.schedules.list() if one.name == name]))


def edit(desk, name):
    desk.select(desk.page.schedules, name)
    desk.page.schedules.edit.click()
    return desk.page.schedules.editor


def hours(editor, day):
    return [(one.start / 3600, one.end / 3600) for one in editor.grid.week[day]]


def drag(qtbot, grid, day, start, end):
    def at(hour):
        return QPoint(round(grid._x(hour * 3600)), round(grid._top(day) + grid._tall() / 2))

    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=at(start))
    qtbot.mouseMove(grid, at((start + end) / 2))
    qtbot.mouseMove(grid, at(end))
    qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=at(end))


def keys(qtbot, grid, *typed):
    for one in typed:
        key, modifier = one if isinstance(one, tuple) else (one, Qt.KeyboardModifier.NoModifier)
        qtbot.keyClick(grid, key, modifier)


async def test_a_drag_opens_pulls_and_moves_hours(desk_on, qtbot):
    async with desk_on() as desk:
        editor = edit(desk, "Office hours")
        drag(qtbot, editor.grid, 5, 9, 13)
        assert hours(editor, 5) == [(9, 13)]
        drag(qtbot, editor.grid, 5, 13, 15.5)
        assert hours(editor, 5) == [(9, 15.5)]
        drag(qtbot, editor.grid, 5, 11, 12)
        assert hours(editor, 5) == [(10, 16.5)]
        drag(qtbot, editor.grid, 5, 18, 16)
        assert hours(editor, 5) == [(10, 18)]
        drag(qtbot, editor.grid, 5, 14, 23)
        assert hours(editor, 5) == [(16, 24)]


async def test_the_keyboard_alone_opens_closes_and_copies(desk_on, qtbot):
    async with desk_on() as desk:
        editor = edit(desk, "Office hours")
        grid, key = editor.grid, Qt.Key
        keys(qtbot, grid, *[key.Key_Down] * 5)
        assert "Saturday, 09:00 to 09:30" in grid.accessibleName()
        keys(qtbot, grid, (key.Key_Right, SHIFT), (key.Key_Right, SHIFT), key.Key_Space)
        assert hours(editor, 5) == [(9, 10.5)]
        keys(qtbot, grid, key.Key_Space)
        assert hours(editor, 5) == [(9, 10)]
        keys(qtbot, grid, (key.Key_C, CONTROL), key.Key_Down, (key.Key_V, CONTROL))
        assert hours(editor, 6) == hours(editor, 5)
        keys(qtbot, grid, key.Key_Up, key.Key_Left, key.Key_Left, key.Key_Delete)
        assert hours(editor, 5) == []


async def test_exact_times_are_typed(desk_on):
    async with desk_on() as desk:
        editor = edit(desk, "Office hours")
        assert (editor.start.text(), editor.end.text()) == ("07:00", "20:00")
        editor.start.setText("7:20")
        editor.end.setText("6")
        editor.apply.click()
        assert editor._wrong.isVisible() and hours(editor, 0) == [(7, 20)]
        editor.end.setText("24:00")
        editor.apply.click()
        assert [week.clock(one.end) for one in editor.grid.week[0]] == ["24:00"]
        editor.every_day.click()
        assert editor.grid.week[6] == editor.grid.week[0]
        editor.clear.click()
        assert hours(editor, 0) == [] and hours(editor, 1)


async def test_what_closes_is_said_first_and_for_whom(desk_on):
    async with desk_on() as desk:
        editor = edit(desk, "Office hours")
        editor.start.setText("08:00")
        editor.apply.click()
        editor.saver.click()
        said = await desk.answer("Save the change")
        assert said[1] == "Monday: no longer 07:00–08:00"
        assert any("people in the groups that use it: Everyone, Finance, Sales" in text for text in said)
        await desk.settled()
        assert (await schedule(desk, "Office hours")).weekdays[0].ranges[0].start == 8 * 3600
        await desk.until(desk.page.schedules.list.isVisible)


async def test_a_week_that_never_opens_wants_the_number(desk_on):
    async with desk_on() as desk:
        editor = edit(desk, "Office hours")
        editor.clear.click()
        editor.every_day.click()
        editor.saver.click()
        dialog = await desk.dialog()
        assert desk.said(dialog)[1] == "It would be closed at all times."
        assert not dialog.does.isEnabled()
        desk.press(dialog, "Cancel")
        await desk.settled()
        assert desk.writes() == []


async def test_a_second_administrator_is_noticed(desk_on):
    async with desk_on() as desk:
        office = await schedule(desk, "Office hours")
        editor = edit(desk, "Office hours")
        editor.name.setText("Mine")
        await desk.client.schedules.edit(office.id, weekdays=(*office.weekdays[:6], office.weekdays[0]))
        editor.saver.click()
        await desk.settled()
        assert any("Sunday: also 07:00–20:00" in text for text in desk.said(editor))
        desk.press(editor, "Take theirs")
        assert hours(editor, 6) == [(7, 20)] and editor.name.text() == "Office hours"


async def test_a_schedule_is_made_and_deleted_and_one_in_use_is_kept(desk_on):
    async with desk_on() as desk:
        tab = desk.page.schedules
        tab.new.click()
        tab.editor.name.setText("Nights")
        tab.editor.apply.click()
        tab.editor.saver.click()
        await desk.answer("Make the schedule")
        await desk.settled()
        await desk.until(lambda: tab.chosen)
        tab.delete.click()
        await desk.answer("Delete the schedule")
        await desk.settled()
        assert "Nights" not in [row.cells[0] for row in tab.list.table.records()]
        desk.select(tab, "Office hours")
        before = desk.writes()
        tab.delete.click()
        said = await desk.answer("OK")
        assert any("Everyone, Finance, Sales" in text for text in said)
        await desk.settled()
        assert desk.writes() == before
