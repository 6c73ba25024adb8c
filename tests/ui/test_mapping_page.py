"""The Mapping page on the practice organization: what it shows, what it keeps, and what a colleague then sees."""

from __future__ import annotations

import contextlib

import msgspec
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from akiles_console import paths
from akiles_console.clock import Clock
from akiles_console.demo.faults import Fault, Rule
from akiles_console.people import kept_mapping, mapping
from akiles_console.people.kept_mapping import LastFile
from akiles_console.people.mapping import Mapping
from akiles_console.session import Endpoints, Session
from akiles_console.ui.pages.mapping.page import MappingPage
from akiles_console.ui.tasks import Tasks

pytestmark = pytest.mark.anyio

PEOPLE = ((("Sales",), 14), (("Reception",), 3), (("Operation",), 2), ((), 1))
FILE = LastFile(name="march.xlsx", at="2026-03-12T08:00:00Z", people=PEOPLE)


async def _no_pause(_seconds):
    """Nobody waits."""


class Desk:
    """The page and what a person does with it."""

    def __init__(self, page, tasks, until):
        self.page, self.tasks, self.until = page, tasks, until

    def rows(self):
        table = self.page.list.table
        return {table.record(r).hr_group: table.index(r, 2).data() for r in range(table.rowCount())}

    def select(self, hr_group):
        self.page.list.view.selectRow(self.page.list.table.row_of(mapping.same_group(hr_group)))

    def tick(self, name):
        next(box for box in self.page.panel.findChildren(QCheckBox) if box.accessibleName() == name).click()

    async def settled(self):
        names = ("mapping", "mapping-keep", "mapping-give", "mapping-reread")
        await self.until(lambda: not any(self.tasks.running(name) for name in names))

    async def dialog(self):
        await self.until(lambda: self.page.findChild(QDialog))
        return self.page.findChild(QDialog)


def press(parent, text):
    next(one for one in parent.findChildren(QPushButton) if one.text() == text).click()


@pytest.fixture
def opened(qtbot, demo, until):
    @contextlib.asynccontextmanager
    async def open_desk(*, load=True):
        session = Session(Endpoints(demo.api_url, demo.auth_url, "demo"), access_token=demo.access_token)
        await session.restore()
        window, failed = QWidget(), []
        tasks = Tasks(window)
        tasks.failed.connect(lambda name, error: failed.append((name, error)))
        page = MappingPage(session, tasks, Clock(sleep=_no_pause), window)
        window.resize(1000, 640)
        page.resize(1000, 640)
        window.show()
        desk = Desk(page, tasks, until)
        try:
            if load:
                page.reload()
                await desk.settled()
            yield desk
        finally:
            await page.aclose()
            await tasks.aclose()
            await session.aclose()
            shiboken6.delete(window)  # now and in this thread, not whenever and wherever Python collects it
        assert not failed

    return open_desk


@pytest.fixture
def colleague(own_folder, monkeypatch):
    """From here on another computer."""
    return lambda: monkeypatch.setenv("AKILES_CONSOLE_HOME", str(own_folder.parent / "colleague"))


def looked_at(demo, groups=None, file=FILE):
    """A file was looked at on this computer, and perhaps mapped."""
    ids = {group["name"]: group["id"] for group in stored(demo)}
    wanted = Mapping.of({name: [ids.get(one, one) for one in to] for name, to in (groups or {}).items()})

    def change(kept):
        made = kept_mapping.revise(kept, wanted, Clock().now(), "office")
        return msgspec.structs.replace(made, last_file=file, names={**kept.names, "mg_gone": "Floor 9"})

    kept_mapping.update(folder(demo), change)


def folder(demo):
    return paths.organization(demo.backend.id)


def stored(demo):
    return [one for one in demo.backend.tables["member_groups"].by_id.values() if not one["is_deleted"]]


def kept_names(demo):
    names = {group["id"]: group["name"] for group in stored(demo)}
    found = kept_mapping.load(folder(demo))[0].mapping
    return {hr: sorted(names.get(one, one) for one in to) for hr, to in found.groups}


async def test_groups_of_the_last_file_come_with_people_doors_and_proposals(opened, demo):
    looked_at(demo, {"Reception": ["Sales", "mg_gone"], "Temps": ["Labor"]})
    async with opened() as desk:
        page = desk.page
        assert desk.rows() == {
            "Sales": "proposed: Sales", "Reception": "gone: Floor 9, Sales", "Operation": "proposed: Operations",
            "Temps": "gone: Labor", "": "opens nothing yet",
        }  # fmt: skip
        assert "17 people of the last file get in nowhere yet (march.xlsx" in page.sentence.text()
        assert "apart from what is gone" in page.notice.text()
        desk.select("Reception")
        assert "3 people of the last file get in here with the next import: Meeting room" in page.panel.meaning.text()
        assert "no longer at Akiles" in page.panel.meaning.text()
        assert page.primary.text() == "Accept 2 proposals"
        assert demo.writes == [("PATCH", f"/member_groups/{group_id(demo, 'Sales')}")]


