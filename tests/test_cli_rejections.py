"""However a plan is refused, nothing of it reaches Akiles: every way of the command line, and nobody's write in the
server's log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from akiles_console import paths
from akiles_console.cli import main
from akiles_console.demo.server import DemoServer
from akiles_console.sync.journal import one_run

EVERYBODY = range(1, 21)
FULL = ("--roster", "full", "--leavers", "delete")


@pytest.fixture
def server() -> Iterator[DemoServer]:
    running = DemoServer(template="empty")
    running.start_in_thread()
    running.backend.make("member_groups", {"name": "Sales", "permissions": []})
    yield running
    running.stop_thread()


class Desk:
    """The command line in this process, over files of numbered people."""

    def __init__(self, folder: Path, capsys: Any, scene: ExitStack, organization: Path) -> None:
        self.folder, self.capsys, self.scene, self.organization = folder, capsys, scene, organization
        self.mapping = folder / "mapping.json"
        self.mapping.write_text(json.dumps({"groups": {"Sales": ["Sales"]}}))

    def run(self, command: str, people: range, *more: str, rows: str = "") -> tuple[int, Any]:
        lines = [f"{n:03},Person {n},p{n}@example.com,Sales" for n in people]
        file = self.folder / "people.csv"
        file.write_text("\n".join(["Employee ID,Name,Email,Department", *lines, rows]))
        code = main([command, str(file), "--mapping", str(self.mapping), "--json", *more], lambda _demo: 9)
        return code, json.loads(self.capsys.readouterr().out)

    def plan_id(self, people: range, *more: str) -> str:
        return str(self.run("plan", people, *more)[1]["plan_id"])


@pytest.fixture
def desk(server: DemoServer, tmp_path: Path, monkeypatch: Any, capsys: Any) -> Iterator[Desk]:
    """Twenty people were imported already."""
    monkeypatch.setenv("AKILES_API_URL", server.api_url)
    monkeypatch.setenv("AKILES_ACCESS_TOKEN", server.access_token)
    with ExitStack() as scene:
        made = Desk(tmp_path, capsys, scene, paths.organization(server.backend.id))
        assert made.run("sync", EVERYBODY, "--roster", "full")[0] == 0
        yield made


def guard_stop(desk: Desk) -> tuple[int, Any]:
    return desk.run("sync", range(1, 13), *FULL, "--confirm-losses", "8")


def number_missing(desk: Desk) -> tuple[int, Any]:
    return desk.run("sync", range(1, 18), *FULL)


def number_wrong(desk: Desk) -> tuple[int, Any]:
    return desk.run("sync", range(1, 18), *FULL, "--confirm-losses", "2")


def number_wrong_beside_the_plan(desk: Desk) -> tuple[int, Any]:
    id = desk.plan_id(range(1, 13), *FULL)
    return desk.run("sync", range(1, 13), *FULL, "--plan-id", id, "--confirm-losses", "7")


def plan_moved(desk: Desk) -> tuple[int, Any]:
    id = desk.plan_id(range(1, 22))
    return desk.run("sync", range(1, 23), "--plan-id", id)


def plan_moved_and_number_right(desk: Desk) -> tuple[int, Any]:
    id = desk.plan_id(range(1, 12), *FULL)
    return desk.run("sync", range(1, 13), *FULL, "--plan-id", id, "--confirm-losses", "8")


def other_organization(desk: Desk) -> tuple[int, Any]:
    return desk.run("sync", range(1, 25), "--organization", "org_of_somebody_else")


def importing_off(desk: Desk) -> tuple[int, Any]:
    return desk.run("sync", range(1, 25), "--disabled")


def no_valid_row(desk: Desk) -> tuple[int, Any]:
    return desk.run("sync", range(0), *FULL, rows="301,,not an address,Sales")


def file_shrunk(desk: Desk) -> tuple[int, Any]:
    return desk.run("sync", range(1, 9), "--roster", "full", "--leavers", "keep")


def run_in_progress(desk: Desk) -> tuple[int, Any]:
    desk.scene.enter_context(one_run(desk.organization))
    return desk.run("sync", range(1, 25))


def journal_damaged(desk: Desk) -> tuple[int, Any]:
    for file in desk.organization.glob("journal*"):
        file.unlink()
    (desk.organization / "journal.sqlite3").write_bytes(b"no database" * 999)
    return desk.run("sync", range(1, 25))


def question_open(desk: Desk) -> tuple[int, Any]:
    rows = "Employee ID,Name,Email,Department,First day\n301,Ana Ruiz,ana@example.com,Sales,03/04/2026\n"
    file = desk.folder / "dates.csv"
    file.write_text(rows)
    code = main(["sync", str(file), "--mapping", str(desk.mapping), "--json"], lambda _demo: 9)
    return code, json.loads(desk.capsys.readouterr().out)


def group_unknown(desk: Desk) -> tuple[int, Any]:
    desk.mapping.write_text(json.dumps({"groups": {"Sales": ["No such group"]}}))
    return desk.run("sync", range(1, 25))


def decisions_unreadable(desk: Desk) -> tuple[int, Any]:
    (desk.folder / "decisions.json").write_text("[{")
    return desk.run("sync", range(1, 25), "--decisions", str(desk.folder / "decisions.json"))


REFUSED: list[tuple[Callable[[Desk], tuple[int, Any]], int, str]] = [
    (guard_stop, 4, "guard_stopped"),
    (number_missing, 4, "guard_stopped"),
    (number_wrong, 4, "guard_stopped"),
    (number_wrong_beside_the_plan, 4, "guard_stopped"),
    (plan_moved, 5, "plan_moved"),
    (plan_moved_and_number_right, 5, "plan_moved"),
    (other_organization, 5, "other_organization"),
    (importing_off, 4, "sync_off"),
    (no_valid_row, 4, "guard_stopped"),
    (file_shrunk, 4, "guard_stopped"),
    (run_in_progress, 3, "run_in_progress"),
    (journal_damaged, 3, "journal_unusable"),
    (question_open, 2, "questions_open"),
    (group_unknown, 2, "group_vanished"),
    (decisions_unreadable, 2, "decisions_unreadable"),
]


@pytest.mark.parametrize(("refused", "code", "error"), REFUSED, ids=lambda one: getattr(one, "__name__", None))
def test_a_plan_that_is_refused_leaves_no_write_in_the_log(server, desk, refused, code, error):
    before = len(server.writes)
    assert before > 20
    ended, document = refused(desk)
    assert (ended, document["error"]["code"]) == (code, error), document
    assert server.writes[before:] == []
