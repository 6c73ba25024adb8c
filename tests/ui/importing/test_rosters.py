"""Real lists of people, each from file to verified members in the window; what they need is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(240)]

DATA = Path(__file__).resolve().parents[2] / "people" / "data"


def choose_everyone(step) -> int:
    """Ticks the group Everyone for each group of the file and for people without one; how many opened nothing."""
    empty = 0
    for row in range(step.list.table.rowCount()):
        step.list.view.selectRow(row)
        tick = next(box for box in step.panel.findChildren(QCheckBox) if box.accessibleName() == "Everyone")
        empty += not any(box.isChecked() for box in step.panel.findChildren(QCheckBox))
        if not tick.isChecked():
            tick.click()
    return empty


@pytest.mark.parametrize(
    ("file", "verified", "opened_nothing"),
    [
        ("example-users.csv", 14, 5),
        ("ImportExample_Pester_Tests_1.1.0.csv", 26, 6),
        ("MOCK_DATA.csv", 1000, 1),
        ("employee_records_dataset.xlsx", 1147, 8),
    ],
)
async def test_a_real_list_becomes_verified_people(opened, demo, file, verified, opened_nothing):
    async with opened() as desk:
        page = desk.page
        await desk.to_groups(DATA / file)
        assert choose_everyone(page.groups) == opened_nothing
        await desk.go_on()
        await desk.planned()
        assert page.primary.text() == f"Give {verified} people access"
        page.primary.click()
        await desk.until(lambda: desk.step == "apply" and not page.runner.running, 120)
        assert f"{verified} people are verified" in page.apply.headline.text()
        ours = [one for one in demo.backend.members if one["metadata"].get("source") == "akiles-console"]
        assert len(ours) == verified
