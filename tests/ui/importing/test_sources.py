"""Pasting, the file of last time, and kinds of files that are known from last time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from akiles_console.ui.pages.importing.source import Pasted

pytestmark = pytest.mark.anyio

HEADER = "Nr,Name,E-mail,Team A,Team B\n"


@pytest.fixture
def march(tmp_path):
    path = tmp_path / "march.csv"
    path.write_text(HEADER + "1,Ana Ruiz,ana@example.com,Lab,Engineering\n2,Bo Lind,bo@example.com,Lab,Sales\n")
    return path


@pytest.fixture
def april(tmp_path):
    path = tmp_path / "april.csv"
    path.write_text(HEADER + "3,Cy Moon,cy@example.com,Support,Engineering\n4,Di Park,di@example.com,Support,Lab\n")
    return path


def copied(text="", html="", url=""):
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if url:
        data.setUrls([QUrl.fromLocalFile(url)])
    QApplication.clipboard().setMimeData(data)


def button(parent, text):
    return next(found for found in parent.findChildren(QPushButton) if found.text() == text)


def said(page):
    return " ".join(found.text() for found in page.findChildren(QLabel) if found.isVisible())


async def group_is(desk, column):
    box = next(
        found for found in desk.page.columns.findChildren(QComboBox)
        if found.accessibleName() == "Column for Group or department"
    )  # fmt: skip
    box.setCurrentIndex(box.findText(column))
    box.activated.emit(box.currentIndex())
    await desk.until(lambda: not desk.tasks.running("import-read"), 20)


async def to_columns(desk, path):
    await desk.read(path)
    button(desk.page.stepper, "2  Columns").click()
    assert desk.step == "columns"


async def test_the_same_kind_of_file_goes_straight_to_check_next_month_and_back_to_columns(opened, march, april):
    async with opened() as desk:
        await to_columns(desk, march)
        await group_is(desk, "Team B")
        while desk.step != "preview":
            await desk.go_on()
            await desk.until(lambda: not desk.tasks.running("import-groups"), 20)
        await desk.planned()
        desk.page.primary.click()
        await desk.finished()
        await desk.until(lambda: not desk.tasks.running("import-keep-layout"))
    async with opened() as desk:
        await desk.read(april)
        assert desk.step == "check"
        assert "imported this kind of file before" in desk.page.check.notice.text()
        assert {group for one in desk.page.opener.reading.employees for group in one.groups} == {"Engineering", "Lab"}
        button(desk.page.check, "Change columns").click()
        assert desk.step == "columns"


async def test_what_was_never_applied_is_not_known(opened, march, april):
    async with opened() as desk:
        await to_columns(desk, march)
        await group_is(desk, "Team B")
        await desk.read(april)
        assert desk.step == "file"


@pytest.mark.parametrize(
    "table",
    [
        {"text": "Nr\tName\tE-mail\n0042\tAna Ruiz\tana@example.com\n"},
        {"html": "<table><tr><td>Nr</td><td>Name</td><td>E-mail</td></tr>"
                 "<tr><td>0042</td><td>Ana Ruiz</td><td>ana@example.com</td></tr></table>"},
    ],
)  # fmt: skip
async def test_a_table_is_pasted_with_the_keyboard(opened, table):
    async with opened() as desk:
        copied(**table)
        desk.page.window().activateWindow()
        await desk.until(desk.page.isActiveWindow)
        desk.page.file.focus_first()
        QTest.keyClick(button(desk.page.file, "Choose a file"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        await desk.until(desk.page.primary.isEnabled, 20)
        (ana,) = desk.page.opener.reading.employees
        assert (ana.employee_id, ana.name, ana.emails) == ("0042", "Ana Ruiz", ("ana@example.com",))
        assert "The pasted table" in said(desk.page.file)
        assert not desk.page.check.file.isVisibleTo(desk.page.check)


async def test_a_file_in_the_clipboard_is_read_and_an_empty_clipboard_is_said(opened, march):
    async with opened() as desk:
        copied(text=" ")
        button(desk.page.file, "Paste").click()
        assert "no table in the clipboard" in said(desk.page.file)
        copied(url=str(march))
        button(desk.page.file, "Paste").click()
        await desk.until(desk.page.primary.isEnabled, 20)
        assert desk.page.opener.reading.file == "march.csv"
        assert "no table in the clipboard" not in said(desk.page.file)


async def test_the_file_of_last_time_is_offered_while_it_is_there(opened, march):
    async with opened() as desk:
        await desk.read(march)
    async with opened() as desk:
        await desk.until(lambda: desk.page.file.last_file)
        assert desk.page.opener.folder == march.parent
        button(desk.page.file, "Like last time: march.csv").click()
        await desk.until(desk.page.primary.isEnabled, 20)
        await desk.until(lambda: not desk.tasks.running("import-read"))
    march.unlink()
    async with opened() as desk:
        await desk.until(lambda: not desk.tasks.running("import-last"))
        assert desk.page.file.last_file is None


def test_what_was_pasted_is_not_in_a_repr() -> None:
    assert "1234" not in repr(Pasted("PIN 1234", "PIN 1234"))
