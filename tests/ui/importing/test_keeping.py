"""What is mended stays with its file, over sessions too; what the reader does wrong leaves the window alive."""

from __future__ import annotations

import sys

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton

from akiles_console import paths
from akiles_console.people.spreadsheet import reader
from akiles_console.ui.pages.importing import source

pytestmark = pytest.mark.anyio

HEADER = "Employee ID,Name,E-mail,PIN\n"
FAULTY = "1,Ana Ruiz,ana at x,\n2,Bo Lind,bo at x,\n3,Cy Moon,cy@example.com,12\n4,Di Ray,di@example.com,8472\n"
MARCH = HEADER + FAULTY + "".join(f"{n},Ed Shaw {n},ed{n}@example.com,\n" for n in range(5, 12))


@pytest.fixture
def march(tmp_path):
    path = tmp_path / "march.csv"
    path.write_text(MARCH, encoding="utf-8")
    return path


@pytest.fixture
def april(tmp_path):
    path = tmp_path / "april.csv"
    path.write_text(MARCH.replace("2,Bo Lind,bo at x", "2,Bo Lind,bo@example.com"), encoding="utf-8")
    return path


def button(parent, text):
    return next(found for found in parent.findChildren(QPushButton) if found.text() == text)


def said(widget):
    return " ".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


async def idle(desk):
    await desk.until(lambda: not desk.tasks.running("import-read"), 20)


async def to_check(desk, path):
    await desk.read(path)
    while desk.step != "check":
        await desk.go_on()
    return desk.page.check


async def mend(desk, person, text):
    """Mends the faulty cell of that person."""
    rows = desk.rows(desk.page.check.list)
    desk.page.check.list.view.selectRow([row[2] for row in rows].index(person))
    desk.page.check.mend.text.setText(text)
    desk.page.check.mend.one.click()
    await idle(desk)


def drop(page, *paths_):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths_])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))


async def test_the_file_is_again_as_it_was_left_and_a_typed_pin_is_not_on_disk(opened, march):
    async with opened() as desk:
        check = await to_check(desk, march)
        await mend(desk, "Ana Ruiz", "ana@example.com")
        await mend(desk, "Cy Moon", "480913")
        assert "kept on this computer for 90 days" in said(check) and "never written to disk" in said(check)
        assert desk.page.primary.text() == "Continue with 10 people"
    everything = b"".join(path.read_bytes() for path in paths.home().rglob("*") if path.is_file())
    assert b"ana@example.com" in everything and b"480913" not in everything
    async with opened() as desk:
        await desk.until(lambda: desk.page.file.last_file)
        button(desk.page.file, "Like last time: march.csv: 1 row set aside, 2 cells mended").click()
        await idle(desk)
        assert desk.step == "check"
        assert "1 cell is mended as you left it" in desk.page.check.notice.text()
        assert [row[2] for row in desk.rows(desk.page.check.list)] == ["Bo Lind", "Cy Moon"]
        button(desk.page.check, "Forget what was mended").click()
        await idle(desk)
        assert len(desk.rows(desk.page.check.list)) == 3
    async with opened() as desk:
        check = await to_check(desk, march)
        assert "left it" not in check.notice.text()


async def test_the_next_file_of_the_kind_takes_over_what_says_the_same(opened, march, april):
    async with opened() as desk:
        await to_check(desk, march)
        await mend(desk, "Ana Ruiz", "ana@example.com")
    async with opened() as desk:
        check = await to_check(desk, april)
        assert "1 cell says what you mended in march.csv" in check.notice.text()
        assert "1 row that was set aside in march.csv is fine now." in check.notice.text()
        assert [row[2] for row in desk.rows(check.list)] == ["Cy Moon"]
        button(check, "Forget what was mended").click()
        await idle(desk)
        assert [row[2] for row in desk.rows(check.list)] == ["Ana Ruiz", "Cy Moon"]


async def test_the_copy_has_what_was_mended(opened, march, tmp_path):
    async with opened() as desk:
        check = await to_check(desk, march)
        await mend(desk, "Ana Ruiz", "ana@example.com")
        await mend(desk, "Cy Moon", "480913")
        check.file.click()
        await desk.until(lambda: desk.page.findChild(QFileDialog) is not None)
        desk.page.findChild(QFileDialog).accept()
        await desk.until(lambda: not desk.tasks.running("import-file-back"), 30)
        assert "What you mended here is in its cells" in check.notice.text()
        assert "PINs that you typed are not in it" in check.notice.text()
    sheet = openpyxl.load_workbook(tmp_path / "march with comments.xlsx").active
    assert sheet["C2"].value == "ana@example.com" and "this cell said “ana at x”" in sheet["C2"].comment.text
    assert sheet["D4"].value == "12"


async def test_another_file_can_be_dropped_at_any_step_and_is_asked_about_where_a_pin_would_be_lost(
    opened, march, april
):
    async with opened() as desk:
        await to_check(desk, march)
        drop(desk.page, april)
        await idle(desk)
        assert desk.page.opener.reading.file == "april.csv"
        await to_check(desk, march)
        await mend(desk, "Cy Moon", "480913")
        for answer, file in (("Cancel", "march.csv"), ("Open the other file", "april.csv")):
            drop(desk.page, april)
            await desk.until(lambda: desk.page.findChild(QDialog) is not None)
            dialog = desk.page.findChild(QDialog)
            assert "1 PIN that you typed here" in said(dialog)
            button(dialog, answer).click()
            await desk.until(lambda: not desk.tasks.running("import-open"))
            await idle(desk)
            await desk.until(lambda: desk.page.findChild(QDialog) is None)
            assert desk.page.opener.reading.file == file


