"""The log: a few files in the data folder that a person can send to support without reading them first.

What goes in is an allow-list. Our own modules log method, path template, status and milliseconds; other
libraries get in from WARNING on, with one line, and no error's message gets in at all, only its type and where
it happened: messages quote the values they stumbled over, and those may be a PIN.
"""

from __future__ import annotations

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler

from akiles_console import paths

_OURS = "akiles_console"
_BIGGEST = 1_000_000  # bytes of a file
_OLDER = 3  # files kept beside the current one

_SECRETS = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]+"), r"\1 ***"),
    (re.compile(r"(https?://[^\s?#\"']*)[?#][^\s\"']*"), r"\1?***"),
    (re.compile(r"[^\s@<>\"'(,;:=/]+@[^\s@<>\"'),;]+"), "***@***"),
)
_DIGITS = re.compile(r"\d{4,}")


def setup(debug: bool = False) -> None:
    """Starts logging to `home()/logs`: INFO and up, or everything of ours with `debug`. Raises OSError."""
    folder = paths.home() / "logs"
    folder.mkdir(exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(
        folder / "akiles-console.log", maxBytes=_BIGGEST, backupCount=_OLDER, encoding="utf-8", delay=True
    )
    handler.addFilter(_wanted)
    handler.setFormatter(Redacting())
    root = logging.getLogger()
    for old in [h for h in root.handlers if isinstance(h.formatter, Redacting)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger(_OURS).setLevel(logging.DEBUG if debug else logging.INFO)
    for chatty in ("httpx", "httpcore"):  # they log addresses with their query: e-mails
        logging.getLogger(chatty).setLevel(logging.WARNING)


class Redacting(logging.Formatter):
    """One line for a record, without e-mails, query strings and tokens; an error as types and places."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record's line, and the error's places below it."""
        try:
            text = record.getMessage()
        except (TypeError, ValueError):  # arguments that do not fit their template
            text = str(record.msg)
        text = redacted(text)
        if not _is_ours(record):
            text = _DIGITS.sub("***", text.partition("\n")[0])
        text = text.replace("\n", " | ")
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {text}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else "\n".join([line, *_places(error)])


def redacted(text: str) -> str:
    """The text without e-mail addresses, query strings and bearer tokens."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


def _wanted(record: logging.LogRecord) -> bool:
    return _is_ours(record) or record.levelno >= logging.WARNING


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == _OURS


def _places(error: BaseException | None) -> list[str]:
    """Type, code of a Failure, and frames of an error and of what led to it; no message."""
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(f"  {type(error).__module__}.{type(error).__qualname__} {getattr(error, 'code', '')}".rstrip())
        lines += [f"    {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
        error = error.__cause__ or error.__context__
    return lines
