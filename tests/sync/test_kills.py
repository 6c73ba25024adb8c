"""Real SIGKILLs at random moments, over real HTTP; `tests/sync/kills.py 200` does more of it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL, which Windows does not have"),
    pytest.mark.timeout(400),
]


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kills", Path(__file__).with_name("kills.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_killed_at_random_moments_everybody_ends_up_as_the_file_says():
    wrong, killed = load().rounds(20, seed=1)
    assert not wrong
    assert killed >= 5
