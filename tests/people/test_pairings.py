"""Mappings that two computers change at once: nothing is lost, and both end with the same."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from akiles_console.people import pairings
from akiles_console.people.mapping import Mapping
from akiles_console.people.mapping_change import pairs
from akiles_console.people.pairings import LIMIT, METADATA, Pairing, Pairings

GROUP = "mg_1"
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=14)
PAIRING = st.builds(
    Pairing, hr_group=NAMES, target=st.sampled_from(["mg_1", "mg_2", "mg_3"]), changes=st.integers(1, 12)
)
STATES = st.lists(PAIRING, max_size=8).map(pairings.merged)
MAPPINGS = st.builds(
    Mapping.of,
    st.dictionaries(st.sampled_from(["Sales", "sales", "IT", "Büro"]), st.lists(st.sampled_from(["a", "b"]))),
    st.lists(st.sampled_from(["a", "b"])),
)


@given(STATES, STATES, STATES)
def test_states_put_together_are_the_same_in_any_order_and_however_often(a: Pairings, b: Pairings, c: Pairings) -> None:
    one = pairings.merged(pairings.merged(a, b), c)
    assert one == pairings.merged(c, pairings.merged(b, a)) == pairings.merged(one, a, one, b)


@given(STATES, MAPPINGS)
def test_what_a_person_makes_of_it_is_what_it_is_then(before: Pairings, mapping: Mapping) -> None:
    after = pairings.revised(before, mapping)
    wanted = {(name.casefold(), target) for name, target in pairs(mapping)}
    assert {(name.casefold(), target) for name, target in pairs(pairings.mapping_of(after))} == wanted
    assert pairings.revised(after, mapping) == after
    assert pairings.merged(before, after) == after


@given(STATES)
def test_what_a_group_keeps_can_be_read_again(state: Pairings) -> None:
    mine = tuple(one for one in state if one.target == GROUP)
    metadata, left_out = pairings.keeping({}, GROUP, mine, state)
    assert not left_out
    assert pairings.held(metadata or {}, GROUP) == mine
    assert pairings.keeping(metadata or {}, GROUP, state, state) == (None, ())


@given(st.dictionaries(NAMES, NAMES, max_size=3), st.lists(NAMES, max_size=90), st.lists(NAMES, max_size=90))
@settings(deadline=None)
def test_the_limit_holds_and_other_keys_stay(foreign: dict[str, str], theirs: list[str], mine: list[str]) -> None:
    def state(names: list[str], changes: int = 1) -> Pairings:
        return pairings.merged(Pairing(hr_group=name, target=GROUP, changes=changes) for name in names)

    before, _ = pairings.keeping(foreign, GROUP, state(theirs), ())
    before = before or foreign
    wanted = pairings.merged(pairings.held(before, GROUP), state(mine), state(theirs[::3], 2))
    after, left_out = pairings.keeping(before, GROUP, wanted, wanted)
    after = after or before
    assert len(msgspec.json.encode(after)) <= LIMIT
    assert {name: text for name, text in after.items() if name != METADATA} == foreign
    kept = {one.key for one in pairings.held(after, GROUP) if one.there}
    there = {one.key for one in wanted if one.there}
    assert kept | {one.key for one in left_out} == there
    again, _ = pairings.keeping(after, GROUP, wanted, wanted)
    assert again is None or pairings.keeping(again, GROUP, wanted, wanted)[0] is None


def test_what_is_new_pushes_out_nothing_that_is_kept() -> None:
    full = tuple(Pairing(hr_group=f"Department number {n:03}", target=GROUP) for n in range(200))
    before, left_out = pairings.keeping({"theirs": "x" * 100}, GROUP, pairings.merged(full), ())
    assert before
    assert len(left_out) > 100
    held = pairings.held(before, GROUP)
    new = Pairing(hr_group="A brand-new department", target=GROUP)
    assert pairings.keeping(before, GROUP, pairings.merged(held, [new]), ()) == (None, (new,))


def test_a_removal_finds_room_in_a_full_group() -> None:
    full = pairings.merged(Pairing(hr_group=f"Department number {n:03}", target=GROUP) for n in range(200))
    before, _ = pairings.keeping({}, GROUP, full, ())
    held = pairings.held(before or {}, GROUP)
    gone = msgspec.structs.replace(held[-1], changes=2)
    after, _ = pairings.keeping(before or {}, GROUP, pairings.merged(held, [gone]), held)
    assert gone in pairings.held(after or {}, GROUP)


def test_a_removal_that_akiles_never_heard_of_is_not_written() -> None:
    gone = Pairing(hr_group="Sales", target=GROUP, changes=2)
    assert pairings.keeping({}, GROUP, [gone], ()) == (None, ())
    assert pairings.keeping({}, GROUP, [gone], [gone])[0] == {METADATA: "Sales\t2"}


@given(st.text(max_size=60))
def test_any_text_in_the_metadata_can_be_read(text: str) -> None:
    for one in pairings.held({METADATA: text}, GROUP):
        assert one.changes >= 1


def test_people_without_a_group_are_kept_too() -> None:
    state = pairings.revised((), Mapping.of({}, [GROUP]))
    metadata, _ = pairings.keeping({}, GROUP, state, ())
    assert metadata == {METADATA: "\t1"}
    assert pairings.mapping_of(pairings.held(metadata, GROUP)).default == (GROUP,)


def test_the_same_group_changed_here_and_elsewhere_is_told() -> None:
    seen = pairings.revised((), Mapping.of({"Sales": ["mg_1"], "IT": ["mg_1"]}))
    mine = pairings.revised(seen, Mapping.of({"Sales": ["mg_2"], "IT": ["mg_1"]}))
    theirs = pairings.revised(seen, Mapping.of({"Sales": ["mg_3"], "IT": ["mg_2"]}))
    assert pairings.both_changed(seen, mine, theirs) == ("Sales",)
    assert pairings.both_changed(seen, mine, mine) == ()
    assert pairings.mapping_of(pairings.merged(mine, theirs)).as_dict() == {"Sales": ("mg_2", "mg_3"), "IT": ("mg_2",)}


class TwoEditors(RuleBasedStateMachine):
    """Two computers and one group at Akiles, which each overwrites whole, perhaps with what is old by then."""

    def __init__(self) -> None:
        super().__init__()
        self.akiles: Pairings = ()
        self.here: list[Pairings] = [(), ()]
        self.read: list[Pairings] = [(), ()]

    who, name = st.integers(0, 1), st.sampled_from(["Sales", "IT", "Lab", ""])

    def _set(self, who: int, name: str, there: bool) -> None:
        now = set(pairs(pairings.mapping_of(self.here[who])))
        now = now | {(name, GROUP)} if there else now - {(name, GROUP)}
        groups = {hr: [GROUP] for hr, _ in now if hr}
        self.here[who] = pairings.revised(self.here[who], Mapping.of(groups, [GROUP] if ("", GROUP) in now else []))

    @rule(who=who, name=name)
    def add(self, who: int, name: str) -> None:
        self._set(who, name, True)

    @rule(who=who, name=name)
    def take_out(self, who: int, name: str) -> None:
        self._set(who, name, False)

    @rule(who=who)
    def list_groups(self, who: int) -> None:
        self.read[who] = self.akiles
        self.here[who] = pairings.merged(self.here[who], self.akiles)

    @rule(who=who)
    def write(self, who: int) -> None:
        """From what it read last, not from what is there now: the other one may be overwritten."""
        self.akiles = pairings.merged(self.here[who], self.read[who])

    @invariant()
    def both_converge_and_nothing_unseen_is_lost(self) -> None:
        one, other = self.here
        end = pairings.merged(one, other, self.akiles)
        mine = pairings.merged(one, self.akiles)
        assert pairings.merged(other, mine) == end
        after = {pairing.key: pairing.changes for pairing in end}
        known = [{pairing.key: pairing.changes for pairing in state} for state in self.here]
        for state in self.here:
            for pairing in state:
                removed_by_who_saw_it = any(seen.get(pairing.key, 0) > pairing.changes for seen in (*known, after))
                assert not pairing.there or after[pairing.key] % 2 or removed_by_who_saw_it


TwoEditors.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
test_two_editors = TwoEditors.TestCase
