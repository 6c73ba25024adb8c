"""The words of the command line: commands, options and their defaults (`cli.md`)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from akiles_console import __version__
from akiles_console.failure import Failure


class UsageError(Failure):
    """Arguments that cannot be used."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError("usage", reason=message, program=self.prog)


def _credentials(text: str) -> list[str]:
    chosen = [part.strip() for part in text.split(",") if part.strip()]
    unknown = set(chosen) - {"email", "pin", "magic_link", "card"}
    if unknown or not chosen:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of email, pin, magic_link, card")
    return chosen


def _pin_length(text: str) -> int:
    if not text.isdigit() or not 4 <= int(text) <= 20:
        raise argparse.ArgumentTypeError("a PIN has 4 to 20 digits")
    return int(text)


def _days(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError("a number of days from 0 on")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError("a number of seconds from 0 on")
    return seconds


def parser() -> argparse.ArgumentParser:
    """The whole command line. Parsing raises UsageError instead of leaving the program."""
    json = _Parser(add_help=False)
    json.add_argument("--json", action="store_true", help="one JSON document instead of text")
    whole = _Parser(prog="akiles-console", description="Without a command it opens the window.", parents=[json])
    whole.add_argument("--version", action="version", version=__version__)
    whole.add_argument("--demo", action="store_true", help="the window on the built-in practice organization")
    whole.add_argument("--self-test", action="store_true", help="checks this installation; needs no display")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, about: str) -> Any:
        return commands.add_parser(name, help=about, description=about, parents=[json])

    _connection_commands(command)
    _file_commands(command)
    _journal_commands(command)
    return whole


def _connection_commands(command: Callable[..., Any]) -> None:
    demo = command("demo-server", "serves the practice organization until interrupted")
    demo.add_argument("--port", type=int, default=0)
    demo.add_argument("--template", choices=("office", "empty"), default="office")
    demo.add_argument("--members", type=int, default=0, help="that many more members")
    demo.add_argument("--rate-limit", type=float, help="requests a second before 429")
    login = command("login", "connects to Akiles in the system browser")
    login.add_argument("--client-id")
    login.add_argument("--port", type=int, help="of the registered redirect address")
    login.add_argument("--print-url", action="store_true", help="prints the address instead of opening a browser")
    login.add_argument("--paste", action="store_true", help="asks for the address at which the browser ended")
    logout = command("logout", "forgets a connection on this computer")
    status = command("status", "says which organization is connected, since when, and where the key is kept")
    for added in (logout, status):
        _organization_option(added)


def _file_commands(command: Callable[..., Any]) -> None:
    for name, about in (
        ("inspect", "reads a spreadsheet, touches nothing else"),
        ("plan", "says what would change; writes nothing at Akiles"),
        ("sync", "plans, writes, reads back and reports"),
    ):
        added = command(name, about)
        added.add_argument("file", type=Path)
        added.add_argument("--sheet")
        added.add_argument("--password")
        added.add_argument("--layout", type=Path)
        if name == "inspect":
            added.add_argument("--header-row", type=int)
            added.add_argument("--show-secrets", action="store_true", help="shows PINs instead of “hidden”")
        else:
            _plan_options(added)
        if name == "sync":
            added.add_argument("--plan-id", help="only this plan, as `plan` printed it")
            added.add_argument("--confirm-losses", type=int, metavar="N", help="that many people lose all access")


def _journal_commands(command: Callable[..., Any]) -> None:
    command("runs", "the runs that this computer remembers")
    resume = command("resume", "finishes a run that was cut off")
    resume.add_argument("run_id", nargs="?", metavar="RUN", help="the newest one that was cut off, if left out")
    resume.add_argument("--password", help="of the file, where it has one")
    undo = command("undo", "takes a run back")
    undo.add_argument("run_id", metavar="RUN")
    for added in (resume, undo):
        _organization_option(added)
        _settle_option(added)
    mapping = command("mapping", "what each HR group opens, as it is kept with the organization")
    way = mapping.add_mutually_exclusive_group()
    way.add_argument("--export", type=Path, metavar="FILE", help="writes it as a mapping.json")
    way.add_argument("--import", type=Path, metavar="FILE", dest="source", help="takes the groups that a file names")
    _organization_option(mapping)
    explain = command("explain", "where one person gets in, when, how and until when")
    explain.add_argument("person", metavar="MEMBER_ID_OR_EMPLOYEE_ID")
    explain.add_argument("--source-name", default="akiles-console", help="the mark of the members that are ours")
    _organization_option(explain)
    _tail_command(command)
    report = command("report", "how a run ended, person by person")
    report.add_argument("run_id", metavar="RUN")


def _tail_command(command: Callable[..., Any]) -> None:
    tail = command("tail", "the event log as it goes on, an event a line")
    tail.add_argument("--since", metavar="T", help="from this time on (RFC 3339), instead of from now on")
    tail.add_argument("--for", type=_seconds, dest="seconds", metavar="SECONDS", help="so long, instead of for ever")
    tail.add_argument("--poll", type=_seconds, metavar="S", help="seconds between two looks, instead of 5")
    _organization_option(tail)


def _settle_option(added: Any) -> None:
    """How long a create whose answer was lost may still appear."""
    added.add_argument("--settle", type=float, default=90.0, metavar="SECONDS")


def _organization_option(added: Any) -> None:
    added.add_argument("--organization", metavar="ID", help="this one, instead of the one in use")


def _identity_options(added: Any) -> None:
    """Who is who at Akiles, and whose."""
    added.add_argument("--source-name", default="akiles-console", help="the mark of the members that are ours")
    added.add_argument("--adopt", choices=("email",), help="takes over members made by hand with the same e-mail")
    added.add_argument("--rekey", action="store_true", help="people who only got a new id keep everything")
    added.add_argument(
        "--decisions", type=Path, metavar="D.json",
        help='what was chosen person by person, a list of {"key", "kind": adopt|rehire|rekey|random_pin, "member_id"}',
    )  # fmt: skip


def _plan_options(added: Any) -> None:
    _organization_option(added)
    _identity_options(added)
    for name, more in (
        ("--mapping", {"type": Path, "required": True, "help": "which Akiles groups each group of the file means"}),
        ("--roster", {"choices": ("partial", "full"), "default": "partial", "help": "full: who is missing has left"}),
        ("--leavers", {"choices": ("keep", "end", "delete"), "default": "end", "help": "what happens to leavers"}),
        ("--credentials", {"type": _credentials, "default": ["email"], "metavar": "email,pin,magic_link,card"}),
        ("--pin-length", {"type": _pin_length, "help": "digits of a PIN that Akiles chooses, 4 to 20"}),
        ("--valid-within", {"type": _days, "metavar": "DAYS", "help": "only who starts within that many days"}),
        ("--disabled", {"action": "store_true", "help": "importing is switched off: plans, and writes nothing"}),
    ):
        added.add_argument(name, **more)
    _settle_option(added)
