"""The command line over real HTTP, with real SIGKILLs at random moments, finished by `akiles-console resume`.

    python tests/sync/kills.py 200 [SEED]       that many rounds; prints what was lost, doubled or left open

A round is a file of its own people: some are new, some are there and move to another group. It is killed once or
more, sometimes with answers lost and writes that arrive late on top, and resumed until it ends by itself. After that
everybody of the file is there once, in exactly its group, with one address; and one more sync writes nothing.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from akiles_console.demo.faults import Fault, Rule
from akiles_console.demo.server import DemoServer
from akiles_console.sync.journal import Journal
from akiles_console.sync.records import OPEN

COMMAND = [sys.executable, "-m", "akiles_console"]
PEOPLE = 10
LATE = 0.4
"""Seconds after which a late write arrives; the commands wait a second for it."""


class Rounds:
    """Rounds against one practice server in this process, and one data folder."""

    def __init__(self, server: DemoServer, folder: Path, seed: int) -> None:
        self.server, self.folder, self.chance = server, folder, random.Random(seed)
        self.environment = {
            **os.environ,
            "AKILES_CONSOLE_HOME": str(folder / "home"),
            "AKILES_API_URL": server.api_url,
            "AKILES_ACCESS_TOKEN": server.access_token,
        }
        self.longest = 1.5
        self.killed = 0
        (folder / "mapping.json").write_text(json.dumps({"groups": {"Sales": ["Sales"], "Team": ["Operations"]}}))

    def prepare(self, count: int) -> None:
        """Half of the people of every round are there already, in another group."""
        file = self.folder / "before.csv"
        stay = [f"9999{n:02}" for n in range(20)]  # a group that a round empties would have to be confirmed
        there = [key for number in range(count) for key in _keys(number)[: PEOPLE // 2]]
        self._write(file, [*there, *stay], "Team")
        self._run("sync", str(file), "--mapping", str(self.folder / "mapping.json"))

    def round(self, number: int) -> str | None:
        """One round; what went wrong, or None."""
        keys = _keys(number)
        file = self.folder / f"staff{number}.csv"
        arguments = [str(file), "--mapping", str(self.folder / "mapping.json"), "--settle", "1"]
        self._write(file, keys, "Sales")
        self._trouble()
        words = ["sync", *arguments]
        for _again in range(self.chance.randrange(1, 4)):
            if not self._kill(*words):
                break
            words = ["resume", "--settle", "1"] if self._unfinished() else ["sync", *arguments]
        self.server.faults.clear()
        self._run(*(("resume", "--settle", "1") if self._unfinished() else ("sync", *arguments)))
        before = len(self.server.writes)
        code, report = self._run("sync", *arguments)
        wrong = self._compared(keys)
        if len(self.server.writes) != before:
            wrong += ["one more sync wrote something"]
        if code or not all(person["verified"] for person in report["people"]):
            wrong += [f"the last sync ended with {code}"]
        return f"round {number}: {'; '.join(wrong)}" if wrong else None

    def _write(self, file: Path, keys: list[str], group: str) -> None:
        rows = [f"{key},Person {key},p{key}@example.com,{group}" for key in keys]
        file.write_text("\n".join(["Id,Name,Email,Department", *rows]))

    def _trouble(self) -> None:
        for fault in (Fault.LOSE_ANSWER, Fault.LATE_COMMIT, Fault.ERROR_AFTER):
            if self.chance.random() < 0.4:
                skip = self.chance.randrange(12)
                self.server.faults.append(Rule(fault, "/members", "POST", skip=skip, seconds=LATE))

    def _kill(self, *words: str) -> bool:
        """Starts it and kills it some time later; False where it had ended by itself."""
        process = subprocess.Popen(
            [*COMMAND, *words], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        begun = time.monotonic()
        try:
            process.wait(self.chance.uniform(0.2, self.longest))
            self.longest = max(0.8, time.monotonic() - begun)
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait(10)
            self.killed += 1
            return True

    def _run(self, *words: str) -> tuple[int, Any]:
        done = subprocess.run(
            [*COMMAND, *words, "--json"], env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        return done.returncode, json.loads(done.stdout)

    def _unfinished(self) -> bool:
        folder = self.folder / "home" / "organizations" / self.server.backend.id
        with closing(Journal(folder, lambda: datetime.now(UTC))) as journal:
            return journal.runs()[0].state in OPEN

    def _compared(self, keys: list[str]) -> list[str]:
        groups = {one["id"]: one["name"] for one in self.server.backend.tables["member_groups"].by_id.values()}
        members = [one for one in self.server.backend.members if one["metadata"].get("source") == "akiles-console"]
        wrong = []
        for key in keys:
            mine = [one for one in members if one["metadata"]["sourceID"] == key]
            held = [[groups[child["member_group_id"]] for child in one["group_associations"]] for one in mine]
            if held != [["Sales"]] or len(mine[0]["emails"]) != 1:
                wrong.append(f"{key} is there {len(mine)} times, in {held}")
        return wrong


def _keys(number: int) -> list[str]:
    return [f"{number:04}{n:02}" for n in range(PEOPLE)]


def rounds(count: int, seed: int) -> tuple[list[str], int]:
    """What went wrong in so many rounds, and how many processes were killed."""
    server = DemoServer()
    server.start_in_thread()
    try:
        with tempfile.TemporaryDirectory() as folder:
            many = Rounds(server, Path(folder), seed)
            many.prepare(count)
            wrong = [found for number in range(count) if (found := many.round(number))]
            return wrong, many.killed
    finally:
        server.stop_thread()


def main(count: int, seed: int) -> int:
    """Prints what went wrong; the exit code."""
    wrong, killed = rounds(count, seed)
    print("\n".join([*wrong, f"{count} rounds from seed {seed}, {killed} kills: {len(wrong)} ended wrong"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
