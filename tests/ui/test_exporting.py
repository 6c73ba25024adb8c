"""Any list of the window becomes a file."""

import csv

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from python_calamine import CalamineWorkbook

from akiles_console.session import Endpoints
from akiles_console.ui import exporting
from akiles_console.ui.organizations import Organizations

pytestmark = pytest.mark.anyio


async def test_people_and_doors_are_saved_and_it_is_said(window_on, demo, qapp, until, tmp_path):
    endpoints = Endpoints(demo.api_url, demo.auth_url, "demo")
    organizations = Organizations(endpoints, access_token=demo.access_token, server=demo)
    async with window_on(organizations) as window:
        for place, name, kind in (("people", "People", "xlsx"), ("doors", "Doors", "csv")):
            window.workspace.go(place)
            shown = window.workspace.page(place).lists()[name]
            await until(lambda shown=shown: shown.table.total and not window.tasks.running("people"))
            shown.menu.wanted.emit(kind, False)
            await until(lambda: window.findChild(QFileDialog) is not None)
            dialog = window.findChild(QFileDialog)
            dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / f"list.{kind}"))
            dialog.accept()
            await until(lambda shown=shown, kind=kind: shown._said.text() == f"list.{kind} is saved.", 20)
            assert shown._said.isVisible()
        rows = CalamineWorkbook.from_path(str(tmp_path / "list.xlsx")).get_sheet_by_index(0).to_python()
        assert len(rows) == 26
        with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.reader(file))) == 11


async def test_a_folder_that_cannot_be_written_to_is_said(window_on, demo, qapp, until, tmp_path):
    endpoints = Endpoints(demo.api_url, demo.auth_url, "demo")
    async with window_on(Organizations(endpoints, access_token=demo.access_token, server=demo)) as window:
        window.workspace.go("people")
        shown = window.workspace.page("people").list
        await until(lambda: shown.table.total)
        (tmp_path / "there").mkdir()
        said = await exporting.write(shown.sheet(), tmp_path / "there", "csv")
        assert said.startswith("there could not be saved (")
