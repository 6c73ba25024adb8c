"""How many API calls a plan costs, from outside: the command line against a demo server."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from akiles_console.demo.server import DemoServer

PAGE = 100


def figures() -> Iterator[str]:
    """One line for each size of organization; every member is in the file, as in a re-sync without changes."""
    for members in (1_000, 5_000):
        server = DemoServer(template="empty", members=members)
        server.start_in_thread()
        try:
            with tempfile.TemporaryDirectory() as folder:
                seconds, document = plan(server, members, Path(folder))
        finally:
            server.stop_thread()
        pages = [path for method, path in server.requests if method == "GET" and path.partition("?")[0] == "/members"]
        yield (
            f"plan over {members:,} members: {len(pages)} calls for the members (expected {members // PAGE}), "
            f"{document['calls']} in all, {len(document['operations'])} operations, {seconds:.1f} s with the reading"
        )


def plan(server: DemoServer, members: int, folder: Path) -> tuple[float, dict[str, object]]:
    """Runs `akiles-console plan` on a file of all the members; seconds, and what it printed."""
    roster, mapping = folder / "people.csv", folder / "mapping.json"
    with roster.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Employee ID", "Name", "Email", "Department"])
        for member in sorted(server.backend.members, key=lambda one: str(one["metadata"].get("sourceID"))):
            number = member["metadata"]["sourceID"]
            writer.writerow([number, member["name"], f"person.{number}@example.com", "Everyone"])
    mapping.write_text(json.dumps({"groups": {"Everyone": ["Everyone"]}}))
    settings = {
        **os.environ,
        "AKILES_CONSOLE_HOME": str(folder / "home"),
        "AKILES_API_URL": server.api_url,
        "AKILES_ACCESS_TOKEN": server.access_token,
    }
    command = [sys.executable, "-m", "akiles_console", "plan", str(roster), "--mapping", str(mapping), "--json"]
    begun = time.monotonic()
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"plan ended with {done.returncode}: {done.stdout}{done.stderr}")
    return time.monotonic() - begun, json.loads(done.stdout)
