"""A run while it goes on: paused by a person, by the network, by Akiles; its report; taken back."""

import asyncio
import contextlib
import csv
from datetime import UTC, datetime

import msgspec
import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPushButton

from akiles_console import paths
from akiles_console.demo.faults import Fault, Rule
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet import export, reader
from akiles_console.people.spreadsheet.reading import Options
from akiles_console.session import Endpoints, Session
from akiles_console.sync.journal import Journal
from akiles_console.sync.plan import Options as PlanOptions
from akiles_console.ui.pages.importing import report_file
from akiles_console.ui.pages.importing.outcomes import RunRow
from akiles_console.ui.pages.importing.source import Reread

pytestmark = pytest.mark.anyio


def runs(demo):
    with contextlib.closing(Journal(paths.organization(demo.backend.id), lambda: datetime.now(UTC))) as journal:
        return journal.runs()


def mine(demo):
    marked = [m for m in demo.backend.members if m["metadata"].get("source") == "akiles-console"]
    return [m for m in marked if not m["is_deleted"]]


async def dialog_of(desk):
    window = desk.page.window()
    await desk.until(lambda: any(found.isVisible() for found in window.findChildren(QDialog)))
    return next(found for found in window.findChildren(QDialog) if found.isVisible())


async def paused(desk):
    await desk.until(desk.page.apply.continue_button.isVisible, 20)


async def goes_on(desk):
    """Presses Continue, again where a request that was under way failed after the first time."""

    def done():
        if desk.page.apply.continue_button.isVisible():
            desk.page.apply.continue_button.click()
        return not desk.page.runner.running

    await desk.until(done, 30)


async def test_a_person_pauses_and_goes_on(opened, demo, sample):
    async with opened() as desk:
        await desk.to_preview(sample)
        apply = desk.page.apply
        demo.faults.append(Rule(Fault.DELAY, method="POST", count=1000, skip=8, seconds=0.05))
        desk.page.primary.click()
        await desk.until(lambda: any("Giving access" in text for text in desk.doing))
        apply.pause_button.click()
        await paused(desk)
        assert "until you press Continue" in apply._words.text()
        written = len(demo.writes)
        assert desk.doing[-1].startswith("Paused")
        demo.faults.clear()
        apply.continue_button.click()
        await desk.finished()
        assert len(demo.writes) > written
        assert apply.headline.text().startswith("Done")
        assert runs(demo)[0].state == "finished"


@pytest.mark.parametrize(("fault", "said"), [(Fault.UNAUTHORIZED, "no longer lets"), (Fault.DROP, "cannot be reached")])
async def test_a_run_pauses_by_itself_and_goes_on(opened, demo, sample, fault, said):
    async with opened() as desk:
        await desk.to_preview(sample)
        demo.faults.append(Rule(fault, count=100_000, skip=12))
        desk.page.primary.click()
        await paused(desk)
        assert said in desk.page.apply._words.text()
        assert runs(demo)[0].state == "running"
        demo.faults.clear()
        await goes_on(desk)
        assert desk.page.apply.headline.text().startswith("Done")
        assert len({m["metadata"]["sourceID"] for m in mine(demo)}) == len(mine(demo))


async def test_a_run_that_paused_by_itself_can_be_cancelled(opened, demo, sample):
    async with opened() as desk:
        await desk.to_preview(sample)
        demo.faults.append(Rule(Fault.UNAUTHORIZED, count=100_000, skip=12))
        desk.page.primary.click()
        await paused(desk)
        demo.faults.clear()
        desk.page.apply.cancel_button.click()
        await desk.finished()
        assert desk.page.apply.headline.text().startswith("Cancelled")
        assert desk.page.apply.again_button.isVisible()
        assert not desk.page.apply.cancel_button.isVisible()


async def test_signing_in_again_in_the_middle_carries_the_run_on(opened, demo, ring, consent, sample):
    """The page, the plan and the run stay; only the key is new."""
    visits = []

    def browse(address):
        demo.faults.clear()
        visits.append(asyncio.ensure_future(consent(address)))

    session = Session(Endpoints(demo.api_url, demo.auth_url, "demo"), backend=ring)
    await session.connect(demo.client_id, demo.client_secret, port=0, show=browse)
    async with opened(session, browse) as desk:
        await desk.to_preview(sample)
        demo.faults.append(Rule(Fault.UNAUTHORIZED, path="members", count=100_000, skip=8))
        desk.page.primary.click()
        apply = desk.page.apply
        await desk.until(apply.reconnect_button.isVisible, 20)
        assert not apply.continue_button.isVisible()
        apply.reconnect_button.click()
        await desk.finished()
        assert apply.headline.text().startswith("Done")
        assert await asyncio.gather(*visits) == [200, 200]
        assert len({m["metadata"]["sourceID"] for m in mine(demo)}) == len(mine(demo))


