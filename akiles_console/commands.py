"""What each command does: engine calls, and the document and lines to print."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import getpass
import os
import signal
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import msgspec

from akiles_console import connections, documents, explain_command, mapping_command, messages, settings, tail_command
from akiles_console.api.models import Organization
from akiles_console.arguments import UsageError
from akiles_console.clock import Clock
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure
from akiles_console.people.mapping import read as read_mapping
from akiles_console.people.spreadsheet.layout import choose
from akiles_console.people.spreadsheet.reader import read
from akiles_console.people.spreadsheet.reading import Options as ReadOptions
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.session import NotConnected, Session, endpoints_from
from akiles_console.sync import history, run
from akiles_console.sync.decisions import read as read_decisions
from akiles_console.sync.guard import Approval
from akiles_console.sync.plan import Options, PlanError
from akiles_console.sync.records import Origin, origin_of
from akiles_console.sync.resume import resume
from akiles_console.sync.run import Progress, Report
from akiles_console.sync.undo import undo

DONE, ATTENTION, REFUSED, INTERRUPTED = 0, 1, 3, 130
"""Exit codes of commands that came to an end; `cli` has those of failures."""


_QUICKEST = 0.2
"""Seconds between two looks of `tail`, at least."""


def print_document(document: object | None, lines: list[str]) -> None:
    """The document as one line of JSON, or without one the lines."""
    if document is not None:
        sys.stdout.write(msgspec.json.encode(document).decode() + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


Result = tuple[int, dict[str, Any] | None, list[str]]


async def _demo_server(chosen: argparse.Namespace) -> Result:
    server = DemoServer(
        template=chosen.template, members=chosen.members, port=chosen.port, rate_limit=chosen.rate_limit
    )
    ended = asyncio.Event()
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
    try:
        await server.start()
    except OSError as error:
        raise UsageError("port_in_use", port=chosen.port) from error
    try:
        print_document(documents.demo_server(server), [])
        await ended.wait()
    finally:
        await server.stop()
    return DONE, {}, []


async def _login(chosen: argparse.Namespace) -> Result:
    kept = settings.load()
    client_id = chosen.client_id or kept.client_id
    if not client_id:
        raise UsageError("usage", reason="--client-id is needed the first time", program="akiles-console login")
    secret = os.environ.get("AKILES_CLIENT_SECRET", "")
    if not secret:
        secret = await asyncio.to_thread(getpass.getpass, "Client secret: ")
    async with contextlib.aclosing(_session()) as session:

        def show(url: str) -> None:
            _say(url)
            if not chosen.print_url:
                webbrowser.open(url)

        port = chosen.port or kept.redirect_port
        login = session.connect(client_id, secret, port=port, show=show, listen=not chosen.paste)
        organization = await (_pasting(session, login) if chosen.paste else login)
        if session.keyring is None:
            await session.disconnect()
            raise Failure("login_not_kept")
        document = documents.status(session, settings.load())
        return DONE, document, [f"Connected to {organization.name}; kept in {session.keyring}."]


async def _pasting(session: Session, login: Coroutine[Any, Any, Organization]) -> Organization:
    """The login's organization, while the person is asked for the address at which the browser ended."""
    under_way = asyncio.create_task(login, name="login")
    try:
        while not under_way.done():
            _say("The address at which the browser ended:")
            line = asyncio.create_task(asyncio.to_thread(sys.stdin.readline), name="pasted")
            await asyncio.wait({under_way, line}, return_when=asyncio.FIRST_COMPLETED)
            if line.done() and not line.result():
                raise UsageError("usage", reason="no address was pasted", program="akiles-console login")
            if line.done() and session.paste(line.result()):
                break
        return await under_way
    finally:
        under_way.cancel()


async def _logout(chosen: argparse.Namespace) -> Result:
    async with contextlib.aclosing(_session(chosen.organization)) as session:
        await session.disconnect()
        document = documents.status(session, settings.load())
        return DONE, document, ["Disconnected. Nothing was changed at Akiles."]


async def _status(chosen: argparse.Namespace) -> Result:
    async with contextlib.aclosing(_session(chosen.organization)) as session:
        connected = await session.restore()
        kept = settings.load()
        code = DONE if connected else REFUSED
        return code, documents.status(session, kept), documents.status_lines(session, kept)


async def _inspect(chosen: argparse.Namespace) -> Result:
    reading = await read(chosen.file, await _read_options(chosen))
    document = documents.inspect(reading, show_secrets=chosen.show_secrets)
    return DONE, document, documents.inspect_lines(reading)


async def _plan(chosen: argparse.Namespace) -> Result:
    reading, origin = await _job(chosen)
    async with _connected(chosen) as session:
        proposal = await run.prepare(session.client, reading, origin.mapping, origin.options)
        document = documents.plan(proposal, calls=session.client.calls)
        return DONE, document, documents.plan_lines(proposal)


async def _sync(chosen: argparse.Namespace) -> Result:
    reading, origin = await _job(chosen)
    async with _connected(chosen) as session:
        report = await run.execute(
            session.client,
            reading,
            origin.mapping,
            origin.options,
            Approval(
                plan_id=chosen.plan_id,
                losses=chosen.confirm_losses,
                organization_id=session.organization.id if session.organization else None,
            ),
            settle=chosen.settle,
            progress=_tell,
            control=_stopped_by_the_person(),
            origin=origin,
        )
        return _reported(report, session)


async def _resume(chosen: argparse.Namespace) -> Result:
    async with _connected(chosen) as session:
        report = await resume(
            session.client,
            chosen.run_id,
            password=chosen.password,
            settle=chosen.settle,
            progress=_tell,
            control=_stopped_by_the_person(),
        )
        return _reported(report, session)


