"""HR group -> member groups."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akiles_console.people import mapping
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping, MappingError

GROUPS = (
    ("mg_1", "Engineering"),
    ("mg_2", "Sales"),
    ("mg_3", "Everyone"),
    ("mg_4", "Sales team"),
    ("mg_5", "everyone "),
)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12).filter(str.strip)
MAPPINGS = st.builds(
    Mapping.of, st.dictionaries(NAMES, st.lists(NAMES, max_size=3), max_size=5), st.lists(NAMES, max_size=2)
)


def person(*groups: str) -> Employee:
    return Employee(row=0, employee_id="1", groups=groups)


@given(MAPPINGS)
def test_a_mapping_kept_is_the_mapping_read(tmp_path_factory: pytest.TempPathFactory, kept: Mapping) -> None:
    path = tmp_path_factory.mktemp("mapping") / "m.json"
    mapping.write(path, kept)
    assert mapping.read(path) == kept


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3)))
def test_the_order_of_a_mapping_does_not_matter(groups: dict[str, list[str]]) -> None:
    turned = {name: [*reversed(to), *to] for name, to in reversed(groups.items())}
    assert Mapping.of(groups) == Mapping.of(turned)


@given(MAPPINGS)
def test_resolving_ids_again_changes_nothing(kept: Mapping) -> None:
    targets = {target for _, to in kept.groups for target in to} | set(kept.default)
    groups = [(f"mg_{number}", name) for number, name in enumerate(sorted(targets))]
    if len({mapping.same_group(name) for _, name in groups}) < len(groups):
        return  # two spellings of one group: refused, see below
    once = mapping.resolve(kept, groups)
    assert mapping.resolve(once, groups) == once
    assert {target for _, to in once.groups for target in to} <= {group_id for group_id, _ in groups}


@given(MAPPINGS, st.lists(NAMES, max_size=3))
def test_nobody_gets_a_group_that_no_mapping_of_theirs_names(kept: Mapping, named: list[str]) -> None:
    allowed = {
        target
        for name, to in kept.groups
        for target in to
        if mapping.same_group(name) in map(mapping.same_group, named)
    }
    wanted = mapping.groups_of(person(*named), kept)
    assert set(wanted or ()) <= (allowed if named else set(kept.default)) and wanted != ()


def test_ids_and_names_both_resolve() -> None:
    kept = Mapping.of({"HR": ["mg_2", "engineering"]}, ["SALES TEAM"])
    assert mapping.resolve(kept, GROUPS) == Mapping.of({"HR": ["mg_1", "mg_2"]}, ["mg_4"])


@pytest.mark.parametrize(("target", "code"), [("Gone", "group_vanished"), ("Everyone", "group_not_unique")])
def test_what_cannot_be_resolved_is_named(target: str, code: str) -> None:
    with pytest.raises(MappingError) as refused:
        mapping.resolve(Mapping.of({"HR": [target]}), GROUPS)
    assert refused.value.code == code and refused.value.details == {"group": target, "hr_group": "HR"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"groups": {"a": "b"}}', '{"groups": {}, "more": 1}', '{"default": []}']
)
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.json"
    path.write_text(text)
    with pytest.raises(MappingError, match="mapping_unreadable"):
        mapping.read(path)
    with pytest.raises(MappingError, match="mapping_unreadable"):
        mapping.read(tmp_path / "gone.json")


def test_a_mapping_that_cannot_be_written_leaves_the_old_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.json"
    mapping.write(path, Mapping.of({"A": ["mg_1"]}))

    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="disk full"):
        mapping.write(path, Mapping.of({"B": ["mg_2"]}))
    assert mapping.read(path) == Mapping.of({"A": ["mg_1"]}) and list(tmp_path.iterdir()) == [path]


def test_spellings_that_differ_in_case_are_one_group() -> None:
    people = [person("HR"), person("Hr", "hr "), person("Sales")]
    assert mapping.hr_groups(people) == (("HR", 2), ("Sales", 1))
    assert mapping.groups_of(person("hr"), Mapping.of({"HR": ["mg_1"]})) == ("mg_1",)


def test_two_spellings_in_one_mapping_add_up() -> None:
    kept = Mapping.of({"HR": ["mg_1"], "Hr": ["mg_2"]})
    assert mapping.groups_of(person("hr"), kept) == ("mg_1", "mg_2")


def test_the_default_is_only_for_people_whose_source_names_no_group() -> None:
    kept = Mapping.of({"HR": ["mg_1"], "Interns": []}, ["mg_3"])
    assert mapping.groups_of(person(), kept) == ("mg_3",)
    assert mapping.groups_of(person("Sales"), kept) is None
    assert mapping.groups_of(person("Interns"), kept) is None
    assert mapping.groups_of(person("Interns", "HR"), kept) == ("mg_1",)


@pytest.mark.parametrize(
    ("hr_group", "found"),
    [("Engineering", "mg_1"), ("engineering ", "mg_1"), ("Enginering", "mg_1"), ("SALES", "mg_2"),
     ("Sales Team", "mg_4"),
     ("team sales", "mg_4"), ("Everyone", None), ("Finance", None), ("", None), ("???", None)],
)  # fmt: skip
def test_proposals_by_name(hr_group: str, found: str | None) -> None:
    assert mapping.propose(hr_group, GROUPS) == found