def group_id(demo, name):
    return next(group["id"] for group in stored(demo) if group["name"] == name)


async def test_all_sure_proposals_are_taken_with_one_click_and_undone_with_one(opened, demo):
    looked_at(demo)
    async with opened() as desk:
        desk.page.primary.click()
        await desk.settled()
        assert kept_names(demo) == {"Sales": ["Sales"], "Operation": ["Operations"]}
        assert not desk.page.primary.isVisible()
        assert len(demo.writes) == 2
        desk.page.undo.click()
        await desk.settled()
        assert kept_names(demo) == {}
        desk.page.redo.click()
        await desk.settled()
        assert desk.rows()["Sales"] == "Sales"
        assert not desk.page.redo.isEnabled()


async def test_one_proposal_is_accepted_and_several_groups_are_ticked(opened, demo):
    looked_at(demo)
    async with opened() as desk:
        desk.select("Operation")
        desk.page.panel.accept.click()
        await desk.settled()
        desk.tick("Everyone")
        await desk.settled()
        assert desk.rows()["Operation"] == "Everyone, Operations"
        assert kept_names(demo) == {"Operation": ["Everyone", "Operations"]}
        assert "Lift" in desk.page.panel.meaning.text()


async def test_ticks_faster_than_the_disk_all_count(opened, demo):
    looked_at(demo)
    async with opened() as desk:
        desk.select("Reception")
        for name in ("Everyone", "Sales", "Finance", "Sales", "Everyone"):
            desk.tick(name)
        await desk.settled()
        assert kept_names(demo) == {"Reception": ["Finance"]}
        assert desk.rows()["Reception"] == "Finance"
        assert [path for _method, path in demo.writes] == [f"/member_groups/{group_id(demo, 'Finance')}"]
        for _ in range(5):
            desk.page.undo.click()
        await desk.settled()
        assert kept_names(demo) == {}


async def test_members_of_ours_are_counted_in_each_group(opened, demo):
    member = next(one for one in demo.backend.members if one["group_associations"])  # a copy
    demo.backend.tables["members"].by_id[member["id"]]["metadata"] = {"source": "akiles-console", "sourceID": "7"}
    async with opened() as desk:
        await desk.until(lambda: desk.page.keeper.ours)
        texts = [one.text() for one in desk.page.panel.findChildren(QLabel)]
        assert sum("1 person of yours is in it" in text for text in texts) == len(desk.page.keeper.ours)


async def test_a_colleague_sees_it_and_what_both_add_stays(opened, demo, colleague):
    async with opened() as mine:
        looked_at(demo)
        mine.page.keeper.reread()
        await mine.settled()
        mine.page.primary.click()
        await mine.settled()
        colleague()
        async with opened() as theirs:
            assert theirs.rows() == {"Sales": "Sales", "Operation": "Operations", "": "nothing"}
            theirs.select("Sales")
            theirs.tick("Everyone")
            await theirs.settled()
    async with opened() as mine:
        assert mine.rows()["Sales"] == "Everyone, Sales"


async def test_what_vanished_is_taken_out_with_a_button_and_nothing_else(opened, demo):
    looked_at(demo, {"Reception": ["Sales", "mg_gone"]})
    async with opened() as desk:
        desk.select("Reception")
        assert desk.page.panel.clear.isVisible()
        desk.page.panel.clear.click()
        await desk.settled()
        assert kept_names(demo) == {"Reception": ["Sales"]}
        assert not desk.page.panel.clear.isVisible()


async def test_a_name_that_two_groups_have_is_said_and_not_guessed(opened, demo):
    next(group for group in stored(demo) if group["name"] == "Finance")["name"] = "sales"
    looked_at(demo)
    mapping.write(folder(demo) / "mapping.json", Mapping.of({"Reception": ["Sales"]}))
    async with opened() as desk:
        assert desk.rows()["Reception"] == "not unique: Sales"
        assert desk.rows()["Sales"] == "opens nothing yet"
        desk.select("Reception")
        assert "several groups" in desk.page.panel.meaning.text()
        assert demo.writes == []


async def test_a_group_is_added_by_hand_mapped_and_removed(opened, demo):
    async with opened() as desk:
        assert "Import" in desk.page.sentence.text()
        desk.page.add.click()
        dialog = await desk.dialog()
        dialog.findChild(QLineEdit).setText("  Night  shift ")
        press(dialog, "Add")
        await desk.until(lambda: "Night shift" in desk.rows())
        assert desk.page.list.selection()[0].hr_group == "Night shift"
        desk.tick("Everyone")
        await desk.settled()
        assert kept_names(demo) == {"Night shift": ["Everyone"]}
        desk.page.remove.click()
        await desk.settled()
        assert desk.rows() == {"": "nothing"}
        assert kept_names(demo) == {}


