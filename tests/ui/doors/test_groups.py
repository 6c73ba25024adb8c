"""Groups in the window: rules by form, the effect on people before anything is sent, and a second administrator."""

import pytest
from PySide6.QtCore import Qt

from akiles_console.demo.faults import Fault, Rule

pytestmark = pytest.mark.anyio


async def group(desk, name):
    found = [one async for one in desk.client.member_groups.list() if one.name == name]
    return found[0]


def choose(combo, text):
    combo.setCurrentIndex(next(n for n in range(combo.count()) if combo.itemText(n).startswith(text)))
    combo.activated.emit(combo.currentIndex())


async def edit(desk, name):
    desk.select(desk.page.groups, name)
    desk.page.groups.edit.click()
    return desk.page.groups.editor


async def test_a_group_says_its_rules_and_is_not_saved_while_nothing_differs(desk_on):
    async with desk_on() as desk:
        editor = await edit(desk, "Sales")
        assert editor.isVisible() and editor.list.count() == 2
        assert not editor.saver.isEnabled()
        editor.name.setText("  ")
        assert not editor.saver.isEnabled()
        editor.cancel.click()
        assert desk.page.groups.list.isVisible()
        assert desk.writes() == []


async def test_a_change_says_who_loses_first_and_is_sent_only_after_the_number(desk_on):
    async with desk_on() as desk:
        editor = await edit(desk, "Everyone")
        editor.remove.click()
        editor.saver.click()
        dialog = await desk.dialog()
        said = desk.said(dialog)
        assert "lose something" in said[1] and "Street door" in said[2]
        assert not dialog.does.isEnabled()
        assert desk.writes() == []
        await desk.answer("Save: ")
        await desk.settled()
        assert len((await group(desk, "Everyone")).permissions) == 1
        await desk.until(desk.page.groups.list.isVisible)
        assert "Street door" not in desk.cells(desk.page.groups, "Everyone")[1]


async def test_the_form_builds_a_rule_and_nobody_loses_by_it(desk_on):
    async with desk_on() as desk:
        editor = await edit(desk, "Sales")
        editor.add.click()
        choose(editor.form.where, "Garage gate")
        choose(editor.form.action, "Open")
        choose(editor.form.when, "Cleaning")
        editor.form.methods["pin"].click()
        editor.form.nearby.click()
        assert editor.form.sentence.text() == "Garage gate: only Open, Cleaning, not by PIN, only nearby"
        editor.saver.click()
        said = await desk.answer("Save the change")
        assert any("gain something" in text for text in said) and not any("lose" in text for text in said)
        await desk.settled()
        rule = (await group(desk, "Sales")).permissions[-1]
        assert (rule.action_id, rule.presence, rule.access_methods["pin"]) == ("open", "gps", False)


async def test_the_last_way_to_open_cannot_be_taken_away(desk_on):
    async with desk_on() as desk:
        editor = await edit(desk, "Sales")
        for tick in list(editor.form.methods.values())[:-1]:
            tick.click()
        assert not editor.form.methods["card"].isEnabled()
        assert not editor.form.nearby.isEnabled()


async def test_a_second_administrator_is_noticed_and_shown(desk_on):
    async with desk_on() as desk:
        sales = await group(desk, "Sales")
        editor = await edit(desk, "Sales")
        editor.name.setText("Sales team")
        await desk.client.member_groups.edit(sales.id, permissions=sales.permissions[:1])
        before = len(desk.writes())
        editor.saver.click()
        await desk.settled()
        assert any("Somebody else has changed this" in text for text in desk.said(editor))
        assert any("Taken out: Meeting room" in text for text in desk.said(editor))
        assert len(desk.writes()) == before
        desk.press(editor, "Keep mine")
        editor.saver.click()
        said = await desk.answer("Save the change")
        assert any("Meeting room" in text for text in said)
        await desk.settled()
        assert len((await group(desk, "Sales team")).permissions) == 2


async def test_theirs_can_be_taken(desk_on):
    async with desk_on() as desk:
        sales = await group(desk, "Sales")
        editor = await edit(desk, "Sales")
        editor.name.setText("Mine")
        await desk.client.member_groups.edit(sales.id, name="Theirs")
        editor.saver.click()
        await desk.settled()
        desk.press(editor, "Take theirs")
        assert editor.name.text() == "Theirs" and not editor.saver.isEnabled()


async def test_a_change_between_the_question_and_the_answer_is_noticed_too(desk_on):
    async with desk_on() as desk:
        sales = await group(desk, "Sales")
        editor = await edit(desk, "Sales")
        editor.name.setText("Mine")
        editor.saver.click()
        await desk.dialog()
        await desk.client.member_groups.edit(sales.id, name="Theirs")
        await desk.answer("Save the change")
        await desk.settled()
        assert (await desk.client.member_groups.get(sales.id)).name == "Theirs"
        assert any("is called “Theirs”" in text for text in desk.said(editor))


async def test_a_refusal_stays_in_the_editor_with_what_was_done(desk_on):
    async with desk_on() as desk:
        editor = await edit(desk, "Sales")
        editor.name.setText("Sellers")
        desk.demo.faults.append(Rule(Fault.REFUSE, path="member_groups", method="PATCH"))
        editor.saver.click()
        await desk.answer("Save the change")
        await desk.settled()
        assert any("This is not possible here" in text for text in desk.said(editor))
        assert editor.isVisible() and editor.name.text() == "Sellers" and editor.saver.isEnabled()


async def test_a_group_is_made(desk_on):
    async with desk_on() as desk:
        desk.page.groups.new.click()
        editor = desk.page.groups.editor
        editor.name.setText("Night shift")
        editor.add.click()
        editor.saver.click()
        await desk.answer("Make the group")
        await desk.settled()
        await desk.until(lambda: desk.page.groups.chosen)
        assert desk.page.groups.contents.building.groups[desk.page.groups.chosen].name == "Night shift"


async def test_deleting_a_group_says_who_is_in_it_and_the_safe_button_is_the_default(desk_on, qtbot):
    async with desk_on() as desk:
        desk.select(desk.page.groups, "Everyone")
        desk.page.groups.delete.click()
        dialog = await desk.dialog()
        assert any("people are in it" in text for text in desk.said(dialog))
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        await desk.settled()
        assert desk.writes() == []
        desk.page.groups.delete.click()
        await desk.answer("Delete the group")
        await desk.settled()
        assert "Everyone" not in [row.cells[0] for row in desk.page.groups.list.table.records()]


async def test_what_another_group_opens_by_now_counts_for_who_loses(desk_on):
    async with desk_on() as desk:
        everyone, sales = await group(desk, "Everyone"), await group(desk, "Sales")
        editor = await edit(desk, "Sales")
        editor.remove.click()
        await desk.client.member_groups.edit(everyone.id, permissions=(*everyone.permissions, *sales.permissions))
        editor.saver.click()
        said = await desk.answer("Save the change")
        assert "Nobody gains or loses a door by this." in said
        await desk.settled()
        assert len((await group(desk, "Sales")).permissions) == 1
