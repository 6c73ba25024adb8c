"""Texts in two encodings at once: lines pasted from elsewhere, and letters that went through the wrong one."""

from __future__ import annotations

import re

_TWICE = re.compile("[ÂÃÄÅ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_WESTERN = ("cp1252", "cp1250", "iso-8859-2", "iso-8859-15")


def utf8_lines(data: bytes) -> tuple[bytes, bytes]:
    """The lines of a text that are certainly UTF-8 (they have letters of several bytes), and those that are not."""
    lines = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    good = [line for line in lines if _is_utf8(line)]
    return b"".join(good), b"".join(line for line in lines if not _is_utf8(line))


def joined(data: bytes, page: str) -> bytes | None:
    """The whole text as UTF-8, its other lines read in the code page; None where the page is of no Latin script,
    whose letters may look like UTF-8 by chance."""
    if page not in _WESTERN:
        return None
    return b"".join(
        line if line.isascii() or _is_utf8(line) else line.decode(page, errors="replace").encode()
        for line in data.splitlines(keepends=True)
    )


def written_twice(data: bytes, sample: str) -> bytes | None:
    """A UTF-8 text whose letters were taken for cp1252 and written as UTF-8 again ("JosÃ©"), mended; else None."""
    if not _TWICE.search(sample):
        return None
    try:
        return b"".join(map(_byte, data.decode("utf-8"))).decode("utf-8").encode()
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")  # bytes that cp1252 leaves open


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
