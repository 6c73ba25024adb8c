"""Which group cells name several groups."""

from __future__ import annotations

import pytest

from akiles_console.people.spreadsheet.cells import Error
from akiles_console.people.spreadsheet.groups import groups


def split(*cells: str) -> list[tuple[str, ...]]:
    return groups([cells], lambda *said, **details: pytest.fail(f"{said}"))


def test_hard_separators_always_part() -> None:
    assert split("Sales; Night|Desk\nRoof") == [("Sales", "Night", "Desk", "Roof")]


def test_soft_separators_part_only_groups_that_stand_alone_elsewhere() -> None:
    assert split("Sales, Marketing", "Sales", "Marketing") == [("Sales", "Marketing"), ("Sales",), ("Marketing",)]
    assert split("Sales/marketing", "Sales", "Marketing")[0] == ("Sales", "marketing")
    assert split("Sales and Marketing", "Sales", "Marketing")[0] == ("Sales", "Marketing")
    assert split("Research & Development", "Research", "Sales")[0] == ("Research & Development",)
    assert split("Research, Development and Innovation", "Sales")[0] == ("Research, Development and Innovation",)


def test_a_mixture_is_parted_to_the_end() -> None:
    assert split("Sales, Research & Development", "Sales", "Research & Development")[0] == (
        "Sales",
        "Research & Development",
    )
    assert split("A, B and C", "A", "B", "C")[0] == ("A", "B", "C")


def test_blank_and_clearing_cells_name_no_group() -> None:
    assert split("", " ", "-", "n/a", "Sales ; ;Sales") == [(), (), (), (), ("Sales",)]


def test_several_columns_are_joined_without_repetition() -> None:
    assert groups([["A", ""], ["B", "C"], ["A", ""]], print) == [("A", "B"), ("C",)]


def test_an_error_of_the_workbook_is_said() -> None:
    said: list[tuple[int, str]] = []
    found = groups([["A", Error("#N/A")]], lambda index, code, **details: said.append((index, code)))
    assert found == [("A",), ()] and said == [(1, "group_error")]