async def test_two_files_at_once_are_said_and_nothing_is_lost(opened, march, april):
    async with opened() as desk:
        await to_check(desk, march)
        drop(desk.page, march, april)
        assert desk.step == "file" and "one file of this computer at a time" in said(desk.page.file)
        assert desk.page.opener.reading.file == "march.csv"


async def test_every_way_to_a_file_is_there_after_one_was_read(opened, march, april):
    async with opened() as desk:
        await desk.read(april)
        await desk.read(march)
        await desk.until(lambda: desk.page.file.last_file)
        for text in ("Choose another file", "Paste", "Recent files"):
            assert button(desk.page.file, text).isVisibleTo(desk.page) or text == "Paste"
        found = desk.page.file._found
        assert found.paste.isVisible() and found.recent.isVisible()
        (action,) = [one for one in found.recent.menu().actions() if one.text().startswith("april")]
        action.trigger()
        await idle(desk)
        assert desk.page.opener.reading.file == "april.csv"


HANGING = [sys.executable, "-c", "import time; time.sleep(600)"]
DYING = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]


async def test_a_reader_that_hangs_is_given_up_and_the_file_can_be_tried_again(opened, march, monkeypatch):
    async with opened() as desk:
        with monkeypatch.context() as hung:
            hung.setattr(reader, "command", lambda: HANGING)
            desk.page.open(march)
            await desk.until(desk.page.cancel.isVisible, 10)
            assert "Reading march.csv…" in said(desk.page)
            desk.page.cancel.click()
            await desk.until(lambda: not desk.page.cancel.isVisible())
            assert desk.step == "file" and not desk.page.primary.isEnabled()
        await to_check(desk, march)
        with monkeypatch.context() as hung:
            hung.setattr(reader, "command", lambda: HANGING)
            desk.page.check.mend.text.setText("ana@example.com")
            desk.page.check.mend.one.click()
            await desk.until(desk.page.cancel.isVisible, 10)
            desk.page.cancel.click()
            await idle(desk)
        assert desk.step == "check" and desk.page.check.mend.isEnabled()
        await mend(desk, "Ana Ruiz", "ana@example.com")
        assert desk.page.primary.text() == "Continue with 9 people"


async def test_a_reader_that_dies_is_said_with_retry(opened, march, monkeypatch):
    async with opened() as desk:
        with monkeypatch.context() as dead:
            dead.setattr(reader, "command", lambda: DYING)
            await desk.read(march)
            assert desk.step == "file" and "march.csv" in said(desk.page.file)
            assert button(desk.page.file, "Retry").isVisible()
        button(desk.page.file, "Retry").click()
        await idle(desk)
        assert desk.page.primary.isEnabled()
        await to_check(desk, march)
        with monkeypatch.context() as dead:
            dead.setattr(reader, "command", lambda: DYING)
            await mend(desk, "Ana Ruiz", "ana@example.com")
        assert desk.step == "file" and button(desk.page.file, "Retry").isVisible()
        button(desk.page.file, "Retry").click()
        await idle(desk)
        assert desk.page.opener.checked.fixes == ((1, 2, "ana@example.com"),)


async def test_a_normal_file_is_read_once_and_its_columns_are_not_built_before_they_are_looked_at(
    opened, sample, monkeypatch
):
    started = []
    begin = reader._start
    monkeypatch.setattr(reader, "_start", lambda: started.append(1) or begin())
    async with opened() as desk:
        await desk.read(sample)
        assert desk.page.opener.reading is not None and len(started) == 1
        assert desk.page.columns._scroll.widget() is None


async def test_the_three_steps_go_by_keyboard_alone(opened, march):
    async with opened() as desk:
        page = desk.page
        page.window().activateWindow()
        await desk.until(page.isActiveWindow)
        data = QMimeData()
        data.setText(MARCH.replace(",", "\t"))
        QApplication.clipboard().setMimeData(data)
        control, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
        page.file.focus_first()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, control)
        await desk.until(page.primary.isEnabled, 20)
        for step in ("columns", "check"):
            QTest.keyClick(page.window(), Qt.Key.Key_Return, control)
            assert desk.step == step
        assert page.check.list.view.hasFocus()
        QTest.keyClick(page.check.list.view, Qt.Key.Key_Return, none)
        QTest.keyClicks(page.check.mend.text, "ana@example.com")
        QTest.keyClick(page.check.mend.text, Qt.Key.Key_Return, none)
        await idle(desk)
        assert page.primary.text() == "Continue with 9 people"
        QTest.keyClick(page.window(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert desk.step == "columns"


async def test_a_table_is_dropped_and_what_is_neither_is_not(opened):
    async with opened() as desk:
        table, page = QMimeData(), QMimeData()
        table.setText(MARCH.replace(",", "\t"))
        page.setUrls([QUrl("https://example.com/staff.xlsx")])
        assert source.held(page) is None
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        desk.page.dropEvent(QDropEvent(QPointF(5, 5), copy, table, left, none))
        await idle(desk)
        assert len(desk.page.opener.reading.employees) == 11
