"""The Import page from a file to a report, with real widgets, over real HTTP."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime

import msoffcrypto
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableView,
)  # fmt: skip

from akiles_console import paths
from akiles_console.demo.faults import Fault, Rule
from akiles_console.people import kept_mapping
from akiles_console.people import mapping as people_mapping
from akiles_console.people.mapping import Mapping
from akiles_console.sync.journal import Journal

pytestmark = pytest.mark.anyio

STAFF = """Employee ID,Name,E-mail,Department
1,Ana Ruiz,ana@example.com,Engineering
2,Bo Lind,bo@example.com,Sales
3,Cy Moon,cy@example.com,Cleaning
"""


@pytest.fixture
def staff(tmp_path):
    path = tmp_path / "staff.csv"
    path.write_text(STAFF, encoding="utf-8")
    return path


def runs(demo):
    with contextlib.closing(Journal(paths.organization(demo.backend.id), lambda: datetime.now(UTC))) as journal:
        return journal.runs()


def button(parent, text):
    return next(found for found in parent.findChildren(QPushButton) if found.text() == text)


def tick(parent, name):
    return next(found for found in parent.findChildren(QCheckBox) if found.accessibleName() == name)


async def test_the_sample_becomes_verified_people_and_twice_is_nothing_to_do(opened, demo, sample):
    async with opened() as desk:
        page = desk.page
        assert desk.step == "file"
        assert not page.primary.isEnabled()
        button(page.file, "Use the sample spreadsheet").click()
        await desk.go_on()
        assert desk.step == "columns"
        await desk.go_on()
        assert desk.step == "check"
        assert page.primary.text() == "Continue with 37 people"
        assert {row[1] for row in desk.rows(page.check.list)} == {"Set aside"}
        await desk.go_on()
        assert desk.step == "groups"
        await desk.go_on()
        assert desk.step == "preview"
        await desk.planned()
        gets = page.primary.text()
        assert gets.startswith("Give ") and gets.endswith(" people access")
        count = gets.split()[1]
        page.primary.click()
        await desk.finished()
        assert f"{count} people are verified" in page.apply.headline.text()
        assert {row[1] for row in desk.rows(page.apply.list)} == {"Verified"}
        assert any(f"of {count}" in text for text in desk.doing) and desk.doing[-1] == ""
        assert page.primary.text() == "Import another file"

        page.primary.click()
        assert desk.step == "file"
        written = len(demo.writes)
        await desk.to_preview(sample)
        assert page.primary.text() == "Nothing to do"
        assert not page.primary.isEnabled()
        assert len(demo.writes) == written


async def test_going_back_loses_nothing(opened, staff):
    async with opened() as desk:
        page = desk.page
        await desk.to_groups(staff)
        tick(page.groups.panel, "Everyone").click()
        chosen = desk.rows(page.groups.list)
        for step in ("check", "columns", "file"):
            page.back.click()
            assert desk.step == step
        for _step in range(3):
            await desk.go_on()
        await desk.until(lambda: not desk.tasks.running("import-groups"))
        assert desk.rows(page.groups.list) == chosen


async def test_the_choice_of_groups_is_kept_for_next_time(opened, demo, staff):
    async with opened() as desk:
        await desk.to_groups(staff)
        assert ["Engineering", "1", "Engineering (proposed)"] in desk.rows(desk.page.groups.list)
        assert ["Cleaning", "1", "opens nothing yet"] in desk.rows(desk.page.groups.list)
        desk.select(desk.page.groups.list, "Cleaning")
        tick(desk.page.groups.panel, "Everyone").click()
        await desk.go_on()
        await desk.until(lambda: not desk.tasks.running("import-keep"))
    kept = people_mapping.read(paths.organization(demo.backend.id) / "mapping.json")
    assert set(kept.as_dict()) == {"Engineering", "Sales", "Cleaning"}
    async with opened() as desk:
        await desk.to_groups(staff)
        assert sorted(desk.rows(desk.page.groups.list)) == [
            ["(no group)", "0", "nothing"], ["Cleaning", "1", "Everyone"], ["Engineering", "1", "Engineering"],
            ["Sales", "1", "Sales"],
        ]  # fmt: skip


async def test_a_kept_group_that_vanished_is_said_and_not_chosen(opened, demo, staff):
    people_mapping.write(
        paths.organization(demo.backend.id) / "mapping.json", Mapping.of({"Sales": ["mg_gone", "Everyone"]})
    )
    async with opened() as desk:
        await desk.to_groups(staff)
        assert "no longer exist" in desk.page.groups.notice.text()
        assert ["Sales", "1", "Everyone"] in desk.rows(desk.page.groups.list)


async def test_the_choice_is_given_to_the_organization_once_the_plan_was_run(
    opened, demo, staff, own_folder, monkeypatch
):
    async with opened() as desk:
        await desk.to_preview(staff)
        await desk.until(lambda: not desk.tasks.running("import-keep"))
        assert demo.writes == []
        desk.page.primary.click()
        await desk.finished()
        given = [path for method, path in demo.writes if method == "PATCH" and path.startswith("/member_groups/")]
        assert len(given) == 2  # Engineering and Sales
    monkeypatch.setenv("AKILES_CONSOLE_HOME", str(own_folder.parent / "colleague"))
    async with opened() as desk:
        await desk.to_groups(staff)
        rows = desk.rows(desk.page.groups.list)
        assert ["Engineering", "1", "Engineering"] in rows and ["Sales", "1", "Sales"] in rows
        kept, _problem = kept_mapping.load(paths.organization(demo.backend.id))
        assert kept_mapping.unmapped(kept) == (("Cleaning", 1),)


async def test_a_damaged_mapping_is_said_and_the_import_goes_on(opened, demo, staff):
    (paths.organization(demo.backend.id) / "mapping.json").write_text("{")
    async with opened() as desk:
        await desk.to_groups(staff)
        assert desk.page.groups.notice.text()
        assert desk.page.primary.isEnabled()


async def test_a_double_click_runs_once(opened, demo, staff):
    async with opened() as desk:
        await desk.to_preview(staff)
        desk.page.primary.click()
        desk.page.primary.click()
        await desk.finished()
        desk.page.runner.run()
        assert len(runs(demo)) == 1


async def test_closing_in_the_middle_of_an_apply_leaves_it_in_the_journal(opened, demo, sample):
    async with opened() as desk:
        await desk.to_preview(sample)
        demo.faults.append(Rule(Fault.DELAY, method="POST", count=100, skip=8, seconds=0.5))
        desk.page.primary.click()
        await desk.until(lambda: any("Giving access" in text for text in desk.doing))
        await desk.page.aclose()
        (run,) = runs(demo)
        assert run.state == "interrupted"
        assert not desk.page.runner.running


async def test_cancel_leaves_the_rest_as_it_is_and_what_is_left_can_be_previewed(opened, demo, sample):
    async with opened() as desk:
        page = desk.page
        await desk.to_preview(sample)
        total = int(page.primary.text().split()[1])
        demo.faults.append(Rule(Fault.DELAY, method="POST", count=100, skip=8, seconds=0.1))
        page.primary.click()
        await desk.until(lambda: any("Giving access" in text for text in desk.doing))
        button(page.apply, "Cancel the rest").click()
        demo.faults.clear()
        await desk.finished()
        assert page.apply.headline.text().startswith("Cancelled")
        assert runs(demo)[0].state == "interrupted"
        states = [row[1] for row in desk.rows(page.apply.list)]
        assert "Not begun" in states
        button(page.apply, "Preview what is left").click()
        await desk.planned()
        assert desk.step == "preview"
        page.primary.click()
        await desk.finished()
        assert page.apply.headline.text().startswith("Done")
        mine = [m for m in demo.backend.members if m["metadata"].get("source") == "akiles-console"]
        assert len(mine) == total


async def test_a_server_that_is_away_is_said_at_each_step_and_retry_helps(opened, demo, staff):
    async with opened() as desk:
        page = desk.page
        demo.faults.append(Rule(Fault.UNAVAILABLE, method="GET", count=10_000))
        await desk.to_groups(staff)
        again = button(page.groups, "Retry")
        assert again.isVisible()
        assert not page.primary.isEnabled()
        assert desk.troubles[-1] is not None
        demo.faults.clear()
        again.click()
        await desk.until(page.primary.isEnabled)
        assert desk.troubles[-1] is None

        demo.faults.append(Rule(Fault.UNAVAILABLE, method="GET", count=10_000))
        page.primary.click()
        again = button(page.preview, "Retry")
        await desk.until(again.isVisible, 20)
        assert not page.primary.isEnabled()
        demo.faults.clear()
        again.click()
        await desk.planned()

        demo.faults.append(Rule(Fault.UNAVAILABLE, method="GET", count=10_000))
        page.primary.click()
        await desk.finished()
        assert demo.writes == []
        assert desk.troubles[-1] is not None
        demo.faults.clear()
        button(page.apply, "Preview what is left").click()
        await desk.planned()
        page.primary.click()
        await desk.finished()
        assert page.apply.headline.text().startswith("Done")


async def test_a_plan_that_moved_is_shown_as_it_is_now(opened, demo, staff):
    async with opened() as desk:
        page = desk.page
        await desk.to_preview(staff)
        group = next(g for g in demo.backend.tables["member_groups"].by_id.values() if g["name"] == "Sales")
        group["name"] = "Sales and more"
        page.primary.click()
        await desk.until(lambda: page.preview.notice.text())
        await desk.planned()
        assert desk.step == "preview"
        assert demo.writes == []
        page.primary.click()
        await desk.finished()
        assert page.apply.headline.text().startswith("Done")


async def test_losses_come_first_and_need_the_number(opened, demo, staff, tmp_path):
    async with opened() as desk:
        page = desk.page
        await desk.to_preview(staff)
        page.primary.click()
        await desk.finished()
        only = tmp_path / "only.csv"
        only.write_text("\n".join(STAFF.splitlines()[:2]), encoding="utf-8")
        await desk.to_preview(only)
        assert page.primary.text() == "Nothing to do"
        written = len(demo.writes)
        page.preview.settings.full.click()
        assert not page.primary.isEnabled()
        await desk.planned()
        assert "1 person loses all access: Bo Lind." in page.preview.danger.text()
        assert desk.rows(page.preview.list)[0][:2] == ["Bo Lind", "Loses access"]
        page.primary.click()
        dialog = await asked(desk)
        action = next(b for b in dialog.findChildren(QPushButton) if b.text() == "End access for 1 person")
        assert not action.isEnabled()
        dialog.reject()
        await desk.until(lambda: not desk.tasks.running("import-run"))
        assert desk.step == "preview"
        assert len(demo.writes) == written
        page.primary.click()
        dialog = await asked(desk)
        dialog.findChild(QLineEdit).setText("1")
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "End access for 1 person").click()
        await desk.finished()
        assert page.apply.headline.text() == "Done: 1 person is verified."


async def asked(desk):
    await desk.until(lambda: any(found.isVisible() for found in desk.page.findChildren(QDialog)))
    return next(found for found in desk.page.findChildren(QDialog) if found.isVisible())


async def test_without_a_way_to_open_doors_nothing_is_planned(opened, staff):
    async with opened() as desk:
        page = desk.page
        await desk.to_preview(staff)
        tick(page.preview.settings, "E-mail and the Akiles app").click()
        await desk.until(lambda: "at least one" in page.preview.headline.text())
        assert not page.primary.isEnabled()
        tick(page.preview.settings, "PIN").click()
        await desk.planned()
        assert "Gets a random PIN of 6 digits" in desk.rows(page.preview.list)[0][2]


async def test_a_question_of_the_file_holds_up_the_columns_step_until_it_is_answered(opened, tmp_path):
    path = tmp_path / "dates.csv"
    path.write_text("Id,Name,Email,Start date\n1,Ana Ruiz,ana@example.com,03/04/2026\n", encoding="utf-8")
    async with opened() as desk:
        await desk.read(path)
        await desk.go_on()
        assert desk.step == "columns"
        assert not desk.page.primary.isEnabled()
        answers = {found.text(): found for found in desk.page.columns.findChildren(QRadioButton)}
        assert set(answers) == {"The day comes first: 31/01/2026", "The month comes first: 01/31/2026"}
        answers["The day comes first: 31/01/2026"].click()
        await desk.until(desk.page.primary.isEnabled, 20)
        again = {found.text(): found for found in desk.page.columns.findChildren(QRadioButton)}
        assert again["The day comes first: 31/01/2026"].isChecked()


async def test_another_column_can_be_chosen_for_a_field(opened, tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("Id,Name,Email,Department,Team\n1,Ana Ruiz,ana@example.com,Sales,Lab\n", encoding="utf-8")
    async with opened() as desk:
        await desk.read(path)
        await desk.go_on()
        box = next(
            found for found in desk.page.columns.findChildren(QComboBox)
            if found.accessibleName() == "Column for Group or department"
        )  # fmt: skip
        box.setCurrentIndex(box.findText("Team"))
        box.activated.emit(box.currentIndex())
        await desk.until(lambda: not desk.tasks.running("import-read"), 20)
        for _step in range(2):
            await desk.go_on()
        await desk.until(desk.page.primary.isEnabled)
        assert desk.rows(desk.page.groups.list)[0][0] == "Lab"


async def test_a_password_is_asked_for_in_place(opened, sample, tmp_path):
    path = tmp_path / "locked.xlsx"
    with sample.open("rb") as plain, path.open("wb") as locked:
        msoffcrypto.OfficeFile(plain).encrypt("open sesame", locked)
    async with opened() as desk:
        page = desk.page
        await desk.read(path)
        field = next(f for f in page.file.findChildren(QLineEdit) if f.accessibleName() == "Password of the file")
        assert field.isVisible()
        for tried, opens in (("wrong", False), ("open sesame", True)):
            field.setText(tried)
            button(page.file, "Open").click()
            await desk.until(lambda: not desk.tasks.running("import-read"), 20)
            assert page.primary.isEnabled() is opens
            assert field.text() == ""


async def test_a_file_that_is_no_spreadsheet_is_said_with_what_to_do(opened, tmp_path):
    path = tmp_path / "photo.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    async with opened() as desk:
        await desk.read(path)
        said = " ".join(found.text() for found in desk.page.file.findChildren(QLabel) if found.isVisible())
        assert "photo.xlsx" in said
        assert button(desk.page.file, "Retry").isVisible()
        assert not desk.page.primary.isEnabled()


async def test_a_file_dropped_anywhere_on_the_page_is_read(opened, staff):
    async with opened() as desk:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(staff))])
        event = QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        desk.page.dropEvent(event)
        await desk.until(desk.page.primary.isEnabled, 20)
        assert event.isAccepted()


async def test_everything_that_can_be_used_has_a_name_and_every_text_is_plain(opened, staff):
    async with opened() as desk:
        await desk.to_preview(staff)
        kinds = (QAbstractButton, QCheckBox, QComboBox, QSpinBox, QLineEdit, QTableView)
        inner = {"qt_spinbox_lineedit", "qt_toolbutton_clearbutton"}
        for found in desk.page.findChildren(kinds[0]) + [w for kind in kinds[1:] for w in desk.page.findChildren(kind)]:
            part = found.objectName().startswith("qt_") or type(found.parent()).__name__ in ("_View", "QLineEdit")
            assert part or found.accessibleName(), (type(found), found.objectName(), inner)
        for shown in desk.page.findChildren(QLabel):
            assert shown.textFormat() == Qt.TextFormat.PlainText, shown.text()


async def test_the_sheet_preview_follows_another_header_row(opened, tmp_path):
    path = tmp_path / "title.csv"
    path.write_text("Id,Name,Email\n1,Ana Ruiz,ana@example.com\n2,Bo Lind,bo@example.com\n", encoding="utf-8")
    async with opened() as desk:
        await desk.read(path)
        header = next(f for f in desk.page.file.findChildren(QSpinBox) if f.accessibleName() == "Header row")
        assert header.value() == 1
        header.setValue(2)
        await asyncio.sleep(0)
        await desk.until(lambda: not desk.tasks.running("import-read"), 20)
        assert header.value() == 2
