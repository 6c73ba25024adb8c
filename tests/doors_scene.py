"""The pictures of the Doors page, for `screenshots.py`."""

from __future__ import annotations

from typing import Any

from akiles_console.ui import dialogs
from akiles_console.ui.pages.doors.page import DoorsPage
from akiles_console.ui.pages.doors.secret_once import SecretOnce

Shots = Any  # the class of screenshots.py, which imports this


async def doors(shots: Shots) -> None:
    """The tabs, each with its first row opened."""
    workspace = shots.window.workspace
    workspace.go("doors")
    page = workspace.page("doors")
    await shots.until(lambda: page.groups.list.table.total)
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        page.tabs.currentWidget().list.view.selectRow(0)
        await shots.take(f"doors-{page.tabs.tabText(place).lower()}")
    page.tabs.setCurrentIndex(0)
    page.doors.list.view.selectRow(8)
    page.who_button.click()
    await shots.until(lambda: page.who.list.table.total)
    await shots.take("doors-who")
    page.who.hour.setCurrentIndex(2)
    await shots.until(lambda: not shots.window.tasks.running("doors-who"))
    await shots.take("doors-who-then")
    page.who.return_button.click()
    await _editors(shots, page)


async def _editors(shots: Shots, page: DoorsPage) -> None:
    """A group and a schedule being changed, the question before it is sent, and somebody else's change."""

    async def question(name: str) -> None:
        await shots.until(lambda: shots.window.findChild(dialogs.QDialog))
        await shots.take(name, shots.window.findChild(dialogs.QDialog))
        shots.window.findChild(dialogs.QDialog).reject()
        await shots.until(lambda: not shots.window.findChild(dialogs.QDialog))

    page.tabs.setCurrentWidget(page.doors)
    page.doors.list.view.selectRow(9)
    page.doors.opener.buttons[0].held.emit()
    await shots.until(lambda: not shots.window.tasks.running("doors-open"))
    await shots.take("doors-not-opened")
    page.tabs.setCurrentWidget(page.webhooks)
    hooks = page.webhooks
    hooks.new.click()
    hooks.editor.name.setText("https://example.com/akiles/events")
    hooks.editor.ticks["member", "create"].click()
    hooks.editor.ticks["gadget_action", "use"].click()
    await shots.take("doors-webhook-editor")
    hooks.editor.saver.click()
    await shots.until(lambda: shots.window.findChild(dialogs.QDialog))
    shots.press("Make the webhook", shots.window.findChild(dialogs.QDialog))
    await shots.until(lambda: shots.window.findChild(SecretOnce))
    shots.window.findChild(SecretOnce).field.setText("a secret that is seen once")
    await shots.take("doors-webhook-secret", shots.window.findChild(SecretOnce))
    shots.window.findChild(SecretOnce).accept()
    await shots.until(lambda: hooks.list.table.total and not shots.window.tasks.running("doors"))
    await shots.take("doors-webhooks-one")
    page.tabs.setCurrentWidget(page.cards)
    await shots.until(lambda: not shots.window.tasks.running("doors-people"))
    page.cards.list.view.selectRow(12)
    await shots.take("doors-cards-free")
    page.cards.give.click()
    await shots.until(lambda: shots.window.findChild(dialogs.QDialog))
    shots.window.findChild(dialogs.QDialog).list.view.selectRow(2)
    await question("doors-card-who")
    page.tabs.setCurrentWidget(page.groups)
    groups = page.groups
    groups.list.view.selectRow(1)
    groups.edit.click()
    await shots.take("doors-group-editor")
    groups.editor.remove.click()
    groups.editor.saver.click()
    await question("doors-group-question")
    groups.editor.show_conflict((("Taken out: Lift: Office hours", "body"), ("Added: Archive: always", "body")))
    await shots.take("doors-group-conflict")
    groups.editor.cancel.click()
    page.tabs.setCurrentWidget(page.schedules)
    schedules = page.schedules
    schedules.list.view.selectRow(1)
    schedules.edit.click()
    await shots.take("doors-schedule-editor")
    schedules.editor.start.setText("08:30")
    schedules.editor.apply.click()
    schedules.editor.saver.click()
    await question("doors-schedule-question")
    schedules.editor.cancel.click()
