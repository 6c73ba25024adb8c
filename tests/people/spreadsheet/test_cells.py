"""Single cells: what they mean, and what is said when they mean nothing."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st

from akiles_console.people.spreadsheet import cells
from akiles_console.people.spreadsheet.cells import Error


class Said:
    """Collects what a reader of cells reports."""

    def __init__(self) -> None:
        self.codes: list[tuple[int, str]] = []
        self.details: list[dict[str, Any]] = []

    def __call__(self, index: int, code: str, **details: Any) -> None:
        self.codes.append((index, code))
        self.details.append(details)


@pytest.mark.parametrize(
    ("cell", "found"),
    [("00042", "00042"), (42.0, "42"), (" E-7 ", "E-7"), ("", None), ("-", None), ("n/a", None), ("E42", "E42"),
     ("12E4", "12E4"), ("A\u0301lvaro", "\u00c1lvaro"), (0.0, "0"), ("42.0", "42"), ("Núñez-1", "Núñez-1")],
)  # fmt: skip
def test_an_id_stays_as_the_source_writes_it(cell: Any, found: str | None) -> None:
    said = Said()
    assert cells.ids([cell], said) == [found] and said.codes == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [(42.5, "id_not_whole"), (1e20, "id_not_whole"), (-3.0, "id_not_whole"), ("1.23E+05", "id_scientific"),
     ("1,23E+11", "id_scientific"), (Error("#N/A"), "id_error"), (date(2026, 1, 2), "id_odd"), (True, "id_odd"),
     ("E\u200b42", "id_invisible"), ("E\u202e42", "id_invisible"), ("x" * 201, "id_too_long")],
)  # fmt: skip
def test_an_id_that_lost_its_shape_is_an_error(cell: Any, code: str) -> None:
    said = Said()
    assert cells.ids(["E1", cell], said) == ["E1", None] and said.codes == [(1, code)]


def test_ids_of_a_table_written_as_fractions_lose_them_together() -> None:
    assert cells.ids(["1.0", "", "22.0"], Said()) == ["1", None, "22"]
    assert cells.ids(["1.0", "A2"], Said()) == ["1.0", "A2"]


@pytest.mark.parametrize(
    ("cell", "found"),
    [("ana@example.com", ("ana@example.com",)), ("", ()), ("-", ()), ("n/a", ()),
     ("a@example.com; b@example.org", ("a@example.com", "b@example.org")),
     ("a@example.com, a@example.com", ("a@example.com",)),
     ("a@example.com b@example.com", ("a@example.com", "b@example.com")),
     ("Ana Lee <ana@example.com>", ("ana@example.com",)), ("mailto:ana@example.com", ("ana@example.com",)),
     ("Ana@Example.COM", ("Ana@example.com",)), ("josé@example.com", ("josé@example.com",))],
)  # fmt: skip
def test_addresses_of_a_cell(cell: str, found: tuple[str, ...]) -> None:
    said = Said()
    assert cells.addresses([cell], said) == [found] and said.codes == []


@pytest.mark.parametrize(
    "cell",
    ["invalid_email", "ana at example.com", "ana@", "@example.com", "ana@example", "a..b@example.com", "ana@-x.com",
     "ana@exa mple.com", "ana\u200b@example.com", "=?utf-8?q?ana?=@example.com=?", "ana@localhost", "ana@x.test"],
)  # fmt: skip
def test_what_is_no_address_is_said_once(cell: str) -> None:
    said = Said()
    assert cells.addresses([cell], said) == [()] and said.codes == [(0, "email_invalid")]


@pytest.mark.parametrize("read", [cells.ids, cells.names, cells.addresses])
@given(
    st.lists(
        st.sampled_from(["E1", "Ana Lee", "a@example.com", "", "a\nb", "E1\nE2", " Zoe\u0308", 7.0, Error("#N/A")])
    )
)
def test_a_column_reads_like_its_cells_one_by_one(read: Any, column: list[cells.Cell]) -> None:
    values: list[cells.Cell] = ["E1"] * 190 + column + [""] * 190  # more than one run, so that some are all ordinary
    together, alone = Said(), Said()
    one_by_one = [
        read([value], lambda _, code, i=i, **more: alone(i, code, **more))[0] for i, value in enumerate(values)
    ]
    assert read(values, together) == one_by_one and together.codes == alone.codes


@given(st.from_regex(cells._ADDRESS, fullmatch=True))
def test_every_ordinary_address_is_valid_as_it_stands(address: str) -> None:
    assert validate_email(address, check_deliverability=False).normalized == address


@pytest.mark.parametrize(
    ("cell", "found"),
    [("García,  Ana", "García, Ana"), ("O'Brien", "O'Brien"), (" Ana\nLee ", "Ana Lee"), ("", ""), ("-", ""),
     ("Zoe\u0308", "Zo\u00eb"), ("李\u3000雷", "李 雷"), ("علی\u200cرضا", "علی\u200cرضا")],
)  # fmt: skip
def test_names_are_tidy(cell: str, found: str) -> None:
    said = Said()
    assert cells.names([cell], said) == [found] and said.codes == []


def test_direction_controls_are_taken_out_of_names_and_said() -> None:
    said = Said()
    assert cells.names(["Ana\u202eeeL"], said) == ["AnaeeL"] and said.codes == [(0, "name_invisible")]


@given(st.text(max_size=30))
def test_a_name_is_always_composed_printable_and_trimmed(text: str) -> None:
    (name,) = cells.names([text], Said())
    assert name == name.strip() and unicodedata.is_normalized("NFC", name)
    assert not set(name) & set("\u200b\u202e\u2066\x00\n\t")


@pytest.mark.parametrize(
    ("name", "found"),
    [("García Pérez, Ana", "Ana García Pérez"), ("Ana Lee, Jr.", "Ana Lee, Jr."), ("Ana Lee", "Ana Lee"),
     ("a, b, c", "a, b, c"), ("Lee,", "Lee,"), ("van der Berg, Jan", "Jan van der Berg")],
)  # fmt: skip
def test_last_first_is_turned_round(name: str, found: str) -> None:
    assert cells.turned(name) == found


@pytest.mark.parametrize(("cell", "found"), [("0042", "0042"), (1234.0, "1234"), ("", None), ("-", None)])
def test_pins(cell: Any, found: str | None) -> None:
    said = Said()
    assert cells.pins([cell], said) == [found] and said.codes == []


@pytest.mark.parametrize("cell", ["123", "1" * 21, "12a4", "１２３４", 12.5, "12 34"])
def test_a_wrong_pin_is_said_without_the_pin(cell: Any) -> None:
    said = Said()
    assert cells.pins([cell], said) == [None]
    assert said.codes == [(0, "pin_invalid")] and said.details == [{}]


def test_cards_are_parted() -> None:
    assert cells.cards(["crd_1; 04A2FF", "AA BB CC", "", "-", "x,x"], Said()) == [
        ("crd_1", "04A2FF"), ("AA BB CC",), (), (), ("x",),
    ]  # fmt: skip
