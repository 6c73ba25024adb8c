"""The command line: arguments in, engine, one JSON document or plain text out (`cli.md` is its contract)."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from akiles_console import arguments
from akiles_console.failure import Failure

USAGE, REFUSED, GUARDED, MOVED, INTERRUPTED = 2, 3, 4, 5, 130

_USAGE_CODES = (
    *("no_credential", "questions_open", "run_unknown", "nothing_to_resume", "nothing_to_undo"),
    *("pin_not_kept", "decision_not_kept", "mended_not_kept"),
    *("run_not_resumable", "source_moved", "decisions_unreadable", "since_unreadable"),
    *("member_unknown", "member_not_unique"),
)
_EXITS = {
    "guard_stopped": GUARDED,
    "sync_off": GUARDED,
    "plan_moved": MOVED,
    "plan_stale": MOVED,
    "other_organization": MOVED,
    **dict.fromkeys(_USAGE_CODES, USAGE),
}
_USAGE_KINDS = ("UsageError", "SpreadsheetError", "MappingError")


def main(argv: list[str], open_window: Callable[[bool], int]) -> int:
    """Runs one command and gives its exit code. `open_window(demo)` opens the window and gives its exit code.

    The engine is imported only for a command: the window paints first.
    """
    as_json = "--json" in argv
    try:
        chosen = arguments.parser().parse_args(argv)
        if chosen.command is None and not chosen.self_test:
            return open_window(chosen.demo)
        if chosen.self_test:
            from akiles_console import self_test

            return self_test.run_all()
        import asyncio

        from akiles_console import commands

        code, document, lines = asyncio.run(commands.RUN[chosen.command](chosen))
    except Failure as failure:
        return _failed(failure, as_json)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        logging.getLogger(__name__).exception("unexpected")
        return _failed(Failure("unexpected", kind=type(error).__name__), as_json)
    commands.print_document(document if as_json else None, lines)
    return code


def exit_code(failure: Failure) -> int:
    """The exit code of a command that ended with this failure."""
    if failure.code in _EXITS:
        return _EXITS[failure.code]
    kinds = {kind.__name__ for kind in type(failure).__mro__}
    return USAGE if kinds.intersection(_USAGE_KINDS) else REFUSED


def _failed(failure: Failure, as_json: bool) -> int:
    import msgspec

    from akiles_console import messages

    words = messages.of(failure)
    if as_json:
        error = {"code": failure.code, "message": words.what, "hint": words.hint}
        print(msgspec.json.encode({"error": error}).decode(), flush=True)
    else:
        print(words, file=sys.stderr)
    return exit_code(failure)
