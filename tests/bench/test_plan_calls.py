"""What a plan may cost at Akiles: pages of the members' list, and a fixed few calls beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from akiles_console.cli import main
from akiles_console.demo.server import DemoServer


def requests_of_a_plan(members: int, folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """The paths that `akiles-console plan` asks for, in an organization of that many members."""
    roster, mapping = folder / "people.csv", folder / "mapping.json"
    roster.write_text("Employee ID,Name,Email\n000001,Ana Test,person.000001@example.com\n")
    mapping.write_text(json.dumps({"groups": {}, "default": ["Everyone"]}))
    server = DemoServer(template="empty", members=members)
    server.start_in_thread()
    try:
        patch.setenv("AKILES_API_URL", server.api_url)
        patch.setenv("AKILES_ACCESS_TOKEN", server.access_token)
        assert main(["plan", str(roster), "--mapping", str(mapping)], never) == 0
    finally:
        server.stop_thread()
    assert {method for method, _ in server.requests} == {"GET"}
    return [path.partition("?")[0] for _, path in server.requests]


def never(demo: bool) -> int:
    """No window is opened here."""
    raise AssertionError(demo)


def without_members(paths: Sequence[str]) -> list[str]:
    return sorted(path for path in paths if path != "/members")


def test_a_plan_asks_once_for_each_hundred_members_and_nothing_for_a_member(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small = requests_of_a_plan(1_000, tmp_path, monkeypatch)
    large = requests_of_a_plan(5_000, tmp_path, monkeypatch)
    assert (small.count("/members"), large.count("/members")) == (10, 50)
    assert without_members(small) == without_members(large)
    assert len(without_members(large)) <= 4
