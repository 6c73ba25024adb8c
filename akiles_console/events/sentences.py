"""An event as a plain sentence with names, and the words of its parts. Pure.

What Akiles may send one day - another verb, type, method or action - is shown as it comes.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from akiles_console.api.events import Event, Named
from akiles_console.wording import N_, _

METHODS = {
    "online": N_("internet"), "bluetooth": N_("Bluetooth"), "mobile_nfc": N_("phone NFC"),
    "pin": N_("PIN"), "card": N_("card"), "magic_link": N_("magic link"),
}  # fmt: skip
"""How a door was opened; a magic link is one way over the internet."""

_WITH = {
    "online": N_("{who} {did} over the internet"), "bluetooth": N_("{who} {did} by Bluetooth"),
    "mobile_nfc": N_("{who} {did} with a phone by NFC"), "pin": N_("{who} {did} with a PIN"),
    "card": N_("{who} {did} with a card"), "magic_link": N_("{who} {did} with a magic link"),
}  # fmt: skip

VERBS = {
    "create": N_("created"), "edit": N_("changed"), "delete": N_("deleted"), "use": N_("used"),
    "reveal": N_("revealed"),
}  # fmt: skip

TYPES = {
    "device": N_("device"), "gadget": N_("door"), "gadget_action": N_("door"), "member": N_("person"),
    "member_email": N_("e-mail address"), "member_magic_link": N_("magic link"), "member_group": N_("group"),
    "member_group_association": N_("place in a group"), "member_pin": N_("PIN"), "member_card": N_("card"),
    "member_token": N_("token"), "organization": N_("organization"), "site": N_("site"), "webhook": N_("webhook"),
    "hardware": N_("hardware"), "card": N_("card"), "schedule": N_("schedule"),
}  # fmt: skip

_SENTENCES = {
    ("create", "member"): N_("{who} added {member}"),
    ("edit", "member"): N_("{who} changed {member}"),
    ("delete", "member"): N_("{who} deleted {member}"),
    ("create", "member_group_association"): N_("{who} put {member} into the group {group}"),
    ("edit", "member_group_association"): N_("{who} changed the dates of {member} in the group {group}"),
    ("delete", "member_group_association"): N_("{who} took {member} out of the group {group}"),
    ("create", "member_email"): N_("{who} gave {member} an e-mail address to open with"),
    ("edit", "member_email"): N_("{who} changed an e-mail address of {member}"),
    ("delete", "member_email"): N_("{who} took an e-mail address away from {member}"),
    ("create", "member_pin"): N_("{who} gave {member} a PIN"),
    ("edit", "member_pin"): N_("{who} changed a PIN of {member}"),
    ("delete", "member_pin"): N_("{who} took a PIN away from {member}"),
    ("reveal", "member_pin"): N_("{who} looked at a PIN of {member}"),
    ("create", "member_card"): N_("{who} gave {member} a card"),
    ("edit", "member_card"): N_("{who} changed a card of {member}"),
    ("delete", "member_card"): N_("{who} took a card away from {member}"),
    ("create", "member_magic_link"): N_("{who} gave {member} a magic link"),
    ("edit", "member_magic_link"): N_("{who} changed a magic link of {member}"),
    ("delete", "member_magic_link"): N_("{who} took a magic link away from {member}"),
    ("reveal", "member_magic_link"): N_("{who} looked at a magic link of {member}"),
    ("create", "member_token"): N_("{who} gave {member} a token"),
    ("delete", "member_token"): N_("{who} took a token away from {member}"),
    ("reveal", "member_token"): N_("{who} looked at a token of {member}"),
    ("edit", "organization"): N_("{who} changed the organization"),
}


class Told(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event in words: the whole sentence, and its parts as a table shows them ("" where there is none)."""

    sentence: str
    who: str
    door: str
    method: str


def told(event: Event, names: Mapping[str, str]) -> Told:
    """The event in words; `names` has those by id that it does not bring itself."""
    who = _who(event, names)
    door = _name(event.object_gadget, event.object.gadget_id, names)
    way = method(event)
    if event.verb == "use" and event.object.type == "gadget_action":
        sentence = _used(event, who, door, way)
    else:
        sentence = _done(event, who, names)
    return Told(sentence=sentence, who=who, door=door, method=_(METHODS.get(way, way)))


def method(event: Event) -> str:
    """How it was done: one of METHODS, what Akiles calls it, or "" where it does not say."""
    way = event.subject.access_method or ""
    return "magic_link" if way in ("", "online") and event.subject.member_magic_link_id else way


def _who(event: Event, names: Mapping[str, str]) -> str:
    if event.subject.member_id is None:
        return _("An administrator or a program")
    return _name(event.subject_member, event.subject.member_id, names)


def _used(event: Event, who: str, door: str, way: str) -> str:
    action = event.object.gadget_action_id or ""
    door = door or _("a door")
    if action in ("", "open"):
        did = _("opened {door}").format(door=door)
    else:
        did = _("used “{action}” of {door}").format(action=action, door=door)
    if not way:
        return _("{who} {did}").format(who=who, did=did)
    if way not in _WITH:
        return _("{who} {did} by “{method}”").format(who=who, did=did, method=way)
    return _(_WITH[way]).format(who=who, did=did)


def _done(event: Event, who: str, names: Mapping[str, str]) -> str:
    of = event.object
    known = _SENTENCES.get((event.verb, of.type))
    member = _name(event.object_member, of.member_id, names)
    group = _name(None, of.member_group_id, names)
    if known is not None and (member or "{member}" not in known) and (group or "{group}" not in known):
        return _(known).format(who=who, member=member, group=group)
    what = _what(event, names)
    if event.verb in VERBS and of.type in TYPES:
        return (
            _("{who} {did} the {type} {name}")
            .format(who=who, did=_(VERBS[event.verb]), type=_(TYPES[of.type]), name=what)
            .rstrip()
        )
    return _("{who}: {verb} {type} {name}").format(who=who, verb=event.verb, type=of.type, name=what).rstrip()


def _what(event: Event, names: Mapping[str, str]) -> str:
    """What the object is called; its id, or the one thing that is named in it, where it has no name."""
    of = event.object
    named = {"member": event.object_member, "gadget": event.object_gadget, "gadget_action": event.object_gadget}
    named |= {"device": event.object_device, "site": event.object_site}
    own = getattr(of, f"{of.type}_id", None)
    if own is None:
        own = next((value for name in of.__struct_fields__ if name.endswith("_id") and name != "organization_id"
                    and (value := getattr(of, name))), None)  # fmt: skip
    return _name(named.get(of.type), own, names)


def _name(named: Named | None, id: str | None, names: Mapping[str, str]) -> str:
    if named is not None and named.name:
        return named.name
    return names.get(id, id) if id else ""
