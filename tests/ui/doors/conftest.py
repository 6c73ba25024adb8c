"""The Doors page on the practice organization, and what a person does with it."""

from __future__ import annotations

import contextlib

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from akiles_console.clock import Clock
from akiles_console.ui.pages.doors.page import DoorsPage
from akiles_console.ui.tasks import Tasks

TASKS = ("doors", "doors-edit", "doors-people", "doors-open")


class Desk:
    """The page, and a second administrator by the session's client."""

    def __init__(self, page, tasks, until, client, demo):
        self.page, self.tasks, self.until, self.client, self.demo = page, tasks, until, client, demo

    async def settled(self):
        await self.until(lambda: not any(self.tasks.running(name) for name in TASKS))

    async def dialog(self):
        """The question that is asked, once it is."""
        await self.until(lambda: any(one.isVisible() for one in self.page.findChildren(QDialog)))
        return next(one for one in self.page.findChildren(QDialog) if one.isVisible())

    async def answer(self, text):
        """Presses a button of the question, after the number where it wants one."""
        dialog = await self.dialog()
        for field in dialog.findChildren(QLineEdit):
            if "Type " in field.placeholderText():
                field.setText(field.placeholderText().split()[1])
        said = self.said(dialog)
        self.press(dialog, text)
        return said

    def press(self, parent, text):
        next(one for one in parent.findChildren(QPushButton) if one.text().startswith(text)).click()

    def said(self, parent):
        return [one.text() for one in parent.findChildren(QLabel) if one.isVisibleTo(parent) and one.text()]

    def select(self, tab, name):
        """Brings a tab to the front and chooses a row by its first cell."""
        self.page.tabs.setCurrentWidget(tab)
        table = tab.list.table
        tab.list.view.selectRow(next(r for r in range(table.rowCount()) if table.index(r, 0).data() == name))

    def cells(self, tab, name):
        return next(row.cells for row in tab.list.table.records() if row.cells[0] == name)

    def writes(self):
        return [one for one in self.demo.requests if one[0] != "GET"]


@pytest.fixture
def desk_on(qtbot, session, demo, until):
    """`async with desk_on() as desk:` - the page with everything read, its tasks ended at the end."""

    @contextlib.asynccontextmanager
    async def opened():
        await session.restore()
        tasks = Tasks()
        page = DoorsPage(session, tasks, Clock())
        qtbot.addWidget(page)
        page.resize(1080, 700)
        page.show()
        page.reload()
        desk = Desk(page, tasks, until, session.client, demo)
        try:
            await desk.settled()
            yield desk
        finally:
            await tasks.aclose()

    return opened
