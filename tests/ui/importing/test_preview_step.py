"""The Preview step with real widgets: settings, decisions, the person beside the list."""

import pytest
from PySide6.QtWidgets import QPushButton

from akiles_console.demo.faults import Fault, Rule
from akiles_console.sync.plan import Decision, Options

pytestmark = pytest.mark.anyio


async def test_a_person_opens_in_the_place_of_the_settings_and_closes(opened, staff):
    async with opened() as desk:
        await desk.to_preview(staff)
        preview = desk.page.preview
        assert preview.settings.isVisible()
        desk.select(preview.list, "Ana Ruiz")
        assert preview.person.isVisible()
        preview.person.closed.emit()
        assert preview.settings.isVisible()
        assert not preview.list.selection()


async def test_the_row_of_a_person_is_shown_in_check(opened, staff):
    async with opened() as desk:
        await desk.to_preview(staff)
        desk.page.preview.row_wanted.emit(2)
        assert desk.step == "check"
        assert desk.page.check.list.selection()[0].row == 2


async def test_a_decision_plans_anew_and_goes_with_another_file(opened, staff, sample):
    async with opened() as desk:
        await desk.to_preview(staff)
        preview = desk.page.preview
        decision = Decision(key="1", kind="random_pin")
        preview.person.decided.emit(decision, True)
        assert desk.page.runner.planned is None
        await desk.planned()
        assert desk.page.runner.planned.options.decisions == (decision,)
        preview.person.decided.emit(decision, False)
        await desk.planned()
        assert desk.page.runner.planned.options.decisions == ()
        preview.settings.choose(Options(decisions=(decision,), rekey=True))
        await desk.to_preview(sample)
        assert preview.settings.options.decisions == ()
        assert not preview.settings.options.rekey


async def test_a_setting_that_changes_while_a_plan_is_made_never_shows_the_old_plan(opened, demo, staff):
    async with opened() as desk:
        await desk.to_preview(staff)
        runner, settings = desk.page.runner, desk.page.preview.settings
        demo.faults.append(Rule(Fault.DELAY, path="organization", count=1, seconds=0.6))
        settings._ticks["pin"].click()
        await desk.until(lambda: desk.tasks.running("import-plan"))
        settings._ticks["magic_link"].click()
        assert not desk.tasks.running("import-plan")
        assert desk.page.preview.headline.text() == "Comparing the file with Akiles…"
        await desk.planned()
        assert runner.planned.options.credentials == ("email", "magic_link", "pin")


async def test_switched_off_everything_is_shown_and_nothing_can_be_applied(opened, demo, staff):
    async with opened() as desk:
        await desk.to_preview(staff)
        desk.page.preview.settings._enabled.click()
        await desk.planned()
        assert not desk.page.primary.isEnabled()
        assert "switched off" in desk.page.preview.danger.text()


async def test_only_who_starts_soon_is_synced_where_the_person_asks_for_that(opened, tmp_path):
    path = tmp_path / "later.csv"
    path.write_text("Employee ID,Name,E-mail,Department,First day\n1,Ana Ruiz,ana@example.com,Sales,2099-01-01\n")
    async with opened() as desk:
        await desk.to_preview(path)
        assert desk.rows(desk.page.preview.list)[0][1] == "Gets access"
        desk.page.preview.settings._later.click()
        await desk.planned()
        assert desk.rows(desk.page.preview.list)[0][1] == "Left out"
        assert desk.page.preview.filter.count() == 2


async def test_the_list_is_filtered_and_the_keyboard_stays_in_it_over_a_new_plan(opened, staff):
    async with opened() as desk:
        await desk.to_preview(staff)
        preview = desk.page.preview
        desk.page.window().activateWindow()
        await desk.until(desk.page.window().isActiveWindow)
        preview.list.view.setFocus()
        preview.settings.choose(Options(roster="full"))
        await desk.planned()
        assert preview.list.view.hasFocus()
        preview.filter.setCurrentIndex(preview.filter.findData("create"))
        preview.filter.activated.emit(preview.filter.currentIndex())
        assert {row[1] for row in desk.rows(preview.list)} == {"Gets access"}


async def test_settings_are_kept_for_next_time_but_not_what_has_to_be_said_each_time(opened, staff):
    async with opened() as desk:
        await desk.to_preview(staff)
        settings = desk.page.preview.settings
        settings._ticks["pin"].click()
        settings._length.setValue(8)
        settings._later.click()
        settings._enabled.click()
        settings.full.click()
        settings._adopt.click()
        await desk.planned()
        await desk.until(lambda: not desk.tasks.running("import-settings"))
    async with opened() as desk:
        await desk.to_preview(staff)
        options = desk.page.runner.planned.options
        assert (options.credentials, options.pin_length, options.valid_within) == (("email", "pin"), 8, 14)
        assert not options.enabled
        assert (options.roster, options.adopt_email) == ("partial", False)
        assert not desk.page.preview.settings._enabled.isChecked()
        assert not desk.page.primary.isEnabled()


async def test_new_employee_ids_are_changed_for_all_with_one_button(opened, demo, staff, tmp_path):
    renumbered = tmp_path / "renumbered.csv"
    renumbered.write_text(
        staff.read_text(encoding="utf-8").replace("\n1,", "\n0001,").replace("\n2,", "\n0002,"), encoding="utf-8"
    )
    async with opened() as desk:
        preview = desk.page.preview
        await desk.to_preview(staff)
        desk.page.primary.click()
        await desk.finished()
        desk.page.primary.click()
        await desk.to_preview(renumbered)
        preview.settings.full.click()
        await desk.planned()
        assert preview.rekey.isVisible()
        assert preview.rekey.text() == "Change 2 employee ids"
        preview.rekey.click()
        await desk.planned()
        assert not desk.page.runner.planned.proposal.plan.losing
        desk.page.primary.click()
        await desk.finished()
        ids = [m["metadata"].get("sourceID") for m in demo.backend.members]
        assert {"0001", "0002"} <= set(ids) and "1" not in ids


async def test_a_member_made_by_hand_is_taken_over_from_the_panel(opened, demo, staff):
    member = demo.backend.make("members", {"name": "Ana Ruiz", "metadata": {}})
    demo.backend.make_child("emails", member["id"], {"email": "ana@example.com", "metadata": {}})
    async with opened() as desk:
        preview = desk.page.preview
        await desk.to_preview(staff)
        desk.select(preview.list, "Ana Ruiz")
        take = next(b for b in preview.person.findChildren(QPushButton) if b.text() == "Take over this member")
        take.click()
        await desk.planned()
        assert {row[0]: row[1] for row in desk.rows(preview.list)}["Ana Ruiz"] == "Changes"
        desk.page.primary.click()
        await desk.finished()
        assert desk.page.apply.headline.text().startswith("Done")
        assert demo.backend.get("members", member["id"])["metadata"]["sourceID"] == "1"
