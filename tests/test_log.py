"""Nothing that belongs to a person or opens a door reaches the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from akiles_console import log
from akiles_console.failure import Failure

CANARIES = ("ana.diaz@example.com", "831964", "s3cr3t-t0k3n", "O'Hara@ex.example")


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """The root logger as it was."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [h for h in root.handlers if h not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def written(folder: Path) -> str:
    return (folder / "logs" / "akiles-console.log").read_text()


def test_our_lines_are_kept_and_what_is_private_is_cut(own_folder: Path) -> None:
    log.setup(debug=True)
    ours = logging.getLogger("akiles_console.api.transport")
    ours.debug("%s %d %.0f ms", "GET /members", 200, 1234.0)
    ours.info("https://api.akiles.app/v2/members?email=ana.diaz@example.com&x=1 Bearer s3cr3t-t0k3n")
    ours.info("row of %s, <%s>", "ana.diaz@example.com", "O'Hara@ex.example")
    text = written(own_folder)
    assert "GET /members 200 1234 ms" in text
    assert "https://api.akiles.app/v2/members?***" in text
    assert [canary for canary in CANARIES if canary in text] == []


def test_debug_is_off_unless_asked_for(own_folder: Path) -> None:
    log.setup()
    logging.getLogger("akiles_console.x").debug("quiet")
    logging.getLogger("akiles_console.x").info("heard")
    assert "quiet" not in written(own_folder)
    assert "heard" in written(own_folder)


def test_other_libraries_get_in_with_warnings_in_one_line(own_folder: Path) -> None:
    log.setup(debug=True)
    logging.getLogger("httpx").info("HTTP Request: GET https://x.example/?email=ana.diaz@example.com")
    logging.getLogger("other").info("831964")
    logging.getLogger("asyncio").error("never retrieved %s\nfuture: <Task ValueError('831964')>", "831964")
    lines = written(own_folder).splitlines()
    assert [line.partition("ERROR ")[2] for line in lines] == ["asyncio never retrieved ***"]


def test_an_error_is_logged_by_type_and_place_without_its_message(own_folder: Path) -> None:
    log.setup()
    try:
        try:
            int("831964x")
        except ValueError as error:
            raise Failure("odd", said="ana.diaz@example.com") from error
    except Failure:
        logging.getLogger("akiles_console.x").exception("it failed")
    text = written(own_folder)
    assert "akiles_console.failure.Failure odd" in text
    assert "builtins.ValueError" in text
    assert "test_log.py:" in text
    assert [canary for canary in CANARIES if canary in text] == []


def test_setting_up_twice_logs_once(own_folder: Path) -> None:
    log.setup()
    log.setup()
    logging.getLogger("akiles_console.x").warning("once")
    assert written(own_folder).count("once") == 1


def test_a_broken_call_loses_no_line_and_raises_nothing() -> None:
    record = logging.LogRecord("akiles_console.x", logging.WARNING, __file__, 1, "two %s %s", ("one",), None)
    assert log.Redacting().format(record).endswith("two %s %s")
