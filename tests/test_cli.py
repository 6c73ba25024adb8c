"""The command line from outside: real processes against a real demo server, JSON as `cli.md` has it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parent.parent / "resources" / "sample_employees.xlsx"
ROSTERS = Path(__file__).parent / "people" / "data"
COMMAND = [sys.executable, "-m", "akiles_console"]

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def server(own_folder: Path) -> Iterator[dict[str, str]]:
    """A demo server in a process of its own; its first line says where it is."""
    process = subprocess.Popen([*COMMAND, "demo-server"], stdout=subprocess.PIPE, env=dict(os.environ), text=True)
    try:
        assert process.stdout
        yield json.loads(process.stdout.readline())
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        process.stdout.close()


@pytest.fixture
def run(server: dict[str, str]) -> Run:
    """Runs a command against the server and gives exit code and document."""

    def call(*arguments: str | Path, **more: str) -> tuple[int, Any]:
        environment = {**os.environ, "AKILES_API_URL": server["api_url"], "AKILES_AUTH_URL": server["auth_url"]}
        environment |= {"AKILES_ACCESS_TOKEN": server["access_token"], **more}
        return finished([*COMMAND, *map(str, arguments), "--json"], environment)

    return call


def finished(command: list[str], environment: dict[str, str]) -> tuple[int, Any]:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=90)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout) if done.stdout else None


def alone(*arguments: str | Path) -> tuple[int, Any]:
    return finished([*COMMAND, *map(str, arguments), "--json"], dict(os.environ))


@pytest.fixture
def mapping(tmp_path: Path) -> Callable[..., Path]:
    def write(groups: dict[str, list[str]], default: list[str] | None = None) -> Path:
        path = tmp_path / "mapping.json"
        path.write_text(json.dumps({"groups": groups, "default": default or []}))
        return path

    return write


SAMPLE_GROUPS = {
    "Engineering": ["Engineering"],
    "Sales": ["Sales"],
    "Marketing": ["Sales"],
    "Operations": ["Operations"],
    "Finance": ["Finance"],
    "Human Resources": ["Everyone"],
    "Management": ["Management", "Everyone"],
}


def test_inspect_says_what_the_sample_holds():
    code, document = alone("inspect", SAMPLE)
    assert code == 0
    assert set(document) == {
        *("file", "format", "encoding", "delimiter", "sheet", "sheets", "header_row"),
        *("columns", "questions", "employees", "problems", "skipped"),
    }
    assert len(document["employees"]) == 40 and document["questions"] == []
    assert "00042" in [employee["employee_id"] for employee in document["employees"]]
    assert {problem["severity"] for problem in document["problems"]} >= {"error"}
    employee = document["employees"][0]
    assert set(employee) == {
        *("row", "employee_id", "name", "emails", "groups", "starts_at", "ends_at", "active", "pin", "cards")
    }


def test_plan_writes_nothing_and_sync_does_what_the_plan_said(run, mapping):
    arguments = (SAMPLE, "--mapping", mapping(SAMPLE_GROUPS))
    code, plan = run("plan", *arguments)
    assert code == 0 and plan["losses"]["verdict"] == "ok"
    assert {"plan_id", "counts", "losses", "operations", "people", "calls"} <= set(plan)
    code, report = run("sync", *arguments, "--plan-id", plan["plan_id"])
    assert code == 0 and report["state"] == "finished" and report["plan_id"] == plan["plan_id"]
    synced = [person for person in report["people"] if person["status"] == "synced"]
    assert len(synced) == plan["counts"]["create"] and all(person["verified"] for person in synced)
    code, again = run("plan", *arguments)
    assert again["operations"] == []
    code, runs = alone("runs")
    assert [run_["state"] for run_ in runs["runs"]] == ["finished"]


def test_an_old_plan_is_refused(run, mapping):
    code, document = run("sync", SAMPLE, "--mapping", mapping(SAMPLE_GROUPS), "--plan-id", "0123456789abcdef")
    assert code == 5 and document["error"]["code"] == "plan_moved" and document["error"]["hint"]


def test_the_guard_stops_a_dangerous_file(run, mapping, tmp_path):
    groups = mapping(SAMPLE_GROUPS)
    rows = ["Id,Name,Email,Department"]
    rows += [f"{n:04},Person {n},p{n}@example.com,Sales" for n in range(1, 21)]
    everybody, few = tmp_path / "all.csv", tmp_path / "few.csv"
    everybody.write_text("\n".join(rows))
    few.write_text("\n".join(rows[:10]))
    assert run("sync", everybody, "--mapping", groups, "--roster", "full")[0] == 0
    code, document = run("sync", few, "--mapping", groups, "--roster", "full")
    assert code == 4 and document["error"]["code"] == "guard_stopped"
    code, plan = run("plan", few, "--mapping", groups, "--roster", "full")
    assert plan["losses"] == {"people": 11, "share": 0.55, "verdict": "stop"}
    agreed = ("--plan-id", plan["plan_id"], "--confirm-losses", "11")
    code, report = run("sync", few, "--mapping", groups, "--roster", "full", *agreed)
    assert code == 0 and report["state"] == "finished"


@pytest.mark.parametrize(
    ("file", "groups", "default", "people"),
    [
        ("example-users.csv", {"Sales": ["Sales"], "Finance": ["Finance"], "Operations": ["Operations"]}, [], 9),
        ("ImportExample_Pester_Tests_1.1.0.csv", {"One": ["Everyone"], "Two": ["Sales"]}, ["Everyone"], 26),
        ("MOCK_DATA.csv", {}, ["Everyone"], 1000),
        ("employee_records_dataset.xlsx", {"Finance": ["Finance"], "FIN": ["Finance"], "Sales": ["Sales"]}, [], None),
    ],
)
def test_real_files_go_from_file_to_verified_members(run, mapping, file, groups, default, people):
    code, report = run("sync", ROSTERS / file, "--mapping", mapping(groups, default))
    assert code == 0 and report["state"] == "finished"
    synced = [person for person in report["people"] if person["status"] == "synced"]
    assert synced and all(person["verified"] for person in synced)
    assert people is None or len(synced) == people


def test_no_spreadsheet_is_said_in_a_sentence(tmp_path):
    file = tmp_path / "picture.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    code, document = alone("inspect", file)
    assert code == 2 and document["error"]["message"].endswith(".") and document["error"]["hint"]


def test_a_mapping_that_names_a_vanished_group_is_refused(run, mapping):
    code, document = run("plan", SAMPLE, "--mapping", mapping({"Engineering": ["Cantina"]}))
    assert code == 2 and document["error"]["code"] == "group_vanished"


def test_wrong_words_are_usage():
    code, document = alone("plan", SAMPLE)
    assert code == 2 and document["error"]["code"] == "usage"


def test_without_a_connection_it_says_how_to_connect(mapping):
    code, document = alone("plan", SAMPLE, "--mapping", mapping({}))
    assert code == 3 and document["error"]["code"] == "not_connected"


def test_a_server_that_is_away_is_said(mapping):
    away = {"AKILES_API_URL": "http://127.0.0.1:9/v2", "AKILES_ACCESS_TOKEN": "x"}
    code, document = finished([*COMMAND, "status", "--json"], {**os.environ, **away})
    assert code == 3 and document["error"]["code"] == "unreachable"


def test_a_refused_token_is_said(run, mapping):
    code, document = run("plan", SAMPLE, "--mapping", mapping({}), AKILES_ACCESS_TOKEN="wrong")
    assert code == 3 and document["error"]["hint"]


def test_status_never_prints_a_secret(run, server):
    code, document = run("status")
    assert code == 0 and document["connected"] and document["organization"]["name"]
    assert server["access_token"] not in json.dumps(document)


def test_the_self_test_passes_in_the_checkout():
    done = subprocess.run([*COMMAND, "--self-test"], capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stderr
    assert "verified" in done.stdout
