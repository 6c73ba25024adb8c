"""How a run goes and ended, in words, without a window."""

from __future__ import annotations

from akiles_console.sync.run import Outcome, Progress, Report
from akiles_console.ui.pages.importing import outcomes
from akiles_console.ui.pages.importing.words import PlanRow


def planned(person: str, name: str, kind: str) -> PlanRow:
    return PlanRow(key=(person, None), person=person, name=name, kind=kind, what=f"{kind} {name}", place=0)


PEOPLE = (
    planned("1", "Ana", "create"),
    planned("2", "Bo", "update"),
    planned("3", "Cy", "skip"),
    planned("4", "Di", "lose"),
)
WAITING = {row.key: row for row in outcomes.waiting_rows(PEOPLE)}


def report(state: str, *people: Outcome) -> Report:
    return Report(run_id="r", plan_id="p", state=state, people=people, calls=1)


def test_only_what_was_read_back_is_verified() -> None:
    def state(status: str, verified: bool = False) -> str:
        return outcomes.state_of(Outcome(key="1", name="Ana", status=status, verified=verified))

    assert state("synced", verified=True) == "verified"
    assert state("synced") == "not_verified"
    assert state("failed") == "needs_you"
    assert state("unknown") == "not_verified"
    assert state("written") == "written"
    assert state("none") == "not_begun"
    assert state("a_new_status") == "not_verified"


def test_a_run_waits_for_everybody_it_changes() -> None:
    assert [(row.key, row.state) for row in outcomes.waiting_rows(PEOPLE)] == [
        ("1", "waiting"), ("2", "waiting"), ("4", "waiting"),
    ]  # fmt: skip


def test_the_report_lists_first_what_needs_a_person_and_counts_those_not_begun() -> None:
    ended = report(
        "interrupted",
        Outcome(key="1", name="Ana", status="synced", verified=True),
        Outcome(key="2", name="Bo", status="failed", problems=(("some_problem", {}),)),
        Outcome(key="4", name="Di", status="none", skip_reason="some_reason"),
    )
    rows = outcomes.report_rows(ended, WAITING)
    assert [(row.name, row.state, row.what) for row in rows] == [
        ("Bo", "needs_you", "some_problem"), ("Di", "not_begun", "some_reason"), ("Ana", "verified", "create Ana"),
    ]  # fmt: skip
    assert outcomes.report_headline(ended, rows) == "Cancelled: 1 person is verified, 1 was not begun."
    assert "Preview what is left" in outcomes.report_advice(ended, rows)


def test_a_clean_end_asks_for_nothing() -> None:
    ended = report("finished", *[Outcome(key=k, name=k, status="synced", verified=True) for k in ("1", "2", "4")])
    rows = outcomes.report_rows(ended, WAITING)
    assert outcomes.report_headline(ended, rows) == "Done: 3 people are verified."
    assert outcomes.report_advice(ended, rows) == ""


def test_progress_is_said_with_how_far_it_is() -> None:
    assert outcomes.progress_words(Progress(phase="write", done=12, total=20)) == "Giving access: 12 of 20"
    assert "12 of 20" in outcomes.progress_words(Progress(phase="verify", done=12, total=20))
    assert outcomes.progress_words(Progress(phase="read", done=0, total=0))


def test_a_stopped_run_says_why() -> None:
    ended = Report(run_id="r", plan_id="p", state="stopped", people=(), calls=1, halted=("signed_out_test", {}))
    rows = outcomes.report_rows(ended, WAITING)
    assert outcomes.report_headline(ended, rows).startswith("Stopped: 0 people are verified")
    assert outcomes.report_advice(ended, rows).startswith("signed_out_test")
