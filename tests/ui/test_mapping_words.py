"""What is said about a mapping that is shared, without a window."""

from __future__ import annotations

from akiles_console.api.errors import Forbidden, Unreachable
from akiles_console.people.kept_mapping import Kept
from akiles_console.people.mapping import MappingError
from akiles_console.people.pairings import Pairing
from akiles_console.sync.shared_mapping import Shared
from akiles_console.ui import mapping_words
from akiles_console.ui.pages.mapping import rows
from akiles_console.ui.pages.mapping.rows import MappingRow


def said(**fields: object) -> str:
    return mapping_words.remarks(Shared(kept=Kept(), groups=(), **fields))


def test_nothing_is_said_where_all_is_as_it_should_be() -> None:
    assert said() == ""


def test_what_both_changed_is_said_with_what_came_of_it() -> None:
    text = said(conflicts=("Sales", ""))
    assert text.startswith(
        "Changed here and on another computer: Sales, people without a group. Both changes were kept"
    )


def test_what_does_not_fit_is_counted_and_named() -> None:
    left_out = (Pairing(hr_group="Sales", target="mg_1"), Pairing(hr_group="", target="mg_1"))
    assert said(left_out=left_out) == (
        "2 choices do not fit into what Akiles keeps with a group and stay on this computer: "
        "Sales, people without a group."
    )
    assert said(left_out=left_out[:1]).startswith("1 choice does not fit")


def test_a_refusal_and_a_failure_say_that_the_copy_here_works() -> None:
    assert "kept on this computer only; imports use it" in said(trouble=Forbidden("PATCH /member_groups/{id}"))
    away = said(trouble=Unreachable("PATCH /member_groups/{id}"))
    assert "kept on this computer" in away and "F5 tries again" in away


def test_new_names_damage_and_a_colleague_at_work_are_said() -> None:
    assert said(renamed=(("Sales", "Selling"),)) == "“Sales” is called “Selling” now."
    assert "cannot be read" in said(damaged=MappingError("mapping_unreadable", file="mapping.json", reason="x"))
    assert "Somebody else is changing" in said(pending={"mg_1": {}})
    assert mapping_words.remarks(Shared(kept=Kept(), groups=(), pending={"mg_1": {}}), given=False) == ""


def test_what_a_choice_means_names_people_and_the_first_doors() -> None:
    row = MappingRow(hr_group="Sales", people=14, chosen=("a",), doors="Archive; Gate; Lab; Lift; Roof; Street door")
    assert rows.meaning(row) == (
        "14 people of the last file get in here with the next import: Archive; Gate; Lab; Lift and 2 doors more. "
        "Nothing happens to anybody before the next import."
    )
    assert rows.meaning(MappingRow(hr_group="Sales", people=1)).startswith("1 person of the last file gets nothing")
    assert rows.meaning(MappingRow(hr_group="Sales", people=0)) == "Nothing happens to anybody before the next import."
    assert rows.people_words(MappingRow(hr_group="Sales", people=None)) == "No file has been looked at here yet."
    assert rows.people_words(MappingRow(hr_group="Sales", people=0)) == "Nobody in the last file has it."
