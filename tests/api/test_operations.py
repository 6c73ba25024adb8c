"""Every operation of Akiles' API is there, asks in its words and understands the practice server's answer."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from akiles_console.api.client import Client
from akiles_console.api.errors import NotFound, Refused
from akiles_console.api.models import PermissionRule, TimeRange, Weekday
from akiles_console.api.webhooks import WebhookRule
from akiles_console.failure import Failure

pytestmark = pytest.mark.anyio

API = json.loads((Path(__file__).parents[1] / "demo" / "openapi.json").read_text(encoding="utf-8"))
WEEK = [Weekday(ranges=(TimeRange(start=32_400, end=64_800),))] * 5 + [Weekday()] * 2
METHODS = ("online", "bluetooth", "mobile_nfc", "pin", "card")
SECRET = "831964"


def described() -> set[str]:
    return {f"{method.upper()} {path}" for path, methods in API["paths"].items() for method in methods}


def template(request: httpx.Request) -> str:
    """The operation that a request is, in the words of the API's description."""
    path = request.url.path.removeprefix("/v2")
    fitting = [one for one in API["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one), path)]
    assert len(fitting) == 1, path
    return f"{request.method} {fitting[0]}"


async def everything(objects: Any) -> list[Any]:
    return [one async for one in objects]


async def organization(client: Client) -> None:
    found = await client.organization()
    assert (await client.edit_organization(metadata={"a": "b"})).metadata == {"a": "b"}
    assert found.name == "Practice"
    for noun in (client.sites, client.devices, client.gadgets):
        first = (await everything(noun.list(sort="name:asc")))[0]
        assert await noun.get(first.id) == first
        assert (await noun.edit(first.id, metadata={"floor": "2"})).metadata == {"floor": "2"}
    product = (await everything(client.products.list()))[0]
    assert await client.products.get(product.id) == product


async def doors(client: Client) -> None:
    gadgets = {gadget.name: gadget async for gadget in client.gadgets.list()}
    await client.gadgets.do_action(gadgets["Street door"].id, "open")
    with pytest.raises(Refused) as caught:
        await client.gadgets.do_action(gadgets["Tool room"].id, "open")
    assert caught.value.code == "hardware_offline"
    with pytest.raises(NotFound):
        await client.gadgets.do_action("gad_none", "open")


async def rights(client: Client) -> str:
    schedule = await client.schedules.create(name="Day", weekdays=WEEK)
    assert list(schedule.weekdays) == WEEK
    edited = await client.schedules.edit(schedule.id, weekdays=WEEK[::-1], name="Late")
    assert (edited.name, list(edited.weekdays)) == ("Late", WEEK[::-1])
    assert await client.schedules.get(schedule.id) == edited
    assert [s.id for s in await everything(client.schedules.list(search="LATE"))] == [schedule.id]
    rule = PermissionRule(schedule_id=schedule.id, access_methods=dict.fromkeys(METHODS, True))
    group = await client.member_groups.create(name="Guests", permissions=[rule])
    assert group.permissions == (rule,)
    assert (await client.member_groups.edit(group.id, permissions=[])).permissions == ()
    assert (await client.member_groups.get(group.id)).name == "Guests"
    assert [g.id for g in await everything(client.member_groups.list(search="guest"))] == [group.id]
    await client.schedules.delete(schedule.id)
    return group.id


async def cards(client: Client) -> str:
    card = await client.cards.create(uid="041E53F2FF6780", name="Blue")
    assert await client.cards.get(card.id) == card
    assert (await client.cards.edit(card.id, name=None, metadata={"k": "v"})).metadata == {"k": "v"}
    assert (await client.cards.get(card.id)).name is None
    assert card.id in {c.id for c in await everything(client.cards.list(sort="id:asc"))}
    return card.id


async def members(client: Client, group_id: str, card_id: str) -> None:
    member = await client.members.create(name="Ana", metadata={"source": "s"})
    await client.members.edit(member.id, name="Eva", ends_at="2027-01-31T00:00:00Z")
    children = [
        (client.emails, await client.emails.create(member.id, email="eva@example.com", metadata={})),
        (client.pins, await client.pins.create(member.id, pin=SECRET, metadata={})),
        (client.magic_links, await client.magic_links.create(member.id, metadata={})),
        (client.tokens, await client.tokens.create(member.id, metadata={})),
        (client.member_cards, await client.member_cards.create(member.id, card_id=card_id, metadata={})),
    ]
    for noun, child in children:
        assert await noun.get(member.id, child.id) == child
        assert (await noun.edit(member.id, child.id, metadata={"k": "v"})).metadata == {"k": "v"}
        assert [one.id async for one in noun.list(member.id)] == [child.id]
    place = await client.group_associations.create(member.id, member_group_id=group_id, metadata={})
    edited = await client.group_associations.edit(member.id, place.id, ends_at="2027-01-31T00:00:00Z")
    assert (edited.starts_at, edited.ends_at) == (None, "2027-01-31T00:00:00Z")
    assert (await client.group_associations.edit(member.id, place.id, ends_at=None)).ends_at is None
    assert await client.group_associations.get(member.id, place.id) == place
    whole = await client.members.get(member.id)
    assert [len(t) for t in (whole.emails, whole.pins, whole.magic_links, whole.cards)] == [1, 1, 1, 1]
    assert [a async for a in client.group_associations.list(member.id)] == list(whole.group_associations)
    assert member.id in {m.id async for m in client.members.list(since=member.created_at)}
    await reveals(client, member.id, {noun: child.id for noun, child in children})
    for noun, child in [*children, (client.group_associations, place)]:
        await noun.delete(member.id, child.id)
        assert (await noun.get(member.id, child.id)).is_deleted
        assert [one async for one in noun.list(member.id)] == []
    await client.members.delete(member.id)
    await client.member_groups.delete(group_id)
    await client.cards.delete(card_id)


async def reveals(client: Client, member_id: str, ids: dict[Any, str]) -> None:
    pin = await client.pins.reveal(member_id, ids[client.pins])
    link = await client.magic_links.reveal(member_id, ids[client.magic_links])
    token = await client.tokens.reveal(member_id, ids[client.tokens])
    assert (pin.pin, pin.length) == (SECRET, 6)
    for record, secret in ((pin, pin.pin), (link, link.link), (token, token.token)):
        assert secret
        assert secret not in repr(record) + str(record) + repr(record.__rich_repr__())


async def log(client: Client) -> None:
    event = (await everything(client.events.list(verb="reveal")))[0]
    assert await client.events.get(event.id) == event
    assert event.object_member is not None
    assert event.object_member.name == "Eva"


async def webhooks(client: Client) -> None:
    made = await client.webhooks.create(url="https://x.example/hook", filter=[WebhookRule(object_type="member")])
    assert made.secret
    assert made.secret not in repr(made) + repr(made.__rich_repr__())
    edited = await client.webhooks.edit(made.id, is_enabled=False)
    assert (edited.is_enabled, edited.filter) == (False, (WebhookRule(object_type="member"),))
    assert await client.webhooks.get(made.id) == edited
    assert [w.id for w in await everything(client.webhooks.list())] == [made.id]
    await client.webhooks.delete(made.id)


async def test_every_operation_is_there(practice: Any) -> None:
    async with practice.client() as client:
        await organization(client)
        await doors(client)
        await members(client, await rights(client), await cards(client))
        await log(client)
        await webhooks(client)
    assert {template(request) for request in practice.requests} == described()
    assert client.calls == len(practice.requests)


async def test_rules_that_we_do_not_know_are_not_lost_by_an_edit(client: Client, akiles: Any) -> None:
    group = {"id": "mg_1", "name": "Night", "permissions": [{"site_id": None, "only_on_full_moon": True}]}
    akiles.on("GET /member_groups/mg_1", group)
    with pytest.raises(Failure) as caught:
        await client.member_groups.edit("mg_1", permissions=[])
    assert caught.value.code == "fields_unknown"
    akiles.on("GET /schedules/sch_1", {"id": "sch_1", "name": "x", "weekdays": [{"ranges": [], "closed": True}] * 7})
    with pytest.raises(Failure):
        await client.schedules.edit("sch_1", weekdays=WEEK)
    akiles.on("PATCH /member_groups/mg_1", group)
    assert (await client.member_groups.edit("mg_1", name="Night")).permissions == (PermissionRule(),)
    assert akiles.bodies("PATCH /member_groups/mg_1") == [{"name": "Night"}]


async def test_an_action_and_a_deletion_may_be_answered_with_nothing(client: Client, akiles: Any) -> None:
    akiles.on("POST /gadgets/gad_1/actions/open", httpx.Response(204))
    akiles.on("DELETE /cards/crd_1", httpx.Response(200))
    await client.gadgets.do_action("gad_1", "open")
    await client.cards.delete("crd_1")
    assert akiles.bodies("POST /gadgets/gad_1/actions/open") == [{}]


@pytest.mark.parametrize("status", [400, 409, 503, 504])
async def test_a_door_that_is_offline_is_told_as_such(client: Client, akiles: Any, status: int) -> None:
    said = {"type": "hardware_offline", "message": "The device is offline.", "args": None}
    akiles.on("POST /gadgets/gad_1/actions/open", httpx.Response(status, json=said))
    with pytest.raises(Refused) as caught:
        await client.gadgets.do_action("gad_1", "open")
    error = caught.value
    assert (error.code, error.type, error.object) == ("hardware_offline", "hardware_offline", "gad_1 open")
    assert not error.maybe_done


async def test_a_card_needs_something_to_know_it_by(client: Client) -> None:
    with pytest.raises(ValueError, match="known by"):
        await client.cards.create(name="Blue")
