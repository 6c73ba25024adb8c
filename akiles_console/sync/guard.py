"""What stops a dangerous plan: losses are counted before the first write (`product.md`, rule 4)."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from akiles_console.sync.plan import Options, Plan


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """From `confirm_people` losses, or over `confirm_share` of our members, the number must be typed; over
    `stop_share`, or with under `rows_share` of the last good run's rows, the plan is stopped. A plan may be written
    as long as it is `good_for`."""

    confirm_people: int = 5
    confirm_share: float = 0.10
    stop_share: float = 0.30
    rows_share: float = 0.70
    good_for: timedelta = timedelta(minutes=15)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`people` lose all access, `share` (0 to 1) of our living members. `verdict`: ok | confirm | stop.
    `reasons` are codes with words in `messages`. `leaving` people are taken out of groups that this empties."""

    people: int
    share: float
    verdict: str
    reasons: tuple[str, ...] = ()
    leaving: int = 0

    @property
    def number(self) -> int:
        """What has to be typed where it is not ok: the people who lose all access, or where nobody does those who
        are taken out of emptied groups."""
        return self.people or self.leaving


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """What the person agreed to: a plan by its fingerprint, the number of losses typed by hand, and the organization
    that all of it is about. `made_at` is when the plan that was looked at was made (`Proposal.now`); None does not
    ask how old it is."""

    plan_id: str | None = None
    losses: int | None = None
    organization_id: str | None = None
    made_at: datetime | None = None


def judge(plan: Plan, options: Options, last_rows: int | None, limits: Limits = Limits()) -> Verdict:
    """Every danger of the plan, not only the first. `last_rows` is the row count of the last good run, or None.

    A short file is a danger only where the file claims to be everybody: rows missing from a partial one change
    nothing.
    """
    people = len(plan.losing)
    share = people / plan.managed if plan.managed else 0.0
    stops = [] if options.enabled else ["sync_off"]
    leaving, emptied, shrunk = _groups(plan, limits)
    if people and share > limits.stop_share:
        stops.append("losses_stop")
    if plan.rows == 0:
        stops.append("no_valid_row")
    if emptied:
        stops.append("group_emptied")
    if options.roster == "full" and last_rows and plan.rows < limits.rows_share * last_rows:
        stops.append("file_shrunk")
    confirms = ["group_shrunk"] if shrunk else []
    if people and (people >= limits.confirm_people or share > limits.confirm_share):
        confirms.insert(0, "losses_confirm")
    verdict = "stop" if stops else "confirm" if confirms else "ok"
    reasons = stops or confirms
    if people and reasons and any(not pair.chosen for pair in plan.rekeys):
        reasons.append("ids_changed")
    return Verdict(people=people, share=share, verdict=verdict, reasons=tuple(reasons), leaving=leaving)


def _groups(plan: Plan, limits: Limits) -> tuple[int, bool, bool]:
    """How many people are taken out of groups that matter, and whether one of these is emptied, or merely shrunk."""
    large = [one for one in plan.emptied if one.leaving >= limits.confirm_people]
    emptied = any(one.leaving == one.held for one in large)
    return sum(one.leaving for one in large), emptied, any(one.leaving < one.held for one in large)


def allows(verdict: Verdict, plan: Plan, approval: Approval) -> bool:
    """Whether the plan may be written: `confirm` needs the number, `stop` needs it for this very plan."""
    if verdict.verdict == "ok":
        return True
    if approval.losses != verdict.number:
        return False
    return verdict.verdict == "confirm" or approval.plan_id == plan.id


def stale(made_at: datetime, now: datetime, limits: Limits = Limits()) -> bool:
    """Whether a plan of that moment is too old to be written; also one of the future, since then a clock is wrong."""
    return not -limits.good_for <= now - made_at <= limits.good_for
