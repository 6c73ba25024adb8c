"""From nothing to people who can open doors, in the real program in a real window."""

from __future__ import annotations

import re

import pytest

pytestmark = [pytest.mark.window, pytest.mark.timeout(300)]

GIVE = re.compile(r"Give \d+ people access")


def test_connect_import_map_preview_apply_report_and_twice_is_nothing_to_do(screen):
    screen.press("Connect")
    screen.allow()
    screen.see("Practice office")
    screen.press("Import")
    screen.press("Use the sample spreadsheet")
    screen.see("sample_employees.xlsx")
    screen.press("Continue")
    screen.see("Column in the file")
    screen.press("Continue")
    screen.see("37 people are fine, 3 rows are set aside.")
    screen.press("Continue with 37 people")
    screen.see("Engineering (proposed)")
    screen.press("Everyone")
    screen.see("Engineering, Everyone")
    screen.press("Continue")
    gives = screen.press(GIVE)
    count = gives.split()[1]
    screen.see(f"Done: {count} people are verified.", seconds=90)
    assert not screen.sees(re.compile("Needs you: [1-9].*"))

    screen.press("Import another file")
    screen.press("Use the sample spreadsheet")
    screen.see("You have imported this kind of file before: columns are read as then.")
    for button in ("Continue with 37 people", "Continue"):
        screen.press(button)
    screen.see("Nothing to do: Akiles already has what this file asks for.")
    assert not screen.sees("Nothing to do", "enabled")

    screen.press("Mapping")
    screen.see("Kept with the organization: a colleague's console shows the same.")
    screen.see("Engineering, Everyone")


def test_the_keyboard_alone_is_enough(screen):
    screen.see("Connect", "enabled")
    screen.take_the_keyboard()
    screen.tab_to("Connect")
    screen.key("space")
    screen.allow()
    screen.see("Practice office")
    screen.take_the_keyboard()
    screen.key("ctrl+3")
    screen.see("Use the sample spreadsheet")
    screen.tab_to("Use the sample spreadsheet")
    screen.key("space")
    for title in ("Continue", "Continue", "Continue with 37 people"):
        screen.see(title, "enabled")
        screen.tab_to(title)
        screen.key("space")
    screen.see("Engineering (proposed)")
    screen.tab_to("Everyone")
    screen.key("space")
    screen.see("Engineering, Everyone")
    screen.key("ctrl+Return")
    screen.see(GIVE, "enabled")
    screen.tab_to("PIN")
    screen.key("space")
    screen.see("PIN", "checked")
    gives = screen.see(GIVE, "enabled")
    screen.tab_to(gives)
    screen.key("space")
    screen.see(f"Done: {gives.split()[1]} people are verified.", seconds=90)