async def test_a_run_is_taken_back_after_a_question_with_its_counts(opened, demo, staff):
    async with opened() as desk:
        await desk.to_preview(staff)
        desk.page.primary.click()
        await desk.finished()
        assert len(mine(demo)) == 2
        desk.page.apply.undo_button.click()
        dialog = await dialog_of(desk)
        assert dialog.windowTitle() == "Take this run back for 2 people?"
        assert len(mine(demo)) == 2
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Take back for 2 people").click()
        await desk.until(lambda: desk.page.apply.headline.text().startswith("Taken back"), 20)
        assert mine(demo) == []
        assert desk.page.apply.headline.text() == "Taken back: 2 people are as before."
        assert not desk.page.apply.undo_button.isVisible()
        assert {run.state for run in runs(demo)} == {"finished", "undone"}


async def test_many_losses_of_an_undo_need_their_number(opened, demo, sample):
    async with opened() as desk:
        await desk.to_preview(sample)
        desk.page.primary.click()
        await desk.finished()
        there = len(mine(demo))
        desk.page.apply.undo_button.click()
        dialog = await dialog_of(desk)
        press = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Take back for"))
        assert not press.isEnabled()
        next(f for f in dialog.findChildren(QLineEdit) if f.isVisible()).setText(str(there))
        assert press.isEnabled()
        dialog.reject()
        await desk.until(lambda: not desk.tasks.running("import-run"))
        assert len(mine(demo)) == there


async def test_a_pin_that_is_taken_can_be_chosen_by_akiles(opened, demo, tmp_path):
    path = tmp_path / "pins.csv"
    path.write_text("Employee ID,Name,E-mail,Department,PIN\n1,Ana Ruiz,ana@example.com,Sales,482913\n")
    someone = demo.backend.members[0]["id"]
    demo.backend.make_child("pins", someone, {"pin": "482913", "metadata": {}})
    async with opened() as desk:
        await desk.to_preview(path)
        desk.page.preview.settings._ticks["pin"].click()
        await desk.planned()
        desk.page.primary.click()
        await desk.finished()
        apply = desk.page.apply
        assert desk.rows(apply.list)[0][1] == "Needs you"
        assert "482913" not in " ".join(desk.rows(apply.list)[0])
        desk.select(apply.list, "Ana Ruiz")
        assert apply.chosen.pin.isVisible() and apply.chosen.check.isVisible()
        apply.chosen.pin.click()
        await desk.planned()
        assert desk.step == "preview"
        desk.page.primary.click()
        await desk.finished()
        assert apply.headline.text() == "Done: 1 person is verified."


async def test_the_report_is_saved_where_the_person_wants_it(opened, demo, staff, tmp_path):
    async with opened() as desk:
        await desk.to_preview(staff)
        desk.page.primary.click()
        await desk.finished()
        desk.page.apply.save_button.click()
        dialog = await dialog_of(desk)
        assert isinstance(dialog, QFileDialog)
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "report.csv"))
        dialog.accept()
        await desk.until(lambda: "is saved" in desk.page.apply._words.text())
        with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == ["Key", "Person", "State", "What"]
        assert {row[1] for row in rows[1:]} == {"Ana Ruiz", "Bo Lind"}


def test_no_cell_of_a_report_is_taken_for_a_formula():
    rows = [RunRow(key="=1", name="@x", state="verified", what="-2"), RunRow(key="1", name="\ty", state="needs_you")]
    found = list(csv.reader(export.csv_text(report_file.sheet(rows)).splitlines()))
    assert found[1] == ["'=1", "'@x", "Verified", "'-2"]
    assert found[2][1] == "'\ty"


async def test_what_a_run_can_be_made_from_again_has_no_password_and_nothing_typed_by_hand(staff):
    reading = await reader.read(staff)
    how = Options(password="canary-word", fixes=((1, 2, "canary-pin"),))
    origin = Reread(str(staff), how).origin(reading, Mapping(), PlanOptions())
    assert b"canary" not in msgspec.json.encode(origin)
    assert origin.mended
    assert not Reread(str(staff), Options()).origin(reading, Mapping(), PlanOptions()).mended
