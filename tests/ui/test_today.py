"""The Today page: its words, its lines over real HTTP, and where its buttons lead."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from akiles_console.clock import Clock
from akiles_console.demo.faults import Fault, Rule
from akiles_console.sync.records import Run
from akiles_console.today import KINDS, Need
from akiles_console.ui.pages.today import words
from akiles_console.ui.pages.today.page import TodayPage
from akiles_console.ui.tasks import Tasks

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
RUN = Run(
    id="run_1", plan_id="p", organization_id="org_1", file="staff.csv", rows=3, roster="partial", people=3,
    operations=6, started_at="2026-03-12T07:30:00+00:00", ended_at=None, state="interrupted", done=2,
)  # fmt: skip


def line(kind, count=2, **fields):
    run = RUN if kind in ("unfinished", "attention", "unmapped") else None
    fields.setdefault("names", ("Ana", "Bo")[:count])
    (made,) = words.lines([Need(kind=kind, count=count, run=run, first="2026-03-13T07:00:00Z", **fields)], NOW, "UTC")
    return made


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("unfinished", "The import of staff.csv was not finished."),
        ("attention", "2 people of staff.csv need you."),
        ("unmapped", "2 people of staff.csv got nothing."),
        ("no_door", "2 people start this week and no door opens for them yet."),
        ("no_credential", "2 people start this week and have nothing that opens their doors."),
        ("offline", "2 doors cannot be reached."),
        ("ending", "Access ends this week for 2 people."),
        ("ready", "2 people start this week and are ready."),
        ("ended", "Access ended in the last seven days for 2 people."),
    ],
)
def test_each_kind_has_a_sentence_and_a_button(kind, title):
    made = line(kind)
    assert made.title == title
    assert made.action and made.detail and made.place


def test_every_kind_is_said():
    assert len(KINDS) == 9


def test_one_person_is_sought_by_name_and_many_are_counted():
    assert (line("ready", 1).seek, line("ready", 1).detail) == ("Ana", "Ana, Fri 13 Mar, 07:00")
    assert line("ready").seek == ""
    many = tuple(f"P{n}" for n in range(12))
    assert "P7 and 4 more; first on Fri 13 Mar" in line("ready", 12, names=many).detail


def test_how_much_of_an_import_was_done_is_said():
    assert line("unfinished").detail.startswith("Thu 12 Mar, 07:30: 2 of 6 changes were made.")


def test_the_day_in_a_sentence():
    assert words.headline(()) == "Nothing needs you today."
    assert words.headline([Need(kind="ended", count=1)]) == "Nothing needs you today."
    assert words.headline([Need(kind="offline", count=1)]) == "1 thing needs you."


@pytest.fixture
async def page(qtbot, session):
    await session.restore()
    made = TodayPage(session, Tasks(), Clock())
    qtbot.addWidget(made)
    made.show()
    yield made
    await made._tasks.aclose()


async def shown(page, until):
    page.reload()
    await until(lambda: not page._tasks.running("today"), 20)


@pytest.mark.anyio
async def test_one_listing_and_a_handful_of_calls(page, demo, until):
    before = demo.request_count
    await shown(page, until)
    assert demo.request_count - before == 6
    assert [path for _, path in demo.requests].count("/members") == 1
    assert [found.kind for found in page.lines] == ["offline"]


@pytest.mark.anyio
async def test_a_button_leads_to_the_place_where_it_is_done(page, demo, until):
    starts = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    demo.backend.make("members", {"name": "Bo Lind", "starts_at": starts})
    await shown(page, until)
    went = []
    page.elsewhere.connect(lambda *where: went.append(where))
    for button in page.findChildren(QPushButton):
        if button.isVisible() and button.accessibleName().startswith("See"):
            button.click()
    assert went == [("people", "Bo Lind"), ("doors", "")]
    assert page.headline.text() == "2 things need you."


@pytest.mark.anyio
async def test_akiles_away_is_said_and_retry_helps(page, demo, until):
    troubles = []
    page.troubled.connect(troubles.append)
    demo.faults.append(Rule(Fault.FORBIDDEN, method="GET", count=10_000))
    await shown(page, until)
    assert page.problem.text()
    assert troubles[-1] is not None
    demo.faults.clear()
    page.retry.click()
    await until(lambda: page.headline.text() == "1 thing needs you.", 20)
    assert not page.retry.isVisible()
