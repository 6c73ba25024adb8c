"""What is wrong with a member as somebody wants it, before anything is sent. Pure; nothing here repeats a PIN."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from email_validator import EmailNotValidError, validate_email

from akiles_console.api.models import Card, Member
from akiles_console.browse.difference import NEW, dates_of
from akiles_console.failure import Failure
from akiles_console.sync import when
from akiles_console.sync.credentials import card_name
from akiles_console.sync.ownership import fits

PIN_DIGITS = range(4, 21)
"""How many digits a PIN may have (API reference, "pins")."""


def check(member: Member, digits: Mapping[str, str]) -> None:
    """Raises the Failure of the first thing that Akiles, or a door, could not use. `digits` as for `send.apply`."""
    if not member.name.strip():
        raise Failure("person_name_missing")
    _dates((member.starts_at, member.ends_at), "member_dates_crossed")
    for child in member.group_associations:
        _dates(dates_of(child), "group_dates_crossed")
    places = Counter((child.member_group_id, *dates_of(child)) for child in member.group_associations)
    if places and max(places.values()) > 1:
        raise Failure("group_twice")
    _emails(member)
    for pin in digits.values():
        if not (pin.isascii() and pin.isdigit() and len(pin) in PIN_DIGITS):
            raise Failure("pin_unusable")
    if len({child.card_id for child in member.cards}) < len(member.cards):
        raise Failure("card_held")
    if not fits(member.metadata):
        raise Failure("metadata_too_long")


def find_card(text: str, cards: Iterable[Card], holders: Mapping[str, str]) -> Card:
    """The card of that id, UID or printed code. `holders`: card id -> name of who has it.

    Raises Failure card_unknown, card_ambiguous, card_of_somebody.
    """
    wanted = card_name(text)
    found = [
        card for card in cards
        if wanted and wanted in {card_name(name) for name in (card.id, card.uid, card.printed_code) if name}
    ]  # fmt: skip
    if not found:
        raise Failure("card_unknown", card=text.strip())
    if len(found) > 1:
        raise Failure("card_ambiguous", card=text.strip())
    if found[0].id in holders:
        raise Failure("card_of_somebody", card=text.strip(), name=holders[found[0].id])
    return found[0]


def _dates(dates: tuple[str | None, str | None], code: str) -> None:
    start, end = (when.instant(text) for text in dates)
    if start is not None and end is not None and end <= start:
        raise Failure(code)


def _emails(member: Member) -> None:
    seen = Counter(child.email.casefold() for child in member.emails)
    for child in member.emails:
        if seen[child.email.casefold()] > 1:
            raise Failure("person_email_twice", email=child.email)
        if not child.id.startswith(NEW):
            continue
        try:
            validate_email(child.email, check_deliverability=False)
        except EmailNotValidError:
            raise Failure("email_unusable", email=child.email) from None
