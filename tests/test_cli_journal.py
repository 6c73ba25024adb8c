"""`runs`, `report`, `undo` and `resume` from outside, with a real SIGKILL in the middle of a run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from akiles_console.sync.records import whoever

COMMAND = [sys.executable, "-m", "akiles_console"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL, which Windows does not have")


@pytest.fixture
def server(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A demo server in a process of its own; what follows talks to it."""
    process = subprocess.Popen([*COMMAND, "demo-server"], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    told = json.loads(process.stdout.readline())
    for name, key in (("API_URL", "api_url"), ("AUTH_URL", "auth_url"), ("ACCESS_TOKEN", "access_token")):
        monkeypatch.setenv(f"AKILES_{name}", told[key])
    yield told
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
    process.stdout.close()


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """A file of 40 people and its mapping."""
    rows = [f"{n:04},Person {n},p{n}@example.com,Sales" for n in range(1, 41)]
    (tmp_path / "staff.csv").write_text("\n".join(["Id,Name,Email,Department", *rows]))
    (tmp_path / "mapping.json").write_text(json.dumps({"groups": {"Sales": ["Sales"]}}))
    return [str(tmp_path / "staff.csv"), "--mapping", str(tmp_path / "mapping.json")]


def run(*words: str) -> tuple[int, Any]:
    done = subprocess.run([*COMMAND, *words, "--json"], capture_output=True, text=True, timeout=90)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)


def ours(server: dict[str, str]) -> list[str]:
    """The employee ids of all living members with our mark, as the server lists them."""
    found: list[str] = []
    query = {"limit": "100", "metadata.source": "akiles-console"}
    with httpx.Client(headers={"Authorization": f"Bearer {server['access_token']}"}, trust_env=False) as client:
        page = client.get(f"{server['api_url']}/members", params=query).json()
        found += [member["metadata"]["sourceID"] for member in page["data"]]
    assert not page["has_next"]
    return sorted(found)


EVERYBODY = [f"{n:04}" for n in range(1, 41)]


def killed_in_the_middle(arguments: list[str], when: Callable[[str], bool]) -> None:
    """Starts a sync and kills it, as a power cut would, once a line of its progress says so."""
    process = subprocess.Popen(
        [*COMMAND, "sync", *arguments], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    assert process.stderr
    for line in process.stderr:
        if when(line):
            break
    process.send_signal(signal.SIGKILL)
    assert process.wait(10) == -signal.SIGKILL
    process.stderr.close()


@pytest.mark.parametrize("people", [1, 17, 38])
def test_a_killed_run_is_resumed_without_a_duplicate(server, arguments, people):
    killed_in_the_middle(arguments, lambda line: line.startswith(f"{people} of 40"))
    code, runs = run("runs")
    assert runs["runs"][0]["state"] == "running" and 0 < runs["runs"][0]["done"] < 120
    code, report = run("resume", "--settle", "1")
    assert code == 0 and report["state"] == "finished"
    assert all(person["verified"] for person in report["people"])
    assert ours(server) == EVERYBODY
    assert [one["state"] for one in run("runs")[1]["runs"]] == ["finished", "resumed"]
    assert run("resume")[1]["error"]["code"] == "nothing_to_resume"


def test_a_run_is_reported_and_taken_back(server, arguments):
    code, report = run("sync", *arguments)
    assert code == 0 and ours(server) == EVERYBODY
    code, told = run("report", report["run_id"])
    assert code == 0 and told["state"] == "finished"
    assert {(one["status"], one["verified"]) for one in told["people"]} == {("synced", True)}
    assert [one["employee_id"] for one in told["people"]] == EVERYBODY
    code, back = run("undo", report["run_id"])
    assert code == 0 and back["state"] == "finished" and ours(server) == []
    assert run("runs")[1]["runs"][1]["state"] == "undone"


def test_a_run_nobody_remembers_is_said(server):
    for command in ("undo", "report", "resume"):
        code, document = run(command, "run_0")
        assert code == 2 and document["error"]["code"] == "run_unknown", command


def test_the_journal_does_not_show_how_to_make_a_run_again(server, arguments):
    report = run("sync", *arguments)[1]
    assert run("runs")[1]["runs"][0]["who"] == run("report", report["run_id"])[1]["who"] == whoever()
    assert "origin" not in run("runs")[1]["runs"][0]
    assert os.path.basename(arguments[0]) == run("runs")[1]["runs"][0]["file"]
