"""Questions are awaited, never nested; the button that Enter presses is the safe one."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from akiles_console.ui import dialogs
from akiles_console.ui.tasks import Tasks

pytestmark = pytest.mark.anyio


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def button(dialog, text):
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


async def opened(window, until):
    await until(lambda: window.findChild(QDialog) is not None)
    return window.findChild(QDialog)


async def test_events_go_on_arriving_while_a_dialog_is_open(window, until):
    tasks, beats, answers = Tasks(), [], []

    async def beat():
        while True:
            beats.append(1)
            await asyncio.sleep(0.005)

    async def question():
        answers.append(await dialogs.confirm(window, "Go on?", "Really?", action="Go on"))

    tasks.start("beat", beat())
    tasks.start("question", question())
    dialog = await opened(window, until)
    before = len(beats)
    await until(lambda: len(beats) > before + 5)
    button(dialog, "Go on").click()
    await until(lambda: answers)
    assert answers == [True]
    await tasks.aclose()
    await until(lambda: window.findChild(QDialog) is None)


async def test_enter_does_not_destroy(window, until, qtbot):
    waiting = asyncio.ensure_future(dialogs.confirm(window, "Delete?", "All of it?", action="Delete", destructive=True))
    dialog = await opened(window, until)
    assert button(dialog, "Cancel").isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert await waiting is False


async def test_escape_says_no(window, until, qtbot):
    waiting = asyncio.ensure_future(dialogs.confirm(window, "Go on?", "Really?", action="Go on"))
    dialog = await opened(window, until)
    assert button(dialog, "Go on").isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert await waiting is False


async def test_the_number_has_to_be_typed(window, until, qtbot):
    waiting = asyncio.ensure_future(
        dialogs.confirm_number(window, "7 people lose access", "Ana and 6 more.", number=7, action="Go on")
    )
    dialog = await opened(window, until)
    assert not button(dialog, "Go on").isEnabled()
    qtbot.keyClicks(dialog.findChild(QLineEdit), "70")
    assert not button(dialog, "Go on").isEnabled()
    qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Backspace)
    button(dialog, "Go on").click()
    assert await waiting is True


async def test_markup_stays_text(window, until):
    waiting = asyncio.ensure_future(dialogs.tell(window, "Hello", "<b>Ana</b> <img src='file:///etc/x'>"))
    dialog = await opened(window, until)
    assert {found.textFormat() for found in dialog.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    button(dialog, "OK").click()
    await waiting


async def test_a_chosen_file_comes_back(window, until, tmp_path):
    chosen = tmp_path / "people.csv"
    chosen.write_text("name\n")
    waiting = asyncio.ensure_future(
        dialogs.choose_file(window, "Choose a spreadsheet", ["Spreadsheets (*.csv)"], tmp_path)
    )
    dialog = await opened(window, until)
    assert isinstance(dialog, QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(chosen))
    await until(button(dialog, "&Open").isEnabled)
    button(dialog, "&Open").click()
    assert await waiting == Path(chosen)


async def test_cancelling_the_task_closes_its_dialog(window, until):
    waiting = asyncio.ensure_future(dialogs.tell(window, "Hello", "There"))
    await opened(window, until)
    waiting.cancel()
    await until(lambda: window.findChild(QDialog) is None)


async def saving(window, until, proposal):
    waiting = asyncio.ensure_future(dialogs.choose_save(window, "Save a copy", ["Workbooks (*.xlsx)"], proposal))
    dialog = await opened(window, until)
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedFiles() == [str(proposal)]
    return waiting, dialog


async def test_a_new_file_is_saved_where_the_person_says_with_its_ending(window, until, tmp_path):
    waiting, dialog = await saving(window, until, tmp_path / "people.xlsx")
    dialog.findChild(QLineEdit, "fileNameEdit").setText("other")
    dialog.accept()
    assert await waiting == tmp_path / "other.xlsx"
    assert list(tmp_path.glob("*.xlsx")) == []  # choosing writes nothing


async def test_a_file_that_is_there_is_replaced_only_after_a_second_question(window, until, tmp_path):
    there = tmp_path / "people.xlsx"
    there.write_bytes(b"old")
    for answer, chosen in (("Cancel", None), ("Replace", there)):
        waiting, dialog = await saving(window, until, there)
        dialog.accept()
        await until(lambda: any(b.text() == "Replace" for b in window.findChildren(QPushButton)))
        question = next(d for d in window.findChildren(QDialog) if not isinstance(d, QFileDialog))
        assert button(question, "Cancel").isDefault()
        button(question, answer).click()
        assert await waiting == chosen
        assert there.read_bytes() == b"old"
        await until(lambda: window.findChild(QDialog) is None)


async def test_giving_up_saving_saves_nowhere(window, until, tmp_path):
    waiting, dialog = await saving(window, until, tmp_path / "people.xlsx")
    dialog.reject()
    assert await waiting is None
