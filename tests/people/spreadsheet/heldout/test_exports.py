"""Exports of many systems are read right without a question."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from akiles_console.people.spreadsheet.document import inspect_document
from akiles_console.people.spreadsheet.file import read_data

sys.path.insert(0, str(Path(__file__).parent))

import exports  # the file beside this one


@pytest.mark.parametrize("name", list(exports.layouts()))
def test_an_export_is_read_right_without_a_question(name: str) -> None:
    file, data, expected = exports.layouts()[name]
    document = inspect_document(read_data(file, data, today=date(2026, 11, 22)), lambda code, _details: code)
    assert document["questions"] == []
    assert [problem for problem in document["problems"] if problem["severity"] == "error"] == []
    assert [{key: employee[key] for key in expected[0]} for employee in document["employees"]] == expected
