"""In what two pictures of a member differ."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akiles_console.api.models import GroupAssociation, Member, MemberEmail, MemberPin
from akiles_console.browse.difference import differences, holds

replace = msgspec.structs.replace
ANA = Member(
    id="mem_1", name="Ana", starts_at="2026-01-01T00:00:00Z", metadata={"source": "akiles-console", "note": "a"},
    emails=(MemberEmail(id="em_1", member_id="mem_1", email="ana@example.com"),),
    pins=(MemberPin(id="pin_1", member_id="mem_1", length=6),),
    group_associations=(GroupAssociation(id="ga_1", member_id="mem_1", member_group_id="mg_1"),),
)  # fmt: skip


def told(before, after):
    return [(change.action, change.kind, change.before, change.after) for change in differences(before, after)]


def test_only_what_differs_is_named():
    assert differences(ANA, ANA) == ()
    later = replace(ANA, name="Ana María", ends_at="2026-12-31T22:59:59Z", metadata={**ANA.metadata, "note": "b"})
    assert told(ANA, later) == [
        ("set", "name", "Ana", "Ana María"),
        ("set", "ends_at", None, "2026-12-31T22:59:59Z"),
        ("set", "metadata", "a", "b"),
    ]


def test_the_same_moment_written_otherwise_is_no_difference():
    assert differences(ANA, replace(ANA, starts_at="2026-01-01T01:00:00.000000000+01:00")) == ()


def test_gains_come_before_losses():
    moved = replace(
        ANA, name="Ana B", emails=(MemberEmail(id="new:1", member_id="mem_1", email="b@example.com"),),
        group_associations=(GroupAssociation(id="new:2", member_id="mem_1", member_group_id="mg_2"),),
    )  # fmt: skip
    assert [action for action, *_rest in told(ANA, moved)] == ["add", "add", "set", "remove", "remove"]


def test_other_dates_in_a_group_are_one_change():
    link = replace(ANA.group_associations[0], ends_at="2026-06-30T21:59:59Z")
    (change,) = differences(ANA, replace(ANA, group_associations=(link,)))
    assert (change.action, change.id, change.was, change.dates) == (
        "date", "ga_1", (None, None), (None, "2026-06-30T21:59:59Z"),
    )  # fmt: skip
    assert not holds(change, ANA)


@given(
    name=st.sampled_from(["Ana", "Bo"]),
    emails=st.lists(st.sampled_from(["a@example.com", "b@example.com", "c@example.com"]), unique=True),
    groups=st.lists(st.sampled_from(["mg_1", "mg_2", "mg_3"]), unique=True),
    metadata=st.dictionaries(st.sampled_from(["note", "desk"]), st.sampled_from(["", "x"])),
)
def test_a_member_to_which_all_of_it_was_done_is_as_wished(name, emails, groups, metadata):
    wished = replace(
        ANA, name=name, metadata=metadata,
        emails=tuple(MemberEmail(id=f"new:{one}", member_id="mem_1", email=one) for one in emails),
        group_associations=tuple(
            GroupAssociation(id=f"new:{one}", member_id="mem_1", member_group_id=one) for one in groups
        ),
    )  # fmt: skip
    changes = differences(ANA, wished)
    assert all(holds(change, wished) for change in changes)
    assert bool(changes) == (wished != ANA)


@pytest.mark.parametrize("time", ["not a time", "2026-99-99"])
def test_a_time_that_cannot_be_read_is_compared_as_it_is(time):
    assert differences(replace(ANA, ends_at=time), replace(ANA, ends_at=time)) == ()
    assert told(ANA, replace(ANA, ends_at=time)) == [("set", "ends_at", None, time)]