async def _undo(chosen: argparse.Namespace) -> Result:
    async with _connected(chosen) as session:
        control = _stopped_by_the_person()
        report = await undo(session.client, chosen.run_id, settle=chosen.settle, progress=_tell, control=control)
        return _reported(report, session)


async def _report(chosen: argparse.Namespace) -> Result:
    told, endings = await asyncio.to_thread(history.ended, chosen.run_id)
    return DONE, documents.remembered(told, endings), documents.remembered_lines(told, endings)


def _stopped_by_the_person() -> run.Control:
    """Cancelled by Ctrl-C: the writes under way end, and the run can be resumed."""
    control = run.Control()
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C cancels instead
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, control.cancel)
    return control


def _reported(report: Report, session: Session) -> Result:
    document = documents.report(report, calls=session.client.calls)
    return _report_code(report), document, documents.report_lines(report)


def _report_code(report: Report) -> int:
    if report.state == "interrupted":
        return INTERRUPTED
    if report.state == "stopped":
        return REFUSED
    fine = all(person.status == "none" or (person.status == "synced" and person.verified) for person in report.people)
    return DONE if fine else ATTENTION


_PHASES = {
    "wait": "Waiting for a write of an earlier run that may still arrive",
    "read": "Reading Akiles",
    "verify": "Reading back what was written",
}


def _tell(progress: Progress) -> None:
    if progress.phase == "write" and progress.outcome:
        _say(f"{progress.done} of {progress.total}: {progress.outcome.name} {progress.outcome.status}")
    elif progress.phase != "write":
        _say(_PHASES[progress.phase])


async def _mapping(chosen: argparse.Namespace) -> Result:
    async with _connected(chosen) as session:
        fine, document, lines = await mapping_command.run(session, Clock(), export=chosen.export, source=chosen.source)
        return DONE if fine or chosen.source is None else ATTENTION, document, lines


async def _tail(chosen: argparse.Namespace) -> Result:
    since = tail_command.since_of(chosen.since)
    async with _connected(chosen) as session:
        try:
            await tail_command.run(
                session,
                Clock(),
                since=since,
                seconds=chosen.seconds,
                poll=None if chosen.poll is None else max(chosen.poll, _QUICKEST),
                as_json=chosen.json,
                warn=_say,
            )
        except BrokenPipeError:
            tail_command.close_output()
    return DONE, None, []


async def _explain(chosen: argparse.Namespace) -> Result:
    async with _connected(chosen) as session:
        return DONE, *await explain_command.run(session.client, Clock(), chosen.person, chosen.source_name)


async def _runs(chosen: argparse.Namespace) -> Result:
    runs = await asyncio.to_thread(history.every_run)
    return DONE, documents.runs(runs), documents.runs_lines(runs)


async def _read_options(chosen: argparse.Namespace) -> ReadOptions:
    options = ReadOptions(sheet=chosen.sheet, header_row=getattr(chosen, "header_row", None), password=chosen.password)
    return await choose(chosen.file, options, chosen.layout)


async def _job(chosen: argparse.Namespace) -> tuple[Reading, Origin]:
    """The reading of `plan` and `sync`, and what it is made from; a question nobody answered stops here."""
    how = await _read_options(chosen)
    reading = await read(chosen.file, how)
    for question in reading.questions:
        words = messages.sentence(question.code, question.details)
        raise PlanError("questions_open", question=words.what, choices=", ".join(question.choices))
    options = Options(
        roster=chosen.roster,
        leavers=chosen.leavers,
        credentials=tuple(sorted(set(chosen.credentials))),
        pin_length=chosen.pin_length,
        valid_within=chosen.valid_within,
        source_name=chosen.source_name,
        adopt_email=chosen.adopt == "email",
        enabled=not chosen.disabled,
        rekey=chosen.rekey,
        decisions=read_decisions(chosen.decisions) if chosen.decisions else (),
    )
    return reading, origin_of(str(chosen.file.resolve()), reading, how, read_mapping(chosen.mapping), options)


def _session(organization_id: str | None = None) -> Session:
    """The connection that is asked for: a ready token of the environment, the organization, or the active one."""
    endpoints = endpoints_from(os.environ)
    if os.environ.get("AKILES_API_URL") and os.environ.get("AKILES_ACCESS_TOKEN"):
        return Session(endpoints, access_token=os.environ["AKILES_ACCESS_TOKEN"])
    if organization_id is None:
        return Session(endpoints)
    key = connections.of_organization(settings.load(), endpoints.name, organization_id)
    if key is None:
        raise UsageError("organization_unknown", organization=organization_id)
    return Session(endpoints, connection=key)


@contextlib.asynccontextmanager
async def _connected(chosen: argparse.Namespace) -> AsyncIterator[Session]:
    async with contextlib.aclosing(_session(chosen.organization)) as session:
        if not await session.restore():
            raise NotConnected
        found = session.organization
        if found is not None and chosen.organization not in (None, found.id):  # a ready token of another one
            raise PlanError("other_organization", found=found.name)
        yield session


RUN: dict[str, Callable[[argparse.Namespace], Coroutine[Any, Any, Result]]] = {
    "demo-server": _demo_server,
    "login": _login,
    "logout": _logout,
    "status": _status,
    "inspect": _inspect,
    "plan": _plan,
    "sync": _sync,
    "resume": _resume,
    "undo": _undo,
    "runs": _runs,
    "mapping": _mapping,
    "report": _report,
    "explain": _explain,
    "tail": _tail,
}
