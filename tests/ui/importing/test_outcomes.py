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


def test_how_long_it_still_takes_is_said_once_it_is_known() -> None:
    def said(left: float | None, kind: str = "import") -> str:
        return outcomes.progress_words(Progress(phase="write", done=5, total=20, seconds_left=left), kind)

    assert said(None) == "Giving access: 5 of 20"
    assert said(20) == "Giving access: 5 of 20 · less than a minute left"
    assert said(125, "undo") == "Taking back: 5 of 20 · about 2 minutes left"
    waiting = outcomes.progress_words(Progress(phase="wait", seconds_left=80))
    assert waiting == "Waiting: a change of an earlier run may still arrive (about 1 minute left)."


def test_every_reason_for_a_pause_says_how_it_goes_on() -> None:
    assert "Continue" in outcomes.control_words("paused", "person")
    assert "reconnect" in outcomes.control_words("paused", "signed_out")
    assert "network" in outcomes.control_words("paused", "network")
    assert "asleep" in outcomes.control_words("paused", "slept")
    assert outcomes.control_words("paused", "a new reason") == outcomes.control_words("paused", "person")
    assert outcomes.control_words("pausing", "person").startswith("Pausing")
    assert outcomes.control_words("ending", "").startswith("Stopping")
    assert "others stay as they are" in outcomes.control_words("running", "")
    assert "not taken back" in outcomes.control_words("running", "", "undo")


def test_a_pin_that_was_not_taken_can_be_chosen_by_akiles() -> None:
    taken = Outcome(key="1", name="Ana", status="failed", problems=(("invalid_request", {"kind": "add_pin"}),))
    assert outcomes.outcome_row(taken, WAITING).choose_pin
    other = Outcome(key="1", name="Ana", status="failed", problems=(("invalid_request", {"kind": "add_email"}),))
    assert not outcomes.outcome_row(other, WAITING).choose_pin


def test_an_undo_is_told_as_one() -> None:
    ended = report("finished", Outcome(key="1", name="Ana", status="synced", verified=True))
    rows = outcomes.report_rows(ended, {"1": WAITING["1"]})
    assert outcomes.report_headline(ended, rows, "undo") == "Taken back: 1 person is as before."
    assert outcomes.report_advice(ended, rows, "undo") == ""
