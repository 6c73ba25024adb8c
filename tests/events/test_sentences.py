"""An event as a plain sentence: known ones with names, unknown ones as they come."""

import pytest

from akiles_console.api.events import Event, EventObject, EventSubject, Named
from akiles_console.events.sentences import told

ANA, BO = Named(id="mem_1", name="Ana Lee"), Named(id="mem_2", name="Bo")
DOOR = Named(id="gad_1", name="Street door")


def used(method, action="open", **subject):
    return Event(
        id="evt_1", verb="use", subject=EventSubject(member_id="mem_1", access_method=method, **subject),
        object=EventObject(type="gadget_action", gadget_id="gad_1", gadget_action_id=action),
        subject_member=ANA, object_gadget=DOOR,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (used("pin"), "Ana Lee opened Street door with a PIN"),
        (used("card"), "Ana Lee opened Street door with a card"),
        (used("online"), "Ana Lee opened Street door over the internet"),
        (used("online", member_magic_link_id="mml_1"), "Ana Lee opened Street door with a magic link"),
        (used("bluetooth"), "Ana Lee opened Street door by Bluetooth"),
        (used("mobile_nfc"), "Ana Lee opened Street door with a phone by NFC"),
        (used("telepathy"), "Ana Lee opened Street door by “telepathy”"),
        (used(None), "Ana Lee opened Street door"),
        (used("pin", "hold_open"), "Ana Lee used “hold_open” of Street door with a PIN"),
    ],
)
def test_opening_a_door(event, sentence):
    assert told(event, {}).sentence == sentence


def done(verb, kind, **ids):
    named = {"object_member": BO} if "member_id" in ids else {}
    return Event(id="evt_1", verb=verb, object=EventObject(type=kind, **ids), **named)


BY = "An administrator or a program"


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (done("create", "member", member_id="mem_2"), f"{BY} added Bo"),
        (done("delete", "member", member_id="mem_2"), f"{BY} deleted Bo"),
        (done("create", "member_pin", member_id="mem_2", member_pin_id="mp_1"), f"{BY} gave Bo a PIN"),
        (done("reveal", "member_pin", member_id="mem_2", member_pin_id="mp_1"), f"{BY} looked at a PIN of Bo"),
        (
            done("create", "member_group_association", member_id="mem_2", member_group_id="mg_1"),
            f"{BY} put Bo into the group Sales",
        ),
        (
            done("delete", "member_group_association", member_id="mem_2", member_group_id="mg_9"),
            f"{BY} took Bo out of the group mg_9",
        ),
        (done("edit", "member_group", member_group_id="mg_1"), f"{BY} changed the group Sales"),
        (done("edit", "organization", organization_id="org_1"), f"{BY} changed the organization"),
        (done("create", "webhook", webhook_id="wh_1"), f"{BY} created the webhook wh_1"),
        (done("create", "member_pin", member_pin_id="mp_1"), f"{BY} created the PIN mp_1"),
        (done("dance", "member", member_id="mem_2"), f"{BY}: dance member Bo"),
        (done("edit", "tag", site_id="site_1"), f"{BY}: edit tag site_1"),
        (done("", ""), f"{BY}:"),
    ],
)
def test_what_was_done_to_people_and_things(event, sentence):
    assert " ".join(told(event, {"mg_1": "Sales"}).sentence.split()) == sentence


def test_a_name_with_braces_is_a_name():
    event = Event(id="evt_1", verb="create", object=EventObject(type="member", member_id="mem_1"),
                  object_member=Named(id="mem_1", name="{who} {0}"))  # fmt: skip
    assert told(event, {}).sentence == f"{BY} added {{who}} {{0}}"


def test_somebody_deleted_keeps_the_name_that_was_known():
    event = Event(id="evt_1", verb="use", subject=EventSubject(member_id="mem_9", access_method="pin"),
                  object=EventObject(type="gadget_action", gadget_id="gad_9"))  # fmt: skip
    assert told(event, {"mem_9": "Cai", "gad_9": "Gate"}).sentence == "Cai opened Gate with a PIN"
    assert told(event, {}).sentence == "mem_9 opened gad_9 with a PIN"
