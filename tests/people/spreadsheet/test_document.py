"""`inspect` to the letter."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from akiles_console.people.spreadsheet.document import inspect_document
from akiles_console.people.spreadsheet.reading import FIELDS, Reading


def words(code: str, details: Mapping[str, str | int]) -> str:
    return f"<{code}>"


def read(read_rows: Callable[..., Reading]) -> Reading:
    return read_rows(
        ["Staff list"],
        ["Employee ID", "Name", "Email", "Department", "Start date", "PIN", "Card", "Status", "Shoe size"],
        ["007", "Lee, Ana", "ana@example.com", "Sales; Desk", "02/03/2026", "4711", "c1, c2", "Active", "38"],
        ["", "", "", "", "", "", "", "", ""],
        ["E2", "Bo Kim", "nonsense", "", "", "", "", "", "44"],
    )


def test_the_document_is_what_the_contract_says(read_rows: Callable[..., Reading]) -> None:
    document = json.loads(json.dumps(inspect_document(read(read_rows), words)))
    assert list(document) == [
        "file", "format", "encoding", "delimiter", "sheet", "sheets", "header_row", "columns", "questions", "employees",
        "problems", "skipped",
    ]  # fmt: skip
    assert document["file"] == "list.csv" and document["format"] == "csv" and document["encoding"] == "utf-8"
    assert document["delimiter"] == "," and document["sheet"] is None and document["sheets"] == []
    assert document["header_row"] == 1
    assert document["columns"][0] == {"index": 0, "header": "Employee ID", "field": "employee_id", "confidence": 1.0}
    assert document["columns"][8] == {"index": 8, "header": "Shoe size", "field": None, "confidence": 0.0}
    assert {column["field"] for column in document["columns"]} <= {*FIELDS, None}
    assert document["questions"] == [
        {"code": "date_order", "message": "<date_order>", "choices": ["day_first", "month_first"]}
    ]
    assert document["employees"][0] == {
        "row": 2, "employee_id": "007", "name": "Ana Lee", "emails": ["ana@example.com"], "groups": ["Sales", "Desk"],
        "starts_at": "2026-03-02", "ends_at": None, "active": True, "pin": "hidden", "cards": ["c1", "c2"],
    }  # fmt: skip
    assert document["employees"][1]["pin"] is None
    assert document["problems"] == [
        {"row": 4, "column": "Email", "severity": "error", "code": "email_invalid", "message": "<email_invalid>"}
    ]
    assert document["skipped"] == [{"row": 3, "reason": "blank"}]


def test_pins_show_only_when_asked_for(read_rows: Callable[..., Reading]) -> None:
    reading = read(read_rows)
    assert "4711" not in json.dumps(inspect_document(reading, words))
    assert inspect_document(reading, words, show_secrets=True)["employees"][0]["pin"] == "4711"
