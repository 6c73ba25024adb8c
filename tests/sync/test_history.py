"""What is left of earlier runs, and whose they were."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from akiles_console import paths
from akiles_console.api import models
from akiles_console.sync import history
from akiles_console.sync.journal import Journal, one_run
from akiles_console.sync.plan import Plan
from akiles_console.sync.records import Ending, Run, person_of

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def run(id, state, file="staff.csv", plan_id="abc"):
    return Run(
        id=id, plan_id=plan_id, organization_id="org_1", file=file, rows=3, roster="partial", people=3, operations=6,
        started_at=NOW.isoformat(), ended_at=None, state=state,
    )  # fmt: skip


def ending(person, member_id=None):
    return Ending(person=person, member_id=member_id, status="synced", verified=True, skip_reason=None, problems=())


@pytest.mark.parametrize(
    ("runs", "left"),
    [
        ([run("a", "interrupted")], "a"),
        ([run("a", "stopped"), run("b", "interrupted")], "a"),
        ([run("a", "finished"), run("b", "interrupted")], None),
        ([run("a", "finished", file="other.csv"), run("b", "running")], "b"),
        ([run("a", "resumed"), run("b", "interrupted")], None),
        ([run("a", "interrupted", plan_id="undo of run_b"), run("b", "finished")], None),
        ([], None),
    ],
)
def test_what_is_left_to_finish(runs, left):
    found = history.unfinished(history.Past(runs=tuple(runs)))
    assert (found.id if found else None) == left


def test_a_run_that_is_going_on_is_not_left():
    past = history.Past(runs=(run("a", "running"), run("b", "interrupted", file="other.csv")), busy=True)
    assert history.unfinished(past).id == "b"


def test_an_undo_is_no_import():
    runs = (run("b", "finished", plan_id="undo of run_a"), run("a", "undone"))
    assert history.takes_back(runs[0]) == "run_a"
    assert history.newest_import(runs).id == "a"


def test_people_of_a_run_are_named_by_member_id_by_employee_id_and_by_address():
    email = models.MemberEmail(id="e", member_id="m3", email="Cy@example.com")
    members = [
        models.Member(id="m1", name="Ana"),
        models.Member(id="m2", name="Bo", metadata={"sourceID": "2"}),
        models.Member(id="m3", name="Cy", emails=(email,)),
        models.Member(id="m4", name="Di", metadata={"sourceID": "4"}),
    ]
    address = person_of("cy@example.com")
    found = history.names([ending("1", "m1"), ending("2"), ending(address), ending("9")], members)
    assert found == {"1": "Ana", "2": "Bo", address: "Cy"}


@pytest.mark.anyio
async def test_the_past_of_an_organization_is_read_from_its_journal():
    assert history.past("org_1", lambda: NOW) == history.Past()
    plan = Plan(id="p", organization_id="org_1", operations=(), people=(), managed=0, rows=2, timezone="UTC")
    folder = paths.organization("org_1")
    with closing(Journal(folder, lambda: NOW)) as journal:
        first = await journal.begin(plan, "staff.csv", "partial")
        await journal.conclude(first, [ending("1")])
        await journal.end(first, "finished")
        await journal.begin(plan, "more.csv", "partial")
    with one_run(folder):
        assert history.past("org_1", lambda: NOW).busy
    past = history.past("org_1", lambda: NOW)
    assert not past.busy
    assert {one.file for one in past.runs} == {"staff.csv", "more.csv"}
