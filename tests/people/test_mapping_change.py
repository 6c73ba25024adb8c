"""A change of a mapping, done to whatever the mapping is by then."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from akiles_console.people.mapping import Mapping
from akiles_console.people.mapping_change import Change, applied, difference, imported, pairs

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


def test_a_mapping_out_of_a_file_replaces_the_groups_it_names_and_no_others() -> None:
    living = (("a", "Alpha"), ("b", "Beta"), ("b2", "beta"))
    now = Mapping.of({"Sales": ["a", "gone"], "IT": ["b"]}, ["a"])
    change = imported(now, Mapping.of({"SALES": ["alpha", "Beta", "nowhere"]}), living)
    assert applied(now, change) == Mapping.of({"SALES": ["a", "Beta", "nowhere"], "IT": ["b"]}, ["a"])
    assert imported(now, Mapping.of({"IT": []}), living) == Change(removed=(("IT", "b"),))
    assert applied(now, imported(now, Mapping.of({}, ["b"]), living)).default == ("b",)
