"""The People page for `screenshots.py`."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from akiles_console.ui import dialogs


async def people(shots: Any) -> None:
    """Everybody, one person, a search, nothing found, and Akiles away."""
    workspace = shots.window.workspace
    workspace.go("people")
    page = workspace.page("people")
    await shots.until(lambda: page.list.table.total)
    page.list.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    await shots.take("people")
    page.list.view.selectRow(3)
    await shots.take("people-person")
    page.list.search.setText("ferran")
    page.list.view.selectRow(0)
    await shots.take("people-where")
    await shots.until(lambda: not shots.window.tasks.running("person"))
    await shots.take("people-person-whole")
    shots.press("Edit")
    await shots.take("people-edit")
    form = page.side.editor.form
    form.name.setText("Mateusz W.")
    form.places.choose(form.places._choice.itemData(0))
    next(iter(form.places._rows.values())).removed.emit(next(iter(form.places._rows)))
    form.credentials.kind.setCurrentIndex(1)
    form.credentials.add.click()
    form.ends.tick.setChecked(True)
    await shots.take("people-edited")
    shots.press("Look at the changes")
    await shots.take("people-review")
    shots.press("Save 5 changes")
    await shots.until(lambda: page.side.currentWidget() is page.side.drawer)
    await shots.until(lambda: not shots.window.tasks.running("person"))
    await shots.take("people-saved")
    shots.press("Delete…")
    await shots.until(lambda: shots.window.findChild(dialogs.QDialog))
    await shots.take("people-delete", shots.window.findChild(dialogs.QDialog))
    shots.window.findChild(dialogs.QDialog).reject()
    page.list.view.clearSelection()
    shots.press("Add a person")
    await shots.take("people-add")
    shots.press("Cancel")
    page.list.search.clear()
    page.filters.credential.setCurrentIndex(2)
    page.filters.credential.activated.emit(2)
    page.list.menu.click()
    await shots.take("people-filter")
    page.list.menu.choices.close()
    page.filters.clear.click()
    page.list.search.setText("an")
    await shots.take("people-search")
    page.list.search.setText("zzz")
    await shots.take("people-not-found")
    page.list.search.clear()
    page.list.set_error("Akiles could not be reached, so nobody can be shown. Nothing was changed. Check the network.")
    workspace.banner.say("Akiles cannot be reached", role="loss", button=True)
    await shots.take("people-away")
    page.list.table.set_rows(())
    page.list.set_loading()
    workspace.banner.say("")
    await shots.take("people-loading")
    page.reload()
