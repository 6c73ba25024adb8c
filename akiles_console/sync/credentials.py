"""Which writes give one person what they open doors with: e-mail, PIN, magic link, cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

import msgspec

from akiles_console.api.models import Card, Member
from akiles_console.sync.desired import Desired
from akiles_console.sync.ownership import marked
from akiles_console.sync.plan import Note, Operation, Options


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison must know of the organization: group names, groups the mapping hands out, cards by any
    of their three names in upper case, who holds a card, how many rows name each card, and the site's zone."""

    group_names: Mapping[str, str]
    mapped: frozenset[str]
    cards: Mapping[str, tuple[Card, ...]]
    holders: Mapping[str, str]
    named: Counter[str]
    zone: str
    options: Options
    now: datetime


def credentials(wish: Desired, member: Member | None, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    """The writes that give and take what doors are opened with; None for a member that is still to be made."""
    enabled = around.options.credentials
    operations = _emails(wish, member, around) if "email" in enabled else []
    notes: list[Note] = []
    if "pin" in enabled:
        found, told = _pins(wish, member, around)
        operations, notes = operations + found, notes + told
    if "magic_link" in enabled and not (member and member.magic_links):
        operations.append(_new("add_magic_link", wish.key, member))
    if "card" in enabled:
        found, told = _cards(wish, member, around)
        operations, notes = operations + found, notes + told
    return operations, notes


def _new(kind: str, key: str, member: Member | None, **fields: object) -> Operation:
    operation = Operation(kind=kind, key=key, member_id=member.id if member else None)
    return msgspec.structs.replace(operation, **fields)


def _emails(wish: Desired, member: Member | None, around: Surroundings) -> list[Operation]:
    wanted = {email.lower(): email for email in wish.employee.emails}
    held = member.emails if member else ()
    have = {child.email.lower() for child in held}
    found = [
        _new("add_email", wish.key, member, target=wanted[email], name=wanted[email])
        for email in sorted(wanted.keys() - have)
    ]
    if member and (wanted or "email" in wish.employee.cleared):
        found += [
            _new("remove_email", wish.key, member, target=child.id, name=child.email)
            for child in sorted(held, key=lambda child: child.id)
            if child.email.lower() not in wanted and marked(child.metadata, around.options.source_name)
        ]
    return found


def _pins(wish: Desired, member: Member | None, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    held = member.pins if member else ()
    if "pin" in wish.employee.cleared:
        return [
            _new("remove_pin", wish.key, member, target=child.id)
            for child in sorted(held, key=lambda child: child.id)
            if marked(child.metadata, around.options.source_name)
        ], []
    if held:
        # The digits Akiles holds can only be revealed, which goes on record; so a PIN that is there is left alone.
        return [], [Note(code="pin_not_compared")] if wish.pin == "file" else []
    if not wish.pin:
        return [], [Note(code="pin_twice_here")]
    if wish.pin == "file":
        return [_new("add_pin", wish.key, member, changes=(("from", "file"),))], []
    length = around.options.pin_length
    changes = (("length", str(length)),) if length else ()
    return [_new("add_pin", wish.key, member, changes=changes)], []


def _cards(wish: Desired, member: Member | None, around: Surroundings) -> tuple[list[Operation], list[Note]]:
    notes: list[Note] = []
    wanted: dict[str, str] = {}
    for name in wish.employee.cards:
        trouble, card_id = _card(name, member, around)
        if trouble:
            notes.append(Note(code=trouble, details={"card": name}))
        else:
            wanted[card_id] = name
    held = member.cards if member else ()
    unclear = bool(notes)  # a card that cannot be told apart could be one that is held: take none away
    have = {child.card_id for child in held}
    found = [
        _new("add_card", wish.key, member, target=card_id, name=wanted[card_id])
        for card_id in sorted(wanted.keys() - have)
    ]
    if member and (wish.employee.cards or "card" in wish.employee.cleared):
        found += [
            _new(
                "remove_card",
                wish.key,
                member,
                target=child.id,
                name=child.card_id,
                changes=(("card_id", child.card_id),),
            )
            for child in sorted(held, key=lambda child: child.id)
            if child.card_id not in wanted and not unclear and marked(child.metadata, around.options.source_name)
        ]
    return found, notes


def _card(name: str, member: Member | None, around: Surroundings) -> tuple[str, str]:
    """What is wrong with a card as a code, or "", and its id."""
    found = around.cards.get(card_name(name), ())
    if not found:
        return "card_not_found", ""
    if len(found) > 1:
        return "card_not_unique", ""
    card_id, mine = found[0].id, member.id if member else None
    if around.holders.get(card_id, mine) != mine:
        return "card_taken", ""
    if around.named[card_id] > 1 and card_id not in around.holders:
        return "card_twice", ""
    return "", card_id


def card_name(text: str) -> str:
    """The form in which two spellings of a card's id, UID or printed code are the same."""
    return "".join(c for c in text if c.isalnum() or c == "_").upper()
