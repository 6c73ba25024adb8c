"""An edit by hand over real HTTP: read again before, gains before losses, read back, nothing twice."""

import msgspec
import pytest

from akiles_console.api.models import Member, MemberCard
from akiles_console.browse import send
from akiles_console.browse.difference import NEW, differences
from akiles_console.demo.faults import Fault, Rule
from akiles_console.failure import Failure

pytestmark = pytest.mark.anyio
replace = msgspec.structs.replace


async def saved(desk, before, after, digits=None):
    return await send.apply(desk.client, before, after, digits or {}, desk.clock)


async def test_only_the_changed_field_is_sent_and_it_is_read_back(desk):
    before = await desk.person("Henrik")
    done = await saved(desk, before, replace(before, name="Henrik Holm"))
    assert done.verified and done.member.name == "Henrik Holm"
    assert desk.writes() == [f"PATCH /members/{before.id}"]
    assert desk.server.backend.tables["members"].by_id[before.id]["name"] == "Henrik Holm"


async def test_a_new_group_stands_before_the_old_one_goes(desk, wishes):
    before = await desk.person("Henrik")
    after = wishes.in_group(wishes.bare(before), desk.group("Sales"), ends_at="2030-01-01T00:00:00Z")
    done = await saved(desk, before, after)
    assert done.verified
    assert [write.split()[0] for write in desk.writes()] == ["POST", "DELETE", "DELETE"]
    assert [(one.member_group_id, one.ends_at) for one in done.member.group_associations] == [
        (desk.group("Sales"), "2030-01-01T00:00:00Z")
    ]


async def test_nothing_is_taken_away_where_the_new_one_was_not_taken(desk, wishes):
    before = await desk.person("Henrik")
    desk.server.faults.append(Rule(Fault.DROPPED_WRITE, path="group_associations", method="POST"))
    done = await saved(desk, before, wishes.in_group(wishes.bare(before), desk.group("Sales")))
    assert (done.verified, done.failure.code) == (False, "gain_not_confirmed")
    assert [state for _change, state in done.states] == ["not_verified", "not_sent", "not_sent"]
    assert done.member.group_associations == before.group_associations


async def test_a_change_by_somebody_else_is_noticed_and_not_overwritten(desk):
    before = await desk.person("Henrik")
    await desk.client.members.edit(before.id, name="Henrik Sorensen")
    writes = desk.writes()
    with pytest.raises(send.Meanwhile) as stopped:
        await saved(desk, before, replace(before, name="Henrik Holm"))
    assert desk.writes() == writes
    assert [change.after for change in differences(before, stopped.value.fresh)] == ["Henrik Sorensen"]


@pytest.mark.parametrize("fault", [Fault.LOSE_ANSWER, Fault.ERROR_AFTER, Fault.BROKEN_JSON])
async def test_a_lost_answer_is_looked_for_and_never_sent_twice(desk, wishes, fault):
    before = await desk.person("Henrik")
    desk.server.faults.append(Rule(fault, path="/pins", method="POST"))
    done = await saved(desk, before, wishes.with_pin(before))
    assert done.verified
    assert len(done.member.pins) == len(before.pins) + 1
    assert len(desk.writes()) == 1


async def test_what_cannot_be_seen_is_unknown_and_the_rest_is_not_sent(desk, wishes):
    before = await desk.person("Henrik")
    desk.server.faults.append(Rule(Fault.DROP, path="/pins", method="POST"))
    done = await saved(desk, before, replace(wishes.with_pin(before), emails=()))
    assert [state for _change, state in done.states] == ["unknown", "not_sent"]
    assert done.failure is not None and done.member == before
    assert len(desk.writes()) == 1


async def test_every_kind_of_credential_comes_and_goes(desk, wishes):
    before = await desk.person("Gæsteværelse")
    held = {one["card_id"] for one in desk.server.backend.tables["cards"].by_id.values() if "card_id" in one}
    card = next(id for id in reversed(list(desk.server.backend.tables["cards"].by_id)) if id not in held)
    wished = wishes.with_pin(wishes.with_email(before, "guest@example.com"))
    wished = replace(wished, cards=(MemberCard(id=f"{NEW}card", member_id=before.id, card_id=card),), magic_links=())
    done = await saved(desk, before, wished, {f"{NEW}pin": "48291357"})
    assert done.verified
    assert [pin.length for pin in done.member.pins] == [8]
    assert "48291357" not in repr(done)
    none = replace(done.member, emails=(), pins=(), cards=())
    assert (await saved(desk, done.member, none)).verified


async def test_metadata_is_sent_whole_and_a_key_can_go(desk):
    before = await desk.person("Ingrid")
    noted = replace(before, metadata={**before.metadata, "desk": "4"})
    done = await saved(desk, before, noted)
    assert done.verified and done.member.metadata == noted.metadata
    assert (await saved(desk, done.member, before)).member.metadata == before.metadata


async def test_a_person_is_added_once_though_the_answer_was_lost(desk, wishes):
    wished = wishes.in_group(
        wishes.with_email(Member(id="", name="Maja Lund"), "maja@example.com"), desk.group("Sales")
    )
    desk.server.faults.append(Rule(Fault.LOSE_ANSWER, path="/members$", method="POST"))
    done = await send.create(desk.client, wished, {}, desk.clock)
    assert done.verified
    assert "source" not in done.member.metadata
    assert sum(one["name"] == "Maja Lund" for one in desk.server.backend.members) == 1
    assert [mail.email for mail in done.member.emails] == ["maja@example.com"]


async def test_a_person_that_cannot_be_seen_is_not_added_again(desk):
    desk.server.faults.append(Rule(Fault.DROP, path="/members$", method="POST"))
    with pytest.raises(Failure) as stopped:
        await send.create(desk.client, Member(id="", name="Maja Lund"), {}, desk.clock)
    assert stopped.value.code == "person_create_unknown"
    assert len(desk.writes()) == 1


async def test_deleting_is_read_back_and_refused_after_a_change(desk):
    before = await desk.person("Henrik")
    assert await send.delete(desk.client, before, desk.clock)
    with pytest.raises(Failure) as stopped:
        await send.delete(desk.client, before, desk.clock)
    assert stopped.value.code == "member_gone"
    other = await desk.person("Chidi")
    await desk.client.members.edit(other.id, name="Chidi O.")
    with pytest.raises(send.Meanwhile):
        await send.delete(desk.client, other, desk.clock)
    assert (await desk.person("Chidi")).name == "Chidi O."
