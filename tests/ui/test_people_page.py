"""The People page in a window over real HTTP: who is shown, and one person changed, added and deleted by hand."""

import contextlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton

from akiles_console.demo.faults import Fault, Rule
from akiles_console.session import Endpoints
from akiles_console.ui.organizations import Organizations

pytestmark = pytest.mark.anyio


class Desk:
    """The page, and what somebody does on it."""

    def __init__(self, window, demo, until):
        self.window, self.demo, self.until = window, demo, until
        self.page = window.workspace.page("people")
        self.side, self.editor = self.page.side, self.page.side.editor

    def names(self):
        return sorted(one.member.name for one in self.page.list.table.records())

    def stored(self, name):
        return next(one for one in self.demo.backend.members if one["name"].startswith(name))

    def writes(self):
        return [f"{method} {path}" for method, path in self.demo.requests if method != "GET"]

    def choose(self, name):
        self.page.list.choose(next(one.member.id for one in self.page.list.table.records()
                                   if one.member.name.startswith(name)))  # fmt: skip

    def press(self, text, within=None):
        buttons = (within or self.window).findChildren(QPushButton)
        next(b for b in buttons if b.text() == text and b.isVisible()).click()

    def said(self, within=None):
        return "\n".join(found.text() for found in (within or self.side).findChildren(QLabel) if found.isVisible())

    async def edit(self, name):
        self.choose(name)
        self.press("Edit")
        return self.editor.form

    async def save(self, text):
        self.press("Look at the changes")
        self.press(text)
        await self.until(lambda: self.side.currentWidget() is self.side.drawer and not self.editor.touched)

    async def dialog(self):
        await self.until(lambda: self.window.findChild(QDialog) is not None)
        return self.window.findChild(QDialog)


@pytest.fixture
def opened(window_on, qapp, demo, until):
    @contextlib.asynccontextmanager
    async def at_people():
        endpoints = Endpoints(demo.api_url, demo.auth_url, "demo")
        organizations = Organizations(endpoints, access_token=demo.access_token, server=demo)
        async with window_on(organizations) as window:
            window.workspace.go("people")
            desk = Desk(window, demo, until)
            await until(lambda: desk.page.list.table.total)
            yield desk

    return at_people


