"""Cards in the window: found by any of their names, given to one person, taken back."""

import pytest
from PySide6.QtCore import Qt

from akiles_console.demo.faults import Fault, Rule
from akiles_console.ui.pages.doors.person_picker import PersonPicker

pytestmark = pytest.mark.anyio


async def front(desk):
    tab = desk.page.cards
    desk.page.tabs.setCurrentWidget(tab)
    await desk.settled()
    await desk.until(lambda: desk.cells(tab, "Card 01")[1] != "being read…")
    return tab


def free(tab):
    return next(row for row in tab.list.table.records() if row.cells[1] == "nobody")


async def test_who_holds_a_card_is_read_only_when_somebody_looks(desk_on):
    async with desk_on() as desk:
        assert not any(path.startswith("/members") for _method, path in desk.demo.requests)
        tab = await front(desk)
        assert desk.cells(tab, "Card 01")[1] == "Núria Casals Ferrer"
        assert sum(row.cells[1] == "nobody" for row in tab.list.table.records()) > 0


async def test_a_card_is_found_by_any_of_its_names(desk_on):
    async with desk_on() as desk:
        tab = await front(desk)
        name, _held, code, uid, id = desk.cells(tab, "Card 01")
        apart = ":".join(uid[n : n + 2] for n in range(0, len(uid), 2)).lower()
        for typed in (name, code, uid, id, apart):
            tab.list.search.clear()
            tab.list.search.insert(typed)
            found = [row.id for row in tab.list.table.records()]
            assert id in found and len(found) <= 2, typed


async def test_a_card_is_given_to_the_person_who_was_chosen(desk_on):
    async with desk_on() as desk:
        tab = await front(desk)
        row = free(tab)
        desk.select(tab, row.cells[0])
        assert tab.give.isVisible() and not tab.take.isVisible()
        tab.give.click()
        picker = await desk.dialog()
        assert isinstance(picker, PersonPicker) and not picker.does.isEnabled()
        picker.list.search.setText("Sørensen")
        picker.list.view.selectRow(0)
        picker.does.click()
        await desk.until(lambda: not picker.isVisible())
        said = await desk.answer("Give the card")
        assert "Henrik Sørensen" in said[0]
        await desk.settled()
        await desk.until(lambda: desk.cells(tab, row.cells[0])[1] == "Henrik Sørensen")


async def test_who_else_looks_after_a_person_is_said(desk_on):
    async with desk_on() as desk:
        tab = await front(desk)
        desk.select(tab, free(tab).cells[0])
        tab.give.click()
        picker = await desk.dialog()
        picker.list.search.setText("Lindqvist")
        picker.list.view.selectRow(0)
        picker.does.click()
        await desk.until(lambda: not picker.isVisible())
        said = await desk.answer("Cancel")
        assert any("looked after by guesty" in text for text in said)
        await desk.settled()
        assert desk.writes() == []


async def test_a_card_is_taken_back_and_the_safe_button_is_the_default(desk_on, qtbot):
    async with desk_on() as desk:
        tab = await front(desk)
        desk.select(tab, "Card 01")
        tab.take.click()
        qtbot.keyClick(await desk.dialog(), Qt.Key.Key_Return)
        await desk.settled()
        assert desk.writes() == []
        tab.take.click()
        await desk.answer("Take the card")
        await desk.settled()
        await desk.until(lambda: desk.cells(tab, "Card 01")[1] == "nobody")


async def test_a_refusal_is_said_and_the_list_is_read_anew(desk_on):
    async with desk_on() as desk:
        tab = await front(desk)
        desk.demo.faults.append(Rule(Fault.REFUSE, path="cards", method="DELETE"))
        desk.select(tab, "Card 01")
        tab.take.click()
        await desk.answer("Take the card")
        said = await desk.answer("OK")
        assert said[0] == "The card was not taken"
        await desk.settled()
        assert desk.cells(tab, "Card 01")[1] == "Núria Casals Ferrer"
