"""Several organizations on one computer: pure changes of the settings."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from akiles_console import connections
from akiles_console.failure import Failure
from akiles_console.settings import Connection, Settings


def made(organization: str, place: str = "akiles", **more: str) -> Connection:
    return Connection(
        organization_id=f"org_{organization}",
        organization_name=organization.title(),
        client_id=f"app-{organization}",
        since="2026-01-05T00:00:00+00:00",
        place=place,
        **more,
    )


SKY, SEA, PRACTICE = made("sky"), made("sea"), made("sky", "demo")


@pytest.fixture
def two() -> Settings:
    """Sky, then Sea: Sea is in use."""
    return connections.added(connections.added(Settings(), SKY), SEA)


def test_the_one_added_last_is_in_use_and_the_others_stay(two: Settings) -> None:
    assert connections.at(two, "akiles") == {"akiles org_sky": SKY, "akiles org_sea": SEA}
    assert connections.active(two, "akiles") == "akiles org_sea"
    assert two.client_id == "app-sea"


def test_each_place_has_its_own(two: Settings) -> None:
    three = connections.added(two, PRACTICE)
    assert connections.active(three, "akiles") == "akiles org_sea"
    assert connections.active(three, "demo") == "demo org_sky"
    assert list(connections.at(three, "demo").values()) == [PRACTICE]
    assert connections.active(three, "elsewhere") is None


def test_an_organization_that_is_known_is_renewed_under_its_id_with_its_name_and_colour() -> None:
    old = Settings(connections={"akiles": replace(SKY, name="Main house", colour="#102030")}, active={})
    renewed = connections.added(old, replace(SKY, client_id="new"))
    assert list(renewed.connections) == ["akiles"]
    one = renewed.connections["akiles"]
    assert (one.client_id, one.name, one.colour) == ("new", "Main house", "#102030")
    assert connections.active(renewed, "akiles") == "akiles"


def test_after_the_active_one_is_removed_none_is_in_use(two: Settings) -> None:
    left = connections.removed(two, "akiles org_sea")
    assert list(left.connections) == ["akiles org_sky"]
    assert connections.active(left, "akiles") is None
    assert connections.active(connections.removed(two, "akiles org_sky"), "akiles") == "akiles org_sea"


def test_another_one_is_taken_into_use(two: Settings) -> None:
    assert connections.active(connections.activated(two, "akiles org_sky"), "akiles") == "akiles org_sky"


def test_a_name_is_tidied_and_the_name_at_akiles_is_no_name_of_its_own(two: Settings) -> None:
    named = connections.renamed(two, "akiles org_sky", "  Main \n house ")
    assert connections.title(named.connections["akiles org_sky"]) == "Main house"
    for name in ("", "Sky"):
        assert connections.renamed(named, "akiles org_sky", name) == two


def test_two_of_a_name_would_be_taken_for_one_another(two: Settings) -> None:
    with pytest.raises(Failure) as caught:
        connections.renamed(two, "akiles org_sky", "SEA")
    assert (caught.value.code, caught.value.details) == ("name_taken", {"name": "SEA"})
    with pytest.raises(Failure) as caught:
        connections.renamed(two, "akiles org_sky", "x" * 61)
    assert caught.value.code == "name_too_long"


def test_a_colour_is_six_hexadecimal_digits_or_none(two: Settings) -> None:
    assert connections.coloured(two, "akiles org_sky", "#a0b1c2").connections["akiles org_sky"].colour == "#a0b1c2"
    assert connections.coloured(two, "akiles org_sky", "red; border: 0").connections["akiles org_sky"].colour == ""


def test_what_was_removed_meanwhile_cannot_be_changed(two: Settings) -> None:
    for change in (
        lambda: connections.activated(two, "x"),
        lambda: connections.renamed(two, "x", "y"),
        lambda: connections.coloured(two, "x", ""),
    ):
        with pytest.raises(Failure) as caught:
            change()
        assert caught.value.code == "connection_unknown"
