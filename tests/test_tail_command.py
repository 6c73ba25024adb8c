"""`akiles-console tail` as a process: a line an event, late ones too, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from akiles_console.demo.faults import Fault, Rule
from akiles_console.demo.server import DemoServer

COMMAND = [sys.executable, "-m", "akiles_console", "tail"]


@pytest.fixture
def around(demo: DemoServer) -> dict[str, str]:
    return {
        **os.environ, "AKILES_API_URL": demo.api_url, "AKILES_AUTH_URL": demo.auth_url,
        "AKILES_ACCESS_TOKEN": demo.access_token,
    }  # fmt: skip


def run(around: dict[str, str], *words: str) -> tuple[int, list[dict[str, Any]]]:
    done = subprocess.run([*COMMAND, *words, "--json"], env=around, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def running(around: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A tail that goes on for ever; its output can be read line by line."""
    process = subprocess.Popen([*COMMAND, "--poll", "0.2", "--json", "--since", "2000-01-01T00:00:00Z"], env=around,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
    yield process
    process.kill()
    process.communicate()


def test_since_gives_every_event_from_then_on_as_akiles_sent_it(demo, around):
    whole = sorted(demo.backend.tables["events"].by_id.values(), key=lambda one: (one["created_at"], one["id"]))
    code, lines = run(around, "--since", whole[40]["created_at"], "--for", "0")
    assert code == 0
    assert [line["event"] for line in lines] == whole[40:]
    first = lines[0]
    assert set(first) == {"id", "created_at", "late_by_seconds", "sentence", "event"}
    assert (first["id"], first["created_at"], first["late_by_seconds"]) == (whole[40]["id"], whole[40]["created_at"], 0)
    assert " opened " in first["sentence"]


def test_without_since_only_what_comes_is_shown_and_the_last_look_finds_what_was_late(demo, around):
    told: dict[str, Any] = {}

    def practise() -> None:
        told["door"] = demo.open_door()
        told["late"] = demo.late_report(count=2)

    later = threading.Timer(2, practise)
    later.start()
    code, lines = run(around, "--for", "5", "--poll", "2")
    later.join()
    assert code == 0
    lateness = {line["id"]: line["late_by_seconds"] for line in lines}
    late = {one["event_id"]: one["created_at"] for one in told["late"]["events"]}
    assert set(lateness) == {told["door"]["event_id"], *late}
    assert lateness[told["door"]["event_id"]] == 0
    for id, created_at in late.items():
        truly = datetime.now(UTC) - datetime.fromisoformat(created_at[:19] + "+00:00")
        assert timedelta(seconds=lateness[id]) <= truly <= timedelta(seconds=lateness[id] + 120)


def test_lines_come_at_once_and_ctrl_c_ends_it(demo, running):
    for _one in demo.backend.tables["events"].by_id:
        json.loads(running.stdout.readline())
    opened = demo.open_door()
    assert json.loads(running.stdout.readline())["id"] == opened["event_id"]
    running.send_signal(signal.SIGINT)
    assert running.wait(10) == 130
    assert "Traceback" not in running.stderr.read()


def test_a_reader_that_goes_away_is_no_error(demo, around):
    command = " ".join([*COMMAND, "--since 2000-01-01T00:00:00Z --for 1 --poll 0.2 --json | head -n 1"])
    done = subprocess.run(command, shell=True, env=around, capture_output=True, text=True, timeout=60)
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


def test_times_and_numbers_that_are_none_are_usage(around):
    for words in (["--since", "yesterday"], ["--for", "-1"], ["--poll", "often"]):
        code, [line] = run(around, *words)
        assert (code, set(line["error"])) == (2, {"code", "message", "hint"})


def test_a_refusal_is_an_error_and_nothing_is_invented(demo, around):
    demo.faults.append(Rule(Fault.FORBIDDEN, "/events", count=99))
    code, [line] = run(around, "--for", "0")
    assert (code, line["error"]["code"]) == (3, "forbidden")


def test_a_verb_and_a_field_from_tomorrow_are_shown_as_they_come(demo, around):
    event = demo.backend.event("dance", "tag", subject={"mood": "good"})
    event["colour"] = {"deep": "blue"}
    demo.backend.report(event)
    code, lines = run(around, "--since", event["created_at"], "--for", "0")
    assert (code, lines[-1]["event"]) == (0, event)
    assert lines[-1]["sentence"].startswith("An administrator or a program: dance tag")
