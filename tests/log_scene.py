"""The Live log page for `screenshots.py`."""

from __future__ import annotations

from typing import Any


async def log(shots: Any) -> None:
    """The week, one event, what came late, reading while new ones wait, nothing that fits, and Akiles away."""
    workspace = shots.window.workspace
    workspace.go("log")
    page = workspace.page("log")
    await shots.take("log-loading")
    await shots.until(lambda: page.list.table.total > 100 and not page._waiting)
    late = shots.server.late_report()["events"][0]["event_id"]
    page._feed.tail._deep, page._feed.tail._began = None, -1000.0
    await shots.until(lambda: page.list.table.row_of(late) is not None)
    await shots.take("log")
    page.list.view.selectRow(page.list.table.row_of(late))
    await shots.take("log-event")
    page.choices.late.setChecked(True)
    await shots.take("log-late")
    page.choices.clear.click()
    page.list.view.verticalScrollBar().setValue(40)
    for _person in range(3):
        shots.server.open_door()
    page._feed.tail._began = -1000.0
    await shots.until(lambda: page._waiting)
    await shots.take("log-paused")
    page.follow.click()
    page.list.search.setText("zzz")
    await shots.take("log-not-found")
    page.list.search.clear()
    page.list.set_error("Akiles could not be reached, so no event can be shown. Check the network.")
    await shots.take("log-away")
    page.reload()
