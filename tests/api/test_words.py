"""Every code that the client can raise has a sentence, with room for its details only."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import akiles_console
from akiles_console.messages.connection import SENTENCES

ROOT = Path(akiles_console.__file__).parent
DETAILS = {"operation", "object", "status", "seconds", "type", "message", "kind"}
MADE = {"too_many_wait", "refused_silently", "forbidden_silently", "hardware_offline"}  # in `answers`


def codes(file: Path) -> set[str]:
    """Literals that are raised as a code: first argument of a Failure, `code=`, `default_code`."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in ("Failure", "super().__init__", "RenewalFailed") and node.args:
                found |= {a.value for a in ast.walk(node.args[0]) if isinstance(a, ast.Constant)}
            found |= {k.value.value for k in node.keywords if k.arg == "code" and isinstance(k.value, ast.Constant)}
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "default_code":
            assert isinstance(node.value, ast.Constant)
            found.add(node.value.value)
    return {code for code in found if isinstance(code, str)}


CODES = MADE.union(*(codes(file) for file in (ROOT / "api").glob("*.py"))) - {"api_error"}  # the root of the tree


def test_the_codes_are_really_found() -> None:
    assert {"unreachable", "akiles_away", "captive_portal", "fields_unknown", "proxy_unsupported"} <= CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_sentences_are_whole_and_ask_only_for_known_details(code: str) -> None:
    what, hint = SENTENCES[code]
    fields = {field for text in (what, hint) for _, field, _, _ in string.Formatter().parse(text) if field}
    assert fields <= DETAILS
    assert what[0].isupper() and hint[0].isupper()
    assert what.endswith((".", ")")) and hint.endswith((".", "{address}"))
