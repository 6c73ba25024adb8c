"""The Live log page on the practice organization over real HTTP: following, pausing, choosing, late events, leaving."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from shiboken6 import isValid

from akiles_console.api.events import Event, EventObject, EventSubject, Named
from akiles_console.clock import Clock
from akiles_console.demo.faults import Fault, Rule
from akiles_console.events import filters, tail
from akiles_console.events.records import Seen
from akiles_console.ui.pages.log import feed
from akiles_console.ui.pages.log.page import LogPage
from akiles_console.ui.pages.log.rows import late_words
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label

pytestmark = pytest.mark.anyio


class Told:
    """Notices of this test alone."""

    possible = True

    def __init__(self):
        self.notices = []

    def tell(self, title, text):
        self.notices.append((title, text))


@pytest.fixture
async def page(qtbot, demo, session):
    """A page that has read the week of the practice organization; closed in good order."""
    made = await opened(qtbot, session)
    yield made
    await closed(made)


async def opened(qtbot, session, notices=None):
    if not session.connected:
        await session.restore()
    tasks = Tasks()
    made = LogPage(session, tasks, Clock(), notices=notices or Told())
    made.kept_tasks = tasks
    made.resize(1000, 600)
    made.show()
    made.reload()
    async with asyncio.timeout(10):
        while not made.up_to_date or made._waiting:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return made


async def closed(made):
    """In good order, before pytest-qt would take it apart."""
    if not isValid(made):
        return
    await made.aclose()
    await made.kept_tasks.aclose()
    made.hide()
    made.deleteLater()


def look_now(page):
    """The next look begins at once."""
    page._feed.tail._began = -1000.0


def sentences(page):
    return [row.told.sentence for row in page.list.table.records()]


def ids(page):
    return [row.seen.event.id for row in page.list.table.records()]


async def test_the_week_is_there_the_newest_on_top_and_a_door_that_opens_comes_by_itself(page, demo, until):
    whole = [one["id"] for one in demo.backend.tables["events"].by_id.values()]
    assert sorted(ids(page)) == sorted(whole)
    assert [row.rank for row in page.list.table.records()] == sorted(
        (row.rank for row in page.list.table.records()), reverse=True
    )
    opened = demo.open_door()
    look_now(page)
    await until(lambda: ids(page)[0] == opened["event_id"])
    assert opened["member"] in sentences(page)[0] and opened["gadget"] in sentences(page)[0]


async def test_what_is_reported_late_stands_at_its_time_and_says_so(page, demo, until):
    late = {one["event_id"] for one in demo.late_report()["events"]}
    page._feed.tail._deep = None
    look_now(page)
    await until(lambda: late <= set(ids(page)))
    rows = page.list.table.records()
    assert [row.rank for row in rows] == sorted((row.rank for row in rows), reverse=True)
    assert {row.seen.event.id for row in rows if row.seen.late_by} == late
    page.choices.late.setChecked(True)
    assert set(ids(page)) == late
    page.list.view.selectRow(0)
    said = [found.text() for found in page.drawer.findChildren(QLabel)]
    assert any("late" in text for text in said)


async def test_whoever_scrolls_reads_on_and_the_new_ones_wait(qtbot, page, demo, until):
    bar = page.list.view.verticalScrollBar()
    await until(lambda: bar.maximum() > 50)
    bar.setValue(20)
    top = ids(page)[0]
    for _person in range(2):
        demo.open_door()
    look_now(page)
    await until(lambda: page.follow.text() == "Show 2 new")
    assert (ids(page)[0], bar.value(), page.state.text()) == (top, 20, "Paused")
    page.follow.setFocus()
    qtbot.keyClick(page.follow, Qt.Key.Key_Space)
    assert ids(page)[2] == top
    assert (bar.value(), page.follow.text(), page.state.text()) == (0, "Pause", "Following")


async def test_sorted_by_a_column_nothing_moves_until_one_follows_again(page, demo, until):
    page.list.view.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    before = ids(page)
    demo.open_door()
    look_now(page)
    await until(lambda: page.follow.text() == "Show 1 new")
    assert ids(page) == before
    page.follow.click()
    assert ids(page)[0] not in before


async def test_choices_narrow_the_list_and_are_remembered(qtbot, page, session, until):
    row = page.list.table.records()[0]
    person = row.seen.event.subject.member_id
    page.list.view.selectRow(0)
    only = next(b for b in page.drawer.findChildren(QPushButton) if b.text().startswith("Only "))
    only.click()
    assert {one.seen.event.subject.member_id for one in page.list.table.records()} == {person}
    page.choices.boxes["method"].setCurrentIndex(1)
    ways = {one.told.method for one in page.list.table.records()}
    assert len(ways) <= 1
    await until(lambda: filters.load(page._feed.folder).filters.method)
    chosen = page.choices.chosen()
    await closed(page)
    again = await opened(qtbot, session)
    assert again.choices.chosen() == chosen and chosen.person == person
    again.choices.clear.click()
    assert again.list.table.rowCount() == again.list.table.total
    await closed(again)


async def test_a_group_shows_what_its_people_did(page, demo, until):
    box = page.choices.boxes["group"]
    box.setCurrentIndex(box.findText("Sales"))
    await until(lambda: page._groups_of is not None)
    group = box.currentData()
    people = {m["id"] for m in demo.backend.members if group in {a["member_group_id"] for a in m["group_associations"]}}
    found = {row.seen.event.subject.member_id for row in page.list.table.records()}
    assert found and found <= people


async def test_a_restart_shows_the_same_events_each_once_and_what_came_meanwhile(qtbot, page, demo, session):
    before = ids(page)
    await closed(page)
    meanwhile = demo.open_door()["event_id"]
    again = await opened(qtbot, session)
    assert ids(again) == [meanwhile, *before]
    await closed(again)


async def test_the_name_of_somebody_deleted_remains(qtbot, page, demo, session, until):
    row = page.list.table.records()[0]
    name, member = row.told.who, row.seen.event.subject.member_id
    await session.client.members.delete(member)
    look_now(page)
    await until(lambda: f"An administrator or a program deleted {name}" in sentences(page))


async def test_notices_are_off_until_asked_for_and_only_of_what_fits(qtbot, demo, session, until):
    told = Told()
    page = await opened(qtbot, session, told)
    demo.open_door()
    look_now(page)
    total = page.list.table.total
    await until(lambda: page.list.table.total == total + 1)
    assert told.notices == []
    page.choices.boxes["verb"].setCurrentIndex(page.choices.boxes["verb"].findData("use"))
    page.tell.setChecked(True)
    opened_door = demo.open_door()
    await session.client.members.create(name="Somebody new", metadata={})
    look_now(page)
    await until(lambda: page.list.table.total == total + 3)
    [(title, text)] = told.notices
    assert title == "1 new event" and opened_door["member"] in text
    await closed(page)


async def test_a_refusal_is_said_and_the_log_goes_on_more_slowly_until_it_is_over(page, demo, until):
    troubles = []
    page.troubled.connect(troubles.append)
    demo.faults.append(Rule(Fault.FORBIDDEN, "/events", count=2))
    look_now(page)
    await until(lambda: "does not answer" in page.state.text())
    assert page._feed.tail.interval in (2 * tail.FRONT, 2 * tail.BEHIND) and page.list.table.rowCount()
    look_now(page)
    await until(lambda: len(troubles) == 2)
    total = page.list.table.total
    demo.open_door()
    look_now(page)
    await until(lambda: page.list.table.total > total)
    assert troubles[-1] is None and page.state.text() == "Following"


async def test_a_connection_that_was_taken_back_stops_the_log_and_says_so(page, demo, until):
    troubles = []
    page.troubled.connect(troubles.append)
    demo.faults.append(Rule(Fault.UNAUTHORIZED, "/events", count=9))
    look_now(page)
    await until(lambda: "Stopped" in page.state.text())
    assert troubles[-1].code in ("unauthorized", "signed_out") and page.list.table.rowCount()


async def test_a_disk_that_cannot_keep_events_is_said_and_they_are_shown(qtbot, demo, session, until):
    await session.restore()
    folder = feed.Feed(session, Clock()).folder
    (folder / "events.sqlite3").write_bytes(b"this is no database, and never was one" * 100)
    troubles = []
    page = LogPage(session, Tasks(), Clock(), notices=Told())
    page.kept_tasks = page._tasks
    page.troubled.connect(troubles.append)
    page.show()
    page.reload()
    await until(lambda: page.list.table.total)
    assert [one.code for one in troubles if one][:1] == ["log_unusable"]
    await closed(page)


async def test_beside_an_open_event_the_columns_share_the_room_that_is_left(page, until):
    view = page.list.view
    page.list.view.selectRow(0)
    await until(lambda: view.horizontalHeader().length() <= view.viewport().width())
    assert [view.isColumnHidden(number) for number in range(5)] == [False, False, True, True, False]
    page.list.search.setText("nobody at all")
    await until(lambda: not page.drawer.isVisible())
    assert not any(view.isColumnHidden(number) for number in range(5))


async def test_who_is_this_leads_to_the_person(page):
    wanted = []
    page.elsewhere.connect(lambda place, what: wanted.append((place, what)))
    page.list.view.selectRow(0)
    next(b for b in page.drawer.findChildren(QPushButton) if b.text().startswith("Who is ")).click()
    assert wanted == [("people", page.list.table.records()[0].told.who)]


async def test_a_file_of_it_has_what_is_shown_with_exact_times_and_ids(page):
    page.choices.boxes["door"].setCurrentIndex(1)
    sheet = page.list.sheet()
    assert len(sheet.rows) == page.list.table.rowCount() < page.list.table.total
    assert {row[sheet.titles.index("Event id")] for row in sheet.rows} == set(ids(page))
    assert {row[sheet.titles.index("Door")] for row in sheet.rows} == {page.choices.boxes["door"].currentText()}


async def test_a_name_with_markup_is_text_in_the_list_and_the_drawer(page):
    now = datetime.now(UTC)
    evil = Named(id="mem_x", name="<img src=x>")
    event = Event(
        id="evt_x", created_at=(now + timedelta(hours=1)).isoformat(), verb="dance",
        subject=EventSubject(member_id="mem_x"), object=EventObject(type="tag"), subject_member=evil,
        more={"mood": "good"},
    )  # fmt: skip
    page.list.add_rows(page._rows.made([Seen(event=event)]))
    page.list.view.selectRow(0)
    found = page.drawer.findChildren(QLabel)
    assert {one.textFormat() for one in found} == {label("").textFormat()}
    texts = [one.text() for one in found]
    assert "<img src=x>: dance tag" in texts and "mood" in texts and "good" in texts


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, ""), (150, "2 min late"), (3600, "1 h late"), (8040, "2 h 14 min late"), (180_000, "2 days 2 h late")],
)
async def test_how_late_in_words(seconds, said):
    assert late_words(seconds) == said
