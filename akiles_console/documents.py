"""What the command line prints: records of the engine as the JSON of `cli.md`, and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import msgspec

from akiles_console import connections, messages
from akiles_console.people.spreadsheet.document import inspect_document
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.session import Session
from akiles_console.settings import Connection, Settings
from akiles_console.sync.plan import Offer, Operation
from akiles_console.sync.records import Ending, Run
from akiles_console.sync.run import Outcome, Proposal, Report


class Server(Protocol):
    """The part of the demo server that is printed."""

    api_url: str
    auth_url: str
    access_token: str
    client_id: str
    client_secret: str


def demo_server(server: Server) -> dict[str, str]:
    """Where the demo server is and how to get in; it is practice, so its keys are no secrets."""
    names = ("api_url", "auth_url", "access_token", "client_id", "client_secret")
    return {name: getattr(server, name) for name in names}


def status(session: Session, kept: Settings) -> dict[str, Any]:
    """The connection, and every one that this computer knows at the same place; nothing secret."""
    organization = session.organization
    return {
        "connected": session.connected,
        "organization": {"id": organization.id, "name": organization.name} if organization else None,
        "since": session.since.isoformat() if session.since else None,
        "keyring": session.keyring,
        "organizations": [
            {"id": one.organization_id, "name": connections.title(one), "since": one.since, "active": active}
            for one, active in _known(session, kept)
        ],
    }


def status_lines(session: Session, kept: Settings) -> list[str]:
    """The same for people."""
    organization = session.organization
    if organization is None:
        lines = [str(messages.sentence("not_connected"))]
    else:
        since = f" since {session.since:%Y-%m-%d %H:%M} UTC" if session.since else ""
        keyring = session.keyring or "memory only"
        lines = [f"Connected to {organization.name} ({organization.id}){since}. Key kept in: {keyring}."]
    here = organization.id if organization else None
    others = [one for one, _ in _known(session, kept) if one.organization_id != here]
    return lines + [f"Also known: {connections.title(one)} ({one.organization_id})." for one in others]


def _known(session: Session, kept: Settings) -> list[tuple[Connection, bool]]:
    place = session.endpoints.name
    active = connections.active(kept, place)
    return [(one, key == active) for key, one in connections.at(kept, place).items()]


def inspect(reading: Reading, *, show_secrets: bool) -> dict[str, Any]:
    """What a spreadsheet says."""
    return inspect_document(
        reading, show_secrets=show_secrets, words=lambda code, details: messages.sentence(code, details).what
    )


def inspect_lines(reading: Reading) -> list[str]:
    """The same for people; rows are counted from 1, as spreadsheets show them."""
    lines = [f"{reading.file}: {len(reading.employees)} people, {len(reading.parked)} rows set aside"]
    lines += [
        f"  column {column.header!r}: {column.field or 'not used'}" for column in reading.columns if column.header
    ]
    for question in reading.questions:
        asked = messages.sentence(question.code, question.details)
        lines.append(f"  question: {asked.what} ({', '.join(question.choices)})")
    for problem in reading.problems:
        place = f"row {problem.row + 1}" if problem.row is not None else "file"
        words = messages.sentence(problem.code, problem.details)
        lines.append(f"  {problem.severity}, {place}, {problem.column or '-'}: {words}")
    return lines


def plan(proposal: Proposal, *, calls: int) -> dict[str, Any]:
    """A plan with its losses; `calls` counts every API request of this command."""
    verdict = proposal.verdict
    return {
        "plan_id": proposal.plan.id,
        "counts": proposal.plan.counts(),
        "losses": {
            "people": verdict.people,
            "share": round(verdict.share, 4),
            "verdict": verdict.verdict,
        },
        "guard": {"reasons": list(verdict.reasons), "number": verdict.number},
        "new_ids": [msgspec.to_builtins(pair) for pair in proposal.plan.rekeys],
        "emptied_groups": [msgspec.to_builtins(group) for group in proposal.plan.emptied],
        "operations": [_operation(operation) for operation in proposal.plan.operations],
        "people": [
            {
                "employee_id": person.key,
                "name": person.name,
                "status": person.status,
                "skip_reason": person.skip_reason,
                "problems": _problems((note.code, note.details) for note in person.notes),
                "offers": [_offer(offer) for offer in person.offers],
            }
            for person in proposal.plan.people
        ],
        "calls": calls,
    }


def _offer(offer: Offer) -> dict[str, Any]:
    words = messages.sentence(offer.code, {"name": offer.name})
    return {**msgspec.to_builtins(offer), "message": str(words)}


def _operation(operation: Operation) -> dict[str, Any]:
    detail: dict[str, str] = {field: value for field, value in operation.changes if value}
    detail |= {field: "" for field, value in operation.changes if not value}
    if operation.target:
        detail["target"] = operation.target
    if operation.name:
        detail["name"] = operation.name
    return {
        "employee_id": operation.key,
        "member_id": operation.member_id,
        "kind": operation.kind,
        "detail": detail,
    }


def plan_lines(proposal: Proposal) -> list[str]:
    """The plan for people: losses first."""
    counts, verdict = proposal.plan.counts(), proposal.verdict
    lines = [
        f"Plan {proposal.plan.id}: {counts['create']} people get access, {counts['update']} change, "
        f"{counts['leave']} leave, {counts['unchanged']} stay as they are, {counts['skip']} are left out.",
        f"{verdict.people} people lose all access ({verdict.share:.0%} of yours): {verdict.verdict}.",
    ]
    lines += [f"  {messages.sentence(reason)}" for reason in verdict.reasons]
    lines += [f"  {op.key}: {op.kind} {op.name or op.target}".rstrip() for op in proposal.plan.operations]
    if proposal.plan.rekeys:
        lines.append(f"{len(proposal.plan.rekeys)} people seem to have got new ids (--rekey keeps them as they are):")
        lines += [f"  {pair.old_key} -> {pair.new_key} {pair.name}" for pair in proposal.plan.rekeys]
    for person in proposal.plan.people:
        if person.skip_reason:
            lines.append(f"  {person.key or person.name}: left out. {messages.sentence(person.skip_reason).what}")
        for offer in person.offers:
            words = messages.sentence(offer.code, {"name": offer.name})
            lines.append(f"  {person.key or person.name}: to choose ({offer.kind} {offer.member_id}). {words}")
    return lines


def report(done: Report, *, calls: int) -> dict[str, Any]:
    """One run; `calls` counts every API request of this command."""
    document: dict[str, Any] = {
        "run_id": done.run_id,
        "plan_id": done.plan_id,
        "state": done.state,
        "people": [_outcome(outcome) for outcome in done.people],
        "calls": calls,
    }
    if done.halted:
        words = messages.sentence(*done.halted)
        document["error"] = {"code": done.halted[0], "message": words.what, "hint": words.hint}
    return document


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "employee_id": outcome.key,
        "member_id": outcome.member_id,
        "status": outcome.status,
        "verified": outcome.verified,
        "skip_reason": outcome.skip_reason,
        "problems": _problems(outcome.problems),
    }


def _problems(found: Iterable[tuple[str, dict[str, str | int]]]) -> list[dict[str, str]]:
    return [{"code": code, "message": str(messages.sentence(code, details))} for code, details in found]


def report_lines(done: Report) -> list[str]:
    """The run for people: what needs somebody comes last, next to the prompt."""
    verified = sum(outcome.verified for outcome in done.people)
    left_out = sum(outcome.status == "none" for outcome in done.people)
    lines = [f"Run {done.run_id} {done.state}: {verified} people verified, {left_out} left out, {done.calls} calls."]
    for outcome in done.people:
        reasons = [messages.sentence(outcome.skip_reason).what] if outcome.skip_reason else []
        reasons += [str(messages.sentence(code, details)) for code, details in outcome.problems]
        if reasons:
            lines.append(f"  {outcome.key or outcome.name}: {outcome.status}. {' '.join(reasons)}")
    if done.halted:
        lines.append(str(messages.sentence(*done.halted)))
    return lines


def runs(remembered_runs: Iterable[Run]) -> dict[str, Any]:
    """The remembered runs; what they could be made from again stays in the journal."""
    kept = [msgspec.to_builtins(run) for run in remembered_runs]
    return {"runs": [{key: value for key, value in run.items() if key != "origin"} for run in kept]}


def remembered(run: Run, endings: Iterable[Ending]) -> dict[str, Any]:
    """One run as the journal knows it: the shape of a report, without names; `calls` were not kept."""
    return {
        "run_id": run.id,
        "plan_id": run.plan_id,
        "state": run.state,
        "who": run.who,
        "people": [
            {
                "employee_id": one.person,
                "member_id": one.member_id,
                "status": one.status,
                "verified": one.verified,
                "skip_reason": one.skip_reason,
                "problems": _problems((code, {}) for code in one.problems),
            }
            for one in endings
        ],
        "calls": None,
    }


def remembered_lines(run: Run, endings: Iterable[Ending]) -> list[str]:
    """The same for people."""
    lines = [f"Run {run.id} of {run.started_at[:16]}{_by(run)}, {run.file}: {run.state}."]
    lines += [f"  {one.person}: {one.status}{', verified' if one.verified else ''}" for one in endings]
    return lines


def _by(run: Run) -> str:
    return f" by {run.who}" if run.who else ""


def runs_lines(runs: Iterable[Run]) -> list[str]:
    """The remembered runs for people."""
    lines = [
        f"{run.started_at[:16]}  {run.id}  {run.state:11}  {run.file}: {run.done} of {run.operations} writes done"
        + (f", {run.failed} failed" if run.failed else "")
        + (f", {run.unknown} unknown" if run.unknown else "")
        + _by(run)
        for run in runs
    ]
    return lines or ["No run yet."]