async def test_people_without_a_group_get_the_default(opened, demo):
    looked_at(demo)
    async with opened() as desk:
        desk.select("")
        desk.tick("Everyone")
        await desk.settled()
        assert kept_mapping.load(folder(demo))[0].mapping.default == (group_id(demo, "Everyone"),)


async def test_an_earlier_state_comes_back_from_the_history(opened, demo):
    looked_at(demo, {"Sales": ["Sales"]})
    looked_at(demo, {"Sales": ["Everyone"]})
    async with opened() as desk:
        desk.page.history.click()
        dialog = await desk.dialog()
        table = dialog.list.table
        assert table.index(0, 2).data() == "Sales opens Everyone; Sales no longer opens Sales"
        assert table.index(0, 1).data() == "office"
        assert not dialog.restore.isEnabled()
        dialog.list.view.selectRow(1)
        dialog.restore.click()
        await desk.until(lambda: desk.rows().get("Sales") == "Sales")
        await desk.settled()
        assert kept_names(demo) == {"Sales": ["Sales"]}


async def test_a_mapping_goes_out_to_a_file_and_in_from_one(opened, demo, tmp_path, monkeypatch):
    looked_at(demo, {"Sales": ["Sales"], "Temps": ["Everyone"]})
    target = tmp_path / "mapping-out.json"

    async def there(*_args):
        return target

    monkeypatch.setattr("akiles_console.ui.dialogs.choose_save", there)
    monkeypatch.setattr("akiles_console.ui.dialogs.choose_file", there)
    async with opened() as desk:
        desk.page.export.click()
        await desk.until(lambda: "is saved" in desk.page.notice.text())
        assert mapping.read(target) == kept_mapping.load(folder(demo))[0].mapping
        mapping.write(target, Mapping.of({"Sales": ["Everyone", "Nowhere"], "Lab": ["Engineering"]}))
        desk.page.bring.click()
        await desk.until(lambda: "3 added, 1 taken out" in desk.page.notice.text())
        await desk.settled()
        assert desk.rows()["Sales"] == "gone: Nowhere, Everyone"
        assert (desk.rows()["Lab"], desk.rows()["Temps"]) == ("Engineering", "Everyone")
        target.write_text("[]")
        desk.page.bring.click()
        await desk.until(lambda: "cannot be read" in desk.page.notice.text())


async def test_offline_the_copy_here_is_shown_and_can_be_changed(opened, demo):
    looked_at(demo)
    async with opened():
        pass
    demo.faults.append(Rule(Fault.REFUSE, "/member_groups", count=1000))
    async with opened() as desk:
        assert "as this computer knows it" in desk.page.notice.text()
        desk.select("Reception")
        desk.tick("Everyone")
        await desk.settled()
        assert "kept on this computer" in desk.page.notice.text()
    assert kept_names(demo) == {"Reception": ["Everyone"]}
    demo.faults.clear()
    async with opened():
        assert len(demo.writes) == 1


async def test_the_first_time_offline_is_an_error_with_retry(opened, demo):
    demo.faults.append(Rule(Fault.REFUSE, "/member_groups", count=1))
    async with opened() as desk:
        retry = next(one for one in desk.page.list.findChildren(QPushButton) if one.text() == "Retry")
        assert retry.isVisible()
        retry.click()
        await desk.settled()
        assert desk.rows() == {"": "nothing"}


async def test_an_unchanged_mapping_is_only_read(opened, demo):
    looked_at(demo, {"Sales": ["Sales"]})
    async with opened() as desk:
        assert len(demo.writes) == 1
        demo.requests.clear()
        desk.page.reload()
        await desk.settled()
        assert [path for _method, path in demo.requests].count("/member_groups") == 1
        assert len(demo.writes) == 0
        assert "a colleague's console shows the same" in desk.page.notice.text()


async def test_everything_has_a_name_and_the_keyboard_reaches_it(opened, demo, qtbot):
    looked_at(demo)
    async with opened() as desk:
        page = desk.page
        assert all(one.accessibleName() for one in page.findChildren(QPushButton))
        page.list.view.setFocus()
        desk.select("Reception")
        qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
        assert isinstance(page.window().focusWidget(), QCheckBox)
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Space)
        await desk.settled()
        assert desk.rows()["Reception"] == "Engineering"
        page.list.view.setFocus()
        qtbot.keyClick(page.list.view, Qt.Key.Key_Delete)
        await desk.settled()
        assert desk.rows()["Reception"] == "opens nothing yet"
