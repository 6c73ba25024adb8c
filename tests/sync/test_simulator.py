"""No schedule of faults breaks a promise; and the simulator would notice: bugs put in on purpose are all found."""

from __future__ import annotations

import os

import pytest
from beside import load

SCHEDULES = int(os.environ.get("AKILES_CONSOLE_SCHEDULES", "500"))
pytestmark = pytest.mark.timeout(600)


simulator = load(__file__, "simulator.py", "simulator")
seeded_bugs = load(__file__, "seeded_bugs.py", "seeded_bugs")
REGRESSIONS = (22, 37, 41, 90, 127, 256, 495, 1269, 1289, 1560, 2018, 522, 100067, 300214, 405554)
"""Seeds that broke a promise once."""


@pytest.mark.parametrize("part", range(10))
def test_no_schedule_breaks_a_promise(tmp_path, part):
    seeds = range(1 + part, SCHEDULES + 1, 10)
    assert not list(filter(None, (simulator.simulate(seed, tmp_path / str(seed)) for seed in seeds)))


@pytest.mark.parametrize("seed", REGRESSIONS)
def test_what_broke_a_promise_once_keeps_it_now(tmp_path, seed):
    assert simulator.simulate(seed, tmp_path) is None


@pytest.mark.parametrize("bug", list(seeded_bugs.BUGS), ids=lambda bug: bug.__name__)
def test_a_bug_put_in_on_purpose_is_found(bug):
    assert seeded_bugs.found(bug)
