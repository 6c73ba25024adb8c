"""Mending cells on the Check step, with a real window and real files, by keyboard alone."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

pytestmark = pytest.mark.anyio

UGLY = """Employee ID,Name,E-mail,Department,PIN
1,Ana Ruiz,ana at example.com,Sales,
2,Bo Lind,nobody,Sales,
3,Cy Moon,nobody,Sales,12
4,Di Park,nobody,Sales,
""" + "".join(f"{number},Ed Shaw {number},ed{number}@example.com,Sales,\n" for number in range(5, 15))


@pytest.fixture
def ugly(tmp_path):
    path = tmp_path / "ugly.csv"
    path.write_text(UGLY, encoding="utf-8")
    return path


@pytest.fixture
def to_check(ugly):
    async def walk(desk, path=ugly):
        await desk.read(path)
        await desk.go_on()
        await desk.go_on()
        assert desk.step == "check"
        return desk.page.check

    return walk


async def mended(desk):
    await desk.until(lambda: not desk.tasks.running("import-read"), 20)


def press(widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifiers)


def button(parent, text):
    return next(found for found in parent.findChildren(QPushButton) if found.text() == text)


async def test_a_cell_is_mended_with_the_keyboard_alone_and_undone_and_redone(opened, to_check):
    async with opened() as desk:
        check = await to_check(desk)
        assert desk.page.primary.text() == "Continue with 10 people"
        assert check.list.view.currentIndex().row() == 0
        check.list.view.setFocus()
        press(check.list.view, Qt.Key.Key_Return)
        assert check.mend.text.hasFocus()
        assert check.mend.text.text() == "ana at example.com"
        QTest.keyClicks(check.mend.text, "ana@example.com")
        press(check.mend.text, Qt.Key.Key_Return)
        assert check.list.view.hasFocus()
        await mended(desk)
        assert desk.page.primary.text() == "Continue with 11 people"
        assert "1 cell is mended here" in check._mended.text()
        for key, modifiers, fine in (
            (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, 10),
            (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, 11),
        ):
            press(check.list.view, key, modifiers)
            await mended(desk)
            assert desk.page.primary.text().startswith(f"Continue with {fine} ")


async def test_all_alike_are_mended_at_once_and_the_mended_people_go_on(opened, to_check):
    async with opened() as desk:
        check = await to_check(desk)
        check.list.view.selectRow(1)
        press(check.list.view, Qt.Key.Key_F2)
        assert check.mend.text.text() == "nobody"
        assert button(check, "Mend all 3 alike").isVisible()
        check.mend.text.clear()
        press(check.mend.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        await mended(desk)
        assert desk.page.primary.text() == "Continue with 12 people"
        check._everybody.click()
        states = {row[2]: row[1] for row in desk.rows(check.list)}
        assert states == {
            "Ana Ruiz": "Set aside", "Bo Lind": "Mended here", "Cy Moon": "Set aside", "Di Park": "Mended here",
            **{f"Ed Shaw {number}": "Fine" for number in range(5, 15)},
        }  # fmt: skip


async def test_the_row_after_the_mended_one_comes_to_hand_and_a_pin_is_not_shown(opened, to_check):
    async with opened() as desk:
        check = await to_check(desk)
        rows = desk.rows(check.list)
        place = next(i for i, row in enumerate(rows) if row[3] == "PIN")
        check.list.view.selectRow(place)
        assert check.mend.text.text() == "12"
        assert check.mend.text.echoMode() == QLineEdit.EchoMode.PasswordEchoOnEdit
        check.mend.text.setText("123456")
        check.mend.one.click()
        assert not check.mend.isEnabled()
        await mended(desk)
        assert check.mend.isEnabled()
        assert check.list.view.currentIndex().row() == min(place, len(rows) - 2)


async def test_a_row_can_be_mended_in_another_cell_than_the_proposed_one(opened, to_check, tmp_path):
    path = tmp_path / "nobody.csv"
    rows = ("Id,Name,E-mail,Team", "1,Ana Ruiz,ana@example.com,Lab", ",Bo Lind,,Lab", "3,Cy Moon,cy@example.com,Lab")
    path.write_text("\n".join(rows), encoding="utf-8")
    async with opened() as desk:
        check = await to_check(desk, path)
        box = check.mend._cell
        assert [box.itemText(i) for i in range(box.count())] == ["Id", "Name", "E-mail", "Team"]
        box.setCurrentIndex(2)
        box.activated.emit(2)
        check.mend.text.setText("bo@example.com")
        check.mend.one.click()
        await mended(desk)
        assert desk.page.primary.text() == "Continue with 3 people"


async def test_what_was_mended_is_let_go_and_said_when_the_file_changed(opened, to_check, ugly):
    async with opened() as desk:
        check = await to_check(desk)
        ugly.write_text(UGLY.replace("1,Ana", "99,Zoe Zahn,zoe,Sales,\n1,Ana"), encoding="utf-8")
        check.mend.text.setText("ana@example.com")
        check.mend.one.click()
        await mended(desk)
        assert "was changed meanwhile" in check.notice.text()
        assert desk.page.primary.text() == "Continue with 10 people"
        assert ["3", "Set aside", "Ana Ruiz", "E-mail"] in [row[:4] for row in desk.rows(check.list)]


async def test_another_file_has_nothing_to_undo(opened, to_check, sample):
    async with opened() as desk:
        check = await to_check(desk)
        check.mend.text.setText("ana@example.com")
        check.mend.one.click()
        await mended(desk)
        assert button(check, "Undo").isVisible()
        await to_check(desk, sample)
        assert not button(check, "Undo").isVisible()
        press(check.list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert not desk.tasks.running("import-read")


async def test_escape_leaves_the_field_and_changes_nothing(opened, to_check):
    async with opened() as desk:
        check = await to_check(desk)
        check.mend.begin()
        QTest.keyClicks(check.mend.text, "x")
        press(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert check.list.view.hasFocus()
        assert not desk.tasks.running("import-read")


async def saving(desk):
    await desk.until(lambda: desk.page.findChild(QFileDialog) is not None)
    return desk.page.findChild(QFileDialog)


async def test_the_file_comes_back_with_comments_and_the_original_is_untouched(opened, to_check, ugly, tmp_path):
    async with opened() as desk:
        check = await to_check(desk)
        check.file.click()
        dialog = await saving(desk)
        assert dialog.selectedFiles() == [str(tmp_path / "ugly with comments.xlsx")]
        dialog.accept()
        await desk.until(lambda: not desk.tasks.running("import-file-back"), 30)
        assert check.notice.text().startswith("ugly with comments.xlsx is saved")
    sheet = openpyxl.load_workbook(tmp_path / "ugly with comments.xlsx").active
    assert "not an e-mail address" in sheet["C2"].comment.text
    assert sheet["C6"].comment is None
    assert ugly.read_text(encoding="utf-8") == UGLY


async def test_the_file_of_hr_is_never_written_over_and_a_changed_one_is_said(opened, to_check, sample, tmp_path):
    path = tmp_path / "staff.xlsx"
    path.write_bytes(sample.read_bytes())
    async with opened() as desk:
        check = await to_check(desk, path)
        check.file.click()
        dialog = await saving(desk)
        dialog.findChild(QLineEdit, "fileNameEdit").setText("staff.xlsx")
        dialog.accept()
        await desk.until(lambda: any(b.text() == "Replace" for b in desk.page.findChildren(QPushButton)))
        button(desk.page, "Replace").click()
        await desk.until(lambda: not desk.tasks.running("import-file-back"), 30)
        assert "HR's own file" in check.notice.text()
        assert path.read_bytes() == sample.read_bytes()
        path.write_bytes(sample.read_bytes() + b" ")
        check.file.click()
        (await saving(desk)).accept()
        await desk.until(lambda: not desk.tasks.running("import-file-back"), 30)
        assert not (tmp_path / "staff with comments.xlsx").exists()
        assert "no copy was made" in check.notice.text()


async def test_a_file_without_a_problem_is_not_offered_back(opened, to_check, tmp_path):
    path = tmp_path / "fine.csv"
    path.write_text("Id,Name,E-mail\n1,Ana Ruiz,ana@example.com\n", encoding="utf-8")
    async with opened() as desk:
        check = await to_check(desk, path)
        assert not check.file.isVisible()
        assert not check.mend.isVisible()
