"""Status words, from the word to the employee."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akiles_console.people.spreadsheet import status
from akiles_console.people.spreadsheet.reading import Reading


@pytest.mark.parametrize(
    ("word", "header", "found"),
    [("Active", "Status", True), ("TERMINATED", "Status", False), ("Baja", "Estado", False),
     ("Ausgeschieden", "Status", False),
     ("Alta", "Situación", True), ("yes", "Active", True), ("no", "Active", False), ("yes", "Leaver", False),
     ("FALSE", "Suspended", True), ("1", "Is active", True), ("On leave", "Status", "leave"),
     ("Elternzeit", "Status", "leave"),
     ("Baja médica", "Estado", "leave"), ("在籍", "状態", True), ("LEAVER_MARKED", "Status", True),
     ("Blue", "Status", None)],
)  # fmt: skip
def test_words_of_many_systems(word: str, header: str, found: bool | str | None) -> None:
    assert status.meaning(word, header) == found


def people(read_rows: Callable[..., Reading], *words: str, **options: object) -> Reading:
    rows = [[f"E{n}", f"Person {chr(65 + n)}", word] for n, word in enumerate(words)]
    return read_rows(["Employee ID", "Name", "Status"], *rows, **options)


def test_a_blank_status_says_nothing(read_rows: Callable[..., Reading]) -> None:
    assert [e.active for e in people(read_rows, "Active", "", "Left").employees] == [True, None, False]


def test_somebody_on_leave_is_employed_and_that_is_said_once(read_rows: Callable[..., Reading]) -> None:
    reading = people(read_rows, "On leave", "On leave", "Active")
    assert [e.active for e in reading.employees] == [True, True, True]
    assert [(p.severity, p.details["people"]) for p in reading.problems] == [("info", 2)]


def test_each_unknown_word_is_asked_about_and_answered_by_itself(read_rows: Callable[..., Reading]) -> None:
    words = ("Active", "Tier 9", "Tier 9", "Zombie")
    reading = people(read_rows, *words)
    assert [q.key for q in reading.questions] == ["status_word:Tier 9", "status_word:Zombie"]
    assert [e.active for e in reading.employees] == [True, None, None, None]
    answered = people(read_rows, *words, answers=(("status_word:Tier 9", "employed"), ("status_word:Zombie", "left")))
    assert [e.active for e in answered.employees] == [True, True, True, False] and answered.questions == ()


def test_a_bare_answer_holds_for_every_unknown_word(read_rows: Callable[..., Reading]) -> None:
    reading = people(read_rows, "Active", "Tier 9", "Zombie", answers=(("status_word", "left"),))
    assert [e.active for e in reading.employees] == [True, False, False] and reading.questions == ()


@pytest.mark.parametrize(
    ("word", "active", "hold"),
    [("Suspended", False, "suspended"), ("Suspendida", False, "suspended"), ("Not confirmed", None, "not_confirmed"),
     ("Sin confirmar", None, "not_confirmed"), ("Terminated", False, None), ("Confirmed", True, None)],
)  # fmt: skip
def test_suspended_and_not_confirmed_are_reasons_of_their_own_and_no_question(read_rows, word, active, hold) -> None:
    reading = people(read_rows, "Active", word)
    assert [(one.active, one.hold) for one in reading.employees] == [(True, None), (active, hold)]
    assert not reading.questions


def test_a_column_that_says_who_is_suspended(read_rows) -> None:
    rows = [["E1", "Ana B", "yes"], ["E2", "Cy D", "no"]]
    reading = read_rows(["Employee ID", "Name", "Suspended"], *rows)
    assert [(one.active, one.hold) for one in reading.employees] == [(False, "suspended"), (True, None)]
