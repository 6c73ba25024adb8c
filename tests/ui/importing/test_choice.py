"""HR groups and the Akiles groups chosen for them, without a window."""

from __future__ import annotations

from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping
from akiles_console.ui.pages.importing import choice
from akiles_console.ui.pages.importing.choice import GroupRow

PAIRS = (("mg_1", "Engineering"), ("mg_2", "Sales"), ("mg_3", "Everyone"))
PEOPLE = (
    Employee(row=1, employee_id="1", groups=("Engineering",)),
    Employee(row=2, employee_id="2", groups=("engineering ", "Cleaning")),
    Employee(row=3, employee_id="3", groups=("Cleaning",)),
    Employee(row=4, employee_id="4"),
    Employee(row=5, employee_id="5", groups=("Cleaning",), active=False),
)


def test_a_group_is_proposed_by_its_name_and_marked_as_proposed() -> None:
    rows = {row.hr_group: row for row in choice.choices(PEOPLE, Mapping(), PAIRS).rows}
    assert rows["Engineering"] == GroupRow(hr_group="Engineering", people=2, chosen=("mg_1",), proposed=True)
    assert rows["Cleaning"] == GroupRow(hr_group="Cleaning", people=3)
    assert rows[""].people == 1


def test_what_was_chosen_last_time_wins_over_a_proposal() -> None:
    kept = Mapping.of({"ENGINEERING": ["Everyone", "mg_2"]}, ["Sales"])
    rows = {row.hr_group: row for row in choice.choices(PEOPLE, kept, PAIRS).rows}
    assert (rows["Engineering"].chosen, rows["Engineering"].proposed) == (("mg_2", "mg_3"), False)
    assert rows[""].chosen == ("mg_2",)


def test_a_vanished_group_is_said_and_not_guessed() -> None:
    kept = Mapping.of({"Engineering": ["mg_gone", "mg_3"]}, ["mg_old"])
    found = choice.choices(PEOPLE, kept, PAIRS)
    assert next(row.chosen for row in found.rows if row.hr_group == "Engineering") == ("mg_3",)
    assert found.gone == (("Engineering", "mg_gone"), ("", "mg_old"))
    assert "Engineering" in choice.gone_sentence(found.gone)
    assert "people without a group" in choice.gone_sentence(found.gone)
    assert choice.gone_sentence(()) == ""


def test_the_persons_own_choice_is_no_proposal_any_more() -> None:
    rows = choice.choose(choice.choices(PEOPLE, Mapping(), PAIRS).rows, "Engineering", ["mg_3", "mg_1"])
    assert rows[1] == GroupRow(hr_group="Engineering", people=2, chosen=("mg_1", "mg_3"))


def test_the_mapping_has_every_group_and_the_default() -> None:
    rows = choice.choose(choice.choices(PEOPLE, Mapping(), PAIRS).rows, "", ["mg_3"])
    assert choice.mapping_of(rows) == Mapping.of({"Engineering": ["mg_1"], "Cleaning": []}, ["mg_3"])


def test_groups_of_other_files_are_kept_and_empty_choices_are_asked_again() -> None:
    rows = choice.accepted(choice.choices(PEOPLE, Mapping(), PAIRS).rows)
    known = choice.remembered(rows, Mapping.of({"Legal": ["mg_2"], "engineering": ["mg_2"]}))
    assert known == Mapping.of({"Legal": ["mg_2"], "Engineering": ["mg_1"], "Cleaning": []})
    assert choice.to_keep(known) == Mapping.of({"Legal": ["mg_2"], "Engineering": ["mg_1"]})


def test_going_back_does_not_propose_again_what_was_refused() -> None:
    rows = choice.choose(choice.choices(PEOPLE, Mapping(), PAIRS).rows, "Engineering", [])
    again = choice.choices(PEOPLE, choice.remembered(rows, Mapping()), PAIRS).rows
    assert again[1] == GroupRow(hr_group="Engineering", people=2)


def test_what_vanished_stays_kept_until_the_person_chooses_anew() -> None:
    kept = Mapping.of({"Engineering": ["mg_gone", "mg_3"]}, ["mg_old"])
    rows = choice.choices(PEOPLE, kept, PAIRS).rows
    assert choice.to_keep(choice.remembered(rows, kept)) == Mapping.of({**kept.as_dict()}, ["mg_old"])
    rows = choice.choose(rows, "Engineering", ["mg_1"])
    assert choice.to_keep(choice.remembered(rows, kept)) == Mapping.of({"Engineering": ["mg_1"]}, ["mg_old"])


def test_what_a_colleague_changes_meanwhile_joins_what_is_chosen_here() -> None:
    before = Mapping.of({"Sales": ["mg_2"], "Legal": ["mg_2"]})
    here = Mapping.of({"Sales": ["mg_2", "mg_3"], "Legal": ["mg_2"], "Cleaning": []})
    now = Mapping.of({"Sales": ["mg_1"]}, ["mg_3"])
    assert choice.rebased(here, before, now) == Mapping.of({"Sales": ["mg_1", "mg_3"], "Cleaning": []}, ["mg_3"])


def test_what_is_only_proposed_is_not_remembered() -> None:
    rows = choice.choices(PEOPLE, Mapping(), PAIRS).rows
    known = choice.remembered(rows, Mapping())
    assert "Engineering" not in known.as_dict()
    assert choice.choices(PEOPLE, known, PAIRS).rows == rows


def test_people_who_would_get_nothing_are_counted_without_leavers() -> None:
    mapping = Mapping.of({"Engineering": ["mg_1"], "Cleaning": []})
    assert choice.uncovered(PEOPLE, mapping) == (1, 1)
    assert choice.uncovered(PEOPLE, Mapping.of({"engineering": ["mg_1"], "cleaning": ["mg_1"]}, ["mg_3"])) == (0, 0)
    assert choice.uncovered_sentence(12, 1) == (
        "12 people have a group that opens nothing yet. 1 person has no group in the file and gets nothing."
    )
    assert choice.uncovered_sentence(0, 0) == ""
