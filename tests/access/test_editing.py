"""Edits by hand: somebody else's change is never overwritten, and success is what was read back."""

import msgspec
import pytest

from akiles_console.access import editing
from akiles_console.api import models
from akiles_console.api.errors import ApiError, Refused
from akiles_console.api.webhooks import NewWebhook, WebhookRule
from akiles_console.demo.faults import Fault, Rule
from akiles_console.failure import Failure

pytestmark = pytest.mark.anyio


@pytest.fixture
async def client(session):
    await session.restore()
    return session.client


async def first(listing):
    found = [one async for one in listing]
    return found[0]


async def named(listing, name):
    return next(iter([one async for one in listing if one.name == name]))


def changed(group, **fields):
    return msgspec.structs.replace(group, **fields)


async def code_of(doing):
    with pytest.raises(Failure) as raised:
        await doing
    return raised.value.code


async def test_a_group_is_changed_and_read_back(client):
    base = await named(client.member_groups.list(), "Sales")
    wanted = changed(base, permissions=base.permissions[:1])
    made = await editing.save_group(client, base, wanted)
    assert editing.same_group(made, wanted)
    assert editing.same_group(await client.member_groups.get(base.id), wanted)


async def test_what_a_second_administrator_changed_is_shown_and_not_overwritten(client, demo):
    base = await named(client.member_groups.list(), "Sales")
    theirs = await client.member_groups.edit(base.id, permissions=base.permissions[1:])
    before = len([one for one in demo.requests if one[0] == "PATCH"])
    with pytest.raises(editing.ChangedMeanwhile) as raised:
        await editing.save_group(client, base, changed(base, permissions=()))
    assert raised.value.now == theirs
    assert len([one for one in demo.requests if one[0] == "PATCH"]) == before
    made = await editing.save_group(client, raised.value.now, changed(theirs, permissions=()))
    assert made.permissions == ()


async def test_what_a_second_administrator_deleted_is_not_brought_back(client):
    base = await named(client.member_groups.list(), "Sales")
    await client.member_groups.delete(base.id)
    assert await code_of(editing.save_group(client, base, changed(base, name="x"))) == "gone_meanwhile"


@pytest.mark.parametrize("fault", [Fault.LOSE_ANSWER, Fault.ERROR_AFTER])
async def test_a_lost_answer_to_an_edit_is_cleared_up_by_looking(client, demo, fault):
    base = await first(client.schedules.list())
    demo.faults.append(Rule(fault, path="schedules", method="PATCH"))
    wanted = changed(base, name="New hours")
    assert (await editing.save_schedule(client, base, wanted)).name == "New hours"


async def test_a_write_that_akiles_forgot_is_not_called_done(client, demo):
    base = await first(client.schedules.list())
    demo.faults.append(Rule(Fault.DROPPED_WRITE, path="schedules", method="PATCH"))
    assert await code_of(editing.save_schedule(client, base, changed(base, name="x"))) == "edit_not_confirmed"


async def test_an_edit_that_never_came_there_says_so(client, demo):
    base = await first(client.schedules.list())
    demo.faults.append(Rule(Fault.DROP, path="schedules", method="PATCH", count=20))
    with pytest.raises(ApiError):
        await editing.save_schedule(client, base, changed(base, name="x"))


async def test_a_refusal_is_passed_on(client, demo):
    base = await first(client.schedules.list())
    demo.faults.append(Rule(Fault.REFUSE, path="schedules", method="PATCH"))
    with pytest.raises(Refused):
        await editing.save_schedule(client, base, changed(base, name="x"))


async def test_a_lost_create_is_looked_for_and_never_made_twice(client, demo):
    demo.faults.append(Rule(Fault.LOSE_ANSWER, path="member_groups", method="POST"))
    wanted = models.MemberGroup(id="", name="Night shift", permissions=(models.PermissionRule(),))
    made = await editing.create_group(client, wanted)
    assert [one.id async for one in client.member_groups.list() if one.name == "Night shift"] == [made.id]


async def test_a_create_that_never_came_there_is_said_to_be_unknown(client, demo):
    demo.faults.append(Rule(Fault.DROP, path="schedules", method="POST", count=20))
    wanted = models.Schedule(id="", name="Nights", weekdays=(models.Weekday(),) * 7)
    assert await code_of(editing.create_schedule(client, wanted)) == "create_unknown"


async def test_a_webhook_comes_with_its_secret_or_says_that_it_was_lost(client, demo):
    rule = WebhookRule(object_type="member", verb="create")
    made = await editing.create_webhook(client, "https://example.com/hook", [rule])
    assert isinstance(made, NewWebhook) and made.secret
    demo.faults.append(Rule(Fault.LOSE_ANSWER, path="webhooks", method="POST"))
    assert await code_of(editing.create_webhook(client, "https://example.com/other", [rule])) == "webhook_secret_lost"


async def test_a_webhook_is_switched_off(client):
    made = await editing.create_webhook(client, "https://example.com/hook", [WebhookRule(object_type="member")])
    base = await client.webhooks.get(made.id)
    assert not (await editing.save_webhook(client, base, changed(base, is_enabled=False))).is_enabled


async def test_a_card_is_given_once_and_taken(client, demo):
    people = [one async for one in client.members.list()]
    held = {card.card_id for one in people for card in one.cards}
    free = next(iter([card.id async for card in client.cards.list() if card.id not in held]))
    demo.faults.append(Rule(Fault.LOSE_ANSWER, path="cards", method="POST"))
    given = await editing.give_card(client, people[0], free)
    assert given.card_id == free
    with pytest.raises(Refused):
        await editing.give_card(client, people[1], free)
    await editing.take_card(client, given)
    await editing.take_card(client, given)
    assert free not in [one.card_id async for one in client.member_cards.list(people[0].id)]


async def test_nothing_is_given_to_somebody_who_is_gone(client):
    people = [one async for one in client.members.list()]
    await client.members.delete(people[0].id)
    assert await code_of(editing.give_card(client, people[0], "crd_1")) == "gone_meanwhile"
