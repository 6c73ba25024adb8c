"""Real SIGKILLs at random moments, over real HTTP; `tests/sync/kills.py 200` does more of it."""

from __future__ import annotations

import sys

import pytest
from beside import load

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL, which Windows does not have"),
    pytest.mark.timeout(400),
]


def test_killed_at_random_moments_everybody_ends_up_as_the_file_says():
    wrong, killed = load(__file__, "kills.py", "kills").rounds(20, seed=1)
    assert not wrong
    assert killed >= 5
