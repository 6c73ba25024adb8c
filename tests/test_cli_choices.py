"""What is chosen before a run, on the command line: new ids, members made by hand, deleted ones, and importing off."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from akiles_console.cli import main
from akiles_console.demo.server import DemoServer

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def server() -> Iterator[DemoServer]:
    running = DemoServer(template="empty")
    running.start_in_thread()
    running.backend.make("member_groups", {"name": "Sales", "permissions": []})
    yield running
    running.stop_thread()


@pytest.fixture
def run(server: DemoServer, tmp_path: Path, monkeypatch: Any, capsys: Any, own_folder: Path) -> Run:
    """Runs a command on rows of a file, in this process; exit code and document."""
    monkeypatch.setenv("AKILES_API_URL", server.api_url)
    monkeypatch.setenv("AKILES_ACCESS_TOKEN", server.access_token)
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"groups": {"Sales": ["Sales"]}}))

    def call(command: str, rows: dict[str, str], *more: str) -> tuple[int, Any]:
        file = tmp_path / "people.csv"
        lines = [f"{key},{name},{name.split()[0].lower()}@example.com,Sales" for key, name in rows.items()]
        file.write_text("\n".join(["Employee ID,Name,Email,Department", *lines]))
        code = main([command, str(file), "--mapping", str(mapping), "--json", *more], lambda _demo: 9)
        return code, json.loads(capsys.readouterr().out)

    return call


BEFORE = {"007": "Ana Ruiz", "008": "Bo Lee"}
AFTER = {"7": "Ana Ruiz", "8": "Bo Lee"}
FULL = ("--roster", "full", "--leavers", "delete")


def names(server: DemoServer) -> dict[str, str]:
    living = (member for member in server.backend.members if not member["is_deleted"])
    return {member["metadata"].get("sourceID", ""): member["name"] for member in living}


def test_people_with_new_ids_stop_a_plan_and_keep_everything_where_only_the_ids_are_new(server, run):
    assert run("sync", BEFORE)[0] == 0
    code, plan = run("plan", AFTER, *FULL)
    assert (
        plan["losses"] == {"people": 2, "share": 1.0, "verdict": "stop"} and "ids_changed" in plan["guard"]["reasons"]
    )
    assert [(pair["old_key"], pair["new_key"]) for pair in plan["new_ids"]] == [("007", "7"), ("008", "8")]
    assert run("sync", AFTER, *FULL)[0] == 4
    code, report = run("sync", AFTER, *FULL, "--rekey")
    assert code == 0 and all(person["verified"] for person in report["people"])
    assert names(server) == AFTER
    assert run("plan", AFTER, *FULL)[1]["operations"] == []


def test_somebody_who_comes_back_is_offered_and_brought_back_when_chosen(server, run, tmp_path):
    run("sync", BEFORE)
    rest = {"008": "Bo Lee"}
    _, plan = run("plan", rest, *FULL)
    agreed = ("--plan-id", plan["plan_id"], "--confirm-losses", "1")
    assert run("sync", rest, *FULL, *agreed)[0] == 0 and names(server) == rest
    _, again = run("plan", BEFORE)
    ana = next(person for person in again["people"] if person["employee_id"] == "007")
    assert ana["status"] == "create" and ana["problems"][0]["code"] == "rehired_new"
    offer = ana["offers"][0]
    assert offer["kind"] == "rehire" and offer["message"]
    chosen = tmp_path / "decisions.json"
    chosen.write_text(json.dumps([{"key": "007", "kind": "rehire", "member_id": offer["member_id"]}]))
    code, report = run("sync", BEFORE, "--decisions", str(chosen))
    back = next(person for person in report["people"] if person["employee_id"] == "007")
    assert code == 0 and back["member_id"] == offer["member_id"] and back["verified"]
    assert names(server) == BEFORE


def test_a_member_made_by_hand_is_taken_over_by_decision(server, run, tmp_path):
    made = server.backend.make("members", {"name": "Ana Ruiz"})
    _, plan = run("plan", {"007": "Ana Ruiz"})
    assert plan["people"][0]["offers"][0]["why"] == "same_name"
    chosen = tmp_path / "decisions.json"
    chosen.write_text(json.dumps([{"key": "007", "kind": "adopt", "member_id": made["id"]}]))
    code, report = run("sync", {"007": "Ana Ruiz"}, "--decisions", str(chosen))
    assert code == 0 and report["people"][0]["member_id"] == made["id"]
    assert run("plan", {"007": "Ana Ruiz"})[1]["operations"] == []


def test_where_importing_is_off_the_plan_is_shown_and_nothing_is_written(server, run):
    code, plan = run("plan", BEFORE, "--disabled")
    assert code == 0 and plan["counts"]["create"] == 2 and plan["guard"]["reasons"] == ["sync_off"]
    code, document = run("sync", BEFORE, "--disabled")
    assert code == 4 and document["error"]["code"] == "sync_off" and document["error"]["hint"]
    assert {method for method, _ in server.requests} == {"GET"}


@pytest.mark.parametrize("text", ["nonsense", '[{"key": "1", "kind": "promote"}]', "{}"])
def test_decisions_that_cannot_be_read_are_said(run, tmp_path, text):
    file = tmp_path / "decisions.json"
    file.write_text(text)
    code, document = run("plan", BEFORE, "--decisions", str(file))
    assert code == 2 and document["error"]["code"] == "decisions_unreadable"