def pick(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


async def test_filters_add_up_with_the_search_and_are_taken_back(opened):
    async with opened() as desk:
        filters, shown = desk.page.filters, desk.page.list
        pick(filters.owner, "guesty")
        assert len(desk.names()) == 5
        pick(filters.credential, "pin")
        assert len(desk.names()) == 3
        shown.search.setText("moreau")
        assert desk.names() == ["Apartment 5 - Moreau"]
        shown.search.clear()
        pick(filters.standing, "no_group")
        assert desk.names() == []
        assert "chosen above" in desk.said(shown)
        filters.clear.click()
        assert len(desk.names()) == 25


async def test_people_are_found_by_address_and_employee_id(opened):
    async with opened() as desk:
        desk.page.list.search.setText("lucja.wisniewska@")
        assert desk.names() == ["Łucja Wiśniewska"]


async def test_a_name_and_an_address_are_changed_and_read_back(opened, qtbot):
    async with opened() as desk:
        form = await desk.edit("Henrik")
        form.name.setText("Henrik Holm")
        qtbot.keyClicks(form.credentials.field, "henrik.holm@example.com")
        qtbot.keyClick(form.credentials.field, Qt.Key.Key_Return)
        next(row for row in form.credentials._rows.values() if "henrik.s" in row.text.text()).button.click()
        desk.press("Look at the changes")
        review = desk.said(desk.editor)
        assert review.index("Taken away: henrik.s") < review.index("New: henrik.holm@example.com")
        assert desk.writes() == []
        desk.press("Save 3 changes")
        await desk.until(lambda: "Verified: Name" in desk.said())
        assert [write.split()[0] for write in desk.writes()] == ["POST", "PATCH", "DELETE"]
        assert desk.stored("Henrik Holm")["starts_at"] is None
        assert "Henrik Holm" in desk.names()


async def test_taking_the_last_group_is_said_in_red_and_asked_with_the_safe_answer(opened):
    async with opened() as desk:
        form = await desk.edit("Night cleaning")
        next(iter(form.places._rows.values())).removed.emit(next(iter(form.places._rows)))
        desk.press("Look at the changes")
        assert "Night cleaning team loses all access:" in desk.said(desk.editor)
        assert desk.editor.back.hasFocus()
        desk.press("Save 1 change")
        dialog = await desk.dialog()
        assert "will not get in anywhere any more" in desk.said(dialog)
        assert next(b for b in dialog.findChildren(QPushButton) if b.isDefault()).text() == "Cancel"
        desk.press("Cancel", dialog)
        await desk.until(lambda: not desk.window.tasks.running("person-edit"))
        assert desk.writes() == []
        desk.press("Save 1 change")
        desk.press("Take all access away", await desk.dialog())
        await desk.until(lambda: "Verified: Taken away" in desk.said())
        desk.press("Take it back")
        assert "New: group Everyone" in desk.said(desk.editor)
        desk.press("Save 1 change")
        await desk.until(lambda: "Verified: New: group Everyone" in desk.said())


async def test_a_change_by_somebody_else_is_shown_and_not_overwritten(opened, demo):
    async with opened() as desk:
        form = await desk.edit("Henrik")
        form.ends.tick.setChecked(True)
        demo.backend.tables["members"].by_id[desk.stored("Henrik")["id"]]["name"] = "Henrik Sorensen"
        desk.press("Look at the changes")
        desk.press("Save 1 change")
        await desk.until(lambda: "Somebody else has changed" in desk.said())
        assert "Henrik Sorensen instead of Henrik Sørensen" in desk.said()
        assert desk.writes() == []
        assert desk.editor.form.name.text() == "Henrik Sorensen" and desk.editor.form.ends.tick.isChecked()
        await desk.save("Save 1 change")
        assert desk.stored("Henrik Sorensen")["ends_at"]
        assert [write.split()[0] for write in desk.writes()] == ["PATCH"]


async def test_somebody_elses_member_says_whose_it_is(opened):
    async with opened() as desk:
        form = await desk.edit("Ingrid")
        assert "nexudus looks after Ingrid Håkansson and may put back" in desk.said(form)
        assert "sourceID = ne-" in desk.said(form)
        form.notes.key.setText("source")
        form.notes.value.setText("mine")
        form.notes.value.returnPressed.emit()
        assert form.wished().metadata == desk.stored("Ingrid")["metadata"]
        form.name.setText("Ingrid H")
        desk.press("Look at the changes")
        assert "nexudus looks after" in desk.said(desk.editor)


async def test_somebody_is_added_by_hand_with_groups_dates_and_every_credential(opened, qtbot):
    async with opened() as desk:
        desk.page.add.click()
        form, kinds = desk.editor.form, desk.editor.form.credentials
        form.name.setText("Maja Lund")
        form.places.choose(form.places._choice.itemData(0))
        next(iter(form.places._rows.values())).ends.tick.setChecked(True)
        free = list(desk.demo.backend.tables["cards"].by_id.values())[-1]
        for kind, text in (("email", "maja@example.com"), ("own_pin", "48291357"), ("random_pin", "5"),
                           ("magic_link", ""), ("card", free["uid"].lower())):  # fmt: skip
            kinds.kind.setCurrentIndex(kinds.kind.findData(kind))
            kinds.field.setText(text)
            kinds.add.click()
        await desk.until(lambda: form.wished().cards)
        assert "48291357" not in desk.said(desk.window)
        desk.press("Look at the changes")
        assert "48291357" not in desk.said(desk.window)
        desk.press("Add this person")
        await desk.until(lambda: "Verified: New: maja@example.com" in desk.said())
        stored = desk.stored("Maja")
        assert "source" not in stored["metadata"]
        assert sorted(pin["length"] for pin in stored["pins"]) == [5, 8]
        assert stored["group_associations"][0]["ends_at"]
        assert "Maja Lund" in desk.names() and kinds.digits == {}
        shown = [field.text() for field in desk.window.findChildren(QLineEdit)]
        assert not any("48291357" in text for text in shown)
        assert "48291357" not in QApplication.clipboard().text()


async def test_nothing_is_looked_at_while_a_card_is_still_looked_for(opened):
    async with opened() as desk:
        form = await desk.edit("Henrik")
        free = list(desk.demo.backend.tables["cards"].by_id.values())[-1]
        form.credentials.kind.setCurrentIndex(form.credentials.kind.findData("card"))
        form.credentials.field.setText(free["uid"])
        form.credentials.add.click()
        desk.press("Look at the changes")
        assert "still being looked for" in desk.editor.said.text()
        await desk.until(lambda: form.wished().cards)
        desk.press("Look at the changes")
        desk.press("Save 1 change")
        await desk.until(lambda: "Verified: New: Card" in desk.said())


async def test_what_cannot_be_used_is_said_before_anything_is_sent(opened):
    async with opened() as desk:
        form = await desk.edit("Henrik")
        kinds = form.credentials
        for kind, text, told in (
            ("own_pin", "12", "A PIN has 4 to 20 digits"), ("random_pin", "99", "A PIN has 4 to 20 digits"),
            ("card", "nothing", "Akiles knows no card nothing"),
        ):  # fmt: skip
            kinds.kind.setCurrentIndex(kinds.kind.findData(kind))
            kinds.field.setText(text)
            kinds.add.click()
            await desk.until(lambda told=told: told in desk.editor.said.text())
        held = next(one for one in desk.demo.backend.members if one["cards"])
        kinds.field.setText(held["cards"][0]["card_id"])
        kinds.add.click()
        await desk.until(lambda: f"belongs to {held['name']}" in desk.editor.said.text())
        form.name.setText(" ")
        desk.press("Look at the changes")
        assert "needs a name" in desk.editor.said.text()
        form.name.setText(form._shown)
        desk.press("Look at the changes")
        assert desk.editor.said.text() == "Nothing is changed yet."
        assert desk.writes() == []


async def test_a_refused_pin_leaves_what_was_done_and_says_the_rest(opened):
    async with opened() as desk:
        form = await desk.edit("Henrik")
        form.name.setText("Henrik Holm")
        form.credentials.kind.setCurrentIndex(form.credentials.kind.findData("random_pin"))
        form.credentials.add.click()
        desk.demo.faults.append(Rule(Fault.REFUSE, path="/pins", method="POST"))
        desk.press("Look at the changes")
        desk.press("Save 2 changes")
        await desk.until(lambda: "Not sent: New: PIN of 6 digits" in desk.said())
        assert "Not sent: Name" in desk.said() and desk.stored("Henrik")["name"] == "Henrik Sørensen"


async def test_deleting_names_what_is_lost_and_is_read_back(opened):
    async with opened() as desk:
        desk.choose("Henrik")
        desk.press("Delete…")
        dialog = await desk.dialog()
        assert "Henrik Sørensen loses all access:" in desk.said(dialog)
        assert "Engineering, Everyone" in desk.said(dialog)
        assert next(b for b in dialog.findChildren(QPushButton) if b.isDefault()).text() == "Cancel"
        desk.press("Delete", dialog)
        await desk.until(lambda: "Henrik Sørensen is deleted" in desk.said(desk.page.list))
        assert not any(one["name"].startswith("Henrik") for one in desk.demo.backend.members)
        assert len(desk.names()) == 24


async def test_what_is_typed_stays_when_another_row_is_clicked(opened):
    async with opened() as desk:
        form = await desk.edit("Henrik")
        form.name.setText("Henrik Holm")
        desk.choose("Chidi")
        assert desk.editor.isVisible() and desk.editor.form.name.text() == "Henrik Holm"
        desk.press("Cancel")
        assert "Chidi Okonkwo" in desk.said()
        desk.press("Edit")
        desk.choose("Henrik")
        assert desk.side.drawer.isVisible()


async def test_cards_and_last_events_are_read_of_whom_one_stays_with(opened):
    async with opened() as desk:
        desk.choose("Chidi")
        assert "Card" in desk.said()
        await desk.until(lambda: not desk.window.tasks.running("person"))
        assert "Card 0" in desk.said() and "Reading…" not in desk.said()
