"""A minute of damaged files; an hour by `.venv/bin/python tests/people/spreadsheet/fuzz.py 3600`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = os.environ.get("AKILES_CONSOLE_FUZZ", "60")


@pytest.mark.skipif(sys.platform == "win32", reason="it forks, and Windows cannot")
@pytest.mark.timeout(float(SECONDS) + 120)
def test_damaged_files_end_in_a_reading_or_a_refusal_and_never_in_an_error_of_ours() -> None:
    command = [sys.executable, str(Path(__file__).with_name("fuzz.py")), SECONDS, "20261122"]
    told = subprocess.run(command, capture_output=True, text=True)
    print(told.stdout)
    assert told.returncode == 0, told.stdout + told.stderr
    files, _, _ = told.stdout.splitlines()[-1].partition(" files")
    assert int(files) > float(SECONDS)
