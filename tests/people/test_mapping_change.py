"""A change of a mapping, done to whatever the mapping is by then."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from akiles_console.people.mapping import Mapping
from akiles_console.people.mapping_change import applied, difference, pairs

MAPPINGS = st.builds(
    Mapping.of,
    st.dictionaries(st.sampled_from(["Sales", "IT", "Lab"]), st.lists(st.sampled_from("abc"), min_size=1)),
    st.lists(st.sampled_from("abc")),
)


@given(MAPPINGS, MAPPINGS)
def test_a_change_makes_one_of_the_other_and_can_be_taken_back(before: Mapping, after: Mapping) -> None:
    change = difference(before, after)
    assert applied(before, change) == after
    assert applied(after, change.reversed()) == before
    assert bool(change) == (before != after)


@given(MAPPINGS, MAPPINGS, MAPPINGS)
def test_a_change_leaves_alone_what_it_is_not_about(before: Mapping, after: Mapping, by_now: Mapping) -> None:
    change = difference(before, after)
    touched = {*change.added, *change.removed}
    made = set(pairs(applied(by_now, change)))
    assert made - touched == set(pairs(by_now)) - touched
    assert made & touched == set(change.added)


def test_another_spelling_is_no_change() -> None:
    assert not difference(Mapping.of({"Sales": ["a"]}), Mapping.of({"SALES": ["a"]}))
    assert applied(Mapping.of({"Sales": ["a"]}), difference(Mapping(), Mapping.of({"sales": ["b"]}))) == Mapping.of(
        {"Sales": ["a", "b"]}
    )
