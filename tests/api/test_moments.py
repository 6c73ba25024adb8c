"""Times compare as instants, to the nanosecond and across offsets."""

from __future__ import annotations

import pytest

from akiles_console.api.models import Site
from akiles_console.api.moments import created, instant


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026-01-05T10:00:00Z", "2026-01-05T10:00:00.000000001Z"),
        ("2026-01-05T10:00:00.76683683Z", "2026-01-05T10:00:00.766836837Z"),
        ("2026-01-05T11:59:59+02:00", "2026-01-05T10:00:00.5Z"),
        ("2026-01-05T23:30:00-01:00", "2026-01-06t01:00:00z"),
    ],
)
def test_order(earlier: str, later: str) -> None:
    assert instant(earlier) < instant(later)


def test_the_same_instant_written_in_two_ways_is_one() -> None:
    assert instant("2026-01-05T10:00:00.5Z") == instant("2026-01-05T12:00:00.500000000+02:00")


def test_an_object_without_a_readable_time_is_not_hidden() -> None:
    since, before = created("2026-01-05T10:00:00Z", "2026-01-05T11:00:00Z", None)
    for text, kept in (("", True), ("noon", True), ("2026-01-05T10:00:00Z", True), ("2026-01-05T11:00:00Z", False)):
        site = Site(id="site_1", name="x", created_at=text)
        assert (since.keeps(site) and before.keeps(site)) is kept
