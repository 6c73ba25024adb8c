"""A reading as the JSON document that `inspect` prints (see `cli.md`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from akiles_console.people.employee import Employee
from akiles_console.people.spreadsheet.reading import Reading

Words = Callable[[str, Mapping[str, str | int]], str]


def inspect_document(reading: Reading, words: Words, *, show_secrets: bool = False) -> dict[str, Any]:
    """The document, plain types only. `words` turns a code with its details into a sentence."""
    return {
        "file": reading.file,
        "format": reading.format,
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "sheet": reading.sheet,
        "sheets": list(reading.sheets),
        "header_row": reading.header_row,
        "columns": [
            {"index": c.index, "header": c.header, "field": c.field, "confidence": c.confidence}
            for c in reading.columns
        ],
        "questions": [
            {"code": q.code, "message": words(q.code, q.details), "choices": list(q.choices)} for q in reading.questions
        ],
        "employees": [_employee(employee, show_secrets) for employee in reading.employees],
        "problems": [
            {
                "row": p.row,
                "column": p.column,
                "severity": p.severity,
                "code": p.code,
                "message": words(p.code, p.details),
            }
            for p in reading.problems
        ],
        "skipped": [{"row": skip.row, "reason": skip.reason} for skip in reading.skipped],
    }


def _employee(employee: Employee, show_secrets: bool) -> dict[str, Any]:
    pin = employee.pin if show_secrets or employee.pin is None else "hidden"
    return {
        "row": employee.row,
        "employee_id": employee.employee_id,
        "name": employee.name,
        "emails": list(employee.emails),
        "groups": list(employee.groups),
        "starts_at": employee.starts_at,
        "ends_at": employee.ends_at,
        "active": employee.active,
        "pin": pin,
        "cards": list(employee.cards),
    }
