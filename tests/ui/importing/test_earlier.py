"""Earlier imports: what is remembered, who they were, taking a run back and finishing one."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from akiles_console import paths
from akiles_console.demo.faults import Fault, Rule
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Options as ReadOptions
from akiles_console.sync.history import Past
from akiles_console.sync.plan import Options
from akiles_console.sync.records import Ending, Origin, Run, whoever
from akiles_console.ui.pages.importing import earlier_words

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def run(id="run_1", state="finished", ago=timedelta(minutes=5), by_hand=None, **fields):
    given = {"path": "staff.csv", "mended": by_hand is not None, **(by_hand or {})}
    origin = Origin(digest="d", reading=ReadOptions(), mapping=Mapping(), options=Options(), **given)
    fields = {"plan_id": "p", "done": 4, **fields}
    return Run(
        id=id, organization_id="o", file="staff.csv", rows=2, roster="partial", people=2, operations=6,
        started_at=(NOW - ago).isoformat(), ended_at=None, state=state,
        origin=msgspec.json.encode(origin).decode(), **fields,
    )  # fmt: skip


def rows(*runs, busy=False):
    return earlier_words.past_rows(Past(runs=runs, busy=busy), NOW, "UTC")


@pytest.mark.parametrize(
    ("ago", "said"),
    [(timedelta(minutes=5), "5 minutes"), (timedelta(hours=3), "3 hours"), (timedelta(days=3), "3 days")],
)
def test_a_run_that_broke_off_can_be_finished_and_says_how_old_it_is(ago, said):
    (row,) = rows(run(state="interrupted", ago=ago))
    assert row.can_finish and row.can_undo
    assert row.advice.startswith(f"Begun {said} ago, 2 changes are left.")


@pytest.mark.parametrize(
    ("by_hand", "can_finish", "said"),
    [
        ({"cells": "abc"}, True, "Begun 5 minutes ago"),
        (
            {"cells": "abc", "pins": 1},
            False,
            "A PIN was typed by hand for it, and a PIN is never kept. Import the same",
        ),
        ({"undecided": 1}, False, "It was decided about people without an employee number"),
        ({"path": ""}, False, "Import the same file again"),
        ({}, False, "Import the same file again"),
    ],
)
def test_what_was_done_by_hand_is_finished_where_it_is_kept(by_hand, can_finish, said):
    (row,) = rows(run(state="stopped", by_hand=by_hand))
    assert row.can_finish == can_finish and row.advice.startswith(said)
    assert row.path == by_hand.get("path", "staff.csv")


def test_what_can_be_taken_back():
    assert rows(run())[0].can_undo
    assert not rows(run(state="undone"))[0].can_undo
    assert not rows(run(done=0))[0].can_undo
    back = rows(run(plan_id="undo of run_0"))[0]
    assert not back.can_undo
    assert back.state == "Takes an import back: Finished"


def test_a_run_under_way_is_left_alone():
    (row,) = rows(run(state="running"), busy=True)
    assert (row.state, row.can_undo, row.can_finish) == ("Under way", False, False)
    (row,) = rows(run(state="running"))
    assert (row.state, row.can_finish) == ("Cut off", True)


def test_counts_of_changes():
    assert rows(run(failed=1, unknown=1))[0].changes == "4 of 6, 1 failed, 1 unknown"


def test_people_are_called_by_today_s_names_and_else_by_their_id():
    def ending(person, status="synced", verified=True, problems=()):
        return Ending(
            person=person, member_id=None, status=status, verified=verified, skip_reason=None, problems=problems
        )

    found = earlier_words.people_rows(
        [ending("1"), ending("7"), ending("#abc"), ending("2", "failed", False, ("card_taken",))],
        {"1": "Ana", "2": "Bo"},
    )
    assert [(row.name, row.title) for row in found] == [
        ("Bo", "Needs you"), ("7", "Verified"), ("Ana", "Verified"), ("somebody who is no longer there", "Verified"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "title", "what"),
    [
        ("no_mapping", "Left out", "No group of this person opens anything yet."),
        ("owned_by_hand", "Left out", "A member made by hand in Akiles has this e-mail address already."),
        ("not_reached", "Not begun", "The run ended before this person's turn."),
        ("email_of_other_id", "Left out", "Somebody of yours with another employee id has this e-mail address."),
        ("card_not_found", "Left out", "Something stood in the way (card_not_found)"),
    ],
)
def test_why_somebody_was_left_out_is_said_without_the_details_that_are_not_kept(reason, title, what):
    one = Ending(person="1", member_id=None, status="none", verified=False, skip_reason=reason, problems=(reason,))
    (row,) = earlier_words.people_rows([one], {})
    assert row.title == title
    assert row.what.startswith(what) and "?" not in row.what


async def imported(desk, path):
    await desk.to_preview(path)
    desk.page.primary.click()


async def loaded(desk):
    await desk.until(lambda: not any(desk.tasks.running(f"import-earlier{part}") for part in ("", "-people")), 20)


@pytest.mark.anyio
async def test_a_run_is_remembered_and_taken_back_from_there(opened, demo, staff):
    async with opened() as desk:
        page = desk.page
        await imported(desk, staff)
        await desk.finished()
        page.past.click()
        await loaded(desk)
        assert [row[0] for row in desk.rows(page.earlier.runs)] == ["staff.csv"]
        assert [row[2] for row in desk.rows(page.earlier.runs)] == [whoever()]
        assert {row[0] for row in desk.rows(page.earlier.people)} == {"Ana Ruiz", "Bo Lind"}
        assert not page.primary.isVisible() and not page.stepper.isVisible()
        assert not page.earlier.finish_button.isVisible()
        page.earlier.undo_button.click()
        window = page.window()
        await desk.until(lambda: any(found.isVisible() for found in window.findChildren(QDialog)))
        press = [b for b in window.findChildren(QPushButton) if b.text() == "Take back for 2 people"]
        press[0].click()
        await desk.until(lambda: page.apply.headline.text().startswith("Taken back"), 20)
        page.past.click()
        await loaded(desk)
        assert {row[3] for row in desk.rows(page.earlier.runs)} == {"Taken back", "Takes an import back: Finished"}
        page.back.click()
        assert desk.step == "file"


@pytest.mark.anyio
async def test_a_run_that_was_closed_over_is_finished_from_there(opened, demo, sample):
    async with opened() as desk:
        demo.faults.append(Rule(Fault.DELAY, method="POST", count=100, skip=8, seconds=0.3))
        await imported(desk, sample)
        await desk.until(lambda: any("Giving access" in text for text in desk.doing))
    demo.faults.clear()
    async with opened() as desk:
        page = desk.page
        page.past.click()
        await loaded(desk)
        assert "changes are left" in page.earlier._advice.text()
        page.earlier.finish_button.click()
        await desk.until(lambda: page.apply.headline.text().startswith("Done"), 60)
        assert not page.apply.again_button.isVisible()
        mine = [m["metadata"]["sourceID"] for m in demo.backend.members if m["metadata"].get("sourceID")]
        assert len(mine) == len(set(mine))


FAULTY = "Employee ID,Name,E-mail,Department,PIN\n" + "".join(
    f"{n},Person {n},{'p at x' if n == 2 else f'p{n}@example.com'},Engineering,\n" for n in range(1, 21)
)


async def cut_off_after_mending(opened, demo, path, cell, text):
    """Imports the list with that cell mended, and the window is closed in the middle of it."""
    path.write_text(FAULTY, encoding="utf-8")
    async with opened() as desk:
        await desk.read(path)
        while desk.step != "check":
            await desk.go_on()
        desk.page.check.fixes_changed.emit(((*cell, text),))
        await desk.until(lambda: desk.page.opener.checked.fixes != () and not desk.tasks.running("import-read"), 20)
        await desk.go_on()
        await desk.until(lambda: desk.step == "groups" and not desk.tasks.running("import-groups"), 20)
        await desk.go_on()
        await desk.planned()
        demo.faults.append(Rule(Fault.DELAY, method="POST", count=100, skip=8, seconds=0.3))
        desk.page.primary.click()
        await desk.until(lambda: any("Giving access" in said for said in desk.doing))
    demo.faults.clear()


async def press(desk, text):
    window = desk.page.window()
    found: list[QPushButton] = []

    def there():
        found[:] = [one for one in window.findChildren(QPushButton) if one.text() == text and one.isVisible()]
        return found

    await desk.until(there, 60)
    found[0].click()


@pytest.mark.anyio
async def test_a_run_with_mended_cells_is_finished_with_the_same_cells(opened, demo, tmp_path):
    await cut_off_after_mending(opened, demo, tmp_path / "staff.csv", (2, 2), "mended@example.com")
    async with opened() as desk:
        page = desk.page
        page.past.click()
        await loaded(desk)
        await press(desk, "Finish it")
        await desk.until(lambda: page.apply.headline.text().startswith("Done"), 60)
    mine = {
        m["metadata"]["sourceID"]: m for m in demo.backend.members if m["metadata"].get("source") == "akiles-console"
    }
    assert len(mine) == 20
    assert [child["email"] for child in demo.backend.living("emails", mine["2"]["id"])] == ["mended@example.com"]


@pytest.mark.anyio
async def test_where_the_mended_cells_are_gone_it_is_said_and_the_file_is_imported_again(opened, demo, tmp_path):
    await cut_off_after_mending(opened, demo, tmp_path / "staff.csv", (2, 2), "mended@example.com")
    for kept in paths.organization(demo.backend.id).glob("mended/*.json"):
        kept.unlink()
    before = len(demo.writes)
    async with opened() as desk:
        desk.page.past.click()
        await loaded(desk)
        await press(desk, "Finish it")
        await press(desk, "Import it again")
        await desk.until(lambda: desk.step == "check", 20)
        assert desk.page.opener.reading.file == "staff.csv" and len(demo.writes) == before


@pytest.mark.anyio
async def test_a_typed_pin_leads_to_importing_the_file_again(opened, demo, tmp_path):
    await cut_off_after_mending(opened, demo, tmp_path / "staff.csv", (3, 4), "480913")
    async with opened() as desk:
        desk.page.past.click()
        await loaded(desk)
        assert "a PIN is never kept" in desk.page.earlier._advice.text()
        assert not desk.page.earlier.finish_button.isVisible()
        await press(desk, "Import the file again")
        await desk.until(lambda: desk.step == "check", 20)
