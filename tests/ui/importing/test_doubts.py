"""What is doubtful about a file: its letters, its columns, its rows that are no people; each settled with one click."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from akiles_console.people.spreadsheet import codepages
from akiles_console.ui.pages.importing import flow
from akiles_console.ui.pages.importing.encoding_card import EncodingCard

pytestmark = pytest.mark.anyio


def button(parent, text):
    return next(b for b in parent.findChildren(QPushButton) if text in (b.text(), b.accessibleName()) and b.isVisible())


def said(widget):
    return " ".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


async def idle(desk):
    await desk.until(lambda: not desk.tasks.running("import-read"), 20)


@pytest.mark.parametrize("page", ["cp1252", *codepages.PAGES])
async def test_every_encoding_that_is_read_can_be_chosen_by_a_name(page):
    assert flow.ENCODINGS[page] != page


async def test_ways_to_read_the_letters_stand_side_by_side_and_a_click_chooses(opened, tmp_path):
    path = tmp_path / "letters.csv"
    path.write_bytes("Id,Name,Team\n1,Boč Kral,Lab\n2,Eva Žak,Lab\n".encode("cp1250"))
    async with opened() as desk:
        await desk.read(path)
        (question,) = desk.page.opener.reading.questions
        assert question.code == "encoding"
        card = next(card for card in desk.page.file.findChildren(EncodingCard) if card.isVisible())
        words = [label.text() for label in card.findChildren(QLabel)]
        assert "Boč Kral" in words and len(words) > 3
        button(card, "Central European (Windows)").click()
        await idle(desk)
        assert desk.page.opener.reading.questions == ()
        assert [one.name for one in desk.page.opener.reading.employees] == ["Boč Kral", "Eva Žak"]
        assert not any(card.isVisible() for card in desk.page.file.findChildren(EncodingCard))
        assert desk.page.primary.isEnabled()


async def test_hidden_sheets_come_last_and_are_marked_and_left_out_rows_can_be_looked_at(opened, tmp_path):
    book = openpyxl.Workbook()
    old, staff = book.worksheets[0], book.create_sheet("Staff")
    old.title, old.sheet_state = "Old", "hidden"
    for sheet in (old, staff):
        sheet.append(["Employee ID", "Name", "E-mail"])
        for number in range(1, 6):
            sheet.append([f"E{number}", f"Ana Ruiz {number}", f"a{number}@example.com"])
    staff.row_dimensions[3].hidden = True
    staff.append([])
    staff.append(["Total", None, "5 people"])
    book.active = staff
    book.save(tmp_path / "staff.xlsx")
    async with opened() as desk:
        await desk.read(tmp_path / "staff.xlsx")
        box = desk.page.file._found.sheet
        assert [box.itemText(i) for i in range(box.count())] == ["Staff", "Old (hidden)"]
        assert box.currentData() == "Staff"
        words = said(desk.page.file)
        assert "by a filter: 1 (row 3)" in words
        assert "left out" in words and "1 with a total or a note" in words
        button(desk.page.file, "Look at them").click()
        assert desk.step == "check"
        rows = desk.rows(desk.page.check.list)
        assert ["Left out", "Total · 5 people"] in [row[1:3] for row in rows]
        box.setCurrentIndex(1)
        box.activated.emit(1)
        await idle(desk)
        assert desk.page.opener.reading.sheet == "Old"


async def test_a_column_that_is_not_believed_is_used_after_one_click(opened, tmp_path):
    path = tmp_path / "staff.csv"
    rows = "".join(f"{n},Ana Ruiz {n},nobody{n},Lab\n" for n in range(1, 9))
    path.write_text("Employee ID,Name,E-mail,Team\n" + rows + "9,Bo Lind,bo@example.com,Lab\n", encoding="utf-8")
    async with opened() as desk:
        await desk.read(path)
        await desk.go_on()
        assert desk.step == "columns"
        assert "“E-mail” is not used" in said(desk.page.columns)
        button(desk.page.columns, "E-mail: Use it all the same").click()
        await idle(desk)
        assert "is not used" not in said(desk.page.columns)
        box = next(b for b in desk.page.columns.findChildren(QComboBox) if b.accessibleName() == "Column for E-mail")
        assert box.currentText() == "E-mail"
        await desk.go_on()
        assert desk.page.check.mend.text.text() == "nobody1"


async def test_a_guessed_column_is_settled_with_one_click(opened, tmp_path):
    path = tmp_path / "staff.csv"
    rows = "".join(f"{n},Ana Ruiz {n},a{n}@example.com,Lab {n % 2}\n" for n in range(1, 9))
    path.write_text("Emplyee Nr,Name,Login,Departmnt\n" + rows, encoding="utf-8")
    async with opened() as desk:
        await desk.read(path)
        doubtful = flow.doubts(desk.page.opener.reading, desk.page.opener._options)
        assert doubtful
        button(desk.page.stepper, "2  Columns").click()
        for row in doubtful:
            button(desk.page.columns, f"{row.title}: That is right").click()
            await idle(desk)
        assert flow.doubts(desk.page.opener.reading, desk.page.opener._options) == ()
        assert "Found by guessing" not in said(desk.page.columns)


async def test_a_layout_known_by_name_goes_straight_to_check_and_is_named(opened, tmp_path):
    path = tmp_path / "users.csv"
    header = (
        "First Name [Required],Last Name [Required],Email Address [Required],Org Unit Path [Required],Employee ID\n"
    )
    path.write_text(header + "Ana,Ruiz,ana@example.com,/Lab,E1\nBo,Lind,bo@example.com,/Sales,E2\n", encoding="utf-8")
    async with opened() as desk:
        await desk.read(path)
        assert desk.page.opener.reading.layout
        assert desk.step == "check"
        assert desk.page.opener.reading.layout in desk.page.check.notice.text()
        button(desk.page.check, "Change columns").click()
        assert desk.step == "columns"
