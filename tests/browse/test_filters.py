"""Whom a list shows, and what is wrong with what somebody typed."""

from datetime import UTC, datetime

import msgspec
import pytest

from akiles_console.api.models import Card, GroupAssociation, Member, MemberEmail, MemberPin
from akiles_console.browse import checks, filters
from akiles_console.browse.filters import Filter
from akiles_console.failure import Failure

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
replace = msgspec.structs.replace
PLACE = GroupAssociation(id="ga_1", member_id="m", member_group_id="mg_1")
PLAIN = Member(id="m", name="Ana", group_associations=(PLACE,), pins=(MemberPin(id="p", member_id="m", length=6),))
CASES = {
    "active": PLAIN,
    "later": replace(PLAIN, starts_at="2026-04-01T00:00:00Z"),
    "ended": replace(PLAIN, ends_at="2026-03-12T09:30:00Z"),
    "no_group": replace(PLAIN, ends_at="2026-02-01T00:00:00Z", group_associations=()),
    "no_credential": replace(PLAIN, ends_at="2026-02-01T00:00:00Z", pins=()),
    "ending": replace(PLAIN, group_associations=(replace(PLACE, ends_at="2026-03-20T00:00:00Z"),)),
}


@pytest.mark.parametrize("how", filters.STANDINGS)
def test_each_standing_finds_its_people(how):
    matches = Filter(standing=how).matcher(NOW)
    assert matches(CASES[how])
    others = {"active": {"ending"}, "ended": {"no_group", "no_credential"}}.get(how, set())
    assert not any(matches(CASES[other]) for other in set(CASES) - {how} - others)


def test_filters_add_up_and_none_is_no_filter():
    assert Filter().matcher(NOW) is None
    matches = Filter(group="mg_1", credential="pin", owner="guesty").matcher(NOW)
    assert not matches(PLAIN)
    assert matches(replace(PLAIN, metadata={"source": "guesty"}))
    assert Filter(owner=filters.BY_HAND).matcher(NOW)(PLAIN)
    assert filters.owners([PLAIN, replace(PLAIN, metadata={"source": "nexudus"})]) == ("nexudus", filters.BY_HAND)


def test_a_date_that_cannot_be_read_hides_nobody():
    odd = replace(PLAIN, starts_at="soon", ends_at="never")
    assert filters.standing(odd, NOW) == "active"


def wrong(member, digits=None):
    with pytest.raises(Failure) as stopped:
        checks.check(member, digits or {})
    return stopped.value.code


def new_email(address):
    return MemberEmail(id=f"new:{address}", member_id="m", email=address)


def test_what_akiles_could_not_use_is_said_before_anything_is_sent():
    checks.check(PLAIN, {"new:1": "0042"})
    assert wrong(replace(PLAIN, name="  ")) == "person_name_missing"
    assert wrong(replace(PLAIN, starts_at="2026-02-02T00:00:00Z", ends_at="2026-02-01T00:00:00Z")) == (
        "member_dates_crossed"
    )
    crossed = replace(PLACE, starts_at="2026-02-02T00:00:00Z", ends_at="2026-02-02T00:00:00Z")
    assert wrong(replace(PLAIN, group_associations=(crossed,))) == "group_dates_crossed"
    assert wrong(replace(PLAIN, group_associations=(PLACE, PLACE))) == "group_twice"
    assert wrong(replace(PLAIN, emails=(new_email("a@x.org, b@y.org"),))) == "email_unusable"
    assert (
        wrong(replace(PLAIN, emails=(new_email("a@example.com"), new_email("A@example.com")))) == "person_email_twice"
    )
    assert wrong(replace(PLAIN, metadata={"note": "x" * 1024})) == "metadata_too_long"


@pytest.mark.parametrize("digits", ["123", "1" * 21, "12a4", "١٢٣٤", ""])
def test_a_pin_is_4_to_20_digits_and_never_repeated(digits):
    with pytest.raises(Failure) as stopped:
        checks.check(PLAIN, {"new:1": digits})
    assert (stopped.value.code, stopped.value.details) == ("pin_unusable", {})


CARDS = (
    Card(id="crd_1", uid="04A1B2C3", printed_code="KXWPM"),
    Card(id="crd_2", uid="04A1B2C4", printed_code="QRSTU"),
    Card(id="crd_3", printed_code="QRSTU"),
)


@pytest.mark.parametrize("text", ["crd_1", "04a1b2c3", "04:A1:B2:C3", " kxwpm "])
def test_a_card_is_found_by_each_of_its_names(text):
    assert checks.find_card(text, CARDS, {}).id == "crd_1"


@pytest.mark.parametrize(
    ("text", "code"),
    [("nothing", "card_unknown"), ("", "card_unknown"), ("qrstu", "card_ambiguous"), ("crd_1", "card_of_somebody")],
)
def test_a_card_that_cannot_be_given_says_why(text, code):
    with pytest.raises(Failure) as stopped:
        checks.find_card(text, CARDS, {"crd_1": "Bo"})
    assert stopped.value.code == code
