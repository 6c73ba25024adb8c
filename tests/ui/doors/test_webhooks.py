"""Webhooks in the window: made with a secret that is seen once, switched on and off, deleted."""

import pytest
from PySide6.QtGui import QGuiApplication

from akiles_console.demo.faults import Fault, Rule
from akiles_console.ui.pages.doors import secret_once
from akiles_console.ui.pages.doors.secret_once import SecretOnce
from akiles_console.ui.pages.doors.webhook_editor import is_address

pytestmark = pytest.mark.anyio
URL = "https://example.com/akiles"


async def fill(desk):
    tab = desk.page.webhooks
    desk.page.tabs.setCurrentWidget(tab)
    tab.new.click()
    tab.editor.name.setText(URL)
    tab.editor.ticks["member", "create"].click()
    tab.editor.ticks["gadget_action", "use"].click()
    tab.editor.saver.click()
    await desk.answer("Make the webhook")
    return tab


async def made(desk):
    tab = await fill(desk)
    await desk.until(lambda: any(one.isVisible() for one in desk.page.findChildren(SecretOnce)))
    dialog = await desk.dialog()
    return tab, dialog


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        (URL, True), ("http://127.0.0.1:9000/x", True), ("http://example.com", False), ("https://", False),
        ("ftp://example.com", False), ("https://example.com/a b", False), ("https://[x", False), ("", False),
        ("https://example.com:99999/", False),
    ],
)  # fmt: skip
def test_an_address_that_akiles_can_reach(typed, fits):
    assert is_address(typed) == fits


async def test_nothing_can_be_saved_without_address_and_events(desk_on):
    async with desk_on() as desk:
        editor = desk.page.webhooks.editor
        desk.page.webhooks.new.click()
        editor.name.setText(URL)
        assert not editor.saver.isEnabled()
        editor.ticks["member", "delete"].click()
        assert editor.saver.isEnabled()
        editor.name.setText("example.com")
        assert not editor.saver.isEnabled()


async def test_the_secret_is_seen_once_and_kept_nowhere(desk_on):
    async with desk_on() as desk:
        tab, dialog = await made(desk)
        secret = dialog.field.text()
        assert secret
        desk.press(dialog, "I have kept it")
        await desk.settled()
        await desk.until(lambda: tab.list.table.total == 1)
        assert desk.cells(tab, URL)[1:] == ("Doors used: used; People: made", "on")
        assert secret not in repr(tab.contents) and secret not in " ".join(desk.said(desk.page))


async def test_a_copied_secret_leaves_the_clipboard_unless_something_else_is_there(desk_on, monkeypatch):
    monkeypatch.setattr(secret_once, "CLIPBOARD", 30)
    async with desk_on() as desk:
        _tab, dialog = await made(desk)
        secret, clipboard = dialog.field.text(), QGuiApplication.clipboard()
        dialog.copy.click()
        assert clipboard.text() == secret
        await desk.until(lambda: clipboard.text() == "")
        dialog.copy.click()
        clipboard.setText("something else")
        desk.press(dialog, "I have kept it")
        await desk.settled()
        assert clipboard.text() == "something else"
        clipboard.clear()


async def test_an_answer_with_the_secret_that_is_lost_is_said(desk_on):
    async with desk_on() as desk:
        desk.demo.faults.append(Rule(Fault.LOSE_ANSWER, path="webhooks", method="POST"))
        tab = await fill(desk)
        await desk.settled()
        assert any("the answer with its secret was lost" in text for text in desk.said(tab.editor))
        tab.editor.cancel.click()
        await desk.until(lambda: tab.list.table.total == 1)


async def test_a_webhook_is_switched_off_and_deleted(desk_on):
    async with desk_on() as desk:
        tab, dialog = await made(desk)
        desk.press(dialog, "I have kept it")
        await desk.settled()
        desk.select(tab, URL)
        tab.switch.click()
        await desk.answer("Switch off")
        await desk.settled()
        await desk.until(lambda: desk.cells(tab, URL)[2] == "off")
        assert tab.switch.text() == "Switch on…"
        tab.delete.click()
        await desk.answer("Delete the webhook")
        await desk.settled()
        await desk.until(lambda: tab.list.table.total == 0)


async def test_a_second_administrator_is_not_overwritten(desk_on):
    async with desk_on() as desk:
        tab, dialog = await made(desk)
        desk.press(dialog, "I have kept it")
        await desk.settled()
        desk.select(tab, URL)
        await desk.client.webhooks.edit(tab.chosen, url="https://example.com/theirs")
        tab.switch.click()
        await desk.answer("Switch off")
        said = await desk.answer("OK")
        assert any("Somebody else has changed this" in text for text in said)
        await desk.settled()
        await desk.until(lambda: desk.cells(tab, "https://example.com/theirs")[2] == "on")
